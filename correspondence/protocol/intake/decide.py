"""An event is taken into its case, or refused: by what it contradicts, by the Protocol, by a letter that was sent."""

from correspondence.protocol.directory import Directory
from correspondence.protocol.events import AnyEvent, Correction
from correspondence.protocol.events.waiting import NOT_IN_HUB
from correspondence.protocol.history.case_file import CaseFile, fold, fold_after
from correspondence.protocol.refusals import Conflict, Inconsistent, NotInProtocol, Reason

from . import consistency, eligibility


def decide(event: AnyEvent, before: CaseFile | None, directory: Directory) -> CaseFile:
    """The case file with *event* taken in; *before*: how its case stood, None where nobody had heard of it.

    Raises `Inconsistent` where that event contradicts itself, the case or the directory; `NotInProtocol` where the
    gate of Protocol 3.2(i) shuts; `Conflict` where it would change a letter that was already sent.
    """
    if faults := consistency.faults(event, before, directory):
        raise Inconsistent(faults)
    if reasons := eligibility.gate(event, before, directory.hubs[event.hub]):
        raise NotInProtocol(reasons)
    if before is not None:
        _refuse_rewriting_the_past(event, before)
    return fold_after(before, event)


def decide_alone(event: AnyEvent, directory: Directory) -> CaseFile:
    """The case file of one event whose case's history is not at hand, for trying out. Raises as `decide`."""
    if faults := consistency.faults_in_itself(event, directory):
        raise Inconsistent(faults)
    reasons = eligibility.gate(event, None, directory.hubs[event.hub])
    if asked := [r for r in reasons if r.rule != NOT_IN_HUB]:
        raise NotInProtocol(asked)
    return fold([event])


def _refuse_rewriting_the_past(event: AnyEvent, before: CaseFile) -> None:
    later = [x for x in before.letters if x.sent_on is not None and x.dated > event.occurred_on]
    may_come_late = event.changes_no_letter or isinstance(event, Correction)
    if later and not may_come_late and event.occurred_on < before.events[-1].occurred_on:
        detail = "an event earlier than one already recorded may not change a letter already sent; send a correction"
        raise Conflict([Reason(rule="out_of_order", field="occurred_on", detail=detail, source="ours")])

"""The letters that the events of the present stay make us owe, each to one recipient: done, or still to be sent."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from correspondence.protocol.addressees import is_court, person_of
from correspondence.protocol.days.clocks import Deadline
from correspondence.protocol.events import AnyEvent, Correction
from correspondence.protocol.history.case_file import CaseFile
from correspondence.protocol.history.readers import days_told, readers
from correspondence.protocol.record import record

from .duty import Duty, owed
from .obligations import OBLIGATIONS, Obligation


@record
class Given:
    """One letter that an event of the present stay gives one recipient. `done_on`: the day it reached them."""

    obligation: Obligation
    recipient: str
    by: Deadline
    done_on: date | None


def facts_told(case_file: CaseFile, obligation: Obligation) -> Iterator[tuple[AnyEvent, frozenset[str]]]:
    """Each fact that an obligation arises on and that still holds: the first event that told it, the ids of all.

    Those of the present stay, and those that a correction of this stay has put right.
    """
    corrected = {e.replaces for e in case_file.stay if isinstance(e, Correction)}
    stay = [e for e in case_file.stay if isinstance(e, obligation.arises_on)]
    before = [e for e in case_file.events if e.event_id in corrected and isinstance(e, obligation.arises_on)]
    facts = [*((e, frozenset((e.event_id,))) for e in before if e not in stay), *_facts(case_file, obligation, stay)]
    return ((event, ids) for event, ids in facts if obligation.until(event, case_file))


def letters_given(case_file: CaseFile) -> Iterator[Given]:
    """The letters of the present stay for whomever they are meant: done, or still to be sent.

    Whether that person may be written to is not asked here.
    """
    for obligation in OBLIGATIONS.values():
        givers = [e for e in case_file.stay if obligation.is_given and isinstance(e, obligation.arises_on)]
        for event, ids in _facts(case_file, obligation, givers):
            yield from _given(case_file, obligation, event, ids)


def _facts(
    case_file: CaseFile, obligation: Obligation, events: Sequence[AnyEvent]
) -> Iterator[tuple[AnyEvent, frozenset[str]]]:
    """Each fact by the first event that told it, with the ids of all that did: nothing is owed twice for one."""
    if obligation.once_a_stay:
        yield from [(events[0], frozenset(e.event_id for e in events))] if events else []
        return
    again = {e.event_id: frozenset(case_file.told_before(e)) for e in events}
    for event in events:
        if not again[event.event_id]:
            yield event, frozenset(e.event_id for e in events if event.event_id in {e.event_id, *again[e.event_id]})


def _given(case_file: CaseFile, obligation: Obligation, event: AnyEvent, givers: frozenset[str]) -> Iterator[Given]:
    """One letter of one event to each of its recipients; *givers*: the ids of the events that write it."""
    reached = days_told(x for x in case_file.letters if x.kind == obligation.code and x.given_by in givers)
    court = min((day for who, day in reached.items() if is_court(who)), default=None)
    for recipient in obligation.owed_to(event, case_file):
        # A court is one reader, even where the case has moved to another since.
        done_on = court if is_court(recipient) else reached.get(recipient)
        if done_on is not None or obligation.until(event, case_file):
            by = obligation.due(event, case_file, recipient)
            yield Given(obligation=obligation, recipient=recipient, by=by, done_on=done_on)


def given_duties(case_file: CaseFile) -> Iterator[Duty]:
    """One duty a letter and recipient: the court, or a person who is owed letters. A letter discharges each.

    Whoever a child's version is not decided for is owed none yet.
    """
    alive = {p.person_id for p in readers(case_file)}
    for given in letters_given(case_file):
        if is_court(given.recipient) or given.recipient in alive:
            whose = person_of(given.recipient)
            duty = owed(case_file, given.obligation.duty, given.by, whose, done_on=given.done_on)
            yield replace(duty, for_staff=False)

"""After every event of a case, of whatever kind, one question: what is owed, what is on its way, and what was sent?

What is owed and neither on its way nor sent is written: for the first time, or again where its letter came back or was
withdrawn. What is on its way stays, is written instead where it would say something else now, or is withdrawn where it
is owed no longer. What was sent and is untrue since a correction is put right. Nothing is said twice. Where a letter
that goes changes what another says, that other is written instead without an event.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from correspondence.protocol.addressees import is_court
from correspondence.protocol.directory import Directory
from correspondence.protocol.events import AnyEvent, Correction, InformationReceived, ReviewRecorded, RiskIncreased
from correspondence.protocol.history.case_file import CaseFile
from correspondence.protocol.letters import Audience, LetterRecord, Status
from correspondence.protocol.owed.given import facts_told
from correspondence.protocol.owed.obligations import OBLIGATIONS
from correspondence.protocol.record import record

from .as_sent import was_right
from .composing import compose, readers_of
from .days_gone import lay_too_long
from .letter import Letter
from .occasions.case import CaseKind, Occasion
from .reader import Reader
from .registry import CASE_KINDS


@record
class Planned:
    """A letter to write. `instead_of`: the id of the unsent one whose place it takes, if any.

    `says_the_same`: that one is held and would be written again in the same words, so it stays where this one would be
    held too. `stands`: the letter is that one itself, under its own day, which an alert had held.
    """

    letter: Letter
    instead_of: str | None = None
    says_the_same: bool = False
    stands: bool = False


@record
class Plan:
    """What becomes of the letters of a case: those to write, and the ids of the unsent ones that are taken back.

    `stopped`: the ids of those that stay as they are and that an open alert holds from now on (Protocol 3.2(vii)).
    """

    to_write: tuple[Planned, ...] = ()
    withdrawn: tuple[str, ...] = ()
    stopped: tuple[str, ...] = ()


@record
class _Cause:
    """Why it is asked what is owed: an event came `last`, or something became of a letter, which is `moved`, since."""

    last: AnyEvent
    case_file: CaseFile
    moved: LetterRecord | None = None

    def is_known_to(self, reader: Reader) -> bool:
        """Whether a letter to that reader may show, by its day, that there was one."""
        if self.moved is None:
            return self._may_know(reader, self.last)
        giver = self.case_file.event(self.moved.given_by)
        return reader.key == self.moved.recipient or (giver is not None and self._may_know(reader, giver))

    def made_by(self, reader: Reader, givers: frozenset[str]) -> str:
        """The id of the event that makes a letter to that reader of what *givers* told: its reference shows which.

        Where none just came it is the last that they may know of.
        """
        if self.moved is None:
            return self.last.event_id
        came = reversed(self.case_file.received)
        return next(each.event_id for each in came if each.event_id in givers or self._may_know(reader, each))

    def _may_know(self, reader: Reader, event: AnyEvent) -> bool:
        return all(event.is_known_to(each, self.case_file) for each in reader.seen_by)


@record
class _Owed:
    """What one fact owes by letters of one kind: `givers` are the ids of all events that told it."""

    kind: CaseKind
    occasion: Occasion
    givers: frozenset[str]


def reconcile(event: AnyEvent, case_file: CaseFile, directory: Directory, today: date) -> Plan:
    """What *event*, the last that the case file has, makes of the letters of its case.

    It is derived from what is owed and from what became of the letters, so that it is safe to repeat.
    """
    here = _occasion(event, event.event_id, case_file, directory, today)
    return _plan(_Cause(last=event, case_file=case_file), here)


def _plan(cause: _Cause, here: Occasion) -> Plan:
    case_file = here.case_file
    decided = [each for fact in _owed_here(here) for each in _of_each_reader(fact, cause)]
    owed = {unsent.letter_id for unsent, _ in decided if unsent is not None}
    kept = [unsent for unsent, planned in decided if unsent is not None and planned is None]
    return Plan(
        to_write=tuple(planned for _, planned in decided if planned is not None),
        withdrawn=tuple(x.letter_id for x in _on_their_way(case_file) if x.letter_id not in owed),
        stopped=tuple(x.letter_id for x in kept if case_file.open_alerts and CASE_KINDS[x.kind].waits_for_alerts),
    )


def restated(case_file: CaseFile, directory: Directory, today: date, moved: LetterRecord, *, only_stale: bool) -> Plan:
    """What becomes of the letters of a case where no event came, but something else changed what they should say.

    A letter, *moved*, was sent, came back or had not been sent after all, or turned out to be out of date: a post or a
    telephone number of the directory is another's. *only_stale*: what waits and would say something else is written
    instead, and what is owed no more is withdrawn. Else it is as after an event, but for what stays on file: that is of
    events alone.
    """
    if only_stale and not any(_on_their_way(case_file)):
        return Plan()
    last = case_file.received[-1]
    here = _occasion(last, last.event_id, case_file, directory, today)
    plan = _plan(_Cause(last=last, case_file=case_file, moved=moved), here)
    to_write = (each for each in plan.to_write if each.letter.audience is not Audience.FILE)
    return replace(plan, to_write=tuple(each for each in to_write if not only_stale or _is_stale(each)))


def _is_stale(planned: Planned) -> bool:
    return planned.instead_of is not None and not planned.says_the_same and not planned.stands


def letters(event: AnyEvent, case_file: CaseFile, directory: Directory, today: date) -> tuple[Letter, ...]:
    """Every letter that an event has written of its own fact, or of that which it corrects, in order."""
    told = event.replaces if isinstance(event, Correction) else event.event_id
    here = _occasion(event, event.event_id, case_file, directory, today)
    of_it = (owed for owed in _owed_here(here) if told in owed.givers)
    cause = _Cause(last=event, case_file=case_file)
    decided = (planned for owed in of_it for _, planned in _of_each_reader(owed, cause))
    return tuple(planned.letter for planned in decided if planned is not None and not planned.stands)


def occasion_of(written: LetterRecord, case_file: CaseFile, directory: Directory) -> Occasion | None:
    """The occasion on which a letter was written, as the case file sees it now; None where it no longer gives one."""
    source = case_file.event(written.given_by)
    if source is None or not isinstance(source, CASE_KINDS[written.kind].sent_on):
        return None
    return _occasion(source, written.event_id, case_file, directory, written.dated)


def as_it_was_written(written: LetterRecord, occasion: Occasion) -> Letter | None:
    """The letter, if it would say the same and go the same way were it written on its own day now; else None."""
    kind = CASE_KINDS[written.kind]
    theirs = (x for x in readers_of(kind, occasion) if x.key == written.recipient)
    again = (compose(kind, occasion, x, reference=written.letter_id) for x in theirs)
    return next((letter for letter in again if letter.content == written.content), None)


def _occasion(source: AnyEvent, made_by: str, case_file: CaseFile, directory: Directory, today: date) -> Occasion:
    return Occasion(event=source, made_by=made_by, case_file=case_file, directory=directory, today=today)


def _owed_here(here: Occasion) -> Iterator[_Owed]:
    """What every fact of the case owes, in the order of the catalogue; of a closed case, only what stays on file."""
    for kind in CASE_KINDS.values():
        if here.case_file.closed_on is not None and not _stays_on_file(kind):
            continue
        for event, givers in facts_told(here.case_file, OBLIGATIONS[kind.code]):
            yield _Owed(kind=kind, occasion=replace(here, event=event), givers=givers)


_Decided = tuple[LetterRecord | None, Planned | None]
"""The unsent letter that a reader has already, and what is written to them: nothing leaves the one as it is."""


def _of_each_reader(fact: _Owed, cause: _Cause) -> Iterator[_Decided]:
    owed_to = OBLIGATIONS[fact.kind.code].owed_to(fact.occasion.event, fact.occasion.case_file)
    for reader in (each for each in readers_of(fact.kind, fact.occasion) if each.key in owed_to):
        owed = replace(fact, occasion=replace(fact.occasion, made_by=cause.made_by(reader, fact.givers)))
        theirs = _had_by(reader, owed)
        waiting = next((x for x in reversed(theirs) if x.is_unsent and x.recipient == reader.key), None)
        if _stays_on_file(owed.kind):
            planned = _on_file(waiting, reader, owed, cause)
        elif not _is_owed_to(reader, theirs, owed) or _is_left_withdrawn(reader, theirs, owed, cause):
            continue
        else:
            planned = _again(waiting, reader, owed, cause) if waiting else _write(reader, owed)
        yield waiting, planned


def _had_by(reader: Reader, owed: _Owed) -> Sequence[LetterRecord]:
    """The letters of that fact that a reader has had written to them. A court is one reader, wherever a case moved."""
    of_it = (x for x in owed.occasion.case_file.letters if x.kind == owed.kind.code and x.given_by in owed.givers)
    return [x for x in of_it if x.recipient == reader.key or (is_court(x.recipient) and is_court(reader.key))]


def _is_owed_to(reader: Reader, theirs: Sequence[LetterRecord], owed: _Owed) -> bool:
    """Whether nobody has told that reader yet, or what they were told was corrected since and was wrong."""
    reached = [x for x in theirs if x.status is Status.SENT]
    case_file = owed.occasion.case_file
    if not reached:
        return owed.occasion.event in case_file.stay
    corrected = case_file.corrections_since(reached[-1])
    return bool(corrected) and not was_right(owed.kind, reader.key, owed.occasion)


def _is_left_withdrawn(reader: Reader, theirs: Sequence[LetterRecord], owed: _Owed, cause: _Cause) -> bool:
    """Whether somebody withdrew what would say the same still, and its reader may not know why we look at it now."""
    if not theirs or theirs[-1].status is not Status.WITHDRAWN or cause.is_known_to(reader):
        return False
    return _still_says(theirs[-1], owed.occasion) is not None


def _write(reader: Reader, owed: _Owed) -> Planned:
    return Planned(letter=compose(owed.kind, owed.occasion, reader))


def _again(unsent: LetterRecord, reader: Reader, owed: _Owed, cause: _Cause) -> Planned | None:
    """What takes the place of a letter on its way; None where it stays: it would say the same, and nothing holds it.

    One that lay too long stays where its reader may not know why we look at it now: the day of the letter written
    instead would tell them. It goes no more as it is, and whoever wants to approve it has it written again.
    """
    here = owed.occasion
    same = _still_says(unsent, here)
    anew = replace(here, made_by=unsent.event_id)
    if same is not None and cause.is_known_to(reader) and lay_too_long(same, owed.kind, anew):
        same = None  # it is written again under a day that is true of it
    if same is not None and unsent.status is not Status.HELD:
        return None
    if same is not None and _ends_an_alert_on(unsent, here, cause.last):
        return Planned(letter=same, instead_of=unsent.letter_id, stands=True)
    return replace(_write(reader, owed), instead_of=unsent.letter_id, says_the_same=same is not None)


def _still_says(written: LetterRecord, here: Occasion) -> Letter | None:
    then = occasion_of(written, here.case_file, here.directory)
    return as_it_was_written(written, then) if then else None


def _ends_an_alert_on(held: LetterRecord, here: Occasion, last: AnyEvent) -> bool:
    """Whether an alert that stopped a letter is over now: it leaves no trace in that letter, however long it waited.

    Another date or reference would tell its reader that somebody else had been in touch (Protocol 3.2(vii)).
    """
    case_file = here.case_file
    still_open = {e.event_id for e in case_file.open_alerts}
    ended = any(e.event_id not in still_open for e in case_file.of_type(InformationReceived))
    is_answer = isinstance(last, ReviewRecorded | RiskIncreased) and ended and not still_open
    return is_answer and CASE_KINDS[held.kind].waits_for_alerts


def _on_file(kept: LetterRecord | None, reader: Reader, owed: _Owed, cause: _Cause) -> Planned | None:
    """A record is written once, by its own event, and again where a correction of that makes it say something else."""
    event = cause.last
    corrected = isinstance(event, Correction) and event.replaces in owed.givers
    if kept is None:
        return _write(reader, owed) if corrected or event.event_id in owed.givers else None
    return _again(kept, reader, owed, cause) if corrected else None


def _stays_on_file(kind: CaseKind) -> bool:
    return kind.versions == (Audience.FILE,)


def _on_their_way(case_file: CaseFile) -> Iterator[LetterRecord]:
    """The unsent letters. What stays on file is not among them: it is a record, and goes nowhere."""
    return (x for x in case_file.letters if x.is_unsent and not _stays_on_file(CASE_KINDS[x.kind]))

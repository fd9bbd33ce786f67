"""What an event of a case does to its letters: which it gives, which are written anew, held, or taken back."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from correspondence.catalogue.composing.case import write
from correspondence.catalogue.families.hub_closing import HUB_CLOSING
from correspondence.catalogue.families.hub_letter import HUB_LETTER
from correspondence.catalogue.families.update import UPDATE
from correspondence.catalogue.letter import Letter
from correspondence.catalogue.occasions.case import CaseKind, Occasion
from correspondence.catalogue.registry import CASE_KINDS
from correspondence.protocol.directory import Directory
from correspondence.protocol.events import (
    AnyEvent,
    CaseClosed,
    Correction,
    HubAllocationDecided,
    HubClosing,
    InformationReceived,
    ReviewRecorded,
    RiskIncreased,
    UpdateDue,
)
from correspondence.protocol.history.case_file import CaseFile
from correspondence.protocol.letters import Audience, LetterRecord, Status
from correspondence.protocol.owed.obligations import OBLIGATIONS
from correspondence.protocol.record import record

from .as_sent import was_right

STANDS_FOR_DAYS = 7
"""How long after its own day a letter that an alert held still goes out as it was: the review is due in one day."""


@record
class Rewritten:
    """A letter that is written anew, and the unsent one it takes the place of, if there was one.

    `letter` is None where nothing takes its place: its reader may no longer be written to. `stands`: it is the unsent
    one itself, under its own day, which an alert had held.
    """

    letter: Letter | None
    instead_of: str | None
    was_held: bool = False
    stands: bool = False


def letters(event: AnyEvent, case_file: CaseFile, directory: Directory, today: date) -> tuple[Letter, ...]:
    """Every letter that an event gives of itself, in the order of the catalogue and of the case.

    A correction gives the letters of what it corrects, as that should have been; but none to a reader who was sent that
    letter in the very words it would have had, or for whom such a one is on its way.
    """
    source = case_file.event(event.replaces) if isinstance(event, Correction) else event
    if source is None:
        return ()
    occasion = _occasion(source, event.event_id, case_file, directory, today)
    kinds = (kind for kind in CASE_KINDS.values() if isinstance(source, kind.sent_on) and _is_true(kind, case_file))
    given = (letter for kind in kinds for letter in write(kind, occasion))
    if not isinstance(event, Correction):
        has = _have_it_already(event, case_file)
        return tuple(x for x in given if (x.kind.code, x.recipient) not in has)
    standing = {
        (x.kind, x.recipient) for x in _given_by(event, case_file) if _would_say_the_same(x, case_file, directory)
    }
    return tuple(x for x in given if (x.kind.code, x.recipient) not in standing and not was_right(x, occasion))


def _have_it_already(event: AnyEvent, case_file: CaseFile) -> frozenset[tuple[str, str]]:
    """The kinds and readers to whom a fact that is told again was sent, or has a letter on its way."""
    before = case_file.told_before(event)
    given = (x for x in case_file.letters if x.given_by in before and not _stays_on_file(x))
    return frozenset((x.kind, x.recipient) for x in given if x.is_unsent or x.status is Status.SENT)


def _given_by(correction: Correction, case_file: CaseFile) -> tuple[LetterRecord, ...]:
    """The unsent letters of what a correction corrects, those on file too."""
    return tuple(x for x in case_file.letters if x.is_unsent and x.given_by == correction.replaces)


def _would_say_the_same(written: LetterRecord, case_file: CaseFile, directory: Directory) -> bool:
    """Whether nothing recorded since makes a letter say anything else than it did when it was written."""
    occasion = occasion_of(written, case_file, directory)
    return occasion is not None and as_it_was_written(written, occasion) is not None


def _is_true(kind: CaseKind, case_file: CaseFile) -> bool:
    """Whether a letter of that kind may still speak of waiting, where it does."""
    return case_file.is_in_hub or not kind.needs_hub


def _occasion(source: AnyEvent, made_by: str, case_file: CaseFile, directory: Directory, today: date) -> Occasion:
    return Occasion(event=source, made_by=made_by, case_file=case_file, directory=directory, today=today)


def written_anew(event: AnyEvent, case_file: CaseFile, directory: Directory, today: date) -> tuple[Rewritten, ...]:
    """The unsent letters that an event makes worth writing again, and first letters still owed that nobody has.

    Those are the ones held (what held them may be over) and the ones that would say something else now: another
    address, another date, another child. Deadlines are derived, so this is safe to repeat.
    """
    if case_file.closed_on is not None:
        return ()
    gone = set(withdrawn_by(event, case_file, directory))
    given = {x.letter_id for x in letters(event, case_file, directory, today)}
    here = _occasion(event, event.event_id, case_file, directory, today)
    unsent = (x for x in _on_their_way(case_file) if x.letter_id not in gone)
    again = [x for record in unsent if (x := _again(record, here))]
    owed = [x for x in _still_owed(here) if x.letter and x.letter.letter_id not in given]
    return (*again, *owed)


def _again(unsent: LetterRecord, here: Occasion) -> Rewritten | None:
    then = occasion_of(unsent, here.case_file, here.directory)
    if then is None or not OBLIGATIONS[unsent.kind].until(then.event, here.case_file):
        return Rewritten(letter=None, instead_of=unsent.letter_id)
    same = as_it_was_written(unsent, then)
    if same is not None and unsent.status is not Status.HELD:
        return None
    if same is not None and _ends_an_alert_on(unsent, here):
        return Rewritten(letter=same, instead_of=unsent.letter_id, was_held=True, stands=True)
    now = replace(then, made_by=here.made_by, today=here.today)
    letter = next((x for x in write(CASE_KINDS[unsent.kind], now) if x.recipient == unsent.recipient), None)
    return Rewritten(letter=letter, instead_of=unsent.letter_id, was_held=unsent.status is Status.HELD)


def _ends_an_alert_on(held: LetterRecord, here: Occasion) -> bool:
    """Whether an alert that stopped a letter of these days is over now: it leaves no trace in that letter.

    Another date or reference would tell its reader that somebody else had been in touch (Protocol 3.2(vii)). A letter
    that has waited longer is written again under a day that is true of it.
    """
    still_open = {e.event_id for e in here.case_file.open_alerts}
    ended = any(e.event_id not in still_open for e in here.case_file.of_type(InformationReceived))
    is_answer = isinstance(here.event, ReviewRecorded | RiskIncreased) and ended and not still_open
    return is_answer and CASE_KINDS[held.kind].waits_for_alerts and (here.today - held.dated).days <= STANDS_FOR_DAYS


def occasion_of(written: LetterRecord, case_file: CaseFile, directory: Directory) -> Occasion | None:
    """The occasion on which a letter was written, as the case file sees it now; None where it no longer gives one."""
    source = case_file.event(written.given_by)
    if source is None or not isinstance(source, CASE_KINDS[written.kind].sent_on):
        return None
    return _occasion(source, written.event_id, case_file, directory, written.dated)


def as_it_was_written(written: LetterRecord, occasion: Occasion) -> Letter | None:
    """The letter, if it would say the same and go the same way were it written on its own day now; else None."""
    now = next((x for x in write(CASE_KINDS[written.kind], occasion) if x.recipient == written.recipient), None)
    return now if now is not None and now.content == written.content else None


def _still_owed(here: Occasion) -> tuple[Rewritten, ...]:
    """First letters for those who have none on its way and were sent none: a version was decided since, say.

    So too the letters that the Hub closes, of the last such event: they were taken back when a case left that waits
    again.
    """
    case_file = here.case_file
    if case_file.decision is None or not case_file.is_in_hub:
        return ()
    closings = [e for e in case_file.stay if isinstance(e, HubClosing)]
    first = _not_served(HUB_LETTER, replace(here, event=case_file.decision), case_file.letters)
    if not closings:
        return first
    of_closing = (x for x in case_file.letters if x.given_by == closings[-1].event_id)
    return (*first, *_not_served(HUB_CLOSING, replace(here, event=closings[-1]), of_closing))


def _not_served(kind: CaseKind, occasion: Occasion, letters_of_case: Iterable[LetterRecord]) -> tuple[Rewritten, ...]:
    """The letters of one kind to those who have none of *letters_of_case* on its way and were sent none."""
    served = {x.recipient for x in letters_of_case if x.kind == kind.code and (x.is_unsent or x.sent_on)}
    written = write(kind, occasion)
    return tuple(Rewritten(letter=x, instead_of=None) for x in written if x.recipient not in served)


def _on_their_way(case_file: CaseFile) -> tuple[LetterRecord, ...]:
    """The unsent letters. What stays on file is not among them: it is a record, and goes nowhere."""
    return tuple(x for x in case_file.letters if x.is_unsent and not _stays_on_file(x))


def _stays_on_file(letter: LetterRecord) -> bool:
    return CASE_KINDS[letter.kind].versions == (Audience.FILE,)


def withdrawn_by(event: AnyEvent, case_file: CaseFile, directory: Directory) -> tuple[str, ...]:
    """The unsent letters that an event takes back: it ends their case, corrects them or takes their place.

    Whatever made a case leave the Hub, a letter that speaks of waiting there is taken back. One that a correction
    leaves as it is stays on its way.
    """
    untrue = [x.letter_id for x in _on_their_way(case_file) if not _is_true(CASE_KINDS[x.kind], case_file)]
    return tuple(dict.fromkeys((*untrue, *_taken_back(event, case_file, directory))))


def _taken_back(event: AnyEvent, case_file: CaseFile, directory: Directory) -> tuple[str, ...]:
    unsent = _on_their_way(case_file)
    if isinstance(event, CaseClosed):
        return tuple(x.letter_id for x in unsent)
    if case_file.told_before(event):
        return ()
    if isinstance(event, Correction):
        wrong = (x for x in _given_by(event, case_file) if not _would_say_the_same(x, case_file, directory))
        return tuple(x.letter_id for x in wrong)
    if isinstance(event, UpdateDue):
        return tuple(x.letter_id for x in unsent if x.kind == UPDATE.code and _takes_its_place(event, x))
    if isinstance(event, HubClosing):
        return tuple(x.letter_id for x in unsent if x.kind == HUB_CLOSING.code)
    if isinstance(event, HubAllocationDecided):  # the Hub closes all the same
        return tuple(x.letter_id for x in unsent if CASE_KINDS[x.kind].needs_hub and x.kind != HUB_CLOSING.code)
    return ()


def _takes_its_place(event: UpdateDue, unsent: LetterRecord) -> bool:
    return event.only is None or unsent.recipient in event.only


def held_by(event: AnyEvent, case_file: CaseFile) -> tuple[str, ...]:
    """The unsent routine letters that an alert stops until a review is recorded (Protocol 3.2(vii))."""
    if not isinstance(event, InformationReceived):
        return ()
    return tuple(x.letter_id for x in _on_their_way(case_file) if CASE_KINDS[x.kind].waits_for_alerts)

"""The catalogue: every kind of letter, and what an event does to the letters of its case."""

from dataclasses import replace
from datetime import date

from correspondence.protocol.case_file import CaseFile
from correspondence.protocol.directory import Hub
from correspondence.protocol.events import (
    AnyEvent,
    CaseClosed,
    Correction,
    HubAllocationDecided,
    InformationReceived,
    ReviewOutcome,
    ReviewRecorded,
    UpdateDue,
)
from correspondence.protocol.fields import record
from correspondence.protocol.letters import LetterRecord, Status

from .hub_letter import HUB_LETTER
from .letters import Letter, LetterKind, Occasion, write
from .thank_you import THANK_YOU
from .update import UPDATE

CATALOGUE: dict[str, LetterKind] = {kind.code: kind for kind in (HUB_LETTER, UPDATE, THANK_YOU)}


@record
class Rewritten:
    """A letter that is written anew, and the unsent one it takes the place of, if there was one.

    `letter` is None where nothing takes its place: its reader may no longer be written to.
    """

    letter: Letter | None
    instead_of: str | None
    was_held: bool = False


def letters(event: AnyEvent, case_file: CaseFile, hub: Hub, today: date) -> tuple[Letter, ...]:
    """Every letter that an event gives of itself, in the order of the catalogue and of the case.

    A correction gives the letters of what it corrects, as that should have been.
    """
    source = case_file.event(event.replaces) if isinstance(event, Correction) else event
    if source is None:
        return ()
    occasion = _occasion(source, event.event_id, case_file, hub, today)
    kinds = (kind for kind in CATALOGUE.values() if isinstance(source, kind.sent_on))
    return tuple(letter for kind in kinds for letter in write(kind, occasion))


def _occasion(source: AnyEvent, made_by: str, case_file: CaseFile, hub: Hub, today: date) -> Occasion:
    return Occasion(event=source, made_by=made_by, case_file=case_file, hub=hub, today=today)


def written_anew(event: AnyEvent, case_file: CaseFile, hub: Hub, today: date) -> tuple[Rewritten, ...]:
    """The unsent letters that an event makes worth writing again, and first letters still owed that nobody has.

    Those are the ones held (what held them may be over) and the ones that would say something else now: another
    address, another date, another child. Deadlines are derived, so this is safe to repeat.
    """
    if not case_file.is_in_hub:
        return ()
    gone = set(withdrawn_by(event, case_file))
    given = {x.letter_id for x in letters(event, case_file, hub, today)}
    unsent = [x for x in case_file.letters if x.is_unsent and x.letter_id not in gone]
    again = [x for record in unsent if (x := _again(record, event, case_file, hub, today))]
    owed = [x for x in _still_owed(event, case_file, hub, today) if x.letter and x.letter.letter_id not in given]
    return (*again, *owed)


def _again(unsent: LetterRecord, event: AnyEvent, case_file: CaseFile, hub: Hub, today: date) -> Rewritten | None:
    then = occasion_of(unsent, case_file, hub)
    if then is None:
        return Rewritten(letter=None, instead_of=unsent.letter_id)
    if unsent.status is not Status.HELD and as_it_was_written(unsent, then) is not None:
        return None
    now = replace(then, made_by=event.event_id, today=today)
    letter = next((x for x in write(CATALOGUE[unsent.kind], now) if x.person_id == unsent.person_id), None)
    return Rewritten(letter=letter, instead_of=unsent.letter_id, was_held=unsent.status is Status.HELD)


def occasion_of(written: LetterRecord, case_file: CaseFile, hub: Hub) -> Occasion | None:
    """The occasion on which a letter was written, as the case file sees it now; None where it no longer gives one."""
    source = case_file.event(written.given_by)
    if source is None or not isinstance(source, CATALOGUE[written.kind].sent_on):
        return None
    return _occasion(source, written.event_id, case_file, hub, written.dated)


def as_it_was_written(written: LetterRecord, occasion: Occasion) -> Letter | None:
    """The letter, if it would say the same and go the same way were it written on its own day now; else None."""
    now = next((x for x in write(CATALOGUE[written.kind], occasion) if x.person_id == written.person_id), None)
    return now if now is not None and now.content == written.content else None


def _still_owed(event: AnyEvent, case_file: CaseFile, hub: Hub, today: date) -> tuple[Rewritten, ...]:
    """First letters for those who have none on its way and were sent none: a version was decided since, say."""
    decision = case_file.decision
    if decision is None:
        return ()
    served = {x.person_id for x in case_file.letters if x.kind == HUB_LETTER.code and (x.is_unsent or x.sent_on)}
    written = write(HUB_LETTER, _occasion(decision, event.event_id, case_file, hub, today))
    return tuple(Rewritten(letter=x, instead_of=None) for x in written if x.person_id not in served)


def withdrawn_by(event: AnyEvent, case_file: CaseFile) -> tuple[str, ...]:
    """The unsent letters that an event takes back: it ends their case, corrects them or takes their place."""
    unsent = [x for x in case_file.letters if x.is_unsent]
    if isinstance(event, CaseClosed):
        return tuple(x.letter_id for x in unsent)
    if isinstance(event, Correction):
        return tuple(x.letter_id for x in unsent if x.given_by == event.replaces)
    if isinstance(event, UpdateDue):
        return tuple(x.letter_id for x in unsent if x.kind == UPDATE.code)
    if isinstance(event, HubAllocationDecided):
        return tuple(x.letter_id for x in unsent if CATALOGUE[x.kind].waits_for_alerts)
    if isinstance(event, ReviewRecorded) and event.outcome is ReviewOutcome.ALLOCATE:
        return tuple(x.letter_id for x in unsent if CATALOGUE[x.kind].waits_for_alerts)
    return ()


def held_by(event: AnyEvent, case_file: CaseFile) -> tuple[str, ...]:
    """The unsent routine letters that an alert stops until a review is recorded (Protocol 3.2(vii))."""
    if not isinstance(event, InformationReceived):
        return ()
    return tuple(x.letter_id for x in case_file.letters if x.is_unsent and CATALOGUE[x.kind].waits_for_alerts)

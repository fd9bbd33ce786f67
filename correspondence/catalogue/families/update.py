"""F3: the update that a family, and each child, is owed at least every six weeks; never the same twice running."""

from datetime import date

from correspondence.catalogue.facts.aims import Aims, aims_of
from correspondence.catalogue.facts.changes import changes_since_told, was_told_wrongly
from correspondence.catalogue.facts.more_time import MoreTime, extension_by, more_time
from correspondence.catalogue.facts.next_update import last_told, next_promise
from correspondence.catalogue.facts.versions import to_adults, where_changed
from correspondence.catalogue.kind import Facts, Post, letter_part
from correspondence.catalogue.occasions.case import Occasion, kind_of
from correspondence.catalogue.reader import Reader
from correspondence.catalogue.recipients import families
from correspondence.protocol.events import AnyEvent, Note, Progress, ReviewOutcome, ReviewRecorded, UpdateDue
from correspondence.protocol.history.case_file import CaseFile
from correspondence.protocol.letters import Audience, LetterRecord
from correspondence.protocol.owed import obligations
from correspondence.protocol.record import record
from correspondence.protocol.words.prose import Said, paragraphs


@record
class UpdateFacts(Facts):
    """F3: how it stands. `turn`: which of three openings it has, so that no two running are alike.

    `was_told`: an adult was told before how things stood. `was_told_wrongly`: an adult was told a day of the court that
    was recorded by mistake, which another letter puts right. `since`: the day of that letter, where `reviewed_on` has
    any day after it; a younger child is told of none. `filing_date_before` and `hearing_on_before` are what any letter
    last told the reader, where it is another now. A child is told no other of the court's days. `note_english`: what
    the note says, where somebody gave the English of one in another language.
    """

    told_ahead_or_past = frozenset({"filing_date", "hearing_on"})

    turn: int
    was_told: bool
    was_told_wrongly: bool
    since: date | None
    weeks_waited: int
    reviewed_on: tuple[date, ...]
    adviser_expected_soon: bool
    filing_date: date | None
    filing_date_before: date | None
    hearing_on: date | None
    hearing_on_before: date | None
    aims: Aims | None
    extension_by: date | None
    more_time: MoreTime | None
    next_update_on: date
    note: tuple[Said, ...]
    note_english: tuple[Said, ...]
    note_language: str | None


def _turn(case_file: CaseFile, reader: Reader, told: LetterRecord | None) -> int:
    """By how many updates they have had; whoever was told nothing before gets the opening that speaks of nothing."""
    if told is None:
        return 0 if reader.audience is Audience.ADULT else 2
    return (1 + len(case_file.sent_to(reader.key, (obligations.UPDATE.code,)))) % 3


def _reviewed_since(case_file: CaseFile, told: LetterRecord) -> tuple[date, ...]:
    """The days of the routine reviews that held the case since a letter was written, in their order.

    A review that answers information is left out: its day could tell the others that somebody had been in touch. So
    is one that no supervisor recorded, since the letter says that a supervisor looked.
    """
    routine = (r for r in case_file.of_type(ReviewRecorded) if r.outcome is ReviewOutcome.HOLD and r.answers is None)
    return tuple(sorted({r.occurred_on for r in routine if r.occurred_on > told.dated and r.is_by_supervisor}))


def _whose_update(occasion: Occasion) -> tuple[Reader, ...]:
    """The family, or only those of it whose update is due."""
    only = occasion.event_as(UpdateDue).only
    return tuple(reader for reader in families(occasion) if only is None or reader.key in only)


def note_for(event: AnyEvent, recipient: str) -> Note | None:
    """The words meant for that person alone, or None."""
    notes = event.notes if isinstance(event, UpdateDue) else ()
    return next((n for n in notes if n.person_id == recipient), None)


def _facts(occasion: Occasion, reader: Reader) -> UpdateFacts:
    case_file, today = occasion.case_file, occasion.today
    event = occasion.event_as(UpdateDue)
    told, is_adult = last_told(case_file, reader.key), reader.audience is Audience.ADULT
    changes = changes_since_told(occasion, reader)
    work = case_file.case.ordered_work
    reviewed_on = _reviewed_since(case_file, told) if told and reader.audience is not Audience.YOUNGER else ()
    note = note_for(event, reader.key)
    entered = case_file.entered_hub_on or event.occurred_on
    return UpdateFacts(
        turn=_turn(case_file, reader, told),
        was_told=told is not None and is_adult,
        was_told_wrongly=is_adult and was_told_wrongly(occasion, reader),
        since=told.dated if told and reviewed_on else None,
        weeks_waited=max(0, (today - entered).days // 7) if is_adult else 0,
        reviewed_on=reviewed_on,
        adviser_expected_soon=Progress.ADVISER_EXPECTED_SOON in event.progress,
        filing_date=where_changed(work.filing_date, changes.filing_date_before, reader),
        filing_date_before=changes.filing_date_before,
        hearing_on=where_changed(work.next_hearing_on, changes.hearing_on_before, reader),
        hearing_on_before=changes.hearing_on_before,
        aims=to_adults(aims_of(occasion, reader), reader),
        extension_by=to_adults(extension_by(case_file, today), reader),
        more_time=to_adults(more_time(case_file, today), reader),
        next_update_on=next_promise(occasion, reader, obligations.UPDATE.code),
        note=paragraphs(note.text) if note else (),
        note_english=paragraphs(note.english) if note and note.english else (),
        note_language=note.language if note else None,
    )


UPDATE = kind_of(
    obligations.UPDATE,
    documents=("F3",),
    title="Update",
    to=_whose_update,
    recipients="each party and child, by their own clock",
    facts=_facts,
    facts_type=UpdateFacts,
    signed_by=Post.PRACTICE_SUPERVISOR,
    versions=(Audience.ADULT, Audience.OLDER, Audience.YOUNGER),
    parts=(letter_part(obligations.UPDATE.code),),
    waits_for_alerts=True,
)

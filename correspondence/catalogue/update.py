"""F3: the update that a family, and each child, is owed at least every six weeks; never the same twice running."""

from datetime import date

from correspondence.protocol import clocks
from correspondence.protocol.case import OrderedWork
from correspondence.protocol.case_file import CaseFile
from correspondence.protocol.clocks import Deadline
from correspondence.protocol.directory import Hub
from correspondence.protocol.events import AnyEvent, Note, Progress, ReviewOutcome, ReviewRecorded, UpdateDue
from correspondence.protocol.letters import Audience, LetterRecord, Status
from correspondence.protocol.people import Person

from .facts import UpdateFacts
from .hub_letter import HUB_LETTER, allocation_by, extension_by
from .letters import LetterKind, Post
from .recipients import families, safe_route

CODE = "update"
STATING_KINDS = (HUB_LETTER.code, CODE)
"""The kinds that say how things stand, and start the clock of the next update."""


def last_told(case_file: CaseFile, person_id: str) -> LetterRecord | None:
    """The last letter that told a person how things stand, or None. One that came back told them nothing."""
    sent = [x for x in case_file.sent_to(person_id, STATING_KINDS) if x.status is Status.SENT]
    return sent[-1] if sent else None


def _work_told(case_file: CaseFile, told: LetterRecord | None) -> OrderedWork | None:
    event = case_file.event(told.event_id) if told else None
    return event.case.ordered_work if event else None


def _reviews_since(case_file: CaseFile, told: LetterRecord) -> tuple[ReviewRecorded, ...]:
    """The routine reviews that held the case since a letter was written.

    A review that answers information is left out: its day could tell the others that somebody had been in touch. So
    is one that no supervisor recorded, since the letter says that a supervisor looked.
    """
    routine = (r for r in case_file.of_type(ReviewRecorded) if r.outcome is ReviewOutcome.HOLD and r.answers is None)
    return tuple(r for r in routine if r.occurred_on > told.dated and r.is_by_supervisor)


def _changed(before: date | None, now: date | None) -> date | None:
    return before if before != now else None


def note_for(event: AnyEvent, person: Person) -> Note | None:
    """The words meant for that person alone, or None."""
    notes = event.notes if isinstance(event, UpdateDue) else ()
    return next((n for n in notes if n.person_id == person.person_id), None)


def _facts(case_file: CaseFile, event: AnyEvent, person: Person, hub: Hub, today: date) -> UpdateFacts:
    told = last_told(case_file, person.person_id)
    work_told = _work_told(case_file, told)
    work = case_file.case.ordered_work
    reviews = _reviews_since(case_file, told) if told else ()
    note = note_for(event, person)
    entered = case_file.entered_hub_on or event.occurred_on
    return UpdateFacts(
        number=1 + len(case_file.sent_to(person.person_id, (CODE,))),
        told=told is not None,
        weeks_waited=max(0, (today - entered).days // 7),
        reviews=len(reviews),
        last_review_on=reviews[-1].occurred_on if reviews else None,
        adviser_expected_soon=isinstance(event, UpdateDue) and Progress.ADVISER_EXPECTED_SOON in event.progress,
        filing_date=work.filing_date,
        filing_date_before=_changed(work_told.filing_date, work.filing_date)
        if work_told and work.filing_date
        else None,
        hearing_on=work.next_hearing_on,
        hearing_on_before=_changed(work_told.next_hearing_on, work.next_hearing_on) if work_told else None,
        allocation_by=allocation_by(case_file, hub, today),
        extension_by=extension_by(case_file, today),
        next_update_on=clocks.promised_update(today, hub.update_aim_days),
        note=note.text if note else None,
        note_language=note.language if note else None,
    )


def _due(case_file: CaseFile, event: AnyEvent, person: Person) -> Deadline:
    told = last_told(case_file, person.person_id)
    return clocks.update(told.sent_on if told and told.sent_on else event.occurred_on)


UPDATE = LetterKind(
    code=CODE,
    title="Update",
    source="3.2(v)",
    sent_on=UpdateDue,
    to=families,
    facts=_facts,
    facts_type=UpdateFacts,
    due=_due,
    route=safe_route,
    signed_by=Post.PRACTICE_SUPERVISOR,
    versions=(Audience.ADULT, Audience.OLDER, Audience.YOUNGER),
    copied_to_representative=True,
    waits_for_alerts=True,
)


def contradictions(case_file: CaseFile, event: AnyEvent) -> tuple[str, ...]:
    """Progress that an update was told to report but that nothing recorded bears out, in words for staff.

    A sentence that something was done stands only where an event records it: these codes print nothing.
    """
    if not isinstance(event, UpdateDue):
        return ()
    told = [_work_told(case_file, last_told(case_file, p.person_id)) for p in families(case_file, event)]
    before = [work for work in told if work is not None]
    work = case_file.case.ordered_work
    unsupported = {
        Progress.REVIEWED_NO_CHANGE: not case_file.of_type(ReviewRecorded),
        Progress.FILING_DATE_CHANGED: all(work.filing_date == w.filing_date for w in before),
        Progress.HEARING_DATE_CHANGED: all(work.next_hearing_on == w.next_hearing_on for w in before),
    }
    return tuple(
        f"progress {code}: nothing recorded since the last letters bears it out, so no letter says it"
        for code in event.progress
        if unsupported.get(code, False)
    )

"""What an event may not say because it contradicts itself, the directory or what its case already holds.

Nothing here judges whether a case belongs in a Hub: `eligibility` does. Every fault is found at once; a fault
names its field and never a person's value.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from . import court_rules, extension_rules, hub_closing
from .calendar import COUNTABLE_FROM, COUNTABLE_UNTIL
from .case import Case
from .case_file import CaseFile
from .clocks import REVIEW_DAYS
from .directory import Directory
from .events import (
    AnyEvent,
    CaseClosed,
    ClosingReason,
    CorrectableEvent,
    Correction,
    ExtensionDecided,
    ExtensionNeeded,
    HubAllocationDecided,
    HubClosing,
    InformationReceived,
    ReviewRecorded,
    UpdateDue,
)
from .name_faults import faults_of_names
from .person_faults import faults_of_person
from .refusals import Reason
from .rules import broken

NOT_IN_HUB, CASE_CLOSED = court_rules.NOT_IN_HUB, "case_closed"


def faults(event: AnyEvent, before: CaseFile | None, directory: Directory) -> tuple[Reason, ...]:
    """Every fault of *event*; *before* is its case as recorded so far, None where nothing is."""
    return (*faults_in_itself(event, directory), *faults_against_history(event, before))


def faults_in_itself(event: AnyEvent, directory: Directory) -> tuple[Reason, ...]:
    """The faults that show without the case's history; those of a corrected event stand under `event.`."""
    found = [*_faults_of(event, directory)]
    if isinstance(event, Correction):
        found += [replace(r, field=f"event.{r.field}") for r in _faults_of(event.event, directory)]
        found += broken(
            (
                event.event.occurred_on > event.occurred_on,
                "occurred_after_correction",
                "event.occurred_on",
                "what is corrected cannot have happened after its correction",
            )
        )
    return tuple(found)


def _faults_of(event: AnyEvent, directory: Directory) -> Iterator[Reason]:
    yield from _place_faults(event, directory)
    yield from _day_faults(event)
    yield from _work_faults(event)
    yield from _case_faults(event.case)
    of_age_allowed = isinstance(event.event if isinstance(event, Correction) else event, CaseClosed)
    for place, person in enumerate(event.case.people):
        yield from faults_of_person(person, event, f"case.people.{place}.", of_age_allowed=of_age_allowed)
    loosened = ((f"override.loosens.{place}.person_id", x.person_id) for place, x in enumerate(event.loosens))
    yield from _named_faults(event.case, loosened)
    yield from faults_of_names(event)
    yield from _own_faults(event, directory)


def _place_faults(event: AnyEvent, directory: Directory) -> Iterator[Reason]:
    hub = directory.hubs.get(event.hub)
    court = event.case.court
    return broken(
        (hub is None, "hub_unknown", "hub", "no such Hub in the directory"),
        (court not in directory.courts, "court_unknown", "case.court", "no such court in the directory"),
        (
            hub is not None and court in directory.courts and court not in hub.courts,
            "court_not_served",
            "case.court",
            "the Hub does not serve this court",
        ),
    )


def _days_of(event: AnyEvent) -> Iterator[tuple[str, date | None]]:
    """Every day that a clock may start from, with its field."""
    work = event.case.ordered_work
    yield "occurred_on", event.occurred_on
    yield "case.ordered_work.ordered_on", work.ordered_on
    yield "case.ordered_work.communicated_on", work.communicated_on
    yield "case.ordered_work.filing_date", work.filing_date
    yield "case.ordered_work.next_hearing_on", work.next_hearing_on
    if isinstance(event, HubAllocationDecided):
        yield "entered_hub_on", event.entered_hub_on
    if isinstance(event, ReviewRecorded):
        yield "next_review_on", event.next_review_on
    yield from court_rules.days_of(event)


def _day_faults(event: AnyEvent) -> Iterator[Reason]:
    detail = f"a day must lie between {COUNTABLE_FROM} and {COUNTABLE_UNTIL}"
    return broken(
        *(
            (day is not None and not COUNTABLE_FROM <= day <= COUNTABLE_UNTIL, "day_out_of_range", field, detail)
            for field, day in _days_of(event)
        )
    )


def _work_faults(event: AnyEvent) -> Iterator[Reason]:
    work, at = event.case.ordered_work, "case.ordered_work."
    return broken(
        (
            work.communicated_on < work.ordered_on,
            "communicated_before_ordered",
            at + "communicated_on",
            f"the work cannot reach Cafcass before it was ordered, on {work.ordered_on}",
        ),
        (
            work.communicated_on > event.occurred_on,
            "communicated_after_event",
            at + "communicated_on",
            f"the work cannot reach Cafcass after the day of this event, {event.occurred_on}",
        ),
        (
            work.filing_date is not None and work.filing_date <= work.ordered_on,
            "filing_date_not_after_order",
            at + "filing_date",
            f"the filing date must be after the day of the order, {work.ordered_on}",
        ),
    )


def _case_faults(case: Case) -> Iterator[Reason]:
    ids = [p.person_id for p in case.people]
    return broken(
        (not case.parties, "no_party", "case.people", "a case has at least one party"),
        *(
            (ids.index(each) < place, "person_id_repeated", f"case.people.{place}.person_id", "used for another person")
            for place, each in enumerate(ids)
        ),
    )


def _own_faults(event: AnyEvent, directory: Directory) -> Iterator[Reason]:
    match event:
        case ReviewRecorded():
            return _review_faults(event)
        case UpdateDue():
            return _update_faults(event)
        case InformationReceived():
            return _named_faults(event.case, (("from_person", event.from_person),))
        case CaseClosed():
            return _closing_faults(event)
        case ExtensionNeeded() | ExtensionDecided():
            return extension_rules.own_faults(event)
        case HubClosing():
            return hub_closing.own_faults(event, directory.hubs.get(event.hub))
        case _:
            return court_rules.own_faults(event)


def _review_faults(review: ReviewRecorded) -> Iterator[Reason]:
    field = "next_review_on"
    days = (review.next_review_on - review.occurred_on).days if review.next_review_on else 1
    return broken(
        (days < 1, "next_review_not_after", field, f"must be after the day of this review, {review.occurred_on}"),
        (days > REVIEW_DAYS, "next_review_too_late", field, f"at most {REVIEW_DAYS} days after {review.occurred_on}"),
    )


def _update_faults(update: UpdateDue) -> Iterator[Reason]:
    readers = [note.person_id for note in update.notes]
    progress = Counter(update.progress)
    fields = [f"notes.{place}.person_id" for place in range(len(readers))]
    yield from broken(
        *(
            (n > 1, "progress_repeated", "progress", f"{code} is given {n} times: once is enough")
            for code, n in progress.items()
        ),
        *(
            (readers.index(each) < place, "note_repeated", fields[place], "a person has one note at most")
            for place, each in enumerate(readers)
        ),
    )
    yield from _named_faults(update.case, zip(fields, readers, strict=True))
    only = ((f"only.{place}", each) for place, each in enumerate(update.only or ()))
    yield from _named_faults(update.case, only, source="3.2(v)")


def _closing_faults(closing: CaseClosed) -> Iterator[Reason]:
    death, named = closing.reason is ClosingReason.DEATH, closing.person_id is not None
    yield from broken(
        (death and not named, "death_of_nobody", "person_id", "a death names who died"),
        (named and not death, "person_id_without_death", "person_id", "only a death names a person"),
    )
    yield from _named_faults(closing.case, (("person_id", closing.person_id),))


def _named_faults(case: Case, named: Iterable[tuple[str, str | None]], source: str = "") -> Iterator[Reason]:
    return broken(
        *(
            (each is not None and case.person(each) is None, "person_unknown", field, "names nobody of this case")
            for field, each in named
        ),
        source=source,
    )


def faults_against_history(event: AnyEvent, before: CaseFile | None) -> tuple[Reason, ...]:
    """What contradicts the events already recorded. A decision opens a history and contradicts none."""
    if isinstance(event, Correction):
        return tuple(_correction_faults(event, before))
    if isinstance(event, HubAllocationDecided):
        return ()
    if before is None or before.decision is None:
        never = (True, NOT_IN_HUB, "case.case_number", "this case was never placed in a Hub")
        return tuple(broken(never, source=court_rules.paragraph_of(event)))
    closed = before.closed_on
    return (
        *broken(
            (closed is not None, CASE_CLOSED, "case.case_number", f"this case was closed on {closed}"),
            (event.hub != before.hub, "other_hub", "hub", "this case is held in another Hub"),
        ),
        *_answer_faults(event, before, ""),
        *court_rules.standing_faults(event, before),
        *extension_rules.history_faults(event, before),
    )


def _answer_faults(event: CorrectableEvent, before: CaseFile, at: str) -> Iterator[Reason]:
    if not isinstance(event, ReviewRecorded) or event.answers is None:
        return iter(())
    answered, field = before.event(event.answers), at + "answers"
    known = isinstance(answered, InformationReceived)
    return broken(
        (not known, "answers_unknown", field, "names no information received in this case"),
        (
            answered is not None and known and answered.occurred_on > event.occurred_on,
            "answers_later_information",
            field,
            "the information was received after this review",
        ),
    )


def _correction_faults(event: Correction, before: CaseFile | None) -> Iterator[Reason]:
    original = before.event(event.replaces) if before else None
    if before is None or original is None:
        return broken((True, "replaces_unknown", "replaces", "names no event of this case"))
    if isinstance(original, Correction):
        return broken((True, "replaces_correction", "replaces", "names a correction: correct what it replaced"))
    return _replacement_faults(event, original, before)


def _replacement_faults(event: Correction, original: CorrectableEvent, before: CaseFile) -> Iterator[Reason]:
    corrected = event.event
    places = isinstance(corrected, HubAllocationDecided)
    hubs = {before.hub, corrected.hub} if places else {before.hub}
    yield from broken(
        (corrected.type != original.type, "other_type", "event.type", f"the event replaced is {original.type}"),
        (
            corrected.case.identity != original.case.identity,
            "other_case",
            "event.case.case_number",
            "the event replaced is of another case",
        ),
        (event.hub not in hubs, "other_hub", "hub", "this case is held in another Hub"),
        (
            corrected.hub != original.hub and not places,
            "other_hub",
            "event.hub",
            "the event replaced is of another Hub",
        ),
    )
    yield from _answer_faults(corrected, before, "event.")
    answers = extension_rules.history_faults(replace(corrected, event_id=event.replaces), before)
    for reason in (*court_rules.standing_faults(corrected, before, event.replaces), *answers):
        yield replace(reason, field=f"event.{reason.field}")

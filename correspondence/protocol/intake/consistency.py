"""What an event may not say because it contradicts itself, the directory or what its case already holds.

Nothing here judges whether a case belongs in a Hub: `eligibility` does. Every fault is found at once; a fault
names its field and never a person's value.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import takewhile

from correspondence.protocol.case.case import Case
from correspondence.protocol.case.people import Person
from correspondence.protocol.days.countable_days import day_faults
from correspondence.protocol.directory import Directory
from correspondence.protocol.events import (
    AnyEvent,
    CaseClosed,
    CorrectableEvent,
    Correction,
    DetailsChanged,
    HubAllocationDecided,
    ReviewOutcome,
    ReviewRecorded,
)
from correspondence.protocol.events.waiting import NOT_IN_HUB, THE_CASE
from correspondence.protocol.history.case_file import CaseFile, is_review
from correspondence.protocol.history.found import Found, found_by
from correspondence.protocol.refusals import Reason
from correspondence.protocol.rules import broken

from .name_faults import faults_of_names
from .person_faults import faults_of_person

CASE_CLOSED = "case_closed"


def faults(event: AnyEvent, before: CaseFile | None, directory: Directory) -> tuple[Reason, ...]:
    """Every fault of *event*; *before* is its case as recorded so far, None where nothing is."""
    return (*faults_in_itself(event, directory, before), *faults_against_history(event, before))


def faults_in_itself(event: AnyEvent, directory: Directory, before: CaseFile | None = None) -> tuple[Reason, ...]:
    """The faults that show without the case's history; those of a corrected event stand under `event.`.

    *before* tells one thing of it: until when something is known of the case. An event that is told late gives its case
    as it now stands, with what happened since.
    """
    known_on = max(each.occurred_on for each in (event, *(before.received if before else ())))
    found = [*_faults_of(event, directory, known_on)]
    if isinstance(event, Correction):
        found += [replace(r, field=f"event.{r.field}") for r in _faults_of(event.event, directory, known_on)]
        found += broken(
            (
                event.event.occurred_on > event.occurred_on,
                "occurred_after_correction",
                "event.occurred_on",
                "what is corrected cannot have happened after its correction",
            )
        )
    return tuple(found)


def _faults_of(event: AnyEvent, directory: Directory, known_on: date) -> Iterator[Reason]:
    yield from _place_faults(event, directory)
    yield from day_faults(event, Person, *([type(event.event)] if isinstance(event, Correction) else ()))
    yield from _work_faults(event, known_on)
    yield from _case_faults(event.case)
    of_age_allowed = isinstance(event.event if isinstance(event, Correction) else event, CaseClosed)
    told = _with_those_concerned(event)
    for at, person in event.everybody:
        yield from faults_of_person(person, told, at, known_on, of_age_allowed=of_age_allowed)
    yield from told.strangers(
        *((f"override.loosens.{place}.person_id", x.person_id) for place, x in enumerate(event.loosens))
    )
    yield from faults_of_names(event)
    yield from event.faults(directory.hubs.get(event.hub))


def _with_those_concerned(event: AnyEvent) -> AnyEvent:
    """The event with the people it is about in its case, as they now stand."""
    if not isinstance(event, DetailsChanged):
        return event
    return replace(event, case=event.case_after(event.case.people))


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


def _work_faults(event: AnyEvent, known_on: date) -> Iterator[Reason]:
    work, at = event.case.ordered_work, "case.ordered_work."
    return broken(
        (
            work.communicated_on < work.ordered_on,
            "communicated_before_ordered",
            at + "communicated_on",
            f"the work cannot reach Cafcass before it was ordered, on {work.ordered_on}",
        ),
        (
            work.communicated_on > known_on,
            "communicated_after_event",
            at + "communicated_on",
            f"the work cannot reach Cafcass after the last day of which anything is recorded, {known_on}",
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


def faults_against_history(event: AnyEvent, before: CaseFile | None) -> tuple[Reason, ...]:
    """What contradicts the events already recorded. A decision opens a history and contradicts none."""
    if isinstance(event, Correction):
        return tuple(_correction_faults(event, before))
    if isinstance(event, HubAllocationDecided):
        return ()
    if before is None or before.decision is None:
        never = (True, NOT_IN_HUB, THE_CASE, "this case was never placed in a Hub")
        return tuple(broken(never, source=event.paragraph))
    closed = before.closed_on
    return (
        *broken(
            (closed is not None, CASE_CLOSED, THE_CASE, f"this case was closed on {closed}"),
            (event.hub != before.hub, "other_hub", "hub", "this case is held in another Hub"),
        ),
        *_faults_in(found_by(event, before)),
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
    for reason in _faults_in(found_by(corrected, before, event.replaces)):
        yield replace(reason, field=f"event.{reason.field}")


def _faults_in(found: Found) -> Iterator[Reason]:
    yield from found.event.faults_in(found)
    if found.event.passes_back and not isinstance(found.event, ReviewRecorded):
        yield from _held_since(found)


def _held_since(found: Found) -> Iterator[Reason]:
    """A case does not leave its Hub earlier than a review that held it there (ours)."""
    seen = {e.event_id for e in found.stood.events} if found.stood else set()
    later = (e for e in found.before.events if e.event_id not in seen and e.event_id != found.replaces)
    same_stay = takewhile(lambda e: not isinstance(e, HubAllocationDecided | CaseClosed), later)
    held = any(is_review(e) and e.outcome is ReviewOutcome.HOLD for e in same_stay)
    detail = "a review of a later day held this case in the Hub: correct that review first"
    return broken((held, "held_since", "occurred_on", detail), source="ours")

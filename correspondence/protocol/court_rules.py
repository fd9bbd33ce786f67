"""What may not be said of a case's leaving its Hub, by the events that take it out or in which the court has the word.

`own_faults` show without the case's history. `standing_faults` and `return_reasons` rest on how the case stood when
the event happened: an event may be recorded late, and one that is corrected is judged by what came before it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from itertools import takewhile

from . import hub_closing
from .calendar import in_words
from .case_file import CaseFile, is_review, passes_back
from .events import (
    THE_COURT,
    AdviserAllocated,
    AnyEvent,
    CaseClosed,
    ChallengeKind,
    CorrectableEvent,
    CourtChallenged,
    ExtensionDecided,
    ExtensionNeeded,
    GuardianAppointed,
    HubAllocationDecided,
    HubClosing,
    RepresentationReceived,
    ReviewOutcome,
    ReviewRecorded,
    RiskIncreased,
    UpdateDue,
)
from .refusals import Reason
from .rules import broken

NOT_IN_HUB, LEFT_HUB, ALREADY_ALLOCATED = "not_in_hub", "left_hub", "already_allocated"
THE_CASE = "case.case_number"

_PARAGRAPHS: Mapping[str, str] = {
    "review_recorded": "3.2(vi)",
    "update_due": "3.2(v)",
    "information_received": "3.2(vii)",
    "extension_needed": "3.2(iii)",
    "extension_decided": "3.2(iii)",
    "adviser_allocated": "3.2(ii)",
    "risk_increased": "5.1 (risk)",
    "representation_received": "Annex B 3(c)",
    "guardian_appointed": "5.2 (16.4)",
    "court_challenged": "5.2",
    "hub_closing": "6.2 (decision)",
}


def paragraph_of(event: AnyEvent) -> str:
    """The paragraph by which such an event belongs to a case in a Hub; "ours" where none says so."""
    return _PARAGRAPHS.get(event.type, "ours")


def days_of(event: AnyEvent) -> Iterator[tuple[str, date | None]]:
    """The days that the court or Cafcass gives in an event, each with its field."""
    match event:
        case ExtensionNeeded():
            yield "proposed_filing_date", event.proposed_filing_date
        case ExtensionDecided():
            yield "filing_date", event.filing_date
            yield "decided_on", event.decided_on
        case GuardianAppointed():
            yield "appointed_on", event.appointed_on
            yield "expected_allocation_on", event.expected_allocation_on
        case CourtChallenged():
            yield "allocate_by", event.allocate_by
        case HubClosing():
            yield "closes_on", event.closes_on


def own_faults(event: AnyEvent) -> Iterator[Reason]:
    """What contradicts itself in an event that takes a case out of its Hub, or in which the court has the word."""
    match event:
        case RiskIncreased():
            return _told_faults(event)
        case RepresentationReceived():
            return _asking_faults(event)
        case GuardianAppointed():
            return _guardian_faults(event)
        case CourtChallenged():
            return _challenge_faults(event)
        case _:
            return iter(())


def _told_faults(risk: RiskIncreased) -> Iterator[Reason]:
    """Who may safely be told is a party or a child of the case, named once (Protocol 5.1)."""
    for place, each in enumerate(risk.may_be_told):
        person, field = risk.case.person(each), f"may_be_told.{place}"
        outsider = person is not None and not (person.is_party or person.is_child)
        again = risk.may_be_told.index(each) < place
        yield from broken(
            (person is None, "person_unknown", field, "names nobody of this case"),
            (outsider, "not_of_the_family", field, "names neither a party nor a child: only they are written to"),
            (again, "may_be_told_repeated", field, "names a person a second time"),
            source="5.1 (risk)",
        )


def _asking_faults(request: RepresentationReceived) -> Iterator[Reason]:
    """Parties ask; a carer or a child is none (Protocol 3.1(l))."""
    person = request.case.person(request.from_person)
    return broken(
        (person is None, "person_unknown", "from_person", "names nobody of this case"),
        (person is not None and not person.is_party, "not_a_party", "from_person", "only a party asks for allocation"),
        source="3.1(l)",
    )


def _guardian_faults(appointment: GuardianAppointed) -> Iterator[Reason]:
    """The court is told of an allocation that lies after the appointment it has made (Protocol 5.2)."""
    return broken(
        (
            appointment.appointed_on > appointment.occurred_on,
            "appointed_after_event",
            "appointed_on",
            f"the appointment cannot lie after the day of this event, {appointment.occurred_on}",
        ),
        (
            appointment.expected_allocation_on <= appointment.appointed_on,
            "expected_before_appointment",
            "expected_allocation_on",
            f"the allocation is expected after the appointment, {appointment.appointed_on}",
        ),
        source="5.2 (16.4)",
    )


def _challenge_faults(challenge: CourtChallenged) -> Iterator[Reason]:
    """The court disputes or asks; a party's way is to ask the court (Protocol 3.1(l), 5.2)."""
    yield from broken(
        (
            challenge.made_by not in THE_COURT,
            "not_the_court",
            "made_by",
            "only the court challenges or asks for clarification; a party's request is a representation_received",
        ),
        source="3.1(l), 5.2",
    )
    yield from broken(
        (
            challenge.allocate_by is not None and challenge.allocate_by < challenge.occurred_on,
            "allocate_by_before_event",
            "allocate_by",
            f"the day to allocate by cannot lie before the day of this event, {challenge.occurred_on}",
        ),
        source="5.2",
    )


def as_it_stood(before: CaseFile | None, event: AnyEvent, replaces: str | None = None) -> CaseFile | None:
    """The case file as *event* found it: of its own day, what had arrived before it. None where nothing had happened.

    *replaces*: the event it corrects, whose place it takes.
    """
    if before is None:
        return None
    arrived = before.arrivals[: before.arrivals.index(replaces)] if replaces else before.arrivals
    day, others = event.occurred_on, (e for e in before.events if e.event_id != replaces)
    found = tuple(e for e in others if e.occurred_on < day or (e.occurred_on == day and e.event_id in arrived))
    return replace(before, events=found) if found else None


def standing_faults(event: CorrectableEvent, before: CaseFile, replaces: str | None = None) -> Iterator[Reason]:
    """What an event may not say of a case that stood as this one did; *replaces*: the event it corrects.

    An update, or that the Hub closes, is judged by how the case stands now, unless it is corrected: letters that speak
    of waiting are written on the day it is recorded.
    """
    stood = as_it_stood(before, event, replaces)
    match event:
        case UpdateDue():
            here = before if replaces is None else stood
            yield from _in_hub(event, here, "an update would say that it waits there")
        case HubClosing():
            here = before if replaces is None else stood
            yield from _in_hub(event, here, "its family would be told that it waits there")
            yield from hub_closing.told_already(event, stood)
        case AdviserAllocated():
            yield from _placed(event, stood)
        case RiskIncreased() if not _passed_back_by_review(stood):
            yield from _in_hub(event, stood, "there is no Hub to pass it back from")
        case CourtChallenged(kind=ChallengeKind.CHALLENGE):
            yield from _in_hub(event, stood, "no decision to hold it is left to dispute; a clarification is taken")
    if passes_back(event) and not isinstance(event, ReviewRecorded):
        yield from _held_since(before, stood, replaces)


def _placed(event: AnyEvent, stood: CaseFile | None) -> Iterator[Reason]:
    never = stood is None or stood.decision is None
    detail = "this case had not been placed in a Hub"
    return broken((never, NOT_IN_HUB, THE_CASE, detail), source=paragraph_of(event))


def _in_hub(event: AnyEvent, stood: CaseFile | None, because: str) -> Iterator[Reason]:
    left = stood.leaves_hub_on if stood is not None and stood.decision is not None else None
    yield from _placed(event, stood)
    if left is not None:
        detail = f"this case left the Hub on {in_words(left)}: {because}"
        yield from broken((True, LEFT_HUB, THE_CASE, detail), source=paragraph_of(event))


def _passed_back_by_review(stood: CaseFile | None) -> bool:
    """Whether a review alone passed the case back: the risk it found is still to be told (Protocol 3.2(vii))."""
    return stood is not None and stood.leaves_hub_on is not None and _left_for_good(stood) is None


def _left_for_good(stood: CaseFile) -> AnyEvent | None:
    """What took the case out of its Hub otherwise than by a review, which a later review may reverse; the last."""
    ways = [e for e in stood.stay if passes_back(e) and not isinstance(e, ReviewRecorded)]
    return ways[-1] if ways else None


def _held_since(before: CaseFile, stood: CaseFile | None, replaces: str | None) -> Iterator[Reason]:
    """A case does not leave its Hub earlier than a review that held it there (ours)."""
    seen = {e.event_id for e in stood.events} if stood else set()
    later = (e for e in before.events if e.event_id not in seen and e.event_id != replaces)
    same_stay = takewhile(lambda e: not isinstance(e, HubAllocationDecided | CaseClosed), later)
    held = any(is_review(e) and e.outcome is ReviewOutcome.HOLD for e in same_stay)
    detail = "a review of a later day held this case in the Hub: correct that review first"
    return broken((held, "held_since", "occurred_on", detail), source="ours")


def return_reasons(event: HubAllocationDecided | ReviewRecorded, stood: CaseFile | None) -> Iterator[Reason]:
    """Why a case that had left its Hub may not be placed or held there by *event*.

    An allocated case remains allocated, unless an override is recorded (Protocol 5.6). A case that left for an
    increased risk, by the court's word or to an adviser comes back by a new decision alone, never by a review.
    """
    if stood is None or stood.closed_on is not None:
        return
    allocation, way = stood.allocation, _left_for_good(stood)
    if isinstance(event, HubAllocationDecided):
        if allocation is not None and event.override is None:
            detail = f"an adviser took this case on {in_words(allocation.occurred_on)}: it remains allocated"
            detail += ", unless an override is recorded"
            yield Reason(rule=ALREADY_ALLOCATED, field=THE_CASE, detail=detail, source="5.6")
    elif allocation is not None:
        detail = f"an adviser took this case on {in_words(allocation.occurred_on)}: no review holds it in the Hub"
        yield Reason(rule=ALREADY_ALLOCATED, field="outcome", detail=detail, source="5.6")
    elif way is not None:
        detail = f"this case left the Hub on {in_words(way.occurred_on)}: only a new decision places it there again"
        yield Reason(rule=LEFT_HUB, field="outcome", detail=detail, source=paragraph_of(way))


def warnings_of_leaving(event: CorrectableEvent, stood: CaseFile | None) -> Iterator[str]:
    """What is taken, but departs from the rule that the Protocol states. No warning holds a person's value."""
    if stood is None or stood.closed_on is not None:
        return
    allocation = stood.allocation
    if isinstance(event, AdviserAllocated) and allocation is not None:
        day = in_words(allocation.occurred_on)
        yield f"adviser: one took this case on {day}; re-allocation is for exceptional circumstances (Protocol 5.6)"
    way = _left_for_good(stood)
    if isinstance(event, HubAllocationDecided) and isinstance(way, CourtChallenged | RepresentationReceived):
        day = in_words(way.occurred_on)
        yield f"the court has said that this case is not to wait, recorded on {day}: it prevails (Protocol 5.2)"

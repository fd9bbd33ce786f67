"""Whether a case that has left its Hub may come back to it, and what staff are told then (Protocol 5.2, 5.6)."""

from collections.abc import Iterator

from correspondence.protocol.days.calendar import in_words
from correspondence.protocol.events import (
    AdviserAllocated,
    CorrectableEvent,
    CourtChallenged,
    HubAllocationDecided,
    RepresentationReceived,
    ReviewRecorded,
)
from correspondence.protocol.events.waiting import LEFT_HUB, THE_CASE
from correspondence.protocol.history.case_file import CaseFile
from correspondence.protocol.history.found import left_for_good
from correspondence.protocol.refusals import Reason

ALREADY_ALLOCATED = "already_allocated"


def return_reasons(event: HubAllocationDecided | ReviewRecorded, stood: CaseFile | None) -> Iterator[Reason]:
    """Why a case that had left its Hub may not be placed or held there by *event*.

    An allocated case remains allocated, unless an override is recorded (Protocol 5.6). A case that left for an
    increased risk, by the court's word or to an adviser comes back by a new decision alone, never by a review.
    """
    if stood is None or stood.closed_on is not None:
        return
    allocation, way = stood.allocation, left_for_good(stood)
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
        yield Reason(rule=LEFT_HUB, field="outcome", detail=detail, source=way.paragraph)


def warnings_of_leaving(event: CorrectableEvent, stood: CaseFile | None) -> Iterator[str]:
    """What is taken, but departs from the rule that the Protocol states. No warning holds a person's value."""
    if stood is None or stood.closed_on is not None:
        return
    allocation = stood.allocation
    if isinstance(event, AdviserAllocated) and allocation is not None:
        day = in_words(allocation.occurred_on)
        yield f"adviser: one took this case on {day}; re-allocation is for exceptional circumstances (Protocol 5.6)"
    way = left_for_good(stood)
    if isinstance(event, HubAllocationDecided) and isinstance(way, CourtChallenged | RepresentationReceived):
        day = in_words(way.occurred_on)
        yield f"the court has said that this case is not to wait, recorded on {day}: it prevails (Protocol 5.2)"

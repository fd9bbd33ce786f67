"""A8: the Chief Executive's monthly summaries: of every area, and of the open Hubs alone.

Neither says what is only recommended: the Covid-19 Board decides that first, and A1 tells of it.
"""

from datetime import date

from correspondence.catalogue.facts.area_standing import (
    AreaStanding,
    HubStanding,
    InWords,
    Overview,
    Taken,
    TakenOtherwise,
    figures_of,
    hub_standing_of,
    in_order,
    overview_of,
    taken,
    words_of,
)
from correspondence.catalogue.facts.days_ahead import still_ahead
from correspondence.catalogue.kind import OFFICE_FORMS, Facts, Post, letter_part
from correspondence.catalogue.occasions.area import AreaOccasion, area_kind_of
from correspondence.catalogue.offices import OfficeReader, national_office, readers, the_recovery_group
from correspondence.catalogue.reader import Reader
from correspondence.protocol.areas import obligations
from correspondence.protocol.areas.events import MonthlyPressureReviewed
from correspondence.protocol.areas.monthly_clocks import next_monthly_review
from correspondence.protocol.record import record


@record
class MonthlyStatusFacts(Facts):
    """A8, every area: how each stands, with its figures and its pressure in words; no recommendation."""

    reviewed_on: date
    overview: Overview
    rows: tuple[AreaStanding, ...]
    taken: Taken
    otherwise: tuple[TakenOtherwise, ...]
    in_words: tuple[InWords, ...]
    next_review_by: date | None


@record
class OpenHubsFacts(Facts):
    """A8, open Hubs: each with its figures, of how many areas; `taken` is None where none is open.

    Nothing of an area without an open Hub, nothing of the way to another, and nobody's own words: it goes outside.
    """

    reviewed_on: date
    areas: int
    rows: tuple[HubStanding, ...]
    taken: Taken | None
    otherwise: tuple[TakenOtherwise, ...]
    next_review_by: date | None


def _to_all_areas_readers(occasion: AreaOccasion) -> tuple[OfficeReader, ...]:
    """The Cafcass Board and the National Recovery Group."""
    return readers((national_office(occasion, "cafcass_board"), the_recovery_group(occasion)))


def _to_open_hubs_readers(occasion: AreaOccasion) -> tuple[OfficeReader, ...]:
    """The Cafcass Board, the President of the Family Division and the Ministry of Justice."""
    keys = ("cafcass_board", "president_of_the_family_division", "ministry_of_justice")
    return readers(national_office(occasion, key) for key in keys)


def _next_review_by(occasion: AreaOccasion) -> date | None:
    return still_ahead(next_monthly_review(occasion.event.occurred_on).due_on, occasion.today)


def _status_facts(occasion: AreaOccasion, _reader: Reader) -> MonthlyStatusFacts:
    every = in_order(occasion, occasion.event_as(MonthlyPressureReviewed))
    usual, otherwise = taken([(standing.area, figures_of(area.measures)) for area, standing in every])
    return MonthlyStatusFacts(
        reviewed_on=occasion.event.occurred_on,
        overview=overview_of([standing for _, standing in every]),
        rows=tuple(standing for _, standing in every),
        taken=usual,
        otherwise=otherwise,
        in_words=tuple(words_of(occasion, area) for area, _ in every),
        next_review_by=_next_review_by(occasion),
    )


def _hubs_facts(occasion: AreaOccasion, _reader: Reader) -> OpenHubsFacts:
    review = occasion.event_as(MonthlyPressureReviewed)
    every = ((area, hub_standing_of(occasion, area)) for area in review.areas)
    found = sorted(((hub, area.measures) for area, hub in every if hub), key=lambda each: each[0].area)
    usual, otherwise = taken([(hub.area, figures_of(measures)) for hub, measures in found]) if found else (None, ())
    return OpenHubsFacts(
        reviewed_on=review.occurred_on,
        areas=len(review.areas),
        rows=tuple(hub for hub, _ in found),
        taken=usual,
        otherwise=otherwise,
        next_review_by=_next_review_by(occasion),
    )


MONTHLY_STATUS_SUMMARY = area_kind_of(
    obligations.MONTHLY_STATUS_SUMMARY,
    documents=("A8",),
    title="Monthly summary of every area",
    to=_to_all_areas_readers,
    recipients="Cafcass Board and National Recovery Group",
    facts=_status_facts,
    facts_type=MonthlyStatusFacts,
    signed_by=Post.CHIEF_EXECUTIVE,
    parts=(letter_part(obligations.MONTHLY_STATUS_SUMMARY.code, OFFICE_FORMS),),
)

OPEN_HUBS_SUMMARY = area_kind_of(
    obligations.OPEN_HUBS_SUMMARY,
    documents=("A8",),
    title="Monthly summary of open Hubs",
    to=_to_open_hubs_readers,
    recipients="Cafcass Board, President of the Family Division and MoJ",
    facts=_hubs_facts,
    facts_type=OpenHubsFacts,
    signed_by=Post.CHIEF_EXECUTIVE,
    parts=(letter_part(obligations.OPEN_HUBS_SUMMARY.code, OFFICE_FORMS),),
)

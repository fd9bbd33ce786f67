"""A13: the Director of Operations tells the Covid-19 Board how every area stands, and what to decide, once a month."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import islice

from correspondence.catalogue.facts.area_standing import (
    AreaStanding,
    InWords,
    Overview,
    Taken,
    TakenOtherwise,
    figures_of,
    file_on_review,
    in_order,
    last_report,
    name_of,
    overview_of,
    taken,
    words_of,
)
from correspondence.catalogue.facts.days_ahead import still_ahead
from correspondence.catalogue.facts.pressure import Part, part_of
from correspondence.catalogue.kind import OFFICE_FORMS, Facts, Post, letter_part
from correspondence.catalogue.occasions.area import AreaOccasion, area_kind_of
from correspondence.catalogue.offices import OfficeReader, readers, the_board
from correspondence.catalogue.reader import Reader
from correspondence.protocol.areas import obligations
from correspondence.protocol.areas.events import AreaPressure, LiaisonMeetingHeld, MonthlyPressureReviewed
from correspondence.protocol.areas.monthly_clocks import next_monthly_review
from correspondence.protocol.record import record
from correspondence.protocol.words.prose import Said, paragraphs

SIDE_BY_SIDE = 3
"""How many areas a table of every measure has room for."""


@record
class Recommendation:
    """An area for which a first Challenge Meeting is recommended, and why.

    `judges_met_on`: the last liaison meeting on record in the present round; None where there is none.
    """

    area: str
    reasons: tuple[Said, ...]
    judges_met_on: date | None


@record
class EvidenceRow:
    """One measure, in each area of a table of evidence."""

    measure: str
    parts: tuple[Part, ...]


@record
class Evidence:
    """Every measure of up to three areas that are recommended, side by side (Protocol 4.1)."""

    areas: tuple[str, ...]
    taken: Taken
    otherwise: tuple[TakenOtherwise, ...]
    rows: tuple[EvidenceRow, ...]


@record
class HubReport:
    """An open Hub, with the last four-weekly look at it where there was one: its impact and progress, in its words."""

    area: str
    since: date
    closes_on: date | None
    reported_on: date | None
    impact_of_measures: tuple[Said, ...]
    progress_to_deactivation: tuple[Said, ...]


@record
class MonthlyPressureUpdateFacts(Facts):
    """A13: what the Board is asked, then every area, open Hubs, and each area in words that is not recommended."""

    reviewed_on: date
    recommended: tuple[Recommendation, ...]
    evidence: tuple[Evidence, ...]
    overview: Overview
    rows: tuple[AreaStanding, ...]
    taken: Taken
    otherwise: tuple[TakenOtherwise, ...]
    hubs: tuple[HubReport, ...]
    in_words: tuple[InWords, ...]
    next_review_by: date | None


def _recommendation(occasion: AreaOccasion, area: AreaPressure) -> Recommendation:
    until = file_on_review(occasion, area.service_area)
    return Recommendation(
        area=name_of(occasion, area.service_area),
        reasons=paragraphs(area.pressure),
        judges_met_on=until.last_on(LiaisonMeetingHeld) if until else None,
    )


def _evidence(occasion: AreaOccasion, areas: Sequence[AreaPressure]) -> Iterator[Evidence]:
    """A table for every three of the areas, in their order."""
    rest = iter(areas)
    while some := tuple(islice(rest, SIDE_BY_SIDE)):
        names = tuple(name_of(occasion, area.service_area) for area in some)
        every = [area.measures.each() for area in some]
        usual, otherwise = taken(list(zip(names, every, strict=True)))
        yield Evidence(
            areas=names,
            taken=usual,
            otherwise=otherwise,
            rows=tuple(
                EvidenceRow(measure=same[0][0], parts=tuple(part_of(name, measure) for name, measure in same))
                for same in zip(*every, strict=True)
            ),
        )


def _hub_reports(occasion: AreaOccasion, area: AreaPressure, standing: AreaStanding) -> tuple[HubReport, ...]:
    """The report on the area's open Hub; nothing where none is open."""
    if standing.open_hub is None:
        return ()
    look = last_report(file_on_review(occasion, area.service_area), standing.open_hub.since)
    return (
        HubReport(
            area=standing.area,
            since=standing.open_hub.since,
            closes_on=standing.open_hub.closes_on,
            reported_on=standing.open_hub.reported_on,
            impact_of_measures=paragraphs(look.impact_of_measures) if look else (),
            progress_to_deactivation=paragraphs(look.progress_to_deactivation) if look else (),
        ),
    )


def _to(occasion: AreaOccasion) -> tuple[OfficeReader, ...]:
    """The Covid-19 Board."""
    return readers((the_board(occasion),))


def _facts(occasion: AreaOccasion, _reader: Reader) -> MonthlyPressureUpdateFacts:
    review = occasion.event_as(MonthlyPressureReviewed)
    recommended = [area for area in review.areas if area.recommends_challenge_meeting]
    every = in_order(occasion, review, first=recommended)
    ahead, others = [area for area, _ in every[: len(recommended)]], [area for area, _ in every[len(recommended) :]]
    usual, otherwise = taken([(standing.area, figures_of(area.measures)) for area, standing in every])
    return MonthlyPressureUpdateFacts(
        reviewed_on=review.occurred_on,
        recommended=tuple(_recommendation(occasion, area) for area in ahead),
        evidence=tuple(_evidence(occasion, ahead)),
        overview=overview_of([standing for _, standing in every]),
        rows=tuple(standing for _, standing in every),
        taken=usual,
        otherwise=otherwise,
        hubs=tuple(report for area, standing in every for report in _hub_reports(occasion, area, standing)),
        in_words=tuple(words_of(occasion, area) for area in others),
        next_review_by=still_ahead(next_monthly_review(review.occurred_on).due_on, occasion.today),
    )


MONTHLY_PRESSURE_UPDATE = area_kind_of(
    obligations.MONTHLY_PRESSURE_UPDATE,
    documents=("A13",),
    title="Monthly pressure update",
    to=_to,
    recipients="Covid-19 Board",
    facts=_facts,
    facts_type=MonthlyPressureUpdateFacts,
    signed_by=Post.DIRECTOR_OF_OPERATIONS,
    parts=(letter_part(obligations.MONTHLY_PRESSURE_UPDATE.code, OFFICE_FORMS),),
)

"""A1: the Chief Executive tells the President, and the boards between two summaries, of a risk that is pending."""

from datetime import date

from correspondence.catalogue.facts.comparing import Change, change
from correspondence.catalogue.facts.figures import FigureTable, figure_tables
from correspondence.catalogue.facts.way_ahead import Ahead, way_ahead
from correspondence.catalogue.kind import OFFICE_FORMS, Facts, Post, letter_part
from correspondence.catalogue.occasions.area import AreaOccasion, area_kind_of
from correspondence.catalogue.offices import OfficeReader, national_office, readers, the_recovery_group
from correspondence.catalogue.reader import Reader
from correspondence.protocol.areas import obligations
from correspondence.protocol.areas.events import ChallengeMeetingAgreed
from correspondence.protocol.days.timetable import Step
from correspondence.protocol.record import record

FIGURES = (
    "demand_average_last_4_weeks",
    "demand_average_last_6_months",
    "cases_held_on_duty",
    "average_days_to_allocation",
)
"""The measures that say why: how much comes in, and how long it waits (Protocol 4.1)."""


@record
class PendingRiskFacts(Facts):
    """A1: a Challenge Meeting is agreed, and nothing else. `demand`: the last four weeks against the six months."""

    decided_on: date
    judges_met_on: date
    challenge_meeting_on: date
    demand: Change
    figures: tuple[FigureTable, ...]
    steps: tuple[Ahead, ...]


def _to(occasion: AreaOccasion) -> tuple[OfficeReader, ...]:
    """The President; with him, between two summaries, the Cafcass Board and the National Recovery Group."""
    president = national_office(occasion, "president_of_the_family_division")
    if not occasion.event_as(ChallengeMeetingAgreed).is_between_monthly_summaries:
        return readers((president,))
    return readers((president, national_office(occasion, "cafcass_board"), the_recovery_group(occasion)))


def _facts(occasion: AreaOccasion, _reader: Reader) -> PendingRiskFacts:
    event = occasion.event_as(ChallengeMeetingAgreed)
    measures = event.measures
    return PendingRiskFacts(
        decided_on=event.occurred_on,
        judges_met_on=event.judges_met_on,
        challenge_meeting_on=event.challenge_meeting_on,
        demand=change(measures.demand_average_last_4_weeks.value, measures.demand_average_last_6_months.value),
        figures=figure_tables(measures, FIGURES),
        steps=way_ahead(occasion, event, Step.BOARD_AGREES_MEETING),
    )


PENDING_RISK_NOTICE = area_kind_of(
    obligations.PENDING_RISK_NOTICE,
    documents=("A1",),
    title="Notice of a pending risk",
    to=_to,
    recipients="President of the Family Division; Cafcass Board and National Recovery Group between monthly summaries",
    facts=_facts,
    facts_type=PendingRiskFacts,
    signed_by=Post.CHIEF_EXECUTIVE,
    parts=(letter_part(obligations.PENDING_RISK_NOTICE.code, OFFICE_FORMS),),
)

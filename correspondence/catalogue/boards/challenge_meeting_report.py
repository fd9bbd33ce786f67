"""A4: the report of a Challenge Meeting to the Covid-19 Board, with the local management team's recommendation."""

from datetime import date

from correspondence.catalogue.facts.compared_figures import ComparedTable, compared, demand_against, pressure_in
from correspondence.catalogue.facts.comparing import Change
from correspondence.catalogue.facts.planned_measures import PlannedMeasure, Progress, measure_on
from correspondence.catalogue.facts.pressure import Pressure
from correspondence.catalogue.facts.way_ahead import Ahead, way_ahead
from correspondence.catalogue.kind import OFFICE_FORMS, Facts, Post, letter_part
from correspondence.catalogue.occasions.area import AreaOccasion, area_kind_of
from correspondence.catalogue.offices import OfficeReader, readers, the_board
from correspondence.catalogue.reader import Reader
from correspondence.protocol.areas import obligations
from correspondence.protocol.areas.events import ChallengeMeetingAgreed, ChallengeMeetingHeld, LiaisonMeetingHeld
from correspondence.protocol.days.timetable import Step
from correspondence.protocol.record import record
from correspondence.protocol.words.prose import Said, paragraphs


@record
class ChallengeMeetingFacts(Facts):
    """A4: what the local management team recommends, and what it rests on.

    `taken`, `alternatives`: one entry each, in the team's own words. `planned`: overdue ones first. `judges_met_on`:
    the days of the round's meetings with the judges, as far as they are recorded. `steps`: from the Challenge Meeting
    to the opening, only where activation is recommended.
    """

    held_on: date
    board_on: date
    recommends_activation: bool
    reasons: tuple[Said, ...]
    pressure: Pressure
    demand: Change
    figures: tuple[ComparedTable, ...]
    taken: tuple[Said, ...]
    planned: tuple[PlannedMeasure, ...]
    potential: tuple[Said, ...]
    alternatives: tuple[Said, ...]
    judges_met_on: tuple[date, ...]
    steps: tuple[Ahead, ...]


def _judges_met_on(occasion: AreaOccasion, event: ChallengeMeetingHeld) -> tuple[date, ...]:
    days = set[date]()
    for each in occasion.area_file.round_until(event):
        match each:
            case ChallengeMeetingAgreed(judges_met_on=on) | LiaisonMeetingHeld(occurred_on=on):
                days.add(on)
            case _:
                continue
    return tuple(sorted(days))


def _to(occasion: AreaOccasion) -> tuple[OfficeReader, ...]:
    """The Covid-19 Board."""
    return readers((the_board(occasion),))


def _facts(occasion: AreaOccasion, _reader: Reader) -> ChallengeMeetingFacts:
    event = occasion.event_as(ChallengeMeetingHeld)
    figures = compared(event.measures)
    planned = (measure_on(each, occasion.today) for each in event.measures_planned)
    return ChallengeMeetingFacts(
        held_on=event.occurred_on,
        board_on=event.board_on,
        recommends_activation=event.recommends_activation,
        reasons=paragraphs(event.reasons),
        pressure=pressure_in(figures),
        demand=demand_against(event.measures),
        figures=figures,
        taken=paragraphs(*event.measures_taken),
        planned=tuple(sorted(planned, key=lambda each: (tuple(Progress).index(each.progress), each.by_on))),
        potential=paragraphs(event.potential),
        alternatives=paragraphs(*event.alternatives),
        judges_met_on=_judges_met_on(occasion, event),
        steps=way_ahead(occasion, event, Step.CHALLENGE_MEETING) if event.recommends_activation else (),
    )


CHALLENGE_MEETING_REPORT = area_kind_of(
    obligations.CHALLENGE_MEETING_REPORT,
    documents=("A4",),
    title="Report of a Challenge Meeting",
    to=_to,
    recipients="the Covid-19 Board",
    facts=_facts,
    facts_type=ChallengeMeetingFacts,
    signed_by=Post.ASSISTANT_DIRECTOR,
    parts=(letter_part(obligations.CHALLENGE_MEETING_REPORT.code, OFFICE_FORMS),),
)

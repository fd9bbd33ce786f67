"""A3: the area's figures for a liaison meeting: the eight measures of saturation, with what each means."""

from datetime import date

from correspondence.catalogue.facts.comparing import Change, change
from correspondence.catalogue.facts.pressure import Part, Pressure, part_of, pressure_of
from correspondence.catalogue.kind import OFFICE_FORMS, Facts, Post, letter_part
from correspondence.catalogue.occasions.area import AreaOccasion, area_kind_of
from correspondence.catalogue.offices import OfficeReader, judges, readers
from correspondence.catalogue.reader import Reader
from correspondence.protocol.areas import obligations
from correspondence.protocol.areas.events import LiaisonMeetingCalled
from correspondence.protocol.areas.measures import Measures
from correspondence.protocol.record import record


@record
class PartTable:
    """The parts that were measured on one day, from one source, and can stand on one scale."""

    as_at: date
    source: str
    parts: tuple[Part, ...]


@record
class SaturationFacts(Facts):
    """A3: the eight measures. `demand_against` holds four weeks against six months, `staff` starters against leavers.

    The budget forecast is in somebody's own words, a line of them.
    """

    meeting_on: date
    pressure: Pressure
    demand: tuple[PartTable, ...]
    demand_against: Change
    on_duty: PartTable
    days_to_allocation: PartTable
    over_25: PartTable
    service_managers: PartTable
    practice_supervisors: PartTable
    staffing: tuple[PartTable, ...]
    staff: Change
    audits: PartTable
    budget: PartTable

    @property
    def has_free_text(self) -> bool:
        """Always: the budget forecast is in somebody's own words."""
        return True


def _tables(measures: Measures, *names: str) -> tuple[PartTable, ...]:
    """The parts of those names, in one table for each day and source."""
    found: dict[tuple[date, str], list[Part]] = {}
    for name, measure in measures.each():
        if name in names:
            found.setdefault((measure.as_at, measure.source), []).append(part_of(name, measure))
    return tuple(PartTable(as_at=on, source=source, parts=tuple(parts)) for (on, source), parts in found.items())


def _table(measures: Measures, name: str) -> PartTable:
    return _tables(measures, name)[0]


def _to(occasion: AreaOccasion) -> tuple[OfficeReader, ...]:
    """The Designated Family Judges and the Family Division Liaison Judge."""
    return readers(judges(occasion))


def _facts(occasion: AreaOccasion, _reader: Reader) -> SaturationFacts:
    event = occasion.event_as(LiaisonMeetingCalled)
    measures = event.measures
    return SaturationFacts(
        meeting_on=event.meeting_on,
        pressure=pressure_of(part_of(name, measure) for name, measure in measures.each()),
        demand=_tables(measures, "demand_average_last_4_weeks", "demand_average_last_6_months"),
        demand_against=change(measures.demand_average_last_4_weeks.value, measures.demand_average_last_6_months.value),
        on_duty=_table(measures, "cases_held_on_duty"),
        days_to_allocation=_table(measures, "average_days_to_allocation"),
        over_25=_table(measures, "advisers_over_25_cases_percent"),
        service_managers=_table(measures, "service_manager_capacity"),
        practice_supervisors=_table(measures, "practice_supervisor_capacity"),
        staffing=_tables(measures, "leavers", "starters"),
        staff=change(measures.starters.value, measures.leavers.value),
        audits=_table(measures, "audits_good_or_better_percent"),
        budget=_table(measures, "budget_forecast"),
    )


SATURATION_PACK = area_kind_of(
    obligations.SATURATION_PACK,
    documents=("A3",),
    title="Figures for a liaison meeting",
    to=_to,
    recipients="DFJs and FDLJ",
    facts=_facts,
    facts_type=SaturationFacts,
    signed_by=Post.ASSISTANT_DIRECTOR,
    parts=(letter_part(obligations.SATURATION_PACK.code, OFFICE_FORMS),),
)

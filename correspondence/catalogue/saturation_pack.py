"""A3: the area's figures for a liaison meeting: the eight measures of saturation, with what each means."""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum

from correspondence.catalogue.occasions.area import AreaKind, AreaOccasion
from correspondence.protocol.area_events import LiaisonMeetingCalled
from correspondence.protocol.clocks import Deadline
from correspondence.protocol.fields import record
from correspondence.protocol.letters import Audience
from correspondence.protocol.liaison_clocks import papers_before
from correspondence.protocol.measures import Capacity, CapacityMeasure, Measure, Measures, NumberMeasure, TextMeasure

from .comparing import Change, Direction, change
from .kind import OFFICE_FORMS, Facts, LetterKind, Post, letter_part
from .notices import figure_of
from .offices import OfficeReader, judges, readers
from .reader import Reader

CODE, SOURCE = "saturation_pack", "4.1"

_STEPS = tuple(Capacity)
_MORE_IS_WORSE = frozenset(
    {
        "demand_average_last_4_weeks",
        "demand_average_last_6_months",
        "cases_held_on_duty",
        "average_days_to_allocation",
        "advisers_over_25_cases_percent",
        "service_manager_capacity",
        "practice_supervisor_capacity",
        "leavers",
    }
)
_LESS_IS_WORSE = frozenset({"starters", "audits_good_or_better_percent"})


class Shift(StrEnum):
    """Whether a measure that is no number stands as it did; capacity can also be tighter, or easier."""

    TIGHTER = "tighter"
    EASIER = "easier"
    OTHER = "other"
    SAME = "same"


@record
class Part:
    """One part of a measure: now, and before where it was measured before.

    A number has its `change`, capacity and words their `shift`; neither where there is nothing to compare with.
    `step` and `step_before`: of the scale of three, for capacity.
    """

    measure: str
    now: str
    before: str | None
    change: Change | None = None
    shift: Shift | None = None
    step: int | None = None
    step_before: int | None = None


@record
class PartTable:
    """The parts that were measured on one day, from one source, and can stand on one scale."""

    as_at: date
    source: str
    parts: tuple[Part, ...]


@record
class Pressure:
    """How many of the measured parts point to more pressure than before, to less, and to neither."""

    more: int
    less: int
    same: int


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


def part_of(name: str, measure: Measure) -> Part:
    """One part of a measure, compared with the one before."""
    figure = figure_of(name, measure)
    shown = Part(measure=name, now=figure.now, before=figure.before)
    match measure:
        case NumberMeasure(previous=before) if before is not None:
            return Part(measure=name, now=figure.now, before=figure.before, change=change(measure.value, before))
        case CapacityMeasure():
            return _capacity_part(shown, measure)
        case TextMeasure(previous=before) if before is not None:
            shift = Shift.SAME if measure.value == before else Shift.OTHER
            return Part(measure=name, now=figure.now, before=figure.before, shift=shift)
        case _:
            return shown


def _capacity_part(shown: Part, measure: CapacityMeasure) -> Part:
    step = _STEPS.index(measure.value) + 1
    if measure.previous is None:
        return Part(measure=shown.measure, now=shown.now, before=None, step=step)
    step_before = _STEPS.index(measure.previous) + 1
    shifts = {Direction.UP: Shift.TIGHTER, Direction.DOWN: Shift.EASIER, Direction.SAME: Shift.SAME}
    return Part(
        measure=shown.measure,
        now=shown.now,
        before=shown.before,
        shift=shifts[change(step, step_before).direction],
        step=step,
        step_before=step_before,
    )


def pressure_of(parts: Iterable[Part]) -> Pressure:
    """What the parts say together; one without a part before it says nothing, nor does the budget forecast."""
    said = [_worse(part) for part in parts]
    return Pressure(more=said.count(True), less=said.count(False), same=said.count("same"))


def _worse(part: Part) -> bool | str | None:
    """Whether a part points to more pressure than before; "same", or None where it does not say."""
    if part.shift in (Shift.TIGHTER, Shift.EASIER):
        return part.shift is Shift.TIGHTER
    if part.measure not in _MORE_IS_WORSE | _LESS_IS_WORSE or (part.change is None and part.shift is None):
        return None
    if part.change is None or part.change.direction is Direction.SAME:
        return "same"
    return (part.change.direction is Direction.UP) is (part.measure in _MORE_IS_WORSE)


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


def _due(occasion: AreaOccasion, _reader: Reader) -> Deadline:
    event = occasion.event_as(LiaisonMeetingCalled)
    return papers_before(event.occurred_on, event.meeting_on, SOURCE)


SATURATION_PACK: AreaKind = LetterKind(
    code=CODE,
    documents=("A3",),
    title="Figures for a liaison meeting",
    source=SOURCE,
    sent_on=LiaisonMeetingCalled,
    to=_to,
    recipients="DFJs and FDLJ",
    facts=_facts,
    facts_type=SaturationFacts,
    due=_due,
    deadline="5 working days before the meeting, or the day it is called (ours)",
    signed_by=Post.ASSISTANT_DIRECTOR,
    versions=(Audience.OFFICE,),
    parts=(letter_part(CODE, OFFICE_FORMS),),
    waits_for_alerts=False,
)

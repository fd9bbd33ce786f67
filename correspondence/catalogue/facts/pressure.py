"""The parts of the eight measures of saturation, each beside the one before, and what they say together."""

from collections.abc import Iterable
from enum import StrEnum

from correspondence.protocol.areas.measures import Capacity, CapacityMeasure, Measure, NumberMeasure, TextMeasure
from correspondence.protocol.record import record

from .comparing import Change, Direction, change
from .figures import figure_of

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
class Pressure:
    """How many of the measured parts point to more pressure than before, to less, and to neither."""

    more: int
    less: int
    same: int


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

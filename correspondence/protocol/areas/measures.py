"""The measures of an area's saturation, by which a Hub is considered, watched and given up (Protocol 4.1, 6.1)."""

from dataclasses import fields
from datetime import date
from enum import StrEnum
from typing import TypeAlias

from correspondence.protocol.fields import Line
from correspondence.protocol.record import record


class Capacity(StrEnum):
    """How far managers' capacity to oversee practice is used up."""

    WITHIN = "within"
    STRETCHED = "stretched"
    EXCEEDED = "exceeded"


@record
class MeasureTaken:
    """On which day a measure stood so, and where that is known from."""

    as_at: date
    source: Line


@record
class NumberMeasure(MeasureTaken):
    """A measure that is a number. `previous`: the one before it, where there was one."""

    value: int | float
    previous: int | float | None = None


@record
class CapacityMeasure(MeasureTaken):
    """A measure that is a judgement of capacity. `previous`: the one before it, where there was one."""

    value: Capacity
    previous: Capacity | None = None


@record
class TextMeasure(MeasureTaken):
    """A measure in words. `previous`: the one before it, where there was one."""

    value: Line
    previous: Line | None = None


Measure: TypeAlias = NumberMeasure | CapacityMeasure | TextMeasure


@record
class Measures:
    """The eight measures of an area's saturation, in eleven parts (Protocol 4.1)."""

    demand_average_last_4_weeks: NumberMeasure
    demand_average_last_6_months: NumberMeasure
    cases_held_on_duty: NumberMeasure
    average_days_to_allocation: NumberMeasure
    advisers_over_25_cases_percent: NumberMeasure
    service_manager_capacity: CapacityMeasure
    practice_supervisor_capacity: CapacityMeasure
    leavers: NumberMeasure
    starters: NumberMeasure
    audits_good_or_better_percent: NumberMeasure
    budget_forecast: TextMeasure

    def each(self) -> tuple[tuple[str, Measure], ...]:
        """Every part with its name, in the order of the Protocol."""
        return tuple((part.name, getattr(self, part.name)) for part in fields(self))

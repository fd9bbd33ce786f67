"""The measures of saturation beside earlier ones, as the Board reads them: now, before, and how far they changed."""

from dataclasses import replace
from datetime import date

from correspondence.protocol.areas.measures import CapacityMeasure, Measure, Measures, NumberMeasure, TextMeasure
from correspondence.protocol.record import record

from .comparing import Change, change
from .pressure import Part, Pressure, part_of, pressure_of


@record
class ComparedTable:
    """The parts of the measures of one day and source, each compared with the one before it.

    `then_as_at`, `then_source`: of the earlier measures that they are compared with; None where that is their own
    `previous`, which has neither.
    """

    as_at: date
    source: str
    then_as_at: date | None
    then_source: str | None
    parts: tuple[Part, ...]


def compared(measures: Measures, then: Measures | None = None) -> tuple[ComparedTable, ...]:
    """Every measure in the Protocol's order, compared with *then*, else with its own `previous` (Protocol 4.1).

    One table for each day and source, of both sides.
    """
    before = dict(then.each()) if then else {}
    found: dict[tuple[date, str, date | None, str | None], list[Part]] = {}
    for name, measure in measures.each():
        past = before.get(name)
        key = measure.as_at, measure.source, past.as_at if past else None, past.source if past else None
        found.setdefault(key, []).append(part_of(name, _against(measure, past) if past else measure))
    return tuple(
        ComparedTable(as_at=as_at, source=source, then_as_at=then_as_at, then_source=then_source, parts=tuple(parts))
        for (as_at, source, then_as_at, then_source), parts in found.items()
    )


def _against(measure: Measure, past: Measure) -> Measure:
    """A measure with a past one of the same sort in the place of its `previous`."""
    match measure, past:
        case (NumberMeasure() as number, NumberMeasure(value=before)):
            return replace(number, previous=before)
        case (CapacityMeasure() as capacity, CapacityMeasure(value=level)):
            return replace(capacity, previous=level)
        case (TextMeasure() as text, TextMeasure(value=words)):
            return replace(text, previous=words)
        case _:
            raise TypeError(f"{type(measure).__name__} is not compared with {type(past).__name__}")


def pressure_in(tables: tuple[ComparedTable, ...]) -> Pressure:
    """What all the parts of those tables say together."""
    return pressure_of(part for table in tables for part in table.parts)


def demand_against(measures: Measures) -> Change:
    """New cases of the last four weeks against the six months (Protocol 4.1)."""
    return change(measures.demand_average_last_4_weeks.value, measures.demand_average_last_6_months.value)

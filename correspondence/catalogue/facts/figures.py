"""The measures of saturation as they are printed, in one table for each day and source."""

from collections.abc import Collection
from datetime import date
from decimal import Decimal

from correspondence.protocol.areas.measures import Measure, Measures, NumberMeasure
from correspondence.protocol.record import record


@record
class Figure:
    """One measure, as it is printed: now, and before where there was one. `measure`: its name in `Measures`."""

    measure: str
    now: str
    before: str | None


@record
class FigureTable:
    """The figures that were taken on one day from one source."""

    as_at: date
    source: str
    figures: tuple[Figure, ...]


def figure_tables(measures: Measures, names: Collection[str]) -> tuple[FigureTable, ...]:
    """The measures of those names in the Protocol's order, in one table for each day and source (Protocol 4.1)."""
    found: dict[tuple[date, str], list[Figure]] = {}
    for name, measure in measures.each():
        if name in names:
            found.setdefault((measure.as_at, measure.source), []).append(figure_of(name, measure))
    return tuple(
        FigureTable(as_at=as_at, source=source, figures=tuple(figures)) for (as_at, source), figures in found.items()
    )


def figure_of(name: str, measure: Measure) -> Figure:
    """A measure as it is printed: a number with every digit it came with, thousands set apart."""
    if isinstance(measure, NumberMeasure):
        before = None if measure.previous is None else _digits(measure.previous)
        return Figure(measure=name, now=_digits(measure.value), before=before)
    return Figure(measure=name, now=measure.value, before=measure.previous)


def _digits(number: int | float) -> str:
    return f"{Decimal(str(number)).normalize():,f}"

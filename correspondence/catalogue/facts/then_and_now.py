"""The figures of a Hub's whole life in one table: when it was activated, and now (Protocol 4.1, 6.2)."""

from collections.abc import Collection
from datetime import date

from correspondence.protocol.areas.area_file import AreaFile
from correspondence.protocol.areas.events import ActivationDecided, AnyAreaEvent
from correspondence.protocol.areas.measures import Measures
from correspondence.protocol.record import record

from .figures import figure_of


@record
class ThenAndNow:
    """One measure as it is printed, at the activation and now. `measure`: its name in `Measures`."""

    measure: str
    then: str
    now: str


@record
class FiguresThenAndNow:
    """The figures that share both days and both sources."""

    then_at: date
    then_source: str
    now_at: date
    now_source: str
    figures: tuple[ThenAndNow, ...]


def activation_of(area_file: AreaFile, event: AnyAreaEvent) -> ActivationDecided | None:
    """The last activation in the round of *event*; None where none is recorded, as of a Hub older than the service."""
    found = [each for each in area_file.round_until(event) if isinstance(each, ActivationDecided)]
    return found[-1] if found else None


def figures_then_and_now(then: Measures, now: Measures, names: Collection[str]) -> tuple[FiguresThenAndNow, ...]:
    """The measures of those names, then and now, in the Protocol's order: a table for each pair of days and sources."""
    found: dict[tuple[date, str, date, str], list[ThenAndNow]] = {}
    for (name, before), (_, after) in zip(then.each(), now.each(), strict=True):
        if name in names:
            figure = ThenAndNow(measure=name, then=figure_of(name, before).now, now=figure_of(name, after).now)
            found.setdefault((before.as_at, before.source, after.as_at, after.source), []).append(figure)
    return tuple(
        FiguresThenAndNow(
            then_at=then_at, then_source=then_source, now_at=now_at, now_source=now_source, figures=tuple(figures)
        )
        for (then_at, then_source, now_at, now_source), figures in found.items()
    )

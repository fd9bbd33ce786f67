"""The figures of a Hub that is open, held against those of its activation or of its last review."""

from datetime import date
from enum import StrEnum

from correspondence.protocol.areas.area_file import AreaFile
from correspondence.protocol.areas.events import (
    ActivationDecided,
    AnyAreaEvent,
    DeactivationDecided,
    MeasuredAreaEvent,
    StatusReviewed,
)
from correspondence.protocol.areas.measures import Measures
from correspondence.protocol.record import record

from .compared_figures import ComparedTable, compared, pressure_in
from .pressure import Pressure


class Baseline(StrEnum):
    """What figures are held against: the last review's, those of the activation, or those that came with them."""

    LAST_REVIEW = "last_review"
    ACTIVATION = "activation"
    GIVEN = "given"


@record
class Comparison:
    """Every measure then and now, and what they say together. `recorded_on`: of the review or activation before."""

    baseline: Baseline
    recorded_on: date | None
    pressure: Pressure
    tables: tuple[ComparedTable, ...]


def this_opening(area_file: AreaFile, event: AnyAreaEvent) -> tuple[AnyAreaEvent, ...]:
    """What came before *event* on the way to the Hub that is open on its day, and since: an area may open one again.

    A Hub that is given up is open until its closing day, so what comes before that day is still of this opening.
    """
    before = area_file.events[: area_file.events.index(event)]
    closings = (e.closes_on for e in before if isinstance(e, DeactivationDecided) and e.closes_on is not None)
    closed_on = max((on for on in closings if on <= event.occurred_on), default=date.min)
    return tuple(e for e in before if e.occurred_on >= closed_on)


def since_last_review(measures: Measures, opening: tuple[AnyAreaEvent, ...]) -> Comparison:
    """*measures* against the last review's; against the activation's where this opening has had no review yet."""
    reviewed = next((e for e in reversed(opening) if isinstance(e, StatusReviewed)), None)
    if reviewed is None:
        return since_activation(measures, opening)
    return _comparison(measures, reviewed, Baseline.LAST_REVIEW)


def since_activation(measures: Measures, opening: tuple[AnyAreaEvent, ...]) -> Comparison:
    """*measures* against those on which the Board activated; against the ones they came with where none are known."""
    activated = next((e for e in reversed(opening) if isinstance(e, ActivationDecided)), None)
    return _comparison(measures, activated, Baseline.ACTIVATION if activated else Baseline.GIVEN)


def _comparison(measures: Measures, before: MeasuredAreaEvent | None, baseline: Baseline) -> Comparison:
    tables = compared(measures, before.measures if before else None)
    return Comparison(
        baseline=baseline,
        recorded_on=before.occurred_on if before else None,
        pressure=pressure_in(tables),
        tables=tables,
    )

"""How the measures of a local response plan stand on the day: done, overdue, to do."""

from datetime import date
from enum import StrEnum

from correspondence.protocol.areas.events import ResponseKind, ResponseMeasure
from correspondence.protocol.record import record
from correspondence.protocol.words.prose import Said, paragraphs


class Progress(StrEnum):
    """How a measure stands on the day of the letter, the most pressing first."""

    OVERDUE = "overdue"
    TO_DO = "to_do"
    DONE = "done"


@record
class PlannedMeasure:
    """One measure of the plan. `is_late`: done, and after its day."""

    kind: ResponseKind
    what: tuple[Said, ...]
    who: str
    by_on: date
    done_on: date | None
    progress: Progress
    is_late: bool


def measure_on(measure: ResponseMeasure, today: date) -> PlannedMeasure:
    """How a measure stands on *today*: it is overdue from the day after the one by which it was to be done."""
    if measure.done_on is not None:
        progress = Progress.DONE
    else:
        progress = Progress.OVERDUE if measure.by_on < today else Progress.TO_DO
    return PlannedMeasure(
        kind=measure.kind,
        what=paragraphs(measure.what),
        who=measure.who,
        by_on=measure.by_on,
        done_on=measure.done_on,
        progress=progress,
        is_late=measure.done_on is not None and measure.done_on > measure.by_on,
    )

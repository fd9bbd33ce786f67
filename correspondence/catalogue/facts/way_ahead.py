"""The way that still lies before an area, for those who are told of it before anything is decided."""

from dataclasses import replace
from datetime import date
from enum import StrEnum

from correspondence.catalogue.occasions.area import AreaOccasion
from correspondence.protocol.areas.events import AnyAreaEvent
from correspondence.protocol.areas.stage import Stage
from correspondence.protocol.days.timetable import STEPS, PlannedStep, Step, plan
from correspondence.protocol.record import record

from .notices import days_stated


class Sureness(StrEnum):
    """How sure a step is: over; on a day that is set; planned for a day; or undecided, as it hangs on the Board."""

    DONE = "done"
    SET = "set"
    PLANNED = "planned"
    UNDECIDED = "undecided"


@record
class Ahead:
    """One step of the way, on its day."""

    step: Step
    on: date
    sureness: Sureness


_UNDECIDED = frozenset({Stage.NORMAL, Stage.CHALLENGE_MEETING_AGREED})
_AFTER_ACTIVATION = frozenset({Step.CHECKPOINT, Step.BOARD_CONFIRMS, Step.OPENING})
_CONFIRMED = frozenset({Stage.OPENING_CONFIRMED, Stage.OPEN})


def stage_after(occasion: AreaOccasion, event: AnyAreaEvent) -> Stage:
    """How far the area had come in this round when *event* came."""
    area_file = occasion.area_file
    return replace(area_file, events=area_file.round_until(event)).stage


def way_ahead(occasion: AreaOccasion, event: AnyAreaEvent, first: Step) -> tuple[Ahead, ...]:
    """The steps from *first* on, as *event* left them; none where no day was stated, or no step is still to come.

    What no event stated is planned, on the earliest day that will do. What hangs on a decision that the Board has
    still to take is undecided.
    """
    days = days_stated(occasion.area_file, event)
    if not days:
        return ()
    timetable, stage = plan(days), stage_after(occasion, event)
    steps = [timetable.step(step) for step in STEPS[STEPS.index(first) :]]
    if all(each.on <= event.occurred_on for each in steps):
        return ()
    return tuple(
        Ahead(step=each.step, on=each.on, sureness=_sureness(each, event.occurred_on, stage)) for each in steps
    )


def _sureness(planned: PlannedStep, today: date, stage: Stage) -> Sureness:
    if planned.step in _AFTER_ACTIVATION and stage in _UNDECIDED:
        return Sureness.UNDECIDED
    if planned.on <= today:
        return Sureness.DONE
    if planned.step is Step.OPENING and stage not in _CONFIRMED:
        return Sureness.UNDECIDED
    return Sureness.SET if planned.known else Sureness.PLANNED

"""What an area event may not say: `faults`, where it contradicts something; `gate`, where the Protocol forbids it.

Every reason is found at once, and none holds a person's value. `gate` rests on what `faults` has let through.
"""

from collections.abc import Iterator
from dataclasses import replace

from correspondence.protocol.days.timetable import faults as timetable_faults
from correspondence.protocol.directory import Directory
from correspondence.protocol.refusals import Reason
from correspondence.protocol.rules import broken

from .area_file import AreaFile, days_with
from .contents import faults_in_itself
from .events import AnyAreaEvent, AnyAreaOrNationalEvent, AreaEvent
from .stage import Stage

STEP_MISSING, HUB_NOT_OPEN = "step_missing", "hub_not_open"
"""The reasons that may rest on nothing but a history that is not at hand."""


def faults(event: AnyAreaOrNationalEvent, before: AreaFile | None, directory: Directory) -> tuple[Reason, ...]:
    """Every contradiction of *event* with itself, the directory or *before*, its area as recorded so far, if at all."""
    against_history = _history_faults(event, before) if isinstance(event, AreaEvent) and before is not None else ()
    return (*faults_in_itself(event, directory), *against_history)


def gate(event: AnyAreaOrNationalEvent, before: AreaFile | None, directory: Directory) -> tuple[Reason, ...]:
    """Every reason why the Protocol does not allow *event*; *before* as for `faults`, which goes first."""
    if not isinstance(event, AreaEvent):
        return tuple(event.forbidden())
    return (
        *_stage_reasons(event, before),
        *_open_hub_reasons(event, before, directory),
        *_timetable_reasons(event, before),
        *event.forbidden(),
    )


def _history_faults(event: AnyAreaEvent, before: AreaFile) -> Iterator[Reason]:
    """What was recorded of the same step, or of a later one, speaks of another day."""
    for field, on, recorded_on in event.days_recorded(before):
        detail = f"{recorded_on} is the day that was recorded"
        yield from broken((recorded_on not in (None, on), "other_day_recorded", field, detail))
    last = max((e.occurred_on for e in before.events if e.is_step), default=None)
    is_late = event.is_step and last is not None and event.occurred_on < last
    yield from broken((is_late, "before_recorded_step", "occurred_on", f"a step of {last} is recorded already"))


def _stage_reasons(event: AnyAreaEvent, before: AreaFile | None) -> Iterator[Reason]:
    stage = before.stage if before is not None else Stage.NORMAL
    detail = f"the area stands at {stage}; this follows {', '.join(each for each in Stage if each in event.follows)}"
    return broken((stage not in event.follows, STEP_MISSING, "type", detail), source="4.6")


def _open_hub_reasons(event: AnyAreaEvent, before: AreaFile | None, directory: Directory) -> Iterator[Reason]:
    """A Hub is reviewed, or given up, only while it is open (Protocol 6.1, 6.2)."""
    if not event.needs_open_hub:
        return iter(())
    is_open = before.is_hub_open_on(event.occurred_on) if before is not None else None
    if is_open is None:
        hubs = (hub for hub in directory.hubs.values() if hub.service_area == event.service_area)
        is_open = any(hub.is_open_on(event.occurred_on) for hub in hubs)
    detail = "no Hub of this service area is open on the day of this event"
    return broken((not is_open, HUB_NOT_OPEN, "service_area", detail), source="6.2")


def _timetable_reasons(event: AnyAreaEvent, before: AreaFile | None) -> Iterator[Reason]:
    """The timetable's faults with the days that this event states, under its own fields (Protocol 4.2 to 4.6)."""
    fields = {str(each.step): each.field for each in event.stated}
    days = days_with(before.stated if before is not None else {}, event)
    return (replace(r, field=fields[r.field]) for r in timetable_faults(days) if r.field in fields)

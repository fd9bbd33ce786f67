"""What a correction of an area event may not say: it replaces an event of its kind, and the steps after still follow.

The events are judged again in the order of their days, from the corrected one on, by the rules that they were taken by.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace

from correspondence.protocol.directory import Directory
from correspondence.protocol.refusals import Reason
from correspondence.protocol.rules import broken

from . import rules
from .area_file import AreaFile, fold
from .events import AnyAreaEvent, AreaCorrection

_Judge = Callable[[AnyAreaEvent, AreaFile | None, Directory], tuple[Reason, ...]]


def faults(event: AreaCorrection, before: AreaFile | None, directory: Directory) -> tuple[Reason, ...]:
    """Every contradiction of a correction with itself, what it replaces, the directory or what else was recorded."""
    original = before.event(event.replaces) if before is not None else None
    if before is None or original is None:
        return tuple(broken((True, "replaces_unknown", "replaces", "names no event of this service area")))
    own = tuple(_own_faults(event, original))
    return own or _judged_again(event, before, directory, rules.faults)


def gate(event: AreaCorrection, before: AreaFile, directory: Directory) -> tuple[Reason, ...]:
    """Every reason why the Protocol does not allow what should have been, or what came after it. `faults` go first."""
    return _judged_again(event, before, directory, rules.gate)


def _own_faults(event: AreaCorrection, original: AnyAreaEvent) -> Iterator[Reason]:
    corrected = event.event
    return broken(
        (corrected.type != original.type, "other_type", "event.type", f"the event replaced is {original.type}"),
        (
            corrected.service_area != event.service_area,
            "other_area",
            "event.service_area",
            "the event replaced is of another service area",
        ),
        (
            corrected.occurred_on > event.occurred_on,
            "occurred_after_correction",
            "event.occurred_on",
            "what is corrected cannot have happened after its correction",
        ),
    )


def _judged_again(event: AreaCorrection, before: AreaFile, directory: Directory, judge: _Judge) -> tuple[Reason, ...]:
    """What is found of the corrected event and of each after it that was not found before."""
    corrected = replace(event.event, event_id=event.replaces)
    others = tuple(each for each in before.events if each.event_id != event.replaces)
    now = fold((*others, corrected)).events
    return tuple(
        _said_of(reason, each, corrected)
        for place, each in enumerate(now)
        if each == corrected or place > now.index(corrected)
        for reason in judge(each, fold(now[:place]) if place else None, directory)
        if each == corrected or reason not in _found_before(each, before, directory, judge)
    )


def _found_before(each: AnyAreaEvent, before: AreaFile, directory: Directory, judge: _Judge) -> tuple[Reason, ...]:
    place = before.events.index(each)
    return judge(each, fold(before.events[:place]) if place else None, directory)


def _said_of(reason: Reason, each: AnyAreaEvent, corrected: AnyAreaEvent) -> Reason:
    """The reason under the field of the correction that it is of; of a later event, with its type and day."""
    if each == corrected:
        return replace(reason, field=f"event.{reason.field}")
    detail = f"then the {each.type} of {each.occurred_on} would not be right: {reason.detail}"
    return replace(reason, field="event", detail=detail)

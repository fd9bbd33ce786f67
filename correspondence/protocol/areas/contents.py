"""What an area event, or a national one, may not say because it contradicts itself or the directory."""

from collections.abc import Iterator
from math import inf

from correspondence.protocol.days.countable_days import day_faults
from correspondence.protocol.directory import Directory
from correspondence.protocol.refusals import Reason
from correspondence.protocol.rules import Row, broken

from .events import AnyAreaOrNationalEvent
from .measures import NumberMeasure
from .posts import post_faults


def faults_in_itself(event: AnyAreaOrNationalEvent, directory: Directory) -> tuple[Reason, ...]:
    """Every fault that shows without the area's history."""
    unknown_areas = tuple(_area_faults(event, directory))
    return (
        *unknown_areas,
        *day_faults(event),
        *event.faults(directory),
        *_measure_faults(event),
        *(() if unknown_areas else post_faults(event, directory)),
    )


def _area_faults(event: AnyAreaOrNationalEvent, directory: Directory) -> Iterator[Reason]:
    areas = event.areas_named
    keys = [key for _, key in areas]
    for place, (field, key) in enumerate(areas):
        yield from broken(
            (
                key not in directory.service_areas,
                "service_area_unknown",
                field,
                "no such service area in the directory",
            ),
            (keys.index(key) < place, "service_area_repeated", field, "a service area is given once"),
        )


def _measure_faults(event: AnyAreaOrNationalEvent) -> Iterator[Reason]:
    parts = ((f"{at}.{name}", measure) for at, every in event.measured for name, measure in every.each())
    for field, measure in parts:
        detail = f"measured after the day of this event, {event.occurred_on}"
        yield from broken((measure.as_at > event.occurred_on, "measured_after_event", f"{field}.as_at", detail))
        if isinstance(measure, NumberMeasure):
            yield from broken(*_number_rows(field, measure))


def _number_rows(field: str, measure: NumberMeasure) -> tuple[Row, ...]:
    """A number is finite and not below 0; a percentage is 100 at most."""
    most = 100.0 if field.endswith("_percent") else inf
    values = (("value", measure.value), ("previous", measure.previous))
    detail = "a percentage lies between 0 and 100" if most == 100 else "a measure is a number from 0 up"
    return tuple(
        (not (0 <= number <= most and number < inf), "measure_out_of_range", f"{field}.{part}", detail)
        for part, number in values
        if number is not None
    )

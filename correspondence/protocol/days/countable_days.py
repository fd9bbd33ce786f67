"""The days of an event, found by their type: each lies where working days can be counted."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import date

from correspondence.protocol.refusals import Reason
from correspondence.protocol.rules import broken

from .calendar import COUNTABLE_FROM, COUNTABLE_UNTIL


def day_faults(event: object, *left_out: type) -> Iterator[Reason]:
    """A reason for each day of *event* that no clock can start from; what is of a type *left_out* is not looked at."""
    detail = f"a day must lie between {COUNTABLE_FROM} and {COUNTABLE_UNTIL}"
    for field, day in days_in(event, *left_out):
        yield from broken((not COUNTABLE_FROM <= day <= COUNTABLE_UNTIL, "day_out_of_range", field, detail))


def days_in(value: object, *left_out: type, field: str = "") -> Iterator[tuple[str, date]]:
    """Every day in a record of ours and in all that it holds, with its field."""
    if isinstance(value, date):
        yield field, value
    elif isinstance(value, tuple):
        for place, each in enumerate(value):
            yield from days_in(each, *left_out, field=f"{field}.{place}".lstrip("."))
    elif is_dataclass(value) and not isinstance(value, (type, *left_out)):
        for each in fields(value):
            yield from days_in(getattr(value, each.name), *left_out, field=f"{field}.{each.name}".lstrip("."))

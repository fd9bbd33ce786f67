"""The days of a letter's facts, each with the name of its field, so that what was printed of them can be noted."""

from dataclasses import fields, is_dataclass, replace
from datetime import date
from typing import Any, TypeVar

_T = TypeVar("_T")


class NamedDay(date):
    """A day that knows of which field it is, the places of lists left out: `more_time.until`.

    One that is reckoned from it, the end of its fortnight say, is of no field.
    """

    __slots__ = ("field",)

    field: str

    def __new__(cls, year: int, month: int, day: int, field: str = "") -> "NamedDay":
        """That day; so too reckons `date.__add__`."""
        named = super().__new__(cls, year, month, day)
        named.field = field
        return named

    @classmethod
    def of(cls, day: date, field: str) -> "NamedDay":
        """That day, as the day of that field."""
        return cls(day.year, day.month, day.day, field)


def with_named_days(value: _T, field: str = "") -> _T:
    """The same record, with each day in it and in all that it holds a `NamedDay`."""
    thing: Any = value
    if isinstance(thing, date):
        thing = NamedDay.of(thing, field)
    elif type(thing) is tuple:
        thing = tuple(with_named_days(each, field) for each in thing)
    elif is_dataclass(thing) and not isinstance(thing, type):
        held = {each.name: getattr(thing, each.name) for each in fields(thing) if each.init}
        named = {name: with_named_days(each, f"{field}.{name}".lstrip(".")) for name, each in held.items()}
        changed = {name: each for name, each in named.items() if each is not held[name]}
        thing = replace(thing, **changed) if changed else thing
    named_as_it_was: _T = thing
    return named_as_it_was

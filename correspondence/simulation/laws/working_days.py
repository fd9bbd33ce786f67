"""Working days as the laws count them, from the library of bank holidays and what the directory proclaims.

Written a second time on purpose: a law that counted with the product's calendar would share its mistakes.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from holidays import country_holidays

_RECURRING = country_holidays("GB", subdiv="ENG")
_SATURDAY = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkingDays:
    """A calendar: `more` are bank holidays that were proclaimed, `fewer` the usual days that they stand instead of."""

    more: frozenset[date] = frozenset()
    fewer: frozenset[date] = frozenset()

    def has(self, day: date) -> bool:
        """Whether anybody works on *day*."""
        free = day in self.more or (day in _RECURRING and day not in self.fewer)
        return day.weekday() < _SATURDAY and not free

    def until(self, day: date) -> date:
        """*day*, or the last working day before it."""
        while not self.has(day):
            day -= timedelta(days=1)
        return day

    def after(self, day: date, number: int) -> date:
        """The working day that comes *number* working days after *day*, which is day 0."""
        return self._walk(day, number, timedelta(days=1))

    def before(self, day: date, number: int) -> date:
        """The working day that comes *number* working days before *day*."""
        return self._walk(day, number, timedelta(days=-1))

    def _walk(self, day: date, number: int, step: timedelta) -> date:
        while number:
            day += step
            number -= self.has(day)
        return day


def working_days(directory: Mapping[str, Any]) -> WorkingDays:
    """The calendar of whoever works by that directory."""
    proclaimed = directory.get("bank_holidays") or ()
    return WorkingDays(
        more=frozenset(day for each in proclaimed if (day := a_day(each.get("on")))),
        fewer=frozenset(day for each in proclaimed if (day := a_day(each.get("instead_of")))),
    )


def a_day(value: object) -> date | None:
    """A day as JSON or YAML has it; None for nothing, and for what is no day."""
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        return None

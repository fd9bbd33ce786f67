"""Working days in England, and a day in words. Days are civil dates in Europe/London.

Which days are bank holidays is known to all who count, as the days of the week are: a library has those that recur, and
the edge tells once at the start those that were proclaimed since (`observe`).
"""

from calendar import monthrange
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, timedelta
from functools import lru_cache
from itertools import islice
from types import MappingProxyType
from zoneinfo import ZoneInfo

from holidays import country_holidays

from correspondence.protocol.fields import Line
from correspondence.protocol.record import record

OFFICIALLY_KNOWN_UNTIL = date(2028, 12, 31)
"""The last day of the last year whose bank holidays are officially published; later ones are computed."""

COUNTABLE_FROM, COUNTABLE_UNTIL = date(1991, 10, 14), date(2099, 12, 31)
"""The days a clock is trusted with: from the day the Children Act 1989 came into force."""

ONE_DAY = timedelta(days=1)
_SATURDAY = 5
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


_SUBSTITUTE = " (observed)"
_CALLED = {
    "May Day": "Early May bank holiday",
    "Spring Bank Holiday": "Spring bank holiday",
    "Late Summer Bank Holiday": "Summer bank holiday",
}
"""Bank holidays that the library calls otherwise than GOV.UK."""


@lru_cache(maxsize=256)
def _recurring(year: int) -> Mapping[date, str]:
    return MappingProxyType(dict(country_holidays("GB", subdiv="ENG", years=year)))


def is_recurring_bank_holiday(day: date) -> bool:
    """Whether the library of holidays has *day* as a bank holiday in England."""
    return day in _recurring(day.year)


@record
class BankHoliday:
    """A bank holiday that was proclaimed: a day more, or one that moved, `instead_of` its usual day.

    `source`: where it is published, as the London Gazette.
    """

    on: date
    name: Line
    source: Line
    instead_of: date | None = None


_proclaimed: tuple[BankHoliday, ...] = ()


def observe(proclaimed: Iterable[BankHoliday]) -> None:
    """Count with these bank holidays beside the recurring ones from now on, in place of those told before.

    The directory names them (Banking and Financial Dealings Act 1971, s.1).
    """
    global _proclaimed  # what the whole process knows of the calendar
    _proclaimed = tuple(proclaimed)


def is_bank_holiday(day: date) -> bool:
    """Whether *day* is a bank holiday in England: one proclaimed, or a recurring one that was not moved."""
    if any(each.on == day for each in _proclaimed):
        return True
    return is_recurring_bank_holiday(day) and all(each.instead_of != day for each in _proclaimed)


def bank_holiday_name(day: date) -> str | None:
    """What the bank holiday on *day* is called, as GOV.UK has it; None on any other day."""
    told = next((each.name for each in _proclaimed if each.on == day), None)
    if told is not None or not is_bank_holiday(day):
        return told
    name = _recurring(day.year)[day]
    usual = name.removesuffix(_SUBSTITUTE)
    called = _CALLED.get(usual, usual).replace("'", "’")
    return called if usual == name else f"{called} (substitute day)"


def bank_holidays_until(first: date, last: date) -> Iterator[tuple[date, str]]:
    """The bank holidays from *first* to *last*, both among them, that would else be working days, with their names."""
    days = (first + timedelta(days=n) for n in range((last - first).days + 1))
    return ((day, name) for day in days if day.weekday() < _SATURDAY and (name := bank_holiday_name(day)))


def is_working_day(day: date) -> bool:
    """Whether *day* is neither a Saturday, a Sunday nor a bank holiday in England."""
    return day.weekday() < _SATURDAY and not is_bank_holiday(day)


def is_provisional(day: date) -> bool:
    """Whether the bank holidays of *day*'s year are not officially published yet."""
    return day > OFFICIALLY_KNOWN_UNTIL


def _working_days_from(day: date, step: timedelta) -> Iterator[date]:
    """The working days from *day* on, itself among them, in the direction of *step*; without end."""
    while True:
        if is_working_day(day):
            yield day
        day += step


def working_day_on_or_before(day: date) -> date:
    """*day* if it is a working day, else the last working day before it."""
    return next(_working_days_from(day, -ONE_DAY))


def working_day_on_or_after(day: date) -> date:
    """*day* if it is a working day, else the first working day after it."""
    return next(_working_days_from(day, ONE_DAY))


def add_working_days(start: date, n: int) -> date:
    """The *n*-th working day after *start*, which is day 0 whether it is a working day or not; *n* is at least 1.

    Raises ValueError for a smaller *n*.
    """
    if n < 1:
        raise ValueError(f"working days are counted from 1: {n}")
    return next(islice(_working_days_from(start + ONE_DAY, ONE_DAY), n - 1, None))


def subtract_working_days(end: date, n: int) -> date:
    """The *n*-th working day before *end*, which is day 0 whether it is a working day or not; *n* is at least 1.

    Raises ValueError for a smaller *n*.
    """
    if n < 1:
        raise ValueError(f"working days are counted from 1: {n}")
    return next(islice(_working_days_from(end - ONE_DAY, -ONE_DAY), n - 1, None))


def months_after(day: date, months: int) -> date:
    """The same day of the month so many *months* on; the month's last day where it has no such day."""
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def in_words(day: date) -> str:
    """The day as a letter writes it in English, whatever the locale: "Thursday 23 December 2021"."""
    return f"{_WEEKDAYS[day.weekday()]} {day.day} {_MONTHS[day.month - 1]} {day.year}"


_LONDON = ZoneInfo("Europe/London")


def london_day(instant: datetime) -> date:
    """The civil day in London at an aware *instant*. Raises ValueError for an instant without a zone."""
    if instant.tzinfo is None:
        raise ValueError("an instant has a time zone")
    return instant.astimezone(_LONDON).date()

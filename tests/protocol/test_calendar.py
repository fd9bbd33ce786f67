import csv
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from correspondence.protocol.days.calendar import (
    OFFICIALLY_KNOWN_UNTIL,
    add_working_days,
    bank_holiday_name,
    bank_holidays_until,
    in_words,
    is_provisional,
    is_working_day,
    london_day,
    months_after,
    subtract_working_days,
    working_day_on_or_after,
    working_day_on_or_before,
)
from tests.build import day

LIST = Path(__file__).parents[1] / "data" / "bank_holidays_england_wales.csv"
ROWS = list(csv.DictReader(LIST.read_text("utf-8").splitlines()))
BANK_HOLIDAYS = frozenset(date.fromisoformat(row["date"]) for row in ROWS)
LISTED_FROM, LISTED_UNTIL = date(2018, 1, 1), date(2030, 12, 31)
listed_days = st.dates(LISTED_FROM, LISTED_UNTIL - timedelta(days=60))
days = st.dates(date(1995, 1, 1), date(2090, 12, 31))


def is_working_by_the_list(one: date) -> bool:
    """The same question, asked of the published list alone."""
    return one.isoweekday() <= 5 and one not in BANK_HOLIDAYS


def test_the_list_of_bank_holidays_covers_every_year_from_2018_to_2030() -> None:
    assert {one.year for one in BANK_HOLIDAYS} == set(range(2018, 2031))
    assert len(ROWS) == 107


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["date"])
def test_a_listed_bank_holiday_is_no_working_day(row: dict[str, str]) -> None:
    bank_holiday = date.fromisoformat(row["date"])
    assert in_words(bank_holiday).startswith(row["weekday"])
    assert not is_working_day(bank_holiday)


RENAMED = {"Late Summer Bank Holiday": "Summer bank holiday", "May Day": "Early May bank holiday"}
"""What later rows of the list, which is of several hands, call otherwise than the ones of GOV.UK."""
OF_ONE_YEAR = ("2020-05-08", "2022-06-03", "2022-09-19", "2023-05-08")
"""Proclaimed for one year, or moved: in the library by longer names."""


@pytest.mark.parametrize("row", [each for each in ROWS if each["date"] not in OF_ONE_YEAR], ids=lambda row: row["date"])
def test_a_bank_holiday_has_the_name_of_the_list(row: dict[str, str]) -> None:
    named = bank_holiday_name(date.fromisoformat(row["date"]))
    title = row["title"].replace("'", "’").removesuffix(" (observed)")
    told = RENAMED.get(title, title)
    substitute = row["notes"] or "(observed)" in row["title"]
    assert named is not None
    assert named.casefold() == (f"{told} (substitute day)" if substitute else told).casefold()


@given(listed_days)
def test_no_working_day_has_the_name_of_a_bank_holiday(one: date) -> None:
    assert (bank_holiday_name(one) is None) is is_working_by_the_list(one) or one.isoweekday() > 5


def test_the_bank_holidays_ahead_are_those_that_would_else_be_working_days() -> None:
    """Boxing Day of 2026 is a Saturday: Monday stands instead of it."""
    ahead = [*bank_holidays_until(day("Sat 19 Dec 2026"), day("Fri 1 Jan 2027"))]
    assert ahead == [
        (day("Fri 25 Dec 2026"), "Christmas Day"),
        (day("Mon 28 Dec 2026"), "Boxing Day (substitute day)"),
        (day("Fri 1 Jan 2027"), "New Year’s Day"),
    ]


def test_every_day_of_the_listed_years_is_a_working_day_exactly_where_the_list_says_so() -> None:
    every = (LISTED_FROM + timedelta(days=n) for n in range((LISTED_UNTIL - LISTED_FROM).days + 1))
    assert [one for one in every if is_working_day(one) != is_working_by_the_list(one)] == []


@pytest.mark.parametrize(
    ("given_day", "before", "after"),
    [
        ("Thu 23 Dec 2021", "Thu 23 Dec 2021", "Thu 23 Dec 2021"),
        ("Sat 25 Dec 2021", "Fri 24 Dec 2021", "Wed 29 Dec 2021"),
        ("Tue 28 Dec 2021", "Fri 24 Dec 2021", "Wed 29 Dec 2021"),
        ("Fri 8 May 2020", "Thu 7 May 2020", "Mon 11 May 2020"),
        ("Fri 3 Jun 2022", "Wed 1 Jun 2022", "Mon 6 Jun 2022"),
        ("Mon 19 Sep 2022", "Fri 16 Sep 2022", "Tue 20 Sep 2022"),
        ("Mon 8 May 2023", "Fri 5 May 2023", "Tue 9 May 2023"),
        ("Fri 26 Mar 2027", "Thu 25 Mar 2027", "Tue 30 Mar 2027"),
        ("Sun 1 Jan 2023", "Fri 30 Dec 2022", "Tue 3 Jan 2023"),
    ],
)
def test_a_day_off_lies_between_the_working_days_around_it(given_day: str, before: str, after: str) -> None:
    assert working_day_on_or_before(day(given_day)) == day(before)
    assert working_day_on_or_after(day(given_day)) == day(after)


@pytest.mark.parametrize(
    ("start", "n", "due"),
    [
        ("Thu 23 Dec 2021", 5, "Tue 4 Jan 2022"),
        ("Tue 31 May 2022", 5, "Thu 9 Jun 2022"),
        ("Thu 15 Sep 2022", 5, "Fri 23 Sep 2022"),
        ("Thu 4 May 2023", 5, "Fri 12 May 2023"),
        ("Tue 24 Dec 2024", 5, "Fri 3 Jan 2025"),
        ("Thu 24 Dec 2026", 1, "Tue 29 Dec 2026"),
        ("Sat 2 Jan 2027", 1, "Mon 4 Jan 2027"),
        ("Sun 3 Jan 2027", 5, "Fri 8 Jan 2027"),
    ],
)
def test_working_days_are_counted_from_the_day_after_the_start(start: str, n: int, due: str) -> None:
    assert add_working_days(day(start), n) == day(due)


@pytest.mark.parametrize("count", [add_working_days, subtract_working_days])
@pytest.mark.parametrize("n", [0, -1])
def test_fewer_than_one_working_day_cannot_be_counted(count: Callable[[date, int], date], n: int) -> None:
    with pytest.raises(ValueError, match="counted from 1"):
        count(day("Thu 23 Dec 2021"), n)


@given(days, st.integers(1, 30))
def test_counted_back_from_the_day_they_end_on_as_many_working_days_lie_between(end: date, n: int) -> None:
    start = subtract_working_days(end, n)
    assert is_working_day(start)
    assert sum(is_working_day(start + timedelta(days=k)) for k in range((end - start).days)) == n


@pytest.mark.parametrize(
    ("start", "months", "then"),
    [
        ("Tue 26 Jan 2027", 3, "Mon 26 Apr 2027"),
        ("Sun 31 Jan 2027", 1, "Sun 28 Feb 2027"),  # which has no such day
        ("Thu 29 Feb 2024", 12, "Fri 28 Feb 2025"),
        ("Wed 31 Mar 2027", 1, "Fri 30 Apr 2027"),
        ("Sat 30 Jan 2027", 2, "Tue 30 Mar 2027"),
        ("Mon 30 Nov 2026", 3, "Sun 28 Feb 2027"),  # over the year's end
        ("Tue 1 Dec 2026", 1, "Fri 1 Jan 2027"),
    ],
)
def test_a_month_later_is_the_same_day_of_the_month_or_its_last(start: str, months: int, then: str) -> None:
    assert months_after(day(start), months) == day(then)


def test_a_day_is_provisional_after_the_last_officially_published_year() -> None:
    assert not is_provisional(OFFICIALLY_KNOWN_UNTIL)
    assert is_provisional(OFFICIALLY_KNOWN_UNTIL + timedelta(days=1))


@pytest.mark.parametrize(
    ("one", "words"),
    [
        (date(2021, 12, 23), "Thursday 23 December 2021"),
        (date(2026, 3, 1), "Sunday 1 March 2026"),
        (date(2024, 2, 29), "Thursday 29 February 2024"),
    ],
)
def test_a_day_is_written_in_english_words(one: date, words: str) -> None:
    assert in_words(one) == words


@pytest.mark.parametrize(
    ("instant", "words"),
    [
        (datetime(2026, 11, 19, 23, 59, tzinfo=UTC), "Thu 19 Nov 2026"),
        (datetime(2026, 6, 18, 22, 59, tzinfo=UTC), "Thu 18 Jun 2026"),
        (datetime(2026, 6, 18, 23, 0, tzinfo=UTC), "Fri 19 Jun 2026"),
    ],
)
def test_an_instant_falls_on_the_day_it_is_in_london(instant: datetime, words: str) -> None:
    assert london_day(instant) == day(words)


def test_an_instant_without_a_zone_falls_on_no_day() -> None:
    with pytest.raises(ValueError, match="time zone"):
        london_day(datetime(2026, 6, 18, 23, 0, tzinfo=UTC).replace(tzinfo=None))


@given(days)
def test_rolling_back_stops_at_the_very_last_working_day(one: date) -> None:
    rolled = working_day_on_or_before(one)
    assert rolled <= one
    assert is_working_day(rolled)
    between = (rolled + timedelta(days=n) for n in range(1, (one - rolled).days + 1))
    assert not any(is_working_day(skipped) for skipped in between)


@given(days)
def test_rolling_on_stops_at_the_very_first_working_day(one: date) -> None:
    rolled = working_day_on_or_after(one)
    assert rolled >= one
    assert is_working_day(rolled)
    between = (one + timedelta(days=n) for n in range((rolled - one).days))
    assert not any(is_working_day(skipped) for skipped in between)


@given(listed_days, st.integers(1, 20))
def test_n_working_days_are_n_days_counted_one_by_one_on_the_published_list(start: date, n: int) -> None:
    due = add_working_days(start, n)
    passed = [start + timedelta(days=each) for each in range(1, (due - start).days + 1)]
    assert sum(is_working_by_the_list(one) for one in passed) == n
    assert is_working_by_the_list(due)


@given(days, st.integers(1, 20))
def test_a_later_start_never_ends_sooner(start: date, n: int) -> None:
    assert add_working_days(start, n) <= add_working_days(start + timedelta(days=1), n)

"""Every area is looked at monthly, and what was seen is told within a week."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from correspondence.protocol.areas.monthly_clocks import monthly_paper, next_monthly_review
from correspondence.protocol.days.calendar import is_working_day
from tests.build import day

DAYS = st.dates(day("Wed 1 Jan 2020"), day("Fri 31 Dec 2027"))


@pytest.mark.parametrize(
    ("reviewed", "due"),
    [
        ("Mon 30 Nov 2026", "Mon 7 Dec 2026"),
        ("Tue 22 Dec 2026", "Thu 31 Dec 2026"),  # Christmas in between
        ("Wed 24 Mar 2027", "Fri 2 Apr 2027"),  # Easter in between
        ("Sat 28 Nov 2026", "Fri 4 Dec 2026"),
    ],
)
def test_a_monthly_paper_is_due_within_five_working_days_of_the_review(reviewed: str, due: str) -> None:
    deadline = monthly_paper(day(reviewed), "5.5 (summary)")
    assert (deadline.due_on, deadline.source) == (day(due), "5.5 (summary)")


@pytest.mark.parametrize(
    ("reviewed", "due", "moved"),
    [
        ("Mon 30 Nov 2026", "Wed 30 Dec 2026", False),
        ("Wed 25 Nov 2026", "Thu 24 Dec 2026", True),  # Christmas Day
        ("Thu 31 Dec 2026", "Fri 29 Jan 2027", True),  # 31 January is a Sunday
        ("Sun 31 Jan 2027", "Fri 26 Feb 2027", True),  # February has no 31st, and the 28th is a Sunday
        ("Mon 31 Jan 2028", "Tue 29 Feb 2028", False),  # a leap year
    ],
)
def test_the_next_review_is_due_a_month_later_or_on_the_working_day_before(
    reviewed: str, due: str, moved: bool
) -> None:
    deadline = next_monthly_review(day(reviewed))
    assert deadline.due_on == day(due)
    assert ("moved back" in deadline.why) is moved


@given(reviewed=DAYS)
def test_the_next_review_is_a_working_day_within_a_month(reviewed: date) -> None:
    due_on = next_monthly_review(reviewed).due_on
    assert is_working_day(due_on)
    assert reviewed < due_on <= reviewed + timedelta(days=31)


@given(first=DAYS, second=DAYS)
def test_a_later_review_never_makes_the_next_one_due_sooner(first: date, second: date) -> None:
    earlier, later = sorted((first, second))
    assert next_monthly_review(earlier).due_on <= next_monthly_review(later).due_on

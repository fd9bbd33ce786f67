"""A Hub is reported on every four weeks, and the Protocol is looked at again after three months and after a year."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from correspondence.protocol.areas.events import ReviewPeriod
from correspondence.protocol.areas.report_clocks import (
    next_report,
    next_review_meeting,
    operation_report,
    protocol_review,
    review_request,
)
from correspondence.protocol.days.calendar import is_working_day
from tests.build import day

DAYS = st.dates(day("Wed 1 Jan 2020"), day("Fri 31 Dec 2027"))


@pytest.mark.parametrize(
    ("last", "due"),
    [
        ("Tue 26 Jan 2027", "Tue 23 Feb 2027"),
        ("Fri 26 Feb 2027", "Thu 25 Mar 2027"),  # four weeks on is Good Friday
        ("Sat 21 Nov 2026", "Fri 18 Dec 2026"),
        ("Fri 27 Nov 2026", "Thu 24 Dec 2026"),  # Christmas Day
    ],
)
def test_the_next_report_is_due_four_weeks_on_or_the_working_day_before(last: str, due: str) -> None:
    assert next_report(day(last)).due_on == day(due)


@given(last=DAYS)
def test_no_report_is_due_later_than_four_weeks_after_the_last(last: date) -> None:
    deadline = next_report(last)
    assert timedelta(days=20) < deadline.due_on - last <= timedelta(days=28)
    assert is_working_day(deadline.due_on)
    assert deadline.source == "6.1"


@pytest.mark.parametrize(
    ("start", "due"), [("Tue 23 Feb 2027", "Tue 2 Mar 2027"), ("Tue 22 Dec 2026", "Thu 31 Dec 2026")]
)
def test_a_report_and_a_request_are_due_within_five_working_days(start: str, due: str) -> None:
    assert operation_report(day(start)).due_on == day(due)
    assert review_request(day(start)).due_on == day(due)


@pytest.mark.parametrize(
    ("held", "by"),
    [
        ("Tue 15 Jun 2027", "Wed 15 Sep 2027"),
        ("Mon 30 Nov 2026", "Fri 26 Feb 2027"),  # February has no 30th, and its last day is a Sunday
        ("Fri 25 Sep 2026", "Thu 24 Dec 2026"),
    ],
)
def test_the_next_review_challenge_meeting_is_three_months_on(held: str, by: str) -> None:
    assert next_review_meeting(day(held)) == day(by)


THREE_MONTHS, ONE_YEAR = ReviewPeriod.THREE_MONTHS, ReviewPeriod.ONE_YEAR


@pytest.mark.parametrize(
    ("period", "opened", "reviewed", "due", "source"),
    [
        (THREE_MONTHS, "Tue 26 Jan 2027", "Mon 12 Apr 2027", "Mon 26 Apr 2027", "End note"),
        (THREE_MONTHS, "Tue 26 Jan 2027", "Mon 26 Apr 2027", "Mon 26 Apr 2027", "End note"),
        (THREE_MONTHS, "Tue 26 Jan 2027", "Tue 27 Apr 2027", "Wed 5 May 2027", "End note"),  # a bank holiday between
        (THREE_MONTHS, "Mon 30 Nov 2026", "Mon 1 Feb 2027", "Fri 26 Feb 2027", "End note"),
        (ONE_YEAR, "Tue 26 Jan 2027", "Mon 24 Jan 2028", "Wed 26 Jan 2028", "6.3"),
        (ONE_YEAR, "Tue 26 Jan 2027", "Thu 27 Jan 2028", "Thu 3 Feb 2028", "6.3"),
        (ONE_YEAR, "Sat 29 Feb 2020", "Tue 5 Jan 2021", "Fri 26 Feb 2021", "6.3"),  # 28 February is a Sunday
    ],
)
def test_the_protocol_is_reviewed_three_and_twelve_months_after_the_first_hub(
    period: ReviewPeriod, opened: str, reviewed: str, due: str, source: str
) -> None:
    deadline = protocol_review(period, day(opened), day(reviewed))
    assert (deadline.due_on, deadline.source) == (day(due), source)


def test_a_review_that_fell_between_the_day_moved_back_to_and_the_limit_is_late() -> None:
    """The limit is Sunday 28 February: a review on the Saturday missed the Friday."""
    deadline = protocol_review(ONE_YEAR, day("Sat 29 Feb 2020"), day("Sat 27 Feb 2021"))
    assert deadline.due_on == day("Fri 5 Mar 2021")
    assert deadline.why == "5 working days from Saturday 27 February 2021"


@given(period=st.sampled_from(ReviewPeriod), opened=DAYS, after=st.integers(0, 800))
def test_a_review_is_told_on_a_working_day_that_lies_in_reach(period: ReviewPeriod, opened: date, after: int) -> None:
    reviewed = opened + timedelta(days=after)
    deadline = protocol_review(period, opened, reviewed)
    assert is_working_day(deadline.due_on)
    assert deadline.due_on >= reviewed
    limit = 92 if period is THREE_MONTHS else 366
    assert deadline.due_on <= max(opened + timedelta(days=limit), reviewed + timedelta(days=14))

"""The Board has its papers while there is time to read them, and nobody is asked for one before its event."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from correspondence.protocol.areas.board_clocks import board_papers
from correspondence.protocol.days.calendar import is_working_day
from tests.build import day

DAYS = st.dates(day("Wed 1 Jan 2020"), day("Fri 31 Dec 2027"))


@pytest.mark.parametrize(
    ("held", "board", "due"),
    [
        ("Fri 20 Nov 2026", "Fri 27 Nov 2026", "Tue 24 Nov 2026"),
        ("Tue 24 Nov 2026", "Fri 27 Nov 2026", "Tue 24 Nov 2026"),
        ("Wed 25 Nov 2026", "Fri 27 Nov 2026", "Wed 25 Nov 2026"),  # at short notice: the day itself
        ("Thu 26 Nov 2026", "Fri 27 Nov 2026", "Thu 26 Nov 2026"),
        ("Mon 7 Dec 2026", "Fri 8 Jan 2027", "Tue 5 Jan 2027"),
        ("Mon 21 Dec 2026", "Thu 31 Dec 2026", "Thu 24 Dec 2026"),  # Christmas and a Boxing Day moved in between
        ("Mon 12 Apr 2027", "Fri 7 May 2027", "Tue 4 May 2027"),
        ("Mon 12 Apr 2027", "Thu 6 May 2027", "Fri 30 Apr 2027"),  # the early May bank holiday in between
    ],
)
def test_a_paper_reaches_the_board_three_working_days_before_it_or_on_the_day_of_its_event(
    held: str, board: str, due: str
) -> None:
    assert board_papers(day(held), day(board), "4.4").due_on == day(due)


@given(held=DAYS, board=DAYS)
def test_a_paper_is_never_due_before_its_event_or_after_the_board(held: date, board: date) -> None:
    first, last = sorted((held, board))
    deadline = board_papers(first, last, "4.6")
    assert first <= deadline.due_on <= last
    assert deadline.due_on == first or is_working_day(deadline.due_on)
    assert deadline.source == "4.6"


@given(held=DAYS, board=DAYS)
def test_a_paper_that_is_not_due_on_its_own_day_leaves_the_board_three_working_days(held: date, board: date) -> None:
    first, last = sorted((held, board))
    due_on = board_papers(first, last, "4.4").due_on
    days = (date.fromordinal(each) for each in range(due_on.toordinal(), last.toordinal()))
    assert due_on == first or sum(map(is_working_day, days)) == 3


def test_a_deadline_says_its_sum_in_words() -> None:
    in_time = board_papers(day("Fri 20 Nov 2026"), day("Fri 27 Nov 2026"), "4.4")
    assert in_time.why == "3 working days before the Board of Friday 27 November 2026"
    late = board_papers(day("Wed 25 Nov 2026"), day("Fri 27 Nov 2026"), "4.4")
    assert late.why == "the day that it reports, Wednesday 25 November 2026"


def test_a_board_in_a_year_without_published_bank_holidays_makes_the_day_provisional() -> None:
    assert not board_papers(day("Fri 15 Dec 2028"), day("Fri 22 Dec 2028"), "4.4").provisional
    assert board_papers(day("Fri 15 Dec 2028"), day("Fri 5 Jan 2029"), "4.4").provisional

"""Papers go out while there is time to read them, and nobody is asked to answer on a day that is no working day."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from correspondence.protocol.areas.liaison_clocks import agreement_of_note, liaison_note, papers_before, response_plan
from correspondence.protocol.days.calendar import is_working_day
from tests.build import day

DAYS = st.dates(day("Wed 1 Jan 2020"), day("Fri 31 Dec 2027"))


@pytest.mark.parametrize(
    ("called", "meeting", "due"),
    [
        ("Mon 12 Oct 2026", "Mon 26 Oct 2026", "Mon 19 Oct 2026"),
        ("Mon 12 Oct 2026", "Mon 19 Oct 2026", "Mon 12 Oct 2026"),
        ("Wed 4 Nov 2026", "Tue 10 Nov 2026", "Wed 4 Nov 2026"),  # at short notice: the day it is called
        ("Tue 1 Dec 2026", "Tue 5 Jan 2027", "Thu 24 Dec 2026"),  # Christmas and New Year in between
        ("Tue 1 Dec 2026", "Tue 1 Dec 2026", "Tue 1 Dec 2026"),
    ],
)
def test_papers_go_five_working_days_before_a_meeting_or_when_it_is_called(called: str, meeting: str, due: str) -> None:
    assert papers_before(day(called), day(meeting), "4.1").due_on == day(due)


@given(called=DAYS, meeting=DAYS)
def test_papers_are_never_due_before_the_call_or_after_the_meeting(called: date, meeting: date) -> None:
    first, last = sorted((called, meeting))
    deadline = papers_before(first, last, "4.1")
    assert first <= deadline.due_on <= last
    assert deadline.due_on == first or is_working_day(deadline.due_on)


@pytest.mark.parametrize(
    ("dated", "agree_by"),
    [
        ("Thu 12 Nov 2026", "Thu 26 Nov 2026"),
        ("Tue 22 Dec 2026", "Fri 8 Jan 2027"),
        ("Sat 14 Nov 2026", "Fri 27 Nov 2026"),
    ],
)
def test_a_judge_has_ten_working_days_to_agree_a_note(dated: str, agree_by: str) -> None:
    assert agreement_of_note(day(dated)) == day(agree_by)


@pytest.mark.parametrize(
    ("start", "due"), [("Tue 10 Nov 2026", "Tue 17 Nov 2026"), ("Tue 22 Dec 2026", "Thu 31 Dec 2026")]
)
def test_a_note_and_a_plan_are_due_within_five_working_days(start: str, due: str) -> None:
    assert liaison_note(day(start)).due_on == day(due)
    assert response_plan(day(start)).due_on == day(due)

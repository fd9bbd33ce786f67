"""By when ordered work can be filed, and whether the court's own date can be kept (Protocol 2.5, 5.1)."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from correspondence.protocol.case.case import SECTION_7_WORK, OrderedWork, WorkType
from correspondence.protocol.days.calendar import is_working_day
from correspondence.protocol.days.clocks import allocation, latest_allocation
from correspondence.protocol.days.filing_time import FilingTime, filing_time
from tests.build import day

ENTERED = day("Thu 19 Nov 2026")
DAYS = st.dates(date(2021, 1, 1), date(2028, 12, 31))


def work(kind: str, communicated: str = "Mon 9 Nov 2026", filing: str | None = None) -> OrderedWork:
    reached = day(communicated)
    return OrderedWork(
        type=WorkType(kind),
        ordered_on=reached - timedelta(days=4),
        communicated_on=reached,
        filing_date=day(filing) if filing else None,
    )


def said(ordered: OrderedWork, today: str = "Thu 19 Nov 2026", entered: date = ENTERED, lead: int = 6) -> FilingTime:
    return filing_time(entered, ordered, lead, day(today))


@pytest.mark.parametrize(
    ("ordered", "lead", "allocate_by", "realistic"),
    [
        (work("other_report"), 6, "Thu 8 Apr 2027", "Thu 20 May 2027"),
        (work("rule_16_4"), 8, "Thu 8 Apr 2027", "Thu 3 Jun 2027"),
        (work("section_7_report"), 6, "Thu 25 Mar 2027", "Mon 10 May 2027"),
        (work("section_7_addendum"), 8, "Mon 15 Mar 2027", "Mon 10 May 2027"),
        (work("section_7_report", "Mon 2 Nov 2026"), 6, "Mon 22 Mar 2027", "Fri 30 Apr 2027"),
    ],
    ids=["20 weeks", "20 weeks, London", "26 weeks", "26 weeks, London", "26 weeks to a bank holiday"],
)
def test_a_realistic_day_comes_the_lead_weeks_after_the_last_day_that_our_limits_leave_for_allocation(
    ordered: OrderedWork, lead: int, allocate_by: str, realistic: str
) -> None:
    found = said(ordered, lead=lead)
    assert (found.allocate_by, found.realistic_on) == (day(allocate_by), day(realistic))
    assert (found.can_keep, found.apply_by) == (None, None)
    assert found.longest_wait_ends_on == day("Thu 8 Apr 2027")


@pytest.mark.parametrize(
    ("today", "can_keep", "allocate_by"),
    [
        ("Thu 19 Nov 2026", True, "Fri 5 Feb 2027"),
        ("Thu 4 Feb 2027", True, "Fri 5 Feb 2027"),
        ("Fri 5 Feb 2027", False, "Thu 25 Mar 2027"),  # it is over when the letter is read
        ("Sat 6 Feb 2027", False, "Thu 25 Mar 2027"),
        ("Mon 22 Mar 2027", False, "Thu 25 Mar 2027"),
    ],
)
def test_the_courts_date_can_be_kept_until_the_lead_weeks_before_it_have_begun(
    today: str, can_keep: bool, allocate_by: str
) -> None:
    found = said(work("section_7_report", filing="Fri 19 Mar 2027"), today)
    assert (found.can_keep, found.allocate_by) == (can_keep, day(allocate_by))
    assert (found.apply_by, found.realistic_on) == (day("Fri 19 Feb 2027"), day("Mon 10 May 2027"))


def test_limits_that_have_passed_give_no_day() -> None:
    found = said(work("section_7_report", filing="Fri 19 Mar 2027"), "Mon 29 Mar 2027")
    assert (found.allocate_by, found.realistic_on, found.can_keep) == (None, None, False)


def test_a_date_that_the_court_set_beyond_our_limits_is_kept_all_the_same() -> None:
    """The court's date takes the place of ours (Protocol 5.2)."""
    old = work("section_7_report", "Mon 1 Jun 2026", filing="Fri 19 Mar 2027")
    found = said(old)
    assert (found.can_keep, found.allocate_by, found.realistic_on) == (True, day("Fri 5 Feb 2027"), None)


def test_a_realistic_day_that_a_bank_holiday_moves_back_to_the_courts_own_keeps_it() -> None:
    found = said(
        work("other_report", "Mon 26 Oct 2026", filing="Fri 30 Apr 2027"), "Fri 19 Mar 2027", day("Mon 2 Nov 2026")
    )
    assert latest_allocation(day("Fri 30 Apr 2027"), 6) == day("Fri 19 Mar 2027")
    assert (found.realistic_on, found.can_keep) == (day("Fri 30 Apr 2027"), True)


def test_a_case_that_enters_later_is_judged_by_its_day_of_entry() -> None:
    soon = work("other_report", filing="Mon 4 Jan 2027")
    assert said(soon, entered=day("Mon 23 Nov 2026")).can_keep is True
    assert said(soon, entered=day("Tue 24 Nov 2026")).can_keep is False


@st.composite
def cases(draw: st.DrawFn) -> tuple[date, OrderedWork, int, date]:
    """An entry, ordered work that had reached us by then, lead weeks, and a day from the order on."""
    communicated = draw(DAYS)
    entered = communicated + timedelta(days=draw(st.integers(0, 200)))
    filing = st.none() | st.integers(1, 400).map(lambda n: communicated + timedelta(days=n))
    ordered = OrderedWork(
        type=draw(st.sampled_from(WorkType)),
        ordered_on=communicated,
        communicated_on=communicated,
        filing_date=draw(filing),
    )
    today = communicated + timedelta(days=draw(st.integers(0, 400)))
    return entered, ordered, draw(st.integers(1, 12)), today


@given(cases())
def test_every_day_is_a_working_day_that_is_still_to_come(case: tuple[date, OrderedWork, int, date]) -> None:
    entered, ordered, lead, today = case
    found = filing_time(entered, ordered, lead, today)
    promised = [x for x in (found.allocate_by, found.realistic_on) if x is not None]
    assert all(is_working_day(x) and x >= max(entered, today) for x in promised)
    assert is_working_day(found.longest_wait_ends_on)


@given(cases())
def test_no_day_is_later_than_our_limits(case: tuple[date, OrderedWork, int, date]) -> None:
    entered, ordered, lead, today = case
    found = filing_time(entered, ordered, lead, today)
    if found.realistic_on is not None:
        assert found.realistic_on <= entered + timedelta(weeks=20 + lead)
        if ordered.type in SECTION_7_WORK:
            assert found.realistic_on <= ordered.communicated_on + timedelta(weeks=26)


@given(cases())
def test_a_realistic_day_is_offered_in_place_of_the_courts_only_where_it_is_later(
    case: tuple[date, OrderedWork, int, date],
) -> None:
    entered, ordered, lead, today = case
    found = filing_time(entered, ordered, lead, today)
    assert (found.can_keep is None) == (found.apply_by is None) == (ordered.filing_date is None)
    if found.can_keep is False and found.realistic_on is not None:
        assert ordered.filing_date is not None
        assert found.realistic_on > ordered.filing_date


@given(cases())
def test_a_date_that_can_be_kept_has_a_day_to_allocate_by_that_keeps_it(
    case: tuple[date, OrderedWork, int, date],
) -> None:
    entered, ordered, lead, today = case
    found = filing_time(entered, ordered, lead, today)
    if found.can_keep and ordered.filing_date is not None:
        assert found.allocate_by is not None
        in_time = found.allocate_by <= latest_allocation(ordered.filing_date, lead)
        assert in_time or (found.realistic_on is not None and found.realistic_on <= ordered.filing_date)


@given(cases())
def test_while_no_limit_has_passed_the_day_is_that_of_the_allocation_clock(
    case: tuple[date, OrderedWork, int, date],
) -> None:
    entered, ordered, lead, today = case
    clock = allocation(entered, ordered, lead).due_on
    if clock >= max(entered, today):
        assert filing_time(entered, ordered, lead, today).allocate_by == clock

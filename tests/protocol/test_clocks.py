from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from correspondence.protocol.case.case import OrderedWork, WorkType
from correspondence.protocol.days import clocks
from correspondence.protocol.days.calendar import is_working_day
from correspondence.protocol.days.clocks import Deadline
from tests.build import day

days = st.dates(date(1995, 1, 1), date(2090, 12, 31))
lead_weeks = st.integers(0, 12)

WORK = OrderedWork(
    type=WorkType.SECTION_7_REPORT,
    ordered_on=date(2026, 11, 5),
    communicated_on=date(2026, 11, 9),
    filing_date=date(2027, 3, 19),
)

LONGEST: dict[str, tuple[Callable[[date], Deadline], timedelta]] = {
    "review": (clocks.review, timedelta(days=14)),
    "update": (clocks.update, timedelta(days=42)),
    "completion": (clocks.completion, timedelta(days=42)),
    "section_7_filing": (clocks.section_7_filing, timedelta(days=182)),
    "extension_application": (clocks.extension_application, timedelta(days=-28)),
}
"""The clocks that run in calendar days, each with the limit it may never pass."""

IN_WORKING_DAYS: dict[str, tuple[Callable[[date], Deadline], int]] = {
    "family_letter": (clocks.family_letter, 5),
    "alert_review": (clocks.alert_review, 1),
    "thank_you": (clocks.thank_you, 5),
    "correcting_letter": (clocks.correcting_letter, 5),
}


@pytest.mark.parametrize(
    ("decided", "due"),
    [
        ("Thu 23 Dec 2021", "Tue 4 Jan 2022"),
        ("Tue 31 May 2022", "Thu 9 Jun 2022"),
        ("Thu 15 Sep 2022", "Fri 23 Sep 2022"),
        ("Thu 4 May 2023", "Fri 12 May 2023"),
        ("Tue 24 Dec 2024", "Fri 3 Jan 2025"),
        ("Thu 19 Nov 2026", "Thu 26 Nov 2026"),
        ("Sat 21 Nov 2026", "Fri 27 Nov 2026"),
    ],
)
def test_a_family_letter_is_due_five_working_days_after_the_decision(decided: str, due: str) -> None:
    assert clocks.family_letter(day(decided)).due_on == day(due)


def test_the_reason_of_a_deadline_is_its_sum_in_words() -> None:
    assert clocks.family_letter(day("Thu 23 Dec 2021")) == Deadline(
        due_on=day("Tue 4 Jan 2022"),
        why="5 working days from Thursday 23 December 2021",
        source="3.2(iv)",
        provisional=False,
    )
    assert clocks.alert_review(day("Thu 24 Dec 2026")).why == "1 working day from Thursday 24 December 2026"


def test_a_deadline_on_a_bank_holiday_moves_to_the_working_day_before() -> None:
    assert clocks.review(day("Fri 11 Dec 2026")) == Deadline(
        due_on=day("Thu 24 Dec 2026"),
        why="14 days from Friday 11 December 2026, moved back to the last working day before",
        source="3.2(vi)",
        provisional=False,
    )


@pytest.mark.parametrize(
    ("name", "start", "due"),
    [
        ("review", "Thu 19 Nov 2026", "Thu 3 Dec 2026"),
        ("review", "Sat 5 Dec 2026", "Fri 18 Dec 2026"),
        ("update", "Fri 20 Nov 2026", "Thu 31 Dec 2026"),
        ("update", "Thu 19 Nov 2026", "Thu 31 Dec 2026"),
        ("completion", "Fri 5 Feb 2027", "Fri 19 Mar 2027"),
        ("completion", "Fri 12 Feb 2027", "Thu 25 Mar 2027"),
        ("section_7_filing", "Mon 9 Nov 2026", "Mon 10 May 2027"),
        ("section_7_filing", "Mon 2 Nov 2026", "Fri 30 Apr 2027"),
        ("extension_application", "Fri 19 Mar 2027", "Fri 19 Feb 2027"),
        ("extension_application", "Mon 26 Apr 2027", "Thu 25 Mar 2027"),
    ],
)
def test_a_limit_in_weeks_is_met_by_the_last_working_day_up_to_it(name: str, start: str, due: str) -> None:
    clock, _ = LONGEST[name]
    assert clock(day(start)).due_on == day(due)


@pytest.mark.parametrize(
    ("received", "due"),
    [
        ("Thu 24 Dec 2026", "Tue 29 Dec 2026"),
        ("Fri 20 Nov 2026", "Mon 23 Nov 2026"),
        ("Sat 21 Nov 2026", "Mon 23 Nov 2026"),
        ("Thu 25 Mar 2027", "Tue 30 Mar 2027"),
    ],
)
def test_an_alert_is_reviewed_on_the_next_working_day(received: str, due: str) -> None:
    assert clocks.alert_review(day(received)).due_on == day(due)


@pytest.mark.parametrize(
    ("sooner", "due", "why"),
    [
        ("Wed 9 Dec 2026", "Wed 9 Dec 2026", "the day named at the last review, Wednesday 9 December 2026"),
        ("Thu 17 Dec 2026", "Thu 17 Dec 2026", "14 days from Thursday 3 December 2026"),
        ("Thu 31 Dec 2026", "Thu 17 Dec 2026", "14 days from Thursday 3 December 2026"),
    ],
)
def test_a_review_may_be_called_sooner_but_never_later_than_14_days(sooner: str, due: str, why: str) -> None:
    deadline = clocks.review(day("Thu 3 Dec 2026"), day(sooner))
    assert (deadline.due_on, deadline.why) == (day(due), why)


@pytest.mark.parametrize(
    ("entered", "changes", "lead", "due", "why"),
    [
        ("Thu 19 Nov 2026", {}, 6, "Fri 5 Feb 2027", "6 weeks before the filing date, Friday 19 March 2027"),
        ("Thu 19 Nov 2026", {}, 8, "Fri 22 Jan 2027", "8 weeks before the filing date, Friday 19 March 2027"),
        (
            "Thu 19 Nov 2026",
            {"filing_date": None},
            6,
            "Thu 25 Mar 2027",
            "6 weeks before the section 7 limit, Monday 10 May 2027, moved back to the last working day before",
        ),
        (
            "Thu 19 Nov 2026",
            {"filing_date": date(2027, 9, 3), "type": WorkType.OTHER_REPORT},
            6,
            "Thu 8 Apr 2027",
            "20 weeks from Hub entry, Thursday 19 November 2026",
        ),
        (
            "Fri 6 Nov 2026",
            {"filing_date": None, "type": WorkType.RULE_16_4},
            6,
            "Thu 25 Mar 2027",
            "20 weeks from Hub entry, Friday 6 November 2026, moved back to the last working day before",
        ),
    ],
)
def test_a_case_is_allocated_by_the_earliest_of_three_days(
    entered: str, changes: dict[str, date | WorkType | None], lead: int, due: str, why: str
) -> None:
    work: OrderedWork = replace(WORK, **changes)  # type: ignore[arg-type]  # rows of a table
    deadline = clocks.allocation(day(entered), work, lead)
    assert (deadline.due_on, deadline.why) == (day(due), why)


def test_a_limit_already_past_is_returned_as_it_is() -> None:
    late = replace(WORK, communicated_on=date(2026, 3, 2), filing_date=date(2026, 10, 1))
    assert clocks.allocation(day("Thu 19 Nov 2026"), late, 6).due_on == day("Mon 20 Jul 2026")


@pytest.mark.parametrize(
    ("opened", "last", "every_days", "due"),
    [
        ("Mon 11 Jan 2027", None, 7, "Fri 15 Jan 2027"),
        ("Mon 22 Mar 2027", None, 7, "Thu 25 Mar 2027"),
        ("Fri 15 Jan 2027", None, 7, "Fri 15 Jan 2027"),
        ("Sat 16 Jan 2027", None, 7, "Fri 22 Jan 2027"),
        ("Fri 25 Dec 2026", None, 7, "Thu 31 Dec 2026"),
        ("Mon 6 Jan 2020", "Fri 18 Dec 2026", 7, "Thu 24 Dec 2026"),
        ("Mon 6 Jan 2020", "Thu 24 Dec 2026", 7, "Thu 31 Dec 2026"),
        ("Mon 6 Jan 2020", "Fri 4 Dec 2026", 14, "Fri 18 Dec 2026"),
        ("Mon 6 Jan 2020", "Thu 3 Dec 2026", 1, "Fri 4 Dec 2026"),
        ("Mon 6 Jan 2020", "Fri 4 Dec 2026", 1, "Mon 7 Dec 2026"),
    ],
)
def test_a_court_has_its_first_list_in_the_first_working_week_and_then_in_time(
    opened: str, last: str | None, every_days: int, due: str
) -> None:
    clock = clocks.next_court_list(day(last), every_days) if last else clocks.first_court_list(day(opened))
    assert clock.due_on == day(due)


def test_a_list_cannot_be_made_more_often_than_daily() -> None:
    with pytest.raises(ValueError, match="every day at most"):
        clocks.next_court_list(day("Mon 11 Jan 2027"), 0)


@pytest.mark.parametrize(
    ("dated", "aim", "promised"),
    [
        ("Thu 19 Nov 2026", 35, "Thu 24 Dec 2026"),
        ("Fri 20 Nov 2026", 35, "Thu 24 Dec 2026"),
        ("Mon 23 Nov 2026", 35, "Thu 24 Dec 2026"),
        ("Tue 24 Nov 2026", 35, "Tue 29 Dec 2026"),
        ("Fri 20 Nov 2026", 28, "Fri 18 Dec 2026"),
        ("Fri 20 Nov 2026", 42, "Thu 31 Dec 2026"),
    ],
)
def test_the_promised_update_is_the_working_day_on_or_before_the_aim(dated: str, aim: int, promised: str) -> None:
    assert clocks.promised_update(day(dated), aim) == day(promised)


@pytest.mark.parametrize("aim", [27, 43, 0])
def test_an_update_is_aimed_at_four_to_six_weeks(aim: int) -> None:
    with pytest.raises(ValueError, match="28 to 42 days"):
        clocks.promised_update(day("Thu 19 Nov 2026"), aim)


@pytest.mark.parametrize(
    ("deadline", "is_provisional"),
    [
        (clocks.review(day("Fri 15 Dec 2028")), False),  # due Fri 29 Dec 2028
        (clocks.review(day("Mon 18 Dec 2028")), True),  # Mon 1 Jan 2029 is looked at, and off: due Fri 29 Dec 2028
        (clocks.family_letter(day("Wed 20 Dec 2028")), False),  # due Fri 29 Dec 2028
        (clocks.family_letter(day("Thu 21 Dec 2028")), True),  # due Tue 2 Jan 2029
        (clocks.extension_application(day("Fri 19 Jan 2029")), False),  # due Fri 22 Dec 2028
        (clocks.first_court_list(day("Mon 1 Jan 2029")), True),
    ],
)
def test_a_deadline_that_rests_on_unpublished_bank_holidays_is_provisional(
    deadline: Deadline, is_provisional: bool
) -> None:
    assert deadline.provisional is is_provisional


@pytest.mark.parametrize("name", LONGEST)
@given(start=days)
def test_a_clock_in_calendar_days_ends_on_a_working_day_and_never_past_its_limit(name: str, start: date) -> None:
    clock, length = LONGEST[name]
    due_on = clock(start).due_on
    assert is_working_day(due_on)
    assert timedelta(0) <= start + length - due_on <= timedelta(days=4)


@pytest.mark.parametrize("name", IN_WORKING_DAYS)
@given(start=days)
def test_a_clock_in_working_days_ends_after_exactly_that_many(name: str, start: date) -> None:
    clock, n = IN_WORKING_DAYS[name]
    due_on = clock(start).due_on
    assert sum(is_working_day(start + timedelta(days=each)) for each in range(1, (due_on - start).days + 1)) == n
    assert is_working_day(due_on)


@pytest.mark.parametrize("name", [*LONGEST, *IN_WORKING_DAYS])
@given(start=days)
def test_a_clock_that_starts_later_never_ends_sooner(name: str, start: date) -> None:
    clock = (LONGEST | IN_WORKING_DAYS)[name][0]
    assert clock(start).due_on <= clock(start + timedelta(days=1)).due_on


@given(last_on=days, days_sooner=st.integers(1, 30))
def test_a_sooner_day_never_makes_a_review_later(last_on: date, days_sooner: int) -> None:
    sooner = last_on + timedelta(days=days_sooner)
    deadline = clocks.review(last_on, sooner)
    assert deadline.due_on <= min(sooner, clocks.review(last_on).due_on)
    assert is_working_day(deadline.due_on)


@given(entered=days, communicated=days, filing=st.none() | days, lead=lead_weeks, kind=st.sampled_from(WorkType))
def test_allocation_passes_none_of_its_three_limits(
    entered: date, communicated: date, filing: date | None, lead: int, kind: WorkType
) -> None:
    work = OrderedWork(type=kind, ordered_on=communicated, communicated_on=communicated, filing_date=filing)
    due_on = clocks.allocation(entered, work, lead).due_on
    limits = [entered + timedelta(days=140)]
    limits += [filing - timedelta(weeks=lead)] if filing else []
    limits += [communicated + timedelta(days=182) - timedelta(weeks=lead)] if "section_7" in kind else []
    assert is_working_day(due_on)
    assert timedelta(0) <= min(limits) - due_on <= timedelta(days=4)


@given(opened=days)
def test_a_first_court_list_is_due_within_the_first_week_the_hub_works(opened: date) -> None:
    due_on = clocks.first_court_list(opened).due_on
    assert is_working_day(due_on)
    assert opened <= due_on <= opened + timedelta(days=10)


@given(last_on=days, every_days=st.integers(7, 28))
def test_a_next_court_list_is_never_late(last_on: date, every_days: int) -> None:
    due_on = clocks.next_court_list(last_on, every_days).due_on
    assert is_working_day(due_on)
    assert last_on < due_on <= last_on + timedelta(days=every_days)


@given(dated=days, aim=st.integers(28, 42))
def test_a_promised_update_is_within_the_six_weeks_that_are_owed(dated: date, aim: int) -> None:
    promised = clocks.promised_update(dated, aim)
    assert is_working_day(promised)
    assert promised <= clocks.update(dated).due_on

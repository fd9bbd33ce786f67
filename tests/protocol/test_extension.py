from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from correspondence.protocol.days import clocks
from correspondence.protocol.days.calendar import add_working_days, is_working_day, working_day_on_or_before
from correspondence.protocol.events import AnyEvent, ExtensionDecided, ExtensionNeeded
from correspondence.protocol.events.extension_needed import touches
from correspondence.protocol.history.case_file import CaseFile
from correspondence.protocol.history.more_time import (
    Ground,
    allocation_clock,
    answer_to,
    earlier_requests,
    grounds,
    is_pending,
)
from tests.build import (
    Changes,
    adviser_allocated,
    case_file,
    closing,
    day,
    decision,
    extension_decided,
    extension_needed,
    letter,
)

EXCEPTIONAL: Changes = {"exceptional_reason": "The adviser fell ill.", "approved_by": "H. Sample, Head of Practice"}
LATER: Changes = {"case.ordered_work.filing_date": "2027-04-09"}
"""The case once the court has granted Friday 9 April 2027."""


def second(changes: Changes | None = None) -> ExtensionNeeded:
    """A second request, on Monday 8 February 2027."""
    return extension_needed({"event_id": "extension-2", "occurred_on": "2027-02-08", **(changes or {})})


def refusal(changes: Changes | None = None) -> ExtensionDecided:
    """The court refuses the request: the old filing date stands."""
    kept = {"granted": False, "filing_date": None, "case.ordered_work.filing_date": "2027-03-19"}
    return extension_decided({**kept, **(changes or {})})


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({}, ()),
        ({"occurred_on": "2027-02-19"}, ()),  # the last day, a Friday
        ({"occurred_on": "2027-02-20"}, (Ground.LATE,)),
        ({"occurred_on": "2027-03-19"}, (Ground.LATE,)),  # the filing date itself
        ({"proposed_filing_date": "2027-05-10"}, ()),  # 26 weeks from Monday 9 November 2026
        ({"proposed_filing_date": "2027-05-11"}, (Ground.PAST_26_WEEKS,)),
        ({"proposed_filing_date": "2027-05-11", "case.ordered_work.type": "rule_16_4"}, ()),
        (
            {"occurred_on": "2027-02-22", "proposed_filing_date": "2027-05-11"},
            (Ground.LATE, Ground.PAST_26_WEEKS),
        ),
    ],
)
def test_a_first_request_in_time_is_ordinary_and_one_past_a_limit_exceptional(
    changes: Changes, found: tuple[Ground, ...]
) -> None:
    assert grounds(extension_needed(changes), case_file()) == found


@pytest.mark.parametrize(("made_on", "is_past"), [("2027-04-07", False), ("2027-04-08", True), ("2027-04-09", True)])
def test_a_request_is_past_the_20_weeks_once_so_many_are_over(made_on: str, is_past: bool) -> None:
    """20 weeks from Thursday 19 November 2026 are over on Thursday 8 April 2027."""
    late: Changes = {"occurred_on": made_on, "case.ordered_work.filing_date": "2027-06-25"}
    asked = extension_needed({**late, "proposed_filing_date": "2027-07-30", "case.ordered_work.type": "rule_16_4"})
    assert (Ground.PAST_20_WEEKS in grounds(asked, case_file())) is is_past


def test_a_request_for_a_case_that_an_adviser_has_comes_after_its_stay() -> None:
    held = case_file(decision(), adviser_allocated())
    assert grounds(extension_needed(), held) == (Ground.PAST_20_WEEKS,)
    assert grounds(extension_needed({"occurred_on": "2027-01-27"}), held) == ()


def test_a_request_is_the_second_in_its_stay_or_for_the_same_work_and_the_first_for_other_work_in_another() -> None:
    held = case_file(decision(), extension_needed())
    assert grounds(second(), held) == (Ground.SECOND_REQUEST,)
    again = decision({"event_id": "decision-2", "occurred_on": "2027-02-05"})
    ended = (decision(), extension_needed(), closing({"occurred_on": "2027-02-03"}), again)
    of_it = {"kind": "extension_application", "event_id": "extension-1", "given_by": "extension-1"}
    went = letter("court:chelmsford", {**of_it, "sent_on": day("Tue 2 Feb 2027")})
    back = case_file(*ended, letters=(went,))
    assert grounds(second(), back) == (Ground.SECOND_REQUEST,)
    assert grounds(second(), case_file(*ended)) == ()  # the closing took it back before it went
    other: Changes = {"case.ordered_work.ordered_on": "2026-11-06"}
    assert grounds(second(other), back) == ()
    assert grounds(second(other), held) == (Ground.SECOND_REQUEST,)


def test_grounds_are_the_same_before_and_after_a_request_is_recorded() -> None:
    held = case_file(decision(), extension_needed(), second())
    assert grounds(extension_needed(), held) == ()
    assert grounds(second(), held) == (Ground.SECOND_REQUEST,)
    assert [e.event_id for e in earlier_requests(second(), held)] == ["extension-1"]


def test_without_its_history_a_request_is_judged_by_its_days_alone() -> None:
    assert grounds(extension_needed({"occurred_on": "2027-02-22"}), None) == (Ground.LATE,)


@given(filing=st.dates(date(2020, 6, 1), date(2090, 1, 1)), before=st.integers(0, 60))
def test_a_request_is_late_exactly_after_the_last_day_to_apply(filing: date, before: int) -> None:
    made_on = filing - timedelta(days=before)
    asked = extension_needed()
    work = replace(asked.case.ordered_work, filing_date=filing, ordered_on=made_on, communicated_on=made_on)
    asked = replace(asked, occurred_on=made_on, case=replace(asked.case, ordered_work=work))
    last_day = clocks.extension_application(filing).due_on
    assert (Ground.LATE in grounds(asked, None)) is (made_on > last_day)
    assert last_day <= filing - timedelta(days=28)


@pytest.mark.parametrize(
    ("hearing", "is_touched"),
    [
        ("Thu 8 Apr 2027", True),
        ("Fri 9 Apr 2027", True),
        ("Thu 22 Apr 2027", True),
        ("Fri 23 Apr 2027", False),
        ("Sat 24 Apr 2027", False),
    ],
)
def test_a_report_touches_a_hearing_fewer_than_ten_working_days_after_it(hearing: str, is_touched: bool) -> None:
    assert touches(day("Fri 9 Apr 2027"), day(hearing)) is is_touched


@given(proposed=st.dates(date(2020, 1, 1), date(2099, 12, 31)), gap=st.integers(-30, 30))
def test_ten_working_days_are_counted_from_the_date_asked_for(proposed: date, gap: int) -> None:
    hearing = proposed + timedelta(days=gap)
    assert touches(proposed, hearing) is not (add_working_days(proposed, 10) <= hearing)


def test_an_answer_is_to_the_last_request_and_ends_its_wait() -> None:
    first, other, answer = extension_needed(), second(EXCEPTIONAL), extension_decided()
    waiting = case_file(decision(), first, other)
    assert [is_pending(e, waiting) for e in (first, other)] == [False, True]
    held = case_file(decision(), first, other, answer)
    assert [answer_to(e, held) for e in (first, other)] == [None, answer]
    assert not is_pending(other, held)


def test_a_request_waits_no_more_once_the_filing_date_is_another() -> None:
    moved = second({**LATER, **EXCEPTIONAL})
    held = case_file(decision(), extension_needed())
    assert is_pending(extension_needed(), held)
    changed = replace(held, case=replace(held.case, ordered_work=moved.case.ordered_work))
    assert not is_pending(extension_needed(), changed)


def granted_file(*more: AnyEvent) -> CaseFile:
    return case_file(decision(), extension_needed(), extension_decided(), *more)


def test_a_granted_date_replaces_the_20_and_the_26_weeks() -> None:
    far: Changes = {"filing_date": "2027-09-03", "case.ordered_work.filing_date": "2027-09-03"}
    held = case_file(decision(), extension_needed(EXCEPTIONAL), extension_decided(far))
    clock = allocation_clock(held, day("Thu 19 Nov 2026"), 6)
    assert (clock.due_on, clock.source) == (day("Fri 23 Jul 2027"), "5.2")
    assert clock.why == (
        "6 weeks before the filing date, Friday 3 September 2027, granted by the court on Thursday 11 February 2027"
    )


def test_without_a_granted_date_the_earliest_of_the_three_limits_holds() -> None:
    for held in (case_file(), case_file(decision(), extension_needed(), refusal())):
        clock = allocation_clock(held, day("Thu 19 Nov 2026"), 6)
        assert (clock.due_on, clock.source) == (day("Fri 5 Feb 2027"), "3.2(ii)")


def test_a_granted_date_outlives_a_later_refusal_and_ends_with_another_filing_date() -> None:
    asked = second({**LATER, **EXCEPTIONAL, "occurred_on": "2027-02-22", "proposed_filing_date": "2027-04-30"})
    later: Changes = {"event_id": "extension-decided-2", "occurred_on": "2027-03-01", "decided_on": "2027-03-01"}
    held = granted_file(asked, refusal({**later, **LATER}))
    assert allocation_clock(held, day("Thu 19 Nov 2026"), 6).source == "5.2"
    other = second({"occurred_on": "2027-02-22", **EXCEPTIONAL, "case.ordered_work.filing_date": "2027-04-02"})
    assert allocation_clock(granted_file(other), day("Thu 19 Nov 2026"), 6).source == "3.2(ii)"


@given(filing=st.dates(date(2027, 3, 20), date(2080, 1, 1)), lead=st.integers(1, 12))
def test_whatever_the_court_grants_the_case_is_allocated_the_lead_weeks_before_it(filing: date, lead: int) -> None:
    answer = extension_decided()
    work = replace(answer.case.ordered_work, filing_date=filing)
    answer = replace(answer, filing_date=filing, case=replace(answer.case, ordered_work=work))
    held = case_file(decision(), extension_needed(), answer)
    due_on = allocation_clock(held, day("Thu 19 Nov 2026"), lead).due_on
    assert due_on == working_day_on_or_before(filing - timedelta(weeks=lead))
    assert is_working_day(due_on)

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from correspondence.protocol.days import clocks
from correspondence.protocol.days.calendar import add_working_days, is_working_day
from correspondence.protocol.events import AnyEvent
from correspondence.protocol.history.case_file import CaseFile
from correspondence.protocol.history.more_time import request_pending
from correspondence.protocol.letters import LetterRecord, Status
from correspondence.protocol.owed.duty import Duty, DutyName
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
    report_filed,
    review,
)
from tests.protocol.owed import only, owed

APPLIED = day("Mon 1 Feb 2027")
ON_FILE = day("Fri 12 Feb 2027")
_26_WEEKS = "26 weeks from Monday 9 November 2026"
EXCEPTIONAL: Changes = {"exceptional_reason": "The author of the report fell ill.", "approved_by": "S. Sample"}
OTHER_WORK: Changes = {"case.ordered_work.type": "other_report"}


def application(changes: dict[str, Any] | None = None) -> LetterRecord:
    """The application, sent on Wednesday 3 February 2027."""
    own = {
        "letter_id": "extension_application-court",
        "kind": "extension_application",
        "event_id": "extension-1",
        "given_by": "extension-1",
        "dated": APPLIED,
        "sent_on": day("Wed 3 Feb 2027"),
    }
    return letter("court:chelmsford", own | (changes or {}))


def refusal(changes: Changes | None = None) -> AnyEvent:
    kept = {"granted": False, "filing_date": None, "case.ordered_work.filing_date": "2027-03-19"}
    return extension_decided({**kept, **(changes or {})})


def said(duty: Duty) -> tuple[date, str, str]:
    return duty.due_on, duty.source, duty.why


def asked(*more: AnyEvent, letters: tuple[LetterRecord, ...] = ()) -> CaseFile:
    return case_file(decision(), extension_needed(), *more, letters=letters)


def test_before_anything_is_asked_there_is_nothing_to_chase() -> None:
    assert owed(case_file(), DutyName.EXTENSION_CHASE) == []
    assert owed(case_file(), DutyName.EXTENSION_ALARM) == []


def test_the_court_is_chased_ten_working_days_after_the_application_was_sent_or_made() -> None:
    unsent = only(asked(), DutyName.EXTENSION_CHASE, APPLIED)
    assert said(unsent) == (day("Mon 15 Feb 2027"), "ours", "10 working days from Monday 1 February 2027")
    sent = only(asked(letters=(application(),)), DutyName.EXTENSION_CHASE, APPLIED)
    assert said(sent) == (day("Wed 17 Feb 2027"), "ours", "10 working days from Wednesday 3 February 2027")
    assert unsent.for_staff and sent.for_staff


def test_the_alarm_is_raised_five_working_days_before_the_filing_date() -> None:
    alarm = only(asked(), DutyName.EXTENSION_ALARM, APPLIED)
    assert said(alarm) == (
        day("Fri 12 Mar 2027"),
        "ours",
        "5 working days before the filing date, Friday 19 March 2027",
    )
    assert alarm.for_staff


@given(st.dates(date(2020, 1, 1), date(2090, 1, 1)))
def test_from_the_alarm_to_the_filing_date_are_five_working_days(filing: date) -> None:
    due_on = clocks.extension_alarm(filing).due_on
    fifth = add_working_days(due_on, 5)
    assert is_working_day(due_on)
    assert fifth == filing if is_working_day(filing) else fifth > filing > add_working_days(due_on, 4)


def test_both_are_done_when_the_courts_answer_is_recorded() -> None:
    for answer in (extension_decided(), refusal()):
        for name in (DutyName.EXTENSION_CHASE, DutyName.EXTENSION_ALARM):
            assert only(asked(answer), name, ON_FILE).done_on == ON_FILE


def test_only_the_last_request_is_chased_and_none_once_the_filing_date_is_another() -> None:
    second = extension_needed({"event_id": "extension-2", "occurred_on": "2027-02-08"})
    assert only(asked(second), DutyName.EXTENSION_CHASE, APPLIED).due_on == day("Mon 22 Feb 2027")
    moved = adviser_allocated({"occurred_on": "2027-02-09", "case.ordered_work.filing_date": "2027-04-30"})
    assert owed(asked(moved), DutyName.EXTENSION_CHASE, APPLIED) == []
    assert owed(asked(moved), DutyName.EXTENSION_ALARM, APPLIED) == []


def test_the_application_is_done_on_the_day_it_is_sent_for_that_filing_date() -> None:
    held = asked(letters=(application(),))
    duty = only(held, DutyName.EXTENSION_APPLICATION, APPLIED)
    assert (duty.due_on, duty.done_on) == (day("Fri 19 Feb 2027"), day("Wed 3 Feb 2027"))
    granted = asked(extension_decided(), letters=(application(),))
    again = only(granted, DutyName.EXTENSION_APPLICATION, ON_FILE)
    assert (again.due_on, again.done_on) == (day("Fri 12 Mar 2027"), None)


@pytest.mark.parametrize(
    "changes", [{"status": Status.RETURNED}, {"status": Status.DRAFT, "sent_on": None}, {"kind": "extension_sought"}]
)
def test_an_application_that_did_not_reach_the_court_leaves_its_duty_open(changes: dict[str, Any]) -> None:
    assert only(asked(letters=(application(changes),)), DutyName.EXTENSION_APPLICATION, APPLIED).done_on is None


def test_after_a_refusal_nothing_more_is_owed_to_be_asked() -> None:
    duty = only(asked(refusal()), DutyName.EXTENSION_APPLICATION, ON_FILE)
    assert duty.done_on == day("Thu 11 Feb 2027")


def test_with_an_adviser_who_can_file_in_time_no_application_is_owed() -> None:
    taken = case_file(decision(), adviser_allocated())
    assert owed(taken, DutyName.EXTENSION_APPLICATION) == []
    late = case_file(decision(), adviser_allocated({"occurred_on": "2027-02-08"}))
    assert only(late, DutyName.EXTENSION_APPLICATION).due_on == day("Fri 19 Feb 2027")


def test_what_was_decided_to_be_asked_is_owed_also_with_an_adviser_who_can_file_in_time() -> None:
    waits = case_file(decision(), adviser_allocated(), extension_needed())
    assert only(waits, DutyName.EXTENSION_APPLICATION).due_on == day("Fri 19 Feb 2027")
    went = case_file(decision(), adviser_allocated(), extension_needed(), letters=(application(),))
    assert only(went, DutyName.EXTENSION_APPLICATION).done_on == day("Wed 3 Feb 2027")


def test_while_another_request_waits_for_the_court_it_is_its_own_application_that_is_owed() -> None:
    second = extension_needed({"event_id": "extension-2", "occurred_on": "2027-02-05", **EXCEPTIONAL})
    went = application()
    owed_now = only(asked(second, letters=(went,)), DutyName.EXTENSION_APPLICATION)
    assert (owed_now.done_on, owed_now.due_on) == (None, day("Fri 19 Feb 2027"))
    its_own = {"letter_id": "its-own", "event_id": "extension-2", "given_by": "extension-2"}
    both = (went, application({**its_own, "sent_on": day("Mon 8 Feb 2027")}))
    assert only(asked(second, letters=both), DutyName.EXTENSION_APPLICATION).done_on == day("Mon 8 Feb 2027")
    answered = asked(second, refusal(), letters=(went,))
    assert only(answered, DutyName.EXTENSION_APPLICATION).done_on == day("Wed 3 Feb 2027")


def test_what_a_closing_took_back_unsent_was_asked_of_nobody_when_the_case_is_back() -> None:
    back = decision({"event_id": "decision-2", "occurred_on": "2027-02-08"})
    ended = closing({"occurred_on": "2027-02-04"})
    unsent = application({"status": Status.WITHDRAWN, "sent_on": None})
    asks = (DutyName.EXTENSION_CHASE, DutyName.EXTENSION_ALARM, DutyName.EXTENSION_LETTER)
    held = asked(ended, back, letters=(unsent,))
    assert [d.duty for each in asks for d in owed(held, each)] == []
    assert request_pending(held) is None
    assert only(held, DutyName.EXTENSION_APPLICATION).done_on is None
    went = asked(ended, back, letters=(application(),))
    assert request_pending(went) is not None
    assert only(went, DutyName.EXTENSION_CHASE).due_on == day("Wed 17 Feb 2027")


def test_once_the_work_is_filed_no_request_of_it_waits() -> None:
    filed = report_filed({"occurred_on": "2027-02-05", "filed_on": "2027-02-05"})
    asks = (DutyName.EXTENSION_APPLICATION, DutyName.EXTENSION_CHASE, DutyName.EXTENSION_ALARM)
    assert [d.duty for each in asks for d in owed(asked(filed), each)] == []
    went = only(asked(filed, letters=(application(),)), DutyName.EXTENSION_APPLICATION)
    assert went.done_on == day("Wed 3 Feb 2027")
    of_other_work = report_filed({"filed_on": "2027-02-05", "work_type": "section_7_addendum"})
    assert [d.duty for each in asks for d in owed(asked(of_other_work), each)] == [*asks]


def test_a_granted_date_is_when_section_7_work_is_filed() -> None:
    assert said(only(asked(extension_decided()), DutyName.FILING, ON_FILE)) == (
        day("Fri 9 Apr 2027"),
        "5.2",
        "the court granted this date on Thursday 11 February 2027",
    )


def test_after_a_refusal_the_report_is_filed_on_time_noting_gaps() -> None:
    assert said(only(asked(refusal()), DutyName.FILING, ON_FILE)) == (
        day("Fri 19 Mar 2027"),
        "OF 4.14",
        "the court refused more time on Thursday 11 February 2027: file on time, noting gaps",
    )


def test_other_work_is_filed_by_the_date_that_the_courts_answer_set_or_kept() -> None:
    first = (decision(OTHER_WORK), extension_needed(OTHER_WORK))
    granted = case_file(*first, extension_decided(OTHER_WORK))
    assert said(only(granted, DutyName.FILING, ON_FILE))[:2] == (day("Fri 9 Apr 2027"), "5.2")
    refused = case_file(*first, refusal(OTHER_WORK))
    assert said(only(refused, DutyName.FILING, ON_FILE))[:2] == (day("Fri 19 Mar 2027"), "OF 4.14")


@pytest.mark.parametrize(
    ("changes", "due", "source", "why"),
    [
        ({}, "Fri 19 Mar 2027", "Annex B 3", "the day the court ordered, Friday 19 March 2027"),
        ({"case.ordered_work.filing_date": "2027-06-11"}, "Mon 10 May 2027", "3.2(iii)", _26_WEEKS),
        ({"case.ordered_work.filing_date": None}, "Mon 10 May 2027", "3.2(iii)", _26_WEEKS),
        (OTHER_WORK, "Fri 19 Mar 2027", "Annex B 3", "the day the court ordered, Friday 19 March 2027"),
        ({**OTHER_WORK, "case.ordered_work.filing_date": "2027-06-11"}, "Fri 11 Jun 2027", "Annex B 3", None),
    ],
)
def test_without_an_answer_work_is_filed_by_the_courts_day_or_in_26_weeks(
    changes: Changes, due: str, source: str, why: str | None
) -> None:
    duty = only(case_file(decision(changes)), DutyName.FILING, APPLIED)
    assert (duty.due_on, duty.source, duty.why) == (day(due), source, why or duty.why)


def test_what_was_filed_is_owed_no_more_and_no_time_is_asked_for_it() -> None:
    filed = case_file(decision(), adviser_allocated({"occurred_on": "2027-02-08"}), report_filed())
    for name in (DutyName.FILING, DutyName.COMPLETION):
        assert only(filed, name).done_on == day("Fri 12 Mar 2027")
    assert owed(filed, DutyName.EXTENSION_APPLICATION) == []


@pytest.mark.parametrize(
    ("changes", "is_this_work"),
    [
        ({}, True),
        ({"filed_on": "2026-11-05"}, True),  # on the day of the order
        ({"work_type": "section_7_addendum"}, False),
        ({"case.ordered_work.type": "section_7_addendum"}, False),
    ],
)
def test_only_the_work_that_the_case_has_is_ended_by_its_filing(changes: Changes, is_this_work: bool) -> None:
    duty = only(case_file(decision(), report_filed(changes)), DutyName.FILING)
    assert (duty.done_on is not None) is is_this_work


def test_the_same_work_ordered_again_is_not_filed_by_what_was_filed_before() -> None:
    again = {"occurred_on": "2027-04-01", "event_id": "review-2", "case.ordered_work.ordered_on": "2027-03-30"}
    again |= {"case.ordered_work.communicated_on": "2027-03-30", "case.ordered_work.filing_date": "2027-09-01"}
    assert only(case_file(decision(), report_filed(), review(again)), DutyName.FILING).done_on is None


def test_a_granted_date_that_is_no_working_day_is_met_on_the_one_before() -> None:
    easter: Changes = {"filing_date": "2027-03-29", "case.ordered_work.filing_date": "2027-03-29"}
    duty = only(asked(extension_decided(easter)), DutyName.FILING, ON_FILE)
    assert duty.due_on == day("Thu 25 Mar 2027")
    assert duty.why.endswith("moved back to the last working day before")


def test_allocation_and_the_last_day_to_apply_hang_on_the_granted_date() -> None:
    duty = only(asked(extension_decided()), DutyName.ALLOCATION, ON_FILE)
    assert (duty.due_on, duty.source) == (day("Fri 26 Feb 2027"), "5.2")
    assert duty.due_on == day("Fri 9 Apr 2027") - timedelta(weeks=6)

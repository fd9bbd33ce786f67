from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from correspondence.protocol.days.calendar import is_working_day
from correspondence.protocol.events import AnyEvent
from correspondence.protocol.letters import LetterRecord
from correspondence.protocol.owed.duties import duties
from correspondence.protocol.owed.duty import Duty, DutyName
from correspondence.protocol.owed.obligations import DUTY_NAMES, OBLIGATIONS, Obligation
from tests.build import (
    DECIDED_ON,
    Changes,
    case_file,
    closing,
    correction,
    day,
    decision,
    example,
    extension_decided,
    extension_needed,
    hub,
    information,
    letter,
    read,
    review,
)
from tests.protocol.owed import only, owed

FAMILY = ("p1", "p2", "c1", "c2")


def test_the_example_owes_what_the_protocol_says_soonest_first() -> None:
    placed = case_file(read(example("hub_allocation_decided")))
    found = [(d.duty, d.person_id, d.due_on) for d in duties(placed, hub(), DECIDED_ON)]
    assert found == [
        *((DutyName.FAMILY_LETTER, person, day("Thu 26 Nov 2026")) for person in FAMILY),
        (DutyName.FILING_TIME_LETTER, None, day("Thu 26 Nov 2026")),
        (DutyName.REVIEW, None, day("Thu 3 Dec 2026")),
        (DutyName.ALLOCATION, None, day("Fri 5 Feb 2027")),
        (DutyName.EXTENSION_APPLICATION, None, day("Fri 19 Feb 2027")),
        (DutyName.FILING, None, day("Fri 19 Mar 2027")),
    ]


def test_a_duty_says_its_sum_its_paragraph_and_whose_it_is() -> None:
    assert duties(case_file(), hub(), DECIDED_ON)[0] == Duty(
        duty=DutyName.FAMILY_LETTER,
        case_number="CM26P00417",
        person_id="p1",
        due_on=day("Thu 26 Nov 2026"),
        source="3.2(iv)",
        why="5 working days from Thursday 19 November 2026",
    )


def test_only_what_no_letter_discharges_is_for_staff() -> None:
    undecided: Changes = {"case.people.2.letter_version": None, "case.people.0.safe_contact": None}
    held = case_file(
        decision(),
        information(),
        review({"occurred_on": "2026-12-29", "answers": "information-1"}),
        information({"event_id": "information-2", "occurred_on": "2026-12-30", **undecided}),
        letters=(letter("p2"),),
    )
    found = duties(held, hub(), DECIDED_ON)
    assert {d.duty for d in found if not d.for_staff} == {
        DutyName.FAMILY_LETTER,
        DutyName.UPDATE,
        DutyName.THANK_YOU,
        DutyName.FILING_TIME_LETTER,
    }
    assert {d.duty for d in found if d.for_staff} == {
        DutyName.REVIEW,
        DutyName.ALERT_REVIEW,
        DutyName.ALLOCATION,
        DutyName.EXTENSION_APPLICATION,
        DutyName.FILING,
        DutyName.SAFE_ADDRESS,
        DutyName.LETTER_VERSION,
    }


@pytest.mark.parametrize("each", OBLIGATIONS.values(), ids=list(OBLIGATIONS))
def test_a_duty_is_called_as_the_letter_that_ends_it_unless_code_asks_for_it_by_a_name_of_its_own(
    each: Obligation,
) -> None:
    assert each.duty == (each.called or each.code)
    assert DUTY_NAMES[each.duty] == each.duty
    assert each.code not in {*DutyName} or each.called, f"{each.code}: give it `called=DutyName.{each.code.upper()}`"


@pytest.mark.parametrize(
    ("today", "overdue"), [("Thu 26 Nov 2026", False), ("Fri 27 Nov 2026", True), ("Mon 30 Nov 2026", True)]
)
def test_a_duty_is_overdue_from_the_day_after_it_was_due(today: str, overdue: bool) -> None:
    assert all(d.overdue is overdue for d in owed(case_file(), DutyName.FAMILY_LETTER, day(today)))


@pytest.mark.parametrize(
    ("reviews", "due", "why"),
    [
        ([], "Thu 3 Dec 2026", "14 days from Thursday 19 November 2026"),
        ([review()], "Thu 17 Dec 2026", "14 days from Thursday 3 December 2026"),
        (
            [review({"next_review_on": "2026-12-09"})],
            "Wed 9 Dec 2026",
            "the day named at the last review, Wednesday 9 December 2026",
        ),
        (
            [review({"next_review_on": "2026-12-09"}), review({"event_id": "review-2", "occurred_on": "2026-12-09"})],
            "Wed 23 Dec 2026",
            "14 days from Wednesday 9 December 2026",
        ),
    ],
)
def test_one_review_is_owed_the_next(reviews: list[AnyEvent], due: str, why: str) -> None:
    duty = only(case_file(decision(), *reviews), DutyName.REVIEW)
    assert (duty.due_on, duty.why) == (day(due), why)


def test_reviews_and_allocation_run_from_hub_entry_and_the_family_letter_from_the_decision() -> None:
    unfiled: Changes = {"case.ordered_work.filing_date": None, "case.ordered_work.type": "other_report"}
    held = case_file(decision({"entered_hub_on": "2026-11-23", **unfiled}))
    assert only(held, DutyName.REVIEW).due_on == day("Mon 7 Dec 2026")
    assert only(held, DutyName.ALLOCATION).due_on == day("Mon 12 Apr 2027")
    assert owed(held, DutyName.FAMILY_LETTER)[0].due_on == day("Thu 26 Nov 2026")


def test_each_open_alert_is_reviewed_within_a_working_day_and_its_sender_is_not_named() -> None:
    held = case_file(decision(), information(), information({"event_id": "information-2", "occurred_on": "2026-12-29"}))
    found = owed(held, DutyName.ALERT_REVIEW)
    assert [(d.due_on, d.why, d.person_id) for d in found] == [
        (day("Tue 29 Dec 2026"), "1 working day from Thursday 24 December 2026", None),
        (day("Wed 30 Dec 2026"), "1 working day from Tuesday 29 December 2026", None),
    ]


def test_an_answered_alert_is_owed_no_review() -> None:
    held = case_file(decision(), information(), review({"occurred_on": "2026-12-29", "answers": "information-1"}))
    assert owed(held, DutyName.ALERT_REVIEW) == []


def test_information_that_stands_alone_is_owed_its_review() -> None:
    alone = case_file(read(example("information_received")))
    assert only(alone, DutyName.ALERT_REVIEW, day("Thu 24 Dec 2026")).due_on == day("Tue 29 Dec 2026")


@pytest.mark.parametrize(
    ("changes", "missing"),
    [
        ({"case.ordered_work.type": "rule_16_4", "case.ordered_work.filing_date": None}, DutyName.FILING),
        ({"case.ordered_work.type": "other_report", "case.ordered_work.filing_date": None}, DutyName.FILING),
        ({"case.ordered_work.filing_date": None}, DutyName.EXTENSION_APPLICATION),
    ],
)
def test_a_limit_that_does_not_apply_is_not_owed(changes: Changes, missing: DutyName) -> None:
    assert owed(case_file(decision(changes)), missing) == []


def test_a_section_7_addendum_is_section_7_work() -> None:
    held = case_file(decision({"case.ordered_work.type": "section_7_addendum", "case.ordered_work.filing_date": None}))
    assert only(held, DutyName.FILING).due_on == day("Mon 10 May 2027")


@pytest.mark.parametrize(
    ("filing_date", "today", "due", "why"),
    [
        (
            "2026-12-31",
            "Thu 19 Nov 2026",
            "Thu 19 Nov 2026",
            "6 weeks before the filing date, Thursday 31 December 2026",
        ),
        (
            "2026-12-30",
            "Thu 19 Nov 2026",
            "Wed 18 Nov 2026",
            "6 weeks before the filing date, Wednesday 30 December 2026; the filing date, Wednesday 30 December 2026, "
            "cannot be met: the last day to apply for an extension is Wednesday 2 December 2026",
        ),
        (
            "2026-12-11",
            "Thu 19 Nov 2026",
            "Fri 30 Oct 2026",
            "6 weeks before the filing date, Friday 11 December 2026; the filing date, Friday 11 December 2026, "
            "cannot be met: the last day to apply for an extension was Friday 13 November 2026",
        ),
        (
            "2026-12-17",
            "Thu 19 Nov 2026",
            "Thu 5 Nov 2026",
            "6 weeks before the filing date, Thursday 17 December 2026; the filing date, Thursday 17 December 2026, "
            "cannot be met: the last day to apply for an extension is Thursday 19 November 2026",
        ),
        (
            "2027-03-19",
            "Mon 8 Feb 2027",
            "Fri 5 Feb 2027",
            "6 weeks before the filing date, Friday 19 March 2027; the filing date, Friday 19 March 2027, "
            "cannot be met: the last day to apply for an extension is Friday 19 February 2027",
        ),
    ],
)
def test_an_allocation_that_loses_the_filing_date_says_so_and_names_the_last_day_to_apply(
    filing_date: str, today: str, due: str, why: str
) -> None:
    held = case_file(decision({"case.ordered_work.filing_date": filing_date}))
    duty = only(held, DutyName.ALLOCATION, day(today))
    assert (duty.due_on, duty.why) == (day(due), why)


def test_a_case_that_enters_after_its_last_day_for_allocation_loses_the_filing_date_from_the_decision_on() -> None:
    changes: Changes = {"entered_hub_on": "2026-11-30", "case.ordered_work.filing_date": "2027-01-06"}
    duty = only(case_file(decision(changes)), DutyName.ALLOCATION)
    assert duty.due_on == day("Wed 25 Nov 2026")
    assert duty.why.endswith("the last day to apply for an extension is Wednesday 9 December 2026")


ASKED = extension_needed()
ASKED_AGAIN = extension_needed(
    {
        "event_id": "extension-2",
        "occurred_on": "2027-02-25",
        "exceptional_reason": "The adviser fell ill.",
        "approved_by": "S. Sample",
    }
)
GONE = letter(
    "court:chelmsford",
    {
        "kind": "extension_application",
        "event_id": ASKED.event_id,
        "given_by": ASKED.event_id,
        "dated": ASKED.occurred_on,
        "sent_on": day("Tue 2 Feb 2027"),
    },
)
REFUSED = extension_decided({"granted": False, "filing_date": None, "case.ordered_work.filing_date": "2027-03-19"})


@pytest.mark.parametrize(
    ("since", "letters", "today", "stands"),
    [
        ((ASKED,), (), "Mon 15 Feb 2027", "is not sent yet, and is to go by Friday 19 February 2027"),
        ((ASKED,), (), "Mon 22 Feb 2027", "is not sent yet, and was to go by Friday 19 February 2027"),
        ((ASKED,), (GONE,), "Mon 22 Feb 2027", "went to the court on Tuesday 2 February 2027, and no answer has come"),
        ((ASKED, REFUSED), (GONE,), "Mon 1 Mar 2027", "the court refused an extension on Thursday 11 February 2027"),
        (
            (ASKED, extension_decided()),
            (GONE,),
            "Mon 29 Mar 2027",
            "the court granted an extension, until Friday 9 April 2027, on Thursday 11 February 2027",
        ),
        ((ASKED, REFUSED, ASKED_AGAIN), (GONE,), "Mon 1 Mar 2027", "is not sent yet, and was to go by"),
    ],
    ids=["prepared", "prepared too late", "lodged", "refused", "granted", "asked again"],
)
def test_once_the_court_is_asked_an_allocation_says_how_that_stands_and_no_last_day_to_apply(
    since: tuple[AnyEvent, ...], letters: tuple[LetterRecord, ...], today: str, stands: str
) -> None:
    duty = only(case_file(decision(), *since, letters=letters), DutyName.ALLOCATION, day(today))
    assert ("cannot be met" in duty.why, stands in duty.why, "the last day to apply" in duty.why) == (True, True, False)


def test_a_hub_that_needs_more_lead_weeks_allocates_sooner() -> None:
    london = replace(hub(), allocation_lead_weeks=8)
    found = [d for d in duties(case_file(), london, DECIDED_ON) if d.duty is DutyName.ALLOCATION]
    assert [d.due_on for d in found] == [day("Fri 22 Jan 2027")]


def test_the_clocks_run_again_from_a_corrected_decision() -> None:
    held = case_file(decision(), correction(decision({"occurred_on": "2026-11-20"})))
    assert {d.due_on for d in owed(held, DutyName.FAMILY_LETTER)} == {day("Fri 27 Nov 2026")}
    assert only(held, DutyName.REVIEW).due_on == day("Fri 4 Dec 2026")


def test_every_duty_ends_when_the_case_is_closed() -> None:
    closed = case_file(decision(), information(), closing(), letters=(letter("p1"),))
    assert duties(closed, hub(), day("Mon 11 Jan 2027")) == ()


def test_a_new_stay_owes_its_letters_anew() -> None:
    again = decision({"event_id": "decision-2", "occurred_on": "2027-02-01"})
    held = case_file(decision(), closing(), again, letters=(letter("p1"),))
    found = owed(held, DutyName.FAMILY_LETTER, day("Mon 1 Feb 2027"))
    assert {(d.due_on, d.done_on) for d in found} == {(day("Mon 8 Feb 2027"), None)}
    assert owed(held, DutyName.UPDATE) == []
    assert only(held, DutyName.REVIEW).due_on == day("Mon 15 Feb 2027")


def test_a_duty_that_rests_on_unpublished_bank_holidays_says_so() -> None:
    held = case_file(decision({"case.ordered_work.filing_date": "2029-03-01"}))
    assert only(held, DutyName.EXTENSION_APPLICATION).provisional
    assert not only(held, DutyName.ALLOCATION).provisional


@given(
    decided=st.dates(date(2020, 1, 6), date(2089, 12, 31)),
    weeks_to_file=st.integers(1, 60),
    days_to_review=st.integers(0, 13),
    wait=st.integers(0, 400),
)
def test_whatever_the_days_a_duty_is_due_on_a_working_day_and_soonest_first(
    decided: date, weeks_to_file: int, days_to_review: int, wait: int
) -> None:
    start = decision()
    work = replace(
        start.case.ordered_work,
        ordered_on=decided,
        communicated_on=decided,
        filing_date=decided + timedelta(weeks=weeks_to_file),
    )
    placed = replace(start, occurred_on=decided, case=replace(start.case, ordered_work=work))
    reviewed = replace(review(), occurred_on=decided + timedelta(days=days_to_review), case=placed.case)
    sent = letter("p1", {"dated": decided, "sent_on": decided})
    found = duties(case_file(placed, reviewed, letters=(sent,)), hub(), decided + timedelta(days=wait))
    assert all(is_working_day(d.due_on) for d in found)
    assert [d.due_on for d in found] == sorted(d.due_on for d in found)
    assert all(d.overdue == (d.done_on is None and d.due_on < decided + timedelta(days=wait)) for d in found)

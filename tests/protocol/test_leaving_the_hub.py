"""What is owed once a case has left its Hub, and what is not any more."""

import pytest

from correspondence.protocol.events import AnyEvent
from correspondence.protocol.letters import LetterRecord
from correspondence.protocol.owed.duties import duties, next_update_on
from correspondence.protocol.owed.duty import DutyName
from correspondence.protocol.owed.obligations import REPLY
from tests.build import (
    adviser_allocated,
    case_file,
    court_challenged,
    day,
    decision,
    hub,
    information,
    letter,
    representation,
    review,
    risk_increased,
)
from tests.protocol.owed import only, owed, people

FAMILY = ("p1", "p2", "c1", "c2")
TOLD_OF_THE_WAY = {(DutyName.BROUGHT_FORWARD_LETTER, "p2"), (REPLY.duty, "p1")}
"""What the ways out of a Hub owe the family: who may be told of a risk, and who asked."""


def sent_by(event: AnyEvent, kind: str, recipient: str) -> LetterRecord:
    """A letter that *event* gave, sent on its day."""
    own = {"letter_id": f"{kind}-{recipient}", "kind": kind, "event_id": event.event_id, "given_by": event.event_id}
    return letter(recipient, own | {"dated": event.occurred_on, "sent_on": event.occurred_on})


@pytest.mark.parametrize(
    "way",
    [
        review({"outcome": "allocate"}),
        risk_increased(),
        court_challenged({"allocate_by": None}),
        representation({"accepted_by_court": True}),
    ],
    ids=lambda event: event.type,
)
def test_a_case_that_left_its_hub_owes_no_review_and_no_word_of_waiting_but_its_other_clocks_run_on(
    way: AnyEvent,
) -> None:
    letters = (letter("p1"), *(sent_by(way, kind, "court:chelmsford") for kind in ("risk_notice", "answer_to_court")))
    found = duties(case_file(decision(), way, letters=letters), hub(), way.occurred_on)
    assert {(d.duty, d.person_id) for d in found if d.done_on is None} - TOLD_OF_THE_WAY == {
        (DutyName.ALLOCATION, None),
        (DutyName.EXTENSION_APPLICATION, None),
        (DutyName.FILING, None),
        (DutyName.PROMISED_LETTER, "p1"),
    }
    assert [(d.person_id, d.done_on) for d in found if d.duty is DutyName.FAMILY_LETTER] == [
        ("p1", day("Fri 20 Nov 2026"))
    ]
    assert next_update_on(case_file(decision(), way, letters=letters), "p1") is None


def test_information_is_reviewed_even_after_the_case_left_its_hub() -> None:
    held = case_file(decision(), information(), adviser_allocated())
    assert only(held, DutyName.ALERT_REVIEW).due_on == day("Tue 29 Dec 2026")
    answered = review({"occurred_on": "2027-01-29", "outcome": "allocate", "answers": "information-1"})
    assert owed(case_file(decision(), information(), adviser_allocated(), answered), DutyName.ALERT_REVIEW) == []


def test_a_case_that_a_review_takes_back_owes_its_reviews_and_letters_again() -> None:
    back = review({"event_id": "review-2", "occurred_on": "2026-12-10"})
    held = case_file(decision(), review({"outcome": "allocate"}), back, letters=(letter("p1"),))
    assert only(held, DutyName.REVIEW).due_on == day("Thu 24 Dec 2026")
    assert only(held, DutyName.UPDATE).due_on == day("Thu 31 Dec 2026")
    assert people(owed(held, DutyName.FAMILY_LETTER)) == list(FAMILY)


@pytest.mark.parametrize(
    ("allocate_by", "due", "why"),
    [
        ("2027-01-08", "Fri 8 Jan 2027", "the day the court set, Friday 8 January 2027"),
        ("2027-03-26", "Thu 25 Mar 2027", "the day the court set, Friday 26 March 2027, moved back to the last"),
        (None, "Fri 5 Feb 2027", "6 weeks before the filing date, Friday 19 March 2027"),
    ],
)
def test_the_day_the_court_set_takes_the_place_of_our_own(allocate_by: str | None, due: str, why: str) -> None:
    duty = only(case_file(decision(), court_challenged({"allocate_by": allocate_by})), DutyName.ALLOCATION)
    assert duty.due_on == day(due)
    assert duty.why.startswith(why)
    assert duty.source == ("5.2" if allocate_by else "3.2(ii)")


def test_the_last_day_the_court_set_holds_and_a_clarification_may_set_it() -> None:
    later = court_challenged(
        {"event_id": "challenge-2", "occurred_on": "2026-12-16", "kind": "clarification", "allocate_by": "2026-12-23"}
    )
    held = case_file(decision(), court_challenged(), later)
    assert only(held, DutyName.ALLOCATION).due_on == day("Wed 23 Dec 2026")


def test_a_day_the_court_set_too_late_for_the_filing_date_says_so() -> None:
    duty = only(case_file(decision(), court_challenged()), DutyName.ALLOCATION, day("Mon 8 Feb 2027"))
    assert duty.why.endswith("the last day to apply for an extension is Friday 19 February 2027")


def test_an_allocation_is_done_when_an_adviser_takes_the_case_and_the_work_is_due_six_weeks_on() -> None:
    held = case_file(decision(), adviser_allocated())
    allocation = only(held, DutyName.ALLOCATION, day("Mon 1 Mar 2027"))
    assert (allocation.due_on, allocation.done_on) == (day("Fri 5 Feb 2027"), day("Thu 28 Jan 2027"))
    assert (allocation.overdue, "cannot be met" in allocation.why) == (False, False)
    completion = only(held, DutyName.COMPLETION)
    assert (completion.due_on, completion.source) == (day("Thu 11 Mar 2027"), "5.1")
    assert completion.why == "6 weeks from Thursday 28 January 2027"


def test_a_re_allocation_starts_no_clock_of_the_work_again() -> None:
    again = adviser_allocated({"event_id": "allocation-2", "occurred_on": "2027-02-10"})
    held = case_file(decision(), adviser_allocated(), again)
    assert only(held, DutyName.ALLOCATION).done_on == day("Thu 28 Jan 2027")
    assert only(held, DutyName.COMPLETION).due_on == day("Thu 11 Mar 2027")


@pytest.mark.parametrize(
    ("allocated", "is_owed"),
    [("2027-02-05", False), ("2027-02-08", True)],
    ids=["Fri 5 Feb: six weeks end on the filing date", "Mon 8 Feb: they run past it"],
)
def test_with_an_adviser_more_time_is_asked_for_only_where_the_work_runs_past_the_filing_date(
    allocated: str, is_owed: bool
) -> None:
    held = case_file(decision(), adviser_allocated({"occurred_on": allocated}))
    assert bool(owed(held, DutyName.EXTENSION_APPLICATION)) is is_owed
    assert owed(held, DutyName.FILING) != []

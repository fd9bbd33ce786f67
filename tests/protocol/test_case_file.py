from datetime import date

import pytest

from correspondence.protocol.events import AnyEvent
from correspondence.protocol.history.case_file import fold
from correspondence.protocol.letters import Status
from tests.build import (
    REMOVED,
    Changes,
    case_file,
    closing,
    correction,
    day,
    decision,
    information,
    letter,
    review,
    update_due,
)

FATHER = "case.people.0."


def test_a_correction_takes_the_place_of_what_it_corrects_under_the_same_id() -> None:
    held = case_file(
        decision(),
        correction(decision({"event_id": "other-id", "occurred_on": "2026-11-17"}), {"replaces": "decision-1"}),
    )
    assert held.decision is not None
    assert (held.decision.event_id, held.decision.occurred_on) == ("decision-1", day("Tue 17 Nov 2026"))
    assert held.event("other-id") is None


def test_the_last_correction_of_an_event_holds() -> None:
    first = correction(decision({"occurred_on": "2026-11-17"}))
    second = correction(decision({"occurred_on": "2026-11-18"}), {"event_id": "correction-2"})
    held = case_file(decision(), first, second)
    assert held.entered_hub_on == day("Wed 18 Nov 2026")


def test_the_case_stands_as_the_latest_day_gives_it_whatever_arrived_last() -> None:
    moved: Changes = {"case.ordered_work.filing_date": "2027-04-09"}
    held = case_file(decision(), update_due(moved), review())
    assert held.case.ordered_work.filing_date == day("Fri 9 Apr 2027")
    assert [e.event_id for e in held.events] == ["decision-1", "review-1", "update-1"]
    assert held.arrivals == ("decision-1", "update-1", "review-1")


def test_a_value_once_held_stays_held() -> None:
    moved: Changes = {
        FATHER + "name": {"given": "Tomek", "family": "Sample"},
        FATHER + "address": {"line_1": "9 New Street", "postcode": "CM1 1ZZ"},
        FATHER + "phone": None,
        FATHER + "email": "new@example.org",
        "case.people.2.school": "Another School",
        "case.people.1.representative": None,
    }
    held = case_file(decision(), update_due(moved)).held_values
    assert {name.full for name in held["p1"].names} == {"Tomasz Sample-Wiśniewski", "Tomek Sample"}
    assert {address.postcode for address in held["p1"].addresses} == {"CM1 1QH", "CM1 1ZZ"}
    assert held["p1"].phones == {"01632 960114"}
    assert held["p1"].emails == {"t.sample@example.org", "new@example.org"}
    assert held["c1"].schools == {"Example High School", "Another School"}
    assert {one.firm for one in held["p2"].representatives} == {"Sample & Sons LLP"}


def test_a_value_that_was_corrected_away_stays_held_and_so_does_the_correct_one() -> None:
    right = decision({FATHER + "phone": "01632 960555"})
    held = case_file(decision(), correction(right, {FATHER + "phone": None})).held_values
    assert held["p1"].phones == {"01632 960114", "01632 960555"}


def test_a_person_who_left_the_case_keeps_their_values() -> None:
    held = case_file(decision(), update_due({"case.people.3": REMOVED}))
    assert held.case.person("c2") is None
    assert {name.given for name in held.held_values["c2"].names} == {"Adam"}


SECOND_INFORMATION = information({"event_id": "information-2", "occurred_on": "2026-12-28"})


def test_a_review_that_names_what_it_answers_closes_that_alert_alone() -> None:
    answer = review({"occurred_on": "2026-12-29", "answers": "information-1"})
    held = case_file(decision(), information(), SECOND_INFORMATION, answer)
    assert [alert.event_id for alert in held.open_alerts] == ["information-2"]


def test_a_review_that_names_nothing_closes_every_alert_before_it() -> None:
    whole = review({"occurred_on": "2026-12-29"})
    later = information({"event_id": "information-3", "occurred_on": "2026-12-30"})
    held = case_file(decision(), information(), SECOND_INFORMATION, whole, later)
    assert [alert.event_id for alert in held.open_alerts] == ["information-3"]


def test_an_earlier_review_closes_no_alert() -> None:
    assert len(case_file(decision(), review(), information()).open_alerts) == 1


def test_on_the_same_day_the_order_of_arrival_decides_what_a_review_saw() -> None:
    same = review({"occurred_on": "2026-12-24"})
    assert case_file(decision(), information(), same).open_alerts == ()
    assert len(case_file(decision(), same, information()).open_alerts) == 1


def test_information_recorded_late_was_seen_by_no_review_recorded_before_it() -> None:
    before_it = review({"occurred_on": "2026-12-29"})
    assert [alert.event_id for alert in case_file(decision(), before_it, information()).open_alerts] == [
        "information-1"
    ]


def test_a_corrected_review_keeps_its_place_among_the_alerts() -> None:
    whole = review({"occurred_on": "2026-12-29"})
    mended = correction(review({"occurred_on": "2026-12-29", "rationale": "Better words."}))
    assert case_file(decision(), information(), whole, mended).open_alerts == ()


LATER = decision({"event_id": "decision-2", "occurred_on": "2027-01-11"})


@pytest.mark.parametrize(
    ("received", "decided_by", "closed_on", "leaves_on", "is_in_hub"),
    [
        ([information()], None, None, None, False),
        ([decision()], "decision-1", None, None, True),
        ([decision(), LATER], "decision-1", None, None, True),
        ([decision(), review()], "decision-1", None, None, True),
        ([decision(), review({"outcome": "allocate"})], "decision-1", None, "Thu 3 Dec 2026", False),
        (
            [
                decision(),
                review({"outcome": "allocate"}),
                review({"event_id": "review-2", "occurred_on": "2026-12-10"}),
                LATER,
            ],
            "decision-1",
            None,
            None,
            True,
        ),
        ([decision(), review({"outcome": "allocate"}), LATER], "decision-2", None, None, True),
        ([decision(), closing()], "decision-1", "Mon 11 Jan 2027", None, False),
        ([decision(), closing({"occurred_on": "2027-01-08"}), LATER], "decision-2", None, None, True),
        ([decision(), closing(), LATER], "decision-2", None, None, True),
        (
            [decision(), closing(), LATER, closing({"event_id": "closing-2", "occurred_on": "2027-01-15"})],
            "decision-2",
            "Fri 15 Jan 2027",
            None,
            False,
        ),
        ([review(), LATER], "decision-2", None, None, True),
    ],
    ids=[
        "never placed",
        "placed",
        "placed twice",
        "held",
        "passed back",
        "passed back, then held after all",
        "passed back, then placed again",
        "closed",
        "closed, then placed again",
        "closed and placed again on one day",
        "closed again",
        "a review without a decision begins no stay",
    ],
)
def test_a_stay_in_the_hub_begins_with_a_decision_and_ends_with_a_closing_or_an_allocation(
    received: list[AnyEvent], decided_by: str | None, closed_on: str | None, leaves_on: str | None, is_in_hub: bool
) -> None:
    held = fold(received)
    assert (held.decision.event_id if held.decision else None) == decided_by
    assert held.closed_on == (day(closed_on) if closed_on else None)
    assert held.leaves_hub_on == (day(leaves_on) if leaves_on else None)
    assert held.is_in_hub is is_in_hub


def test_entry_is_the_day_of_the_decision_unless_it_says_otherwise() -> None:
    assert case_file(decision()).entered_hub_on == day("Thu 19 Nov 2026")
    assert case_file(decision({"entered_hub_on": "2026-11-23"})).entered_hub_on == day("Mon 23 Nov 2026")
    assert case_file(information()).entered_hub_on is None


def test_who_died_stays_dead_when_the_case_comes_back() -> None:
    died = closing({"reason": "death", "person_id": "p2"})
    assert case_file(decision(), died, LATER).dead == {"p2"}
    mended = correction(closing({"reason": "death", "person_id": "p1"}), {"occurred_on": "2027-01-12"})
    assert case_file(decision(), died, mended).dead == {"p1"}


def test_letters_sent_to_a_person_are_listed_oldest_first_whatever_kind_of_list_names_the_kinds() -> None:
    later = letter("p1", {"letter_id": "later", "kind": "update", "sent_on": date(2026, 12, 22)})
    others = (letter("p2"), letter("p1", {"letter_id": "unsent", "status": Status.DRAFT, "sent_on": None}))
    held = case_file(decision(), letters=(later, *others, letter("p1")))
    kinds = (kind for kind in ("hub_letter", "update"))
    assert [each.letter_id for each in held.sent_to("p1", kinds)] == ["hub_letter-p1", "later"]
    assert held.sent_to("p1", ["thank_you"]) == ()

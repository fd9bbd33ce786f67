"""A Hub that closes: what may be said of it, by when a family hears, and that nothing ends by it (Protocol 6.2)."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from correspondence.protocol.days import clocks
from correspondence.protocol.days.calendar import is_working_day
from correspondence.protocol.directory import Directory, Hub
from correspondence.protocol.events import AnyEvent
from correspondence.protocol.history.case_file import CaseFile
from correspondence.protocol.intake.consistency import faults
from correspondence.protocol.intake.eligibility import gate
from correspondence.protocol.owed.duties import duties
from correspondence.protocol.owed.duty import DutyName
from tests.area import area_event, area_file, history
from tests.build import (
    Changes,
    adviser_allocated,
    case_file,
    closing,
    correction,
    day,
    decision,
    directory,
    hub,
    hub_closing,
    letter,
    review,
    risk_increased,
    update_due,
)
from tests.protocol.owed import owed, people

CASE = "case.case_number"
CLOSES_ON = day("Fri 5 Feb 2027")
SOURCE = "6.2 (decision)"
AGAIN: Changes = {"event_id": "hub-closing-2", "occurred_on": "2027-01-12"}


def closed_hub(closed_on: date = CLOSES_ON) -> Hub:
    return replace(hub(), closed_on=closed_on)


def with_hub(place: Hub) -> Directory:
    return replace(directory(), hubs={"essex": place})


def refused(event: AnyEvent, before: CaseFile | None, place: Hub | None = None) -> set[tuple[str, str, str]]:
    place = place or hub()
    return {(r.rule, r.field, r.source) for r in (*faults(event, before, with_hub(place)), *gate(event, before, place))}


# What may be said


def test_a_case_that_waits_may_be_told_that_its_hub_closes() -> None:
    assert refused(hub_closing(), case_file()) == set()
    assert refused(hub_closing(), case_file(), closed_hub()) == set()
    assert refused(hub_closing({"closes_on": "2027-01-11"}), case_file()) == set()


@pytest.mark.parametrize(
    ("left_by", "rule"),
    [
        (adviser_allocated({"occurred_on": "2027-01-04"}), "left_hub"),
        (risk_increased(), "left_hub"),
        (review({"outcome": "allocate"}), "left_hub"),
        (closing({"occurred_on": "2027-01-08"}), "case_closed"),
    ],
)
def test_a_case_that_waits_no_more_is_not_told(left_by: AnyEvent, rule: str) -> None:
    assert rule in {r for r, _, _ in refused(hub_closing(), case_file(decision(), left_by))}


def test_nobody_is_told_who_never_waited() -> None:
    assert refused(hub_closing(), None) == {("not_in_hub", CASE, SOURCE)}


def test_it_is_judged_by_how_the_case_stands_now_though_it_is_recorded_late() -> None:
    allocated = case_file(decision(), adviser_allocated())
    assert refused(hub_closing(), allocated) == {("left_hub", CASE, SOURCE)}


@pytest.mark.parametrize(
    ("changes", "place", "rule"),
    [
        ({"closes_on": "2027-01-10"}, None, "closes_before_event"),
        ({"closes_on": "2027-02-04"}, closed_hub(), "other_closing_day"),
        ({"closes_on": "2027-02-06"}, closed_hub(), "other_closing_day"),
    ],
)
def test_a_closing_day_that_cannot_be_is_refused(changes: Changes, place: Hub | None, rule: str) -> None:
    assert refused(hub_closing(changes), case_file(), place) == {(rule, "closes_on", SOURCE)}


def test_a_closing_day_is_one_that_can_be_counted_with() -> None:
    found = refused(hub_closing({"closes_on": "2100-01-01"}), case_file())
    assert ("day_out_of_range", "closes_on") in {(rule, field) for rule, field, _ in found}


def test_a_family_is_told_of_a_closing_day_once_and_of_another_anew() -> None:
    told = case_file(decision(), hub_closing())
    assert refused(hub_closing(AGAIN), told) == {("closing_recorded", "closes_on", SOURCE)}
    assert refused(hub_closing({**AGAIN, "closes_on": "2027-03-05"}), told) == set()
    another = hub_closing({**AGAIN, "closes_on": "2027-03-05"})
    back = hub_closing({"event_id": "hub-closing-3", "occurred_on": "2027-01-13"})
    assert refused(back, case_file(decision(), hub_closing(), another)) == set()


def test_a_closing_day_can_be_corrected_though_the_case_has_left_since() -> None:
    right = correction(hub_closing({"closes_on": "2027-03-05"}), {"occurred_on": "2027-02-01"})
    assert refused(right, case_file(decision(), hub_closing(), adviser_allocated())) == set()
    wrong = correction(hub_closing({"closes_on": "2027-01-04"}), {"occurred_on": "2027-02-01"})
    assert ("closes_before_event", "event.closes_on", SOURCE) in refused(wrong, case_file(decision(), hub_closing()))


# By when


@pytest.mark.parametrize(
    ("recorded_on", "due"),
    [
        ("Mon 11 Jan 2027", "Mon 18 Jan 2027"),
        ("Fri 18 Dec 2026", "Tue 29 Dec 2026"),  # over Christmas: Friday 25 and Monday 28 are bank holidays
        ("Sat 16 Jan 2027", "Fri 22 Jan 2027"),
    ],
)
def test_a_family_hears_within_five_working_days(recorded_on: str, due: str) -> None:
    assert clocks.hub_closing_letter(day(recorded_on)).due_on == day(due)


@given(on=st.dates(date(2026, 11, 19), date(2029, 6, 30)))
def test_the_day_is_a_working_day_about_a_week_ahead(on: date) -> None:
    due = clocks.hub_closing_letter(on)
    assert is_working_day(due.due_on)
    assert timedelta(days=5) <= due.due_on - on <= timedelta(days=12)
    assert due.source == SOURCE


def test_everybody_in_the_family_is_owed_the_letter_until_it_reached_them_or_the_case_has_left() -> None:
    held = case_file(decision(), hub_closing())
    name = DutyName.HUB_CLOSING_LETTER
    assert people(owed(held, name)) == ["p1", "p2", "c1", "c2"]
    own = {"kind": "hub_closing", "event_id": "hub-closing-1", "given_by": "hub-closing-1"}
    sent = letter("p1", {**own, "sent_on": day("Tue 12 Jan 2027")})
    found = owed(case_file(decision(), hub_closing(), letters=(sent,)), name)
    assert [d.person_id for d in found if d.done_on] == ["p1"]
    assert owed(case_file(decision(), hub_closing(), adviser_allocated()), name) == []


def test_another_closing_day_owes_its_own_letter_and_ends_the_first() -> None:
    another = hub_closing({**AGAIN, "occurred_on": "2027-01-25", "closes_on": "2027-03-05"})
    found = owed(case_file(decision(), hub_closing(), another), DutyName.HUB_CLOSING_LETTER)
    assert {d.due_on for d in found} == {day("Mon 1 Feb 2027")}
    assert len(found) == 4


# Nothing ends by it

WAITING = (decision(), review(), update_due())
TOLD = (letter("p1"), letter("p2"), letter("c1"), letter("c2"))
KEPT = (DutyName.REVIEW, DutyName.UPDATE, DutyName.ALLOCATION, DutyName.EXTENSION_APPLICATION)


@given(days=st.integers(0, 200))
def test_every_duty_of_a_case_that_waits_is_the_same_once_its_hub_is_to_close_and_has_closed(days: int) -> None:
    today = day("Mon 11 Jan 2027") + timedelta(days=days)
    before, after = (case_file(*WAITING, *more, letters=TOLD) for more in ((), (hub_closing(),)))
    own = DutyName.HUB_CLOSING_LETTER
    kept = [d for d in duties(after, closed_hub(), today) if d.duty is not own and not d.for_staff]
    assert kept == [d for d in duties(before, hub(), today) if not d.for_staff]
    assert {*KEPT} <= {d.duty for d in duties(after, closed_hub(), today)}
    assert after.is_in_hub


def test_a_case_that_waited_is_still_reviewed_and_held_after_the_closing_day() -> None:
    told = case_file(decision(), hub_closing())
    for on in ("2027-02-05", "2027-04-01"):
        held = review({"event_id": "review-9", "occurred_on": on, "next_review_on": None})
        assert refused(held, told, closed_hub()) == set()
        assert refused(replace(held, occurred_on=day("Thu 4 Feb 2027")), told, closed_hub()) == set()


def test_a_review_after_the_closing_day_does_not_bring_a_case_back_that_had_left() -> None:
    passed_back = case_file(decision(), review({"outcome": "allocate"}))
    held = review({"event_id": "review-9", "occurred_on": "2027-02-08"})
    assert refused(held, passed_back, closed_hub()) == {("hub_not_open", "occurred_on", "4.6")}
    assert refused(held, passed_back) == set()


def test_a_review_recorded_as_passing_back_by_mistake_can_be_corrected_to_one_that_holds_after_the_closing_day() -> (
    None
):
    mistaken = review({"event_id": "review-9", "occurred_on": "2027-02-08", "outcome": "allocate"})
    meant = review({"event_id": "review-9", "occurred_on": "2027-02-08"})
    right = correction(meant, {"occurred_on": "2027-02-09"})
    assert refused(right, case_file(decision(), mistaken), closed_hub()) == set()


def test_no_case_is_placed_in_a_hub_that_has_closed() -> None:
    late = decision({"event_id": "decision-2", "occurred_on": "2027-02-08"})
    rules = {rule for rule, _, _ in refused(late, None, closed_hub())}
    assert rules == {"hub_not_open"}


@pytest.mark.parametrize(
    "event", [update_due({"occurred_on": "2027-02-22"}), adviser_allocated({"occurred_on": "2027-02-22"})]
)
def test_updates_and_advisers_are_taken_after_the_closing_day(event: AnyEvent) -> None:
    assert refused(event, case_file(decision(), hub_closing()), closed_hub()) == set()


# What the Board decided


def test_a_decision_to_close_stands_until_the_board_decides_again_or_a_hub_opens() -> None:
    closes = history("deactivation_decided")
    decided = area_file(*closes).decision_to_close
    assert decided is not None
    assert decided.closes_on == day("Fri 16 Jul 2027")
    stays = area_event(
        "deactivation_decided",
        {"event_id": "stays", "occurred_on": "2027-07-02", "is_deactivated": False, "closes_on": None},
    )
    opens = area_event("hub_opened", {"event_id": "opens", "occurred_on": "2027-11-01"})
    for since in (stays, opens):
        assert area_file(*closes, since).decision_to_close is None


def test_no_hub_closes_without_a_decision() -> None:
    assert area_file(*history("review_challenge_meeting_held")).decision_to_close is None

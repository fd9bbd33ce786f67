"""Events in time: what is recorded late, on one day, corrected, or said of a case that comes back to a Hub."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from correspondence.protocol.events import AnyEvent, CorrectableEvent
from correspondence.protocol.intake.eligibility import warnings
from tests.build import (
    Changes,
    adviser_allocated,
    case_file,
    closing,
    correction,
    court_challenged,
    decision,
    hub,
    information,
    representation,
    review,
    risk_increased,
    update_due,
)
from tests.protocol.test_event_rules import ACCEPTED, CASE, LATER, reasons, refused

OVERRIDE = {"reason": "The adviser left and nobody can take it.", "approved_by": "A. Sample"}


def test_an_adviser_who_took_a_case_before_it_was_placed_took_it_from_no_hub() -> None:
    early = adviser_allocated({"occurred_on": "2026-11-18"})
    assert refused(early, case_file()) == {("not_in_hub", CASE, "3.2(ii)")}


def test_what_is_recorded_late_is_judged_by_its_own_day() -> None:
    allocated = case_file(decision(), adviser_allocated())
    assert reasons(review(), allocated) == ()
    assert reasons(risk_increased(), allocated) == ()
    assert reasons(decision({"event_id": "decision-2", "occurred_on": "2026-12-01"}), allocated) == ()


def test_on_one_day_the_order_of_arrival_decides_what_came_first() -> None:
    same = review({"event_id": "review-2", "occurred_on": "2027-01-28"})
    assert reasons(adviser_allocated(), case_file(decision(), same)) == ()
    assert {r.rule for r in reasons(same, case_file(decision(), adviser_allocated()))} == {"already_allocated"}


def test_an_allocated_case_is_placed_in_a_hub_again_only_where_an_override_is_recorded() -> None:
    allocated = case_file(decision(), adviser_allocated())
    again = decision({**LATER, "override": OVERRIDE})
    assert reasons(again, allocated) == ()
    back = case_file(decision(), adviser_allocated(), again)
    assert back.is_in_hub
    assert reasons(review({"event_id": "review-9", "occurred_on": "2027-02-10"}), back) == ()


def test_a_case_that_was_closed_after_its_allocation_may_be_placed_in_a_hub_again() -> None:
    closed = case_file(decision(), adviser_allocated(), closing({"occurred_on": "2027-03-01"}))
    assert reasons(decision({"event_id": "decision-2", "occurred_on": "2027-06-01"}), closed) == ()


def test_a_case_that_left_for_a_risk_is_placed_in_a_hub_again_by_a_new_decision() -> None:
    assert reasons(decision(LATER), case_file(decision(), risk_increased())) == ()


def test_a_re_allocation_is_taken_and_warned_about() -> None:
    allocated = case_file(decision(), adviser_allocated())
    again = adviser_allocated(LATER)
    assert reasons(again, allocated) == ()
    assert warnings(again, allocated, hub()) == (
        "adviser: one took this case on Thursday 28 January 2027; re-allocation is for exceptional circumstances "
        "(Protocol 5.6)",
    )
    assert warnings(adviser_allocated(), case_file(), hub()) == ()
    mended = correction(adviser_allocated(), {"occurred_on": "2027-02-01"})
    assert warnings(mended, allocated, hub()) == ()


@pytest.mark.parametrize(
    ("way", "is_warned"), [(court_challenged(), True), (ACCEPTED, True), (risk_increased(), False)]
)
def test_who_places_a_case_again_against_the_courts_word_is_warned(way: AnyEvent, is_warned: bool) -> None:
    left = case_file(decision(), way)
    found = [w for w in warnings(decision(LATER), left, hub()) if "(Protocol 5.2)" in w]
    assert bool(found) is is_warned


CORRECTIONS: list[tuple[CorrectableEvent, list[AnyEvent], set[tuple[str, str, str]]]] = [
    # The very event that is corrected does not stand in its own way, nor does what came after it.
    (adviser_allocated(), [adviser_allocated()], set()),
    (risk_increased({"may_be_told": []}), [risk_increased(), adviser_allocated()], set()),
    (update_due({"progress": []}), [update_due(), adviser_allocated()], set()),
    (review({"rationale": "Better words."}), [review(), adviser_allocated()], set()),
    (decision({"screened.by": "Another"}), [adviser_allocated()], set()),
    (court_challenged({"kind": "clarification"}), [court_challenged()], set()),
    # What came before it does.
    (
        review({"occurred_on": "2027-02-01"}),
        [adviser_allocated(), review({"occurred_on": "2027-02-01", "outcome": "allocate"})],
        {("already_allocated", "event.outcome", "5.6")},
    ),
    (
        update_due({"occurred_on": "2027-02-01"}),
        [update_due(), adviser_allocated()],
        {("left_hub", "event.case.case_number", "3.2(v)")},
    ),
    (
        court_challenged(),
        [court_challenged({"kind": "clarification"}), review({"occurred_on": "2026-12-17"})],
        {("held_since", "event.occurred_on", "ours")},
    ),
    (
        adviser_allocated({"occurred_on": "2026-11-18"}),
        [adviser_allocated()],
        {("not_in_hub", "event.case.case_number", "3.2(ii)")},
    ),
    (
        representation({"from_person": "c1"}),
        [representation()],
        {("not_a_party", "event.from_person", "3.1(l)")},
    ),
]


@pytest.mark.parametrize(("corrected", "earlier", "expected"), CORRECTIONS)
def test_a_correction_is_judged_by_how_the_case_stood_when_the_event_happened(
    corrected: CorrectableEvent, earlier: list[AnyEvent], expected: set[tuple[str, str, str]]
) -> None:
    mended = correction(corrected, {"occurred_on": "2027-03-01"})
    assert refused(mended, case_file(decision(), *earlier)) == expected


_LATER_ON: list[tuple[Any, Changes]] = [
    (adviser_allocated, {}),
    (risk_increased, {}),
    (representation, {"accepted_by_court": True}),
    (court_challenged, {"allocate_by": None}),
    (review, {"outcome": "allocate"}),
    (review, {}),
    (update_due, {}),
    (information, {}),
]


@given(st.lists(st.sampled_from(_LATER_ON), max_size=7))
def test_whatever_is_taken_an_allocated_case_never_waits_in_a_hub_again_without_a_new_decision(
    wanted: list[tuple[Any, Changes]],
) -> None:
    taken: list[AnyEvent] = [decision()]
    for number, (make, changes) in enumerate(wanted, start=1):
        day = date(2026, 11, 19) + timedelta(days=number)
        event = make({**changes, "event_id": f"event-{number}", "occurred_on": day.isoformat()})
        if not reasons(event, case_file(*taken)):
            taken.append(event)
        held = case_file(*taken)
        assert not (held.is_in_hub and held.allocation is not None)

from dataclasses import replace
from datetime import date

import pytest

from correspondence.protocol.case.annex_a import ANNEX_A, Category
from correspondence.protocol.case.case import Feature
from correspondence.protocol.events import AnyEvent
from correspondence.protocol.intake.eligibility import gate, warnings
from tests.build import (
    REMOVED,
    Changes,
    case_file,
    closing,
    correction,
    decision,
    hub,
    information,
    review,
    update_due,
)

OVERRIDE = {"reason": "Agreed with the court.", "approved_by": "A. Sample"}
PUBLIC_LAW = {"case.category": "child_assessment_order", "case.priority_status": 2}

REFUSED_PLACINGS: list[tuple[Changes, str, str, str]] = [
    ({"occurred_on": "2020-01-03", "screened": None}, "hub_not_open", "occurred_on", "4.6"),
    ({"entered_hub_on": "2020-01-05"}, "hub_not_open", "entered_hub_on", "4.6"),
    ({"entered_hub_on": "2026-12-04"}, "entered_hub_too_late", "entered_hub_on", "ours"),
    ({"case.category": "care_or_supervision_order"}, "care_or_supervision", "case.category", "3.1(i)"),
    (PUBLIC_LAW, "public_law_without_override", "case.category", "3.1(i)"),
    ({"case.priority_status": 0}, "priority_status_unknown", "case.priority_status", "3.2(i)"),
    ({"case.priority_status": 5}, "priority_status_unknown", "case.priority_status", "3.2(i)"),
    ({"case.priority_status": 1}, "priority_status_1", "case.priority_status", "3.2(i)"),
    ({"case.priority_status": 4}, "less_urgent_than_annex_a", "case.priority_status", "Annex A"),
    ({"case.priority_status": 2}, "status_reason_missing", "case.status_reason", "Annex A"),
    ({"screened": None}, "screening_missing", "screened", "3.2(i)"),
    ({"screened": REMOVED}, "screening_missing", "screened", "3.2(i)"),
    ({"screened.on": "2026-11-20"}, "screened_after_decision", "screened.on", "3.2(i)"),
    ({"urgent": True}, "urgent", "urgent", "Annex B 3"),
    *(
        ({"case.unresolved_features": [str(feature)]}, "unresolved_feature", "case.unresolved_features", "3.2(i)")
        for feature in Feature
    ),
]


def test_the_example_passes_the_gate_without_a_warning() -> None:
    assert gate(decision(), None, hub()) == ()
    assert warnings(decision(), None, hub()) == ()


@pytest.mark.parametrize(("changes", "rule", "field", "source"), REFUSED_PLACINGS)
def test_a_case_that_breaks_one_rule_is_refused_by_its_rule_field_and_paragraph(
    changes: Changes, rule: str, field: str, source: str
) -> None:
    reasons = gate(decision(changes), None, hub())
    assert (rule, field, source) in {(r.rule, r.field, r.source) for r in reasons}


def test_every_reason_is_given_at_once() -> None:
    changes: Changes = {
        "occurred_on": "2020-01-03",
        "entered_hub_on": "2020-01-04",
        "case.category": "care_or_supervision_order",
        "case.priority_status": 3,
        "case.unresolved_features": [str(feature) for feature in Feature],
        "screened.on": "2020-01-06",
        "urgent": True,
    }
    assert [(r.rule, r.field) for r in gate(decision(changes), None, hub())] == [
        ("hub_not_open", "occurred_on"),
        ("hub_not_open", "entered_hub_on"),
        ("care_or_supervision", "case.category"),
        ("less_urgent_than_annex_a", "case.priority_status"),
        *[("unresolved_feature", "case.unresolved_features")] * 6,
        ("screened_after_decision", "screened.on"),
        ("urgent", "urgent"),
    ]


def test_each_unresolved_feature_is_a_reason_of_its_own_named_once() -> None:
    features = ["significant_risk", "connected_children", "significant_risk"]
    reasons = gate(decision({"case.unresolved_features": features}), None, hub())
    assert [r.detail.split()[0] for r in reasons] == ["significant_risk", "connected_children"]


@pytest.mark.parametrize("category", Category)
@pytest.mark.parametrize("status", [1, 2, 3, 4])
def test_annex_a_decides_which_status_may_wait(category: Category, status: int) -> None:
    entry = ANNEX_A[category]
    claim = {"case.category": str(category), "case.priority_status": status, "case.status_reason": "Agreed."}
    passes = gate(decision({**claim, "override": OVERRIDE}), None, hub()) == ()
    assert passes is (entry.priority_status > 1 and 1 < status <= entry.priority_status)


def test_care_and_supervision_is_refused_even_with_an_override() -> None:
    event = decision({"case.category": "care_or_supervision_order", "case.priority_status": 1, "override": OVERRIDE})
    assert "care_or_supervision" in {r.rule for r in gate(event, None, hub())}


def test_other_public_law_of_status_2_to_4_is_accepted_with_an_override() -> None:
    assert gate(decision({**PUBLIC_LAW, "override": OVERRIDE}), None, hub()) == ()


def test_the_override_of_the_decision_still_stands_at_a_review() -> None:
    placed = case_file(decision({**PUBLIC_LAW, "override": OVERRIDE}))
    assert gate(review(PUBLIC_LAW), placed, hub()) == ()


def test_an_override_for_another_category_does_not_stand_at_a_review() -> None:
    placed = case_file(decision({**PUBLIC_LAW, "override": OVERRIDE}))
    other: Changes = {"case.category": "discharge_of_order_not_urgent", "case.priority_status": 3}
    assert [r.rule for r in gate(review(other), placed, hub())] == ["public_law_without_override"]


def test_a_new_decision_on_public_law_needs_an_override_of_its_own() -> None:
    placed = case_file(decision({**PUBLIC_LAW, "override": OVERRIDE}))
    again = decision({**PUBLIC_LAW, "event_id": "decision-2"})
    assert [r.rule for r in gate(again, placed, hub())] == ["public_law_without_override"]


@pytest.mark.parametrize("entered", ["2026-11-02", "2026-11-19", "2026-12-03"])
def test_an_entry_may_be_recorded_late_or_lie_up_to_14_days_ahead(entered: str) -> None:
    assert gate(decision({"entered_hub_on": entered}), None, hub()) == ()


@pytest.mark.parametrize(("closed_on", "rules"), [(date(2026, 11, 19), ["hub_not_open"]), (date(2026, 11, 20), [])])
def test_a_hub_takes_no_case_from_its_closing_day_on(closed_on: date, rules: list[str]) -> None:
    assert [r.rule for r in gate(decision(), None, replace(hub(), closed_on=closed_on))] == rules


@pytest.mark.parametrize(
    ("changes", "rule"),
    [
        ({"case.priority_status": 1, "case.status_reason": "New risk."}, "priority_status_1"),
        ({"case.unresolved_features": ["significant_risk"]}, "unresolved_feature"),
        ({"case.category": "care_or_supervision_order", "case.priority_status": 1}, "care_or_supervision"),
        ({"occurred_on": "2020-01-03"}, "hub_not_open"),
    ],
)
def test_a_review_that_holds_passes_the_same_gate(changes: Changes, rule: str) -> None:
    assert rule in {r.rule for r in gate(review(changes), case_file(), hub())}
    assert gate(review({**changes, "outcome": "allocate"}), case_file(), hub()) == ()


def test_a_review_needs_no_screening() -> None:
    assert gate(review(), case_file(), hub()) == ()


def test_a_case_that_never_entered_a_hub_cannot_be_held_in_it() -> None:
    assert [(r.rule, r.field) for r in gate(review(), None, hub())] == [("not_in_hub", "case.case_number")]
    assert [r.rule for r in gate(review(), case_file(information()), hub())] == ["not_in_hub"]


def test_a_closed_case_cannot_be_held() -> None:
    closed = case_file(decision(), closing())
    late = review({"occurred_on": "2027-01-14"})
    assert [r.rule for r in gate(late, closed, hub())] == ["case_closed"]


@pytest.mark.parametrize("event", [update_due(), information(), closing()])
def test_what_neither_places_nor_holds_meets_no_gate(event: AnyEvent) -> None:
    assert gate(event, None, hub()) == ()


def test_what_a_correction_says_should_have_been_passes_the_gate_too() -> None:
    wrong = correction(decision({"urgent": True, "case.unresolved_features": ["significant_risk"]}))
    reasons = gate(wrong, case_file(), hub())
    assert [(r.rule, r.field) for r in reasons] == [
        ("unresolved_feature", "event.case.unresolved_features"),
        ("urgent", "event.urgent"),
    ]


def test_a_review_of_a_closed_case_can_still_be_corrected() -> None:
    closed = case_file(decision(), review(), closing())
    late = correction(review({"rationale": "Another reason."}), {"occurred_on": "2027-01-12"})
    assert gate(late, closed, hub()) == ()


WARNED: list[tuple[Changes, str]] = [
    ({"case.case_number": "CM26P417"}, "case.case_number is not of FamilyMan's shape, AA99A99999"),
    ({"case.case_number": "cm26p00417"}, "case.case_number is not of FamilyMan's shape, AA99A99999"),
    (
        {"case.category": "section_7_fact_finding_scheduled"},
        "case.category: this case is to be considered for allocation after the fact-finding (Annex A)",
    ),
    (
        {"case.priority_status": 2, "case.status_reason": "Agreed with the court."},
        "case.priority_status: 2 is taken, more urgent than Annex A's 3",
    ),
    (
        {"case.ordered_work.filing_date": "2026-12-18"},
        "allocation is past already: it was due on Friday 6 November 2026",
    ),
    (
        {"case.ordered_work.filing_date": "2026-12-11"},
        "extension_application is past already: it was due on Friday 13 November 2026",
    ),
    (
        {"case.ordered_work.ordered_on": "2026-04-01", "case.ordered_work.communicated_on": "2026-04-02"},
        "filing is past already: it was due on Thursday 1 October 2026",
    ),
]


@pytest.mark.parametrize(("changes", "warning"), WARNED)
def test_what_is_odd_but_accepted_is_warned_about(changes: Changes, warning: str) -> None:
    event = decision(changes)
    assert gate(event, None, hub()) == ()
    assert warning in warnings(event, None, hub())


@pytest.mark.parametrize(
    ("entered", "filing_date", "is_warned"),
    [
        ("2026-11-19", "2026-12-31", False),
        ("2026-11-19", "2026-12-30", True),
        ("2026-11-16", "2026-12-30", True),
        ("2026-11-23", "2026-12-31", True),
    ],
)
def test_a_limit_is_past_once_it_lies_before_the_entry_and_the_decision(
    entered: str, filing_date: str, is_warned: bool
) -> None:
    event = decision({"entered_hub_on": entered, "case.ordered_work.filing_date": filing_date})
    assert any(w.startswith("allocation is past") for w in warnings(event, None, hub())) is is_warned


def test_a_second_decision_is_warned_about_and_starts_no_clock_again() -> None:
    again = decision({"event_id": "decision-2", "occurred_on": "2026-11-26"})
    assert warnings(again, case_file(), hub()) == (
        "this case is in the Hub already: its clocks run on from Thursday 19 November 2026",
    )


def test_a_decision_after_the_case_left_the_hub_is_no_second_one() -> None:
    left = case_file(decision(), review({"outcome": "allocate"}))
    again = decision({"event_id": "decision-2", "occurred_on": "2026-12-17"})
    assert warnings(again, left, hub()) == ()


def test_work_that_is_no_section_7_report_has_no_section_7_limit_to_pass() -> None:
    event = decision(
        {
            "case.ordered_work.type": "other_report",
            "case.ordered_work.ordered_on": "2026-04-01",
            "case.ordered_work.communicated_on": "2026-04-02",
        }
    )
    assert warnings(event, None, hub()) == ()


def test_neither_a_reason_nor_a_warning_holds_a_persons_value() -> None:
    changes: Changes = {
        "case.case_number": "ODD-12345",
        "case.priority_status": 2,
        "case.status_reason": "Zosia told her teacher.",
        "case.unresolved_features": ["significant_risk"],
        "screened": {"by": "Zosia Sample-Haddad", "on": "2026-11-20"},
        "urgent": True,
    }
    event = decision(changes)
    said = " ".join([*(r.detail for r in gate(event, None, hub())), *warnings(event, None, hub())])
    names = {part for p in event.case.people for part in (p.name.given, p.name.family, p.name.known_as) if part}
    assert not [value for value in (*names, "ODD-12345", "teacher") if value in said]
    assert date(2026, 11, 19).isoformat() in said

"""Which events a case may take once the court, a risk or an adviser comes in, and which are refused, by which rule."""

from datetime import date
from typing import Any, get_args, get_type_hints

import pytest

from correspondence.protocol.events import AnyEvent, Challenger, CorrectableEvent
from correspondence.protocol.history.case_file import CaseFile
from correspondence.protocol.intake.consistency import faults, faults_in_itself
from correspondence.protocol.intake.eligibility import gate
from correspondence.protocol.refusals import Reason
from tests.build import (
    Changes,
    adviser_allocated,
    body,
    case_file,
    closing,
    correction,
    court_challenged,
    decision,
    directory,
    guardian_appointed,
    hub,
    information,
    read,
    representation,
    review,
    risk_increased,
    type_of,
    update_due,
)

A_CARER = {"person_id": "p3", "role": "carer", "name": {"given": "Grandma", "family": "Sample"}}
ALLOCATED_BY_REVIEW = review({"outcome": "allocate"})
ACCEPTED = representation({"accepted_by_court": True})
LATER: Changes = {"event_id": "later-1", "occurred_on": "2027-02-01"}


def reasons(event: AnyEvent, before: CaseFile | None) -> tuple[Reason, ...]:
    """Every reason to refuse *event*, as the service asks for them."""
    return (*faults(event, before, directory()), *gate(event, before, hub()))


def refused(event: AnyEvent, before: CaseFile | None) -> set[tuple[str, str, str]]:
    return {(r.rule, r.field, r.source) for r in reasons(event, before)}


def days_of(event: type[Any]) -> tuple[str, ...]:
    """The fields of an event that hold a day."""
    hints = get_type_hints(event)
    return tuple(name for name, hint in hints.items() if hint in (date, date | None))


DAYS = [(type_of(event), field) for event in get_args(CorrectableEvent) for field in days_of(event)]


@pytest.mark.parametrize("day", [date(1991, 10, 13), date(9999, 12, 31)])
@pytest.mark.parametrize(("kind", "field"), DAYS)
def test_every_day_of_an_event_must_be_one_that_can_be_counted_with(kind: str, field: str, day: date) -> None:
    event = read(body(kind, {field: day.isoformat()}))
    assert isinstance(event, CorrectableEvent)
    assert ("day_out_of_range", field) in {(r.rule, r.field) for r in faults_in_itself(event, directory())}
    corrected = correction(event, {"occurred_on": "2027-03-01"})
    found = [(r.rule, r.field) for r in faults_in_itself(corrected, directory())]
    assert found.count(("day_out_of_range", f"event.{field}")) == 1


CONTRADICTORY: list[tuple[CorrectableEvent, str, str, str]] = [
    (guardian_appointed({"appointed_on": "2026-12-12"}), "appointed_after_event", "appointed_on", "5.2 (16.4)"),
    (
        guardian_appointed({"expected_allocation_on": "2026-12-10"}),
        "expected_before_appointment",
        "expected_allocation_on",
        "5.2 (16.4)",
    ),
    (court_challenged({"allocate_by": "2026-12-13"}), "allocate_by_before_event", "allocate_by", "5.2"),
    (court_challenged({"made_by": "party"}), "not_the_court", "made_by", "3.1(l), 5.2"),
    (
        court_challenged({"made_by": "representative", "kind": "clarification"}),
        "not_the_court",
        "made_by",
        "3.1(l), 5.2",
    ),
    (risk_increased({"may_be_told": ["p1", "p9"]}), "person_unknown", "may_be_told.1", "5.1 (risk)"),
    (risk_increased({"may_be_told": ["p2", "c1", "p2"]}), "may_be_told_repeated", "may_be_told.2", "5.1 (risk)"),
    (
        risk_increased({"case.people.0": A_CARER, "may_be_told": ["p3"]}),
        "not_of_the_family",
        "may_be_told.0",
        "5.1 (risk)",
    ),
    (representation({"from_person": "p9"}), "person_unknown", "from_person", "3.1(l)"),
    (representation({"from_person": "c1"}), "not_a_party", "from_person", "3.1(l)"),
    (representation({"from_person": "p3", "case.people.0": A_CARER}), "not_a_party", "from_person", "3.1(l)"),
    (update_due({"only": ["p1", "p9"]}), "person_unknown", "only.1", "3.2(v)"),
    (update_due({"only": []}), "nobody_named", "only", "3.2(v)"),
]


@pytest.mark.parametrize(("event", "rule", "field", "source"), CONTRADICTORY)
def test_what_contradicts_itself_is_refused_and_so_is_a_correction_to_it(
    event: CorrectableEvent, rule: str, field: str, source: str
) -> None:
    assert refused(event, case_file()) == {(rule, field, source)}
    corrected = correction(event, {"occurred_on": "2027-03-01"})
    found = {(r.rule, r.field, r.source) for r in faults_in_itself(corrected, directory())}
    assert found == {(rule, f"event.{field}", source)}


def test_who_challenges_without_being_the_court_is_told_which_event_is_theirs() -> None:
    (reason,) = reasons(court_challenged({"made_by": "party"}), case_file())
    assert "representation_received" in reason.detail


FITTING: list[tuple[CorrectableEvent, list[AnyEvent]]] = [
    (adviser_allocated(), []),
    (adviser_allocated(), [ALLOCATED_BY_REVIEW]),
    (adviser_allocated(), [risk_increased()]),
    (adviser_allocated(), [court_challenged()]),
    (adviser_allocated(), [ACCEPTED]),
    (risk_increased(), []),
    (risk_increased({"may_be_told": []}), []),
    (risk_increased({"may_be_told": ["p1", "p2", "c1", "c2"]}), []),
    (risk_increased({"case.priority_status": 1, "case.unresolved_features": ["significant_risk"]}), []),
    (risk_increased(), [ALLOCATED_BY_REVIEW]),
    (representation(), []),
    (ACCEPTED, []),
    (representation({"accepted_by_court": False, "from_person": "p2"}), [adviser_allocated()]),
    (guardian_appointed(), []),
    (guardian_appointed({"appointed_on": "2026-12-11", "expected_allocation_on": "2026-12-12"}), []),
    (guardian_appointed({"occurred_on": "2027-02-01"}), [adviser_allocated()]),
    (court_challenged(), []),
    (court_challenged({"allocate_by": "2026-12-14"}), []),
    (court_challenged({"allocate_by": None, "direction": None}), []),
    (court_challenged({"kind": "clarification"}), [ALLOCATED_BY_REVIEW]),
    (court_challenged({**LATER, "kind": "clarification", "allocate_by": "2027-02-05"}), [adviser_allocated()]),
    (information({"occurred_on": "2027-02-01"}), [adviser_allocated()]),
    (review({"occurred_on": "2026-12-10", "event_id": "review-2"}), [ALLOCATED_BY_REVIEW]),
    (review({"occurred_on": "2027-02-01", "outcome": "allocate"}), [adviser_allocated()]),
    (update_due({"only": ["p1", "c1"]}), []),
    (update_due(), [review()]),
]


@pytest.mark.parametrize(("event", "earlier"), FITTING)
def test_an_event_that_fits_how_its_case_stands_is_taken(event: CorrectableEvent, earlier: list[AnyEvent]) -> None:
    assert reasons(event, case_file(decision(), *earlier)) == ()


@pytest.mark.parametrize("made_by", Challenger)
def test_only_the_court_disputes_or_asks(made_by: Challenger) -> None:
    is_court = made_by not in (Challenger.PARTY, Challenger.REPRESENTATIVE)
    assert (reasons(court_challenged({"made_by": str(made_by)}), case_file()) == ()) is is_court


CASE = "case.case_number"
UNFITTING: list[tuple[AnyEvent, list[AnyEvent], str, str, str]] = [
    # An update would say that the case waits.
    (update_due(), [ALLOCATED_BY_REVIEW], "left_hub", CASE, "3.2(v)"),
    (update_due(), [risk_increased()], "left_hub", CASE, "3.2(v)"),
    (update_due(LATER), [adviser_allocated()], "left_hub", CASE, "3.2(v)"),
    # It is written on the day it is recorded, whatever its own.
    (update_due(), [adviser_allocated()], "left_hub", CASE, "3.2(v)"),
    # A risk passes a case back from its Hub, once.
    (risk_increased(LATER), [adviser_allocated()], "left_hub", CASE, "5.1 (risk)"),
    (risk_increased(LATER), [risk_increased()], "left_hub", CASE, "5.1 (risk)"),
    (risk_increased(LATER), [court_challenged()], "left_hub", CASE, "5.1 (risk)"),
    # A challenge disputes a decision to hold.
    (court_challenged(), [ALLOCATED_BY_REVIEW], "left_hub", CASE, "5.2"),
    (court_challenged(), [ACCEPTED], "left_hub", CASE, "5.2"),
    (court_challenged({**LATER, "allocate_by": "2027-02-05"}), [adviser_allocated()], "left_hub", CASE, "5.2"),
    # No review takes back what left otherwise than by a review.
    (review(LATER), [adviser_allocated()], "already_allocated", "outcome", "5.6"),
    (review(LATER), [risk_increased()], "left_hub", "outcome", "5.1 (risk)"),
    (review(LATER), [court_challenged()], "left_hub", "outcome", "5.2"),
    (review(LATER), [ACCEPTED], "left_hub", "outcome", "Annex B 3(c)"),
    (review(LATER), [ALLOCATED_BY_REVIEW, adviser_allocated()], "already_allocated", "outcome", "5.6"),
    (review(LATER), [risk_increased(), adviser_allocated()], "already_allocated", "outcome", "5.6"),
    # Allocated cases remain allocated.
    (decision(LATER), [adviser_allocated()], "already_allocated", CASE, "5.6"),
    # Nothing leaves before a review that held it.
    (risk_increased(), [review({"occurred_on": "2026-12-10"})], "held_since", "occurred_on", "ours"),
    (adviser_allocated(), [review(LATER)], "held_since", "occurred_on", "ours"),
    (ACCEPTED, [review(LATER)], "held_since", "occurred_on", "ours"),
    (court_challenged(), [review(LATER)], "held_since", "occurred_on", "ours"),
]


@pytest.mark.parametrize(("event", "earlier", "rule", "field", "source"), UNFITTING)
def test_an_event_that_does_not_fit_how_its_case_stands_is_refused_by_rule_field_and_paragraph(
    event: AnyEvent, earlier: list[AnyEvent], rule: str, field: str, source: str
) -> None:
    assert refused(event, case_file(decision(), *earlier)) == {(rule, field, source)}


@pytest.mark.parametrize(
    ("event", "source"),
    [
        (adviser_allocated(), "3.2(ii)"),
        (risk_increased(), "5.1 (risk)"),
        (representation(), "Annex B 3(c)"),
        (guardian_appointed(), "5.2 (16.4)"),
        (court_challenged(), "5.2"),
        (court_challenged({"kind": "clarification"}), "5.2"),
        (update_due(), "3.2(v)"),
    ],
)
def test_a_case_that_never_entered_a_hub_takes_none_of_them(event: AnyEvent, source: str) -> None:
    assert refused(event, None) == {("not_in_hub", CASE, source)}


@pytest.mark.parametrize(
    "event",
    [
        adviser_allocated(),
        risk_increased(LATER),
        representation(LATER),
        guardian_appointed(LATER),
        court_challenged({**LATER, "allocate_by": None}),
    ],
)
def test_a_closed_case_takes_none_of_them(event: AnyEvent) -> None:
    assert refused(event, case_file(decision(), closing())) == {("case_closed", CASE, "")}


def test_no_refusal_of_these_events_holds_a_persons_value() -> None:
    allocated = case_file(decision(), adviser_allocated())
    events: list[AnyEvent] = [*(row[0] for row in CONTRADICTORY), *(row[0] for row in UNFITTING)]
    said = " ".join(f"{r.rule} {r.field} {r.detail}" for event in events for r in reasons(event, allocated))
    values = ("Grandma", "Sample", "Tomasz", "Zosia", "Nadia", "960220", "p9", "p3", "injuries", "is to allocate")
    assert said
    assert not [value for value in values if value in said]

"""The court's word, a risk, an adviser: what each gives, ends, takes back or may not do, on a real register."""

import json
from datetime import date
from typing import Any

import pytest

from correspondence.catalogue.registry import CASE_KINDS
from correspondence.protocol.addressees import person_of, to_court
from correspondence.protocol.letters import Audience, Status
from correspondence.protocol.owed.duty import Duty, DutyName
from correspondence.protocol.owed.obligations import (
    ADVISER_LETTER,
    ANSWER_TO_COURT,
    GUARDIAN_TIMEFRAME,
    OBLIGATIONS,
    RISK_NOTICE,
)
from correspondence.protocol.refusals import Conflict, Inconsistent, NotInProtocol, Refused
from correspondence.service import Service
from correspondence.storage import StoredLetter, UnlawfulMove

from .conftest import event, letter_of, move, post, send, small_family

CASE = "CM26P00417"
THE_COURT = to_court("chelmsford")
ALONE: dict[str, Any] = {"case.people": small_family()[:1]}
"""The father's letters alone, which are soon written."""
GRANTED = {"case.ordered_work.filing_date": "2027-04-09"}
DUTY_OF = {code: obligation.duty for code, obligation in OBLIGATIONS.items()}
Step = tuple[str, dict[str, Any]]

GIVES: list[tuple[list[Step], Step, set[tuple[str, str]]]] = [
    ([], ("adviser_allocated", {}), {("adviser_letter", "p1")}),
    ([], ("risk_increased", {"may_be_told": ["p1"]}), {("brought_forward", "p1"), ("risk_notice", THE_COURT)}),
    ([], ("extension_needed", {}), {("extension_sought", "p1")}),
    ([("extension_needed", {})], ("extension_decided", GRANTED), {("extension_decided", "p1")}),
    ([], ("representation_received", {}), {("reply", "p1")}),
    ([], ("guardian_appointed", {}), {("guardian_timeframe", THE_COURT)}),
    ([], ("court_challenged", {}), {("answer_to_court", THE_COURT)}),
    ([], ("hub_closing", {}), {("hub_closing", "p1")}),
]


def given_by(service: Service, event_id: str) -> list[StoredLetter]:
    """The letters that an event gave, of the kinds whose duties stand in the table."""
    return [x for x in service.register.letters_of_event(event_id) if x.kind in DUTY_OF]


def duty_of(service: Service, letter: StoredLetter, today: date) -> Duty:
    """The one duty that this letter discharges."""
    person_id = person_of(letter.recipient)
    name = DUTY_OF[letter.kind]
    found = [d for d in service.duties_of(CASE, today) if (d.duty, d.person_id) == (name, person_id)]
    (duty,) = [d for d in found if d.due_on == letter.due_on]
    return duty


def stands(service: Service) -> set[tuple[str, str, Status]]:
    return {(x.kind, x.recipient, x.status) for x in service.register.letters_of_case(CASE)}


@pytest.mark.parametrize(("earlier", "step", "expected"), GIVES, ids=[step[0] for _, step, _ in GIVES])
def test_an_event_gives_its_letters_and_each_ends_its_duty_once_it_is_sent(
    service: Service, earlier: list[Step], step: Step, expected: set[tuple[str, str]]
) -> None:
    for kind, changes in [("hub_allocation_decided", {}), *earlier]:
        post(service, kind, ALONE | changes)
    outcome = post(service, step[0], ALONE | step[1])
    letters = [x for x in given_by(service, outcome.event_id) if x.kind in {kind for kind, _ in expected}]
    assert {(x.kind, x.recipient) for x in letters} == expected
    assert {x.status for x in letters} == {Status.DRAFT}
    for letter in letters:
        owed = duty_of(service, letter, letter.dated)
        assert (owed.done_on, owed.for_staff) == (None, False)
        move(service, letter, Status.APPROVED, letter.dated)
        assert duty_of(service, letter, letter.dated).done_on is None
        move(service, letter_of(service, letter.recipient, letter.kind), Status.SENT, letter.dated)
        assert duty_of(service, letter, letter.dated).done_on == letter.dated


def test_every_letter_about_a_case_is_of_one_obligation_and_every_obligation_has_its_letter() -> None:
    assert set(OBLIGATIONS) == set(CASE_KINDS)
    for code, obligation in OBLIGATIONS.items():
        is_for_others = obligation.duty in COURT_DUTIES or CASE_KINDS[code].versions == (Audience.FILE,)
        assert CASE_KINDS[code].is_for_families != is_for_others


COURT_DUTIES = {
    DutyName.EXTENSION_APPLICATION,
    DutyName.FILING_TIME_LETTER,
    RISK_NOTICE.duty,
    GUARDIAN_TIMEFRAME.duty,
    ANSWER_TO_COURT.duty,
}

BACK: dict[str, Any] = {"event_id": "decision-2", "occurred_on": "2027-02-01"}

REFUSED: list[tuple[list[Step], list[tuple[str, dict[str, Any], type[Refused], str]]]] = [
    (
        [],
        [
            ("risk_increased", {"may_be_told": ["p9"]}, Inconsistent, "person_unknown"),
            ("representation_received", {"from_person": "p9"}, Inconsistent, "person_unknown"),
            ("court_challenged", {"made_by": "party"}, Inconsistent, "not_the_court"),
            ("guardian_appointed", {"appointed_on": "2027-01-01"}, Inconsistent, "appointed_after_event"),
        ],
    ),
    (
        [("risk_increased", {"may_be_told": []})],
        [
            ("update_due", {}, Inconsistent, "left_hub"),
            ("court_challenged", {}, Inconsistent, "left_hub"),
            ("review_recorded", {"occurred_on": "2026-12-10"}, NotInProtocol, "left_hub"),
            ("risk_increased", {"may_be_told": ["p1"]}, Conflict, "event_id_taken"),
        ],
    ),
    (
        [("adviser_allocated", {})],
        [
            ("review_recorded", {"occurred_on": "2027-02-01"}, NotInProtocol, "already_allocated"),
            ("hub_allocation_decided", BACK, NotInProtocol, "already_allocated"),
        ],
    ),
]


@pytest.mark.parametrize(("earlier", "refused"), REFUSED, ids=["waiting", "passed back", "allocated"])
def test_a_refused_event_leaves_the_case_as_it_was(
    service: Service, earlier: list[Step], refused: list[tuple[str, dict[str, Any], type[Refused], str]]
) -> None:
    for kind, changes in [("hub_allocation_decided", {}), *earlier]:
        post(service, kind, ALONE | changes)
    today = date(2027, 2, 1)
    before = (service.events_of(CASE), stands(service), service.duties_of(CASE, today))
    for kind, changes, refusal, rule in refused:
        with pytest.raises(refusal) as caught:
            post(service, kind, ALONE | changes)
        assert rule in {r.rule for r in caught.value.reasons}
        assert (service.events_of(CASE), stands(service), service.duties_of(CASE, today)) == before


@pytest.mark.parametrize("kind", ["adviser_allocated", "risk_increased"])
def test_who_has_not_heard_that_a_case_waits_never_will_once_it_has_left_the_hub(service: Service, kind: str) -> None:
    post(service, "hub_allocation_decided")
    send(service, "p1", date(2026, 11, 20))
    post(service, "update_due", {"occurred_on": "2026-12-01"})
    outcome = post(service, kind)
    found = {(x, who): status for x, who, status in stands(service) if x in ("hub_letter", "update", "filing_time")}
    assert found == {
        ("hub_letter", "p1"): Status.SENT,
        ("hub_letter", "p2"): Status.WITHDRAWN,
        ("update", "p1"): Status.WITHDRAWN,
        ("update", "p2"): Status.WITHDRAWN,
        ("filing_time", THE_COURT): Status.WITHDRAWN,
    }
    owed = {(d.duty, d.person_id) for d in outcome.duties if d.done_on is None}
    assert not owed & {(name, who) for name in WAITING for who in ("p1", "p2", None)}


WAITING = (DutyName.FAMILY_LETTER, DutyName.UPDATE, DutyName.REVIEW, DutyName.FILING_TIME_LETTER)


def test_a_held_letter_of_a_new_kind_is_tried_again_on_the_next_event(service: Service) -> None:
    lost = {"case.people.1.safe_contact": None}
    post(service, "hub_allocation_decided")
    outcome = post(service, "adviser_allocated", lost)
    mothers = letter_of(service, "p2", "adviser_letter")
    assert (mothers.status, [f.code for f in mothers.findings]) == (Status.HELD, ["no_safe_route"])
    assert (DutyName.SAFE_ADDRESS, "p2", date(2027, 2, 1)) in {(d.duty, d.person_id, d.due_on) for d in outcome.duties}
    post(service, "information_received", {"occurred_on": "2027-01-29", "reply_route": "none", **lost})
    assert letter_of(service, "p2", "adviser_letter").status is Status.HELD
    looked = {"occurred_on": "2027-02-01", "outcome": "allocate", "answers": "information-1"}
    outcome = post(service, "review_recorded", looked)
    anew = letter_of(service, "p2", "adviser_letter")
    assert (anew.status, anew.event_id, anew.given_by) == (Status.DRAFT, "review-1", "allocation-1")
    assert DutyName.SAFE_ADDRESS not in {d.duty for d in outcome.duties}
    send(service, "p2", date(2027, 2, 2), "adviser_letter")
    assert duty_of(service, anew, date(2027, 2, 2)).done_on == date(2027, 2, 2)


def test_an_open_alert_holds_what_can_wait_and_never_the_notice_of_a_risk(service: Service) -> None:
    clerk = {"recorded_by": {"name": "B. Sample", "role": "business_services_officer"}}
    post(service, "hub_allocation_decided")
    post(service, "information_received", {"occurred_on": "2026-12-07"})
    post(service, "risk_increased", clerk)
    assert letter_of(service, THE_COURT, "risk_notice").status is Status.DRAFT
    assert letter_of(service, "p2", "brought_forward").status is Status.HELD


def test_another_adviser_takes_back_the_letter_about_the_first_and_staff_are_warned(service: Service) -> None:
    post(service, "hub_allocation_decided")
    post(service, "adviser_allocated")
    send(service, "p1", date(2027, 1, 29), "adviser_letter")
    again = {"event_id": "allocation-2", "occurred_on": "2027-02-01", "adviser.name": "Owen Example"}
    outcome = post(service, "adviser_allocated", again)
    assert any("5.6" in warning for warning in outcome.warnings)
    of_first = {(x.recipient, x.status) for x in given_by(service, "allocation-1")}
    assert of_first == {("p1", Status.SENT), ("p2", Status.WITHDRAWN)}
    assert {(x.recipient, x.status) for x in outcome.letters} == {("p1", Status.DRAFT), ("p2", Status.DRAFT)}
    owed = [d for d in outcome.duties if d.duty == ADVISER_LETTER.duty and d.done_on is None]
    assert {(d.person_id, d.due_on) for d in owed} == {("p1", date(2027, 2, 8)), ("p2", date(2027, 2, 8))}


def test_the_same_event_again_is_answered_as_the_first_time(service: Service) -> None:
    post(service, "hub_allocation_decided", ALONE)
    told = ALONE | {"may_be_told": ["p1"]}
    first = post(service, "risk_increased", told)
    again = service.take(json.dumps(json.loads(event("risk_increased", told)), indent=1).encode())
    assert (first.replayed, again.replayed) == (False, True)
    assert (again.letters, again.duties, again.warnings) == (first.letters, first.duties, first.warnings)


def test_a_closing_ends_every_duty_and_takes_back_every_new_letter(service: Service) -> None:
    post(service, "hub_allocation_decided", ALONE)
    post(service, "risk_increased", ALONE | {"may_be_told": ["p1"]})
    outcome = post(service, "case_closed", ALONE)
    assert outcome.duties == ()
    unsent = {Status.DRAFT, Status.HELD, Status.APPROVED}
    assert not [x for x in service.register.letters_of_case(CASE) if x.kind in CASE_KINDS and x.status in unsent]


def test_a_correction_of_who_may_be_told_takes_back_what_was_meant_for_the_other(service: Service) -> None:
    post(service, "hub_allocation_decided")
    post(service, "risk_increased")
    right = json.loads(event("risk_increased", {"may_be_told": ["p1"]}))
    body = {k: right[k] for k in ("recorded_by", "hub", "case")} | {
        "event_id": "correction-1",
        "type": "correction",
        "occurred_on": "2026-12-09",
        "replaces": "risk-1",
        "reason": "The wrong parent was named.",
        "event": right,
    }
    outcome = service.take(json.dumps(body).encode())
    told = {(x.recipient, x.status) for x in service.register.letters_of_case(CASE) if x.kind == "brought_forward"}
    assert told == {("p2", Status.WITHDRAWN), ("p1", Status.DRAFT)}
    owed = {d.person_id for d in outcome.duties if d.duty is DutyName.BROUGHT_FORWARD_LETTER}
    assert owed == {"p1"}


def test_a_correction_that_makes_the_case_leave_takes_back_what_speaks_of_waiting(service: Service) -> None:
    post(service, "hub_allocation_decided", ALONE)
    post(service, "review_recorded", ALONE)
    right = json.loads(event("review_recorded", {**ALONE, "outcome": "allocate"}))
    envelope = json.loads(event("hub_allocation_decided", ALONE))
    own = {"event_id": "correction-1", "type": "correction", "occurred_on": "2026-12-04", "replaces": "review-1"}
    correction = {key: envelope[key] for key in ("recorded_by", "hub", "case")} | own
    service.take(json.dumps(correction | {"reason": "It was allocated.", "event": right}).encode())
    waiting = {x for x in stands(service) if OBLIGATIONS[x[0]].is_of_waiting}
    assert waiting
    assert {status for _, _, status in waiting} == {Status.WITHDRAWN}


def test_a_decision_corrected_after_the_case_left_gives_no_letter_that_speaks_of_waiting(service: Service) -> None:
    post(service, "hub_allocation_decided", ALONE)
    post(service, "adviser_allocated", ALONE)
    right = json.loads(event("hub_allocation_decided", {**ALONE, "case.spip_advised": False}))
    own = {"event_id": "correction-1", "type": "correction", "occurred_on": "2027-01-29", "replaces": "decision-1"}
    correction = {key: right[key] for key in ("recorded_by", "hub", "case")} | own
    given = service.take(json.dumps(correction | {"reason": "No course was advised.", "event": right}).encode())
    assert [x.kind for x in given.letters if OBLIGATIONS[x.kind].is_of_waiting] == []


def test_what_stays_on_file_is_neither_approved_nor_sent(service: Service) -> None:
    post(service, "hub_allocation_decided", ALONE)
    post(service, "review_recorded", ALONE)
    kept = letter_of(service, "file:essex", "review_record")
    with pytest.raises(UnlawfulMove):
        move(service, kept, Status.APPROVED, date(2026, 12, 3))
    assert letter_of(service, "file:essex", "review_record").status is Status.DRAFT

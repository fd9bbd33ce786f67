"""What is owed is on its way once, whatever became of the letters: one rule after every event, of whatever kind."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from correspondence.protocol.letters import Status
from correspondence.service import Service
from correspondence.storage import Register, StoredLetter
from tests import build

from .conftest import Clock, letter_of, move, post, send, small_family
from .sequences import written_at_no_cost

CASE, COURT = "CM26P00417", "court:chelmsford"
SENT_ON = date(2026, 11, 20)
FATHER, MOTHER, CHILD = small_family()
NOTHING_NEW: dict[str, Any] = {"occurred_on": "2026-12-04", "with_person": "p1"}
ANOTHER_COURT: dict[str, Any] = {"case.court": "southend", "people": [FATHER]}


@pytest.fixture
def service(tmp_path: Path) -> Iterator[Service]:
    """A service whose letters cost nothing to write."""
    with Register.open(None, tmp_path, Clock()) as register, written_at_no_cost():
        yield Service(register, build.directory())


def had_by(service: Service, recipient: str, kind: str = "hub_letter") -> list[StoredLetter]:
    every = service.register.letters_of_case(CASE)
    return [x for x in every if x.kind == kind and x.recipient.split(":")[0] == recipient.split(":")[0]]


def statuses(service: Service, recipient: str, kind: str = "hub_letter") -> list[Status]:
    return [x.status for x in had_by(service, recipient, kind)]


def test_a_letter_that_was_withdrawn_by_hand_is_written_again_by_whatever_comes_next(service: Service) -> None:
    post(service, "hub_allocation_decided")
    first = move(service, letter_of(service, "p1"), Status.WITHDRAWN, SENT_ON)
    post(service, "contact_made", NOTHING_NEW)
    again = letter_of(service, "p1")
    assert (again.status, again.given_by, again.due_on) == (Status.DRAFT, first.given_by, first.due_on)
    assert statuses(service, "p2") == [Status.DRAFT]


def test_a_letter_that_came_back_is_written_again_once_staff_know_where_to(service: Service) -> None:
    post(service, "hub_allocation_decided")
    for each in ("p1", "p2"):
        send(service, each, SENT_ON)
    move(service, letter_of(service, "p1"), Status.RETURNED, date(2026, 11, 25))
    learnt = {"people": [build.changed(FATHER, {"address": build.MOVED})], "told_by": "returned_post"}
    post(service, "details_changed", learnt)
    assert statuses(service, "p1") == [Status.RETURNED, Status.WITHDRAWN, Status.DRAFT]  # held while they did not
    assert statuses(service, "p2") == [Status.SENT]


def test_who_joins_late_is_told_whatever_still_holds_and_nobody_else_is_told_again(service: Service) -> None:
    post(service, "hub_allocation_decided")
    for each in ("p1", "p2"):
        send(service, each, SENT_ON)
    post(service, "extension_needed")
    for each in ("p1", "p2"):
        send(service, each, date(2027, 2, 1), "extension_sought")
    aunt = build.changed(MOTHER, {"person_id": "p3", "name.given": "Zofia", "role": "other_party"})
    post(service, "details_changed", {"people": [aunt], "occurred_on": "2027-02-03"})
    on_their_way = {x.kind for x in service.register.letters_of_case(CASE) if x.recipient == "p3"}
    assert on_their_way == {"hub_letter", "extension_sought"}
    assert statuses(service, "p1") == [Status.SENT]


def test_a_second_decision_in_one_stay_writes_to_nobody_again(service: Service) -> None:
    post(service, "hub_allocation_decided")
    send(service, "p1", SENT_ON)
    waiting = letter_of(service, "p2")
    post(
        service,
        "hub_allocation_decided",
        {"event_id": "decision-2", "occurred_on": "2026-11-24", "screened.by": "N. Other"},
    )
    assert statuses(service, "p1") == [Status.SENT]
    assert had_by(service, "p2") == [waiting]


def test_a_notice_that_waits_goes_to_the_court_to_which_the_case_has_moved(service: Service) -> None:
    post(service, "hub_allocation_decided")
    post(service, "risk_increased")
    post(service, "details_changed", {**ANOTHER_COURT, "occurred_on": "2026-12-09"})
    notices = [(x.recipient, x.status) for x in had_by(service, COURT, "risk_notice")]
    assert notices == [(COURT, Status.WITHDRAWN), ("court:southend", Status.DRAFT)]


def test_a_notice_that_was_sent_is_not_sent_to_another_court(service: Service) -> None:
    post(service, "hub_allocation_decided")
    post(service, "risk_increased")
    send(service, COURT, date(2026, 12, 8), "risk_notice")
    post(service, "details_changed", {**ANOTHER_COURT, "occurred_on": "2026-12-09"})
    assert statuses(service, COURT, "risk_notice") == [Status.SENT]


def test_a_held_letter_that_would_say_something_else_is_written_instead_though_it_is_held_again(
    service: Service,
) -> None:
    post(service, "hub_allocation_decided", {"case.people.0.safe_contact": build.REMOVED})
    first = letter_of(service, "p1")
    assert first.status is Status.HELD
    moved = {"people": [build.changed(FATHER, {"name.family": "Sampleford", "safe_contact": build.REMOVED})]}
    post(service, "details_changed", {**moved, "case.people.0.safe_contact": build.REMOVED})
    again = letter_of(service, "p1")
    assert statuses(service, "p1") == [Status.WITHDRAWN, Status.HELD]
    assert again.as_record.content != first.as_record.content


def test_a_correcting_letter_that_is_written_again_is_still_one_and_keeps_its_day(service: Service) -> None:
    post(service, "hub_allocation_decided")
    post(service, "adviser_allocated")
    send(service, "p1", date(2027, 1, 29), "adviser_letter")
    right = build.adviser_allocated({"adviser.name": "Nadja Example", "case.people": small_family()})
    correction = build.written(build.correction(right, {"occurred_on": "2027-02-01", "case.people": small_family()}))
    service.take(json.dumps(correction).encode())
    first = letter_of(service, "p1", "adviser_letter")
    people = [build.changed(FATHER, {"address": build.MOVED})]
    post(service, "details_changed", {"people": people, "occurred_on": "2027-02-03"})
    again = letter_of(service, "p1", "adviser_letter")
    assert again.letter_id != first.letter_id
    assert again.due_on == first.due_on == date(2027, 2, 8)
    owed = {(d.duty, d.due_on) for d in service.duties_of(CASE, date(2027, 2, 3)) if d.person_id == "p1"}
    assert ("correcting_letter", again.due_on) in owed


def test_what_is_asked_twice_of_one_plan_is_planned_alike() -> None:
    """The plan is derived from what is owed and what became of the letters: nothing in it depends on having run."""
    received = (build.decision(), build.update_due())
    assert build.plan(*received) == build.plan(*received)

"""Whom a letter did not reach: nothing more goes there, staff are told what is missing, and one event mends it."""

from datetime import date

import pytest

from correspondence.protocol.letters import Status
from correspondence.protocol.owed.duty import AnyDutyName, DutyName
from correspondence.service import Service
from correspondence.storage import Mistake, StoredLetter
from tests import build

from .conftest import letter_of, move, post, send, small_family

CASE = "CM26P00417"
SENT_ON, BACK_ON, UPDATED_ON = date(2026, 11, 20), date(2026, 11, 25), "2026-12-22"
FATHER, MOTHER, _ = small_family()


def came_back(service: Service) -> StoredLetter:
    """The father's first letter is sent and comes back; the mother's reaches her."""
    post(service, "hub_allocation_decided")
    for each in ("p1", "p2"):
        send(service, each, SENT_ON)
    return move(service, letter_of(service, "p1"), Status.RETURNED, BACK_ON)


def owed_to(service: Service, person_id: str, today: date) -> set[AnyDutyName]:
    return {d.duty for d in service.duties_of(CASE, today) if d.person_id == person_id and d.done_on is None}


def test_a_letter_that_came_back_gives_staff_a_duty_and_stops_the_next(service: Service) -> None:
    came_back(service)
    assert owed_to(service, "p1", BACK_ON) == {DutyName.FAMILY_LETTER, DutyName.SAFE_ADDRESS}
    assert DutyName.SAFE_ADDRESS not in owed_to(service, "p2", BACK_ON)
    assert {(d.duty, d.person_id, d.due_on) for d in service.duties(BACK_ON) if d.duty is DutyName.SAFE_ADDRESS} == {
        (DutyName.SAFE_ADDRESS, "p1", date(2026, 11, 27))
    }
    post(service, "update_due", {"occurred_on": UPDATED_ON})
    held, hers = letter_of(service, "p1", "update"), letter_of(service, "p2", "update")
    assert (held.status, held.route, [f.code for f in held.findings]) == (Status.HELD, None, ["no_safe_route"])
    assert hers.status is Status.DRAFT


@pytest.mark.parametrize("address", [build.MOVED, FATHER["address"]], ids=["another address", "the same, confirmed"])
def test_details_that_are_learnt_lift_it_and_write_to_that_reader_alone(
    service: Service, address: dict[str, str]
) -> None:
    came_back(service)
    post(service, "update_due", {"occurred_on": UPDATED_ON})
    hers = letter_of(service, "p2", "update")
    known = {"people": [build.changed(FATHER, {"address": address})], "occurred_on": UPDATED_ON}
    post(service, "details_changed", {**known, "told_by": "returned_post"})
    assert letter_of(service, "p1", "update").status is Status.DRAFT
    assert letter_of(service, "p2", "update") == hers
    assert DutyName.SAFE_ADDRESS not in owed_to(service, "p1", date(2026, 12, 22))


def test_a_return_that_was_recorded_in_error_stops_nothing(service: Service) -> None:
    back = came_back(service)
    mistake = Mistake(by="R. Sample", on=BACK_ON, reason="Another letter came back.")
    service.take_back(back.letter_id, mistake)
    assert DutyName.SAFE_ADDRESS not in owed_to(service, "p1", BACK_ON)


def test_a_reader_whose_language_is_not_written_is_called_and_the_call_is_kept_from_every_letter(
    service: Service,
) -> None:
    farsi = {"case.people.1.language": "fa"}
    post(service, "hub_allocation_decided", farsi)
    hers = letter_of(service, "p2")
    assert (hers.status, hers.language, [f.code for f in hers.findings]) == (Status.DRAFT, "fa", ["english_with_panel"])
    assert DutyName.CALL_WITH_INTERPRETER not in owed_to(service, "p2", SENT_ON)
    send(service, "p2", SENT_ON)
    assert DutyName.CALL_WITH_INTERPRETER in owed_to(service, "p2", SENT_ON)
    before = service.register.letters_of_case(CASE)
    call = {"occurred_on": "2026-11-23", "spoken_language": "fa", **farsi}
    outcome = post(service, "contact_made", {**call, "summary": "She asked about Zaphod."})
    assert service.register.letters_of_case(CASE) == before
    assert [d.done_on for d in outcome.duties if d.duty is DutyName.CALL_WITH_INTERPRETER] == [date(2026, 11, 23)]
    assert outcome.letters == ()
    assert "Zaphod" not in repr(outcome)


def test_what_came_back_is_written_again_to_where_they_are_known_to_be_now(service: Service) -> None:
    came_back(service)
    known = {"people": [build.changed(FATHER, {"address": build.MOVED})], "told_by": "returned_post"}
    outcome = post(service, "details_changed", known)
    again = letter_of(service, "p1")
    assert [(x.letter_id, x.kind, x.recipient) for x in outcome.letters] == [(again.letter_id, "hub_letter", "p1")]
    assert (again.status, again.given_by, again.due_on) == (Status.DRAFT, "decision-1", date(2026, 11, 26))
    send(service, "p1", date(2026, 11, 26))
    assert DutyName.FAMILY_LETTER not in owed_to(service, "p1", date(2026, 11, 26))


def test_a_filler_for_an_address_gives_staff_a_duty_that_another_address_ends(service: Service) -> None:
    post(service, "hub_allocation_decided", {"case.people.0.address.line_1": "Confidential"})
    assert [f.code for f in letter_of(service, "p1").findings] == ["filler-in-address"]
    assert DutyName.SAFE_ADDRESS in owed_to(service, "p1", SENT_ON)
    post(service, "details_changed", {"people": [FATHER], "case.people.0.address.line_1": "Confidential"})
    assert letter_of(service, "p1").status is Status.DRAFT
    assert owed_to(service, "p1", SENT_ON) == {DutyName.FAMILY_LETTER}

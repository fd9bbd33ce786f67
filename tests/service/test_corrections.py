"""A correction on a real register: right letters stay as they were sent, wrong ones are put right, duties end."""

import json
from typing import Any

import pytest

from correspondence.protocol.letters import Status
from correspondence.service import Outcome, Service
from tests.build import day

from .conftest import event, letter_of, post, send

CASE = "CM26P00417"
COURT = "court:chelmsford"
REFUSED: dict[str, Any] = {"granted": False, "filing_date": None}


def correct(service: Service, kind: str, changes: dict[str, Any], on: str, number: int = 1) -> Outcome:
    """Correct the event of that type: *changes* are to it as it was first recorded."""
    right = json.loads(event(kind, changes))
    envelope = {key: right[key] for key in ("recorded_by", "hub", "case")}
    own = {"event_id": f"correction-{number}", "type": "correction", "occurred_on": on, "replaces": right["event_id"]}
    return service.take(json.dumps({**envelope, **own, "reason": "It was wrong.", "event": right}).encode())


def owed(outcome: Outcome) -> set[str | None]:
    """Whom a correcting letter is still owed; None for the court."""
    return {d.person_id for d in outcome.duties if d.duty == "correcting_letter" and d.done_on is None}


def statuses(service: Service, kind: str, recipient: str) -> list[Status]:
    return [x.status for x in service.register.letters_of_case(CASE) if (x.kind, x.recipient) == (kind, recipient)]


def test_a_reason_that_only_the_court_reads_is_put_right_for_the_court_and_nobody_else(service: Service) -> None:
    post(service, "hub_allocation_decided")
    post(service, "extension_needed")
    send(service, "p1", day("Tue 2 Feb 2027"), "extension_sought")
    send(service, COURT, day("Tue 2 Feb 2027"), "extension_application")
    outcome = correct(service, "extension_needed", {"reason": "As it was."}, "2027-02-03")
    assert statuses(service, "extension_application", COURT) == [Status.SENT, Status.DRAFT]
    assert statuses(service, "extension_sought", "p1") == [Status.SENT]
    assert statuses(service, "extension_sought", "p2") == [Status.DRAFT]  # on its way, and right as it is
    assert owed(outcome) == {None}
    send(service, COURT, day("Wed 3 Feb 2027"), "extension_application")
    assert not [d for d in service.duties(day("Wed 3 Feb 2027")) if d.duty == "correcting_letter"]


def test_a_summary_that_was_wrong_is_put_right_for_the_court_and_the_mother_hears_nothing(service: Service) -> None:
    post(service, "hub_allocation_decided")
    post(service, "risk_increased")
    send(service, "p2", day("Wed 9 Dec 2026"), "brought_forward")
    send(service, COURT, day("Wed 9 Dec 2026"), "risk_notice")
    changes = {"summary": "As it was.", "referral_made": False}
    outcome = correct(service, "risk_increased", changes, "2026-12-10")
    assert statuses(service, "brought_forward", "p2") == [Status.SENT]
    assert [x.kind for x in outcome.letters] == ["risk_notice"]
    assert owed(outcome) == {None}


def test_a_date_that_was_wrong_is_put_right_until_the_court_answers_and_not_after(service: Service) -> None:
    post(service, "hub_allocation_decided")
    post(service, "extension_needed", {"proposed_filing_date": "2027-04-16", "hearing_effect": "vacate"})
    for who, kind in (("p1", "extension_sought"), ("p2", "extension_sought"), (COURT, "extension_application")):
        send(service, who, day("Tue 2 Feb 2027"), kind)
    assert owed(correct(service, "extension_needed", {}, "2027-02-03")) == {"p1", "p2", None}
    send(service, "p1", day("Wed 3 Feb 2027"), "extension_sought")
    assert owed(post(service, "extension_decided", REFUSED)) == set()
    assert statuses(service, "extension_sought", "p2") == [Status.SENT, Status.WITHDRAWN]


def test_to_correct_a_request_that_was_answered_leaves_nothing_to_put_right(service: Service) -> None:
    post(service, "hub_allocation_decided")
    post(service, "extension_needed")
    send(service, "p1", day("Tue 2 Feb 2027"), "extension_sought")
    send(service, COURT, day("Tue 2 Feb 2027"), "extension_application")
    post(service, "extension_decided", REFUSED)
    outcome = correct(service, "extension_needed", {"proposed_filing_date": "2027-04-08"}, "2027-02-15")
    assert [x.kind for x in outcome.letters] == []
    assert owed(outcome) == set()


def test_an_update_on_its_way_is_written_again_once_more_time_is_asked_for(service: Service) -> None:
    post(service, "hub_allocation_decided")
    send(service, "p1", day("Fri 20 Nov 2026"))
    post(service, "update_due", {"occurred_on": "2027-02-01"})
    post(service, "extension_needed")
    assert statuses(service, "update", "p1") == [Status.WITHDRAWN, Status.DRAFT]
    update = letter_of(service, "p1", "update")
    words = " ".join(service.register.document(update.letter_id, update.documents[-1].form, "en").decode().split())
    assert "We are asking the court for more time, until Friday 9 April 2027." in words
    assert "If we need longer" not in words


def test_a_copied_application_on_its_way_goes_to_the_court_alone_once_a_party_may_not_know(service: Service) -> None:
    post(service, "hub_allocation_decided")
    post(service, "extension_needed", {"occurred_on": "2026-12-07"})
    post(service, "risk_increased")
    assert statuses(service, "extension_application", COURT) == [Status.WITHDRAWN, Status.DRAFT]
    assert letter_of(service, COURT, "extension_application").event_id == "risk-1"


def documents(service: Service) -> dict[str, tuple[str, tuple[str, ...]]]:
    """Every letter of the case that was not withdrawn: what became of it, and the hashes of its documents."""
    letters = service.register.letters_of_case(CASE)
    standing = (x for x in letters if x.status is not Status.WITHDRAWN)
    return {x.letter_id: (x.status, tuple(d.sha256 for d in x.documents)) for x in standing}


HER_SECRETS: tuple[dict[str, Any], ...] = (
    {},
    {"case.people.1.phone": "07700 900322"},
    {"case.people.1.email": "another@example.org", "case.people.1.may_be_known_by_others": ["phone"]},
)


@pytest.mark.parametrize("changes", HER_SECRETS)
@pytest.mark.parametrize("is_sent", [True, False], ids=["sent", "on its way"])
def test_a_correction_of_nothing_that_a_reader_was_told_changes_nothing_for_any_reader(
    service: Service, changes: dict[str, Any], is_sent: bool
) -> None:
    """What the court was sent, with a copy for each party, stands as well: nobody hears that it was wrong."""
    post(service, "hub_allocation_decided")
    for who, kind in (("p1", "hub_letter"), ("p2", "hub_letter"), (COURT, "filing_time")) if is_sent else ():
        send(service, who, day("Fri 20 Nov 2026"), kind)
    before = documents(service)
    outcome = correct(service, "hub_allocation_decided", changes, "2026-12-11")
    assert outcome.letters == ()
    assert owed(outcome) == set()
    assert documents(service) == before


def test_a_corrected_date_is_put_right_for_the_court_and_the_family_alike(service: Service) -> None:
    post(service, "hub_allocation_decided")
    send(service, COURT, day("Fri 20 Nov 2026"), "filing_time")
    send(service, "p1", day("Fri 20 Nov 2026"))
    outcome = correct(service, "hub_allocation_decided", {"case.ordered_work.filing_date": "2027-03-26"}, "2026-12-11")
    assert {(x.kind, x.recipient) for x in outcome.letters} >= {("filing_time", COURT), ("hub_letter", "p1")}
    assert owed(outcome) == {"p1", None}


def test_the_address_that_was_wrong_sends_a_letter_on_its_way_to_the_right_one_and_no_other(service: Service) -> None:
    post(service, "hub_allocation_decided")
    before = documents(service)
    moved = {"case.people.1.address.line_1": "4 Placeholder Close"}
    outcome = correct(service, "hub_allocation_decided", moved, "2026-11-20")
    assert [(x.kind, x.recipient) for x in outcome.letters] == [("hub_letter", "p2")]
    assert before.items() - documents(service).items() == {
        item for item in before.items() if item[0] == letter_of_first(service, "p2")
    }


def letter_of_first(service: Service, recipient: str) -> str:
    every = service.register.letters_of_case(CASE)
    return next(x.letter_id for x in every if x.recipient == recipient)


@pytest.mark.parametrize("answered_on", ["2026-11-23", "2026-12-18"])
def test_what_an_alert_held_goes_out_as_it_was_once_the_review_has_answered_it(
    service: Service, answered_on: str
) -> None:
    """His letter has the day, the reference and the bytes that it had: nothing tells him that she was in touch."""
    post(service, "hub_allocation_decided")
    before = documents(service)
    post(service, "information_received", {"occurred_on": "2026-11-20"})
    assert statuses(service, "hub_letter", "p1") == [Status.HELD]
    post(service, "review_recorded", {"occurred_on": answered_on, "answers": "information-1"})
    after = documents(service)
    assert after == {**after, **before}
    assert statuses(service, "hub_letter", "p1") == [Status.DRAFT]

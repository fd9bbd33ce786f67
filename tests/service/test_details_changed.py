"""Details that staff learnt: whose letters are written anew, and that nothing else moves."""

import json
from datetime import date
from typing import Any

import pypdfium2
import pytest

from correspondence.protocol.letters import Status
from correspondence.protocol.owed.duty import DutyName
from correspondence.service import Outcome, Service
from correspondence.storage import StoredLetter
from tests import build
from tests.build import MOVED, Body

from .conftest import letter_of, move, post, send, small_family

CASE, LEARNT_ON = "CM26P00417", date(2026, 11, 26)
FATHER, MOTHER, CHILD = small_family()
OTHERS = ("p2", "court:chelmsford")
SOLICITOR = build.represented(0)["case.people.0.representative"]
GRANDMOTHER: Body = {
    "person_id": "p3",
    "role": "other_party",
    "name": {"title": "Mrs", "given": "Halina", "family": "Wiśniewska"},
    "address": {"line_1": "4 Sample Row", "post_town": "Ipswich", "postcode": "IP1 1AA"},
    "safe_contact": FATHER["safe_contact"],
}


def learn(service: Service, *people: Body, **changes: Any) -> Outcome:
    """Staff learn how these people now stand."""
    return post(service, "details_changed", {"people": list(people), **changes})


def of(person: Body, **changes: Any) -> Body:
    return build.changed(person, {key.replace("__", "."): value for key, value in changes.items()})


def held(service: Service, *recipients: str) -> list[tuple[StoredLetter, list[bytes]]]:
    """All that is kept of the letters to these: each letter, and its documents byte for byte."""
    found = [x for x in service.register.letters_of_case(CASE) if x.recipient in recipients]
    return [(x, _files(service, x)) for x in found]


def _files(service: Service, letter: StoredLetter) -> list[bytes]:
    return [
        service.register.document(letter.letter_id, d.form, d.language, d.copy_to, d.part) for d in letter.documents
    ]


def printed(service: Service, letter: StoredLetter) -> str:
    """All that stands on the pages of a letter, its envelope's window too."""
    (pdf,) = (d for d in letter.documents if d.form == "pdf" and d.copy_to is None)
    pages = pypdfium2.PdfDocument(service.register.document(letter.letter_id, pdf.form, pdf.language, None, pdf.part))
    return "\n".join(page.get_textpage().get_text_range() for page in pages)


def test_a_letter_that_waits_is_written_to_the_new_address_and_no_other_letter_moves(service: Service) -> None:
    post(service, "hub_allocation_decided")
    move(service, letter_of(service, "p2"), Status.APPROVED, date(2026, 11, 20))
    before, was = held(service, *OTHERS), letter_of(service, "p1")
    outcome = learn(service, of(FATHER, address=MOVED))
    now = letter_of(service, "p1")
    assert (now.event_id, now.given_by, now.status) == ("details-1", "decision-1", Status.DRAFT)
    assert [x.status for x, _ in held(service, "p1")] == [Status.WITHDRAWN, Status.DRAFT]
    assert (now.due_on, now.dated) == (was.due_on, LEARNT_ON)
    assert held(service, *OTHERS) == before
    assert [x.letter_id for x in outcome.letters] == [now.letter_id]
    assert outcome.warnings == ()


@pytest.mark.parametrize(
    "changes",
    [
        {"representative": SOLICITOR},
        {"language": "pl"},
        {"form": "large_print"},
        {"safe_contact__route": "email"},
        {"name__title": "Dr"},
    ],
    ids=lambda each: next(iter(each)),
)
def test_what_changes_of_a_reader_writes_their_letter_anew(service: Service, changes: dict[str, Any]) -> None:
    post(service, "hub_allocation_decided")
    before = held(service, "p2")
    learn(service, of(FATHER, **changes))
    assert [x.status for x, _ in held(service, "p1")] == [Status.WITHDRAWN, Status.DRAFT]
    assert held(service, "p2") == before


def test_what_changes_nothing_of_what_waits_moves_nothing(service: Service) -> None:
    post(service, "hub_allocation_decided", {"case.people.1.safe_contact": None})
    mother = build.changed(MOTHER, {"safe_contact": None})
    before = held(service, "p1", *OTHERS)
    learn(service, of(FATHER, phone="01632 960199"), **{"case.people.1": mother})
    assert held(service, "p1", *OTHERS) == before


def test_a_route_that_was_missing_is_lifted_for_that_reader_alone(service: Service) -> None:
    nobody = {f"case.people.{place}.safe_contact": None for place in (0, 1)}
    post(service, "hub_allocation_decided", nobody)
    before = held(service, *OTHERS)
    assert letter_of(service, "p1").status is Status.HELD
    outcome = learn(service, FATHER, **nobody)
    assert letter_of(service, "p1").status is Status.DRAFT
    assert held(service, *OTHERS) == before
    assert {d.duty for d in outcome.duties if d.person_id == "p1" and d.done_on is None} == {DutyName.FAMILY_LETTER}


def test_what_was_sent_stays_as_it_was_and_no_letter_says_that_anything_was_wrong(service: Service) -> None:
    post(service, "hub_allocation_decided")
    for each in ("p1", "p2"):
        send(service, each, date(2026, 11, 20))
    before, owed = held(service, "p1", *OTHERS), service.duties_of(CASE, LEARNT_ON)
    outcome = learn(service, of(FATHER, address=MOVED))
    assert (held(service, "p1", *OTHERS), outcome.letters) == (before, ())
    assert outcome.duties == owed


@pytest.mark.drawn
def test_the_next_letters_go_to_the_address_that_was_learnt(service: Service) -> None:
    post(service, "hub_allocation_decided")
    learn(service, of(FATHER, address=MOVED))
    post(service, "update_due", {"case.people.0.address": MOVED, "occurred_on": "2026-12-22"})
    assert MOVED["line_1"] in printed(service, letter_of(service, "p1", "update"))


def test_whoever_joins_is_written_to_and_whoever_leaves_is_not(service: Service) -> None:
    post(service, "hub_allocation_decided")
    send(service, "p1", date(2026, 11, 20))
    learn(service, GRANDMOTHER)
    hers = letter_of(service, "p3")
    assert (hers.status, hers.given_by, hers.due_on) == (Status.DRAFT, "decision-1", date(2026, 12, 3))
    before = held(service, "p1", *OTHERS)
    learn(service, GRANDMOTHER, event_id="left", occurred_on="2026-11-27")
    assert letter_of(service, "p3").status is Status.WITHDRAWN
    assert not [d for d in service.duties_of(CASE, date(2026, 11, 27)) if d.person_id == "p3"]
    assert [x for x in held(service, "p1", *OTHERS) if x[0].status is Status.SENT] == [
        x for x in before if x[0].status is Status.SENT
    ]


def test_a_child_whose_version_is_decided_is_written_to(service: Service) -> None:
    post(service, "hub_allocation_decided", {"case.people.2.letter_version": None})
    for each in ("p1", "p2"):
        send(service, each, date(2026, 11, 20))
    before = held(service, "p1", "p2")
    outcome = learn(service, of(CHILD, letter_version="older"), **{"case.people.2.letter_version": None})
    assert letter_of(service, "c1").status is Status.DRAFT
    assert held(service, "p1", "p2") == before
    assert not [d for d in outcome.duties if d.duty is DutyName.LETTER_VERSION]


@pytest.mark.drawn
def test_a_correction_of_details_writes_to_the_right_address_and_tells_nobody_of_a_mistake(service: Service) -> None:
    post(service, "hub_allocation_decided")
    learn(service, of(FATHER, address=MOVED))
    before = held(service, *OTHERS)
    right = build.details_changed({"case.people": small_family(), "people": [of(FATHER, address=_ELSEWHERE)]})
    own = {"replaces": "details-1", "reason": "A slip.", "event": build.written(right), "event_id": "correction-1"}
    body = build.written(build.correction(right)) | own
    service.take(json.dumps(build.changed(body, {"case.people": small_family(), "occurred_on": "2026-11-27"})).encode())
    said = printed(service, letter_of(service, "p1"))
    assert _ELSEWHERE["line_1"] in said
    assert "was wrong" not in said
    assert held(service, *OTHERS) == before


_ELSEWHERE = {"line_1": "9 Imaginary Lane", "post_town": "Witham", "postcode": "CM8 2ZZ"}


def test_it_holds_nothing_back_and_answers_nothing(service: Service) -> None:
    post(service, "hub_allocation_decided")
    post(service, "information_received", {"occurred_on": "2026-11-25"})
    before = {(d.duty, d.person_id, d.due_on) for d in service.duties_of(CASE, LEARNT_ON)}
    outcome = learn(service, of(FATHER, phone="01632 960199"))
    assert {(d.duty, d.person_id, d.due_on) for d in outcome.duties} == before
    assert DutyName.ALERT_REVIEW in {duty for duty, *_ in before}


def test_in_a_case_with_an_adviser_it_writes_the_letters_that_wait(service: Service) -> None:
    post(service, "hub_allocation_decided")
    post(service, "adviser_allocated")
    before = held(service, *OTHERS)
    learn(service, of(FATHER, address=MOVED), occurred_on="2027-01-29")
    now = letter_of(service, "p1", "adviser_letter")
    assert (now.event_id, now.status) == ("details-1", Status.DRAFT)
    assert held(service, *OTHERS) == before


@pytest.mark.parametrize(
    ("kind", "letter"), [("adviser_allocated", "adviser_letter"), ("extension_needed", "extension_sought")]
)
def test_whoever_joins_is_written_to_of_whatever_the_family_is_owed_by_then(
    service: Service, kind: str, letter: str
) -> None:
    post(service, "hub_allocation_decided")
    post(service, kind)
    learn(service, GRANDMOTHER, occurred_on="2027-02-03")
    hers = letter_of(service, "p3", letter)
    (duty,) = (d for d in service.duties_of(CASE, date(2027, 2, 3)) if d.person_id == "p3" and d.due_on == hers.due_on)
    assert (hers.status, hers.dated) == (Status.DRAFT, date(2027, 2, 3))
    assert "from Wednesday 3 February 2027" in duty.why

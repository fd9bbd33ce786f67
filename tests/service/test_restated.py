"""A letter that goes, or comes back, changes what another should say: that other is written instead, with no event."""

from dataclasses import replace

import pytest

from correspondence import verification
from correspondence.protocol.letters import Status
from correspondence.service import Service
from correspondence.storage import Mistake, StatusChange, StoredLetter, UnlawfulMove
from tests.build import MOVED, Changes, day

from .conftest import letter_of, move, post, send
from .test_details_changed import FATHER, learn, of, printed

CASE = "CM26P00417"
FRIDAY, MONDAY = day("Fri 20 Nov 2026"), day("Mon 23 Nov 2026")
CLOSING = "hub_closing"


def closes(service: Service) -> StoredLetter:
    """The Hub closes before the father's first letter has gone: he waits for two."""
    post(service, "hub_allocation_decided")
    move(service, letter_of(service, "p1"), Status.APPROVED, FRIDAY)
    post(service, CLOSING, {"occurred_on": FRIDAY.isoformat()})
    return letter_of(service, "p1", CLOSING)


def said(service: Service, letter: StoredLetter) -> str:
    """The words of a letter."""
    return service.register.document(letter.letter_id, letter.documents[-1].form, "en").decode()


def of_kind(service: Service, kind: str, person_id: str) -> list[Status]:
    """How the letters of that kind to that person stand, in the order they were written."""
    every = service.register.letters_of_case(CASE)
    return [x.status for x in every if (x.kind, x.recipient) == (kind, person_id)]


def elsewhere(service: Service) -> Service:
    """The same register, with a directory in which the Hub has another telephone number."""
    hub = service.directory.hubs["essex"]
    there = replace(hub, contact=replace(hub.contact, phone="01632 960999"))
    return Service(service.register, replace(service.directory, hubs={"essex": there}))


PROMISE = "We will write to you again by Thursday 24 December 2026"


def test_what_waits_is_written_instead_once_a_letter_that_changes_it_has_gone(service: Service) -> None:
    """Until the first letter had gone, the second had no promise of it to repeat (Protocol 3.2(v))."""
    before = closes(service)
    assert PROMISE not in said(service, before)
    move(service, letter_of(service, "p1"), Status.SENT, FRIDAY)
    now = letter_of(service, "p1", CLOSING)
    assert PROMISE in said(service, now)
    assert of_kind(service, CLOSING, "p1") == [Status.WITHDRAWN, Status.DRAFT]
    assert (now.event_id, now.given_by, now.due_on) == (before.event_id, before.given_by, before.due_on)
    assert move(service, now, Status.APPROVED, FRIDAY).status is Status.APPROVED


def test_what_says_the_same_stays_as_it_is_for_whoever_waits_for_nothing_of_it(service: Service) -> None:
    closes(service)
    move(service, letter_of(service, "p2", CLOSING), Status.APPROVED, FRIDAY)
    move(service, letter_of(service, "p1"), Status.SENT, FRIDAY)
    assert of_kind(service, CLOSING, "p2") == [Status.APPROVED]


def test_a_letter_that_comes_back_takes_with_it_what_another_repeats(service: Service) -> None:
    closes(service)
    sent = move(service, letter_of(service, "p1"), Status.SENT, FRIDAY)
    move(service, sent, Status.RETURNED, MONDAY)
    now = letter_of(service, "p1", CLOSING)
    assert of_kind(service, CLOSING, "p1") == [Status.WITHDRAWN, Status.WITHDRAWN, Status.HELD]
    assert (PROMISE in said(service, now), now.dated) == (False, MONDAY)
    assert of_kind(service, "hub_letter", "p1") == [Status.RETURNED, Status.HELD], "it waits for a safe address"


def test_a_sending_that_is_taken_back_takes_back_what_another_made_of_it(service: Service) -> None:
    closes(service)
    sent = move(service, letter_of(service, "p1"), Status.SENT, FRIDAY)
    service.take_back(sent.letter_id, Mistake(by="S. Visor", on=FRIDAY, reason="It lay in the tray"))
    assert PROMISE not in said(service, letter_of(service, "p1", CLOSING))
    assert of_kind(service, CLOSING, "p1") == [Status.WITHDRAWN, Status.WITHDRAWN, Status.DRAFT]


@pytest.mark.drawn
def test_what_comes_back_from_where_its_reader_lives_no_more_is_written_to_where_they_live(service: Service) -> None:
    post(service, "hub_allocation_decided")
    sent = send(service, "p1", FRIDAY)
    learn(service, of(FATHER, address=MOVED), occurred_on=FRIDAY.isoformat())
    move(service, sent, Status.RETURNED, MONDAY)
    assert of_kind(service, "hub_letter", "p1") == [Status.RETURNED, Status.DRAFT]
    assert MOVED["line_1"] in printed(service, letter_of(service, "p1"))


def test_what_a_return_held_is_free_once_that_was_said_in_error(service: Service) -> None:
    post(service, "hub_allocation_decided")
    back = move(service, send(service, "p1", FRIDAY), Status.RETURNED, FRIDAY)
    post(service, "update_due", {"occurred_on": MONDAY.isoformat()})
    assert of_kind(service, "update", "p1") == [Status.HELD]
    service.take_back(back.letter_id, Mistake(by="S. Visor", on=MONDAY, reason="It was another family's"))
    assert letter_of(service, "p1", "update").status is Status.DRAFT
    assert of_kind(service, "hub_letter", "p1") == [Status.SENT, Status.WITHDRAWN]


@pytest.mark.parametrize("status", [Status.APPROVED, Status.SENT])
def test_a_letter_that_is_out_of_date_as_it_goes_is_held_and_written_instead(service: Service, status: Status) -> None:
    """Nobody has to wait for the next event of a case in which nothing more may happen."""
    post(service, "hub_allocation_decided")
    before = letter_of(service, "p1")
    if status is Status.SENT:
        move(service, before, Status.APPROVED, FRIDAY)
    changed = elsewhere(service)
    with pytest.raises(UnlawfulMove) as refused:
        move(changed, before, status, MONDAY)
    assert refused.value.before is Status.HELD
    now = letter_of(service, "p1")
    assert of_kind(service, "hub_letter", "p1") == [Status.WITHDRAWN, Status.DRAFT]
    assert ("01632 960999" in said(service, now), now.dated, now.due_on) == (True, MONDAY, before.due_on)
    assert [f.code for f in service.register.letter(before.letter_id).findings] == ["out_of_date"]  # type: ignore[union-attr]
    move(changed, now, Status.APPROVED, MONDAY)
    assert move(changed, letter_of(service, "p1"), Status.SENT, MONDAY).status is Status.SENT


JANUARY = day("Mon 18 Jan 2027")


@pytest.mark.parametrize("status", [Status.APPROVED, Status.SENT])
def test_no_letter_goes_that_promises_a_day_gone_by(service: Service, status: Status) -> None:
    """It lay still since November: what it says of Christmas is no promise any more (Protocol 3.2(v))."""
    post(service, "hub_allocation_decided")
    letter = letter_of(service, "p1")
    assert PROMISE in said(service, letter)
    if status is Status.SENT:
        move(service, letter, Status.APPROVED, FRIDAY)
    with pytest.raises(UnlawfulMove):
        move(service, letter, status, JANUARY)
    now = letter_of(service, "p1")
    assert (of_kind(service, "hub_letter", "p1"), now.dated) == ([Status.WITHDRAWN, Status.DRAFT], JANUARY)
    assert PROMISE not in said(service, now)
    assert move(service, now, Status.APPROVED, JANUARY).status is Status.APPROVED


CLOSES = {"occurred_on": "2026-11-20", "closes_on": "2026-12-01"}
TURNED = [
    (
        "guardian_appointed",
        {},
        "guardian_timeframe",
        "court:chelmsford",
        "Mon 8 Feb 2027",
    ),  # one was expected on Friday
    ("hub_closing", CLOSES, "hub_closing", "p1", "Wed 2 Dec 2026"),
]


@pytest.mark.parametrize(("kind", "changes", "code", "recipient", "after"), TURNED, ids=[each[2] for each in TURNED])
def test_no_letter_goes_that_tells_a_day_as_ahead_which_has_passed(
    service: Service, kind: str, changes: Changes, code: str, recipient: str, after: str
) -> None:
    """Its facts name the day ahead and past alike; its words do not."""
    post(service, "hub_allocation_decided")
    post(service, kind, {**changes})
    letter, on = letter_of(service, recipient, code), day(after)
    with pytest.raises(UnlawfulMove):
        move(service, letter, Status.APPROVED, on)
    now = letter_of(service, recipient, code)
    assert (of_kind(service, code, recipient), now.dated) == ([Status.WITHDRAWN, Status.DRAFT], on)
    assert move(service, now, Status.APPROVED, on).status is Status.APPROVED


def test_the_next_event_writes_again_what_promises_a_day_gone_by_and_nothing_else(service: Service) -> None:
    post(service, "hub_allocation_decided")
    move(service, letter_of(service, "p2"), Status.APPROVED, FRIDAY)
    post(service, "review_recorded", {"occurred_on": FRIDAY.isoformat()})
    assert of_kind(service, "hub_letter", "p1") == [Status.DRAFT]
    post(service, "review_recorded", {"event_id": "review-2", "occurred_on": JANUARY.isoformat()})
    for each in ("p1", "p2"):
        assert of_kind(service, "hub_letter", each) == [Status.WITHDRAWN, Status.DRAFT]
        assert letter_of(service, each).dated == JANUARY


def test_a_sending_that_is_told_late_is_of_the_day_on_which_it_went(service: Service) -> None:
    post(service, "hub_allocation_decided")
    letter = move(service, letter_of(service, "p1"), Status.APPROVED, FRIDAY)
    change = StatusChange(status=Status.SENT, by="R. Sample", on=FRIDAY, route=letter.route)
    assert service.move_on(letter.letter_id, change, today=JANUARY).status is Status.SENT


def test_it_is_dated_the_day_on_which_it_is_written_however_late_a_sending_is_told(service: Service) -> None:
    closes(service)
    letter = letter_of(service, "p1")
    change = StatusChange(status=Status.SENT, by="R. Sample", on=FRIDAY, route=letter.route)
    service.move_on(letter.letter_id, change, today=MONDAY)
    assert letter_of(service, "p1", CLOSING).dated == MONDAY


def test_all_of_it_is_whole_and_is_made_again_with_the_same_bytes(service: Service) -> None:
    closes(service)
    move(service, letter_of(service, "p1"), Status.SENT, FRIDAY)
    assert list(service.register.broken_rows()) == []
    proofs = list(verification.verify(service))
    assert all(proof.fault is None and proof.made_again is not False for proof in proofs)

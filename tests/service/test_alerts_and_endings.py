"""Alerts hold what is routine; reviews release it; corrections and closings take it back; updates never repeat."""

import json
from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest

from correspondence.protocol.letters import Status
from correspondence.service import Service
from correspondence.storage import NotAcknowledged, StatusChange, UnlawfulMove
from tests import build

from .conftest import event, letter_of, move, post, send

CASE = "CM26P00417"
ALERT = {"occurred_on": "2026-11-20"}
ANSWER = {"occurred_on": "2026-11-23", "answers": "information-1"}


def statuses(service: Service) -> list[tuple[str, str, Status]]:
    return [(x.kind, x.recipient, x.status) for x in service.register.letters_of_case(CASE)]


def test_an_open_alert_holds_every_routine_letter_until_a_review_is_recorded(service: Service) -> None:
    post(service, "hub_allocation_decided")
    move(service, letter_of(service, "p1"), Status.APPROVED, date(2026, 11, 20))
    post(service, "information_received", ALERT)
    assert {status for *_, status in statuses(service)} == {Status.HELD}
    assert {f.code for x in service.register.letters_of_case(CASE) for f in x.findings} == {"open_alert"}
    with pytest.raises(UnlawfulMove):
        move(service, letter_of(service, "p1"), Status.SENT, date(2026, 11, 20))
    post(service, "review_recorded", ANSWER)
    assert (letter_of(service, "p1").status, letter_of(service, "p2").status) == (Status.DRAFT, Status.DRAFT)
    assert letter_of(service, "p1").dated == date(2026, 11, 19)  # its own day: the alert leaves no trace in it


def test_an_alert_holds_the_letters_of_represented_parties_on_both_sides_too(service: Service) -> None:
    both = build.represented(0, 1)
    post(service, "hub_allocation_decided", both)
    assert [bool(x.documents) for x in service.register.letters_of_case(CASE)] == [True] * 3
    post(service, "information_received", ALERT | both)
    assert {status for *_, status in statuses(service)} == {Status.HELD}
    outcome = post(service, "update_due", {"occurred_on": "2026-11-20"} | both)
    assert {x.status for x in outcome.letters} <= {Status.HELD}


def test_a_letter_written_while_an_alert_is_open_is_held(service: Service) -> None:
    post(service, "hub_allocation_decided")
    send(service, "p1", date(2026, 11, 20))
    post(service, "information_received", ALERT | {"reply_route": "none"})
    outcome = post(service, "update_due", {"occurred_on": "2026-11-20"})
    assert {x.status for x in outcome.letters} == {Status.HELD}


def test_the_thank_you_goes_to_who_told_us_and_to_nobody_else(service: Service) -> None:
    post(service, "hub_allocation_decided")
    post(service, "information_received", ALERT)
    outcome = post(service, "review_recorded", ANSWER)
    thanks = [x for x in outcome.letters if x.kind == "thank_you"]
    assert [(x.recipient, str(x.route), x.status) for x in thanks] == [("p2", "phone", Status.DRAFT)]


@pytest.mark.parametrize("changes", [{"reply_route": "none"}, {"from_person": None}])
def test_nobody_is_thanked_who_wants_no_answer_or_is_not_of_the_case(
    service: Service, changes: dict[str, object]
) -> None:
    post(service, "hub_allocation_decided")
    post(service, "information_received", ALERT | changes)
    outcome = post(service, "review_recorded", ANSWER)
    assert not any(x.kind == "thank_you" for x in outcome.letters)


def test_a_review_that_allocates_takes_back_the_letters_that_say_the_case_waits(service: Service) -> None:
    post(service, "hub_allocation_decided")
    outcome = post(service, "review_recorded", {"outcome": "allocate"})
    assert [x.kind for x in outcome.letters] == ["review_record"]
    assert {status for kind, _, status in statuses(service) if kind != "review_record"} == {Status.WITHDRAWN}


def test_a_closing_ends_every_duty_and_withdraws_every_unsent_letter(service: Service) -> None:
    post(service, "hub_allocation_decided")
    send(service, "p1", date(2026, 11, 20))
    outcome = post(service, "case_closed")
    assert outcome.duties == ()
    assert statuses(service) == [
        ("hub_letter", "p1", Status.SENT),
        ("hub_letter", "p2", Status.WITHDRAWN),
        ("filing_time", "court:chelmsford", Status.WITHDRAWN),
    ]
    assert not [d for d in service.duties(date(2027, 1, 11)) if d.case_number is not None]


def test_a_person_who_died_is_neither_written_to_nor_named(service: Service) -> None:
    post(service, "hub_allocation_decided")
    post(service, "case_closed", {"reason": "death", "person_id": "c1", "occurred_on": "2026-11-24"})
    again = {"event_id": "decision-2", "occurred_on": "2026-12-01"}
    outcome = post(service, "hub_allocation_decided", again)
    to_family = [x for x in outcome.letters if x.kind == "hub_letter"]
    assert [x.recipient for x in to_family] == ["p1", "p2"]
    for letter in to_family:
        words = service.register.document(letter.letter_id, letter.documents[-1].form, "en").decode()
        assert "Zosia" not in words


def test_a_letter_that_would_say_something_else_by_now_is_written_anew(service: Service) -> None:
    post(service, "hub_allocation_decided")
    move(service, letter_of(service, "p1"), Status.APPROVED, date(2026, 11, 20))
    moved = {"case.people.0.address.line_2": "20 Example Street"}
    post(service, "review_recorded", moved)
    newest = letter_of(service, "p1")
    assert (newest.status, newest.event_id, newest.given_by) == (Status.DRAFT, "review-1", "decision-1")
    assert [s for kind, person, s in statuses(service) if person == "p1"] == [Status.WITHDRAWN, Status.DRAFT]
    assert [s for kind, person, s in statuses(service) if person == "p2"] == [Status.DRAFT]


def test_a_correction_withdraws_what_was_not_sent_and_answers_what_was(service: Service) -> None:
    post(service, "hub_allocation_decided")
    send(service, "p1", date(2026, 11, 20))
    right = json.loads(event("hub_allocation_decided", {"case.ordered_work.filing_date": "2027-03-26"}))
    body = {k: right[k] for k in ("recorded_by", "hub", "case")} | {
        "event_id": "correction-1",
        "type": "correction",
        "occurred_on": "2026-11-24",
        "replaces": "decision-1",
        "reason": "The filing date was typed wrongly.",
        "event": right,
    }
    outcome = service.take(json.dumps(body).encode())
    assert [(x.recipient, x.status) for x in outcome.letters] == [
        ("p1", Status.DRAFT),
        ("p2", Status.DRAFT),
        ("court:chelmsford", Status.DRAFT),
    ]
    father, mother = (
        service.register.document(x.letter_id, x.documents[-1].form, "en").decode() for x in outcome.letters[:2]
    )
    assert "takes the place of the one dated Thursday 19 November 2026" in " ".join(father.split())
    assert "takes the place" not in mother
    assert ("correcting_letter", "p1") in {(d.duty, d.person_id) for d in outcome.duties}


def test_no_two_updates_running_say_the_same(service: Service) -> None:
    post(service, "hub_allocation_decided")
    send(service, "p1", date(2026, 11, 20))
    wordings = []
    for number, day in enumerate(("2026-12-22", "2027-01-22", "2027-02-22", "2027-03-22")):
        post(service, "update_due", {"event_id": f"update-{number}", "occurred_on": day})
        wordings.append(send(service, "p1", date.fromisoformat(day), "update").wording)
    assert all(one != other for one, other in pairwise(wordings))


def test_a_new_update_takes_the_place_of_one_that_was_never_sent(service: Service) -> None:
    post(service, "hub_allocation_decided")
    send(service, "p1", date(2026, 11, 20))
    post(service, "update_due")
    post(service, "update_due", {"event_id": "update-2", "occurred_on": "2026-12-23"})
    assert [s for kind, person, s in statuses(service) if (kind, person) == ("update", "p1")] == [
        Status.WITHDRAWN,
        Status.DRAFT,
    ]


def test_progress_that_nothing_bears_out_is_not_said_and_staff_are_told(service: Service) -> None:
    post(service, "hub_allocation_decided")
    send(service, "p1", date(2026, 11, 20))
    outcome = post(service, "update_due", {"progress": ["filing_date_changed", "reviewed_no_change"]})
    assert sum("nothing recorded" in warning for warning in outcome.warnings) == 2
    letter = letter_of(service, "p1", "update")
    words = service.register.document(letter.letter_id, letter.documents[-1].form, "en").decode()
    assert "None of the dates that we told you has changed" in words
    assert "supervisor" not in words


def test_what_whoever_approves_has_to_see_must_be_acknowledged_by_code(service: Service) -> None:
    post(service, "hub_allocation_decided", {"case.people.0.language": "pl"})
    letter = letter_of(service, "p1")
    silent = StatusChange(status=Status.APPROVED, by="R. Sample", on=date(2026, 11, 20))
    with pytest.raises(NotAcknowledged):
        service.move_on(letter.letter_id, silent)
    assert move(service, letter, Status.APPROVED, date(2026, 11, 20)).status is Status.APPROVED


def test_a_letter_is_examined_again_before_it_is_sent(service: Service) -> None:
    """The directory changed its telephone number after approval: the letter would say something else now."""
    post(service, "hub_allocation_decided")
    approved = move(service, letter_of(service, "p1"), Status.APPROVED, date(2026, 11, 20))
    hub = service.directory.hubs["essex"]
    elsewhere = replace(hub, contact=replace(hub.contact, phone="01632 960999"))
    changed = Service(service.register, replace(service.directory, hubs={"essex": elsewhere}))
    with pytest.raises(UnlawfulMove):
        move(changed, approved, Status.SENT, date(2026, 11, 20))
    examined = service.register.letter(approved.letter_id)
    assert examined is not None and [f.code for f in examined.findings] == ["out_of_date"]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("She is at co1  1jn now.", "disclosure.address"),
        ("Her number is +44 7700 900 321.", "disclosure.phone"),
        ("Write to A.Sample@Example.org instead.", "disclosure.email"),
        ("She lives in 2 Place\u00adholder Close.", "disclosure.address"),
        ("They go to Example  High School.", "disclosure.school"),
    ],
)
@pytest.mark.drawn
def test_a_note_that_gives_another_away_holds_that_letter_and_no_other(service: Service, words: str, code: str) -> None:
    """The last net: a person wrote into a father's letter what he may not know."""
    post(service, "hub_allocation_decided")
    note = {"person_id": "p1", "language": "en", "text": words}
    outcome = post(service, "update_due", {"notes": [note]})
    father, mother = (x for x in outcome.letters if x.kind == "update")
    assert (father.status, mother.status) == (Status.HELD, Status.DRAFT)
    assert code in {f.code for f in father.findings}
    assert {f.where.split()[0] for f in father.findings if f.code == code} >= {"pdf", "docx", "html", "txt"}


def test_whoever_approves_a_childs_thank_you_is_told_that_others_may_read_it(service: Service) -> None:
    written = {"case.people.2.letter_version": "older"}
    post(service, "hub_allocation_decided", written)
    post(service, "information_received", {**ALERT, **written, "from_person": "c1", "reply_route": "post"})
    outcome = post(service, "review_recorded", {**ANSWER, **written})
    (thanks,) = (x for x in outcome.letters if x.kind == "thank_you")
    assert (thanks.recipient, [f.code for f in thanks.findings]) == ("c1", ["others_may_read"])


def test_no_letter_says_that_a_supervisor_looked_where_none_recorded_it(service: Service) -> None:
    clerk = {"recorded_by": {"name": "B. Sample", "role": "business_services_officer"}}
    post(service, "hub_allocation_decided")
    post(service, "information_received", ALERT)
    outcome = post(service, "review_recorded", ANSWER | clerk)
    assert {x.kind for x in outcome.letters} == {"review_record"}
    assert any("recorded_by.role" in warning for warning in outcome.warnings)
    assert {x.status for x in service.register.letters_of_case(CASE) if x.kind == "hub_letter"} == {Status.HELD}
    post(service, "review_recorded", {**ANSWER, "event_id": "review-2"})
    send(service, "p1", date(2026, 11, 23))
    post(service, "review_recorded", {**clerk, "event_id": "review-3"})
    post(service, "update_due")
    letter = letter_of(service, "p1", "update")
    assert "supervisor" not in service.register.document(letter.letter_id, letter.documents[-1].form, "en").decode()

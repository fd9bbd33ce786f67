"""Documents for the court and for the file on a real register: held, taken back, written anew, never sent."""

import json
from datetime import date
from typing import Any

import pytest

from correspondence import verification
from correspondence.protocol.letters import Status
from correspondence.protocol.owed.duties import duties
from correspondence.service import Outcome, Service
from correspondence.storage import UnlawfulMove
from tests import build

from .conftest import event, letter_of, move, post, send

CASE = "CM26P00417"
COURT, FILE = "court:chelmsford", "file:essex"
ASKED: dict[str, Any] = {"kind": "clarification", "allocate_by": None}


def statuses(service: Service, kind: str) -> list[Status]:
    return [x.status for x in service.register.letters_of_case(CASE) if x.kind == kind]


def correct(service: Service, kind: str, changes: dict[str, Any], on: str, replaces: str) -> Outcome:
    """Correct the event *replaces* of that type: *changes* are to the event as it was first recorded."""
    right = json.loads(event(kind, changes))
    body = {k: right[k] for k in ("recorded_by", "hub", "case")} | {
        "event_id": f"correction-of-{replaces}",
        "type": "correction",
        "occurred_on": on,
        "replaces": replaces,
        "reason": "It was typed wrongly.",
        "event": right,
    }
    return service.take(json.dumps(body).encode())


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("The mother can be reached on 07700 900321.", "disclosure.phone"),
        ("She now lives at 2 Placeholder Close.", "disclosure.address"),
        ("The order was sent to a.sample@example.org.", "disclosure.email"),
    ],
)
@pytest.mark.drawn
def test_words_of_the_court_that_give_a_party_away_hold_the_answer(service: Service, words: str, code: str) -> None:
    """A copy goes to each party, so it holds nothing that any of them may not know."""
    post(service, "hub_allocation_decided")
    outcome = post(service, "court_challenged", {"direction": words})
    (answer,) = (x for x in outcome.letters if x.kind == "answer_to_court")
    assert answer.status is Status.HELD
    found = {f.where.split()[0] for f in answer.findings if f.code == code}
    assert found >= {"pdf", "docx"}


def test_words_of_the_court_that_give_nobody_away_have_to_be_read_and_can_go(service: Service) -> None:
    post(service, "hub_allocation_decided")
    outcome = post(service, "court_challenged")
    (answer,) = (x for x in outcome.letters if x.kind == "answer_to_court")
    assert (answer.status, [f.code for f in answer.findings]) == (Status.DRAFT, ["free_text"])
    assert send(service, COURT, date(2026, 12, 15), "answer_to_court").status is Status.SENT


def test_what_stands_in_the_summary_of_a_risk_never_holds_the_notice_to_the_court(service: Service) -> None:
    post(service, "hub_allocation_decided")
    outcome = post(service, "risk_increased", {"summary": "She is at 2 Placeholder Close, on 07700 900321."})
    (notice,) = (x for x in outcome.letters if x.kind == "risk_notice")
    assert (notice.status, [f.code for f in notice.findings]) == (Status.DRAFT, ["free_text"])


def test_an_alert_holds_what_is_routine_and_no_answer_that_the_court_asked_for(service: Service) -> None:
    post(service, "hub_allocation_decided")
    post(service, "court_challenged", ASKED | {"occurred_on": "2026-11-20"})
    post(service, "guardian_appointed", {"occurred_on": "2026-11-20", "appointed_on": "2026-11-20"})
    post(service, "information_received", {"occurred_on": "2026-11-20"})
    assert statuses(service, "filing_time") == [Status.HELD]
    assert statuses(service, "guardian_timeframe") == [Status.HELD]
    assert statuses(service, "answer_to_court") == [Status.DRAFT]
    post(service, "review_recorded", {"occurred_on": "2026-11-23", "answers": "information-1"})
    for kind in ("filing_time", "guardian_timeframe"):
        assert statuses(service, kind) == [Status.DRAFT]  # as it was written: the alert leaves no trace in it
        assert letter_of(service, COURT, kind).dated <= date(2026, 11, 20)
    assert letter_of(service, COURT, "filing_time").due_on == date(2026, 11, 26)


def test_a_filing_time_letter_that_was_sent_is_put_right_by_another(service: Service) -> None:
    post(service, "hub_allocation_decided")
    send(service, COURT, date(2026, 11, 20), "filing_time")
    right = {"case.ordered_work.filing_date": "2027-03-26"}
    correct(service, "hub_allocation_decided", right, "2026-11-24", "decision-1")
    assert statuses(service, "filing_time") == [Status.SENT, Status.DRAFT]
    letter = letter_of(service, COURT, "filing_time")
    assert (letter.given_by, letter.event_id) == ("decision-1", "correction-of-decision-1")


def test_one_that_was_not_sent_is_taken_back_and_written_anew(service: Service) -> None:
    post(service, "hub_allocation_decided")
    right = {"case.ordered_work.filing_date": "2027-03-26"}
    correct(service, "hub_allocation_decided", right, "2026-11-24", "decision-1")
    assert statuses(service, "filing_time") == [Status.WITHDRAWN, Status.DRAFT]


def test_a_date_that_changes_before_it_is_sent_is_told_in_its_place(service: Service) -> None:
    post(service, "hub_allocation_decided")
    post(service, "review_recorded", {"case.ordered_work.filing_date": "2027-03-26"})
    assert statuses(service, "filing_time") == [Status.WITHDRAWN, Status.DRAFT]
    assert letter_of(service, COURT, "filing_time").event_id == "review-1"


def test_a_routine_review_leaves_what_the_court_is_to_be_told_as_it_is(service: Service) -> None:
    post(service, "hub_allocation_decided")
    post(service, "guardian_appointed", {"occurred_on": "2026-11-20", "appointed_on": "2026-11-20"})
    post(service, "review_recorded")
    assert statuses(service, "filing_time") == [Status.DRAFT]
    assert statuses(service, "guardian_timeframe") == [Status.DRAFT]


def test_once_the_case_has_left_the_hub_nothing_tells_the_court_that_it_waits(service: Service) -> None:
    post(service, "hub_allocation_decided")
    post(service, "court_challenged", ASKED | {"occurred_on": "2026-11-30", "direction": None})
    post(service, "guardian_appointed", {"occurred_on": "2026-11-30", "appointed_on": "2026-11-30"})
    post(service, "review_recorded", {"outcome": "allocate"})
    assert statuses(service, "filing_time") == [Status.WITHDRAWN]
    assert statuses(service, "guardian_timeframe") == [Status.WITHDRAWN, Status.DRAFT]
    assert statuses(service, "answer_to_court") == [Status.WITHDRAWN, Status.DRAFT]
    post(service, "adviser_allocated", {"occurred_on": "2026-12-04"})
    assert statuses(service, "guardian_timeframe") == [Status.WITHDRAWN, Status.WITHDRAWN]
    assert statuses(service, "answer_to_court")[-1] is Status.DRAFT


@pytest.mark.drawn
def test_the_record_of_a_review_stays_on_file_whatever_happens_to_the_case(service: Service) -> None:
    post(service, "hub_allocation_decided")
    outcome = post(service, "review_recorded")
    (record,) = (x for x in outcome.letters if x.kind == "review_record")
    assert (record.recipient, record.status, record.findings) == (FILE, Status.DRAFT, ())
    assert {str(d.form) for d in record.documents} == {"pdf", "docx"}
    post(service, "information_received", {"occurred_on": "2026-12-04"})
    post(service, "risk_increased")
    post(service, "case_closed")
    assert statuses(service, "review_record") == [Status.DRAFT]


@pytest.mark.drawn
def test_a_review_that_is_corrected_has_its_record_made_anew_and_the_wrong_one_kept(service: Service) -> None:
    post(service, "hub_allocation_decided")
    post(service, "review_recorded")
    wrong = letter_of(service, FILE, "review_record")
    correct(service, "review_recorded", {"rationale": "As it was."}, "2026-12-04", "review-1")
    assert statuses(service, "review_record") == [Status.WITHDRAWN, Status.DRAFT]
    assert service.register.document(wrong.letter_id, wrong.documents[0].form, "en").startswith(b"%PDF-")


def test_no_duty_rests_on_the_record_of_a_review(service: Service) -> None:
    post(service, "hub_allocation_decided")
    post(service, "review_recorded")
    today = date(2026, 12, 3)
    before = service.duties_of(CASE, today)
    record = letter_of(service, FILE, "review_record")
    case_file = service.case_file(CASE)
    assert case_file is not None
    assert FILE in {x.recipient for x in case_file.letters}
    move(service, record, Status.WITHDRAWN, today)
    after = service.case_file(CASE)
    assert after is not None
    assert service.duties_of(CASE, today) == before == duties(after, build.hub(), today)


@pytest.mark.drawn
def test_what_was_made_can_be_made_again_byte_for_byte(service: Service) -> None:
    post(service, "hub_allocation_decided")
    send(service, "p1", date(2026, 11, 20))
    send(service, COURT, date(2026, 11, 20), "filing_time")
    post(service, "guardian_appointed", {"occurred_on": "2026-11-30", "appointed_on": "2026-11-30"})
    post(service, "review_recorded")
    send(service, "p2", date(2026, 12, 4))
    post(service, "court_challenged")
    post(service, "adviser_allocated")
    made = [proof.made_again for proof in verification.verify(service) if proof.letter_id is not None]
    assert len(made) > 20
    assert set(made) == {True}


def test_a_record_is_never_on_its_way(service: Service) -> None:
    post(service, "hub_allocation_decided")
    post(service, "review_recorded")
    with pytest.raises(UnlawfulMove):
        move(service, letter_of(service, FILE, "review_record"), Status.SENT, date(2026, 12, 3))

"""More time, end to end: what is refused stores nothing, and the court's answer moves the clocks."""

import json
from typing import Any

import pytest

from correspondence.protocol.letters import Status
from correspondence.protocol.owed.duty import Duty, DutyName
from correspondence.protocol.refusals import Inconsistent, NotInProtocol
from correspondence.service import Service
from correspondence.storage import StoredLetter
from tests import build

from .conftest import event, letter_of, post, send

CASE, COURT, KIND = "CM26P00417", "court:chelmsford", "extension_application"
APPROVED = {"exceptional_reason": "The adviser fell ill.", "approved_by": "H. Sample, Head of Practice"}
GRANTED = {"case.ordered_work.filing_date": "2027-04-09"}
REFUSED = {"granted": False, "filing_date": None}


def application(service: Service) -> StoredLetter:
    return letter_of(service, COURT, KIND)


def duty(service: Service, name: DutyName, today: str) -> Duty:
    """The one duty of that name."""
    (found,) = [d for d in service.duties_of(CASE, build.day(today)) if d.duty is name]
    return found


def test_an_extension_after_the_filing_date_stores_nothing_and_names_its_paragraph(service: Service) -> None:
    post(service, "hub_allocation_decided")
    before = [x.letter_id for x in service.register.letters_of_case(CASE)]
    with pytest.raises(NotInProtocol) as refused:
        post(service, "extension_needed", {"occurred_on": "2027-03-22", **APPROVED})
    assert [(r.rule, r.field, r.source) for r in refused.value.reasons] == [
        ("after_filing_date", "occurred_on", "3.2(iii)")
    ]
    assert [e.event_id for e in service.events_of(CASE)] == ["decision-1"]
    assert [x.letter_id for x in service.register.letters_of_case(CASE)] == before


def test_a_second_request_without_its_reason_stores_nothing_and_with_it_is_taken(service: Service) -> None:
    post(service, "hub_allocation_decided")
    post(service, "extension_needed")
    second = {"event_id": "extension-2", "occurred_on": "2027-02-08"}
    with pytest.raises(NotInProtocol) as refused:
        post(service, "extension_needed", second)
    assert {r.field for r in refused.value.reasons} == {"exceptional_reason", "approved_by"}
    assert len(service.events_of(CASE)) == 2
    outcome = post(service, "extension_needed", second | APPROVED)
    assert [x.kind for x in outcome.letters if x.kind == KIND] == [KIND]


@pytest.mark.drawn
def test_a_request_gives_the_court_three_documents_once_however_often_it_is_sent(service: Service) -> None:
    post(service, "hub_allocation_decided")
    first, again = post(service, "extension_needed"), post(service, "extension_needed")
    assert (first.replayed, again.replayed) == (False, True)
    assert [x.letter_id for x in first.letters] == [x.letter_id for x in again.letters]
    (made,) = [x for x in service.register.letters_of_case(CASE) if x.kind == KIND]
    assert (made.recipient, made.status) == (COURT, Status.DRAFT)
    assert sorted((d.part, d.form.value) for d in made.documents) == [
        ("draft_order", "docx"),
        ("draft_order", "pdf"),
        ("form_c2", "docx"),
        ("letter", "docx"),
        ("letter", "pdf"),
    ]


def test_the_application_that_is_sent_ends_its_duty_and_starts_the_chase(service: Service) -> None:
    post(service, "hub_allocation_decided")
    post(service, "extension_needed")
    assert duty(service, DutyName.EXTENSION_APPLICATION, "Mon 1 Feb 2027").done_on is None
    send(service, COURT, build.day("Wed 3 Feb 2027"), KIND)
    assert duty(service, DutyName.EXTENSION_APPLICATION, "Wed 3 Feb 2027").done_on == build.day("Wed 3 Feb 2027")
    assert duty(service, DutyName.EXTENSION_CHASE, "Wed 3 Feb 2027").due_on == build.day("Wed 17 Feb 2027")


def test_once_the_work_is_filed_nobody_is_told_that_more_time_is_asked_for(service: Service) -> None:
    post(service, "hub_allocation_decided")
    post(service, "extension_needed")
    post(service, "report_filed", {"occurred_on": "2027-02-03", "filed_on": "2027-02-03"})
    letters = service.register.letters_of_case(CASE)
    statuses = [(x.kind, x.recipient, x.status) for x in letters if x.kind in (KIND, "extension_sought")]
    assert statuses == [
        (KIND, COURT, Status.WITHDRAWN),
        ("extension_sought", "p1", Status.WITHDRAWN),
        ("extension_sought", "p2", Status.WITHDRAWN),
    ]
    names = {d.duty for d in service.duties_of(CASE, build.day("Thu 4 Feb 2027")) if d.done_on is None}
    assert names.isdisjoint({DutyName.EXTENSION_APPLICATION, DutyName.EXTENSION_CHASE, DutyName.EXTENSION_LETTER})


def test_a_granted_date_moves_the_clocks_that_hang_on_it_and_takes_back_what_is_unsent(service: Service) -> None:
    post(service, "hub_allocation_decided")
    post(service, "extension_needed")
    assert duty(service, DutyName.ALLOCATION, "Mon 1 Feb 2027").due_on == build.day("Fri 5 Feb 2027")
    outcome = post(service, "extension_decided", GRANTED)
    due = {d.duty: (d.due_on, d.source) for d in outcome.duties}
    assert due[DutyName.ALLOCATION] == (build.day("Fri 26 Feb 2027"), "5.2")
    assert due[DutyName.FILING] == (build.day("Fri 9 Apr 2027"), "5.2")
    assert due[DutyName.EXTENSION_APPLICATION] == (build.day("Fri 12 Mar 2027"), "3.2(iii)")
    assert duty(service, DutyName.EXTENSION_CHASE, "Fri 12 Feb 2027").done_on == build.day("Fri 12 Feb 2027")
    assert application(service).status is Status.WITHDRAWN


def test_after_a_refusal_the_report_is_owed_on_time_noting_gaps(service: Service) -> None:
    post(service, "hub_allocation_decided")
    post(service, "extension_needed")
    post(service, "extension_decided", REFUSED)
    filing = duty(service, DutyName.FILING, "Fri 12 Feb 2027")
    assert (filing.due_on, filing.source) == (build.day("Fri 19 Mar 2027"), "OF 4.14")
    assert filing.why.endswith("file on time, noting gaps")


def test_an_answer_to_nothing_stores_nothing(service: Service) -> None:
    post(service, "hub_allocation_decided")
    with pytest.raises(Inconsistent) as refused:
        post(service, "extension_decided", GRANTED)
    assert [r.rule for r in refused.value.reasons] == ["nothing_to_decide"]
    assert len(service.events_of(CASE)) == 1


def test_an_unsent_application_is_written_anew_when_the_hearing_moves(service: Service) -> None:
    post(service, "hub_allocation_decided")
    post(service, "extension_needed")
    first = application(service)
    moved = {"occurred_on": "2027-02-02", "case.ordered_work.next_hearing_on": "2027-04-20"}
    post(service, "review_recorded", moved)
    assert service.register.letter(first.letter_id).status is Status.WITHDRAWN  # type: ignore[union-attr]  # it was kept
    assert application(service).letter_id != first.letter_id
    assert application(service).status is Status.DRAFT


def test_a_reason_that_names_the_mothers_address_holds_the_application_and_nothing_else(service: Service) -> None:
    post(service, "hub_allocation_decided")
    post(service, "extension_needed", {"reason": "Enquiries go on at 2 Placeholder Close, where the mother lives."})
    assert application(service).status is Status.HELD
    assert "disclosure.address" in {f.code for f in application(service).findings}
    assert letter_of(service, "p1", "extension_sought").status is Status.DRAFT


def corrected(event_id: str, changes: dict[str, Any]) -> bytes:
    """A correction of the request, recorded on Tuesday 23 March 2027, as the JSON of an event."""
    right = json.loads(event("extension_needed", changes))
    envelope = {key: right[key] for key in ("recorded_by", "hub", "case")}
    own = {"event_id": event_id, "type": "correction", "occurred_on": "2027-03-23", "replaces": "extension-1"}
    return json.dumps({**envelope, **own, "reason": "The date was wrong.", "event": right}).encode()


def test_a_correction_passes_the_gate_and_answers_the_application_that_was_sent(service: Service) -> None:
    post(service, "hub_allocation_decided")
    post(service, "extension_needed", {"proposed_filing_date": "2027-04-16", "hearing_effect": "vacate"})
    send(service, COURT, build.day("Wed 3 Feb 2027"), KIND)
    with pytest.raises(NotInProtocol) as refused:
        service.take(corrected("correction-1", {"occurred_on": "2027-03-22"}))
    assert [(r.rule, r.field) for r in refused.value.reasons] == [("after_filing_date", "event.occurred_on")]
    (anew,) = [x for x in service.take(corrected("correction-2", {})).letters if x.kind == KIND]
    assert anew.status is Status.DRAFT
    assert {d.part for d in anew.documents} == {"letter", "form_c2", "draft_order"}

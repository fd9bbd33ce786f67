"""One record that cannot be read stops no other: it is named, left out, and owed to by staff."""

import json
from collections.abc import Callable
from datetime import date

import pytest
from sqlalchemy import update

from correspondence import runs
from correspondence.cases import CaseFiles
from correspondence.documents import DocumentForm
from correspondence.protocol.letters import Status
from correspondence.protocol.owed.duty import AnyDutyName, DutyName
from correspondence.protocol.refusals import Refused
from correspondence.service import Service
from correspondence.storage import StoredLetter
from correspondence.storage.tables import events
from tests import area, build

from .conftest import move, post

CASES = tuple(f"CM26P0041{n}" for n in range(7, 10))
DAMAGED = CASES[1]
MONDAY, NEXT_MONDAY = build.day("Mon 30 Nov 2026"), build.day("Mon 7 Dec 2026")


def damage(service: Service, event_id: str, body: bytes) -> None:
    """Damage an event while no service runs: one that has read it knows its case."""
    with service.register._engine.begin() as connection:
        connection.execute(update(events).where(events.c.event_id == event_id).values(body=body))
    for number in CASES:
        service.register.folded.forget(number)


@pytest.fixture(
    params=[b"", b"\x00\xff", b"{}", b'{"type": "review_recorded"}'], ids=["empty", "bytes", "bare", "part"]
)
def three(service: Service, request: pytest.FixtureRequest) -> Service:
    """A service with three cases, of which the record of one is damaged."""
    for number in CASES:
        post(service, "hub_allocation_decided", {"event_id": f"decision-{number}", "case.case_number": number})
    damage(service, f"decision-{DAMAGED}", request.param)
    service.derive_anew(everything=True)
    return service


def as_json(body: build.Body) -> bytes:
    return json.dumps(body).encode()


def of_case(service: Service, number: str, today: date = MONDAY) -> set[AnyDutyName]:
    return {d.duty for d in service.duties(today) if d.case_number == number}


def list_of(service: Service, week: date) -> StoredLetter:
    (letter,), _ = service.lists.keep("essex", "chelmsford", week, week, CaseFiles(service.register), None)
    return letter


def listed(service: Service, letter: StoredLetter) -> set[str]:
    csv = service.register.document(letter.letter_id, DocumentForm.CSV, "en", part="list").decode("utf-8-sig")
    return {number for number in CASES if number in csv}


def test_the_duties_of_all_other_cases_are_told_and_staff_owe_the_damaged_one(three: Service) -> None:
    assert of_case(three, DAMAGED) == {DutyName.UNREADABLE_RECORD}
    (duty,) = (d for d in three.duties(MONDAY) if d.case_number == DAMAGED)
    assert (duty.for_staff, duty.due_on, duty.overdue) == (True, build.day("Mon 23 Nov 2026"), True)
    assert "event 1" in duty.why
    for number in {*CASES} - {DAMAGED}:
        assert DutyName.FAMILY_LETTER in of_case(three, number)


def test_what_needs_the_damaged_case_alone_is_refused_by_name(three: Service) -> None:
    asks: tuple[Callable[[], object], ...] = (
        lambda: three.case_file(DAMAGED),
        lambda: three.duties_of(DAMAGED, MONDAY),
        lambda: post(three, "review_recorded", {"case.case_number": DAMAGED}),
    )
    for ask in asks:
        with pytest.raises(Refused) as refused:
            ask()
        assert refused.value.reasons[0].rule == "unreadable_record"


def test_the_courts_list_goes_on_without_it_and_whoever_approves_it_is_told(three: Service) -> None:
    letter = list_of(three, MONDAY)
    assert listed(three, letter) == {*CASES} - {DAMAGED}
    assert [(f.code, f.where) for f in letter.findings] == [("case_left_out", DAMAGED)]
    assert letter.status is Status.DRAFT
    assert move(three, letter, Status.APPROVED, MONDAY).status is Status.APPROVED


def test_a_run_of_updates_names_it_and_writes_to_all_others(three: Service) -> None:
    on = build.day("Thu 31 Dec 2026")
    for number in {*CASES} - {DAMAGED}:
        for letter in three.register.letters_of_case(number):
            if letter.kind == "hub_letter":
                move(three, move(three, letter, Status.APPROVED, MONDAY), Status.SENT, MONDAY)
    run = runs.carry_out(three, runs.ask_due_updates(three, on, on, hubs=("essex",), by=None), on)
    assert [(each.what, each.rule) for each in run.failed] == [(DAMAGED, "unreadable_record")]
    assert {x.subject.name for x in three.register.runs.letters(run.run_id)} == {*CASES} - {DAMAGED}


def test_a_case_the_court_knew_does_not_move_away_for_being_unreadable_and_comes_back_as_it_was(
    service: Service,
) -> None:
    for number in CASES:
        post(service, "hub_allocation_decided", {"event_id": f"decision-{number}", "case.case_number": number})
    first = list_of(service, MONDAY)
    assert listed(service, first) == {*CASES}
    move(service, move(service, first, Status.APPROVED, MONDAY), Status.SENT, MONDAY)
    whole = service.register.body(f"decision-{DAMAGED}")
    assert whole is not None
    damage(service, f"decision-{DAMAGED}", b"{")
    without = list_of(service, NEXT_MONDAY)
    assert listed(service, without) == {*CASES} - {DAMAGED}
    damage(service, f"decision-{DAMAGED}", whole)
    with pytest.raises(Exception, match="held"):
        move(service, without, Status.APPROVED, NEXT_MONDAY)
    mended = list_of(service, NEXT_MONDAY)
    assert (listed(service, mended), mended.findings) == ({*CASES}, ())


def test_what_is_about_every_area_and_cannot_be_read_is_owed_to_by_staff_and_stops_no_area(service: Service) -> None:
    review = area.body("monthly_pressure_reviewed")
    service.take(as_json(review))
    damage(service, review["event_id"], b"{")
    owed = [d for d in service.duties(MONDAY) if d.duty is DutyName.UNREADABLE_RECORD]
    assert [(d.service_area, d.case_number) for d in owed] == [(None, None)]
    assert service.take(as_json(area.body("challenge_meeting_agreed"))).letters
    with pytest.raises(Refused) as refused:
        service.take(as_json(review | {"event_id": "again-1"}))
    assert refused.value.reasons[0].rule == "unreadable_record"


def test_an_area_that_cannot_be_read_stops_no_case_and_no_other_area(service: Service) -> None:
    agreed = area.body("challenge_meeting_agreed")
    service.take(as_json(agreed))
    damage(service, agreed["event_id"], b"{")
    post(service, "hub_allocation_decided")
    owed = [d for d in service.duties(MONDAY) if d.duty is DutyName.UNREADABLE_RECORD]
    assert [(d.service_area, d.case_number) for d in owed] == [(agreed["service_area"], None)]
    assert DutyName.FAMILY_LETTER in of_case(service, CASES[0])
    with pytest.raises(Refused) as refused:
        service.take(as_json(agreed | {"event_id": "again-1"}))
    assert refused.value.reasons[0].rule == "unreadable_record"

"""A paper of an area that lay unsent until a day that it is for, or promises, had passed: it goes no more as it is.

The kinds and their events are those of the product.
"""

import json
from datetime import date, timedelta

import pytest

from correspondence.pack_approval import ApprovalWanted
from correspondence.packing import PackState
from correspondence.protocol.areas.obligations import AREA_OBLIGATIONS, AreaObligation
from correspondence.protocol.days.countable_days import days_in
from correspondence.protocol.letters import UNSENT, Status
from correspondence.protocol.refusals import Conflict
from correspondence.service import Service
from correspondence.storage import StoredLetter, UnlawfulMove
from tests import area
from tests.build import Changes, day
from tests.service.test_reconcile_areas import move, of, send, take, why

FOR_A_MEETING = {code: each for code, each in AREA_OBLIGATIONS.items() if each.serves_until}
"""The papers that ask their readers to a meeting, or to decide at one."""


def given(service: Service, owed: AreaObligation, changes: Changes | None = None) -> tuple[list[StoredLetter], date]:
    """The papers of that kind, by the event that gives them, after all before it; and their meeting's day."""
    event = _type_of(owed)
    for kind in area.types_before(event):
        take(service, kind)
    papers = of(owed.code, take(service, event, changes))
    assert owed.serves_until is not None
    return papers, owed.serves_until(area.read(area.body(event, changes)))


def _type_of(owed: AreaObligation) -> str:
    return next(kind for kind in area.TYPES if isinstance(area.read(area.body(kind)), owed.arises_on))


def statuses(service: Service, letters: list[StoredLetter]) -> set[Status]:
    return {found.status for x in letters if (found := service.register.letter(x.letter_id))}


@pytest.mark.parametrize("code", FOR_A_MEETING)
def test_a_paper_for_a_meeting_can_be_approved_to_its_day_and_is_taken_back_after_it(
    service: Service, code: str
) -> None:
    papers, meeting_on = given(service, FOR_A_MEETING[code])
    first, *others = papers
    move(service, first, meeting_on, Status.APPROVED)
    after = meeting_on + timedelta(days=1)
    (said,) = why(service, after, code)
    assert said.endswith(
        f"{len(papers)} not sent; its day has passed, so that it can only be withdrawn, or this event corrected if "
        "that day was moved"
    )
    for letter, to in ((first, Status.SENT), *((x, Status.APPROVED) for x in others)):
        if statuses(service, [letter]) <= UNSENT:
            with pytest.raises(UnlawfulMove):
                move(service, letter, after, to)
    assert statuses(service, papers) == {Status.WITHDRAWN}
    assert why(service, after, code) == []


@pytest.mark.parametrize("code", [code for code, each in FOR_A_MEETING.items() if each.held])
def test_a_paper_for_a_meeting_that_was_held_is_taken_back_on_its_day(service: Service, code: str) -> None:
    papers, meeting_on = given(service, FOR_A_MEETING[code])
    held = (x for x in area.HISTORY if isinstance(area.area_event(x), FOR_A_MEETING[code].held))
    event = next(x for x in held if area.area_event(x).occurred_on == meeting_on)
    take(service, event)
    assert statuses(service, papers) == {Status.WITHDRAWN}


@pytest.mark.parametrize("code", FOR_A_MEETING)
def test_a_paper_for_a_meeting_that_we_hear_of_late_is_not_written(service: Service, code: str) -> None:
    event = _type_of(FOR_A_MEETING[code])
    for kind in area.types_before(event):
        take(service, kind)
    meeting_on = FOR_A_MEETING[code].serves_until
    assert meeting_on is not None
    body = area.body(event)
    late = meeting_on(area.read(body)) + timedelta(days=1)
    letters = service.take(json.dumps(body).encode(), late).letters
    assert of(code, letters) == []
    assert why(service, late, code) == []


def test_whoever_had_the_paper_is_told_what_was_wrong_in_it_after_the_meeting_too(service: Service) -> None:
    """The Board decided on what it was told: it hears of a mistake whenever that comes out (Protocol 4.5)."""
    papers, meeting_on = given(service, FOR_A_MEETING["challenge_meeting_report"])
    (report,) = papers
    send(service, report, meeting_on)
    after = meeting_on + timedelta(days=3)
    told = area.correction_body(
        "challenge_meeting_held", {"reasons": "Allocation takes nine weeks."}, after.isoformat()
    )
    (again,) = of(report.kind, service.take(json.dumps(told).encode()).letters)
    move(service, again, after, Status.APPROVED, Status.SENT)
    assert statuses(service, [again]) == {Status.SENT}


def test_a_note_that_asks_for_an_answer_by_a_day_gone_by_is_written_again_with_another(service: Service) -> None:
    take(service, "liaison_meeting_called")
    note, *_ = of("liaison_note", take(service, "liaison_meeting_held"))
    late = day("Mon 30 Nov 2026")
    with pytest.raises(UnlawfulMove):
        move(service, note, late, Status.APPROVED)
    (now,) = (
        x
        for x in service.areas.letters.given_by(note.given_by)
        if (x.kind, x.recipient, x.status) == (note.kind, note.recipient, Status.DRAFT)
    )
    assert (now.dated, now.due_on) == (late, note.due_on)
    move(service, now, late, Status.APPROVED, Status.SENT)


def test_a_pack_that_asks_for_an_answer_by_a_day_gone_by_is_written_again_whole(service: Service) -> None:
    pack, after = "national_notification", day("Wed 6 Jan 2027")  # the Checkpoint was the day before
    take(service, "activation_decided")
    event = area.body("activation_decided")["event_id"]
    before = service.packs.find(event, pack)
    wanted = ApprovalWanted(pack_sha256=before.manifest.sha256, by="R. Sample", on=after)
    with pytest.raises(Conflict) as caught:
        service.packs.approve(event, pack, wanted)
    assert {x.rule for x in caught.value.reasons} == {"pack_outdated"}
    now = service.packs.find(event, pack)
    assert (now.outdated, now.standing.state) == ((), PackState.UNAPPROVED)
    assert {x.dated for x in now.letters} == {after}
    findings = tuple({f.code for x in now.letters for f in x.findings})
    wanted = ApprovalWanted(pack_sha256=now.manifest.sha256, by="R. Sample", on=after, acknowledges=findings)
    assert service.packs.approve(event, pack, wanted).standing.state is PackState.APPROVED


@pytest.mark.parametrize("kind", area.TYPES)
def test_nothing_that_waits_has_a_day_gone_by_that_would_not_be_told_today(service: Service, kind: str) -> None:
    for each in area.types_before(kind) if kind in area.PLACED else ():
        take(service, each)
    letters, event = take(service, kind), area.read(area.body(kind))
    last = max(on for x in letters for on in days_of(service, x)) if letters else event.occurred_on
    later = last + timedelta(days=1)
    service.areas.letters.restate(event.subject, later, None)
    waiting = [
        x for x in service.areas.letters.given_by(event.event_id) if x.status in UNSENT and x.kind in AREA_OBLIGATIONS
    ]
    today = {(x.kind.code, x.recipient): x for x in area.given(event, service.areas.files(), service.directory, later)}
    for x in waiting:
        told = {on for _, on in days_in(today[x.kind, x.recipient].view.facts)}
        assert {on for on in days_of(service, x) if x.dated < on < later} <= told, x.kind


def days_of(service: Service, stored: StoredLetter) -> set[date]:
    """The days that a document of an area tells."""
    letter = service.areas.letters.as_it_was(stored)
    return {on for _, on in days_in(letter.view.facts)} if letter else set()

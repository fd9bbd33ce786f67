"""After every event of a service area: what did not arrive is written again, what would be otherwise now instead."""

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest

from correspondence import verification
from correspondence.catalogue.letter import Letter
from correspondence.catalogue.reconcile_area import AreasNow, reconcile_area
from correspondence.pack_approval import ApprovalWanted
from correspondence.packing import Change, PackState
from correspondence.protocol.areas.area_file import AreaFile, NationalFile
from correspondence.protocol.areas.duties import OPERATION_REPORT, area_letters_owed
from correspondence.protocol.areas.events import AnyAreaOrNationalEvent, AnyNationalEvent
from correspondence.protocol.letters import LetterRecord, Status
from correspondence.protocol.owed.duty import DutyName
from correspondence.protocol.refusals import Inconsistent
from correspondence.service import Service
from correspondence.storage import StatusChange, StoredLetter
from tests import area, build
from tests.build import Changes, day
from tests.notified import record
from tests.service.test_areas import body as activation

CALLED, DECIDED, OPENED = day("Mon 12 Oct 2026"), day("Fri 27 Nov 2026"), day("Tue 26 Jan 2027")
ACTIVATION, PACK = "area-essex-2026-0003", "national_notification"
OFSTED = "office:national.ofsted"


def take(service: Service, kind: str, changes: Changes | None = None) -> tuple[StoredLetter, ...]:
    return service.take(json.dumps(area.body(kind, changes)).encode()).letters


def move(service: Service, letter: StoredLetter, on: date, *statuses: Status) -> None:
    for status in statuses:
        route = letter.route if status is Status.SENT else None
        change = StatusChange(
            status=status, by="R. Sample", on=on, route=route, acknowledges=tuple({f.code for f in letter.findings})
        )
        service.move_on(letter.letter_id, change)


def send(service: Service, letter: StoredLetter, on: date) -> None:
    move(service, letter, on, Status.APPROVED, Status.SENT)


def of(kind: str, letters: Sequence[StoredLetter]) -> list[StoredLetter]:
    return [x for x in letters if x.kind == kind]


def why(service: Service, today: date, code: str) -> list[str]:
    """What is said of the letters of that kind that are owed."""
    found = service.duties(today)
    return [x.why for x in found if x.duty is DutyName.AREA_LETTERS and f": {code}, " in x.why]


def otherwise(service: Service) -> Service:
    """The same register, while the directory has another salutation for Ofsted."""
    national = service.directory.national
    assert national is not None
    offices = {**national.recipients, "ofsted": replace(national.recipients["ofsted"], salutation="Dear Colleague")}
    return Service(service.register, replace(service.directory, national=replace(national, recipients=offices)))


def test_what_came_back_is_named_by_a_duty_and_written_again_by_the_next_event(service: Service) -> None:
    agenda, *others = of("liaison_agenda", take(service, "liaison_meeting_called"))
    for each in (agenda, *others):
        send(service, each, CALLED)
    assert why(service, CALLED, "liaison_agenda") == []
    move(service, agenda, CALLED, Status.RETURNED)
    (said,) = why(service, CALLED, "liaison_agenda")
    assert said.endswith(
        "liaison_agenda, 1 not sent; 1 came back or were withdrawn, and the next event of the area, or a correction of "
        "this one, writes them again"
    )
    given = take(service, "liaison_meeting_called", {"event_id": "called-2", "occurred_on": "2026-10-13"})
    theirs = [x for x in of("liaison_agenda", given) if x.recipient == agenda.recipient]
    assert [(x.given_by, x.status) for x in theirs] == [
        ("called-2", Status.DRAFT),
        (agenda.given_by, Status.DRAFT),
    ]
    assert len({x.letter_id for x in given}) == len(given)
    assert {x.given_by for x in given if x.recipient in {each.recipient for each in others}} == {"called-2"}
    assert all(proof.fault is None and proof.made_again is not False for proof in verification.verify(service))


def test_what_was_written_again_and_sent_is_left_alone_by_a_correction_that_changes_nothing_in_it(
    service: Service,
) -> None:
    agenda = of("liaison_agenda", take(service, "liaison_meeting_called"))[0]
    send(service, agenda, CALLED)
    move(service, agenda, CALLED, Status.RETURNED)
    given = take(service, "liaison_meeting_called", {"event_id": "called-2", "occurred_on": "2026-10-13"})
    (again,) = (x for x in of("liaison_agenda", given) if x.given_by == agenda.given_by)
    send(service, again, date(2026, 10, 13))
    told = area.correction_body("liaison_meeting_called", {}, "2026-10-14")
    corrected = service.take(json.dumps(told | {"replaces": agenda.given_by}).encode()).letters
    assert (again.kind, again.recipient) not in {(x.kind, x.recipient) for x in corrected}
    moved = area.correction_body("liaison_meeting_called", {"meeting_on": "2026-10-20"}, "2026-10-14", "correction-2")
    put_right = service.take(json.dumps(moved | {"replaces": agenda.given_by}).encode()).letters
    assert (again.kind, again.recipient) in {(x.kind, x.recipient) for x in put_right}


def test_what_came_back_is_not_written_again_once_its_meeting_is_over(service: Service) -> None:
    agenda, *_ = of("liaison_agenda", take(service, "liaison_meeting_called"))
    send(service, agenda, CALLED)
    move(service, agenda, CALLED, Status.RETURNED)
    held = take(service, "liaison_meeting_held", {"occurred_on": "2026-10-30"})
    assert {x.given_by for x in held} == {"liaison_meeting_held-1"}
    assert all("came back" not in said for said in why(service, day("Fri 30 Oct 2026"), "liaison_agenda"))


def test_what_is_about_every_area_is_written_again_too_until_the_next_of_its_sort(service: Service) -> None:
    update, *_ = of("monthly_pressure_update", take(service, "monthly_pressure_reviewed"))
    send(service, update, date(2026, 11, 30))
    move(service, update, date(2026, 12, 1), Status.RETURNED)
    assert len(why(service, date(2026, 12, 1), "monthly_pressure_update")) == 1
    given = take(service, "protocol_reviewed", {"event_id": "review-1"})
    assert [x.given_by for x in of("monthly_pressure_update", given)] == [update.given_by]
    move(service, of("monthly_pressure_update", given)[0], date(2027, 4, 26), Status.WITHDRAWN)
    again = take(service, "monthly_pressure_reviewed", {"event_id": "next", "occurred_on": "2027-04-27"})
    assert {x.given_by for x in of("monthly_pressure_update", again)} == {"next"}


def test_a_note_that_came_back_is_still_to_be_agreed_once_the_next_meeting_was_held(service: Service) -> None:
    note, *_ = of("liaison_note", take(service, "liaison_meeting_held"))
    send(service, note, day("Mon 19 Oct 2026"))
    move(service, note, day("Tue 20 Oct 2026"), Status.RETURNED)
    next_one = {"event_id": "held-2", "occurred_on": "2026-11-02", "next_meeting_on": "2026-11-16"}
    given = of("liaison_note", take(service, "liaison_meeting_held", next_one))
    assert {x.given_by for x in given if x.recipient == note.recipient} == {"held-2", note.given_by}


def test_nobody_reads_that_no_hub_is_decided_on_once_one_is(service: Service) -> None:
    notices = of("pending_risk_notice", take(service, "challenge_meeting_agreed"))
    send(service, notices[0], day("Fri 30 Oct 2026"))
    move(service, notices[0], day("Mon 2 Nov 2026"), Status.RETURNED)
    given = take(service, "activation_decided")
    assert of("pending_risk_notice", given) == []
    now = [x.status for x in service.register.letters_of_event(notices[0].given_by) if x.kind == "pending_risk_notice"]
    assert Status.DRAFT not in now
    assert why(service, DECIDED, "pending_risk_notice") == []


def test_a_paper_about_an_area_that_the_directory_has_lost_stops_no_other_and_goes_nowhere(service: Service) -> None:
    update, *_ = of("monthly_pressure_update", take(service, "monthly_pressure_reviewed"))
    kept = {key: each for key, each in service.directory.service_areas.items() if key != "kent"}
    hubs = {key: each for key, each in service.directory.hubs.items() if each.service_area in kept}
    without = Service(service.register, replace(service.directory, service_areas=kept, hubs=hubs))
    with pytest.raises(Inconsistent) as refused:
        move(without, update, date(2026, 12, 1), Status.APPROVED)
    assert refused.value.reasons[0].rule == "area_left_directory"
    given = take(without, "protocol_reviewed", {"event_id": "review-1"})
    assert {x.given_by for x in given} == {"review-1"}


def test_a_pack_that_the_directory_has_overtaken_is_written_anew_under_one_day_with_its_index(service: Service) -> None:
    service.take(activation())
    now = otherwise(service)
    assert [x.change for x in now.packs.find(ACTIVATION, PACK).outdated] == [Change.CHANGED]
    given = take(now, "liaison_meeting_called", {"occurred_on": "2026-12-01", "meeting_on": "2026-12-14"})
    written = of(PACK, given)
    assert {x.given_by for x in written} == {ACTIVATION}
    assert len(written) == len(now.packs.find(ACTIVATION, PACK).letters)
    assert {x.dated for x in now.packs.find(ACTIVATION, PACK).letters} == {date(2026, 12, 1)}
    assert now.packs.find(ACTIVATION, PACK).outdated == ()
    assert now.packs.index_of(now.packs.find(ACTIVATION, PACK))[0].given_by == ACTIVATION
    assert {x.given_by for x in given if x.kind == "local_notification"} == set()
    mine = [each for each in verification.verify(now) if each.letter_id in {x.letter_id for x in given}]
    assert {(each.fault, each.made_again) for each in mine} == {(None, True)}


def test_a_letter_of_a_pack_that_was_withdrawn_comes_again_so_that_the_pack_can_go(service: Service) -> None:
    service.take(activation())
    ofsted = next(x for x in service.packs.find(ACTIVATION, PACK).letters if x.recipient == OFSTED)
    move(service, ofsted, date(2026, 11, 30), Status.WITHDRAWN)
    assert service.packs.find(ACTIVATION, PACK).outdated
    take(service, "liaison_meeting_called", {"occurred_on": "2026-12-01", "meeting_on": "2026-12-14"})
    pack = service.packs.find(ACTIVATION, PACK)
    assert pack.outdated == ()
    assert pack.standing.state is PackState.UNAPPROVED


def test_a_pack_that_is_put_right_and_one_that_is_written_again_have_each_an_index_of_its_own(
    service: Service,
) -> None:
    service.take(activation())
    pack = service.packs.find(ACTIVATION, PACK)
    wanted = ApprovalWanted(pack_sha256=pack.manifest.sha256, by="R. Sample", on=DECIDED)
    service.packs.approve(ACTIVATION, PACK, wanted)
    reads_figures = next(x for x in pack.letters if x.recipient == "office:national.ministry_of_justice")
    move(service, reads_figures, DECIDED, Status.SENT)
    take(service, "checkpoint_held")
    confirmed = of("final_confirmation_national", take(service, "opening_confirmed"))
    move(service, confirmed[0], date(2027, 1, 11), Status.WITHDRAWN)
    right = json.loads(activation())
    right["measures"]["leavers"]["value"] += 1
    told = area.correction_body("activation_decided", {}, "2027-01-11") | {"replaces": ACTIVATION, "event": right}
    given = service.take(json.dumps(told).encode()).letters
    indexes = of("pack_index", given)
    assert {x.given_by for x in indexes} == {ACTIVATION, confirmed[0].given_by}
    assert len({x.letter_id for x in indexes}) == 2
    assert all(proof.fault is None and proof.made_again is not False for proof in verification.verify(service))


NEXT = {"occurred_on": "2026-11-02", "meeting_on": "2026-11-16"}


def test_nobody_is_asked_to_a_meeting_that_is_over(service: Service) -> None:
    asked = of("liaison_agenda", take(service, "liaison_meeting_called"))
    to_come = {"event_id": "called-2", "purpose": "consultation", "meeting_on": "2026-10-30"}
    others = of("liaison_agenda", take(service, "liaison_meeting_called", to_come))
    others = [x for x in others if x.given_by == "called-2"]
    send(service, asked[0], CALLED)
    take(service, "liaison_meeting_held")  # on the day of the first
    register = service.register
    assert {now.status for x in asked[1:] if (now := register.letter(x.letter_id))} == {Status.WITHDRAWN}
    assert {now.status for x in others if (now := register.letter(x.letter_id))} == {Status.DRAFT}
    assert len(why(service, day("Mon 19 Oct 2026"), "liaison_agenda")) == 1
    take(service, "liaison_meeting_called", to_come | {"event_id": "called-3", **NEXT})
    assert {now.status for x in others if (now := register.letter(x.letter_id))} == {Status.WITHDRAWN}
    for code in ("liaison_agenda", "saturation_pack"):  # which asks to be read before the meeting
        (said,) = why(service, day("Mon 2 Nov 2026"), code)
        assert "before Monday 16 November 2026" in said


def test_nothing_that_a_later_decision_has_overtaken_is_owed_or_written_again(service: Service) -> None:
    service.take(activation())
    assert len(why(service, date(2026, 11, 30), PACK)) == 1
    take(service, "checkpoint_held")
    given = take(service, "opening_deferred")
    assert why(service, date(2027, 1, 8), PACK) == []
    assert PACK not in {x.kind for x in given}
    left = [x for x in service.register.letters_of_event(ACTIVATION) if x.kind == PACK]
    assert {x.status for x in left} == {Status.WITHDRAWN}


def test_a_vacant_post_stops_no_other_event_and_what_it_signs_waits() -> None:
    directory = build.directory()
    before = area.history("hub_opened")
    note = area.given(before[1], {"essex": area.area_file(*before[:2])}, directory, before[1].occurred_on)[0]
    came_back = record(note.kind.code, note.given_by, note.recipient, Status.RETURNED, before[1].occurred_on)
    own = area.area_file(*before, letters=(came_back,))
    areas = directory.service_areas
    vacant = replace(directory, service_areas={**areas, "essex": replace(areas["essex"], assistant_director=())})
    filled, unfilled = (
        reconcile_area(before[-1], AreasNow(own=own, files={"essex": own}, directory=each, today=OPENED))
        for each in (directory, vacant)
    )
    assert [(x.kind.code, x.given_by, x.dated) for x in filled.letters] == [("liaison_note", note.given_by, OPENED)]
    assert unfilled.letters == ()
    (owed,) = (x for x in area_letters_owed("essex", own, OPENED) if note.kind.code in x.why)
    assert (owed.service_area, owed.due_on, owed.overdue) == ("essex", note.due.due_on, True)


@pytest.mark.parametrize("kind", area.TYPES)
def test_every_document_of_an_area_has_a_duty_of_its_own_day_until_all_who_read_it_have_it(kind: str) -> None:
    event = area.read(area.body(kind))
    own, files = file_with(event)
    letters = area.given(event, files, build.directory(), event.occurred_on)
    for status, is_owed in ((Status.DRAFT, True), (Status.HELD, True), (Status.APPROVED, True), (Status.SENT, False)):
        records = tuple(replace(as_drafted(x), status=status) for x in letters)
        duties = area_letters_owed(None, replace(own, letters=records), event.occurred_on)
        owed = {(x.due_on, x.source, x.why.rsplit(": ", 1)[1].split(",")[0]) for x in duties}
        days = {(x.due.due_on, x.due.source, x.kind.code) for x in letters if x.kind.code != OPERATION_REPORT}
        assert owed == (days if is_owed else set())


def file_with(event: AnyAreaOrNationalEvent) -> tuple[AreaFile | NationalFile, dict[str, AreaFile]]:
    """The file that an event is in, the last of it, and those of all areas."""
    if isinstance(event, AnyNationalEvent):
        return NationalFile(events=(event,), letters=()), {}
    before = area.types_before(event.type) if event.type in area.PLACED else ()
    own = area.area_file(*(area.area_event(each) for each in before), event)
    return own, {own.service_area: own}


def as_drafted(letter: Letter) -> LetterRecord:
    return replace(record(letter.kind.code, letter.given_by, letter.recipient, Status.DRAFT, None), dated=letter.dated)

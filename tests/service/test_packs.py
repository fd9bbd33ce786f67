"""A pack is approved as one, for the very files that were seen; the least change since is named, and stops it all."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path
from shutil import copytree
from typing import Any

import docx
import pytest

from correspondence import verification
from correspondence.catalogue.packs import PACK_KINDS
from correspondence.checks import OUT_OF_DATE
from correspondence.documents import DocumentForm
from correspondence.pack_approval import ApprovalWanted, NoSuchPack, PackNow
from correspondence.packing import Change, PackState
from correspondence.protocol.case.people import Route
from correspondence.protocol.directory import Office
from correspondence.protocol.letters import Status
from correspondence.protocol.owed.duty import DutyName
from correspondence.protocol.refusals import Conflict
from correspondence.service import Service
from correspondence.storage import NotAcknowledged, Register, StatusChange, StoredLetter
from tests import build
from tests.area import body as area_body
from tests.build import day
from tests.notified import LOCAL, NATIONAL
from tests.service.conftest import Clock
from tests.service.test_areas import body

ACTIVATION, KIND = "area-essex-2026-0003", "national_notification"
MONDAY = day("Mon 30 Nov 2026")
OFSTED = "office:national.ofsted"


@pytest.fixture(scope="module")
def taken(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a register in which the example's decision to activate was taken."""
    folder = tmp_path_factory.mktemp("taken") / "register"
    with Register.open(None, folder, Clock()) as register:
        Service(register, build.directory()).take(body())
    return folder


@pytest.fixture
def activated(taken: Path, tmp_path: Path) -> Iterator[Service]:
    """A service on a copy of that register."""
    with Register.open(None, copytree(taken, tmp_path / "register"), Clock()) as register:
        yield Service(register, build.directory())


def approve(service: Service, kind: str = KIND, **wanted: Any) -> PackNow:
    sha256 = service.packs.find(ACTIVATION, kind).manifest.sha256
    asked: dict[str, Any] = {"pack_sha256": sha256, "by": "C. Example", "on": MONDAY} | wanted
    return service.packs.approve(ACTIVATION, kind, ApprovalWanted(**asked))


def to(pack: PackNow, recipient: str) -> StoredLetter:
    return next(letter for letter in pack.letters if letter.recipient == recipient)


def move(service: Service, letter: StoredLetter, status: Status, on: date = MONDAY) -> StoredLetter:
    route = Route.EMAIL if status is Status.SENT else None
    return service.move_on(letter.letter_id, StatusChange(status=status, by="A Sample", on=on, route=route))


def with_recipients(service: Service, changes: dict[str, Office | None]) -> Service:
    """The same register with another directory: None takes an office out."""
    national = service.directory.national
    assert national is not None
    offices = {key: office for key, office in {**national.recipients, **changes}.items() if office is not None}
    return Service(service.register, replace(service.directory, national=replace(national, recipients=offices)))


def otherwise(service: Service) -> Service:
    """The directory has another salutation for Ofsted."""
    national = service.directory.national
    assert national is not None
    return with_recipients(service, {"ofsted": replace(national.recipients["ofsted"], salutation="Dear Colleague")})


def said_by(service: Service, index: StoredLetter) -> str:
    """The words of an index."""
    word = docx.Document(BytesIO(service.register.document(index.letter_id, DocumentForm.DOCX, "en")))
    cells = (cell.text for table in word.tables for row in table.rows for cell in row.cells)
    return "\n".join((*(paragraph.text for paragraph in word.paragraphs), *cells))


def refused(service: Service, kind: str = KIND, **wanted: Any) -> Sequence[tuple[str, str]]:
    with pytest.raises(Conflict) as caught:
        approve(service, kind, **wanted)
    return [(reason.rule, reason.field) for reason in caught.value.reasons]


def test_a_pack_is_every_letter_of_one_kind_that_a_decision_gave(activated: Service) -> None:
    national, local = activated.packs.of_event(ACTIVATION)
    assert ([x.recipient for x in national.letters], national.scope) == ([*NATIONAL], "national")
    assert ([x.recipient for x in local.letters], local.scope) == ([*LOCAL], "local")
    assert (national.standing.state, national.approval) == (PackState.UNAPPROVED, None)


def test_the_hash_of_a_pack_is_the_one_that_its_index_prints(activated: Service) -> None:
    index = next(x for x in activated.register.letters_of_event(ACTIVATION) if x.recipient == "file:national")
    word = docx.Document(BytesIO(activated.register.document(index.letter_id, DocumentForm.DOCX, "en")))
    printed = "".join("".join(paragraph.text.split()) for paragraph in word.paragraphs)
    assert activated.packs.find(ACTIVATION, KIND).manifest.sha256 in printed


def test_an_approval_approves_every_letter_of_the_pack_and_no_other(activated: Service) -> None:
    pack = approve(activated)
    assert {letter.status for letter in pack.letters} == {Status.APPROVED}
    assert pack.standing.state is PackState.APPROVED
    assert pack.approval is not None
    assert (pack.approval.by, pack.approval.on) == ("C. Example", MONDAY)
    assert {x.status for x in activated.packs.find(ACTIVATION, "local_notification").letters} == {Status.DRAFT}


def test_a_letter_of_a_pack_is_not_approved_by_itself(activated: Service) -> None:
    letter = to(activated.packs.find(ACTIVATION, KIND), OFSTED)
    with pytest.raises(Conflict) as caught:
        move(activated, letter, Status.APPROVED)
    assert caught.value.reasons[0].rule == "approved_as_a_pack"
    assert to(activated.packs.find(ACTIVATION, KIND), OFSTED).status is Status.DRAFT


def test_letters_are_sent_one_by_one_while_the_approval_stands(activated: Service) -> None:
    for letter in approve(activated).letters:
        assert move(activated, letter, Status.SENT).status is Status.SENT
    assert activated.packs.find(ACTIVATION, KIND).standing.state is PackState.APPROVED


def test_another_hash_than_the_packs_own_approves_nothing(activated: Service) -> None:
    assert refused(activated, pack_sha256="0" * 64) == [("pack_changed", "pack_sha256")]
    assert activated.packs.find(ACTIVATION, KIND).standing.state is PackState.UNAPPROVED


def test_a_letter_withdrawn_after_the_approval_makes_it_void_for_all_and_is_named(activated: Service) -> None:
    pack = approve(activated)
    move(activated, to(pack, OFSTED), Status.WITHDRAWN)
    now = activated.packs.find(ACTIVATION, KIND)
    assert now.standing.state is PackState.VOID
    assert [(x.letter_id, x.change) for x in now.standing.differs] == [(to(pack, OFSTED).letter_id, Change.MISSING)]
    with pytest.raises(Conflict) as caught:
        move(activated, to(pack, NATIONAL[0]), Status.SENT)
    assert [(x.rule, x.field) for x in caught.value.reasons] == [("pack_approval_void", to(pack, OFSTED).letter_id)]


def test_an_office_written_to_otherwise_since_makes_the_approval_void_until_the_directory_is_as_it_was(
    activated: Service,
) -> None:
    pack = approve(activated)
    later = otherwise(activated)
    now = later.packs.find(ACTIVATION, KIND)
    assert [(x.letter_id, x.change) for x in now.standing.differs] == [(to(pack, OFSTED).letter_id, Change.CHANGED)]
    with pytest.raises(Conflict):
        move(later, to(pack, NATIONAL[0]), Status.SENT)
    assert to(later.packs.find(ACTIVATION, KIND), NATIONAL[0]).status is Status.APPROVED
    assert move(activated, to(pack, NATIONAL[0]), Status.SENT).status is Status.SENT


def test_a_pack_that_would_be_written_otherwise_is_not_approved_but_written_again_at_once(activated: Service) -> None:
    """Nothing else may happen in the area for weeks, and the offices are owed their letters within days."""
    later = otherwise(activated)
    before = later.packs.find(ACTIVATION, KIND)
    ofsted = to(before, OFSTED)
    assert refused(later) == [("pack_outdated", ofsted.letter_id)]
    held = later.register.letter(ofsted.letter_id)
    assert held is not None and (held.findings, held.status) == ((OUT_OF_DATE,), Status.WITHDRAWN)
    now = later.packs.find(ACTIVATION, KIND)
    assert [x.recipient for x in now.letters] == [x.recipient for x in before.letters]
    assert not {x.letter_id for x in now.letters} & {x.letter_id for x in before.letters}
    assert ({x.dated for x in now.letters}, {x.due_on for x in now.letters}) == ({MONDAY}, {ofsted.due_on})
    assert approve(later).standing.state is PackState.APPROVED
    (index,) = later.packs.index_of(later.packs.find(ACTIVATION, KIND))
    assert said_by(later, index).count(to(now, OFSTED).letter_id) > 0


def test_a_pack_that_was_written_again_is_whole_and_is_made_again_with_the_same_bytes(activated: Service) -> None:
    later = otherwise(activated)
    refused(later)
    proofs = list(verification.verify(later))
    now = {x.letter_id for x in later.packs.find(ACTIVATION, KIND).letters}
    assert all(proof.fault is None for proof in proofs)
    assert all(proof.made_again is not False for proof in proofs if proof.letter_id in now)


def test_a_pack_that_lacks_a_letter_has_it_again_once_somebody_wants_to_approve_it(activated: Service) -> None:
    withdrawn = move(activated, to(activated.packs.find(ACTIVATION, KIND), OFSTED), Status.WITHDRAWN)
    assert refused(activated) == [("pack_outdated", withdrawn.letter_id)]
    assert to(activated.packs.find(ACTIVATION, KIND), OFSTED).status is Status.DRAFT
    assert approve(activated).standing.state is PackState.APPROVED


def test_what_was_sent_of_a_pack_is_not_written_again_with_the_rest(activated: Service) -> None:
    sent = move(activated, to(approve(activated), NATIONAL[0]), Status.SENT)
    later = otherwise(activated)
    refused(later)
    now = later.packs.find(ACTIVATION, KIND)
    assert to(now, NATIONAL[0]).letter_id == sent.letter_id
    assert {x.dated for x in now.letters if x.letter_id != sent.letter_id} == {MONDAY}
    assert approve(later).standing.state is PackState.APPROVED


def test_a_held_letter_of_a_pack_is_not_written_again_and_again(activated: Service) -> None:
    """Nothing helps but another name in the directory, which has a sign in it that no fount has."""
    national = activated.directory.national
    assert national is not None
    later = with_recipients(activated, {"ofsted": replace(national.recipients["ofsted"], salutation="Dear \U0001f9ff")})
    refused(later)
    before = later.register.letters_of_case("area:essex")
    assert to(later.packs.find(ACTIVATION, KIND), OFSTED).status is Status.HELD
    refused(later)
    assert [x.letter_id for x in later.register.letters_of_case("area:essex")] == [x.letter_id for x in before]
    assert later.packs.index_of(later.packs.find(ACTIVATION, KIND)) == (), "one of it is held: no index is true of it"


def test_an_office_that_the_directory_has_since_is_new(activated: Service) -> None:
    approve(activated, "local_notification")
    area = activated.directory.service_areas["essex"]
    more = Office(name="Kent County Council", post="Director", salutation="Dear Director", email="kent@example.org")
    areas = {"essex": replace(area, local_authorities=(*area.local_authorities, more))}
    later = Service(activated.register, replace(activated.directory, service_areas=areas))
    standing = later.packs.find(ACTIVATION, "local_notification").standing
    assert (standing.state, [x.change for x in standing.differs]) == (PackState.VOID, [Change.NEW])
    assert [rule for rule, _ in refused(later, "local_notification")] == ["pack_outdated"]
    now = approve(later, "local_notification")
    assert (now.standing.state, len(now.letters)) == (PackState.APPROVED, len(LOCAL) + 1)


def test_what_was_sent_is_past_mending_and_stops_nothing_else(activated: Service) -> None:
    pack = approve(activated)
    move(activated, to(pack, OFSTED), Status.SENT)
    later = otherwise(activated)
    assert later.packs.find(ACTIVATION, KIND).standing.state is PackState.APPROVED
    assert move(later, to(pack, NATIONAL[0]), Status.SENT).status is Status.SENT


def test_who_approves_acknowledges_what_the_checks_found_in_any_letter(activated: Service) -> None:
    service = activated
    declined = area_body("activation_declined", {"occurred_on": "2026-12-04"})
    for letter in approve(service).letters:
        move(service, letter, Status.SENT)
    service.take(json.dumps(declined).encode())
    (pack,) = service.packs.of_event("activation_declined-1")
    wanted = ApprovalWanted(pack_sha256=pack.manifest.sha256, by="C. Example", on=day("Mon 7 Dec 2026"))
    with pytest.raises(NotAcknowledged) as caught:
        service.packs.approve("activation_declined-1", pack.kind, wanted)
    assert {x.status for x in service.packs.find("activation_declined-1", pack.kind).letters} == {Status.DRAFT}
    seen = replace(wanted, acknowledges=caught.value.codes)
    assert service.packs.approve("activation_declined-1", pack.kind, seen).standing.state is PackState.APPROVED


@pytest.mark.parametrize("kind", ["pack_index", "hub_letter", "no_such_kind"])
def test_there_is_no_other_pack(activated: Service, kind: str) -> None:
    assert kind not in PACK_KINDS
    with pytest.raises(NoSuchPack):
        activated.packs.find(ACTIVATION, kind)
    with pytest.raises(NoSuchPack):
        activated.packs.find("nobody-heard-of-it", KIND)
    assert activated.packs.of_event("nobody-heard-of-it") == ()


def test_a_decision_not_to_open_takes_back_what_was_not_sent_and_answers_what_was(activated: Service) -> None:
    pack = approve(activated)
    move(activated, to(pack, OFSTED), Status.SENT)
    declined = area_body("activation_declined", {"occurred_on": "2026-12-04"})
    given = activated.take(json.dumps(declined).encode()).letters
    assert [x.recipient for x in given if x.kind == "not_activated_national"] == [OFSTED]
    unsent = [x for x in activated.areas.letters.given_by(ACTIVATION) if x.kind != "pack_index"]
    assert {x.status for x in unsent if x.recipient != OFSTED} == {Status.WITHDRAWN}
    assert activated.packs.find(ACTIVATION, KIND).standing.state is PackState.VOID


def test_a_letter_of_a_pack_that_nobody_approved_is_not_sent(activated: Service) -> None:
    letter = to(activated.packs.find(ACTIVATION, KIND), OFSTED)
    with pytest.raises(Conflict) as caught:
        move(activated, letter, Status.SENT)
    assert [reason.rule for reason in caught.value.reasons] == ["pack_not_approved"]


def test_a_letter_that_is_sent_back_stops_its_pack_until_the_whole_is_approved_after_all(activated: Service) -> None:
    letter = to(approve(activated), OFSTED)
    change = StatusChange(status=Status.SENT_BACK, by="A Sample", on=MONDAY, reason="The figures are last month's")
    activated.move_on(letter.letter_id, change)
    pack = activated.packs.find(ACTIVATION, KIND)
    assert pack.standing.state is PackState.VOID
    assert [(x.letter_id, x.change) for x in pack.standing.differs] == [(letter.letter_id, Change.SENT_BACK)]
    with pytest.raises(Conflict) as caught:
        move(activated, next(x for x in pack.letters if x.letter_id != letter.letter_id), Status.SENT)
    assert [(x.rule, x.field) for x in caught.value.reasons] == [("pack_approval_void", letter.letter_id)]
    assert approve(activated).standing.state is PackState.APPROVED
    assert {x.status for x in activated.packs.find(ACTIVATION, KIND).letters} == {Status.APPROVED}


def test_staff_are_to_mend_what_is_sent_back_of_an_area(activated: Service) -> None:
    letter = to(activated.packs.find(ACTIVATION, KIND), OFSTED)
    change = StatusChange(status=Status.SENT_BACK, by="A Sample", on=MONDAY, reason="The figures are last month's")
    activated.move_on(letter.letter_id, change)
    (duty,) = (d for d in activated.duties(MONDAY, "essex") if d.duty is DutyName.MEND_LETTER)
    assert (duty.service_area, duty.case_number, duty.due_on) == ("essex", None, day("Wed 2 Dec 2026"))
    assert not duty.overdue and "last month" not in duty.why

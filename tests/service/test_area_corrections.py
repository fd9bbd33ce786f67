"""A correction of an area's event: who was told wrongly is told rightly, what was not sent is written again."""

import json
from collections.abc import Iterator
from pathlib import Path
from shutil import copytree

import pytest

from correspondence import verification
from correspondence.pack_approval import ApprovalWanted
from correspondence.packing import PackState
from correspondence.protocol.case.people import Route
from correspondence.protocol.letters import Status
from correspondence.protocol.refusals import Inconsistent, NotInProtocol
from correspondence.service import Outcome, Service
from correspondence.storage import Register, StatusChange, StoredLetter
from tests import build
from tests.area import body as area_body
from tests.area import correction_body
from tests.build import Changes, day
from tests.notified import LOCAL, NATIONAL
from tests.service.conftest import Clock
from tests.service.test_areas import body

ACTIVATION, KIND = "area-essex-2026-0003", "national_notification"
MONDAY, TUESDAY = day("Mon 30 Nov 2026"), day("Tue 1 Dec 2026")
OFSTED, ADCS = "office:national.ofsted", "office:national.adcs"
LATER = {"checkpoint_on": "2027-01-06", "opening_on": "2027-01-27"}
"""The Checkpoint and the opening a day later."""


@pytest.fixture(scope="module")
def taken(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a register in which the decision was taken, and the national pack approved."""
    folder = tmp_path_factory.mktemp("taken") / "register"
    with Register.open(None, folder, Clock()) as register:
        service = Service(register, build.directory())
        service.take(body())
        approve(service)
    return folder


@pytest.fixture
def service(taken: Path, tmp_path: Path) -> Iterator[Service]:
    """A service on a copy of that register, where Ofsted has its letter."""
    with Register.open(None, copytree(taken, tmp_path / "register"), Clock()) as register:
        service = Service(register, build.directory())
        send(service, OFSTED)
        yield service


def approve(service: Service) -> None:
    sha256 = service.packs.find(ACTIVATION, KIND).manifest.sha256
    service.packs.approve(ACTIVATION, KIND, ApprovalWanted(pack_sha256=sha256, by="C. Example", on=MONDAY))


def last_to(service: Service, recipient: str) -> StoredLetter:
    return [x for x in service.areas.letters.given_by(ACTIVATION) if x.recipient == recipient][-1]


def send(service: Service, recipient: str) -> None:
    change = StatusChange(status=Status.SENT, by="A Sample", on=MONDAY, route=Route.EMAIL)
    service.move_on(last_to(service, recipient).letter_id, change)


def correct(service: Service, changes: Changes) -> Outcome:
    """The example's decision as it should have been."""
    sent = correction_body("activation_decided", {"event_id": ACTIVATION, **changes}, "2026-12-01")
    return service.take(json.dumps(sent | {"replaces": ACTIVATION}).encode())


def test_each_letter_that_said_it_wrongly_is_written_again_and_the_unsent_one_taken_back(service: Service) -> None:
    given = correct(service, LATER).letters
    assert [x.recipient for x in given] == [*NATIONAL, *LOCAL, "file:national", "file:local"]
    assert {(x.given_by, x.dated, x.status) for x in given} == {(ACTIVATION, TUESDAY, Status.DRAFT)}
    first = {x.recipient: x.status for x in service.register.letters_of_event(ACTIVATION) if x.kind == KIND}
    assert first == dict.fromkeys(NATIONAL, Status.WITHDRAWN) | {OFSTED: Status.SENT}


def words(service: Service, letter: StoredLetter) -> str:
    composed = {x.letter_id: x for x in service.areas.letters.written_now([letter])}
    return repr(composed[letter.letter_id].view)


def test_only_who_was_sent_the_wrong_letter_is_told_that_it_was_wrong(service: Service) -> None:
    correct(service, LATER)
    assert "corrects=datetime.date(2026, 11, 27)" in words(service, last_to(service, OFSTED))
    assert "corrects=None" in words(service, last_to(service, ADCS))


def test_the_packs_approval_is_void_until_the_corrected_pack_is_approved(service: Service) -> None:
    correct(service, LATER)
    assert service.packs.find(ACTIVATION, KIND).standing.state is PackState.VOID
    sha256 = service.packs.find(ACTIVATION, KIND).manifest.sha256
    wanted = ApprovalWanted(pack_sha256=sha256, by="C. Example", on=TUESDAY)
    pack = service.packs.approve(ACTIVATION, KIND, wanted)
    assert [x.recipient for x in pack.letters] == [*NATIONAL]
    assert (pack.standing.state, {x.dated for x in pack.letters}) == (PackState.APPROVED, {TUESDAY})


def test_what_no_letter_says_is_corrected_without_a_letter(service: Service) -> None:
    given = correct(service, {"recorded_by.name": "E. Sample"}).letters
    assert given == ()
    assert service.packs.find(ACTIVATION, KIND).standing.state is PackState.APPROVED


def test_a_correction_that_the_timetable_forbids_is_refused_and_keeps_nothing(service: Service) -> None:
    with pytest.raises(NotInProtocol):
        correct(service, {"checkpoint_on": "2026-12-31"})
    with pytest.raises(Inconsistent):
        correct(service, {"occurred_on": "2026-12-04"})
    assert len(service.register.history("area:essex")) == 1
    assert last_to(service, ADCS).status is Status.APPROVED


@pytest.mark.drawn
def test_what_a_correction_gave_would_be_made_again_byte_by_byte(service: Service) -> None:
    correct(service, LATER)
    proofs = [proof for proof in verification.verify(service) if proof.letter_id is not None]
    assert {(proof.fault, proof.made_again) for proof in proofs} == {(None, True)}
    assert len(proofs) == 4 * (len(NATIONAL) + len(LOCAL) + 2)


def test_the_same_correction_again_gives_nothing_new(service: Service) -> None:
    first, again = correct(service, LATER), correct(service, LATER)
    assert (first.replayed, again.replayed) == (False, True)
    assert again.letters == first.letters


def test_what_a_later_decision_overtook_is_put_right_for_those_who_were_told_and_told_to_nobody_else(
    service: Service,
) -> None:
    declined = area_body("activation_declined", {"occurred_on": "2026-12-04"})
    service.take(json.dumps(declined).encode())
    sent = correction_body("activation_decided", {"event_id": ACTIVATION, **LATER}, "2026-12-07")
    given = service.take(json.dumps(sent | {"replaces": ACTIVATION}).encode()).letters
    assert [x.recipient for x in given if x.kind == KIND] == [OFSTED]
    assert not [x for x in given if x.kind == "local_notification"]
    sha256 = service.packs.find(ACTIVATION, KIND).manifest.sha256
    wanted = ApprovalWanted(pack_sha256=sha256, by="C. Example", on=day("Tue 8 Dec 2026"))
    pack = service.packs.approve(ACTIVATION, KIND, wanted)
    assert [(x.recipient, x.status) for x in pack.letters] == [(OFSTED, Status.APPROVED)]

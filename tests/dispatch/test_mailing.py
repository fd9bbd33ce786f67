"""By mail: one document to the right address, once; what is refused for now, for good, or by nobody knows whom."""

import socket
from collections.abc import Callable
from datetime import timedelta
from hashlib import sha256
from pathlib import Path

import pytest

from correspondence.dispatch import rounds, smtp
from correspondence.dispatch.channels import read_channels
from correspondence.dispatch.rounds import DOMAIN, NO_ADDRESS
from correspondence.protocol.letters import Status
from correspondence.storage import DeliveryKey, DeliveryState, NoSuchDelivery, StatusChange, StoredDelivery, Way
from correspondence.storage.deliveries import Deliveries
from tests import build

from .conftest import FATHER, SOLICITOR, TODAY, House, family
from .mail_server import MailServer, channels_file, mail_server

pytestmark = pytest.mark.drawn  # a solicitor's copy is a PDF alone
REPRESENTATIVE = "representative"


def test_a_letter_goes_to_its_reader_and_its_copy_to_their_solicitor_and_nobody_else(
    mailing: House, server: MailServer
) -> None:
    done = mailing.round()
    assert [to for to, _ in server.taken] == [[FATHER], [SOLICITOR]]
    assert done.states == {DeliveryState.ACCEPTED: 2}
    for mail, copy_to in zip(server.mails, (None, REPRESENTATIVE), strict=True):
        (attached,) = mail.iter_attachments()
        delivery = mailing.delivery(copy_to=copy_to)
        assert sha256(attached.get_content()).hexdigest() == delivery.sha256
        assert attached.get_content_type() == "application/pdf"
        assert attached.get_filename() == f"{delivery.key}.pdf"
    assert mailing.letter().status is Status.SENT
    assert mailing.letter().sent_on == TODAY


def test_a_mail_says_our_reference_and_nothing_of_whom_it_is_about(mailing: House, server: MailServer) -> None:
    mailing.round()
    mail = server.mails[0]
    assert mail["Subject"] == mailing.letter().letter_id
    assert mail["Message-ID"] == f"<{mailing.delivery().key}@cafcass.example>"
    body = mail.get_body()
    assert body is not None
    words = f"{mail['Subject']} {body.get_content()} {[*mail.keys()]}"
    for person in family():
        assert person["name"]["family"] not in words
    assert build.example("hub_allocation_decided")["case"]["case_number"] not in words


def test_nothing_is_handed_over_twice(mailing: House, server: MailServer) -> None:
    mailing.round()
    assert mailing.round().states == {}
    assert len(server.taken) == 2


def test_what_is_posted_or_unapproved_is_not_mailed(mailing: House, server: MailServer) -> None:
    mailing.approve("p2")
    mailing.round()
    assert {to for tos, _ in server.taken for to in tos} == {FATHER, SOLICITOR}
    assert mailing.state("p2")[0] is DeliveryState.WAITING


def test_the_court_has_its_letter_at_the_address_of_the_directory(mailing: House, server: MailServer) -> None:
    court = mailing.service.directory.courts["chelmsford"]
    assert mailing.channels is not None
    mail = mailing.channels.mail["mail"]
    object.__setattr__(mail, "domains", (court.email.rpartition("@")[2],))
    recipient = "court:chelmsford"
    mailing.approve(recipient)
    mailing.round()
    assert [court.email] in [to for to, _ in server.taken]


def test_what_is_refused_for_now_waits_longer_each_time(mailing: House, server: MailServer) -> None:
    server.refuses["*"] = "451 4.3.0 later"
    waits = []
    for _ in range(3):
        mailing.round()
        found = mailing.delivery()
        assert (found.state, found.code) == (DeliveryState.WAITING, "451")
        assert found.not_before is not None
        waits.append(found.not_before - mailing.clock())
        assert mailing.round().states == {}, "it is not tried before its time"
        mailing.clock.go_on(waits[-1])
    assert waits == sorted(set(waits))
    server.refuses.clear()
    mailing.round()
    assert mailing.letter().status is Status.SENT
    assert len(server.taken) == 2


def test_what_is_refused_for_now_is_a_persons_once_its_day_has_passed(mailing: House, server: MailServer) -> None:
    server.refuses["*"] = "451 4.3.0 later"
    mailing.today = mailing.letter().due_on
    mailing.round()
    assert mailing.state()[0] is DeliveryState.WAITING
    mailing.clock.go_on(timedelta(days=1))
    mailing.today += timedelta(days=1)
    mailing.round()
    assert mailing.state() in {(DeliveryState.FAILED, "451"), (DeliveryState.CANCELLED, "letter_moved")}


@pytest.mark.parametrize("answer", ["550 5.1.1 no such user", "554 5.7.1 no"])
def test_what_is_refused_for_good_is_a_persons_and_stops_no_other(
    mailing: House, server: MailServer, answer: str
) -> None:
    server.refuses[FATHER] = answer
    mailing.round()
    assert mailing.state() == (DeliveryState.FAILED, answer[:3])
    assert mailing.state(copy_to=REPRESENTATIVE)[0] is DeliveryState.ACCEPTED
    assert mailing.letter().status is Status.APPROVED


@pytest.mark.parametrize(("answer", "state"), [("552 too large", "failed"), ("452 full", "waiting")])
def test_what_is_refused_once_it_was_said_did_not_leave(
    mailing: House, server: MailServer, answer: str, state: str
) -> None:
    server.at_the_end = answer
    mailing.round()
    assert mailing.state() == (DeliveryState(state), answer[:3])
    assert server.taken == []


def test_what_the_server_took_without_saying_so_is_unknown_and_not_sent_again(
    mailing: House, server: MailServer
) -> None:
    server.at_the_end = "gone"
    mailing.round()
    assert mailing.state() == (DeliveryState.UNKNOWN, smtp.LOST)
    server.at_the_end = "250 OK"
    taken = len(server.taken)
    mailing.clock.go_on(timedelta(days=1))
    mailing.round()
    assert [to for to, _ in server.taken[taken:]] == [[SOLICITOR]]
    assert mailing.letter().status is Status.APPROVED


def test_an_address_of_another_domain_is_not_written_to(mailing: House, server: MailServer, tmp_path: Path) -> None:
    mailing.channels = read_channels(channels_file(tmp_path, server, domains="[.cjsm.net]"))
    mailing.round()
    assert mailing.state() == (DeliveryState.FAILED, DOMAIN)
    assert [to for to, _ in server.taken] == [[SOLICITOR]]


def test_a_document_without_an_address_is_a_persons(
    mailing: House, server: MailServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rounds, "mail_address", lambda *_: None)
    mailing.round()
    assert mailing.state() == (DeliveryState.FAILED, NO_ADDRESS)
    assert server.taken == []


def other_name(folder: Path, server: MailServer) -> Path:
    with mail_server(folder) as other:  # its certificate is of another authority, and is gone
        assert other.port
    return channels_file(folder, server)


def in_the_clear(folder: Path, server: MailServer) -> Path:
    return channels_file(folder, server, security="tls")


def wrong_password(folder: Path, server: MailServer) -> Path:
    path = channels_file(folder, server)
    (folder / "password").write_text("battery staple")
    return path


def nobody_there(folder: Path, server: MailServer) -> Path:
    with socket.create_server(("127.0.0.1", 0)) as door:
        port = door.getsockname()[1]
    return channels_file(folder, server, port=port)


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        (other_name, smtp.CERTIFICATE),
        (in_the_clear, smtp.CERTIFICATE),
        (wrong_password, smtp.PASSWORD),
        (nobody_there, smtp.UNREACHABLE),
    ],
)
def test_to_a_server_that_is_not_the_one_we_know_nothing_is_sent(
    mailing: House, server: MailServer, tmp_path: Path, wrong: Callable[[Path, MailServer], Path], code: str
) -> None:
    mailing.channels = read_channels(wrong(tmp_path, server))
    done = mailing.round()
    assert done.shut == {"mail": code}
    assert server.taken == []
    assert mailing.state()[0] is DeliveryState.WAITING


def test_a_case_that_changed_holds_the_letter_at_the_door(mailing: House, server: MailServer) -> None:
    mailing.today += timedelta(days=400)  # what it promises has passed
    mailing.round()
    assert server.taken == []
    every = mailing.service.register.letters_of_case("CM26P00417")
    assert all(x.status is not Status.SENT for x in every)
    assert not mailing.service.register.deliveries.waiting(Way.EMAIL)


def test_a_letter_that_is_taken_back_once_it_is_claimed_does_not_leave(
    mailing: House, server: MailServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And the half of it that the server has does not stand in the way of the next mail."""
    claim = Deliveries.claim

    def claim_and_take_back(self: Deliveries, key: DeliveryKey, channel: str) -> StoredDelivery | None:
        claimed = claim(self, key, channel)
        if claimed is not None and claimed.decides:
            letter = mailing.letter()
            mailing.service.register.keep_instead(
                letter.subject, [], expected_events=1, withdrawn=[letter.letter_id], on=TODAY, derive=None
            )
        return claimed

    monkeypatch.setattr(Deliveries, "claim", claim_and_take_back)
    mailing.round()
    assert server.taken == []
    assert mailing.state() == (DeliveryState.CANCELLED, "letter_moved")


def test_what_is_erased_once_it_is_claimed_does_not_leave_and_stops_no_other(
    mailing: House, server: MailServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    sending = Deliveries.sending

    def erased(self: Deliveries, claimed: StoredDelivery) -> bool:
        if claimed.decides:
            raise NoSuchDelivery
        return sending(self, claimed)

    monkeypatch.setattr(Deliveries, "sending", erased)
    mailing.round()
    assert [to for to, _ in server.taken] == [[SOLICITOR]]
    assert mailing.state(copy_to=REPRESENTATIVE)[0] is DeliveryState.ACCEPTED


def test_a_letter_is_cancelled_until_it_is_handed_over(mailing: House, server: MailServer) -> None:
    change = StatusChange(status=Status.WITHDRAWN, by="R. Sample", on=TODAY)
    mailing.service.move_on(mailing.letter().letter_id, change)
    mailing.round()
    assert server.taken == []


def test_what_stands_in_no_log_is_an_address(
    mailing: House, server: MailServer, caplog: pytest.LogCaptureFixture
) -> None:
    server.refuses["*"] = "550 5.1.1 no such user"
    with caplog.at_level("DEBUG", logger="correspondence"):
        mailing.round()
    assert FATHER not in caplog.text
    assert SOLICITOR not in caplog.text

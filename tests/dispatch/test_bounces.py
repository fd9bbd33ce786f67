"""What a mail server reports afterwards: a letter that did not arrive is returned, once; all else changes nothing."""

from collections.abc import Callable
from email import policy
from email.message import EmailMessage
from mailbox import Maildir
from pathlib import Path

import pytest

from correspondence.dispatch import bounces
from correspondence.protocol.letters import Status
from correspondence.protocol.owed.duty import DutyName
from correspondence.storage import DeliveryState

from .conftest import House
from .mail_server import MailServer

pytestmark = pytest.mark.drawn
REPRESENTATIVE = "representative"


def report(of: EmailMessage, *, action: str = "failed", status: str = "5.1.1", headers_alone: bool = True) -> bytes:
    """A report about a mail, as a mail server writes it (RFC 3464)."""
    head = f"Message-ID: {of['Message-ID']}\r\nSubject: {of['Subject']}\r\n"
    about = ("text/rfc822-headers", head) if headers_alone else ("message/rfc822", f"{head}\r\nthe mail\r\n")
    parts = [
        ("text/plain", "It could not be delivered.\r\n"),
        ("message/delivery-status", f"Reporting-MTA: dns; mx\r\n\r\nAction: {action}\r\nStatus: {status}\r\n"),
        about,
    ]
    lines = ["From: mailer-daemon@mx.example", "Subject: Undelivered", "MIME-Version: 1.0"]
    lines += ['Content-Type: multipart/report; report-type=delivery-status; boundary="xx"', ""]
    for kind, body in parts:
        lines += ["--xx", f"Content-Type: {kind}", "", body]
    return "\r\n".join([*lines, "--xx--", ""]).encode()


def put(folder: Path, content: bytes) -> None:
    """A mail server puts a message there."""
    Maildir(folder / "bounces", create=False).add(content)


def left(folder: Path) -> int:
    """How many messages nobody has dealt with."""
    return len([*(folder / "bounces" / "new").iterdir()])


@pytest.mark.parametrize("headers_alone", [True, False])
def test_a_mail_that_did_not_arrive_has_its_letter_returned_once(
    mailing: House, server: MailServer, tmp_path: Path, headers_alone: bool
) -> None:
    mailing.round()
    sent = mailing.letter()
    for _ in range(2):
        put(tmp_path, report(server.mails[0], headers_alone=headers_alone))
    assert mailing.round().came_back == 1
    register = mailing.service.register
    (found,) = [x for x in register.deliveries.of_letter(sent.letter_id) if x.copy_to is None]
    assert (found.state, found.code) == (DeliveryState.CAME_BACK, "5.1.1")
    after = register.letter(sent.letter_id)
    assert after is not None
    assert after.status is Status.RETURNED
    assert [step.status for step in register.steps(sent.letter_id)].count(Status.RETURNED) == 1
    assert left(tmp_path) == 0
    assert mailing.round().came_back == 0
    assert register.broken_rows() == ()


def test_what_a_returned_letter_owed_is_owed_again(mailing: House, server: MailServer, tmp_path: Path) -> None:
    def owed() -> set[str | None]:
        duties = mailing.service.duties_of("CM26P00417", mailing.today)
        return {d.person_id for d in duties if d.duty is DutyName.FAMILY_LETTER and d.done_on is None}

    assert "p1" in owed()
    mailing.round()
    assert "p1" not in owed()
    put(tmp_path, report(server.mails[0]))
    mailing.round()
    assert "p1" in owed()


def test_a_copy_that_did_not_arrive_returns_no_letter(mailing: House, server: MailServer, tmp_path: Path) -> None:
    mailing.round()
    put(tmp_path, report(server.mails[1]))
    mailing.round()
    assert mailing.state(copy_to=REPRESENTATIVE) == (DeliveryState.CAME_BACK, "5.1.1")
    assert mailing.letter().status is Status.SENT


def of_a_delay(mail: EmailMessage) -> bytes:
    return report(mail, action="delayed", status="4.4.1")


def of_another_house(mail: EmailMessage) -> bytes:
    mail.replace_header("Message-ID", mail["Message-ID"].replace("@cafcass.example", "@elsewhere.example"))
    return report(mail)


def of_nobodys_letter(mail: EmailMessage) -> bytes:
    mail.replace_header("Message-ID", "<0000-0000-0000-0@cafcass.example>")
    return report(mail)


def out_of_office(mail: EmailMessage) -> bytes:
    message = EmailMessage(policy=policy.SMTP)
    message["In-Reply-To"] = mail["Message-ID"]
    message.set_content("I am away.")
    return message.as_bytes()


def nonsense(_mail: EmailMessage) -> bytes:
    return b"\xff\xfe\x00 no mail at all"


@pytest.mark.parametrize("other", [of_a_delay, of_another_house, of_nobodys_letter, out_of_office, nonsense])
def test_what_is_no_such_report_is_set_aside_and_changes_nothing(
    mailing: House, server: MailServer, tmp_path: Path, other: Callable[[EmailMessage], bytes]
) -> None:
    mailing.round()
    put(tmp_path, other(server.mails[0]))
    assert mailing.round().came_back == 0
    assert mailing.letter().status is Status.SENT
    assert left(tmp_path) == 0
    assert len(Maildir(tmp_path / "bounces", create=False)) == 1


def test_a_report_that_was_recorded_and_not_set_aside_is_read_again_to_no_effect(
    mailing: House, server: MailServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mailing.round()
    sent = mailing.letter()
    put(tmp_path, report(server.mails[0]))
    with monkeypatch.context() as patch:
        patch.setattr(bounces, "set_aside", lambda *_: None)  # as if it were killed before
        assert mailing.round().came_back == 1
    steps = mailing.service.register.steps(sent.letter_id)
    assert left(tmp_path) == 1
    assert mailing.round().came_back == 0
    assert mailing.service.register.steps(sent.letter_id) == steps

"""What a mail server says afterwards: reports, in a Maildir, that a mail of ours did not arrive (RFC 3464)."""

import re
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage, Message
from mailbox import Maildir, MaildirMessage
from pathlib import Path

from correspondence.protocol.record import record
from correspondence.storage import DeliveryKey

_FAILED = "failed"
_REFERENCE = re.compile(r"<([0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9]{1,3})@([^>]+)>", re.ASCII)
_STATUS = re.compile(r"[245]\.[0-9]{1,3}\.[0-9]{1,3}", re.ASCII)
_SEEN = "S"


@record
class CameBack:
    """A mail of ours that did not arrive: whose, and by which status (RFC 3463)."""

    key: DeliveryKey
    status: str


@record
class Report:
    """A message of the Maildir, and what it says came back: None where it says nothing of the kind."""

    name: str
    came_back: CameBack | None


def unread(folder: Path, sender: str) -> Iterator[Report]:
    """The messages that nobody has dealt with, oldest first; *sender*: who wrote the mails that they are about."""
    domain = sender.rpartition("@")[2]
    box = Maildir(folder, factory=None, create=False)
    for name in sorted(box.keys()):
        if box.get_message(name).get_subdir() == "new":
            message = message_from_bytes(box.get_bytes(name), policy=policy.default)
            yield Report(name=name, came_back=read_report(message, domain))


def set_aside(folder: Path, name: str) -> None:
    """A message was dealt with: it is moved to those that are read, and kept."""
    box = Maildir(folder, factory=None, create=False)
    message = box.get_message(name)
    assert isinstance(message, MaildirMessage)
    message.set_subdir("cur")
    message.add_flag(_SEEN)
    box[name] = message


def read_report(message: Message, domain: str) -> CameBack | None:
    """What a report says came back; None where it is no report, is of a delay alone, or is of nobody's mail of ours."""
    parts = [*message.walk()]
    status = next((found for part in parts if (found := _failure(part))), None)
    if status is None:
        return None
    named = (key for part in parts if (key := _named(part, domain)))
    key = next(named, None)
    return CameBack(key=key, status=status) if key else None


def _failure(part: Message) -> str | None:
    """The status by which a mail failed for good, where this part says that it did."""
    if part.get_content_type() != "message/delivery-status":
        return None
    blocks = part.get_payload()
    for block in blocks if isinstance(blocks, list) else []:
        if isinstance(block, Message) and str(block.get("Action", "")).strip().lower() == _FAILED:
            found = _STATUS.search(str(block.get("Status", "")))
            return found[0] if found else "5.0.0"
    return None


def _named(part: Message, domain: str) -> DeliveryKey | None:
    """The delivery whose mail this part is, or has the head of."""
    if part.get_content_type() == "text/rfc822-headers" and isinstance(part, EmailMessage):
        said = str(part.get_content())
    elif part.get_content_type() == "message/rfc822":
        inside = part.get_payload()
        mails = inside if isinstance(inside, list) else []
        said = "\n".join(f"Message-ID: {mail['Message-ID']}" for mail in mails if isinstance(mail, Message))
    else:
        said = ""
    for line in said.splitlines():
        if line.lower().startswith("message-id:") and (found := _REFERENCE.search(line)) and found[2] == domain:
            return DeliveryKey.read(found[1])
    return None

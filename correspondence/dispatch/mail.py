"""A document as a mail: our reference for a subject, one document, and nothing that says whom it is about."""

from datetime import datetime
from email import policy
from email.message import EmailMessage
from email.utils import format_datetime

from correspondence.documents import DocumentForm
from correspondence.protocol.record import record
from correspondence.storage import DeliveryKey

_TYPES = {
    DocumentForm.PDF: ("application", "pdf"),
    DocumentForm.DOCX: ("application", "vnd.openxmlformats-officedocument.wordprocessingml.document"),
    DocumentForm.HTML: ("text", "html"),
    DocumentForm.TXT: ("text", "plain"),
    DocumentForm.CSV: ("text", "csv"),
}
_BODY = "A letter from Cafcass is attached. Our reference: {reference}\n"


@record
class Mail:
    """A mail that is to leave: one document to one address, under the reference of its delivery."""

    key: DeliveryKey
    sender: str
    to: str
    form: DocumentForm
    content: bytes
    at: datetime

    def as_bytes(self) -> bytes:
        """The mail as it goes over the wire. The same document has the same Message-ID, however often it is tried."""
        message = EmailMessage(policy=policy.SMTP)
        message["From"] = self.sender
        message["To"] = self.to
        message["Subject"] = self.key.letter_id
        message["Date"] = format_datetime(self.at)
        message["Message-ID"] = message_id(self.key, self.sender)
        message["Auto-Submitted"] = "auto-generated"
        message.set_content(_BODY.format(reference=self.key.letter_id))
        main, sub = _TYPES[self.form]
        message.add_attachment(self.content, maintype=main, subtype=sub, filename=f"{self.key}.{self.form}")
        return message.as_bytes()


def message_id(key: DeliveryKey, sender: str) -> str:
    """The Message-ID of a delivery's mail: by it, a report that it did not arrive is known to be about it."""
    return f"<{key}@{sender.rpartition('@')[2]}>"

"""What goes into the register and what comes out of it."""

import json
from collections.abc import Iterable
from dataclasses import field, replace
from datetime import date, datetime
from enum import StrEnum
from hashlib import sha256

from correspondence.documents import DocumentForm, Finding, WrittenLetter
from correspondence.protocol.case.people import Form, Route
from correspondence.protocol.history.case_file import CaseFile
from correspondence.protocol.letters import Audience, DaysTold, LetterRecord, Status
from correspondence.protocol.record import record
from correspondence.protocol.subject import Subject
from correspondence.protocol.words.pasted import mended

from .errors import Fault


def body_sha256(body: bytes) -> str:
    """The SHA-256 of a JSON body's canonical form: two bodies that say the same have the same, however they are spaced
    and whatever ends their lines.

    Raises `ValueError` when *body* is not JSON.
    """
    canonical = json.dumps(mended(json.loads(body)), sort_keys=True, separators=(",", ":"))
    return sha256(canonical.encode()).hexdigest()


@record
class NewEvent:
    """An event to be recorded. `body`: the bytes as received; `taken_on`: today, as the edge had it.

    `hub`, `case_is_open`: in which Hub the case is, and whether it is open, once the event is taken in. What is no
    Hub's has its own key for one, which opens nothing. `only_hub`: the one Hub that the caller may act for; None: all.
    """

    event_id: str
    subject: Subject
    type: str
    occurred_on: date
    taken_on: date
    hub: str
    body: bytes = field(repr=False)
    case_is_open: bool = True
    warnings: tuple[str, ...] = ()
    key_name: str | None = None
    only_hub: str | None = None


@record
class NewLetter:
    """A letter to be kept, in the Hub its case is in. `fingerprint` names what made its bytes."""

    written: WrittenLetter
    hub: str
    wording: str
    fingerprint: str

    @property
    def letter_id(self) -> str:
        """The id of the letter."""
        return self.written.letter.letter_id


@record
class StoredCase:
    """A case: in which Hub it is, and whether it is open."""

    case_number: str
    hub: str
    is_open: bool


@record
class StoredEvent:
    """What the register says of an event besides its body. An erased one has neither body nor warnings."""

    event_id: str
    subject: Subject
    sequence: int
    type: str
    occurred_on: date
    taken_on: date
    body_sha256: str
    warnings: tuple[str, ...]
    recorded_at: datetime
    erased: bool


@record
class StoredDocument:
    """One file of a letter, of one of its parts. `size` in bytes; `pages` None where the form has none."""

    part: str
    form: DocumentForm
    language: str
    large_print: bool
    copy_to: str | None
    sha256: str
    size: int
    pages: int | None


@record
class StatusRecord:
    """One step of a letter's way. `by` is None where the service itself took it.

    `takes_back`: the number of the step that was recorded in error, where this one says so; `status` is then where
    the letter was before.
    """

    number: int
    status: Status
    by: str | None
    on: date
    route: Route | None
    at: datetime
    key_name: str | None
    reason: str | None = field(default=None, repr=False)
    takes_back: int | None = None


def standing_steps(steps: Iterable[StatusRecord]) -> tuple[StatusRecord, ...]:
    """The steps without those that were recorded in error, and without what said so: as if they had not been."""
    every = tuple(steps)
    gone = {step.takes_back for step in every if step.takes_back is not None}
    return tuple(step for step in every if step.takes_back is None and step.number not in gone)


@record
class StoredLetter:
    """A letter as the register has it, with its documents in the order they were kept.

    `given_by`, `wording` and `content` are what `protocol.letters.LetterRecord` says they are. `seen_by`: the people of
    the case who get it, or a copy of what goes to the court; None of a letter that an older version kept.
    """

    letter_id: str
    event_id: str
    given_by: str
    subject: Subject
    kind: str
    recipient: str
    hub: str
    ordinal: int
    audience: Audience
    language: str
    form: Form
    route: Route | None
    status: Status
    dated: date
    due_on: date
    source: str
    wording: str
    content: str
    told: DaysTold
    fingerprint: str
    sent_on: date | None
    status_on: date
    made_at: datetime
    seen_by: tuple[str, ...] | None
    documents: tuple[StoredDocument, ...]
    findings: tuple[Finding, ...]

    @property
    def as_record(self) -> LetterRecord:
        """What the Protocol needs to know of it."""
        return LetterRecord(
            letter_id=self.letter_id,
            kind=self.kind,
            event_id=self.event_id,
            given_by=self.given_by,
            recipient=self.recipient,
            status=self.status,
            dated=self.dated,
            sent_on=self.sent_on,
            wording=self.wording,
            content=self.content,
            status_on=self.status_on,
            route=self.route,
            codes=frozenset(found.code for found in self.findings),
            told=self.told,
        )

    def record_after(self, steps: Iterable[StatusRecord]) -> LetterRecord:
        """What the Protocol knew of it when these were all the steps that it had taken."""
        stood = standing_steps(steps)
        sent_on = next((step.on for step in stood if step.status is Status.SENT), None)
        status, status_on = (stood[-1].status, stood[-1].on) if stood else (Status.DRAFT, None)
        return replace(self.as_record, status=status, sent_on=sent_on, status_on=status_on)


@record
class Recorded:
    """An event as it was recorded, with the letters that it had written, in order.

    `case_file`: how its case stands since; None where it is of no case, or nothing could be derived from that.
    """

    event: StoredEvent
    letters: tuple[StoredLetter, ...]
    case_file: CaseFile | None


@record
class StatusChange:
    """A person moves a letter on. `acknowledges`: the codes of the findings an approver has seen.

    `reason`: why, for staff alone. It is kept in the letter's history, and told in no line of a log.
    """

    status: Status
    by: str
    on: date
    route: Route | None = None
    acknowledges: tuple[str, ...] = ()
    reason: str | None = field(default=None, repr=False)


@record
class Mistake:
    """A person says that a letter's last step was recorded in error, and why."""

    by: str
    on: date
    reason: str = field(repr=False)


@record
class Verified:
    """One thing whose hash was checked: an event's body, or (with `letter_id`) a document of a letter.

    `fingerprint` is the letter's; None for an event. `fault` is None where all is well.
    """

    event_id: str
    letter_id: str | None = None
    document: StoredDocument | None = None
    fingerprint: str | None = None
    fault: Fault | None = None


@record
class Erased:
    """What an erasure took away: bodies, letters and files. `orphans`: files that no letter named, whosesoever."""

    events: int
    letters: int
    files: int
    orphans: int = 0


@record
class PackApproval:
    """Somebody approved a pack as one thing: by the hash over its files, which `manifest` lists.

    A pack is the letters of one kind that one event gives. Each row of `manifest`: a letter's id, a part, a form, a
    language, the hash of that file.
    """

    event_id: str
    kind: str
    pack_sha256: str
    manifest: tuple[tuple[str, str, str, str, str], ...]
    by: str
    on: date


class KeyRole(StrEnum):
    """What the holder of a key may do."""

    HUB = "hub"
    SUPERVISOR = "supervisor"
    LISTS = "lists"
    ADMIN = "admin"


@record
class Key:
    """Who calls. `hub` is None for roles that are for no one Hub. A key that is revoked opens nothing."""

    name: str
    role: KeyRole
    hub: str | None
    made_at: datetime
    revoked_at: datetime | None = None


@record
class Access:
    """Somebody read or wrote something. `key_name` is None where no key was asked for (`serve --dev`, a command).

    `by`: who is said to have moved a letter.
    """

    at: datetime
    key_name: str | None
    action: str
    target: str
    by: str | None = None

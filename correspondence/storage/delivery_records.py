"""Deliveries as the register has them: how one document of a letter leaves the house, and what became of it."""

import re
from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Self

from correspondence.documents import DocumentForm
from correspondence.protocol.letters import Status
from correspondence.protocol.record import record

_REFERENCE = re.compile(r"([0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4})-([0-9]{1,3})", re.ASCII)


class Way(StrEnum):
    """By which way a document leaves. `cjsm`: by secure e-mail, as a solicitor's copy goes."""

    POST = "post"
    EMAIL = "email"
    CJSM = "cjsm"


class DeliveryState(StrEnum):
    """Where a delivery is.

    `claimed`: somebody is at it, or it lies in a post run that nobody has said to be posted. `accepted`: whoever
    carries it has it. `unknown`: nobody can tell whether it left, so a person is to find out. `failed`: it did not
    leave and will not by itself. `came_back`: it did not reach its reader. `cancelled`: it is not to leave.
    """

    WAITING = "waiting"
    CLAIMED = "claimed"
    ACCEPTED = "accepted"
    FAILED = "failed"
    UNKNOWN = "unknown"
    CAME_BACK = "came_back"
    CANCELLED = "cancelled"


GONE = frozenset({DeliveryState.ACCEPTED, DeliveryState.CAME_BACK})
"""It left the house."""

UNDER_WAY = frozenset({DeliveryState.CLAIMED, DeliveryState.UNKNOWN})
"""It may have left the house: until that is known nobody says otherwise of its letter."""

FOR_A_PERSON = frozenset({DeliveryState.FAILED, DeliveryState.UNKNOWN, DeliveryState.CAME_BACK})
"""It goes nowhere by itself."""


_MAY_LEAVE = frozenset({Status.APPROVED})
_COPY_MAY_LEAVE = frozenset({Status.APPROVED, Status.SENT})


class Word(StrEnum):
    """What a person says of a delivery."""

    WENT = "went"
    DID_NOT_GO = "did_not_go"
    AGAIN = "again"
    CANCELLED = "cancelled"
    CAME_BACK = "came_back"


@record
class LawfulWord:
    """When a word is lawful: of a delivery in one of the states `of`, with a reason, by a supervisor."""

    of: frozenset[DeliveryState]
    wants_reason: bool = False
    by_supervisor: bool = False


WORDS: Mapping[Word, LawfulWord] = MappingProxyType(
    {
        Word.WENT: LawfulWord(of=frozenset({DeliveryState.UNKNOWN})),
        Word.DID_NOT_GO: LawfulWord(of=frozenset({DeliveryState.UNKNOWN}), wants_reason=True, by_supervisor=True),
        Word.AGAIN: LawfulWord(of=frozenset({DeliveryState.FAILED, DeliveryState.CANCELLED})),
        Word.CANCELLED: LawfulWord(of=frozenset({DeliveryState.WAITING, DeliveryState.FAILED}), wants_reason=True),
        Word.CAME_BACK: LawfulWord(of=frozenset({DeliveryState.ACCEPTED, DeliveryState.UNKNOWN})),
    }
)
"""Every lawful word. That it did not go has it handed over again, so a supervisor alone says it, and why."""


@record
class DeliveryKey:
    """Which document of which letter a delivery is of: the reference that it bears wherever it goes."""

    letter_id: str
    position: int

    def __str__(self) -> str:
        return f"{self.letter_id}-{self.position}"

    @classmethod
    def read(cls, reference: str) -> Self | None:
        """The key that a reference names; None for what is none."""
        found = _REFERENCE.fullmatch(reference)
        return cls(letter_id=found[1], position=int(found[2])) if found else None


@record
class StoredDelivery:
    """A delivery with what its document and its letter are. `hub`: in which the case is now.

    `tries`: how often it was claimed. `code`: why it is in its state. `not_before`: when it may be tried again.
    `way` is None of an erased case.
    """

    key: DeliveryKey
    way: Way | None
    decides: bool
    state: DeliveryState
    code: str
    channel: str | None
    tries: int
    not_before: datetime | None
    claimed_at: datetime | None
    run_id: str | None
    envelope: int | None
    part: str
    form: DocumentForm
    copy_to: str | None
    sha256: str
    pages: int | None
    kind: str
    hub: str
    letter_status: Status
    due_on: date

    @property
    def may_still_leave(self) -> bool:
        """Whether its letter lets it leave: a copy may be slower than the letter itself."""
        return self.letter_status in (_MAY_LEAVE if self.decides else _COPY_MAY_LEAVE)


@record
class DeliveryStep:
    """One step of a delivery's way. `by` is None where the service itself took it; `reason` is for staff alone."""

    number: int
    state: DeliveryState
    code: str
    by: str | None
    at: datetime
    key_name: str | None
    reason: str | None


@record
class Told:
    """What became of a delivery that was claimed. `not_before`: when one that waits again may be tried again."""

    state: DeliveryState
    code: str
    not_before: datetime | None = None


class PostRunState(StrEnum):
    """Where a post run is. `open`: it is printed and put in envelopes; `closed`: it is known what was posted."""

    OPEN = "open"
    CLOSED = "closed"


class Postage(StrEnum):
    """By which class it is posted."""

    FIRST = "first"
    SECOND = "second"


@record
class NewPostRun:
    """A post run to be made for a Hub: how it is printed, and by which class posted."""

    run_id: str
    hub: str
    duplex: bool
    postage: Postage
    key_name: str | None = None


@record
class StoredPostRun:
    """A post run as the register has it, with its deliveries in the order of their envelopes and inserts."""

    run_id: str
    hub: str
    state: PostRunState
    duplex: bool
    postage: Postage
    made_at: datetime
    key_name: str | None
    closed_by: str | None
    closed_on: date | None
    deliveries: tuple[StoredDelivery, ...]

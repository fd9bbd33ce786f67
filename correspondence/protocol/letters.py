"""What the Protocol needs to know of a letter: to whom, of which kind, and what became of it."""

from datetime import date
from enum import StrEnum

from .fields import record


class Status(StrEnum):
    """Where a letter is on its way. Only `sent` ends a duty and starts a clock."""

    DRAFT = "draft"
    HELD = "held"
    APPROVED = "approved"
    SENT = "sent"
    RETURNED = "returned"
    WITHDRAWN = "withdrawn"


UNSENT = frozenset({Status.DRAFT, Status.HELD, Status.APPROVED})


class Audience(StrEnum):
    """Which version of a letter its reader gets."""

    ADULT = "adult"
    OLDER = "older"
    YOUNGER = "younger"


@record
class LetterRecord:
    """One letter as the register knows it. `sent_on` stays when a letter comes back (`returned`).

    `given_by` is the event that gives it; `event_id` the one that made us write it, which is the same unless the
    letter was written anew. `wording` tells which sentences were used, `content` all that went into the letter: two
    hashes, no words.
    """

    letter_id: str
    kind: str
    event_id: str
    given_by: str
    person_id: str
    status: Status
    dated: date
    sent_on: date | None = None
    wording: str = ""
    content: str = ""

    @property
    def is_unsent(self) -> bool:
        """Whether the letter is still on its way: ready, held or approved."""
        return self.status in UNSENT

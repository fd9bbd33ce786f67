"""What the Protocol needs to know of a letter: to whom, of which kind, and what became of it."""

from datetime import date
from enum import StrEnum

from .record import record


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
    """Which version of a letter its reader gets: one of the family's three, the court's, the file's or an office's."""

    ADULT = "adult"
    OLDER = "older"
    YOUNGER = "younger"
    COURT = "court"
    FILE = "file"
    OFFICE = "office"


FAMILY = frozenset({Audience.ADULT, Audience.OLDER, Audience.YOUNGER})
"""The audiences that are people of a case. All others read English, at work."""


@record
class LetterRecord:
    """One letter as the register knows it. `sent_on` stays when a letter comes back (`returned`).

    `recipient`: the id of a person of the case; else the sort of reader and its key, as in `court:chelmsford`.

    `given_by` is the event that gives it; `event_id` the one that made us write it, which is the same unless the
    letter was written anew. `wording` tells which sentences were used, `content` all that went into the letter: two
    hashes, no words.
    """

    letter_id: str
    kind: str
    event_id: str
    given_by: str
    recipient: str
    status: Status
    dated: date
    sent_on: date | None = None
    wording: str = ""
    content: str = ""

    @property
    def is_unsent(self) -> bool:
        """Whether the letter is still on its way: ready, held or approved."""
        return self.status in UNSENT

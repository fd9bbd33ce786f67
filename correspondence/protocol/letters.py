"""What the Protocol needs to know of a letter: to whom, of which kind, and what became of it."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import TypeAlias

from .record import record


class Status(StrEnum):
    """Where a letter is on its way. Only `sent` ends a duty and starts a clock.

    `sent_back`: somebody read it and wants it mended. It stays on its way, and what it is owed for stays owed.
    """

    DRAFT = "draft"
    HELD = "held"
    SENT_BACK = "sent_back"
    APPROVED = "approved"
    SENT = "sent"
    RETURNED = "returned"
    WITHDRAWN = "withdrawn"


UNSENT = frozenset({Status.DRAFT, Status.HELD, Status.SENT_BACK, Status.APPROVED})


class Move(StrEnum):
    """What a person can say of a letter: it is of that status now, or what was said last was said in error."""

    APPROVED = "approved"
    SENT_BACK = "sent_back"
    SENT = "sent"
    RECORDED_IN_ERROR = "recorded_in_error"
    RETURNED = "returned"
    WITHDRAWN = "withdrawn"


@record
class Lawful:
    """When a move is lawful: of a letter that is at one of `of`, with a reason, said by a supervisor."""

    of: frozenset[Status]
    wants_reason: bool = False
    by_supervisor: bool = False


MOVES: Mapping[Move, Lawful] = MappingProxyType(
    {
        Move.APPROVED: Lawful(of=frozenset({Status.DRAFT, Status.SENT_BACK})),
        Move.SENT_BACK: Lawful(of=UNSENT - {Status.SENT_BACK}, wants_reason=True),
        Move.SENT: Lawful(of=frozenset({Status.APPROVED})),
        Move.RECORDED_IN_ERROR: Lawful(
            of=frozenset({Status.SENT, Status.RETURNED}), wants_reason=True, by_supervisor=True
        ),
        Move.RETURNED: Lawful(of=frozenset({Status.SENT})),
        Move.WITHDRAWN: Lawful(of=UNSENT),
    }
)
"""Every lawful move. A letter that was sent back may be approved after all; one that a finding blocks may not.

What was recorded in error is taken back, one step at a time: the letter is again where it was before.
"""


LET_GO_BY_SUPERVISOR = frozenset({"language_not_available"})
"""The codes of what may be found in a letter that a supervisor alone approves then, saying why."""


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

CHILDREN = frozenset({Audience.OLDER, Audience.YOUNGER})


class Told(StrEnum):
    """What a day is of that a letter told its reader (section 8 of what is owed).

    `next_letter`: by which we write again. `adviser`: by which we aim to name one. `guardian`: by which one is likely
    to be named. `applying`: by which we ask the court, should we need longer. `realistic`: by which the work can be
    done, where the court's day is another, or none. `finishing`: by which we aim to be done. `asked`: until which we
    ask the court for more time. `entered`: from which the time in the Hub counts. `adviser_before` and its like: what
    was told before, where it says that this holds no more. `missed_letter` and its like: a day that it owned, since it
    passed without what was promised for it.
    """

    NEXT_LETTER = "next_letter"
    ADVISER = "adviser"
    GUARDIAN = "guardian"
    FILING = "filing"
    APPLYING = "applying"
    REALISTIC = "realistic"
    FINISHING = "finishing"
    HEARING = "hearing"
    CLOSING = "closing"
    ASKED = "asked"
    ENTERED = "entered"
    ADVISER_BEFORE = "adviser_before"
    GUARDIAN_BEFORE = "guardian_before"
    REALISTIC_BEFORE = "realistic_before"
    HEARING_BEFORE = "hearing_before"
    MISSED_LETTER = "missed_letter"
    MISSED_ADVISER = "missed_adviser"
    MISSED_GUARDIAN = "missed_guardian"
    MISSED_APPLYING = "missed_applying"
    MISSED_FINISHING = "missed_finishing"


DaysTold: TypeAlias = tuple[tuple[Told, date], ...]
"""The days that a letter printed, each with what it is of, in the order of its words."""


@record
class LetterRecord:
    """One letter as the register knows it. `sent_on` stays when a letter comes back (`returned`).

    `recipient`: the id of a person of the case; else the sort of reader and its key, as in `court:chelmsford`.

    `given_by` is the event that gives it; `event_id` the one that made us write it, which is the same unless the
    letter was written anew. `wording` tells which sentences were used, `content` all that went into the letter: two
    hashes, no words. `status_on`: the day on which it came to its status; None before it was kept. `route`: by what
    it leaves. `codes`: those of what the checks found in it. `told`: the days that it told its reader in the family;
    none of a letter that an older version kept.
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
    status_on: date | None = None
    route: str | None = None
    codes: frozenset[str] = frozenset()
    told: DaysTold = ()

    def days_told(self, what: Told) -> tuple[date, ...]:
        """The days of that sort that it told."""
        return tuple(day for each, day in self.told if each is what)

    @property
    def is_unsent(self) -> bool:
        """Whether the letter is still on its way: ready, held or approved."""
        return self.status in UNSENT

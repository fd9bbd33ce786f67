"""A case in the Hub was reviewed (Protocol 3.2(vi), (vii))."""

from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Literal

from correspondence.protocol.days.clocks import REVIEW_DAYS
from correspondence.protocol.fields import EventId, StatedReason
from correspondence.protocol.record import record
from correspondence.protocol.refusals import Reason
from correspondence.protocol.rules import broken

from .event import CaseEvent
from .information_received import InformationReceived

if TYPE_CHECKING:
    from correspondence.protocol.directory import Hub
    from correspondence.protocol.history.case_file import CaseFile
    from correspondence.protocol.history.found import Found


class ReviewOutcome(StrEnum):
    """Whether a reviewed case stays in the Hub."""

    HOLD = "hold"
    ALLOCATE = "allocate"


@record
class ReviewRecorded(CaseEvent):
    """A supervisor's review (Protocol 3.2(vi), (vii)). `answers`: the information that caused it."""

    paragraph = "3.2(vi)"

    type: Literal["review_recorded"]
    outcome: ReviewOutcome
    rationale: StatedReason
    answers: EventId | None = None
    next_review_on: date | None = None

    @property
    def passes_back(self) -> bool:
        """Where a supervisor's review finds that it cannot wait."""
        return self.is_by_supervisor and self.outcome is ReviewOutcome.ALLOCATE

    def is_known_to(self, person_id: str, case_file: "CaseFile") -> bool:
        """Whoever gave what it answers knows; so does everybody where the case leaves its Hub for it."""
        answered = case_file.event(self.answers) if self.answers is not None and not self.passes_back else None
        return answered is None or answered.is_known_to(person_id, case_file)

    def faults(self, hub: "Hub | None") -> Iterator[Reason]:
        """The next review is due after this one, and 14 days after it at most."""
        field = "next_review_on"
        days = (self.next_review_on - self.occurred_on).days if self.next_review_on else 1
        return broken(
            (days < 1, "next_review_not_after", field, f"must be after the day of this review, {self.occurred_on}"),
            (days > REVIEW_DAYS, "next_review_too_late", field, f"at most {REVIEW_DAYS} days after {self.occurred_on}"),
        )

    def faults_in(self, found: "Found") -> Iterator[Reason]:
        """What it answers is information received by then."""
        answered = found.before.event(self.answers) if self.answers is not None else None
        known = isinstance(answered, InformationReceived)
        return broken(
            (
                self.answers is not None and not known,
                "answers_unknown",
                "answers",
                "names no information received in this case",
            ),
            (
                answered is not None and known and answered.occurred_on > self.occurred_on,
                "answers_later_information",
                "answers",
                "the information was received after this review",
            ),
        )

"""A case in the Hub was reviewed (Protocol 3.2(vi), (vii))."""

from datetime import date
from enum import StrEnum
from typing import Literal

from correspondence.protocol.fields import EventId, StatedReason, record

from .event import SUPERVISORS, CaseEvent


class ReviewOutcome(StrEnum):
    """Whether a reviewed case stays in the Hub."""

    HOLD = "hold"
    ALLOCATE = "allocate"


@record
class ReviewRecorded(CaseEvent):
    """A supervisor's review (Protocol 3.2(vi), (vii)). `answers`: the information that caused it."""

    type: Literal["review_recorded"]
    outcome: ReviewOutcome
    rationale: StatedReason
    answers: EventId | None = None
    next_review_on: date | None = None

    @property
    def is_by_supervisor(self) -> bool:
        """Whether a letter may say that a qualified supervisor looked at the case."""
        return self.recorded_by.role in SUPERVISORS

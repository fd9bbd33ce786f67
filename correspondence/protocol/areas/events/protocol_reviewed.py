"""The Protocol is reviewed (Protocol 3.1(m), 6.3)."""

from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from typing import Literal

from correspondence.protocol.directory import Directory
from correspondence.protocol.fields import FreeText, Several
from correspondence.protocol.record import record
from correspondence.protocol.refusals import Reason
from correspondence.protocol.rules import broken

from .beside import by_day_of_event
from .event import NationalEvent


class ReviewPeriod(StrEnum):
    """After how long the Protocol is reviewed."""

    THREE_MONTHS = "three_months"
    ONE_YEAR = "one_year"


@record
class EqualityFindings:
    """The effect on people with protected characteristics, and whether it discriminates (Protocol 6.3)."""

    staff: FreeText
    children: FreeText
    families: FreeText
    is_directly_discriminating: bool
    is_indirectly_discriminating: bool


@record
class ProtocolReviewed(NationalEvent):
    """The Protocol is reviewed. A17, and what the National Recovery Group may learn (Protocol 3.1(m), 6.3).

    `equality` is looked at after the first year.
    """

    posts = ("director_of_operations", "cafcass_board", "national_recovery_group")

    type: Literal["protocol_reviewed"]
    period: ReviewPeriod
    first_hub_opened_on: date
    findings: FreeText
    learning: Several[FreeText]
    changes: Several[FreeText] = ()
    equality: EqualityFindings | None = None

    def faults(self, directory: Directory) -> Iterator[Reason]:
        """The first Hub had opened."""
        return broken(by_day_of_event("first_hub_opened_on", self.first_hub_opened_on, self.occurred_on))

    def forbidden(self) -> Iterator[Reason]:
        """After the first year the effect on protected characteristics is looked at (Protocol 6.3)."""
        is_lacking = self.period is ReviewPeriod.ONE_YEAR and not self.equality
        detail = "the review after the first year looks at the effect on protected characteristics"
        return broken((is_lacking, "equality_missing", "equality", detail), source="6.3")

"""The court appoints a guardian under rule 16.4 (Protocol 5.2)."""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Literal

from correspondence.protocol.record import record
from correspondence.protocol.refusals import Reason
from correspondence.protocol.rules import broken

from .event import CaseEvent

if TYPE_CHECKING:
    from correspondence.protocol.directory import Hub


@record
class GuardianAppointed(CaseEvent):
    """The court appoints a guardian under rule 16.4 (Protocol 5.2)."""

    paragraph = "5.2 (16.4)"
    holds_until_another = True

    type: Literal["guardian_appointed"]
    appointed_on: date
    expected_allocation_on: date

    def faults(self, hub: "Hub | None") -> Iterator[Reason]:
        """The court is told of an allocation that lies after the appointment it has made (Protocol 5.2)."""
        return broken(
            (
                self.appointed_on > self.occurred_on,
                "appointed_after_event",
                "appointed_on",
                f"the appointment cannot lie after the day of this event, {self.occurred_on}",
            ),
            (
                self.expected_allocation_on <= self.appointed_on,
                "expected_before_appointment",
                "expected_allocation_on",
                f"the allocation is expected after the appointment, {self.appointed_on}",
            ),
            source=self.paragraph,
        )

"""Ordered work was filed with the court (Protocol 5.1)."""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Literal

from correspondence.protocol.case.case import WorkType
from correspondence.protocol.record import record
from correspondence.protocol.refusals import Reason
from correspondence.protocol.rules import broken

from .event import CaseEvent
from .waiting import placed

if TYPE_CHECKING:
    from correspondence.protocol.directory import Hub
    from correspondence.protocol.history.found import Found


@record
class ReportFiled(CaseEvent):
    """Ordered work was filed with the court (Protocol 5.1). `work_type`: which; the case may have other work by now."""

    paragraph = "5.1"

    type: Literal["report_filed"]
    filed_on: date
    work_type: WorkType

    def faults(self, hub: "Hub | None") -> Iterator[Reason]:
        """What was filed had been ordered, and is filed by now."""
        work = self.case.ordered_work
        is_this_work = self.work_type is work.type
        return broken(
            (
                self.filed_on > self.occurred_on,
                "filed_after_event",
                "filed_on",
                f"the work cannot have been filed after the day of this event, {self.occurred_on}",
            ),
            (
                is_this_work and self.filed_on < work.ordered_on,
                "filed_before_order",
                "filed_on",
                f"the work cannot have been filed before it was ordered, on {work.ordered_on}",
            ),
            source=self.paragraph,
        )

    def faults_in(self, found: "Found") -> Iterator[Reason]:
        """The case had been placed in a Hub."""
        return placed(self, found.stood)

"""The Hub closes in which the case still waits (Protocol 6.2; ours)."""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Literal

from correspondence.protocol.record import record
from correspondence.protocol.refusals import Reason
from correspondence.protocol.rules import broken

from .event import CaseEvent
from .waiting import in_hub

if TYPE_CHECKING:
    from correspondence.protocol.directory import Hub
    from correspondence.protocol.history.found import Found


@record
class HubClosing(CaseEvent):
    """The Hub closes in which the case still waits, and its family is told (Protocol 6.2; the letter: ours).

    `closes_on`: the first day without the Hub. Nothing ends by it: the case keeps its clocks until an adviser takes it,
    it is passed back for allocation or it is closed. A Hub that stays open changes nothing for a family: then there is
    no such event.
    """

    paragraph = "6.2 (decision)"

    type: Literal["hub_closing"]
    closes_on: date

    def faults(self, hub: "Hub | None") -> Iterator[Reason]:
        """The closing day lies ahead, and is the directory's own, where that has one."""
        closed_on = hub.closed_on if hub else None
        return broken(
            (
                self.closes_on < self.occurred_on,
                "closes_before_event",
                "closes_on",
                f"the first day without the Hub cannot lie before the day of this event, {self.occurred_on}",
            ),
            (
                closed_on is not None and self.closes_on != closed_on,
                "other_closing_day",
                "closes_on",
                f"the directory has another first day without the Hub, {closed_on}",
            ),
            source=self.paragraph,
        )

    def faults_in(self, found: "Found") -> Iterator[Reason]:
        """A family that waits is told of one closing day once; of another day anew (ours)."""
        yield from in_hub(self, found.now, "its family would be told that it waits there")
        said = [e.closes_on for e in found.stood.stay if isinstance(e, HubClosing)] if found.stood else []
        detail = f"that the Hub closes on {self.closes_on} is recorded for this case already"
        yield from broken(
            (said[-1:] == [self.closes_on], "closing_recorded", "closes_on", detail), source=self.paragraph
        )

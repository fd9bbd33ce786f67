"""The Board decides that no Hub opens (Protocol 4.5, 4.6)."""

from collections.abc import Iterator
from typing import Literal

from correspondence.protocol.areas.stage import Stage
from correspondence.protocol.days.timetable import board_faults
from correspondence.protocol.fields import StatedReason
from correspondence.protocol.record import record
from correspondence.protocol.refusals import Reason

from .event import AreaEvent


@record
class ActivationDeclined(AreaEvent):
    """The Board decides that no Hub opens, at any step. A7, to those told before (Protocol 4.5, 4.6, Annex B 1)."""

    posts = ("chief_executive", "assistant_director")
    follows = frozenset(Stage) - {Stage.NORMAL, Stage.DEACTIVATED, Stage.OPEN}
    leads_to = Stage.NORMAL

    type: Literal["activation_declined"]
    reasons: StatedReason

    @property
    def ends_round(self) -> bool:
        """Always."""
        return True

    def forbidden(self) -> Iterator[Reason]:
        """The Board decides when it meets."""
        return board_faults("occurred_on", self.occurred_on, self.occurred_on)

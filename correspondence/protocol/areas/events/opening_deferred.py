"""The Board defers the opening to another Checkpoint (Protocol 4.6)."""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Literal

from correspondence.protocol.areas.offices import EVERYBODY
from correspondence.protocol.areas.stage import Stage, StatedDay
from correspondence.protocol.days.timetable import Step, board_faults
from correspondence.protocol.directory import Directory
from correspondence.protocol.fields import StatedReason
from correspondence.protocol.record import record
from correspondence.protocol.refusals import Reason
from correspondence.protocol.rules import broken

from .beside import after_day
from .checkpoint_held import CheckpointHeld
from .event import AreaEvent
from .still_to_come import still_to_come

if TYPE_CHECKING:
    from correspondence.protocol.areas.area_file import AreaFile


@record
class OpeningDeferred(AreaEvent):
    """The Board defers the opening to another Checkpoint. A7, to those told before (Protocol 4.6).

    `board_on` and `opening_on`: of the new timetable; planned where they are absent.
    """

    posts = EVERYBODY
    follows = frozenset({Stage.CHECKPOINT_HELD, Stage.OPENING_CONFIRMED})
    leads_to = Stage.DEFERRED

    type: Literal["opening_deferred"]
    checkpoint_on: date
    next_checkpoint_on: date
    board_on: date | None = None
    opening_on: date | None = None
    reasons: StatedReason

    @property
    def stated(self) -> tuple[StatedDay, ...]:
        """The next Checkpoint's, and what is still to come after it."""
        again = StatedDay(step=Step.CHECKPOINT, field="next_checkpoint_on", on=self.next_checkpoint_on)
        return again, *still_to_come(self.board_on, self.opening_on)

    def days_recorded(self, before: "AreaFile") -> Iterator[tuple[str, date, date | None]]:
        """The Checkpoint's that was held."""
        yield "checkpoint_on", self.checkpoint_on, before.last_on(CheckpointHeld)

    def faults(self, directory: Directory) -> Iterator[Reason]:
        """One Checkpoint has been, and another is still to come."""
        return broken(
            after_day("occurred_on", self.occurred_on, self.checkpoint_on),
            after_day("next_checkpoint_on", self.next_checkpoint_on, self.occurred_on),
        )

    def forbidden(self) -> Iterator[Reason]:
        """The Board decides when it meets."""
        return board_faults("occurred_on", self.occurred_on, self.occurred_on)

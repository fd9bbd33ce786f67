"""The Board decides that the Hub opens (Protocol 4.6, Annex B 3)."""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Literal

from correspondence.protocol.areas.offices import EVERYBODY
from correspondence.protocol.areas.stage import Stage, StatedDay
from correspondence.protocol.days.timetable import Step
from correspondence.protocol.record import record

from .checkpoint_held import CheckpointHeld
from .event import AreaEvent

if TYPE_CHECKING:
    from correspondence.protocol.areas.area_file import AreaFile


@record
class OpeningConfirmed(AreaEvent):
    """The Board decides that the Hub opens. A7, with two weeks' notice to the courts (Protocol 4.6, Annex B 3)."""

    posts = EVERYBODY
    follows = frozenset({Stage.CHECKPOINT_HELD, Stage.OPENING_CONFIRMED})
    leads_to = Stage.OPENING_CONFIRMED

    type: Literal["opening_confirmed"]
    checkpoint_on: date
    opening_on: date

    @property
    def stated(self) -> tuple[StatedDay, ...]:
        """The Checkpoint's, the Board's and the opening's."""
        return (
            StatedDay(step=Step.CHECKPOINT, field="checkpoint_on", on=self.checkpoint_on),
            StatedDay(step=Step.BOARD_CONFIRMS, field="occurred_on", on=self.occurred_on),
            StatedDay(step=Step.OPENING, field="opening_on", on=self.opening_on),
        )

    def days_recorded(self, before: "AreaFile") -> Iterator[tuple[str, date, date | None]]:
        """The Checkpoint's."""
        yield "checkpoint_on", self.checkpoint_on, before.last_on(CheckpointHeld)

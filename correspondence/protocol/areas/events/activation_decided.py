"""The Board decides to activate (Protocol 4.5)."""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Literal

from correspondence.protocol.areas.offices import EVERYBODY
from correspondence.protocol.areas.stage import Stage, StatedDay
from correspondence.protocol.days.timetable import Step
from correspondence.protocol.record import record

from .challenge_meeting_held import ChallengeMeetingHeld
from .event import MeasuredAreaEvent
from .still_to_come import still_to_come

if TYPE_CHECKING:
    from correspondence.protocol.areas.area_file import AreaFile


@record
class ActivationDecided(MeasuredAreaEvent):
    """The Board decides to activate. A5 and A6 (Protocol 4.5). `board_on`: the Board after the Checkpoint."""

    posts = EVERYBODY
    follows = frozenset({Stage.NORMAL, Stage.DEACTIVATED, Stage.CHALLENGE_MEETING_AGREED})  # it names its own meeting
    leads_to = Stage.ACTIVATION_DECIDED

    type: Literal["activation_decided"]
    challenge_meeting_on: date
    checkpoint_on: date
    board_on: date
    opening_on: date

    @property
    def stated(self) -> tuple[StatedDay, ...]:
        """All from the Challenge Meeting on."""
        return (
            StatedDay(step=Step.CHALLENGE_MEETING, field="challenge_meeting_on", on=self.challenge_meeting_on),
            StatedDay(step=Step.BOARD_ACTIVATES, field="occurred_on", on=self.occurred_on),
            StatedDay(step=Step.CHECKPOINT, field="checkpoint_on", on=self.checkpoint_on),
            *still_to_come(self.board_on, self.opening_on),
        )

    def days_recorded(self, before: "AreaFile") -> Iterator[tuple[str, date, date | None]]:
        """The Challenge Meeting's."""
        yield "challenge_meeting_on", self.challenge_meeting_on, before.last_on(ChallengeMeetingHeld)

"""The Challenge Meeting took place (Protocol 4.4)."""

from datetime import date
from typing import Literal

from correspondence.protocol.areas.stage import Stage, StatedDay
from correspondence.protocol.days.timetable import Step
from correspondence.protocol.fields import FreeText, Several, StatedReason
from correspondence.protocol.record import record

from .event import MeasuredAreaEvent
from .response_plan_recorded import ResponseMeasure


@record
class ChallengeMeetingHeld(MeasuredAreaEvent):
    """The Challenge Meeting took place. A4, the report to the Board that meets on `board_on` (Protocol 4.4)."""

    posts = ("assistant_director", "covid_19_board")
    follows = frozenset({Stage.CHALLENGE_MEETING_AGREED})

    type: Literal["challenge_meeting_held"]
    board_on: date
    measures_taken: Several[FreeText]
    measures_planned: Several[ResponseMeasure]
    potential: FreeText
    alternatives: Several[FreeText]
    recommends_activation: bool
    reasons: StatedReason

    @property
    def stated(self) -> tuple[StatedDay, ...]:
        """The meeting's day, and the Board's."""
        board = StatedDay(step=Step.BOARD_ACTIVATES, field="board_on", on=self.board_on)
        return StatedDay(step=Step.CHALLENGE_MEETING, field="occurred_on", on=self.occurred_on), board

"""The Board agrees a first Challenge Meeting (Protocol 4.2)."""

from collections.abc import Iterator
from datetime import date
from typing import Literal

from correspondence.protocol.areas.stage import Stage, StatedDay
from correspondence.protocol.days.timetable import Step
from correspondence.protocol.directory import Directory
from correspondence.protocol.record import record
from correspondence.protocol.refusals import Reason
from correspondence.protocol.rules import broken

from .beside import by_day_of_event
from .event import MeasuredAreaEvent


@record
class ChallengeMeetingAgreed(MeasuredAreaEvent):
    """The Board agrees a first Challenge Meeting. A1 (Protocol 4.2; between monthly summaries: 5.5).

    `judges_met_on`: when the area's leading judges had been shown the data, before it was recommended.
    """

    posts = ("chief_executive", "president_of_the_family_division")
    follows = frozenset({Stage.NORMAL, Stage.DEACTIVATED})
    leads_to = Stage.CHALLENGE_MEETING_AGREED

    type: Literal["challenge_meeting_agreed"]
    judges_met_on: date
    challenge_meeting_on: date
    is_between_monthly_summaries: bool

    @property
    def needs(self) -> tuple[str, ...]:
        """The boards too, where they hear of it between two monthly summaries."""
        boards = ("cafcass_board", "national_recovery_group") if self.is_between_monthly_summaries else ()
        return (*self.posts, *boards)

    @property
    def stated(self) -> tuple[StatedDay, ...]:
        """The Board's day, and the meeting's."""
        meeting = StatedDay(step=Step.CHALLENGE_MEETING, field="challenge_meeting_on", on=self.challenge_meeting_on)
        return StatedDay(step=Step.BOARD_AGREES_MEETING, field="occurred_on", on=self.occurred_on), meeting

    def faults(self, directory: Directory) -> Iterator[Reason]:
        """The judges had been shown the data."""
        return broken(by_day_of_event("judges_met_on", self.judges_met_on, self.occurred_on))

"""A Review Challenge Meeting took place (Protocol 6.2)."""

from collections.abc import Iterator
from datetime import date
from typing import Literal

from correspondence.protocol.days.timetable import board_faults, working_day_faults
from correspondence.protocol.directory import Directory
from correspondence.protocol.fields import FreeText, StatedReason
from correspondence.protocol.record import record
from correspondence.protocol.refusals import Reason
from correspondence.protocol.rules import broken

from .beside import after_day
from .event import MeasuredAreaEvent


@record
class ReviewChallengeMeetingHeld(MeasuredAreaEvent):
    """A Review Challenge Meeting took place. A10, the recommendation to the Board of `board_on` (Protocol 6.2)."""

    posts = ("assistant_director", "covid_19_board")
    needs_open_hub = True

    type: Literal["review_challenge_meeting_held"]
    board_on: date
    judiciary_views: FreeText
    recommends_deactivation: bool
    reasons: StatedReason

    def faults(self, directory: Directory) -> Iterator[Reason]:
        """The Board that hears of it is still to come."""
        return broken(after_day("board_on", self.board_on, self.occurred_on))

    def forbidden(self) -> Iterator[Reason]:
        """It is held on a working day, and told when the Board meets."""
        yield from working_day_faults("occurred_on", self.occurred_on, self.occurred_on)
        yield from board_faults("board_on", self.board_on, self.board_on)

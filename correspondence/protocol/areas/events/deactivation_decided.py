"""The Board decides whether the Hub closes (Protocol 6.2)."""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Literal

from correspondence.protocol.areas.offices import EVERYBODY
from correspondence.protocol.areas.stage import Stage
from correspondence.protocol.days.timetable import board_faults
from correspondence.protocol.directory import Directory
from correspondence.protocol.fields import FreeText, StatedReason
from correspondence.protocol.record import record
from correspondence.protocol.refusals import Reason
from correspondence.protocol.rules import broken

from .beside import by_day_of_event, from_day_of_event
from .event import MeasuredAreaEvent
from .review_challenge_meeting_held import ReviewChallengeMeetingHeld

if TYPE_CHECKING:
    from correspondence.protocol.areas.area_file import AreaFile


@record
class DeactivationDecided(MeasuredAreaEvent):
    """The Board decides whether the Hub closes. A11, whichever way; with it each family's letter (Protocol 6.2).

    `closes_on`: the first day without the Hub, only where it `is_deactivated`.
    """

    posts = EVERYBODY
    needs_open_hub = True

    type: Literal["deactivation_decided"]
    review_challenge_meeting_on: date
    is_deactivated: bool
    closes_on: date | None = None
    judiciary_views: FreeText
    reasons: StatedReason

    @property
    def ends_round(self) -> bool:
        """Where the Hub is given up."""
        return self.is_deactivated

    def stage_after(self, stage: Stage) -> Stage:
        """Given up, or as it was."""
        return Stage.DEACTIVATED if self.is_deactivated else stage

    def days_recorded(self, before: "AreaFile") -> Iterator[tuple[str, date, date | None]]:
        """The Review Challenge Meeting's."""
        on = self.review_challenge_meeting_on
        yield "review_challenge_meeting_on", on, before.last_on(ReviewChallengeMeetingHeld)

    def faults(self, directory: Directory) -> Iterator[Reason]:
        """A closing day is given where the Hub closes alone, and it is the directory's, where that has one already."""
        mismatch = self.is_deactivated is not (self.closes_on is not None)
        hubs = (hub for hub in directory.hubs.values() if hub.service_area == self.service_area)
        known = {hub.closed_on for hub in hubs if hub.is_open_on(self.occurred_on) and hub.closed_on is not None}
        other = self.closes_on is not None and bool(known - {self.closes_on})
        return broken(
            by_day_of_event("review_challenge_meeting_on", self.review_challenge_meeting_on, self.occurred_on),
            from_day_of_event("closes_on", self.closes_on, self.occurred_on),
            (mismatch, "closing_day_mismatch", "closes_on", "a closing day is given where the Hub closes"),
            (other, "other_closing_day", "closes_on", "the directory has another first day without a Hub of this area"),
        )

    def forbidden(self) -> Iterator[Reason]:
        """The Board decides when it meets."""
        return board_faults("occurred_on", self.occurred_on, self.occurred_on)

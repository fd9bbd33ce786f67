"""The Assistant Director asks for a Review Challenge Meeting (Protocol 6.2)."""

from collections.abc import Iterator
from datetime import date
from typing import Literal

from correspondence.protocol.directory import Directory
from correspondence.protocol.fields import FreeText, StatedReason
from correspondence.protocol.record import record
from correspondence.protocol.refusals import Reason
from correspondence.protocol.rules import broken

from .beside import by_day_of_event
from .event import MeasuredAreaEvent


@record
class ReviewChallengeMeetingRequested(MeasuredAreaEvent):
    """The Assistant Director asks for a Review Challenge Meeting. A10, the request (Protocol 6.2).

    `judges_met_on`: the further meeting with the local judiciary, which comes first.
    """

    posts = ("assistant_director", "director_of_operations.email")
    needs_open_hub = True

    type: Literal["review_challenge_meeting_requested"]
    judges_met_on: date
    judiciary_views: FreeText
    reasons: StatedReason

    def faults(self, directory: Directory) -> Iterator[Reason]:
        """The further meeting with the judiciary came first."""
        return broken(by_day_of_event("judges_met_on", self.judges_met_on, self.occurred_on))

"""The judges are asked to a liaison meeting (Protocol 4.2, 4.3, 5.3)."""

from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from typing import Literal

from correspondence.protocol.areas.offices import JUDGES
from correspondence.protocol.days.timetable import working_day_faults
from correspondence.protocol.directory import Directory
from correspondence.protocol.fields import Line
from correspondence.protocol.record import record
from correspondence.protocol.refusals import Reason
from correspondence.protocol.rules import broken

from .beside import from_day_of_event
from .event import MeasuredAreaEvent


class LiaisonPurpose(StrEnum):
    """Why Cafcass and the local judiciary meet (Protocol 4.2, 4.3, 4.5, 5.3, 6.2)."""

    EARLY_WARNING = "early_warning"
    CONSULTATION = "consultation"
    ACTIVATION = "activation"
    MONITORING = "monitoring"
    RECOVERY = "recovery"


@record
class LiaisonMeetingCalled(MeasuredAreaEvent):
    """The judges are asked to a liaison meeting. A2, the agenda; A3, the data (Protocol 4.2, 4.3, 5.3, Annex B 2)."""

    posts = ("assistant_director", *JUDGES, "hmcts")

    type: Literal["liaison_meeting_called"]
    purpose: LiaisonPurpose
    meeting_on: date
    time_and_place: Line
    invites_local_authorities: bool

    @property
    def needs(self) -> tuple[str, ...]:
        """The local authorities too, where they are asked."""
        return (*self.posts, "local_authorities") if self.invites_local_authorities else self.posts

    def faults(self, directory: Directory) -> Iterator[Reason]:
        """The meeting is still to come."""
        return broken(from_day_of_event("meeting_on", self.meeting_on, self.occurred_on))

    def forbidden(self) -> Iterator[Reason]:
        """It is held on a working day."""
        return working_day_faults("meeting_on", self.meeting_on, self.meeting_on)

"""A liaison meeting took place (Protocol Annex B 2)."""

from collections.abc import Iterator
from datetime import date
from typing import Literal

from correspondence.protocol.days.timetable import working_day_faults
from correspondence.protocol.directory import Directory
from correspondence.protocol.fields import FreeText, Line, Several
from correspondence.protocol.name_types import NamePart
from correspondence.protocol.record import record
from correspondence.protocol.refusals import Reason
from correspondence.protocol.rules import broken

from .beside import after_day
from .event import AreaEvent
from .liaison_meeting_called import LiaisonPurpose


@record
class LiaisonMeetingHeld(AreaEvent):
    """A liaison meeting took place: its nine items. A2, the note for the judge's agreement (Protocol Annex B 2)."""

    posts = ("assistant_director", "designated_family_judges")

    type: Literal["liaison_meeting_held"]
    purpose: LiaisonPurpose
    attendees: Several[Line]
    apologies: Several[Line]
    data_reviewed: FreeText
    measures_taken: Several[FreeText]
    measures_discussed: Several[FreeText]
    views_on_next_4_to_6_weeks: FreeText
    task_and_finish_group: Several[Line]
    next_steps: Several[FreeText]
    liaison_arrangements: FreeText
    next_meeting_on: date | None = None
    next_time_and_place: Line | None = None
    note_by: NamePart

    def faults(self, directory: Directory) -> Iterator[Reason]:
        """Somebody was there, and the next meeting is known whole or not at all."""
        one_only = (self.next_meeting_on is None) is not (self.next_time_and_place is None)
        detail = "the next meeting has a day and a time and place, or neither"
        return broken(
            after_day("next_meeting_on", self.next_meeting_on, self.occurred_on),
            (not self.attendees, "no_attendees", "attendees", "somebody was there"),
            (one_only, "next_meeting_in_part", "next_time_and_place", detail),
        )

    def forbidden(self) -> Iterator[Reason]:
        """The next is held on a working day."""
        next_on = self.next_meeting_on
        return working_day_faults("next_meeting_on", next_on, next_on) if next_on else iter(())

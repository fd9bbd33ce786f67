"""Judges and legal advisers are asked to a briefing before the Hub opens (Protocol 4.6)."""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Literal

from correspondence.protocol.areas.offices import JUDGES
from correspondence.protocol.areas.stage import Stage
from correspondence.protocol.days.timetable import Step, working_day_faults
from correspondence.protocol.directory import Directory
from correspondence.protocol.fields import Line
from correspondence.protocol.record import record
from correspondence.protocol.refusals import Reason
from correspondence.protocol.rules import broken

from .beside import after_day, from_day_of_event
from .event import AreaEvent

if TYPE_CHECKING:
    from correspondence.protocol.areas.area_file import AreaFile


@record
class BriefingArranged(AreaEvent):
    """Judges and legal advisers are asked to a briefing before the Hub opens. A16 (Protocol 4.6, Annex B 3)."""

    posts = ("assistant_director", *JUDGES, "courts")
    follows = frozenset({Stage.ACTIVATION_DECIDED, Stage.CHECKPOINT_HELD, Stage.OPENING_CONFIRMED})

    type: Literal["briefing_arranged"]
    briefing_on: date
    time_and_place: Line
    opening_on: date

    def days_recorded(self, before: "AreaFile") -> Iterator[tuple[str, date, date | None]]:
        """The opening's."""
        yield "opening_on", self.opening_on, before.stated.get(Step.OPENING)

    def faults(self, directory: Directory) -> Iterator[Reason]:
        """The briefing is still to come, and the opening after it."""
        return broken(
            from_day_of_event("briefing_on", self.briefing_on, self.occurred_on),
            after_day("opening_on", self.opening_on, self.briefing_on),
        )

    def forbidden(self) -> Iterator[Reason]:
        """It is held on a working day."""
        return working_day_faults("briefing_on", self.briefing_on, self.briefing_on)

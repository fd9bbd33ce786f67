"""The Hub opens (Protocol 4.6, Annex B 3)."""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Literal

from correspondence.protocol.areas.stage import Stage, StatedDay
from correspondence.protocol.days.timetable import Step
from correspondence.protocol.directory import Directory
from correspondence.protocol.fields import Key
from correspondence.protocol.record import record
from correspondence.protocol.refusals import Reason
from correspondence.protocol.rules import broken

from .event import AreaEvent

if TYPE_CHECKING:
    from correspondence.protocol.areas.area_file import AreaFile


@record
class HubOpened(AreaEvent):
    """The Hub opens. C2 (Protocol 4.6, Annex B 3); from this day A9 is owed every four weeks."""

    posts = ("courts",)
    follows = frozenset({Stage.OPENING_CONFIRMED})
    leads_to = Stage.OPEN

    type: Literal["hub_opened"]
    hub: Key

    @property
    def stated(self) -> tuple[StatedDay, ...]:
        """Its own."""
        return (StatedDay(step=Step.OPENING, field="occurred_on", on=self.occurred_on),)

    def days_recorded(self, before: "AreaFile") -> Iterator[tuple[str, date, date | None]]:
        """The day that was said."""
        yield "occurred_on", self.occurred_on, before.stated.get(Step.OPENING)

    def faults(self, directory: Directory) -> Iterator[Reason]:
        """The Hub is the directory's, of this area, and open there."""
        hub = directory.hubs.get(self.hub)
        closed = hub is not None and not hub.is_open_on(self.occurred_on)
        return broken(
            (hub is None, "hub_unknown", "hub", "no such Hub in the directory"),
            (
                hub is not None and hub.service_area != self.service_area,
                "hub_of_other_area",
                "hub",
                "the Hub is another service area's",
            ),
            (closed, "hub_closed_in_directory", "hub", "the directory has this Hub closed on the day of this event"),
        )

"""What every event of a service area carries, and what every event that is of no case can be asked."""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, ClassVar

from correspondence.protocol.areas.measures import Measures
from correspondence.protocol.areas.stage import Stage, StatedDay
from correspondence.protocol.directory import Directory
from correspondence.protocol.events import RecordedBy
from correspondence.protocol.fields import EventId, Key
from correspondence.protocol.record import record
from correspondence.protocol.refusals import Reason
from correspondence.protocol.subject import EVERY_AREA, Subject, area_of

if TYPE_CHECKING:  # how an area stands is folded from its events
    from correspondence.protocol.areas.area_file import AreaFile


@record
class OfAreas:
    """What every event that is of no case carries."""

    event_id: EventId
    occurred_on: date
    recorded_by: RecordedBy

    posts: ClassVar[tuple[str, ...]] = ()
    """The posts that its documents need, of those the directory has."""

    @property
    def needs(self) -> tuple[str, ...]:
        """The posts that the documents of this one need."""
        return self.posts

    @property
    def areas_named(self) -> tuple[tuple[str, str], ...]:
        """The service areas that it is about, each with its field."""
        return ()

    @property
    def measured(self) -> tuple[tuple[str, Measures], ...]:
        """Its measures, each set with the field it stands under."""
        return ()

    def faults(self, directory: Directory) -> Iterator[Reason]:
        """What it may not say because it contradicts itself or *directory*."""
        return iter(())

    def forbidden(self) -> Iterator[Reason]:
        """Why the Protocol does not allow it, whatever came before it."""
        return iter(())


@record
class NationalEvent(OfAreas):
    """What every event carries that is about every service area, or about the Protocol itself."""

    @property
    def subject(self) -> Subject:
        """All areas."""
        return EVERY_AREA


@record
class AreaEvent(OfAreas):
    """What every event of a service area carries."""

    service_area: Key

    follows: ClassVar[frozenset[Stage]] = frozenset(Stage)
    """The stages in which it may come (Protocol 4.2 to 4.6)."""
    leads_to: ClassVar[Stage | None] = None
    """The stage that it brings its area to; None where it leaves it where it is."""
    needs_open_hub: ClassVar[bool] = False
    """Whether it is about a Hub that is open (Protocol 6.1, 6.2)."""

    @property
    def subject(self) -> Subject:
        """Its area."""
        return area_of(self.service_area)

    @property
    def areas_named(self) -> tuple[tuple[str, str], ...]:
        """Its own."""
        return (("service_area", self.service_area),)

    @property
    def is_step(self) -> bool:
        """Whether it is a step on the way to a Hub, and may come in some stages alone."""
        return len(self.follows) < len(Stage)

    @property
    def ends_round(self) -> bool:
        """Whether it gives up or declines a Hub: an area may need one again."""
        return False

    @property
    def stated(self) -> tuple[StatedDay, ...]:
        """The days of the timetable that it states, in their order: what happened, and what it is to lead to."""
        return ()

    def stage_after(self, stage: Stage) -> Stage:
        """The stage of an area that stood at *stage*."""
        return self.leads_to or stage

    def days_recorded(self, before: "AreaFile") -> Iterator[tuple[str, date, date | None]]:
        """Each day in it of something that has an event of its own: its field, the day, and that event's, if any."""
        return iter(())


@record
class MeasuredAreaEvent(AreaEvent):
    """An event of an area that rests on the area's measures, as they stood then (Protocol 4.1)."""

    measures: Measures

    @property
    def measured(self) -> tuple[tuple[str, Measures], ...]:
        """The area's."""
        return (("measures", self.measures),)

"""The monthly look at every area (Protocol 4.2, 5.4, 5.5, 6.1)."""

from collections.abc import Iterator
from typing import Literal

from correspondence.protocol.areas.measures import Measures
from correspondence.protocol.directory import Directory
from correspondence.protocol.fields import FreeText, Key, Several
from correspondence.protocol.record import record
from correspondence.protocol.refusals import Reason
from correspondence.protocol.rules import broken

from .event import NationalEvent


@record
class AreaPressure:
    """How one area stands in a month, and whether a first Challenge Meeting is recommended for it (Protocol 4.2)."""

    service_area: Key
    measures: Measures
    pressure: FreeText
    recommends_challenge_meeting: bool


@record
class MonthlyPressureReviewed(NationalEvent):
    """The monthly look at every area. A13, the update; A8, the summaries (Protocol 4.2, 5.4, 5.5, 6.1)."""

    posts = (
        *("chief_executive", "cafcass_board", "president_of_the_family_division", "ministry_of_justice"),
        *("director_of_operations", "covid_19_board", "national_recovery_group"),
    )

    type: Literal["monthly_pressure_reviewed"]
    areas: Several[AreaPressure]

    @property
    def areas_named(self) -> tuple[tuple[str, str], ...]:
        """Every one."""
        return tuple((f"areas.{place}.service_area", each.service_area) for place, each in enumerate(self.areas))

    @property
    def measured(self) -> tuple[tuple[str, Measures], ...]:
        """Each area's."""
        return tuple((f"areas.{place}.measures", each.measures) for place, each in enumerate(self.areas))

    def faults(self, directory: Directory) -> Iterator[Reason]:
        """No area is left out (Protocol 5.5)."""
        missing = len(directory.service_areas.keys() - {each.service_area for each in self.areas})
        detail = f"every service area of the directory is summed up: {missing} missing"
        return broken((missing > 0, "service_area_missing", "areas", detail), source="5.5")

"""Monthly reviews of nineteen areas for tests, and what the papers about them say."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from correspondence.catalogue.boards.monthly_pressure_update import MonthlyPressureUpdateFacts
from correspondence.catalogue.boards.monthly_summaries import MonthlyStatusFacts, OpenHubsFacts
from correspondence.catalogue.composing import compose_each
from correspondence.catalogue.letter import Letter
from correspondence.catalogue.occasions.area import AreaOccasion
from correspondence.catalogue.registry import AREA_KINDS
from correspondence.protocol.areas.area_file import AreaFile
from correspondence.protocol.directory import Directory, ServiceArea
from tests import build
from tests.area import measures, national_event
from tests.build import Body, day

REVIEWED = "Mon 30 Nov 2026"
UPDATE, STATUS, HUBS = "monthly_pressure_update", "monthly_status_summary", "open_hubs_summary"
AREAS = ("essex", *(f"area_{number:02}" for number in range(2, 20)))
"""The keys of as many areas as there are."""


def directory(hub_opens: str = "Mon 1 Feb 2027") -> Directory:
    """The sample directory with nineteen areas, and its one Hub, in Essex, open from that day."""
    sample = build.directory()
    others = {key: ServiceArea(name=f"Service {key.replace('_', ' ')}, with a county or two") for key in AREAS[1:]}
    hub = replace(sample.hubs["essex"], open_from=day(hub_opens))
    return replace(sample, service_areas=sample.service_areas | others, hubs={"essex": hub})


def area(key: str, recommended: Iterable[str] = (), pressure: str = "Steady.", **changed: Body) -> Body:
    """One area of a review, with single measures changed."""
    return {
        "service_area": key,
        "measures": measures("2026-11-27") | changed,
        "pressure": pressure,
        "recommends_challenge_meeting": key in recommended,
    }


def occasion(
    areas: Sequence[Body],
    files: Iterable[AreaFile] = (),
    reviewed: str = REVIEWED,
    today: str | None = None,
    of: Directory | None = None,
) -> AreaOccasion:
    """A review of those areas, with how each stands."""
    body = {"occurred_on": day(reviewed).isoformat(), "areas": list(areas)}
    event = national_event("monthly_pressure_reviewed", body)
    return AreaOccasion(
        event=event,
        made_by=event.event_id,
        files={file.service_area: file for file in files},
        directory=of or directory(),
        today=day(today or reviewed),
    )


def given(on: AreaOccasion, code: str) -> tuple[Letter, ...]:
    """The papers of one kind that an occasion gives."""
    return compose_each(AREA_KINDS[code], on)


def every_area(recommended: Iterable[str] = ()) -> list[Body]:
    """Every area of the directory, steady."""
    return [area(key, recommended) for key in AREAS]


def update(on: AreaOccasion) -> MonthlyPressureUpdateFacts:
    """What the update says."""
    facts = given(on, UPDATE)[0].view.facts
    assert isinstance(facts, MonthlyPressureUpdateFacts)
    return facts


def status(on: AreaOccasion) -> MonthlyStatusFacts:
    """What the summary of every area says."""
    facts = given(on, STATUS)[0].view.facts
    assert isinstance(facts, MonthlyStatusFacts)
    return facts


def hubs(on: AreaOccasion) -> OpenHubsFacts:
    """What the summary of open Hubs says."""
    facts = given(on, HUBS)[0].view.facts
    assert isinstance(facts, OpenHubsFacts)
    return facts

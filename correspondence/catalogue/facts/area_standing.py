"""How the service areas stand on the day of a monthly review: their Hubs, the way to one, the figures that matter."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import TypeAlias

from correspondence.catalogue.occasions.area import AreaOccasion
from correspondence.protocol.areas.area_file import AreaFile
from correspondence.protocol.areas.events import (
    AreaPressure,
    DeactivationDecided,
    HubOpened,
    MonthlyPressureReviewed,
    StatusReviewed,
)
from correspondence.protocol.areas.measures import Measure, Measures
from correspondence.protocol.areas.stage import Stage
from correspondence.protocol.days.timetable import STEPS, Step
from correspondence.protocol.record import record
from correspondence.protocol.refusals import Inconsistent, Reason
from correspondence.protocol.words.prose import Said, paragraphs

from .comparing import Direction
from .days_ahead import still_ahead
from .pressure import Part, part_of

FIGURES = (
    "demand_average_last_4_weeks",
    "cases_held_on_duty",
    "average_days_to_allocation",
    "advisers_over_25_cases_percent",
)
"""The measures that stand in a row for each area: what comes in, how long it waits, what advisers carry (4.1)."""

_ON_THE_WAY = frozenset(
    {
        Stage.CHALLENGE_MEETING_AGREED,
        Stage.ACTIVATION_DECIDED,
        Stage.CHECKPOINT_HELD,
        Stage.OPENING_CONFIRMED,
        Stage.DEFERRED,
    }
)


@record
class OpenHub:
    """An area's open Hub. `closes_on`: where the Board has decided it by then.

    `reported_on`: the last four-weekly look at it, where there was one; the days since are counted to the review.
    """

    since: date
    closes_on: date | None
    reported_on: date | None
    days_since_report: int | None


@record
class AreaStanding:
    """One area: its Hub, open or closed, and how far it has come on the way to one, with the next step that is set.

    `parts`: the measures of `FIGURES`.
    """

    area: str
    open_hub: OpenHub | None
    closed_on: date | None
    stage: Stage | None
    next_step: Step | None
    next_on: date | None
    parts: tuple[Part, ...]


@record
class HubStanding:
    """One area with an open Hub, for those who are told of open Hubs and of nothing that may lead to another."""

    area: str
    open_hub: OpenHub
    parts: tuple[Part, ...]


@record
class Overview:
    """How many areas there are and how they stand; in how many the wait for an adviser has changed, and which way."""

    areas: int
    open: int
    on_the_way: int
    neither: int
    longer: int
    shorter: int
    same: int
    unknown: int


@record
class Taken:
    """When most of the figures in a table stood so, and where they are known from."""

    as_at: date
    source: str


@record
class TakenOtherwise:
    """A figure of another day or source than most; `measure` is None where all of that area's are."""

    area: str
    measure: str | None
    as_at: date
    source: str


Figures: TypeAlias = tuple[tuple[str, Measure], ...]
"""Measures of one area, each with its name."""


def figures_of(measures: Measures) -> Figures:
    """The measures of `FIGURES`, each with its name."""
    return tuple((name, measure) for name, measure in measures.each() if name in FIGURES)


def _parts(measures: Measures) -> tuple[Part, ...]:
    return tuple(part_of(name, measure) for name, measure in figures_of(measures))


def name_of(occasion: AreaOccasion, service_area: str) -> str:
    """What the directory calls a service area. Raises `Inconsistent` where it has lost it."""
    known = occasion.directory.service_areas.get(service_area)
    if known is None:
        detail = "the directory no longer has a service area that this document is about"
        reason = Reason(rule="area_left_directory", field="directory.service_areas", detail=detail, source="ours")
        raise Inconsistent([reason])
    return known.name


def file_on_review(occasion: AreaOccasion, service_area: str) -> AreaFile | None:
    """How an area stood on the day of the review; None where nothing had happened there."""
    area_file = occasion.files.get(service_area)
    if area_file is None:
        return None
    events = tuple(event for event in area_file.events if event.occurred_on <= occasion.event.occurred_on)
    return replace(area_file, events=events) if events else None


def open_hub(occasion: AreaOccasion, service_area: str) -> OpenHub | None:
    """The Hub that was open in an area on the day of the review; None where none was.

    The area's events say so, those of later days too; where they say nothing, the directory does.
    """
    day, area_file = occasion.event.occurred_on, occasion.files.get(service_area)
    is_open = area_file.is_hub_open_on(day) if area_file else None
    if is_open is None:
        hubs = occasion.directory.hubs.values()
        is_open = any(hub.service_area == service_area and hub.is_open_on(day) for hub in hubs)
    if not is_open:
        return None
    until = file_on_review(occasion, service_area)
    since = _open_since(occasion, service_area, until)
    decided = until.of_type(DeactivationDecided) if until else ()
    reported = last_report(until, since)
    return OpenHub(
        since=since,
        closes_on=next((e.closes_on for e in reversed(decided) if e.closes_on is not None and e.closes_on > day), None),
        reported_on=reported.occurred_on if reported else None,
        days_since_report=(day - reported.occurred_on).days if reported else None,
    )


def last_report(until: AreaFile | None, since: date) -> StatusReviewed | None:
    """The last four-weekly look at a Hub that is open *since* that day (Protocol 6.1)."""
    looks = until.of_type(StatusReviewed) if until else ()
    return next((look for look in reversed(looks) if look.occurred_on >= since), None)


def _open_since(occasion: AreaOccasion, service_area: str, until: AreaFile | None) -> date:
    """The first day of the Hub that is open: that of the event, else the directory's."""
    day = occasion.event.occurred_on
    closings = [e.closes_on for e in until.of_type(DeactivationDecided) if e.closes_on] if until else []
    last_closed = max((on for on in closings if on <= day), default=date.min)
    openings = [e.occurred_on for e in until.of_type(HubOpened) if e.occurred_on >= last_closed] if until else []
    hubs = occasion.directory.hubs.values()
    known = openings or [h.open_from for h in hubs if h.service_area == service_area and h.open_from <= day]
    if not known:
        detail = f"no Hub of this service area was open on {day.isoformat()}, and its events say that one was"
        field = f"directory.hubs (service area {service_area})"
        raise Inconsistent([Reason(rule="open_hub_unknown", field=field, detail=detail, source="6.1")])
    return min(known)


def standing_of(occasion: AreaOccasion, area: AreaPressure) -> AreaStanding:
    """How one area stood on the day of the review. A next step that has passed by today is left out."""
    until, hub = file_on_review(occasion, area.service_area), open_hub(occasion, area.service_area)
    stage = until.stage if until else Stage.NORMAL
    stated = until.stated if until else {}
    day = occasion.event.occurred_on
    is_there = hub is not None and stated.get(Step.OPENING, date.max) <= day
    on_the_way = stage in _ON_THE_WAY and not is_there
    next_step = next((step for step in STEPS if stated.get(step, day) > day), None) if on_the_way else None
    next_on = still_ahead(stated[next_step], occasion.today) if next_step else None
    return AreaStanding(
        area=name_of(occasion, area.service_area),
        open_hub=hub,
        closed_on=_closed_on(until) if stage is Stage.DEACTIVATED and hub is None else None,
        stage=stage if on_the_way else None,
        next_step=next_step if next_on else None,
        next_on=next_on,
        parts=_parts(area.measures),
    )


def _closed_on(until: AreaFile | None) -> date | None:
    decided = until.of_type(DeactivationDecided) if until else ()
    return next((event.closes_on for event in reversed(decided) if event.closes_on is not None), None)


def hub_standing_of(occasion: AreaOccasion, area: AreaPressure) -> HubStanding | None:
    """The open Hub of an area with its figures; None where none was open on the day of the review."""
    hub, name = open_hub(occasion, area.service_area), name_of(occasion, area.service_area)
    return HubStanding(area=name, open_hub=hub, parts=_parts(area.measures)) if hub else None


def in_order(
    occasion: AreaOccasion, review: MonthlyPressureReviewed, first: Iterable[AreaPressure] = ()
) -> tuple[tuple[AreaPressure, AreaStanding], ...]:
    """Every area with how it stands: those of *first*, open Hubs, those on the way to one, the others; then by name."""
    ahead = {area.service_area for area in first}
    standing = [(area, standing_of(occasion, area)) for area in review.areas]
    return tuple(sorted(standing, key=lambda each: _place(each[1], is_first=each[0].service_area in ahead)))


def _place(standing: AreaStanding, *, is_first: bool) -> tuple[int, str]:
    if is_first:
        return 0, standing.area
    return (1 if standing.open_hub else 2 if standing.stage else 3), standing.area


def overview_of(standing: Sequence[AreaStanding]) -> Overview:
    """How many areas stand how. One with an open Hub counts as that, whatever else it is on the way to."""
    with_hub = sum(1 for each in standing if each.open_hub)
    on_the_way = sum(1 for each in standing if each.stage and not each.open_hub)
    waits = [part.change for each in standing for part in each.parts if part.measure == "average_days_to_allocation"]
    ways = Counter(change.direction if change else None for change in waits)
    return Overview(
        areas=len(standing),
        open=with_hub,
        on_the_way=on_the_way,
        neither=len(standing) - with_hub - on_the_way,
        longer=ways[Direction.UP],
        shorter=ways[Direction.DOWN],
        same=ways[Direction.SAME],
        unknown=ways[None],
    )


def taken(areas: Sequence[tuple[str, Figures]]) -> tuple[Taken, tuple[TakenOtherwise, ...]]:
    """When and where from most figures of the *areas*, at least one of each, were taken; and which were not."""
    every = [(name, [(at, (m.as_at, m.source)) for at, m in figures]) for name, figures in areas]
    (usual, _), *_ = Counter(of for _, mine in every for _, of in mine).most_common(1)
    others: list[TakenOtherwise] = []
    for name, mine in every:
        of_all = len({of for _, of in mine}) == 1
        unusual = {(None if of_all else at, of): None for at, of in mine if of != usual}
        others += [TakenOtherwise(area=name, measure=at, as_at=of[0], source=of[1]) for at, of in unusual]
    return Taken(as_at=usual[0], source=usual[1]), tuple(others)


@record
class InWords:
    """The pressure in one area, in words."""

    area: str
    pressure: tuple[Said, ...]


def words_of(occasion: AreaOccasion, area: AreaPressure) -> InWords:
    """The pressure in one area, in the words of the review."""
    return InWords(area=name_of(occasion, area.service_area), pressure=paragraphs(area.pressure))

"""The posts that the documents of an event are signed by or written to: each must be held on that day.

Nobody is ever written to as "Sir or Madam": a post that is vacant, or that the directory does not name, refuses the
event and names the directory's field.
"""

from collections.abc import Iterator
from datetime import date
from typing import TypeAlias

from correspondence.protocol.days.calendar import in_words
from correspondence.protocol.directory import Directory, National, Office, holder_on
from correspondence.protocol.refusals import Reason
from correspondence.protocol.rules import broken

from .events import AnyAreaOrNationalEvent, AreaEvent, DeactivationDecided, HubOpened
from .offices import NATIONAL, courts_of


def post_faults(event: AnyAreaOrNationalEvent, directory: Directory) -> Iterator[Reason]:
    """A reason for each post that the event's documents need and nobody holds on its day. The area is a known one."""
    posts, field = _national_posts(directory, event.occurred_on), "occurred_on"
    if isinstance(event, AreaEvent):
        posts, field = posts | _local_posts(event.service_area, directory, event.occurred_on), "service_area"
    for path, is_held in (*(posts[name] for name in event.needs), *_hub_posts(event, directory)):
        detail = f"the directory's {path} is not filled on {in_words(event.occurred_on)}"
        yield from broken((not is_held, "post_vacant", field, detail), source="ours")


_Held: TypeAlias = tuple[str, bool]
"""The path of a post in the directory file, and whether somebody is there to be named or written to."""


def _national_posts(directory: Directory, day: date) -> dict[str, _Held]:
    national = directory.national or National(recipients={})
    director = holder_on(national.director_of_operations, day)
    held = {
        **{f"recipients.{key}": _is_filled(national.recipients.get(key)) for key in NATIONAL},
        "chief_executive": holder_on(national.chief_executive, day) is not None,
        "director_of_operations": director is not None,
        "director_of_operations.email": director is not None and director.email is not None,
        "covid_19_board": _is_filled(national.covid_19_board),
        "national_recovery_group": _is_filled(national.national_recovery_group),
    }
    return {name.removeprefix("recipients."): (f"national.{name}", is_held) for name, is_held in held.items()}


def _local_posts(service_area: str, directory: Directory, day: date) -> dict[str, _Held]:
    area = directory.service_areas[service_area]
    courts = courts_of(service_area, directory)
    held = {
        "assistant_director": holder_on(area.assistant_director, day) is not None,
        "designated_family_judges": _are_filled(area.designated_family_judges),
        "family_division_liaison_judge": _is_filled(area.family_division_liaison_judge),
        "local_authorities": _are_filled(area.local_authorities),
        "adcs_region": _is_filled(area.adcs_region),
        "wider_communication": all(map(_is_filled, area.wider_communication)),  # nobody may have been agreed on
    }
    posts = {name: (f"service_areas.{service_area}.{name}", is_held) for name, is_held in held.items()}
    return posts | {"courts": ("courts", bool(courts) and all(court in directory.courts for court in courts))}


def _hub_posts(event: AnyAreaOrNationalEvent, directory: Directory) -> tuple[_Held, ...]:
    """Who signs the court's list of a Hub that opens, and the letters to the families of one that closes."""
    day = event.occurred_on
    if isinstance(event, HubOpened) and event.hub in directory.hubs:
        hub = directory.hubs[event.hub]
        signatories = (*hub.practice_supervisor, *hub.service_manager)
        return ((f"hubs.{event.hub}.practice_supervisor", holder_on(signatories, day) is not None),)
    if isinstance(event, DeactivationDecided):
        hubs = {k: hub for k, hub in directory.hubs.items() if hub.service_area == event.service_area}
        return tuple(
            (f"hubs.{key}.practice_supervisor", holder_on(hub.practice_supervisor, day) is not None)
            for key, hub in hubs.items()
            if hub.is_open_on(day)
        )
    return ()


def _is_filled(office: Office | None) -> bool:
    """Whether an office can be written to by its name or its post."""
    return office is not None and bool(office.name or office.post)


def _are_filled(offices: tuple[Office, ...]) -> bool:
    return bool(offices) and all(_is_filled(office) for office in offices)

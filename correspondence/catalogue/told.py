"""Who was told of a Hub before: those whom letters of the round reached, found again in the directory.

They hear what becomes of it (Protocol 4.6, 6.2).
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import TypeAlias

from correspondence.catalogue.occasions.area import AreaOccasion
from correspondence.protocol.addressees import is_office, place_of
from correspondence.protocol.areas.events import AnyNationalEvent
from correspondence.protocol.areas.offices import NATIONAL
from correspondence.protocol.refusals import Inconsistent, Reason

from .offices import (
    Addressed,
    OfficeReader,
    Readers,
    courts,
    designated_judges,
    judges,
    local_authorities,
    local_offices,
    national_office,
    readers,
    the_recovery_group,
)

_DECIDED_ITSELF = "national.covid_19_board"

Told: TypeAlias = Mapping[str, date]
"""Recipients by their keys, each with the day on which they were first told."""

Tellers: TypeAlias = Callable[[AreaOccasion], Told]
"""Who was told before, as the register says."""

OF_THE_OPENING_NATIONALLY = ("national_notification", "final_confirmation_national")
OF_THE_OPENING_LOCALLY = ("local_notification", "final_confirmation_local")
"""The kinds that tell of the activation, and of its confirmation."""


def told_nationally(occasion: AreaOccasion, kinds: Iterable[str]) -> Told:
    """The national offices that letters of those kinds reached in the round of the event, each with the first day.

    The Covid-19 Board is none of them: nobody tells it what it decided.
    """
    told = _told(occasion, kinds)
    return {key: on for key, on in told.items() if _is_national(key) and place_of(key) != _DECIDED_ITSELF}


def told_locally(occasion: AreaOccasion, kinds: Iterable[str]) -> Told:
    """The local offices that letters of those kinds reached in the round of the event, each with the first day."""
    return {key: on for key, on in _told(occasion, kinds).items() if not _is_national(key)}


def _told(occasion: AreaOccasion, kinds: Iterable[str]) -> Told:
    if isinstance(occasion.event, AnyNationalEvent):
        raise TypeError("this event is of no round of a service area")
    told = occasion.area_file.told(kinds, until=occasion.event)
    return {key: on for key, on in told.items() if is_office(key)}


def _is_national(key: str) -> bool:
    return place_of(key).startswith("national.")


def found_again(occasion: AreaOccasion, told: Told) -> tuple[Addressed, ...]:
    """Those offices as the directory now has them, in its order.

    Raises `Inconsistent` naming each that it no longer has: an office that was told of a Hub would else go on
    believing it.
    """
    places = {place_of(key): on for key, on in told.items()}
    fields = {_field(place) for place in places}
    offices: dict[str, Addressed] = {}
    for of_group, find in _GROUPS:
        if fields & of_group:
            offices |= {each.place: each for each in find(occasion)}
    lost = [_lost(place, on) for place, on in places.items() if place not in offices]
    if lost:
        raise Inconsistent(lost)
    return tuple(office for place, office in offices.items() if place in places)


def _field(place: str) -> str:
    """The field of the directory that an office stands in: `court.chelmsford`, `essex.adcs_region`."""
    first, second = place.split(".")[:2]
    return first if first in ("court", "national") else second


def _national(occasion: AreaOccasion) -> tuple[Addressed, ...]:
    """Every national office that the directory has."""
    found = tuple(national_office(occasion, key) for key in NATIONAL if key in occasion.national.recipients)
    return found if occasion.national.national_recovery_group is None else (*found, the_recovery_group(occasion))


_GROUPS: tuple[tuple[frozenset[str], Callable[[AreaOccasion], tuple[Addressed, ...]]], ...] = (
    (frozenset({"national"}), _national),
    (frozenset({"adcs_region", "wider_communication"}), local_offices),
    (frozenset({"designated_family_judges"}), designated_judges),
    (frozenset({"family_division_liaison_judge"}), judges),
    (frozenset({"local_authorities"}), local_authorities),
    (frozenset({"court"}), courts),
)
"""Where offices are looked for, by their field: no more of the directory has to be filled than was written to."""


def _lost(place: str, on: date) -> Reason:
    detail = (
        f"told on {on.isoformat()}, and no longer in the directory: put it back, or nobody tells it what became of it"
    )
    return Reason(rule="told_before_and_gone", field=f"directory.{place}", detail=detail, source="4.6")


def _nobody(_occasion: AreaOccasion) -> tuple[Addressed, ...]:
    return ()


def to_those(told: Tellers, otherwise: Callable[[AreaOccasion], tuple[Addressed, ...]] = _nobody) -> Readers:
    """Exactly those whom *told* names, as the directory now has them; where it names nobody, *otherwise*."""

    def to(occasion: AreaOccasion) -> tuple[OfficeReader, ...]:
        before = told(occasion)
        return readers(found_again(occasion, before) if before else otherwise(occasion))

    return to


def told_of_the_opening_nationally(occasion: AreaOccasion) -> Told:
    """The national offices that letters of the activation reached, or of its confirmation, in the event's round."""
    return told_nationally(occasion, OF_THE_OPENING_NATIONALLY)


def told_of_the_opening_locally(occasion: AreaOccasion) -> Told:
    """The local offices that letters of the activation reached, or of its confirmation, in the event's round."""
    return told_locally(occasion, OF_THE_OPENING_LOCALLY)


def told_of_the_round_nationally(occasion: AreaOccasion) -> Told:
    """The national offices that any letter of the round reached: of a Challenge Meeting, or of an activation."""
    return told_nationally(occasion, _kinds_written(occasion))


def told_of_the_round_locally(occasion: AreaOccasion) -> Told:
    """The local offices that any letter of the round reached: an invitation to the judges, or an activation."""
    return told_locally(occasion, _kinds_written(occasion))


def _kinds_written(occasion: AreaOccasion) -> frozenset[str]:
    return frozenset(letter.kind for letter in occasion.area_file.letters)

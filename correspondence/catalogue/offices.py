"""The offices that a document about a service area is written to, and the post-holders who sign it."""

from collections.abc import Callable, Iterable
from typing import TypeAlias

from correspondence.catalogue.occasions.area import AreaOccasion, filled
from correspondence.protocol.addressees import to_office
from correspondence.protocol.areas.offices import NATIONAL, courts_of, slug_of
from correspondence.protocol.case.people import Route
from correspondence.protocol.directory import Office, OfficeContact, PostHolder, holder_on
from correspondence.protocol.letters import Audience
from correspondence.protocol.record import record

from .kind import Post
from .reader import Envelope, Reader


@record
class Addressed:
    """An office of the directory, and what it is to us. `key` is the field it stands in.

    `place` names it for good, wherever in the field it stands: a letter to one office is never taken for another's
    because somebody added a third.
    """

    key: str
    place: str
    office: Office


def national_offices(occasion: AreaOccasion) -> tuple[Addressed, ...]:
    """Whom the Chief Executive tells of a Hub: each once (Protocol 4.5, its table)."""
    return tuple(national_office(occasion, key) for key in NATIONAL)


def national_office(occasion: AreaOccasion, key: str) -> Addressed:
    """One of the offices that are told nationally, by its key. Raises `Inconsistent` where the directory lacks it."""
    found = filled(occasion.national.recipients.get(key), f"national.recipients.{key}", occasion.today)
    return Addressed(key=key, place=f"national.{key}", office=found)


def the_board(occasion: AreaOccasion) -> Addressed:
    """The Covid-19 Board, which decides. Raises `Inconsistent` where the directory lacks it."""
    found = filled(occasion.national.covid_19_board, "national.covid_19_board", occasion.today)
    return Addressed(key="covid_19_board", place="national.covid_19_board", office=found)


def the_recovery_group(occasion: AreaOccasion) -> Addressed:
    """The National Recovery Group. Raises `Inconsistent` where the directory lacks it."""
    found = filled(occasion.national.national_recovery_group, "national.national_recovery_group", occasion.today)
    return Addressed(key="national_recovery_group", place="national.national_recovery_group", office=found)


def the_director_of_operations(occasion: AreaOccasion) -> Addressed:
    """The Director of Operations, as one who is written to. Raises `Inconsistent` where nobody is, or has no e-mail."""
    path = "national.director_of_operations"
    holder = signer(Post.DIRECTOR_OF_OPERATIONS, occasion)
    office = Office(
        name=holder.name,
        post="Director of Operations",
        salutation=holder.salutation or f"Dear {holder.name}",
        email=filled(holder.email, f"{path}.email", occasion.today),
    )
    return Addressed(key="director_of_operations", place=path, office=office)


def judges(occasion: AreaOccasion) -> tuple[Addressed, ...]:
    """The Designated Family Judges of the area, then the Family Division Liaison Judge (Protocol 4.2, 4.3)."""
    area, key = occasion.area, occasion.area_key
    path = f"service_areas.{key}.family_division_liaison_judge"
    liaison = filled(area.family_division_liaison_judge, path, occasion.today)
    designated = _several(occasion, "designated_family_judges", area.designated_family_judges)
    return (
        *designated,
        Addressed(key="family_division_liaison_judge", place=f"{key}.family_division_liaison_judge", office=liaison),
    )


def designated_judges(occasion: AreaOccasion) -> tuple[Addressed, ...]:
    """The Designated Family Judges of the area, at least one."""
    return _several(occasion, "designated_family_judges", occasion.area.designated_family_judges)


def local_authorities(occasion: AreaOccasion) -> tuple[Addressed, ...]:
    """The Directors of Children's Services of the area, at least one (Protocol 4.5, its table)."""
    return _several(occasion, "local_authorities", occasion.area.local_authorities)


def local_offices(occasion: AreaOccasion) -> tuple[Addressed, ...]:
    """Whom the Assistant Director tells of a Hub: each once (Protocol 4.5, its table; Annex B 3).

    They are the judges, the Directors of Children's Services, the regional ADCS, each court, and whom else the
    Designated Family Judges agreed to tell.
    """
    area, key = occasion.area, occasion.area_key
    regional = filled(area.adcs_region, f"service_areas.{key}.adcs_region", occasion.today)
    wider = (
        Addressed(key="wider_communication", place=f"{key}.wider_communication.{slug_of(office)}", office=office)
        for office in area.wider_communication
    )
    return (
        *judges(occasion),
        *local_authorities(occasion),
        Addressed(key="adcs_region", place=f"{key}.adcs_region", office=regional),
        *courts(occasion),
        *wider,
    )


def courts(occasion: AreaOccasion) -> tuple[Addressed, ...]:
    """Each court of the area, at least one (Protocol Annex B 3)."""
    found = tuple(
        Addressed(key="courts", place=f"court.{key}", office=_as_office(occasion, key))
        for key in courts_of(occasion.area_key, occasion.directory)
    )
    filled(found or None, f"service_areas.{occasion.area_key}: its courts", occasion.today)
    return found


def _as_office(occasion: AreaOccasion, key: str) -> Office:
    court = filled(occasion.directory.courts.get(key), f"courts.{key}", occasion.today)
    return Office(name=court.name, salutation="Dear colleague", email=court.email, court=key)


def _several(occasion: AreaOccasion, field: str, offices: tuple[Office, ...]) -> tuple[Addressed, ...]:
    path = f"{occasion.area_key}.{field}"
    filled(offices or None, f"service_areas.{path}", occasion.today)
    return tuple(Addressed(key=field, place=f"{path}.{slug_of(office)}", office=office) for office in offices)


@record
class OfficeReader(Reader):
    """An office as the reader of a document."""

    addressed: Addressed


def readers(offices: Iterable[Addressed]) -> tuple[OfficeReader, ...]:
    """Those offices as readers, in order, by e-mail. `key` of each is `office:` and where the directory has it."""
    return tuple(
        OfficeReader(
            key=to_office(each.place),
            ordinal=place,
            audience=Audience.OFFICE,
            name=each.office.name or each.office.post or "",
            envelope=Envelope(route=Route.EMAIL),
            addressed=each,
        )
        for place, each in enumerate(offices, start=1)
    )


def signer(post: Post, occasion: AreaOccasion) -> PostHolder:
    """Who holds a post on the day. Raises `Inconsistent` when it is vacant."""
    match post:
        case Post.CHIEF_EXECUTIVE:
            holders, path = occasion.national.chief_executive, "national.chief_executive"
        case Post.DIRECTOR_OF_OPERATIONS:
            holders, path = occasion.national.director_of_operations, "national.director_of_operations"
        case _:
            holders, path = occasion.area.assistant_director, f"service_areas.{occasion.area_key}.assistant_director"
    return filled(holder_on(holders, occasion.today), path, occasion.today)


def who_answers(post: Post, occasion: AreaOccasion) -> OfficeContact | None:
    """Who answers for whoever holds a post, where the directory says: the Director of Operations answers in person."""
    match post:
        case Post.CHIEF_EXECUTIVE:
            return occasion.national.contact
        case Post.ASSISTANT_DIRECTOR:
            return occasion.area.contact
        case _:
            return None


Readers: TypeAlias = Callable[[AreaOccasion], tuple[OfficeReader, ...]]

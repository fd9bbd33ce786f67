"""What the letters about one decision of the Board have in common: its days, and whom to call.

Every letter of a pack takes them from here, so that no two readers are given another day.
"""

from datetime import date
from enum import StrEnum

from correspondence.catalogue.kind import Facts
from correspondence.catalogue.occasions.area import AreaOccasion
from correspondence.catalogue.offices import Addressed, OfficeReader
from correspondence.catalogue.reader import Reader
from correspondence.protocol.areas.area_file import AreaFile, days_with
from correspondence.protocol.areas.events import AnyAreaEvent
from correspondence.protocol.days import clocks
from correspondence.protocol.days.timetable import STEPS, Step, Timetable, plan
from correspondence.protocol.directory import Hub
from correspondence.protocol.record import record
from correspondence.protocol.refusals import Inconsistent, Reason


class Standing(StrEnum):
    """How sure a step is: over, planned for its day, or hanging on what the Board will decide."""

    DONE = "done"
    PLANNED = "planned"
    UNSETTLED = "unsettled"


@record
class Stop:
    """One step of the timetable as its readers are told of it."""

    step: Step
    on: date
    standing: Standing


@record
class ContactPoint:
    """A Hub's single point of contact (Protocol Annex B 3)."""

    hub: str
    role: str
    name: str
    phone: str
    email: str
    hours: str
    cover: str


@record
class NoticeFacts(Facts):
    """What every letter about a decision of the Board holds: the day of the decision, and the steps around it."""

    decided_on: date
    stops: tuple[Stop, ...]


def office_of(reader: Reader) -> Addressed:
    """The office that reads, as the directory has it. Raises `TypeError` for any other reader."""
    if not isinstance(reader, OfficeReader):
        raise TypeError("an office was declared as the reader")
    return reader.addressed


def days_stated(area_file: AreaFile, event: AnyAreaEvent) -> dict[Step, date]:
    """The days of the timetable that the round of *event* had stated when it came, its own among them."""
    return days_with(days_stated_before(area_file, event), event)


def days_stated_before(area_file: AreaFile, event: AnyAreaEvent) -> dict[Step, date]:
    """The days of the timetable that the round of *event* had stated when it came, without its own."""
    days: dict[Step, date] = {}
    for each in area_file.round_until(event)[:-1]:
        days = days_with(days, each)
    return days


def timetable_of(occasion: AreaOccasion, event: AnyAreaEvent) -> Timetable:
    """The timetable as *event* left it, whatever came later; what nobody stated is planned."""
    return plan(days_stated(occasion.area_file, event))


def stops_from(first: Step, timetable: Timetable, event: AnyAreaEvent) -> tuple[Stop, ...]:
    """The steps from *first* on, as *event* leaves them: the Board has still to decide whether the Hub opens."""
    return tuple(
        Stop(step=step, on=timetable.on(step), standing=_standing(step, timetable.on(step), event))
        for step in STEPS[STEPS.index(first) :]
    )


def _standing(step: Step, on: date, event: AnyAreaEvent) -> Standing:
    if step is Step.OPENING:
        return Standing.UNSETTLED
    return Standing.DONE if on <= event.occurred_on else Standing.PLANNED


def hubs_opening(occasion: AreaOccasion, opening_on: date, court: str | None) -> tuple[Hub, ...]:
    """The area's Hubs that are open on *opening_on*: those that serve *court*, else all of them.

    Raises `Inconsistent` where the directory has none, as nobody could be told whom to call.
    """
    hubs = occasion.directory.hubs.values()
    found = tuple(hub for hub in hubs if hub.service_area == occasion.area_key and hub.is_open_on(opening_on))
    if not found:
        detail = f"no Hub of this service area is open on {opening_on.isoformat()}, so its point of contact is unknown"
        raise Inconsistent([Reason(rule="no_hub_to_open", field="directory.hubs", detail=detail, source="Annex B 3")])
    return tuple(hub for hub in found if court in hub.courts) or found


def contact_of(hub: Hub) -> ContactPoint:
    """A Hub's point of contact, as letters give it."""
    contact = hub.contact
    return ContactPoint(
        hub=hub.name,
        role=contact.role,
        name=contact.name,
        phone=contact.phone,
        email=contact.email,
        hours=contact.hours,
        cover=contact.cover,
    )


def first_list_by(opening_on: date) -> date:
    """The day by which a court has a Hub's first list: the end of its first working week (Protocol Annex B 3)."""
    return clocks.first_court_list(opening_on).due_on

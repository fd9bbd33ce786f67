"""Who and where: Hubs, courts and post-holders. Reference data that a file gives and the core only reads."""

from datetime import date

from correspondence.protocol.case.people import Address
from correspondence.protocol.days.calendar import BankHoliday

from .fields import Email, HoldsFrom, HoldsTo, Key, Line, Phone
from .name_types import NamePart, Title
from .record import record


@record
class PostHolder:
    """Who holds a post, and from which day to which. `to` is the last day, or None while it is held.

    `known_as`: what children are told to call them. `salutation` and `email` are for the posts that are written to.
    `signature`: a PNG, of which the file gives the name.
    """

    name: NamePart
    known_as: NamePart | None = None
    salutation: Title | None = None
    email: Email | None = None
    signature: bytes | None = None
    holds_from: HoldsFrom
    holds_to: HoldsTo = None


def holder_on(holders: tuple[PostHolder, ...], day: date) -> PostHolder | None:
    """Who held the post on *day*; the latest to take it up where two overlap; None when it was vacant."""
    held = [h for h in holders if h.holds_from <= day and (h.holds_to is None or day <= h.holds_to)]
    return max(held, key=lambda h: h.holds_from, default=None)


@record
class Contact:
    """The Hub's single point of contact (Protocol 3.2(iv), Annex B).

    `known_as`: what children are told to call them.
    """

    role: Title
    name: NamePart
    known_as: NamePart | None = None
    phone: Phone
    email: Email
    hours: Line
    cover: Line


@record
class Hub:
    """An Allocation Hub. It is open from `open_from` up to and including the day before `closed_on`."""

    name: Line
    service_area: Key
    courts: tuple[Key, ...]
    open_from: date
    closed_on: date | None = None
    contact: Contact
    practice_supervisor: tuple[PostHolder, ...]
    service_manager: tuple[PostHolder, ...]
    head_of_practice: tuple[PostHolder, ...]
    address: Address
    list_every_days: int = 7
    allocation_lead_weeks: int = 6
    update_aim_days: int = 35

    def is_open_on(self, day: date) -> bool:
        """Whether the Hub takes and holds cases on *day* (Protocol 4.6)."""
        return self.open_from <= day and (self.closed_on is None or day < self.closed_on)


@record
class Court:
    """A family court a Hub serves."""

    name: Line
    email: Email


@record
class Office:
    """A post or body outside the Hub that is written to."""

    name: Line | None = None
    post: Line | None = None
    salutation: Line
    email: Email
    court: Key | None = None


@record
class OfficeContact:
    """Who answers for a post that writes to offices: such as "The Chief Executive's office"."""

    name: Line
    phone: Phone
    email: Email


@record
class ServiceArea:
    """A Cafcass service area and the local partners of its Hubs.

    `contact`: who answers for its Assistant Director; their letters give it where it is known.
    `wider_communication`: whom else the Designated Family Judges agreed to tell, as the Local Family Justice Board.
    """

    name: Line
    assistant_director: tuple[PostHolder, ...] = ()
    designated_family_judges: tuple[Office, ...] = ()
    family_division_liaison_judge: Office | None = None
    local_authorities: tuple[Office, ...] = ()
    adcs_region: Office | None = None
    wider_communication: tuple[Office, ...] = ()
    contact: OfficeContact | None = None


@record
class National:
    """Who writes for the whole of Cafcass, and to whom: `recipients` are told when a Hub is to open (Protocol 4.5).

    `contact`: who answers for the Chief Executive, whose letters give it where it is known.
    """

    chief_executive: tuple[PostHolder, ...] = ()
    director_of_operations: tuple[PostHolder, ...] = ()
    recipients: dict[Key, Office]
    covid_19_board: Office | None = None
    national_recovery_group: Office | None = None
    contact: OfficeContact | None = None


@record
class Directory:
    """The whole directory file. `bank_holidays`: those proclaimed that no calendar has yet, each with its source."""

    hubs: dict[Key, Hub]
    service_areas: dict[Key, ServiceArea]
    courts: dict[Key, Court]
    national: National | None = None
    bank_holidays: tuple[BankHoliday, ...] = ()

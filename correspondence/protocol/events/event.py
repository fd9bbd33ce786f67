"""What every case event carries, and who may record one."""

from collections.abc import Iterator
from dataclasses import fields
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, ClassVar

from correspondence.protocol.case.case import Case
from correspondence.protocol.case.people import Guarded, Person
from correspondence.protocol.fields import EventId, Key, PersonId, Several, StatedReason
from correspondence.protocol.name_types import NamePart
from correspondence.protocol.record import record
from correspondence.protocol.refusals import Reason
from correspondence.protocol.rules import broken
from correspondence.protocol.subject import Subject, case_of

if TYPE_CHECKING:  # how a case stands is folded from its events
    from correspondence.protocol.directory import Hub
    from correspondence.protocol.history.case_file import CaseFile
    from correspondence.protocol.history.found import Found

NOBODY = "names nobody of this case"


class StaffRole(StrEnum):
    """Who may record an event."""

    PRACTICE_SUPERVISOR = "practice_supervisor"
    SERVICE_MANAGER = "service_manager"
    BUSINESS_SERVICES_OFFICER = "business_services_officer"
    HEAD_OF_PRACTICE = "head_of_practice"
    ASSISTANT_DIRECTOR = "assistant_director"
    DIRECTOR_OF_OPERATIONS = "director_of_operations"
    CHIEF_EXECUTIVE = "chief_executive"
    FAMILY_COURT_ADVISER = "family_court_adviser"
    COMMUNICATIONS = "communications"


SUPERVISORS = frozenset(
    {
        StaffRole.PRACTICE_SUPERVISOR,
        StaffRole.SERVICE_MANAGER,
        StaffRole.HEAD_OF_PRACTICE,
        StaffRole.ASSISTANT_DIRECTOR,
    }
)
"""Who may review a case in the Hub: social-work qualified, and answerable for it (Protocol 3.2(vi), 5.1)."""


@record
class RecordedBy:
    """The member of staff who recorded an event."""

    name: NamePart
    role: StaffRole


@record
class Loosening:
    """One protection of one person that is loosened: what the event says of it holds from now on, though it is less."""

    person_id: PersonId
    what: Guarded


@record
class Override:
    """A recorded decision to depart from a default: who approved it, and why.

    `loosens` names the protections that it loosens, one by one: that and nothing else. One that was given for the gate
    (Protocol 3.1(i), 5.6) names none, and loosens none.
    """

    reason: StatedReason
    approved_by: NamePart
    loosens: Several[Loosening] = ()


@record
class CaseEvent:
    """What every case event carries. `case` is the whole case as it now stands."""

    event_id: EventId
    occurred_on: date
    recorded_by: RecordedBy
    hub: Key
    case: Case
    override: Override | None = None

    paragraph: ClassVar[str] = "ours"
    """The paragraph by which such an event belongs to a case in a Hub."""
    holds_until_another: ClassVar[bool] = False
    """Whether it says how things stand until another of its type: told again on a later day it is no other fact."""

    tells_the_work: ClassVar[bool] = False
    """Whether the days of the ordered work are what it tells of: with another of them it is another fact."""

    changes_no_letter: ClassVar[bool] = False
    """Whether no letter that was sent could have said otherwise for it: one of an earlier day is taken at any time."""

    @property
    def subject(self) -> Subject:
        """The case that it happens to."""
        return case_of(self.case.identity)

    @property
    def own(self) -> tuple[object, ...]:
        """What it tells beside what every event does: the values of its own fields, and the work where that is told."""
        work = (self.case.ordered_work,) if self.tells_the_work else ()
        return (*(getattr(self, each.name) for each in fields(self) if each.name not in _EVERY_EVENTS), *work)

    @property
    def everybody(self) -> Iterator[tuple[str, Person]]:
        """Each person as it gives them, with the field in which it does."""
        yield from ((f"case.people.{place}.", person) for place, person in enumerate(self.case.people))

    @property
    def is_by_supervisor(self) -> bool:
        """Whether it may stand for a review: a letter may say that a qualified supervisor looked at the case."""
        return self.recorded_by.role in SUPERVISORS

    @property
    def passes_back(self) -> bool:
        """Whether it takes its case out of the Hub, to be allocated (Protocol 3.2(vii), 5.1, 5.2)."""
        return False

    def is_known_to(self, person_id: str, case_file: "CaseFile") -> bool:
        """Whether somebody of the case may know that it came; what one of them tells us is that one's alone."""
        return True

    def faults(self, hub: "Hub | None") -> Iterator[Reason]:
        """What it may not say because it contradicts itself, or the directory's *hub*; None where that has none."""
        return iter(())

    def faults_in(self, found: "Found") -> Iterator[Reason]:
        """What it may not say of a case that stood as it found it."""
        return iter(())

    def strangers(self, *named: tuple[str, str | None], source: str = "") -> Iterator[Reason]:
        """A reason for each person id, given with its field, that names nobody of this case."""
        return broken(
            *(
                (each is not None and self.case.person(each) is None, "person_unknown", field, NOBODY)
                for field, each in named
            ),
            source=source,
        )

    @property
    def loosens(self) -> tuple[Loosening, ...]:
        """The protections that this event loosens by name."""
        return self.override.loosens if self.override else ()


_EVERY_EVENTS = frozenset(each.name for each in fields(CaseEvent))

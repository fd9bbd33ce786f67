"""The case as it stands: who, which court, which work, which priority."""

from datetime import date
from enum import StrEnum

from correspondence.protocol.fields import CaseNumber, CcdReference, Key, People, ReasonIfAny, Several
from correspondence.protocol.record import record
from correspondence.protocol.words.folding import case_identity

from .annex_a import Category
from .people import Address, Person


class WorkType(StrEnum):
    """What the court ordered."""

    SECTION_7_REPORT = "section_7_report"
    SECTION_7_ADDENDUM = "section_7_addendum"
    RULE_16_4 = "rule_16_4"
    OTHER_REPORT = "other_report"


SECTION_7_WORK = frozenset({WorkType.SECTION_7_REPORT, WorkType.SECTION_7_ADDENDUM})


class Feature(StrEnum):
    """What keeps a case out of the Hub while it is present and unresolved (Protocol 3.2(i))."""

    SIGNIFICANT_RISK = "significant_risk"
    CONNECTED_CHILDREN = "connected_children"
    UNCLEAR_ARRANGEMENTS = "unclear_arrangements"
    DIVERSE_OR_SPECIFIC_NEEDS = "diverse_or_specific_needs"
    RULE_16_4_LIKELY = "rule_16_4_likely"
    SECTION_16A_OR_REFERRAL = "section_16a_or_referral"


@record
class OrderedWork:
    """The work the court ordered and its days. `communicated_on`: the day it reached Cafcass."""

    type: WorkType
    ordered_on: date
    communicated_on: date
    filing_date: date | None = None
    next_hearing_on: date | None = None


@record
class Case:
    """The whole case as it now stands, in every case event."""

    case_number: CaseNumber
    linked_case_numbers: Several[CaseNumber] = ()
    ccd_reference: CcdReference | None = None
    court: Key
    category: Category
    priority_status: int
    status_reason: ReasonIfAny = None
    unresolved_features: Several[Feature] = ()
    spip_advised: bool = False
    people: People[Person]
    ordered_work: OrderedWork

    @property
    def identity(self) -> str:
        """The number by which the case is known, however it was written."""
        return case_identity(self.case_number)

    @property
    def numbers(self) -> tuple[str, ...]:
        """The case's number and those it is linked with, as they came, each once."""
        every = {case_identity(number): number for number in reversed((self.case_number, *self.linked_case_numbers))}
        return tuple(reversed(every.values()))

    def person(self, person_id: str) -> Person | None:
        """The person with that id, or None."""
        return next((p for p in self.people if p.person_id == person_id), None)

    @property
    def children(self) -> tuple[Person, ...]:
        """The children, in the order of the case."""
        return tuple(p for p in self.people if p.is_child)

    @property
    def parties(self) -> tuple[Person, ...]:
        """The parties, in the order of the case."""
        return tuple(p for p in self.people if p.is_party)

    def homes_of(self, person: Person) -> tuple[Address, ...]:
        """Where a person lives: at their own address, and, a child, at those of the adults it lives with."""
        keepers = (self.person(person_id) for person_id in person.lives_with)
        every = (person.address, *(keeper.address for keeper in keepers if keeper is not None))
        return tuple(dict.fromkeys(address for address in every if address is not None))

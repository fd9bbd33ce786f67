"""The case as a court's own documents name it: title, numbers, children, parties, and who is sent a copy."""

from collections.abc import Callable, Collection
from dataclasses import replace
from datetime import date
from enum import StrEnum

from correspondence.catalogue.occasions.case import Occasion
from correspondence.catalogue.reader import Reader
from correspondence.catalogue.recipients import information_answered, the_court, the_court_alone
from correspondence.protocol.case.annex_a import ANNEX_A, Category
from correspondence.protocol.case.case import WorkType
from correspondence.protocol.case.people import PARTIES, Gender, Person, Role
from correspondence.protocol.events import (
    AnyEvent,
    RepresentationReceived,
    ReviewOutcome,
    RiskIncreased,
    StaffRole,
)
from correspondence.protocol.history.case_file import CaseFile, is_review
from correspondence.protocol.history.disclosure import may_be_named_to
from correspondence.protocol.history.readers import living
from correspondence.protocol.record import record


@record
class PartyView:
    """A party by name and capacity. `name` is None where it is withheld from another party (FPR 2010 r.29.1).

    `number` counts the parties of that role where there are several, from 1; else it is None.
    """

    name: str | None
    role: Role
    number: int | None


@record
class ChildView:
    """A child as an order names it: in full, girl or boy, date of birth. `name` is None where it is withheld."""

    name: str | None
    gender: Gender | None
    born_on: date | None


@record
class Matter:
    """The heading of a document for the court, and what it says of the work and its days.

    `category` and `priority_status` are those of the day `assessed_on` where a party may read them; else those of now.
    """

    court: str
    case_numbers: tuple[str, ...]
    ccd_reference: str | None
    children: tuple[ChildView, ...]
    parties: tuple[PartyView, ...]
    work: WorkType
    ordered_on: date
    filing_date: date | None
    hearing_on: date | None
    category: str
    priority_status: int
    assessed_on: date | None = None


_IN_OUR_WORDS = {
    Category.ENFORCEMENT_WITHIN_SIX_MONTHS: "Enforcement within six months of the last order and no new "
    "safeguarding concern",
}
"""Names of Annex A that use a word which Cafcass does not use of a report of abuse, and what we say instead."""

_Naming = Callable[[Person], str | None]


def matter_of(occasion: Occasion) -> Matter:
    """The case of an occasion as every party may see it, for a document that is copied to the parties.

    A name that is withheld from one of them stands in none. The dead are left out. How the case is assessed is told as
    it was when its stay began: what one of them told us since may have changed that.
    """
    parties = occasion.case.parties

    def named_to_all(person: Person) -> str | None:
        told = all(may_be_named_to(occasion.case_file, person, party) for party in parties)
        return person.name.full if told else None

    began = occasion.case_file.stay[0]
    return replace(
        _matter(occasion, living(occasion.case_file), named_to_all),
        category=category_in_words(began.case.category),
        priority_status=began.case.priority_status,
        assessed_on=began.occurred_on,
    )


def matter_for_the_court_alone(occasion: Occasion) -> Matter:
    """The case of an occasion with every name in it, for a document that no party sees. The dead are left out."""
    return _matter(occasion, living(occasion.case_file), lambda person: person.name.full)


def named_for_the_court_alone(
    occasion: Occasion, keys: Collection[str]
) -> tuple[tuple[PartyView, ...], tuple[str, ...]]:
    """Those of the living with one of *keys*, whole names: the parties with their capacity, and the children."""
    people = living(occasion.case_file)
    chosen = [person for person in people if person.person_id in keys]
    parties = tuple(_party(p, people, lambda person: person.name.full) for p in chosen if p.role in PARTIES)
    return parties, tuple(p.name.full for p in chosen if p.is_child)


def matter_without_people(occasion: Occasion) -> Matter:
    """The numbers, work, days and priority of the case of an occasion, for the file, which speaks of people by role."""
    return _matter(occasion, (), lambda person: person.name.full)


def _matter(occasion: Occasion, people: tuple[Person, ...], naming: _Naming) -> Matter:
    case, work = occasion.case, occasion.case.ordered_work
    return Matter(
        court=occasion.court.name,
        case_numbers=case.numbers,
        ccd_reference=case.ccd_reference,
        children=tuple(_child(p, naming) for p in people if p.is_child),
        parties=tuple(_party(p, people, naming) for p in people if p.role in PARTIES),
        work=work.type,
        ordered_on=work.ordered_on,
        filing_date=work.filing_date,
        hearing_on=work.next_hearing_on,
        category=category_in_words(case.category),
        priority_status=case.priority_status,
    )


def category_in_words(category: Category) -> str:
    """The name of a category of Annex A, in words that we use."""
    return _IN_OUR_WORDS.get(category, ANNEX_A[category].name)


def _child(child: Person, naming: _Naming) -> ChildView:
    return ChildView(name=naming(child), gender=child.gender, born_on=child.date_of_birth)


def _party(party: Person, people: tuple[Person, ...], naming: _Naming) -> PartyView:
    return PartyView(name=naming(party), role=party.role, number=number_among(people, party))


def number_among(people: tuple[Person, ...], person: Person) -> int | None:
    """Which of several *people* of one role a person is, from 1; None where there is no other of that role."""
    same = [p.person_id for p in people if p.role is person.role]
    return 1 + same.index(person.person_id) if len(same) > 1 else None


class Kept(StrEnum):
    """Why a party may not know that the case no longer waits: a risk, or what somebody else told us."""

    RISK = "risk"
    INFORMATION = "information"


def kept_from_a_party(occasion: Occasion) -> Kept | None:
    """Why some party may not know that the case was brought forward; None where every party may.

    Of a risk, `may_be_told` names who may know (Protocol 5.1, Annex B). A review that answers what somebody told us is
    known to nobody else: that it took the case out of the Hub, and on which day, would tell them that somebody had been
    in touch. Once a named adviser has the case, every party knows.
    """
    case_file = occasion.case_file
    if case_file.is_in_hub or case_file.allocation is not None:
        return None
    parties = frozenset(p.person_id for p in living(case_file) if p.is_party)
    found = {_kept_by(event, case_file, parties) for event in case_file.stay}
    return next((kept for kept in Kept if kept in found), None)


def _kept_by(event: AnyEvent, case_file: CaseFile, parties: frozenset[str]) -> Kept | None:
    """Why some of *parties* may not know of that event, if it took the case out of the Hub."""
    if isinstance(event, RiskIncreased):
        return None if parties <= {*event.may_be_told} else Kept.RISK
    if not is_review(event) or event.outcome is ReviewOutcome.HOLD or event.answers is None:
        return None
    information = information_answered(case_file, event)
    return None if information and parties <= {information.from_person} else Kept.INFORMATION


def left_hub_on(occasion: Occasion) -> date | None:
    """The day the case left the Hub, as every party may read it: None where it is the day of what one of them asked."""
    by = occasion.case_file.passed_back_by
    return None if by is None or isinstance(by, RepresentationReceived) else by.occurred_on


def the_court_as_is_safe(occasion: Occasion) -> tuple[Reader, ...]:
    """The court with copies to the parties; the court alone while a party may not know that the case has moved."""
    return the_court_alone(occasion) if kept_from_a_party(occasion) else the_court(occasion)


def post_in_words(role: StaffRole) -> str:
    """The post of a member of staff as a sentence has it: `practice supervisor`."""
    return role.replace("_", " ")

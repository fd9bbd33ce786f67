"""Whom a child lives with, joined by id and never by name, and whether the others may know it."""

from collections.abc import Collection, Iterator

from correspondence.protocol.case.people import Role
from correspondence.protocol.record import record

from .decision import Decided
from .feed import Child, FeedCase, Relation
from .place import Flag, tighter
from .problems import Notes, Rule

_ROLE_WORDS = {"applicant": Role.APPLICANT, "respondent": Role.RESPONDENT}
_ANOTHER_PERSON = "anotherPerson"


@record
class Home:
    """One person a child is said to live with. `confidential`: whether that is to be kept from the others."""

    at: str
    person_id: str
    confidential: Flag = Flag.UNSET


@record
class LivesWith:
    """The ids of those a child lives with, the first for post, and whether the others may know them."""

    person_ids: tuple[str, ...]
    is_open: bool


def lives_with(
    child: Child,
    case: FeedCase,
    relations: Collection[Relation],
    decided: Decided,
    adults: Collection[str],
    notes: Notes,
) -> LivesWith:
    """Whom *child* lives with; *relations* are the child's own, *adults* the ids of those the case can hold.

    The decision file's word stands. Else the relations that say so, `whoDoesTheChildLiveWith` and
    `personWhoLivesWithChild`, all by id; a role word ("applicant") only where one person alone has that role.
    """
    said = _by_person(_homes(child, case, relations, notes))
    chosen = decided.what.lives_with
    if chosen is not None:
        at = f"{decided.at}.lives_with"
        said = {
            i: Home(at=at, person_id=i, confidential=said[i].confidential if i in said else Flag.UNSET) for i in chosen
        }
    for home in said.values():
        if home.person_id not in adults:
            notes.add(home.at, Rule.RELATION_NOT_JOINED)
    ids = tuple(i for i in said if i in adults)
    if not ids:
        notes.add(child.at, Rule.LIVES_WITH_UNKNOWN)
    if len(ids) > 1 and chosen is None:
        notes.add(child.at, Rule.LIVES_WITH_SEVERAL, f"{len(ids)} people")
    return LivesWith(person_ids=ids, is_open=bool(ids) and _is_open(child, said.values()))


def _by_person(homes: Iterator[Home]) -> dict[str, Home]:
    found: dict[str, Home] = {}
    for home in homes:
        first = found.get(home.person_id, home)
        flag = tighter(first.confidential, home.confidential)
        found[home.person_id] = Home(at=first.at, person_id=home.person_id, confidential=flag)
    return found


def _is_open(child: Child, homes: Collection[Home]) -> bool:
    """Whether every home was expressly opened, and the child's own address was not closed."""
    own = child.is_child_address_confidential
    closed = own is Flag.YES or (own is Flag.UNSET and not child.address.is_empty)
    return not closed and all(home.confidential is Flag.NO for home in homes)


def _homes(child: Child, case: FeedCase, relations: Collection[Relation], notes: Notes) -> Iterator[Home]:
    for relation in relations:
        if relation.child_lives_with and relation.party_id:
            flag = relation.is_child_lives_with_person_confidential
            yield Home(at=relation.at, person_id=relation.party_id, confidential=flag)
    if child.who_id:
        yield Home(at=f"{child.at}.whoDoesTheChildLiveWith", person_id=child.who_id)
    for carer in child.person_who_lives_with_child:
        if carer.party_id:
            yield Home(at=carer.at, person_id=carer.party_id, confidential=carer.is_person_identity_confidential)
    if not relations and not child.who_id:
        yield from _by_role(child, case, notes)


def _by_role(child: Child, case: FeedCase, notes: Notes) -> Iterator[Home]:
    at = f"{child.at}.childLiveWith"
    for word in child.child_live_with:
        role = _ROLE_WORDS.get(word)
        people = [p.party_id for p in case.of_role(role)] if role else []
        if len(people) == 1 and people[0]:
            yield Home(at=at, person_id=people[0])
        elif not (word == _ANOTHER_PERSON and child.person_who_lives_with_child):
            notes.add(at, Rule.LIVES_WITH_UNCLEAR)

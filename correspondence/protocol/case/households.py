"""Who lives with whom, asked in two ways: strictly where it opens something, leniently where it closes something."""

from collections.abc import Callable, Iterable

from .case import Case
from .people import Address, Person
from .places import is_one_place, may_be_one_place

_SamePlace = Callable[[Address, Address], bool]


def live_together(case: Case, one: Person, other: Person) -> bool:
    """Whether two people surely share a home: a child and whom it lives with, two such children, or one place."""
    return _share_a_home(case, one, other, is_one_place)


def may_live_together(case: Case, one: Person, other: Person) -> bool:
    """Whether two people could share a home, as far as anybody can tell from what is recorded."""
    return _share_a_home(case, one, other, may_be_one_place)


def _share_a_home(case: Case, one: Person, other: Person, is_same: _SamePlace) -> bool:
    if one.person_id == other.person_id or other.person_id in one.lives_with or one.person_id in other.lives_with:
        return True
    if set(one.lives_with) & set(other.lives_with):
        return True
    return any(is_same(mine, theirs) for mine in case.homes_of(one) for theirs in case.homes_of(other))


def is_sheltered(case: Case, person: Person, refuges: Iterable[Address]) -> bool:
    """Whether a person, or anybody they may live with, is in a refuge, or lives where one of *refuges* may be."""
    if any(other.in_refuge and may_live_together(case, person, other) for other in case.people):
        return True
    homes = case.homes_of(person)
    return any(may_be_one_place(home, refuge) for refuge in refuges for home in homes)

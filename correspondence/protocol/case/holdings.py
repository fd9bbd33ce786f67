"""What somebody of a case holds that can be protected: a home, a number, a name; told apart by value, not by holder."""

from collections.abc import Collection, Iterator

from correspondence.protocol.record import record
from correspondence.protocol.words.folding import folded

from .case import Case
from .people import Address, Guarded, Person
from .places import is_one_place, is_written_alike, may_be_one_place


@record
class Holding:
    """A value that somebody holds, and what it is of them. A home is an address; all else is folded text."""

    what: Guarded
    value: str | Address

    def may_be(self, other: "Holding") -> bool:
        """Whether both could be one value. It is asked where that closes something, so a home is told leniently."""
        if self.what is not other.what:
            return False
        if isinstance(self.value, Address) and isinstance(other.value, Address):
            return may_be_one_place(self.value, other.value)
        return self.value == other.value

    def is_surely(self, other: "Holding") -> bool:
        """Whether both are one value. It is asked where that opens something: a home is one as far as both say it."""
        if isinstance(self.value, Address) and isinstance(other.value, Address):
            return self.what is other.what and (self == other or is_written_alike(self.value, other.value))
        return self == other

    def is_among(self, others: Collection["Holding"]) -> bool:
        """Whether any of *others* could be this value."""
        return any(self.may_be(other) for other in others)


def holdings_of(case: Case, person: Person) -> frozenset[Holding]:
    """What *person* holds by this case: names, home, and what they are reached by.

    A child's home is that of the adults it lives with, and theirs to open or close: it holds only another of its own.
    """
    return frozenset(_holdings(case, person))


def _holdings(case: Case, person: Person) -> Iterator[Holding]:
    for name in (person.name.full, f"{person.name.first} {person.name.family}"):
        yield Holding(what=Guarded.IDENTITY_WITHHELD, value=folded(name))
    if person.address is not None and lives_elsewhere(case, person):
        yield Holding(what=Guarded.ADDRESS, value=person.address)
    details = ((Guarded.EMAIL, person.email), (Guarded.PHONE, person.phone), (Guarded.SCHOOL, person.school))
    for what, value in details:
        if value is not None:
            yield Holding(what=what, value=folded(value))


def lives_elsewhere(case: Case, person: Person) -> bool:
    """Whether a person has an address of their own; a child, another than the adults' whom it lives with."""
    keepers = (case.person(person_id) for person_id in person.lives_with)
    homes = [keeper.address for keeper in keepers if keeper is not None and keeper.address is not None]
    return person.address is not None and not any(is_one_place(person.address, home) for home in homes)

"""Every value that a case ever held of its people: what was once given stays protected."""

from collections.abc import Sequence
from typing import TypeVar

from correspondence.protocol.case.people import Address, Name, Person, Representative
from correspondence.protocol.events import AnyEvent
from correspondence.protocol.record import record

from .protections import cases_seen

_V = TypeVar("_V")


@record
class HeldValues:
    """Every value the case ever held of one person."""

    names: frozenset[Name] = frozenset()
    addresses: frozenset[Address] = frozenset()
    phones: frozenset[str] = frozenset()
    emails: frozenset[str] = frozenset()
    schools: frozenset[str] = frozenset()
    representatives: frozenset[Representative] = frozenset()

    def with_person(self, person: Person) -> "HeldValues":
        """These values and those of *person* as an event gives them."""
        return HeldValues(
            names=self.names | {person.name},
            addresses=self.addresses | _given(person.address),
            phones=self.phones | _given(person.phone),
            emails=self.emails | _given(person.email),
            schools=self.schools | _given(person.school),
            representatives=self.representatives | _given(person.representative),
        )


def _given(value: _V | None) -> frozenset[_V]:
    return frozenset() if value is None else frozenset({value})


def values_held(received: Sequence[AnyEvent]) -> dict[str, HeldValues]:
    """Every value that the case ever held of each person, by their id."""
    values: dict[str, HeldValues] = {}
    for seen in cases_seen(received):
        for person in seen.case.people:
            values[person.person_id] = values.get(person.person_id, HeldValues()).with_person(person)
    return values

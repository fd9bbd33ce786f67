"""What guards the people of a case, folded over everything that was ever received: it only tightens."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TypeVar

from .case import Case
from .events import AnyEvent, Correction
from .fields import record
from .people import Address, Detail, Name, Person, Representative


@record
class Protection:
    """What guards one person. It only tightens: loosening it needs a recorded override."""

    may_be_known: frozenset[Detail]
    identity_withheld: bool
    in_refuge: bool

    def tightened_by(self, other: "Protection") -> "Protection":
        """The stronger of both, part by part."""
        return Protection(
            may_be_known=self.may_be_known & other.may_be_known,
            identity_withheld=self.identity_withheld or other.identity_withheld,
            in_refuge=self.in_refuge or other.in_refuge,
        )


@record
class HeldValues:
    """Every value the case ever held of one person: what was once given stays protected."""

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


_V = TypeVar("_V")


def _given(value: _V | None) -> frozenset[_V]:
    return frozenset() if value is None else frozenset({value})


@record
class KeptProtection:
    """An event would have loosened a person's protection without an override: the stronger state was kept."""

    event_id: str
    person_id: str
    what: str


def cases_seen(received: Sequence[AnyEvent]) -> Iterable[tuple[str, Case, bool]]:
    """Every case as every event gave it, in order of arrival, and whether an override came with it.

    The override that a corrected event repeats was given for that event, not for what stands today: only the
    correction's own loosens.
    """
    for event in received:
        overridden = event.override is not None
        if isinstance(event, Correction):
            yield event.event_id, event.event.case, overridden
        yield event.event_id, event.case, overridden


def fold_protection(
    received: Sequence[AnyEvent],
) -> tuple[dict[str, Protection], tuple[KeptProtection, ...]]:
    state: dict[str, Protection] = {}
    kept: list[KeptProtection] = []
    for event_id, case, overridden in cases_seen(received):
        for person in case.people:
            asked = Protection(
                may_be_known=person.may_be_known_by_others,
                identity_withheld=person.identity_withheld,
                in_refuge=person.in_refuge,
            )
            before = state.get(person.person_id, asked)
            state[person.person_id] = asked if overridden else before.tightened_by(asked)
            kept += _loosened(event_id, person.person_id, state[person.person_id], asked)
    return state, tuple(dict.fromkeys(kept))


def _loosened(event_id: str, person_id: str, held: Protection, asked: Protection) -> list[KeptProtection]:
    what = [str(detail) for detail in sorted(asked.may_be_known - held.may_be_known)]
    if held.identity_withheld and not asked.identity_withheld:
        what.append("identity_withheld")
    if held.in_refuge and not asked.in_refuge:
        what.append("in_refuge")
    return [KeptProtection(event_id=event_id, person_id=person_id, what=w) for w in what]


def protected(person: Person, protection: Protection) -> Person:
    return replace(
        person,
        may_be_known_by_others=protection.may_be_known,
        identity_withheld=protection.identity_withheld,
        in_refuge=protection.in_refuge,
    )


def refuges_of(received: Sequence[AnyEvent]) -> frozenset[Address]:
    """Every address the case ever gave for somebody who was in a refuge then: it stays one when they leave."""
    people = (person for _, case, _ in cases_seen(received) for person in case.people)
    return frozenset(person.address for person in people if person.in_refuge and person.address is not None)


def values_held(received: Sequence[AnyEvent]) -> dict[str, HeldValues]:
    values: dict[str, HeldValues] = {}
    for _, case, _ in cases_seen(received):
        for person in case.people:
            values[person.person_id] = values.get(person.person_id, HeldValues()).with_person(person)
    return values

"""Who may know what: absence is confidentiality, a refuge overrides every permission, protection only tightens.

A letter is built from an allow-list and never needs this module to leave something out. It is needed twice: to
decide whether a child's address may stand on the letter itself, and to know which values a finished document must
not hold (FPR 2010 r.29.1; Operating Framework 4.7).
"""

from collections.abc import Iterable
from dataclasses import replace

from correspondence.protocol.case.holdings import lives_elsewhere
from correspondence.protocol.case.households import is_sheltered, live_together
from correspondence.protocol.case.people import Address, Detail, Guarded, Name, Person, Representative
from correspondence.protocol.case.places import is_one_place, may_be_one_place, place_values
from correspondence.protocol.record import record
from correspondence.protocol.words.folding import folded

from .case_file import CaseFile
from .held_values import HeldValues
from .readers import keeper_of


@record
class Withheld:
    """Something one reader may not know: whose, which detail, its values, and why in words.

    `values` hold what a finished document is searched for. They never leave the process: staff are shown
    `person_id`, `detail` and `because`.
    """

    person_id: str
    detail: str
    values: tuple[str, ...]
    because: str


IN_REFUGE = "a refuge overrides every permission, for all who live there"
NOT_PERMITTED = "no permission was given, and absence is confidentiality"
EARLIER_VALUE = "it was held earlier, and what was once held stays protected"
REPRESENTATIVE = "a representative's details are their client's"
NAME_WITHHELD = "the identity is withheld"
SIBLING_ELSEWHERE = "the children do not live together"
DEAD = "a person who has died is not named"
GONE = "this person is no longer in the case"


def is_in_refuge(case_file: CaseFile, person: Person) -> bool:
    """Whether this person, or anybody they may live with, is in a refuge, or lives where the case ever had one."""
    return is_sheltered(case_file.case, person, case_file.refuges)


def open_details(case_file: CaseFile, person: Person) -> frozenset[Detail]:
    """What the others may know of a person.

    A refuge leaves nothing. An adult's own permissions hold for that adult. A child's address is open only where the
    child opens `lives_with` and every adult it lives with opens `address`; one that is none of theirs is not.
    """
    if is_in_refuge(case_file, person):
        return frozenset()
    if not person.is_child:
        return person.may_be_known_by_others
    keepers = [keeper for keeper in map(case_file.case.person, person.lives_with) if keeper is not None]
    home_is_open = (
        Detail.LIVES_WITH in person.may_be_known_by_others
        and bool(keepers)
        and not lives_elsewhere(case_file.case, person)
        and all(Detail.ADDRESS in open_details(case_file, keeper) for keeper in keepers)
    )
    return person.may_be_known_by_others - {Detail.ADDRESS} | ({Detail.ADDRESS} if home_is_open else set())


def household_is_open(case_file: CaseFile, child: Person) -> bool:
    """Whether the address a child's letter goes to may stand on the letter: every party lives there or may know it."""
    keeper = keeper_of(case_file, child)
    if keeper is None or keeper.address is None:
        return False
    home = keeper.address
    elsewhere = [p for p in case_file.case.parties if p.address is None or not is_one_place(p.address, home)]
    elsewhere = [party for party in elsewhere if party.person_id != keeper.person_id]
    return not elsewhere or Detail.ADDRESS in open_details(case_file, child)


def may_be_named_to(case_file: CaseFile, person: Person, reader: Person) -> bool:
    """Whether *reader* may see *person*'s name.

    Parties and children know each other's names unless an identity is withheld; then only those who live with that
    person do. Children are named in each other's letters only where they live together. The dead are never named.
    """
    return _why_unnamed(case_file, person, reader) is None


def _why_unnamed(case_file: CaseFile, person: Person, reader: Person) -> str | None:
    if person.person_id == reader.person_id:
        return None
    if person.person_id in case_file.dead:
        return DEAD
    together = live_together(case_file.case, person, reader)
    if person.identity_withheld and not together:
        return NAME_WITHHELD
    if person.is_child and reader.is_child and not together:
        return SIBLING_ELSEWHERE
    return None


def children_known_to(case_file: CaseFile, reader: Person) -> tuple[str, ...]:
    """The first names of the children whom *reader* may see named, in the order of the case."""
    return tuple(c.name.first for c in case_file.case.children if may_be_named_to(case_file, c, reader))


@record
class KeptBack:
    """What whoever may read a letter may not know, worked out once: of each of them, all that is withheld."""

    from_each: tuple[tuple[Person, tuple[Withheld, ...]], ...]

    @property
    def entries(self) -> tuple[Withheld, ...]:
        """All of it, each once."""
        return tuple(dict.fromkeys(entry for _, withheld in self.from_each for entry in withheld))


def kept_back(case_file: CaseFile, readers: Iterable[Person]) -> KeptBack:
    """What is kept back from the *readers* of a letter.

    A child's letter may be read by any adult of the case, so what any party may not know is withheld from a child.
    """
    every = (one for reader in readers for one in ((reader, *case_file.case.parties) if reader.is_child else (reader,)))
    mine = {one.person_id: one for one in every}
    return KeptBack(from_each=tuple((one, _withheld_from(case_file, one)) for one in mine.values()))


def _withheld_from(case_file: CaseFile, reader: Person) -> tuple[Withheld, ...]:
    """All that *reader* alone may not know. What they hold too, or may see of somebody else, is not withheld."""
    case = case_file.case
    own, seen = (frozenset(map(folded, each)) for each in (_own_values(case_file, reader), _seen(case_file, reader)))
    found: list[Withheld] = []
    for person_id, held in case_file.held_values.items():
        if person_id == reader.person_id:
            continue
        person = case.person(person_id)
        keeps = person is not None and person.is_child and reader.person_id in person.lives_with
        details = _details(case_file, person_id, person, held)
        found += [d for d in details if not keeps or d.detail == Detail.ADDRESS]
        if why := GONE if person is None else _why_unnamed(case_file, person, reader):
            found.append(_entry(person_id, "name", sorted(form for n in held.names for form in name_forms(n)), why))
    kept = (_without(entry, own if entry.because == IN_REFUGE else own | seen) for entry in found)
    return tuple(entry for entry in kept if entry.values)


def name_forms(name: Name) -> tuple[str, ...]:
    """The ways in which a name is said in full: a first name alone is shared by too many."""
    forms = (name.full, f"{name.first} {name.family}", name.in_salutation)
    return tuple(dict.fromkeys(forms))


def _details(case_file: CaseFile, person_id: str, person: Person | None, held: HeldValues) -> list[Withheld]:
    opened = frozenset[Detail]() if person is None else open_details(case_file, person)
    shown = _current(person, opened)
    every: dict[str, tuple[str, ...]] = {
        Detail.EMAIL: tuple(sorted(held.emails)),
        Detail.PHONE: tuple(sorted(held.phones)),
        Detail.SCHOOL: tuple(sorted(held.schools)),
    }
    refuge = person is not None and is_in_refuge(case_file, person)
    found = [_entry(person_id, Detail.ADDRESS, *_address(case_file, a, opened, shown)) for a in _sorted(held.addresses)]
    for detail, values in every.items():
        closed = IN_REFUGE if refuge else EARLIER_VALUE if detail in opened else NOT_PERMITTED
        found.append(_entry(person_id, detail, (v for v in values if v not in shown), closed))
    own = (v for r in sorted(held.representatives, key=lambda r: r.email) for v in _values_of(r))
    return [*found, _entry(person_id, "representative", own, REPRESENTATIVE)]


def _address(
    case_file: CaseFile, address: Address, opened: frozenset[Detail], shown: frozenset[str]
) -> tuple[Iterable[str], str]:
    """What of an address is withheld, and why. One that is or was a refuge stays one, whoever holds it now."""
    values = place_values(address)
    if any(may_be_one_place(address, refuge) for refuge in case_file.refuges):
        return values, IN_REFUGE
    return (v for v in values if v not in shown), EARLIER_VALUE if Detail.ADDRESS in opened else NOT_PERMITTED


def _sorted(addresses: Iterable[Address]) -> list[Address]:
    return sorted(addresses, key=lambda a: a.parts)


def _current(person: Person | None, opened: frozenset[Detail]) -> frozenset[str]:
    if person is None:
        return frozenset()
    now: dict[Detail, Iterable[str | None]] = {
        Detail.ADDRESS: place_values(person.address) if person.address else (),
        Detail.EMAIL: (person.email,),
        Detail.PHONE: (person.phone,),
        Detail.SCHOOL: (person.school,),
    }
    return frozenset(v for detail, values in now.items() if detail in opened for v in values if v)


def known_to(case_file: CaseFile, reader: Person) -> tuple[frozenset[str], frozenset[str]]:
    """The values that are *reader*'s own today or that they may see of the others, and the names among them."""
    every, names = _own_values(case_file, reader) | _seen(case_file, reader), set(name_forms(reader.name))
    for person in case_file.case.people:
        if may_be_named_to(case_file, person, reader):
            names.update(form for n in case_file.held_values[person.person_id].names for form in name_forms(n))
    return frozenset(every - names), frozenset(names)


def _own_values(case_file: CaseFile, reader: Person) -> set[str]:
    """The values that are *reader*'s own today; a child's home is its own.

    Only today's: a value once recorded under the wrong person and put right since is not that person's to see. Nor is
    one that was protected for somebody else before, until an override names it.
    """
    own = set(_current(as_their_own(case_file, reader), frozenset(Detail)))
    for home in case_file.case.homes_of(reader):
        if not _is_anothers(case_file, reader, home):
            own.update((*place_values(home), *home.parts))
    if reader.representative:
        own.update(_values_of(reader.representative))
    own.update(name_forms(reader.name))
    return own


def as_their_own(case_file: CaseFile, person: Person) -> Person:
    """A person without those details that the case had protected for somebody else before they came to hold them."""
    anothers = {what for person_id, what in case_file.anothers if person_id == person.person_id}
    return replace(
        person,
        address=None if Guarded.ADDRESS in anothers else person.address,
        email=None if Guarded.EMAIL in anothers else person.email,
        phone=None if Guarded.PHONE in anothers else person.phone,
    )


def _is_anothers(case_file: CaseFile, reader: Person, home: Address) -> bool:
    """Whether a home of *reader* was protected for another before it came to them, or to whom they live with."""
    holders = (p for p in case_file.case.people if p.person_id in (reader.person_id, *reader.lives_with))
    return any(p.address == home and (p.person_id, Guarded.ADDRESS) in case_file.anothers for p in holders)


def _seen(case_file: CaseFile, reader: Person) -> set[str]:
    """The values that *reader* may see of the others today."""
    seen: set[str] = set()
    for person in case_file.case.people:
        if person.person_id != reader.person_id:
            seen.update(_current(person, open_details(case_file, person)))
            if may_be_named_to(case_file, person, reader):
                seen.update(form for n in case_file.held_values[person.person_id].names for form in name_forms(n))
    return seen


def _values_of(representative: Representative) -> tuple[str, ...]:
    every = (representative.name, representative.firm, representative.email, representative.dx)
    return tuple(value for value in every if value)


def _entry(person_id: str, detail: str, values: Iterable[str], because: str) -> Withheld:
    return Withheld(person_id=person_id, detail=str(detail), values=tuple(dict.fromkeys(values)), because=because)


def _without(entry: Withheld, visible: frozenset[str]) -> Withheld:
    left = (value for value in entry.values if folded(value) not in visible)
    return _entry(entry.person_id, entry.detail, left, entry.because)


def explain(case_file: CaseFile, reader: Person) -> tuple[str, ...]:
    """What is hidden from a reader, of whom and why, in words and without a value, for staff."""
    lines = {
        f"{entry.person_id}: {entry.detail} is not shown to {reader.person_id}, since {entry.because}"
        for entry in kept_back(case_file, [reader]).entries
    }
    return tuple(sorted(lines))

"""What guards the people of a case, folded over everything that was ever received: it only tightens.

Two things are guarded: a person, by what an event says of them; and a value, by whoever held it while it was
protected. So a home stays protected under another id, in a second copy of the same person, or with somebody else who
lives there now. An override loosens what it names, and nothing else.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import reduce

from correspondence.protocol.case.case import Case
from correspondence.protocol.case.holdings import Holding, holdings_of
from correspondence.protocol.case.people import Address, Detail, Guarded, Person
from correspondence.protocol.events import AnyEvent, Correction
from correspondence.protocol.record import record
from correspondence.protocol.words.folding import folded


@record
class Protection:
    """What guards one person. It only tightens: loosening it needs a recorded override that names it."""

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

    def loosened(self, asked: "Protection", named: frozenset[Guarded]) -> "Protection":
        """This protection, but in the parts that are *named* what is *asked*."""
        return Protection(
            may_be_known=self.may_be_known | {d for d in asked.may_be_known if Guarded(d) in named},
            identity_withheld=(asked if Guarded.IDENTITY_WITHHELD in named else self).identity_withheld,
            in_refuge=(asked if Guarded.IN_REFUGE in named else self).in_refuge,
        )

    def closes(self, what: Guarded) -> bool:
        """Whether that part is protected."""
        if what is Guarded.IDENTITY_WITHHELD:
            return self.identity_withheld
        return self.in_refuge if what is Guarded.IN_REFUGE else Detail(what) not in self.may_be_known


def asked_of(person: Person) -> Protection:
    """The protection that an event asks for a person."""
    return Protection(
        may_be_known=person.may_be_known_by_others,
        identity_withheld=person.identity_withheld,
        in_refuge=person.in_refuge,
    )


@record
class Hidden:
    """A value that the case protects, and by what: its own part's confidentiality, or a refuge."""

    by: Guarded
    holding: Holding


@record
class Guards:
    """What guards a case after some of its events.

    `asked`: each person's own protection, tightened. `held`: what each ever held; `people`: each as last given.
    `hidden`: the protected values. `anothers`: by person, what they hold that the case had protected for somebody else
    before they came to it.
    """

    asked: Mapping[str, Protection]
    held: Mapping[str, frozenset[Holding]]
    people: Mapping[str, Person]
    hidden: frozenset[Hidden]
    anothers: frozenset[tuple[str, Holding]]

    @property
    def refuges(self) -> frozenset[Address]:
        """Every home that is or was a refuge: it stays one when whoever was in it leaves."""
        of_refuges = (x.holding.value for x in self.hidden if x.by is Guarded.IN_REFUGE)
        return frozenset(value for value in of_refuges if isinstance(value, Address))

    def of(self, case: Case, person: Person) -> Protection:
        """What guards *person* in *case*: their own protection, and that of the values they hold.

        While they are in a refuge nothing of theirs is open, so what the refuge alone hides is not said twice.
        """
        own = self.asked[person.person_id]
        hidden = [x.holding for x in self.hidden if not (own.in_refuge and x.by is Guarded.IN_REFUGE)]
        shut = {held.what for held in holdings_of(case, person) if held.is_among(hidden)}
        return replace(
            own,
            may_be_known=frozenset(d for d in own.may_be_known if Guarded(d) not in shut),
            identity_withheld=own.identity_withheld or Guarded.IDENTITY_WITHHELD in shut,
        )

    def after(self, seen: "Seen") -> "Guards":
        """What guards the case once it was seen so."""
        case = seen.case
        if not seen.loosens and case.people == tuple(self.people.values()):
            return self  # the same people again tighten nothing
        now = {person.person_id: holdings_of(case, person) for person in case.people}
        asked = {**self.asked, **{p.person_id: _tightened(self, seen, p) for p in case.people}}
        hidden = frozenset(x for x in self.hidden if not _is_released(x, seen))
        closed = (x for p in case.people for x in _hidden_of(case, p, asked[p.person_id]))
        return Guards(
            asked=asked,
            held={**self.held, **{i: self.held.get(i, frozenset()) | held for i, held in now.items()}},
            people={p.person_id: p for p in (*self.people.values(), *case.people)},
            hidden=hidden | frozenset(closed),
            anothers=frozenset((i, h) for i, each in now.items() for h in each if _is_anothers(self, seen, i, h)),
        )

    def anothers_of(self, person_id: str) -> frozenset[Guarded]:
        """What a person now holds that was protected for somebody else before."""
        return frozenset(held.what for holder, held in self.anothers if holder == person_id)


def guards_after(received: Sequence[AnyEvent]) -> Guards:
    """What guards a case after *received*, its events in order of arrival."""
    nothing = Guards(asked={}, held={}, people={}, hidden=frozenset(), anothers=frozenset())
    return reduce(Guards.after, cases_seen(received), nothing)


_OF_ONE_ALONE = frozenset({Guarded.ADDRESS, Guarded.EMAIL, Guarded.PHONE})
"""What somebody cannot come to hold, after it was protected for somebody else, without anybody looking at it."""


@record
class Seen:
    """A case as an event gave it, and what the event loosens by name: whose, and what."""

    event_id: str
    case: Case
    loosens: frozenset[tuple[str, Guarded]]

    def named_of(self, person_id: str) -> frozenset[Guarded]:
        """What is loosened of one person."""
        return frozenset(what for holder, what in self.loosens if holder == person_id)


def cases_seen(received: Sequence[AnyEvent]) -> Iterable[Seen]:
    """Every case as every event gave it, in order of arrival.

    The override that a corrected event repeats was given for that event, not for what stands today: only the
    correction's own loosens.
    """
    for event in received:
        loosens = frozenset((x.person_id, x.what) for x in event.loosens)
        if isinstance(event, Correction):
            yield Seen(event_id=event.event_id, case=event.event.case, loosens=loosens)
        yield Seen(event_id=event.event_id, case=event.case, loosens=loosens)


def _tightened(guards: Guards, seen: Seen, person: Person) -> Protection:
    """What guards a person once they are seen again. Whoever is new to the case takes over from those of one name."""
    asked, known = asked_of(person), guards.asked.get(person.person_id)
    stood = [known] if known else [protection for _, protection in _namesakes(guards, seen.case, person)]
    held = reduce(Protection.tightened_by, stood, asked)
    return held.loosened(asked, seen.named_of(person.person_id))


def _namesakes(guards: Guards, case: Case, person: Person) -> Iterable[tuple[str, Protection]]:
    """Who else of the case, now or ever, has this person's name, and what guards them: it may be the same person."""
    earlier = [(p, guards.asked[p.person_id]) for p in guards.people.values()]
    mine = _names(person)
    for other, protection in (*earlier, *((p, asked_of(p)) for p in case.people)):
        if other.person_id != person.person_id and other.is_child is person.is_child and mine & _names(other):
            yield other.person_id, protection


def _names(person: Person) -> frozenset[str]:
    return frozenset(map(folded, (person.name.full, f"{person.name.first} {person.name.family}")))


def _hidden_of(case: Case, person: Person, protection: Protection) -> Iterable[Hidden]:
    """The values that are protected since this person holds them."""
    for held in holdings_of(case, person):
        if protection.closes(held.what):
            yield Hidden(by=held.what, holding=held)
    if protection.in_refuge:
        yield from (Hidden(by=Guarded.IN_REFUGE, holding=held) for held in _sheltered(case, person))


def _sheltered(case: Case, person: Person) -> frozenset[Holding]:
    """What a refuge hides of somebody in it: all but the name, and a child's home too."""
    homes = frozenset(Holding(what=Guarded.ADDRESS, value=home) for home in case.homes_of(person))
    return homes | {held for held in holdings_of(case, person) if held.what is not Guarded.IDENTITY_WITHHELD}


def _is_released(hidden: Hidden, seen: Seen) -> bool:
    """Whether the override names this value: by whoever holds it now, and by what protects it."""
    for person_id, what in seen.loosens:
        person = seen.case.person(person_id)
        if person is None or what is not hidden.by:
            continue
        held = _sheltered(seen.case, person) if what is Guarded.IN_REFUGE else holdings_of(seen.case, person)
        if any(hidden.holding.is_surely(each) for each in held):
            return True
    return False


def _is_anothers(guards: Guards, seen: Seen, person_id: str, held: Holding) -> bool:
    """Whether a person holds what the case had protected for somebody else, and nobody has said that it is theirs."""
    if held.what not in _OF_ONE_ALONE or held.what in seen.named_of(person_id):
        return False
    if (person_id, held) in guards.anothers:
        return True
    person = seen.case.person(person_id)
    same = {person_id, *(i for i, _ in _namesakes(guards, seen.case, person))} if person else {person_id}
    mine = [each for i in same for each in guards.held.get(i, ())]
    hidden = [x.holding for x in guards.hidden if not _is_released(x, seen)]
    return not held.is_among(mine) and held.is_among(hidden)

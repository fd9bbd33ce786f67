"""Law 8: of two lives that differ in one hidden fact or event, the other parties are sent the same bytes."""

from collections.abc import Iterator, Mapping
from typing import Any

from correspondence.simulation.seen import Broken, Seen, SeenLetter

from .facts import Facts, cases
from .letters import FAMILY, is_copied, of_case

_Key = tuple[str, str, str, str, int]
_Shown = tuple[SeenLetter, tuple[str, ...]]


def law_8(one: Seen, other: Seen) -> Iterator[Broken]:
    """Letter by letter: whoever is not concerned by what differs is sent the same documents, or none in both."""
    mine, theirs = cases(one), cases(other)
    for number in mine.keys() & theirs.keys():
        concerned = _concerned(mine[number], theirs[number])
        left, right = (_shown(of_case(seen.letters, number), concerned) for seen in (one, other))
        for key in sorted(left.keys() | right.keys()):
            says = _difference(left.get(key), right.get(key))
            if says:
                letter = (left.get(key) or right[key])[0]
                yield Broken(law=8, on=one.today, subject=letter.subject, letter_id=letter.letter_id, says=says)


def _concerned(one: Facts, other: Facts) -> frozenset[str]:
    """The ids of the people who are told apart, and of the children who live with them."""
    apart: set[str] = set()
    left, right = ({x.body["event_id"]: x.body for x in facts.posted} for facts in (one, other))
    for key in left.keys() | right.keys():
        apart |= set(_people_apart(left.get(key, {}), right.get(key, {})))
    keepers = {child: person.get("lives_with") or () for child, person in one.people.items()}
    return frozenset(apart | {child for child, homes in keepers.items() if apart & set(homes)})


def _people_apart(one: Any, other: Any) -> Iterator[str]:
    """The ids of the people whose records in two bodies differ, wherever in them they stand."""
    if one == other:
        return
    if isinstance(one, Mapping) and isinstance(other, Mapping):
        named = [each.get(key) for each in (one, other) for key in ("person_id", "from_person", "with_person")]
        yield from (str(each) for each in named if each)
        for key in one.keys() & other.keys():
            yield from _people_apart(one[key], other[key])
    elif isinstance(one, list | tuple) and isinstance(other, list | tuple):
        for mine, theirs in zip(one, other, strict=False):
            yield from _people_apart(mine, theirs)


def _shown(letters: tuple[SeenLetter, ...], concerned: frozenset[str]) -> Mapping[_Key, _Shown]:
    """The letters to the others, and those to the court that are copied to them, each with what its files hold."""
    found: dict[_Key, _Shown] = {}
    for letter in letters:
        if is_copied(letter) or (letter.audience in FAMILY and letter.recipient not in concerned):
            key = (letter.kind, letter.recipient, letter.given_by, str(letter.dated))
            again = sum(known[:4] == key for known in found)
            holds = tuple(sorted(f"{x.form} {x.language} {x.copy_to} {x.sha256} {x.text}" for x in letter.documents))
            found[(*key, again)] = (letter, holds)
    return found


def _difference(one: _Shown | None, other: _Shown | None) -> str:
    if one is None or other is None:
        there = one or other
        return f"a {there[0].kind} is there in one life alone" if there else ""
    if one[1] != other[1]:
        return f"a {one[0].kind} says in one life what it does not say in the other"
    return "" if one[0].letter_id == other[0].letter_id else f"a {one[0].kind} has another id in the other life"

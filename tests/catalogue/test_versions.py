"""What a version's facts hold is what it prints: nobody is told of a mistake in what they were not told (section 8)."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from functools import cache
from typing import Any, get_args, get_type_hints

import pytest

from correspondence.catalogue import reconcile
from correspondence.catalogue.letter import Letter, RecipientView
from correspondence.catalogue.registry import CASE_KINDS
from correspondence.protocol.case.people import Person
from correspondence.protocol.events import AnyEvent, CorrectableEvent
from correspondence.protocol.letters import Audience, LetterRecord
from correspondence.protocol.owed.obligations import OBLIGATIONS
from correspondence.protocol.words.prose import Said
from correspondence.rendering import RenderingFailed, compose
from tests import build
from tests.golden.scenario import sent_on
from tests.golden.scenarios import places

FAMILY = [code for code, kind in CASE_KINDS.items() if kind.is_for_families]
VERSIONS = [(code, version) for code in FAMILY for version in CASE_KINDS[code].versions]
GIVING = sorted({build.type_of(OBLIGATIONS[code].arises_on) for code in FAMILY})
IDENTITY = {
    *("event_id", "type", "hub", "occurred_on", "recorded_by", "override"),
    *("case_number", "person_id", "role", "linked_case_numbers", "court"),
}
"""What says which event, case and people it is: another would not be a correction of it."""
BY_WHICH_WAY = {"address", "email", "phone", "safe_contact", "lives_with", "language", "form", "representative"}
"""Of a person, what tells how a letter goes."""


def is_record(value: object) -> bool:
    """Whether it is made of fields."""
    return is_dataclass(value) and not isinstance(value, type)


MOST = 3
"""How many other values are tried in the place of one."""
PLAIN: tuple[tuple[type, Callable[[Any], Iterable[Any]]], ...] = (
    (StrEnum, lambda value: [each for each in type(value) if each is not value][:MOST]),
    (bool, lambda value: (not value,)),
    (int, lambda value: (value + 1,)),
    (date, lambda value: (value + timedelta(days=7),)),
    (Said, lambda value: (Said(f"{value} Indeed."),)),
    (str, lambda value: (f"{value}n",)),
)
"""Other values for one of each sort, the first that it is of."""


def others(value: Any, hint: Any) -> Iterator[Any]:
    """Other values that might stand in the place of one, unless it is blank; for a record, itself with one field so."""
    if value in (None, False, 0, "", ()):
        return
    yield from (None,) if type(None) in get_args(hint) else ()
    if is_record(value):
        yield from (other for _, other in with_another(value))
    elif isinstance(value, tuple):
        for place in {0, len(value) - 1}:
            yield from ((*value[:place], other, *value[place + 1 :]) for other in others(value[place], Any))
    else:
        yield from next((make(value) for sort, make in PLAIN if isinstance(value, sort)), ())


def with_another(thing: Any, place: str = "") -> Iterator[tuple[str, Any]]:
    """A record with one thing in it another than it is, in every way that is tried, and which that is."""
    hints = get_type_hints(type(thing))
    skipped = IDENTITY | BY_WHICH_WAY if isinstance(thing, Person) else IDENTITY
    for each in (x for x in fields(thing) if x.name not in skipped):
        value, field = getattr(thing, each.name), f"{place}{each.name}"
        if is_record(value):
            inner = with_another(value, f"{field}.")
            yield from ((name, replace(thing, **{each.name: other})) for name, other in inner)
        else:
            yield from ((field, replace(thing, **{each.name: other})) for other in others(value, hints[each.name]))


def days_in(thing: Any, place: str) -> Iterator[str]:
    """The fields of a record that hold a day, in it and in all that it holds."""
    for each in fields(thing):
        value, field = getattr(thing, each.name), f"{place}.{each.name}"
        if isinstance(value, date):
            yield field
        elif is_record(value):
            yield from days_in(value, field)


@cache
def golden_letters(code: str, version: Audience) -> tuple[Letter, ...]:
    """The letters of one version that the golden scenarios of a kind give."""
    every = (letter for place in places(code) for letter in place.read().letters())
    return tuple(letter for letter in every if letter.audience is version)


def words(letter: Letter) -> str:
    """Its English; what keeps it from being written, where it wants another fact than it has."""
    try:
        return compose(letter, "en").html
    except RenderingFailed as lacking:
        return str(lacking)


@pytest.mark.parametrize(("code", "version"), VERSIONS)
def test_each_fact_that_a_version_holds_changes_its_words(code: str, version: Audience) -> None:
    seen: set[str] = set()
    held: set[str] = set()
    for letter in golden_letters(code, version):
        now, view = words(letter), letter.view
        assert isinstance(view, RecipientView)
        another = [(field, replace(view, facts=facts)) for field, facts in with_another(view.facts)]
        another += [("children", replace(view, children=each)) for each in others(view.children, Any)]
        for field, each in another:
            held.add(field)
            if field not in seen and words(replace(letter, view=each)) != now:
                seen.add(field)
    assert seen
    assert sorted(held - seen) == [], f"blank these for the {version} version of {code}, or print them"


@pytest.mark.parametrize(("code", "version"), VERSIONS)
def test_each_day_that_a_letter_holds_stands_in_it_or_is_one_that_changed(code: str, version: Audience) -> None:
    for letter in golden_letters(code, version):
        printed = {field for field, _ in compose(letter, "en").days}
        unprinted = {field for field in days_in(letter.view.facts, "facts") if not field.endswith("_before")} - printed
        assert sorted(unprinted) == [], f"blank these where the {version} version of {code} does not print them"


FIRST = build.decision()


def given(*received: AnyEvent, letters: tuple[LetterRecord, ...] = ()) -> dict[tuple[str, str], Letter]:
    """What the last event gives to the family."""
    case_file = build.case_file(*received, letters=letters)
    every = reconcile.letters(received[-1], case_file, build.directory(), received[-1].occurred_on)
    return {(x.kind.code, x.recipient): x for x in every if x.is_for_family}


def says_another(one: Letter, other: Letter) -> bool:
    """Whether two letters read otherwise, or go another way."""
    return one.content != other.content and (words(one), one.envelope) != (words(other), other.envelope)


def told_of(right: CorrectableEvent, *received: AnyEvent, letters: tuple[LetterRecord, ...]) -> set[tuple[str, str]]:
    """To whom a correction a week later writes again, by kind."""
    on = received[-1].occurred_on + timedelta(days=7)
    mended = replace(build.correction(FIRST), replaces=right.event_id, event=right, occurred_on=on, case=right.case)
    return {*given(*received, mended, letters=letters)}


@pytest.mark.parametrize("kind", GIVING)
def test_a_correction_is_written_to_those_whose_letter_said_something_else(kind: str) -> None:
    """Whatever one thing in an event is put right: who would read the same words hears of no mistake."""
    event: Any = build.read(build.body(kind))
    before = () if event == FIRST else (FIRST,)
    first = tuple(sent_on(x, FIRST.occurred_on) for x in given(FIRST).values()) if before else ()
    said = given(*before, event, letters=first)
    records = (*first, *(sent_on(x, event.occurred_on) for x in said.values()))
    tried: set[str] = set()
    for field, right in with_another(event):
        try:
            should = given(*before, right, letters=first)
        except ValueError:  # there is no such event
            continue
        wrong = {key for key, letter in said.items() if key in should and says_another(letter, should[key])}
        assert told_of(right, *before, event, letters=records) & {*should} == wrong, field
        tried.add(field.partition(".")[0])
    assert tried > {"case"} or kind == "hub_allocation_decided"

"""No law cries wolf and none sleeps: the golden scenarios break none, and do once a day in them is another."""

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import date, timedelta
from enum import Enum
from typing import Any

import pytest

from correspondence.catalogue.days_told import FIELDS
from correspondence.catalogue.registry import CASE_KINDS
from correspondence.protocol.letters import Audience
from correspondence.simulation.laws import NOT_FAILING, new_laws
from correspondence.simulation.laws.letters import FAMILY
from correspondence.simulation.laws.printed_words import days_in
from correspondence.simulation.seen import Broken, Seen, SeenLetter
from tests.golden.scenarios import Place, places

from .golden_lives import life, seen_letter

WITHOUT_DUTIES = 2
"""The law that asks for duties, which a scenario has none of."""
EVERY = places(*CASE_KINDS)


@pytest.mark.parametrize("place", EVERY, ids=str)
def test_a_golden_scenario_breaks_no_law(place: Place) -> None:
    shown = life(place)
    broken = [each for number, law in new_laws().items() if number != WITHOUT_DUTIES for each in law(shown)]
    assert [each.says for each in broken if not each.says.startswith(NOT_FAILING)] == []


@pytest.mark.parametrize("kind", [code for code, kind in CASE_KINDS.items() if kind.is_for_families])
def test_a_day_that_is_printed_a_day_later_breaks_a_law(kind: str) -> None:
    """Each sentence of a kind that has a day, once, for whoever reads it."""
    seen: set[tuple[str, str, int]] = set()
    unnoticed = []
    for place in places(kind):
        shown = life(place)
        for letter in (x for x in shown.letters if x.audience in FAMILY and x.language == "en" and x.status != "sent"):
            for line, day, nth in _days_of(letter):
                sentence = _DAY.sub("DAY", line)
                if (letter.audience, sentence, nth) not in seen:
                    seen.add((letter.audience, sentence, nth))
                    later = shown_with(shown, letter, line, line.replace(_said(day), _said(day + timedelta(days=1))))
                    unnoticed += [] if any(_of_facts(later)) else [f"{place}, {letter.audience}: {line}"]
    assert not unnoticed, "\n".join(["say in simulation/laws/printed_days.py what the days are of in:", *unnoticed])
    assert seen


_DAY = re.compile(r"\w+day \d{1,2} \w+ \d{4}")


def _days_of(letter: SeenLetter) -> Iterator[tuple[str, date, int]]:
    """The lines of a letter's words that have a day of something, each day with its place among those of its line."""
    for line in plain_words(letter).split("\n"):
        days = [day for each in _DAY.findall(line) for day in days_in(each)]
        if line != _said(letter.dated):
            yield from ((line, day, nth) for nth, day in enumerate(days))


def _said(day: date) -> str:
    return f"{day:%A} {day.day} {day:%B} {day.year}"


def shown_with(shown: Seen, letter: SeenLetter, line: str, instead: str) -> Seen:
    """The same life, but for one line of a letter."""
    (one,) = letter.documents
    changed = replace(letter, documents=(replace(one, text=plain_words(letter).replace(line, instead)),))
    return replace(shown, letters=tuple(changed if x is letter else x for x in shown.letters))


def plain_words(letter: SeenLetter) -> str:
    """The words of a letter in English, without the marks of directions."""
    (one,) = letter.documents
    return re.sub("[\u2066-\u2069]", "", one.text)


def _of_facts(shown: Seen) -> Iterator[Broken]:
    """What breaks the laws of printed facts, and of the same days for court and family."""
    laws = new_laws()
    return (each for number in (3, 7) for each in laws[number](shown))


WHICH_OPENING = "turn"
"""It chooses between words of ours and tells its reader nothing."""


def otherwise(thing: Any, place: str = "") -> Iterator[tuple[str, Any]]:
    """A record with one fact in it another, and which: a day is a day later, a count and a list of days one more."""
    for each in (x for x in fields(thing) if x.init):
        value, name = getattr(thing, each.name), f"{place}{each.name}"
        if is_dataclass(value) and not isinstance(value, type):
            inner = otherwise(value, f"{name}.")
        elif isinstance(value, date):
            inner = iter([(name, value + timedelta(days=1))])
        elif value and isinstance(value, int) and not isinstance(value, bool | Enum):
            inner = iter([(name, value + 1)])
        elif isinstance(value, tuple) and value and all(isinstance(x, date) for x in value):
            inner = iter([(name, (*value, value[-1] + timedelta(days=1)))])
        else:
            continue
        yield from ((field, replace(thing, **{each.name: other})) for field, other in inner)


@pytest.mark.parametrize("kind", [code for code in CASE_KINDS if CASE_KINDS[code].versions != (Audience.FILE,)])
def test_a_fact_that_is_another_breaks_a_law_wherever_it_is_printed(kind: str) -> None:
    """Each fact of a kind that is a day or a count, once, in each version whose words it changes.

    Of a court's documents, each day that is kept as told (`days_told.FIELDS`).
    """
    noticed: set[tuple[str, str]] = set()
    tried: dict[tuple[str, str], str] = {}
    for place in places(kind):
        shown = life(place)
        for letter in (x for x in place.read().letters() if x.language == "en"):
            (now,) = (x for x in shown.letters if x.letter_id == letter.letter_id)
            for field, facts in otherwise(letter.view.facts):
                key = (letter.audience.value, field)
                if key in noticed:
                    continue
                other = seen_letter(replace(letter, view=replace(letter.view, facts=facts)), now.status, shown.today)
                if other.documents == now.documents or field == WHICH_OPENING:
                    continue
                if not letter.is_for_family and f"facts.{field}" not in FIELDS:
                    continue
                tried[key] = str(place)
                letters = tuple(other if x is now else x for x in shown.letters)
                if any(_of_facts(replace(shown, letters=letters))):
                    noticed.add(key)
    assert tried
    unnoticed = {key: place for key, place in tried.items() if key not in noticed}
    assert unnoticed == {}, "no law notices that these are others"

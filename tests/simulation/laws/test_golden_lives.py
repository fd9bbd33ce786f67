"""No law cries wolf and none sleeps: the golden scenarios break none, and do once a day in them is another."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

import pytest

from correspondence.catalogue.registry import CASE_KINDS
from correspondence.simulation.laws import NOT_FAILING, new_laws
from correspondence.simulation.laws.letters import FAMILY
from correspondence.simulation.laws.printed_words import days_in
from correspondence.simulation.seen import Broken, Seen, SeenLetter
from tests.golden.scenarios import Place, places

from .golden_lives import life

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

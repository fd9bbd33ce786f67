"""The search for secrets doesn't cry wolf: of two hundred ordinary families no letter is held or asks for a look.

Here every family's words are searched as plain text, and one's in every form; `python -m tests.bench.false_alarms`
writes all of them in all forms.
"""

import pytest

from correspondence.catalogue.reconcile import letters
from correspondence.catalogue.registry import CASE_KINDS
from correspondence.checks import disclosure, own_words
from correspondence.checks.allowances import readers_of
from correspondence.documents import DocumentForm, Finding
from correspondence.making.letters import languages_for
from correspondence.protocol.history.disclosure import kept_back
from correspondence.rendering import compose, render
from tests import build
from tests.bench.false_alarms import false_alarms
from tests.disclosure.families import FAMILIES, events
from tests.remembered import remember_what_was_rendered  # noqa: F401  # a fixture of every test here

_BLOCK = 25
IN_EVERY_FORM = 7


def _found_in_words(number: int) -> tuple[list[Finding], set[str]]:
    """What the search finds in the plain text of a family's letters after one of its ten events, and their kinds."""
    bodies = events(number)
    decision = build.read(bodies[0])
    found: list[Finding] = []
    kinds: set[str] = set()
    event = build.read(bodies[number % len(bodies)])
    case_file = build.case_file(decision, *(() if event == decision else (event,)))
    for letter in letters(event, case_file, build.directory(), event.occurred_on):
        kinds.add(letter.kind.code)
        kept = kept_back(case_file, readers_of(letter, case_file))
        found += own_words.examine(letter, case_file, build.directory(), kept)
        secrets = disclosure.secrets_in(kept)
        for language in languages_for(letter):
            text = compose(letter, language)
            made = render(text, letter, DocumentForm.TXT)
            found += disclosure.examine(letter, made, text, case_file, build.directory(), secrets)
    return found, kinds


@pytest.mark.parametrize("first", range(0, FAMILIES, _BLOCK))
def test_of_ordinary_families_no_letter_is_held_or_asks_for_a_look(first: int) -> None:
    found = {number: _found_in_words(number)[0] for number in range(first, first + _BLOCK)}
    assert {number: alarms for number, alarms in found.items() if alarms} == {}


def test_the_families_are_sent_every_kind_of_letter_to_a_family() -> None:
    kinds = {kind for number in range(10) for kind in _found_in_words(number)[1]}
    needs_a_review = {"thank_you"}
    assert {kind.code for kind in CASE_KINDS.values() if kind.is_for_families} - kinds == needs_a_review


def test_of_an_ordinary_family_no_letter_in_any_form_is_held_or_asks_for_a_look() -> None:
    _, documents, found = false_alarms(IN_EVERY_FORM)
    assert documents > 40
    assert found == []

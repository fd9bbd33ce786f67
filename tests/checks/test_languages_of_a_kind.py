"""A kind may be written in fewer languages than there are: whoever reads another is written to in none of them."""

from dataclasses import replace

import pytest

from correspondence import checks
from correspondence.catalogue.letter import Letter
from correspondence.catalogue.reconcile import letters
from correspondence.making.letters import languages_for
from tests import build


def letter_in(language: str, languages: frozenset[str] | None) -> Letter:
    """The father's first letter, who reads that language, of a kind that is written in *languages*."""
    event = build.decision({"case.people.0.language": language})
    given = letters(event, build.case_file(event), build.directory(), event.occurred_on)
    letter = next(x for x in given if (x.kind.code, x.recipient) == ("hub_letter", "p1"))
    return replace(letter, kind=replace(letter.kind, languages=languages))


@pytest.mark.parametrize(
    ("language", "languages", "made"),
    [
        ("pl", frozenset({"pl"}), ("pl", "en")),
        ("pl-PL", frozenset({"pl"}), ("pl", "en")),
        ("ar", frozenset({"pl"}), ("en",)),
        ("ar", None, ("ar", "en")),
        ("en", frozenset({"pl"}), ("en",)),
    ],
)
def test_a_letter_is_made_in_its_readers_language_where_its_kind_is_written_in_that(
    language: str, languages: frozenset[str] | None, made: tuple[str, ...]
) -> None:
    letter = letter_in(language, languages)
    assert languages_for(letter) == made
    event = build.decision({"case.people.0.language": language})
    found = {f.code for f in checks.examine(letter, [], [], build.case_file(event), build.directory())}
    assert ("english_with_panel" in found) == (made == ("en",) and language != "en")

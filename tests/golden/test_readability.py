"""Every letter's English is as easy to read as its reader needs."""

import pytest

from correspondence.catalogue.registry import CATALOGUE
from correspondence.protocol.letters import Audience
from tests.checks import samples
from tests.golden.readability import LIMITS, grade_of, hard_words, hard_words_in, sentences_of, words_in
from tests.golden.scenarios import Place, places

FOR_FAMILIES = [code for code, kind in CATALOGUE.items() if kind.is_for_families]


@pytest.mark.parametrize("place", places(*FOR_FAMILIES), ids=str)
def test_a_letters_english_is_as_easy_as_its_reader_needs(place: Place) -> None:
    english = [(letter, text) for letter, text in place.read().texts() if text.language == "en"]
    assert english
    for letter, text in english:
        limits, sentences = LIMITS[letter.audience], sentences_of(letter, text)
        assert grade_of(sentences) <= limits.grade, letter.audience
        assert [s for s in sentences if words_in(s) > limits.words] == [], letter.audience
        assert hard_words_in(letter, text) == [], letter.audience


def test_every_version_of_the_catalogue_has_limits_and_hard_words() -> None:
    versions = {audience for kind in CATALOGUE.values() if kind.is_for_families for audience in kind.versions}
    assert versions == set(LIMITS) == {Audience(name) for name in hard_words()}
    assert all(hard_words().values())


@pytest.mark.parametrize(
    ("words", "least", "most"),
    [
        ("We will write again. You can call us. It is free.", -3, 2),
        ("Notwithstanding the aforementioned considerations, implementation necessitates deliberation.", 20, 60),
    ],
)
def test_the_measure_tells_easy_from_hard(words: str, least: float, most: float) -> None:
    assert least < grade_of(words.split("  ")) < most


def test_the_measure_is_pinned() -> None:
    assert grade_of(["The family court has asked Cafcass for a report about the children."]) == pytest.approx(
        5.81, abs=0.01
    )


def test_names_dates_numbers_and_links_are_left_out() -> None:
    letter, _ = samples.to("p1")
    text = samples.text(
        '<p class="date">Thursday 19 November 2026</p><h2>Heading</h2>'
        "<p>Call Priya Sample on 01632 960000 by Monday 23 November 2026. Or visit www.cafcass.gov.uk.</p>"
    )
    assert sentences_of(letter, text) == ["Call on by .", "Or visit ."]


def test_a_hard_word_is_found_in_a_heading_too() -> None:
    child, _ = samples.to("c2")
    assert hard_words_in(child, samples.text("<h2>Your allocation</h2><p>By the parties</p>")) == [
        "allocat(e|ed|ion)",
        "part(y|ies)",
    ]
    adult, _ = samples.to("p1")
    assert hard_words_in(adult, samples.text("<p>Pursuant to your letter</p>")) == ["pursuant"]

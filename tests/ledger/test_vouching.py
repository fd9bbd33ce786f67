"""A letter in another language names each of its sentences that nobody vouches for, and no other."""

from dataclasses import replace

import pytest

from correspondence.checks import vouching
from correspondence.documents import DocumentForm, Severity, Text
from correspondence.ledger import Review, stands_in
from correspondence.rendering import compose
from correspondence.rendering.html import to_html
from tests.checks import samples
from tests.reviewed import PEOPLE, Locales, reviews_of

DANGER = "If anyone is in danger"


@pytest.fixture
def polish() -> Text:
    letter, _ = samples.to("p1")
    return compose(letter, "pl")


def _places(text: Text) -> list[str]:
    return [found.where for found in vouching.examine([text], [])]


def _rows(text: Text, locales: Locales, without: str = "") -> list[Review]:
    known = locales.sentences("pl")
    return reviews_of([known[key] for key in text.looked_up if key[1] != without])


def test_a_letter_of_which_nobody_reviewed_a_sentence_has_one_finding(polish: Text, locales: Locales) -> None:
    locales.vouch("pl", [])
    (found,) = vouching.examine([polish], [])
    assert (found.code, found.severity, found.where) == (
        "translation_unreviewed",
        Severity.ACKNOWLEDGE,
        "language",
    )


def test_english_needs_no_review(locales: Locales) -> None:
    locales.vouch("pl", [])
    letter, _ = samples.to("p1")
    assert vouching.examine([compose(letter, "en")], []) == ()


def test_a_letter_whose_sentences_are_all_reviewed_needs_no_acknowledgement(polish: Text, locales: Locales) -> None:
    rows = _rows(polish, locales)
    locales.vouch("pl", rows)
    assert len({row.hash for row in rows}) < len(locales.sentences("pl")) / 2, "most of the catalogue is a draft still"
    assert _places(polish) == []


def test_the_one_sentence_that_nobody_reviewed_is_named_by_its_number_and_its_english(
    polish: Text, locales: Locales
) -> None:
    locales.vouch("pl", _rows(polish, locales, without=DANGER))
    assert _places(polish) == [f"sentence {polish.sentences.index(DANGER) + 1}: “{DANGER}”"]


def test_a_sentence_whose_translation_was_changed_is_named(polish: Text, locales: Locales) -> None:
    locales.vouch("pl", _rows(polish, locales))
    said = locales.sentences("pl")["", DANGER].translation[0]
    locales.change("pl", f'msgstr "{said}"', 'msgstr "Jeśli nikomu nic nie grozi"')
    assert [place.split(": ")[1] for place in _places(polish)] == [f"“{DANGER}”"]


def test_one_of_two_people_is_not_enough_for_a_sentence_about_safety(polish: Text, locales: Locales) -> None:
    rows = _rows(polish, locales)
    locales.vouch("pl", [row for row in rows if row.english != DANGER or row.by == PEOPLE[0]])
    assert [place.split(": ")[1] for place in _places(polish)] == [f"“{DANGER}”"]


def test_names_of_places_stand_in_a_finding_and_no_value_does(polish: Text, locales: Locales) -> None:
    hours = "Page %(page)s of %(pages)s"
    locales.vouch("pl", _rows(polish, locales, without=hours))
    (place,) = _places(polish)
    assert place.endswith(": “Page [page] of [pages]”")
    number = int(place.split()[1].rstrip(":"))
    assert len(polish.sentences) < number <= len(polish.sentences) + 4, "what stands around the words comes after them"


def test_every_sentence_that_a_catalogue_was_asked_for_is_vouched_for_or_named(polish: Text, locales: Locales) -> None:
    assert set(polish.sentences) <= {english for _, english in polish.looked_up}
    first = polish.looked_up[0]
    locales.vouch("pl", reviews_of([locales.sentences("pl")[first]]))
    assert len(_places(polish)) == len(polish.looked_up) - 1
    assert stands_in("pl", first) == "reviewed"


def test_a_child_is_greeted_by_another_sentence_than_an_adult(locales: Locales) -> None:
    letter, _ = samples.to("c1")
    assert ("to a child", "Dear %(name)s,") in compose(letter, "pl").looked_up
    assert ("", "Dear %(reader)s,") not in compose(letter, "pl").looked_up


def test_nobody_vouches_for_words_that_were_kept_before_the_catalogue_changed(polish: Text, locales: Locales) -> None:
    locales.vouch("pl", _rows(polish, locales))
    letter, _ = samples.to("p1")
    kept = replace(samples.html(""), language="pl", content=to_html(polish, letter, large_print=False))
    assert kept.form is DocumentForm.HTML
    assert vouching.examine([polish], [kept]) == ()
    other = replace(kept, content=kept.content.replace(b"999", b"998"))
    assert [found.where for found in vouching.examine([polish], [other])] == ["language"]
    english = replace(other, language="en")
    assert vouching.examine([polish], [english]) == (), "the companion is another text"

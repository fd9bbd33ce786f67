"""A ledger vouches for a sentence as it was reviewed, by as many people as it takes, and for no other words."""

from dataclasses import replace
from datetime import date

import pytest

from correspondence.ledger import (
    BadLedger,
    Matter,
    Review,
    Sentence,
    Standing,
    as_rows,
    catalogue_languages,
    matters_of,
    read_ledger,
    reviewers_wanted,
    sentences_of,
    standing,
    stands_in,
)
from correspondence.translations.catalogues import opened
from tests.reviewed import ON, PEOPLE, Locales, reviews_of

PLAIN = Sentence(context="", english=("You did nothing wrong.",), translation=("To nie Twoja wina.",))
SAFETY = Sentence(context="", english=("If anyone is in danger",), translation=("Gdy komuś grozi niebezpieczeństwo",))
MANY = Sentence(
    context="to a child",
    english=("One of the letters", "%(count)s letters"),
    translation=("list", "%(count)s listy", "%(count)s listów"),
    rule="nplurals=3; plural=(n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);",
)


def test_one_person_vouches_for_a_sentence_of_no_danger_and_two_for_one_about_safety() -> None:
    one = PEOPLE[:1]
    assert standing(PLAIN, reviews_of([PLAIN], one)) is Standing.REVIEWED
    assert standing(SAFETY, reviews_of([SAFETY], one)) is Standing.HALF_REVIEWED
    assert standing(SAFETY, reviews_of([SAFETY])) is Standing.REVIEWED


@pytest.mark.parametrize(
    ("name", "again"),
    [
        *(("A. Reader", again) for again in ("A. Reader", "A READER", " a reader ", "A.Reader", "Ａ． Ｒｅａｄｅｒ")),
        ("Zo\u00eb \u017bak", "Zoe\u0308 Z\u0307ak"),
    ],
)
def test_the_same_person_twice_is_one_person(name: str, again: str) -> None:
    rows = [*reviews_of([SAFETY], [name]), *reviews_of([SAFETY], [again])]
    assert standing(SAFETY, rows) is Standing.HALF_REVIEWED


def test_nobody_vouches_for_what_nobody_reviewed_or_translated() -> None:
    assert standing(PLAIN, ()) is Standing.UNREVIEWED
    missing = replace(PLAIN, translation=())
    assert standing(missing, reviews_of([missing])) is Standing.UNTRANSLATED


@pytest.mark.parametrize(
    "changed",
    [
        replace(MANY, context=""),
        replace(MANY, english=("One of our letters", MANY.english[1])),
        replace(MANY, english=(MANY.english[0], "%(count)s of our letters")),
        *(
            replace(MANY, translation=(*MANY.translation[:n], f"{MANY.translation[n]}!", *MANY.translation[n + 1 :]))
            for n in range(3)
        ),
        replace(MANY, translation=MANY.translation[:2]),
        replace(MANY, rule=MANY.rule.replace("n==1", "n<2")),
    ],
)
def test_any_change_of_context_english_or_translation_makes_a_sentence_unreviewed(changed: Sentence) -> None:
    assert standing(MANY, reviews_of([MANY])) is Standing.REVIEWED
    assert standing(changed, reviews_of([MANY])) is Standing.UNREVIEWED


def test_a_review_of_words_that_came_back_counts_again() -> None:
    rows = reviews_of([SAFETY])
    assert standing(replace(SAFETY, translation=("Nic",)), rows) is Standing.UNREVIEWED
    assert standing(SAFETY, rows) is Standing.REVIEWED


@pytest.mark.parametrize(
    ("english", "matters"),
    [
        ("If there is danger now, call <strong>%(emergency)s</strong>.", {Matter.SAFETY, Matter.CONTACT}),
        ("Men’s Advice Line: <strong>%(number)s</strong>", {Matter.SAFETY, Matter.CONTACT}),
        ("Email: <strong>%(email)s</strong>", {Matter.CONTACT}),
        ("Before, the day was %(day)s.", {Matter.DATES}),
        ("While your case waits, we look at it again at least every two weeks.", {Matter.DATES}),
        ("The court decides", set()),
        ("Until now, your adviser was %(before)s.", {Matter.DATES}),
        ("I am %(writer)s. I work at Cafcass.", set()),
        ("You did nothing wrong.", set()),
    ],
)
def test_a_sentence_is_about_what_its_words_and_places_are_about(english: str, matters: set[Matter]) -> None:
    sentence = Sentence(context="", english=(english,), translation=())
    assert matters_of(sentence) == matters
    assert reviewers_wanted(sentence) == (2 if matters else 1)


@pytest.mark.parametrize("language", catalogue_languages())
def test_every_sentence_that_gives_a_day_a_number_or_a_way_to_help_wants_two_people(language: str) -> None:
    places = ("day", "phone", "email", "number", "emergency", "childline", "last_day", "right", "address")
    given = [s for s in sentences_of(language).values() if any(f"%({place})s" in s.english[0] for place in places)]
    assert len(given) > 60
    assert [one.english[0] for one in given if reviewers_wanted(one) != 2] == []


def test_some_sentences_want_one_person_alone() -> None:
    assert sum(reviewers_wanted(one) == 1 for one in sentences_of("pl").values()) > 60


def test_a_ledger_is_read_as_it_was_written_in_one_order() -> None:
    rows = [*reviews_of([SAFETY, PLAIN]), *reviews_of([PLAIN])]
    text = as_rows(rows)
    assert len(text.splitlines()) == 4 + 2, "a row a line, each once"
    assert set(read_ledger(text.encode())) == set(rows)
    assert as_rows(reversed(read_ledger(text.encode()))) == text
    assert read_ledger(as_rows([]).encode()) == ()


@pytest.mark.parametrize(
    ("spoilt", "where"),
    [
        ({"by": ""}, "row 0.by"),
        ({"by": "--."}, "row 0.by"),
        ({"on": "yesterday"}, "row 0.on"),
        ({"hash": "abc"}, "row 0.hash"),
        ({"approved": "yes"}, "row 0.approved"),
    ],
)
def test_a_ledger_with_a_mistake_is_refused_by_row_and_field(spoilt: dict[str, str], where: str) -> None:
    import json

    row = json.loads(as_rows(reviews_of([PLAIN], PEOPLE[:1])))[0] | spoilt
    with pytest.raises(BadLedger, match=where):
        read_ledger(json.dumps([row]).encode())


def test_a_sentence_stands_by_the_files_of_its_language(locales: Locales) -> None:
    key = ("", "If anyone is in danger")
    assert stands_in("pl", key) is Standing.UNREVIEWED
    locales.vouch("pl", reviews_of([locales.sentences("pl")[key]]))
    assert stands_in("pl", key) is Standing.REVIEWED
    assert stands_in("ar", key) is Standing.UNREVIEWED, "another language has a ledger of its own"
    assert stands_in("pl", ("", "no such sentence")) is Standing.UNTRANSLATED
    assert stands_in("xx", key) is Standing.UNTRANSLATED
    assert stands_in("../pl", key) is Standing.UNTRANSLATED


@pytest.mark.parametrize("language", catalogue_languages())
def test_once_a_number_has_another_form_nobody_vouches_for_what_depends_on_numbers(
    language: str, locales: Locales
) -> None:
    known = {key: sentence for key, sentence in locales.sentences(language).items() if sentence.translation}
    many = {key for key, sentence in known.items() if len(sentence.english) > 1}
    assert many
    locales.vouch(language, reviews_of(known.values()))
    assert {stands_in(language, key) for key in known} == {Standing.REVIEWED}
    rule = opened(locales.catalogue(language).read_text("utf-8")).plural_expr
    locales.change(language, f" plural={rule}", f" plural=0+{rule}")
    assert {key for key in known if stands_in(language, key) is Standing.UNREVIEWED} == many


def test_a_row_knows_who_and_when() -> None:
    row = Review(english="Hello", hash="0" * 64, by="A. Reader", on=date(2026, 11, 2))
    assert '"by": "A. Reader", "on": "2026-11-02"' in as_rows([row])
    assert row.on == ON

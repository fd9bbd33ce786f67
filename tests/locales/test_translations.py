"""Every sentence of every template stands in every language, with the same placeholders and tags in every form."""

import re
from collections import Counter
from functools import cache

import pytest
from babel.messages import Catalog, Message
from babel.messages.pofile import read_po

from correspondence.ledger import (
    PLACEHOLDERS,
    as_rows,
    catalogue_file,
    is_broken,
    path_of,
    placeholders_in,
    read_ledger,
    tells_apart,
)
from correspondence.ledger.catalogue import english_of
from correspondence.protocol.letters import CHILDREN
from correspondence.rendering import languages
from correspondence.translations.catalogues import brought_up_to_date, key_of
from correspondence.translations.letters import letters_in, wanted_in
from correspondence.translations.rules import FORBIDDEN, NUMBER_IN_PIECES
from correspondence.translations.templates import places

TRANSLATED = [language for language in languages() if language != "en"]
PLACES = re.compile(r"%\([a-z_]+\)[sd]")
TAGS = re.compile(r"</?[a-z]+[^>]*>")
MAY_GO = Counter(f"%({name})s" for name, place in PLACEHOLDERS.items() if place.may_go)
COUNTS = (0, 1, 2, 3, 4, 5, 6, 10, 11, 12, 21, 22, 25, 100, 101, 102, 103, 111)


Form = tuple[str, ...]


@cache
def in_templates() -> frozenset[tuple[str, Form]]:
    """The sentences of the templates: where each stands, and its English in each form."""
    return frozenset((place.context, place.english) for place in places())


@cache
def catalogue(language: str) -> Catalog:
    with catalogue_file(language).open("rb") as file:
        return read_po(file, locale=language)


def messages(language: str) -> list[Message]:
    return [message for message in catalogue(language) if message.id]


def written(language: str) -> list[Message]:
    """The sentences that a letter can come to say in a language: those of kinds that are written in it."""
    wanted = wanted_in(language)
    return [message for message in messages(language) if key_of(message) in wanted]


def forms(message: Message) -> tuple[str, ...]:
    return tuple(message.string) if isinstance(message.string, tuple | list) else (message.string or "",)


def test_there_are_sentences_and_languages() -> None:
    assert len(in_templates()) > 100
    assert len(TRANSLATED) >= 2


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_catalogue_has_exactly_the_sentences_of_the_templates(language: str) -> None:
    found = {(message.context or "", english_of(message)) for message in messages(language)}
    assert found == in_templates(), "run: make messages"
    assert not catalogue(language).obsolete


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_sentence_is_translated_in_every_plural_form_and_none_is_fuzzy(language: str) -> None:
    unfinished = [key_of(m)[1] for m in written(language) if m.fuzzy or not all(map(str.strip, forms(m)))]
    place = f"locales/{language}/LC_MESSAGES/messages.po"
    assert unfinished == [], "\n      ".join([f"translate {len(unfinished)} in {place}, the first:", *unfinished[:10]])


@pytest.mark.parametrize("language", TRANSLATED)
def test_placeholders_and_tags_are_those_of_the_english_in_every_form(language: str) -> None:
    """What the singular has stands in every form; what only the plural has (a count) may be a word in 0, 1 and 2."""
    wrong = []
    for message in messages(language):
        one, many = english_of(message)[0], english_of(message)[-1]
        needed = Counter(PLACES.findall(one) + TAGS.findall(one))
        allowed = Counter(PLACES.findall(many) + TAGS.findall(many))
        for form in filter(None, forms(message)):  # what is not translated at all is said above
            found = Counter(PLACES.findall(form) + TAGS.findall(form))
            if not needed - MAY_GO <= found <= (needed | allowed):
                wrong.append(form)
    assert wrong == [], f"give these each %(name)s and tag of the English, in locales/{language}: {'; '.join(wrong)}"


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_form_that_serves_several_counts_gives_the_count(language: str) -> None:
    """A form without its number may serve 0, 1 or 2 alone, as Arabic and Polish have words for those."""
    rule = to_python_index(catalogue(language))
    served: dict[int, set[int]] = {}
    for count in COUNTS:
        served.setdefault(rule(count), set()).add(count)
    for message in written(language):
        many = english_of(message)[-1]
        if len(english_of(message)) == 1 or "%(count)s" not in many:
            continue
        for index, form in enumerate(forms(message)):
            assert "%(count)s" in form or len(served.get(index, set())) <= 1, form


def to_python_index(catalog: Catalog):  # type: ignore[no-untyped-def]  # gettext compiles a plural rule untyped
    from gettext import c2py

    return c2py(catalog.plural_expr)


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_catalogue_has_a_ledger_that_is_in_order(language: str) -> None:
    """A review of words that stand no more stays: it counts again should they come back."""
    content = path_of(language).read_bytes()
    assert as_rows(read_ledger(content)) == content.decode(), "let `correspondence translations` write it"


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_place_that_a_sentence_names_is_explained_with_an_example(language: str) -> None:
    named = set(placeholders_in(words for _, english in in_templates() for words in english))
    assert named == set(PLACEHOLDERS)
    needed = {name for name in named if not PLACEHOLDERS[name].may_go}
    english = set(placeholders_in(one for message in written(language) for one in english_of(message)))
    said = set(placeholders_in(form for message in written(language) for form in forms(message)))
    assert english & needed <= said <= named


@pytest.mark.parametrize("language", TRANSLATED)
def test_words_that_depend_on_who_reads_are_whole_and_no_child_reads_any(language: str) -> None:
    said = {key_of(message): forms(message) for message in messages(language)}
    assert [form for each in said.values() for form in each if is_broken(form)] == []
    to_children = {key for letter in letters_in(language) if letter.audience in CHILDREN for key in letter.keys}
    assert [form for key in to_children for form in said[key] if tells_apart(form)] == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_the_groups_of_a_number_stand_together(language: str) -> None:
    """Right to left, `0300 456 4000` with plain spaces is read as `4000 456 0300`."""
    said = [form for message in messages(language) for form in forms(message)]
    assert [form for form in said if NUMBER_IN_PIECES.search(form)] == [], "write no-break spaces (U+00A0) in them"


@pytest.mark.parametrize("language", TRANSLATED)
def test_no_translation_carries_direction_marks_or_vowel_stretching(language: str) -> None:
    assert [form for m in messages(language) for form in forms(m) if FORBIDDEN.search(form)] == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_catalogue_is_as_make_messages_leaves_it(language: str) -> None:
    text = catalogue_file(language).read_text("utf-8")
    assert brought_up_to_date(text) == text, "run: make messages"

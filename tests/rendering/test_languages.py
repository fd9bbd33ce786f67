"""The written languages: found as files, read as they are."""

from datetime import date, timedelta

import pytest
from babel.messages import Catalog

from correspondence.panels import panel_for, panels
from correspondence.rendering.languages import (
    Untranslated,
    compiled,
    direction,
    direction_of,
    english_name,
    join_names,
    languages,
    long_day,
    translations,
    written,
)

MONDAY = date(2026, 11, 23)


@pytest.mark.usefixtures("catalogues")
def test_a_language_is_written_once_it_has_a_catalogue() -> None:
    assert languages() == ("en", "ar", "pl")
    assert [written(tag) for tag in ("pl", "pl-PL", "ar-SY", "en-GB", "fr", "tlh")] == [
        "pl",
        "pl",
        "ar",
        "en",
        None,
        None,
    ]


@pytest.mark.usefixtures("catalogues")
def test_a_catalogue_is_read_as_it_is_and_says_what_it_lacks() -> None:
    assert translations("pl").gettext("Dear %(reader)s,") == "Szanowni Państwo %(reader)s,"
    with pytest.raises(Untranslated):
        translations("pl").gettext("unknown")
    with pytest.raises(Untranslated):
        translations("pl").ngettext("unknown", "unknowns", 2)
    with pytest.raises(Untranslated):
        translations("pl").pgettext("x", "unknown")
    with pytest.raises(Untranslated):
        translations("pl").npgettext("x", "unknown", "unknowns", 2)


def test_a_plural_with_one_form_empty_and_a_fuzzy_sentence_are_untranslated() -> None:
    made = Catalog(locale="pl")
    made.add(("day", "days"), ("dzień", "dni", ""))
    made.add(("week", "weeks"), ("tydzień", "tygodnie", "tygodni"))
    made.add("maybe", "może", flags=["fuzzy"])
    said = compiled(made)
    assert [said.ngettext("week", "weeks", n) for n in (1, 3, 5)] == ["tydzień", "tygodnie", "tygodni"]
    with pytest.raises(Untranslated):
        said.ngettext("day", "days", 1)
    with pytest.raises(Untranslated):
        said.gettext("maybe")


@pytest.mark.parametrize(
    ("language", "long"),
    [
        ("en", "Monday 23 November 2026"),
        ("pl", "23\u00a0listopada\u00a02026\u00a0r. (poniedziałek)"),
        ("ar", "الاثنين 23 نوفمبر (تشرين الثاني) 2026"),
    ],
)
def test_a_day_is_written_as_its_readers_write_it(language: str, long: str) -> None:
    assert long_day(MONDAY, language) == long


def test_days_have_latin_digits_in_every_language() -> None:
    for language in languages():
        for n in range(0, 366, 13):
            day = MONDAY + timedelta(days=n)
            assert [c for c in long_day(day, language) if c.isdigit()] == list(f"{day.day}{day.year}")


def test_names_are_joined_without_a_comma_before_and() -> None:
    assert [join_names("ABC"[:n], "en") for n in (1, 2, 3)] == ["A", "A and B", "A, B and C"]
    assert join_names(["A", "B"], "pl") == "A i B"
    assert join_names(["A", "B"], "ar") == "A وB"


def test_a_language_has_a_direction_and_an_english_name() -> None:
    assert (direction("ar"), direction("pl")) == ("rtl", "ltr")
    assert english_name("pl") == "Polish"


@pytest.mark.parametrize(
    ("tag", "direction"), [("en", "ltr"), ("ar", "rtl"), ("ur-PK", "rtl"), ("pa-Arab", "rtl"), ("xx-unknown", "ltr")]
)
def test_words_of_another_language_run_the_way_of_that_language(tag: str, direction: str) -> None:
    assert direction_of(tag) == direction


def test_a_reader_of_another_script_than_the_letters_have_is_not_written_to_in_it() -> None:
    """Panjabi of Pakistan is read in Arabic letters: such a reader gets the panel that is written so."""
    tags = {tag for panel in panels() for tag in (panel.tag, *panel.also)}
    other = {tag for tag in tags if (panel := panel_for(tag)) and panel.script != script_of_the_letters(tag)}
    assert {"pa-Arab", "pa-PK"} <= other
    assert [tag for tag in sorted(other) if written(tag)] == []
    assert [tag for tag in languages() if written(tag) != tag] == []
    assert (written("pa-Guru"), written("pa-IN"), written("pa-GB"), written("uk-Latn")) == ("pa", "pa", "pa", None)


def script_of_the_letters(tag: str) -> str | None:
    """The script of the panel of the language that a tag belongs to."""
    panel = panel_for(tag.split("-")[0])
    return panel.script if panel else None

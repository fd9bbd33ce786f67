"""A new language is begun with every sentence, and letters are written in it once it is whole."""

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from lxml import etree

from correspondence.catalogue.reconcile import letters
from correspondence.cli import DONE, REFUSED, main
from correspondence.ledger import Standing, catalogue_languages, languages_of, letters_listed
from correspondence.making.letters import languages_for
from correspondence.rendering import compose, languages
from correspondence.rendering.languages import long_day, short_day
from correspondence.rendering.panel import panel_of
from correspondence.translations.catalogues import brought_up_to_date, opened
from correspondence.translations.inline import fill, tag
from correspondence.translations.letters import kinds_in
from correspondence.translations.packs import pack_of
from correspondence.translations.rules import NUMBER_IN_PIECES
from correspondence.translations.state import states_of
from correspondence.translations.templates import places
from correspondence.translations.xliff import as_xliff
from tests import build
from tests.checks import samples
from tests.reviewed import PEOPLE, Locales


@pytest.fixture
def lithuanian(locales: Locales) -> Locales:
    assert main(["translations", "start", "lt"]) == DONE
    locales.forget()
    return locales


def whole(folder: Path, *letters: str) -> Path:
    """The pack of Lithuanian, of these letters or of all, with each sentence for its translation, as it comes back."""
    pack = pack_of("lt", letters)
    root = etree.fromstring(as_xliff(pack))
    said = {form.id: NUMBER_IN_PIECES.sub(_together, form.english) for unit in pack.units for form in unit.forms}
    for unit in root.iter(tag("unit")):
        for segment in unit.iter(tag("segment")):
            segment.set("state", "final")
            for earlier in segment.findall(tag("target")):
                segment.remove(earlier)
            fill(etree.SubElement(segment, tag("target")), said[str(unit.get("id"))])
    path = folder / "lt.xlf"
    path.write_bytes(etree.tostring(root, encoding="UTF-8"))
    return path


def _together(number: re.Match[str]) -> str:
    return number[0].replace(" ", "\u00a0")


def letters_in_lithuanian() -> list[str]:
    """The kinds whose letters are written in it, in the catalogue's order."""
    return [kind.code for kind in kinds_in("lt") if "lt" in languages_of(kind)]


def test_it_has_every_sentence_none_translated_and_an_empty_ledger(lithuanian: Locales) -> None:
    text = lithuanian.catalogue("lt").read_text("utf-8")
    assert brought_up_to_date(text) == text, "as make messages leaves it"
    assert lithuanian.sentences("lt").keys() == {place.key for place in places()}
    assert states_of("lt")[-1].counts[Standing.UNTRANSLATED] == len(lithuanian.sentences("lt"))
    assert opened(text).num_plurals == 3
    assert (lithuanian.folder / "lt" / "reviews.json").read_text("utf-8") == "[\n]\n"
    assert not [path for path in lithuanian.folder.iterdir() if path.name.startswith(".")]


def test_it_says_how_the_language_writes_a_day(lithuanian: Locales) -> None:
    assert lithuanian.folder.is_dir()
    assert long_day(date(2026, 12, 24), "lt") == "2026 m. gruodžio 24 d., ketvirtadienis"
    assert short_day(date(2026, 12, 24), "lt") == "2026 m. gruodžio 24 d."


def test_no_letter_is_written_in_a_language_that_is_begun(lithuanian: Locales) -> None:
    assert "lt" in catalogue_languages()
    assert "lt" not in languages()
    assert letters_in_lithuanian() == []


def test_a_start_that_was_stopped_is_no_language_and_may_be_made_again(lithuanian: Locales) -> None:
    (lithuanian.folder / "lt").rename(lithuanian.folder / ".lt.part")
    lithuanian.forget()
    assert "lt" not in {*languages(), *catalogue_languages()}
    assert not [each for each in catalogue_languages() if each.startswith(".")]
    assert main(["translations", "start", "lt"]) == DONE
    assert "lt" in catalogue_languages()


def test_letters_are_written_in_it_once_every_sentence_came_in(lithuanian: Locales, tmp_path: Path) -> None:
    path = whole(tmp_path)
    assert main(["translations", "import", str(path), "--by", PEOPLE[0], "--by", PEOPLE[1]]) == DONE
    lithuanian.forget()
    assert states_of("lt")[-1].counts[Standing.REVIEWED] == len(lithuanian.sentences("lt"))
    assert letters_listed(lithuanian.catalogue("lt").read_text("utf-8")) is None
    assert letters_in_lithuanian() == [kind.code for kind in kinds_in("lt")]
    letter, _ = samples.to("p1")
    assert compose(letter, "lt").untranslated == ()


def test_letters_of_a_kind_are_written_in_it_once_all_that_they_say_came_in(
    lithuanian: Locales, tmp_path: Path
) -> None:
    for number, kind in enumerate(kinds_in("lt")):
        before = letters_in_lithuanian()
        assert kind.code not in before, "none has its words from the others"
        assert main(["translations", "import", str(whole(tmp_path, kind.code))]) == DONE
        lithuanian.forget()
        assert letters_in_lithuanian() == [*before, kind.code]
        listed = letters_listed(lithuanian.catalogue("lt").read_text("utf-8"))
        assert listed == (None if kind == kinds_in("lt")[-1] else {*before, kind.code}), number


def test_a_letter_of_another_kind_has_the_panel_until_then(lithuanian: Locales, tmp_path: Path) -> None:
    assert main(["translations", "import", str(whole(tmp_path, "update", "reply"))]) == DONE
    lithuanian.forget()
    assert letters_in_lithuanian() == ["update", "reply"]
    event = build.decision({"case.people.0.language": "lt"})
    given = letters(event, build.case_file(event), build.directory(), event.occurred_on)
    letter = next(each for each in given if each.recipient == "p1")
    for kind in kinds_in("lt"):
        of_kind = replace(letter, kind=kind)
        is_written = kind.code in letters_in_lithuanian()
        assert (languages_for(of_kind) == ("lt", "en")) is is_written
        assert (panel_of(of_kind) is None) is is_written


@pytest.mark.parametrize(
    ("tag", "says"),
    [("tr", "locales/panels/tr.toml"), ("mt", "no panel yet: write locales/panels/mt.toml")],
)
def test_it_says_what_its_readers_get_until_then(
    tag: str, says: str, locales: Locales, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["translations", "start", tag]) == DONE
    said = capsys.readouterr().out
    assert says in said
    assert f"{len(locales.sentences(tag))} sentences to translate" in said


@pytest.mark.parametrize("tag", ["sw", "ckb", "yue", "cy"])
def test_a_plural_has_the_forms_that_its_language_has(tag: str, locales: Locales) -> None:
    assert main(["translations", "start", tag]) == DONE
    forms = {"sw": 2, "ckb": 2, "yue": 1, "cy": 5}
    assert opened(locales.catalogue(tag).read_text("utf-8")).num_plurals == forms[tag]


@pytest.mark.parametrize(
    ("tag", "rule"),
    [
        ("pl", "already_begun"),
        ("en", "already_begun"),
        ("xx", "unknown_language"),
        ("pt-BR", "unknown_language"),
        ("../x", "unknown_language"),
        *((tag, "unknown_language") for tag in ("ht", "scn", "lld", "vec")),  # gettext has no such plural
        *((tag, "unknown_language") for tag in ("apc", "mhn", "skr")),  # English has no name for it in CLDR
    ],
)
def test_what_cannot_be_begun_is_refused(
    tag: str, rule: str, locales: Locales, capsys: pytest.CaptureFixture[str]
) -> None:
    before = sorted(locales.folder.rglob("*"))
    assert main(["translations", "start", tag]) == REFUSED
    assert f": {rule}: " in capsys.readouterr().err
    assert sorted(locales.folder.rglob("*")) == before

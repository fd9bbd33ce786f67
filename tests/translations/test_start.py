"""A new language is begun with every sentence, and letters are written in it once it is whole."""

from datetime import date
from pathlib import Path

import pytest
from lxml import etree

from correspondence.checks import written_languages
from correspondence.cli import DONE, REFUSED, main
from correspondence.ledger import Standing, catalogue_languages, is_begun
from correspondence.rendering import compose, languages
from correspondence.rendering.languages import long_day, short_day
from correspondence.translations.catalogues import brought_up_to_date, opened
from correspondence.translations.inline import fill, tag
from correspondence.translations.packs import pack_of
from correspondence.translations.state import states_of
from correspondence.translations.templates import places
from correspondence.translations.xliff import as_xliff
from tests.checks import samples
from tests.reviewed import PEOPLE, Locales


@pytest.fixture
def lithuanian(locales: Locales) -> Locales:
    assert main(["translations", "start", "lt"]) == DONE
    locales.forget()
    return locales


def whole(folder: Path) -> Path:
    """The pack of Lithuanian with each sentence for its own translation, as it comes back."""
    pack = pack_of("lt")
    root = etree.fromstring(as_xliff(pack))
    english = {form.id: form.english for unit in pack.units for form in unit.forms}
    for unit in root.iter(tag("unit")):
        for segment in unit.iter(tag("segment")):
            segment.set("state", "final")
            fill(etree.SubElement(segment, tag("target")), english[str(unit.get("id"))])
    path = folder / "lt.xlf"
    path.write_bytes(etree.tostring(root, encoding="UTF-8"))
    return path


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
    assert is_begun(lithuanian.catalogue("lt"))
    assert languages() == ("en", "ar", "pl")
    assert written_languages() == {"en", "ar", "pl"}
    assert catalogue_languages() == ("ar", "lt", "pl")


def test_a_start_that_was_stopped_is_no_language_and_may_be_made_again(lithuanian: Locales) -> None:
    (lithuanian.folder / "lt").rename(lithuanian.folder / ".lt.part")
    lithuanian.forget()
    assert "lt" not in {*languages(), *written_languages(), *catalogue_languages()}
    assert catalogue_languages() == ("ar", "pl")
    assert main(["translations", "start", "lt"]) == DONE
    assert catalogue_languages() == ("ar", "lt", "pl")


def test_letters_are_written_in_it_once_every_sentence_came_in(lithuanian: Locales, tmp_path: Path) -> None:
    path = whole(tmp_path)
    assert main(["translations", "import", str(path), "--by", PEOPLE[0], "--by", PEOPLE[1]]) == DONE
    lithuanian.forget()
    assert states_of("lt")[-1].counts[Standing.REVIEWED] == len(lithuanian.sentences("lt"))
    assert languages() == ("en", "ar", "lt", "pl")
    assert written_languages() == {"en", "ar", "lt", "pl"}
    letter, _ = samples.to("p1")
    assert compose(letter, "lt").untranslated == ()


def test_a_part_of_it_makes_it_no_whole(lithuanian: Locales, tmp_path: Path) -> None:
    path = whole(tmp_path)
    root = etree.parse(path).getroot()
    first, *others = root
    for file in others:
        root.remove(file)
    for note in first.iter(tag("note")):
        if note.get("category") == "files":
            note.text = first.get("id")
    path.write_bytes(etree.tostring(root, encoding="UTF-8"))
    assert main(["translations", "import", str(path)]) == DONE
    lithuanian.forget()
    assert 0 < states_of("lt")[-1].counts[Standing.UNREVIEWED] < len(lithuanian.sentences("lt"))
    assert languages() == ("en", "ar", "pl")


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


@pytest.mark.parametrize("tag", ["so", "ckb", "yue", "cy"])
def test_a_plural_has_the_forms_that_its_language_has(tag: str, locales: Locales) -> None:
    assert main(["translations", "start", tag]) == DONE
    forms = {"so": 2, "ckb": 2, "yue": 1, "cy": 5}
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

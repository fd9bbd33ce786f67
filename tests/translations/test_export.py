"""A pack holds every sentence once, with all that whoever translates has to know, in XLIFF 2.1."""

import csv
from collections import Counter
from io import BytesIO, StringIO
from pathlib import Path

import pikepdf
import pytest
from lxml import etree

from correspondence.cli import DONE, REFUSED, main
from correspondence.ledger import PLACEHOLDERS, Standing, catalogue_languages, placeholders_in
from correspondence.translations import numbered, packs, xliff
from correspondence.translations.glossary import as_csv, terms
from correspondence.translations.inline import sentence_in, tag
from correspondence.translations.letters import letters_in
from correspondence.translations.packs import pack_of
from correspondence.translations.templates import places
from tests.reviewed import Locales

LANGUAGES = catalogue_languages()
DANGER = "If anyone is in danger"


def units(content: bytes) -> dict[str, etree._Element]:
    return {each.get("id", ""): each for each in etree.parse(BytesIO(content)).iter(tag("unit"))}


def notes(unit: etree._Element, category: str) -> list[str]:
    return [each.text or "" for each in unit.iter(tag("note")) if each.get("category") == category]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_pack_has_every_sentence_once_and_gives_it_back_as_it_was(language: str) -> None:
    pack = pack_of(language)
    assert Counter(unit.place.key for unit in pack.units) == Counter({place.key for place in places()})
    made = units(xliff.as_xliff(pack))
    forms = {form.id: form for unit in pack.units for form in unit.forms}
    assert made.keys() == forms.keys()
    for name, form in forms.items():
        source, target = (made[name].find(f".//{tag(each)}") for each in ("source", "target"))
        assert source is not None and sentence_in(source) == form.english
        assert (sentence_in(target) if target is not None else "") == form.said


def test_it_has_the_shape_that_xliff_asks_for() -> None:
    root = etree.fromstring(xliff.as_xliff(pack_of("pl")))
    assert (root.tag, root.get("version"), root.get("srcLang"), root.get("trgLang")) == (
        tag("xliff"),
        "2.1",
        "en-GB",
        "pl",
    )
    assert {each.tag for each in root} == {tag("file")}
    assert len({each.get("id") for each in root}) == len(root)
    for file in root:
        ids = [each.get("id") for each in file.iter(tag("unit"), tag("group"))]
        assert len(ids) == len({*ids}) > 0
    for unit in root.iter(tag("unit")):
        children = [etree.QName(each).localname for each in unit]
        assert children in (["notes", "segment"], ["notes", "originalData", "segment"])
        data = {each.get("id") for each in unit.iter(tag("data"))}
        for source in unit.iter(tag("source"), tag("target")):
            codes = [each.get("id") for each in source.iter(tag("ph"), tag("pc"))]
            assert len(codes) == len({*codes})
            for name in ("dataRef", "dataRefStart", "dataRefEnd"):
                assert {each.get(name) for each in source.iter() if each.get(name)} <= data


def test_a_unit_says_what_stands_in_its_places_with_an_example_and_who_reviews_it() -> None:
    pack = pack_of("pl", ["hub_letter.younger"])
    content = xliff.as_xliff(pack)
    made = units(content)
    for unit in pack.units:
        said = notes(made[unit.forms[0].id], "placeholder")
        for name in placeholders_in(unit.place.english):
            assert any(PLACEHOLDERS[name].example in each and each.startswith(f"{name}: ") for each in said)
    (danger,) = [unit for unit in pack.units if unit.place.english[0].startswith("If there is danger")]
    assert notes(made[danger.id], "review") == ["about contact and safety: 2 people review it"]
    assert notes(made[danger.id], "number") == [str(danger.number)]
    (greeting,) = [unit for unit in pack.units if unit.place.context]
    assert "said to a child" in notes(made[greeting.id], "context")


def test_a_plural_is_a_unit_a_form_each_with_the_numbers_that_it_serves() -> None:
    pack = pack_of("pl", ["update.adult"])
    (many,) = [unit for unit in pack.units if "waiting for one week" in unit.place.english[0]]
    assert [form.counts[:3] for form in many.forms] == [(1,), (2, 3, 4), (0, 5, 6)]
    assert [form.english for form in many.forms] == [many.place.english[0], *[many.place.english[1]] * 2]
    assert len(pack_of("ar", ["update.adult"]).units[many.number - 1].forms) == 6


def test_a_draft_that_stayed_behind_says_of_which_english_it_is(locales: Locales) -> None:
    whole = f'msgid "{DANGER}"\n'
    locales.change("pl", whole, f'#, fuzzy\n#| msgid "If you are in danger"\n{whole}')
    pack = pack_of("pl", ["hub_letter.adult"])
    (unit,) = [each for each in pack.units if each.place.english[0] == DANGER]
    made = units(xliff.as_xliff(pack))[unit.id]
    assert notes(made, "previous") == ["the translation given is of another English: If you are in danger"]
    segment = made.find(tag("segment"))
    assert segment is not None and segment.get("state") == "initial"


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_language_gives_the_terms_of_the_glossary_as_it_says(language: str) -> None:
    pack = pack_of(language)
    for term in terms():
        every = [unit for unit in pack.units if term.english in unit.place.english[0]]
        assert every, f"no letter says {term.english}"
        if said := term.said.get(language):
            with_it = [unit for unit in every if unit.forms[0].said]
            given = sum(said.casefold() in unit.forms[0].said.casefold() for unit in with_it)
            assert given * 2 > len(with_it), f"{term.english}: {given} of {len(with_it)}"
    header, *rows = csv.reader(StringIO(as_csv(language).decode()))
    assert header[:2] == ["English", language]
    assert [row[0] for row in rows] == [term.english for term in terms()]


def test_the_english_to_read_has_every_sentence_of_every_letter_with_its_number() -> None:
    pack = pack_of("pl")
    html = numbered.as_html(pack)
    assert html.count("<h2>") == len(letters_in("pl"))
    assert html.count("<p>") - 1 == sum(len(each.places) for each in letters_in("pl"))
    (danger,) = [unit for unit in pack.units if unit.place.english[0] == DANGER]
    assert f"<p>{danger.number}. {DANGER}</p>" in html
    assert "%(" not in html


def test_the_command_writes_the_pack_of_one_letter(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "pack"
    assert main(["translations", "export", "ar", "--letter", "reply", "-o", str(folder)]) == DONE
    assert sorted(path.name for path in folder.iterdir()) == ["ar.xlf", "english.pdf", "glossary.csv"]
    number = len(pack_of("ar", ["reply"]).units)
    assert f"{number} sentences of 1 letters" in capsys.readouterr().out
    assert len({name.partition(".")[0] for name in units((folder / "ar.xlf").read_bytes())}) == number
    with pikepdf.open(folder / "english.pdf") as pdf:
        assert str(pdf.Root.Lang) == "en"


@pytest.mark.parametrize(
    ("arguments", "rule"),
    [(["xx"], "no_such_language"), (["en"], "no_such_language"), (["pl", "--letter", "weekly_list"], "no_such_letter")],
)
def test_what_cannot_be_sent_out_is_refused(
    arguments: list[str], rule: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["translations", "export", *arguments, "-o", str(tmp_path / "pack")]) == REFUSED
    assert rule in capsys.readouterr().err
    assert not (tmp_path / "pack").exists()


def test_a_fault_of_ours_is_not_taken_for_a_letter_that_there_is_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(packs, "letters_in", {}.__getitem__)
    with pytest.raises(KeyError):
        main(["translations", "export", "pl", "-o", str(tmp_path / "pack")])


def test_the_command_without_an_action_says_how_far_each_letter_is(
    locales: Locales, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["translations"]) == DONE
    head, *rows = capsys.readouterr().out.splitlines()
    assert head.split()[:4] == ["language", "letter", "version", "sentences"]
    assert all(standing.replace("_", " ") in head for standing in Standing)
    assert len(rows) == sum(len(letters_in(language)) + 1 for language in LANGUAGES)
    assert locales.folder.is_dir()

"""What comes back is taken whole, into catalogue and ledger, or refused by unit and rule with nothing written."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from lxml import etree

from correspondence.cli import DONE, REFUSED, WRONG_USE, main
from correspondence.ledger import Standing, catalogue_languages, read_ledger, stands_in
from correspondence.protocol.refusals import Refused
from correspondence.translations.catalogues import as_po, opened
from correspondence.translations.delivery import read_delivery
from correspondence.translations.inline import fill, sentence_in, tag
from correspondence.translations.packs import pack_of
from correspondence.translations.xliff import as_xliff
from tests.reviewed import PEOPLE, Locales

LETTER = ["update.adult"]
DANGER = "If anyone is in danger"
BY = ["--by", PEOPLE[0], "--by", PEOPLE[1], "--on", "2026-11-02"]


def found(root: etree._Element, english: str) -> etree._Element:
    """The first unit whose English begins so."""
    for unit in root.iter(tag("unit")):
        source = unit.find(f".//{tag('source')}")
        if source is not None and sentence_in(source).startswith(english):
            return unit
    raise LookupError(english)


def target(unit: etree._Element) -> etree._Element:
    element = unit.find(f".//{tag('target')}")
    assert element is not None
    return element


def say(unit: etree._Element, said: str, state: str = "final") -> None:
    element = target(unit)
    for child in [*element]:
        element.remove(child)
    element.text = None
    fill(element, said)
    for segment in unit.iter(tag("segment")):
        segment.set("state", state)


class Back:
    """A pack that comes back, changed as a test wants it."""

    def __init__(self, folder: Path, letters: list[str]) -> None:
        self.path = folder / "back.xlf"
        self.root = etree.fromstring(as_xliff(pack_of("pl", letters)))

    def comes(self, *arguments: str) -> int:
        self.path.write_bytes(etree.tostring(self.root, encoding="UTF-8"))
        return main(["translations", "import", str(self.path), *arguments])


@pytest.fixture
def back(tmp_path: Path, locales: Locales) -> Back:
    assert locales.folder.is_dir()
    return Back(tmp_path, LETTER)


def files(locales: Locales) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in locales.folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("language", catalogue_languages())
def test_a_catalogue_that_is_read_and_written_is_the_same(language: str, locales: Locales) -> None:
    text = locales.catalogue(language).read_text("utf-8")
    assert as_po(opened(text), text) == text


def test_a_pack_that_comes_back_as_it_went_changes_nothing(
    back: Back, locales: Locales, capsys: pytest.CaptureFixture[str]
) -> None:
    before = files(locales)
    assert back.comes(*BY) == DONE
    assert files(locales) == before
    assert "0 of them changed; 0 marked as reviewed" in capsys.readouterr().out


def test_what_is_marked_as_reviewed_stands_in_the_catalogue_and_in_the_ledger_by_each_who_reviewed_it(
    back: Back, locales: Locales, capsys: pytest.CaptureFixture[str]
) -> None:
    say(found(back.root, DANGER), "Gdy komuś coś grozi")
    assert back.comes(*BY) == DONE
    locales.forget()
    assert locales.sentences("pl")["", DANGER].translation == ("Gdy komuś coś grozi",)
    assert stands_in("pl", ("", DANGER)) is Standing.REVIEWED
    rows = read_ledger((locales.folder / "pl" / "reviews.json").read_bytes())
    assert [(row.english, row.by, row.on.isoformat()) for row in rows] == [(DANGER, by, "2026-11-02") for by in PEOPLE]
    assert "1 of them changed; 1 marked as reviewed, in the ledger by 2" in capsys.readouterr().out


@pytest.mark.parametrize("is_import", [True, False], ids=["import", "state"])
def test_a_ledger_that_cannot_be_read_is_named_with_its_row(
    is_import: bool, back: Back, locales: Locales, capsys: pytest.CaptureFixture[str]
) -> None:
    (locales.folder / "pl" / "reviews.json").write_text('[{"english": ""}]', "utf-8")
    before = files(locales)
    assert (back.comes(*BY) if is_import else main(["translations"])) == WRONG_USE
    assert capsys.readouterr().err.startswith("correspondence: locales/pl/reviews.json: row 0.english: ")
    assert files(locales) == before


def test_two_people_may_come_one_after_the_other(back: Back, locales: Locales) -> None:
    say(found(back.root, DANGER), "Gdy komuś coś grozi", "reviewed")
    for by, standing in zip(PEOPLE, (Standing.HALF_REVIEWED, Standing.REVIEWED), strict=True):
        assert back.comes("--by", by) == DONE
        locales.forget()
        assert stands_in("pl", ("", DANGER)) is standing


def test_a_name_that_is_given_in_two_spellings_is_one_persons(
    back: Back, locales: Locales, capsys: pytest.CaptureFixture[str]
) -> None:
    say(found(back.root, DANGER), "Gdy komuś coś grozi")
    assert back.comes("--by", "Zo\u00eb Reader", "--by", "ZOE\u0308  READER") == DONE
    assert "in the ledger by 1" in capsys.readouterr().out
    (row,) = read_ledger((locales.folder / "pl" / "reviews.json").read_bytes())
    assert row.by == "Zo\u00eb Reader"


def test_without_a_name_nobody_vouches(back: Back, locales: Locales) -> None:
    say(found(back.root, DANGER), "Gdy komuś coś grozi")
    assert back.comes() == DONE
    locales.forget()
    assert stands_in("pl", ("", DANGER)) is Standing.UNREVIEWED


def test_what_is_translated_and_not_reviewed_is_in_no_ledger(back: Back, locales: Locales) -> None:
    say(found(back.root, DANGER), "Gdy komuś coś grozi", "translated")
    assert back.comes(*BY) == DONE
    locales.forget()
    assert stands_in("pl", ("", DANGER)) is Standing.UNREVIEWED
    assert locales.sentences("pl")["", DANGER].translation == ("Gdy komuś coś grozi",)


def test_a_sentence_that_a_tool_has_parted_is_one_again(back: Back, locales: Locales) -> None:
    unit = found(back.root, DANGER)
    (segment,) = unit.iter(tag("segment"))
    unit.remove(segment)
    for english, polish, state in (("If anyone ", "Gdy komuś ", "final"), ("is in danger", "coś grozi", "reviewed")):
        part = etree.SubElement(unit, tag("segment"), state=state)
        etree.SubElement(part, tag("source")).text = english
        etree.SubElement(part, tag("target")).text = polish
    assert back.comes(*BY) == DONE
    locales.forget()
    assert locales.sentences("pl")["", DANGER].translation == ("Gdy komuś coś grozi",)
    assert stands_in("pl", ("", DANGER)) is Standing.REVIEWED


@pytest.mark.parametrize("name", ["source", "target"])
def test_a_comment_says_nothing(name: str, back: Back, locales: Locales) -> None:
    unit = found(back.root, DANGER)
    say(unit, "Gdy komuś coś grozi")
    element = unit.find(f".//{tag(name)}")
    assert element is not None
    comment = etree.Comment("asked the agency")
    comment.tail = (element.text or "")[3:]
    element.text = (element.text or "")[:3]
    element.insert(0, comment)
    assert back.comes(*BY) == DONE
    locales.forget()
    assert locales.sentences("pl")["", DANGER].translation == ("Gdy komuś coś grozi",)


def test_a_draft_that_stayed_behind_is_none_once_it_was_translated(locales: Locales, tmp_path: Path) -> None:
    whole = f'msgid "{DANGER}"\n'
    locales.change("pl", whole, f'#, fuzzy\n#| msgid "If you are in danger"\n{whole}')
    back = Back(tmp_path, LETTER)
    assert back.comes() == REFUSED, "its draft came back as it went"
    say(found(back.root, DANGER), "Gdy komuś coś grozi", "translated")
    assert back.comes() == DONE
    text = locales.catalogue("pl").read_text("utf-8")
    assert f'\n\n{whole}msgstr "Gdy komuś coś grozi"\n' in text


def _other(english: str, said: Callable[[str], str]) -> Callable[[etree._Element], None]:
    def change(root: etree._Element) -> None:
        unit = found(root, english)
        (form,) = [f for u in pack_of("pl", LETTER).units for f in u.forms if f.id == unit.get("id")]
        say(unit, said(form.said))

    return change


def _with(mark: str, said: str) -> str:
    return f"{said[0]}{mark}{said[1:]}"


def _drop(english: str) -> Callable[[etree._Element], None]:
    def change(root: etree._Element) -> None:
        unit = found(root, english)
        unit.getparent().remove(unit)  # type: ignore[union-attr]

    return change


def _type(words: str) -> Callable[[etree._Element], None]:
    def change(root: etree._Element) -> None:
        target(found(root, DANGER)).text = words

    return change


def _edit(english: str) -> Callable[[etree._Element], None]:
    def change(root: etree._Element) -> None:
        source = found(root, english).find(f".//{tag('source')}")
        assert source is not None
        source.text = "If nobody is in danger"

    return change


def _twice(root: etree._Element) -> None:
    unit = found(root, DANGER)
    unit.getparent().append(etree.fromstring(etree.tostring(unit)))  # type: ignore[union-attr]


def _another_id(root: etree._Element) -> None:
    found(root, DANGER).set("id", "s-000000000000")


def _of_an_older_pack(root: etree._Element) -> None:
    unit = found(root, DANGER)
    for note in root.iter(tag("note")):
        note.text = (note.text or "").replace(str(unit.get("id")), "s-000000000000")
    _another_id(root)


def _strange_element(root: etree._Element) -> None:
    etree.SubElement(found(root, DANGER), tag("skeleton"))


def _strange_code(root: etree._Element) -> None:
    etree.SubElement(target(found(root, DANGER)), tag("ph"), id="address_of_the_other.1")


def _code_of_another_namespace(root: etree._Element) -> None:
    said = target(found(root, NUMBER))
    (code,) = said.iter(tag("ph"))
    code.tag = "{urn:example:tool}ph"


def _target_in_an_order_of_its_own(root: etree._Element) -> None:
    target(found(root, DANGER)).set("order", "2")


def _two_targets(root: etree._Element) -> None:
    segment = found(root, DANGER).find(tag("segment"))
    assert segment is not None
    etree.SubElement(segment, tag("target")).text = "Gdy komuś coś grozi"


def _strange_state(root: etree._Element) -> None:
    segment = found(root, DANGER).find(tag("segment"))
    assert segment is not None
    segment.set("state", "approved")


MARKS = {
    "a_mark_of_direction": "\u200f",
    "a_mark_of_an_Arabic_letter": "\u061c",
    "the_end_of_a_line": "\u2028",
    "the_end_of_a_paragraph": "\u2029",
    "a_control_character": "\u0085",
}
NUMBER = "Men’s Advice Line"
MANY = "Since our letter of "
IN_A_CHILDS = "If you call us and want an interpreter"


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        pytest.param(
            _other(NUMBER, lambda said: said.replace("%(number)s", "0808 801 0327")),
            "placeholder_lost",
            id="a_number_written_out",
        ),
        pytest.param(
            _other(NUMBER, lambda said: said.replace("<strong>", "").replace("</strong>", "")),
            "placeholder_lost",
            id="what_was_strong_is_plain",
        ),
        pytest.param(_other(NUMBER, lambda said: f"{said} %(number)s"), "placeholder_added", id="a_number_twice"),
        pytest.param(
            _other(DANGER, lambda said: f"{said} %(phone)s"), "placeholder_added", id="a_number_that_was_not_there"
        ),
        *(
            pytest.param(_other(DANGER, partial(_with, mark)), "forbidden_character", id=name)
            for name, mark in MARKS.items()
        ),
        pytest.param(
            _other(DANGER, lambda said: f"{{Panu|Pani|{said}"), "alternatives_broken", id="a_brace_that_does_not_end"
        ),
        pytest.param(
            _other(IN_A_CHILDS, lambda said: f"{{Panu|Pani}} {said}"),
            "alternatives_to_a_child",
            id="a_child_spoken_to_as_a_man_or_a_woman",
        ),
        pytest.param(
            _other(DANGER, lambda said: f"{said} 0300 456 4000"), "number_in_pieces", id="a_number_with_plain_spaces"
        ),
        pytest.param(_type("Gdy <b>komuś</b> grozi"), "markup_in_text", id="markup_that_was_typed"),
        pytest.param(_type("   "), "not_translated", id="no_translation"),
        pytest.param(_edit(DANGER), "source_changed", id="another_English"),
        pytest.param(_drop(DANGER), "lost_sentence", id="a_sentence_is_gone"),
        pytest.param(_drop(MANY), "lost_sentence", id="a_form_of_a_plural_is_gone"),
        pytest.param(_twice, "repeated", id="a_sentence_twice"),
        pytest.param(_of_an_older_pack, "english_changed", id="a_sentence_that_no_letter_says_now"),
        pytest.param(_another_id, "lost_sentence", id="a_sentence_under_another_id"),
        pytest.param(_strange_element, "schema", id="an_element_in_the_wrong_place"),
        pytest.param(_strange_code, "unknown_code", id="a_code_of_its_own"),
        pytest.param(_code_of_another_namespace, "unknown_code", id="a_code_of_another_namespace"),
        pytest.param(_two_targets, "schema", id="two_translations"),
        pytest.param(_target_in_an_order_of_its_own, "schema", id="an_order_of_its_own"),
        pytest.param(_strange_state, "schema", id="a_state_of_its_own"),
    ],
)
def test_what_breaks_a_rule_is_refused_by_its_unit_and_nothing_is_written(
    change: Callable[[etree._Element], None],
    rule: str,
    back: Back,
    locales: Locales,
    capsys: pytest.CaptureFixture[str],
) -> None:
    say(found(back.root, "Yours sincerely,"), "Z wyrazami szacunku,")
    change(back.root)
    before = files(locales)
    assert back.comes(*BY) == REFUSED
    refused = [line for line in capsys.readouterr().err.splitlines() if f": {rule}: " in line]
    assert refused and all(line.startswith("refused: unit s-") for line in refused)
    assert files(locales) == before


def test_a_form_of_a_plural_that_serves_several_numbers_gives_the_number(back: Back) -> None:
    few = next(u for u in back.root.iter(tag("unit")) if str(u.get("id")).endswith(".1"))
    (form,) = [f for u in pack_of("pl", LETTER).units for f in u.forms if f.id == few.get("id")]
    say(few, form.said.replace("%(count)s", "kilka"))
    assert back.comes() == REFUSED


def test_a_letter_that_did_not_come_back_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    back = Back(tmp_path, ["hub_letter"])
    back.root.remove(back.root[1])
    assert back.comes() == REFUSED
    assert "refused: file hub_letter.older: lost_letter: " in capsys.readouterr().err


@pytest.mark.parametrize(
    ("content", "rule"),
    [
        (b"no XML", "not_xml"),
        (b'<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2"/>', "not_xliff"),
        (b'<xliff version="2.1" trgLang="pl" xmlns="urn:oasis:names:tc:xliff:document:2.0"/>', "schema"),
        (
            b'<!DOCTYPE xliff [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
            b'<xliff version="2.1" trgLang="pl" xmlns="urn:oasis:names:tc:xliff:document:2.0">&x;</xliff>',
            "not_xliff",
        ),
    ],
)
def test_a_file_that_is_no_xliff_is_refused(content: bytes, rule: str) -> None:
    with pytest.raises(Refused) as refused:
        read_delivery(content)
    assert [reason.rule for reason in refused.value.reasons] == [rule]


def test_a_language_without_a_catalogue_and_a_reviewer_without_a_name_are_refused(
    back: Back, capsys: pytest.CaptureFixture[str]
) -> None:
    back.root.set("trgLang", "lt")
    assert back.comes() == REFUSED
    assert "no_such_language" in capsys.readouterr().err
    assert [back.comes("--by", name) for name in (" ", "x", "...")] == [WRONG_USE] * 3
    assert main(["translations", "import", "no-such-file.xlf"]) == WRONG_USE

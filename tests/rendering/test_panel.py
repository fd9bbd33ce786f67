"""An English letter to whoever reads another language begins with a panel in theirs, in every form."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from io import BytesIO
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn
from lxml import html

from correspondence.catalogue.letter import Letter
from correspondence.checks.pdf_contents import PdfContents, read_pdf
from correspondence.documents import DocumentForm, Paragraph, Run, Text
from correspondence.hmcts.languages import TAGS as OF_FORMS
from correspondence.panels import ASKS, LANGUAGE, MOST_WANTED, NUMBER, PANEL, Panel, most_wanted, panel_for, panels
from correspondence.protocol.letters import Audience
from correspondence.protocol.words.tags import Tag
from correspondence.rendering import compose, languages, render
from correspondence.rendering.boxed import RIGHT_TO_LEFT, STYLES
from correspondence.rendering.languages import direction_of
from correspondence.rendering.panel import interpreter_wanted
from correspondence.shipped import FONTS
from tests.panel_fonts import BUNDLED, FOLDER, SOURCES, characters, font_of, wanted, words
from tests.rendering.samples import to, to_child, view_of

PANELS = {panel.tag: panel for panel in panels()}
TAGS = sorted(PANELS)
SCRIPTS = {
    "Latn": "LATIN",
    "Cyrl": "CYRILLIC",
    "Grek": "GREEK",
    "Arab": "ARABIC",
    "Deva": "DEVANAGARI",
    "Thai": "THAI",
    "Guru": "GURMUKHI",
    "Beng": "BENGALI",
    "Gujr": "GUJARATI",
    "Taml": "TAMIL",
    "Sinh": "SINHALA",
    "Ethi": "ETHIOPIC",
    "Hans": "CJK",
    "Hant": "CJK",
    "Jpan": "(?:CJK|HIRAGANA|KATAKANA)",
    "Kore": "HANGUL",
}
SPOKEN_OF = ("about", "important", "call", "interpreter", "not_a_child", "danger", "sentence", "ask", "name", "english")


def letter_in(tag: str, letter: Letter | None = None) -> Letter:
    """A letter whose reader reads that language, of a kind that is written in English alone."""
    written = letter or to()
    return replace(written, language=tag, kind=replace(written.kind, languages=frozenset()))


@cache
def text_in(tag: str) -> Text:
    return compose(letter_in(tag), "en")


def said(text: Text, role: str = PANEL) -> list[str]:
    return ["".join(run.text for run in block.runs) for block in paragraphs(text, role)]


def paragraphs(text: Text, role: str = PANEL) -> list[Paragraph]:
    return [block for block in text.blocks if isinstance(block, Paragraph) and block.role == role]


def runs(text: Text) -> Iterator[Run]:
    for block in paragraphs(text):
        yield from block.runs


def lines(panel: Panel, *, adult: bool = True) -> list[str]:
    """What stands in a panel, paragraph by paragraph."""
    hub = view_of(to()).hub
    helps = (panel.interpreter, panel.not_a_child) if adult else (panel.interpreter,)
    return [
        panel.name,
        panel.between.join((panel.about, panel.important)),
        panel.call.replace(LANGUAGE, panel.english),
        f"{hub.phone} {hub.hours}",
        panel.between.join(helps),
        panel.danger.replace(NUMBER, "999"),
        panel.sentence,
        interpreter_wanted(panel.english),
    ]


def test_there_is_a_panel_for_each_language_that_families_are_known_to_read() -> None:
    assert len(PANELS) >= 40
    named = {tag for tag in OF_FORMS.values() if tag != "en"}
    assert [tag for tag in sorted(named) if panel_for(tag) is None] == []
    assert set(languages()) - {"en"} <= PANELS.keys(), "a kind may not be written in a language that letters are"


@pytest.mark.parametrize("tag", TAGS)
def test_a_panel_has_every_sentence_and_says_who_is_unsure_of_what(tag: str) -> None:
    panel = PANELS[tag]
    assert [name for name in SPOKEN_OF if not getattr(panel, name).strip()] == []
    assert panel.call.count(LANGUAGE) == panel.danger.count(NUMBER) == 1
    assert [c for sentence in (*panel.sentences, panel.ask) for c in sentence.replace(LANGUAGE, "") if c in "<>&"] == []
    assert panel.written_by
    assert bool(panel.reviewed_by) == bool(panel.reviewed_on) == (panel.status == "reviewed")
    assert panel.status in ("draft", "reviewed")


@pytest.mark.parametrize("tag", TAGS)
def test_a_panel_is_in_its_own_script_and_names_its_language_in_it(tag: str) -> None:
    panel = PANELS[tag]
    ours = re.compile(SCRIPTS[panel.script])
    for sentence in (panel.name, panel.about, panel.not_a_child, panel.danger):
        plain = sentence.replace(NUMBER, "").replace("Cafcass", "")
        letters = [c for c in plain if unicodedata.category(c) in ("Lo", "Ll", "Lu")]
        assert letters, sentence
        assert [c for c in letters if not ours.match(unicodedata.name(c))] == []


def test_no_two_panels_have_the_same_words_but_those_of_one_written_language() -> None:
    texts = {tag: PANELS[tag].not_a_child for tag in TAGS}
    assert len(set(texts.values())) == len(texts)
    every = [Tag.of(each) for panel in PANELS.values() for each in (panel.tag, *panel.also)]
    assert len(every) == len(set(every)), "one tag is one panel's"


@pytest.mark.parametrize(
    ("tag", "found"),
    [
        *[("fa-IR", "fa"), ("fa-AF", "prs"), ("zh", "zh-Hans"), ("zh-Hant-HK", "zh-Hant"), ("zh-tw", "zh-Hant")],
        *[("pa-Arab-PK", "pa-Arab"), ("pa-IN", "pa"), ("pt-BR", "pt-BR"), ("pt-PT", "pt"), ("ku", "kmr"), ("FR", "fr")],
        *[("en-GB", None), ("tlh", None), ("zh-Hans-CN", "zh-Hans"), ("yue-Hant", "yue"), ("uk-UA", "uk")],
        *[("kmr-Arab", None), ("ckb-Latn", None), ("ur-Latn", None), ("ckb-Arab", "ckb"), ("ku-Latn", "kmr")],
    ],
)
def test_a_tag_is_read_whole_and_a_regional_one_is_its_language_but_no_other_script(
    tag: str, found: str | None
) -> None:
    panel = panel_for(tag)
    assert (panel.tag if panel else None) == found


@pytest.mark.parametrize("tag", TAGS)
def test_every_character_of_a_panel_has_a_glyph_in_its_fonts(tag: str) -> None:
    panel = PANELS[tag]
    own = font_of(panel)
    fonts = [FONTS / name for name in BUNDLED] + ([FOLDER / own] if own else [])
    drawn = frozenset().union(*map(characters, fonts))
    assert {c for c in words(panel) if unicodedata.category(c) != "Cf"} - drawn == set()


@pytest.mark.parametrize("file", SOURCES)
def test_a_small_font_has_what_its_panels_say_and_no_more(file: str) -> None:
    """Else make it again: `python -m tests.panel_fonts FOLDER`."""
    assert characters(FOLDER / file) <= wanted(file)
    assert (FOLDER / file).stat().st_size < 100_000
    assert {font_of(panel) for panel in PANELS.values()} >= {file}


@pytest.mark.parametrize("tag", TAGS)
def test_a_panel_says_the_same_whatever_the_letter_and_stands_first(tag: str) -> None:
    text, panel = text_in(tag), PANELS[tag]
    assert said(text) == lines(panel)
    assert all(isinstance(block, Paragraph) and block.role == PANEL for block in text.blocks[: len(lines(panel))])
    in_english = {panel.english, interpreter_wanted(panel.english), view_of(to()).hub.hours}
    assert {run.text for run in runs(text) if run.language is None} == in_english
    assert {run.language for run in runs(text)} == {None, tag}


@pytest.mark.parametrize("audience", [Audience.OLDER, Audience.YOUNGER])
def test_a_childs_panel_says_nothing_of_children_reading_it_out(audience: Audience) -> None:
    text = compose(letter_in("uk", to_child(audience)), "en")
    assert said(text) == lines(PANELS["uk"], adult=False)
    assert not text.has(ASKS)


@pytest.mark.parametrize("tag", TAGS)
def test_the_pdf_draws_a_panel_in_its_language_and_is_read_as_it_is_written(tag: str) -> None:
    pdf = pdf_of(tag)
    panel = PANELS[tag]
    (box,) = [each for each in pdf.elements() if each.language == tag and each.tag in ("Sect", "Div")]
    read = re.sub(r"\s+", "", "".join(leaf.text for leaf in box.leaves()))
    assert read == re.sub(r"\s+", "", "".join(lines(panel)))
    own = font_of(panel)
    family = own.partition("-")[0].lower() if own else "notosans"
    names = [re.sub(r"[^a-z]", "", font.name.lower()) for font in pdf.fonts]
    assert any(family in name for name in names), names


@cache
def pdf_of(tag: str) -> PdfContents:
    return read_pdf(render(text_in(tag), letter_in(tag), DocumentForm.PDF).content)


@pytest.mark.parametrize("tag", TAGS)
def test_the_html_says_in_which_language_and_direction_a_panel_is(tag: str) -> None:
    page = html.document_fromstring(render(text_in(tag), letter_in(tag), DocumentForm.HTML).content.decode())
    (box,) = [each for each in page.iter("section") if each.get("class") == PANEL]
    assert (box.get("lang"), box.get("dir")) == (tag, PANELS[tag].direction)
    assert [" ".join("".join(map(str, p.itertext())).split()) for p in box] == [
        " ".join(x.split()) for x in lines(PANELS[tag])
    ]
    assert ".panel" in "".join(style.text or "" for style in page.iter("style"))


@pytest.mark.parametrize("tag", TAGS)
def test_the_word_file_boxes_a_panel_and_names_its_language_direction_and_font(tag: str) -> None:
    panel, found = PANELS[tag], word_paragraphs(render(text_in(tag), letter_in(tag), DocumentForm.DOCX).content)
    box = [p for p in found if p.style.name in STYLES]
    assert [p.text.replace("\u00a0", " ").replace("\u200e", "") for p in box] == [
        x.replace("\u00a0", " ") for x in lines(panel)
    ]
    turned = [p for p in box if p.style.name == RIGHT_TO_LEFT]
    assert len(turned) == (len(box) - 1 if panel.direction == "rtl" else 0), "the English sentence runs left to right"
    first = next(run for run in box[0].runs if run.text)._r.rPr
    assert first.find(qn("w:lang")).get(qn("w:val")) == tag
    assert (first.find(qn("w:rtl")) is not None) == (panel.direction == "rtl")
    assert (first.find(qn("w:rFonts")) is not None) == (panel.script not in ("Latn", "Cyrl", "Grek", "Arab"))


def word_paragraphs(content: bytes) -> list[Any]:
    return list(docx.Document(BytesIO(content)).paragraphs)


def test_the_plain_text_has_a_panel_with_what_is_english_isolated() -> None:
    plain = render(text_in("fa"), letter_in("fa"), DocumentForm.TXT).content.decode()
    assert plain.startswith("فارسی\n")
    assert "بگویید: \u2066Farsi\u2069\n\u206601632 960000\u2069" in plain


@pytest.mark.parametrize("tag", TAGS)
def test_a_panel_runs_the_way_of_its_script_whether_or_not_anybody_else_knows_its_language(tag: str) -> None:
    expected = "rtl" if PANELS[tag].script == "Arab" else "ltr"
    assert (PANELS[tag].direction, direction_of(tag)) == (expected, expected)


@pytest.mark.parametrize("tag", ["en", "en-GB", "pl", "pl-PL", "ar"])
def test_a_reader_of_a_language_that_letters_are_written_in_gets_no_panel(tag: str) -> None:
    letter = replace(to(), language=tag)
    assert not compose(letter, "en").has(PANEL)


def test_a_file_without_a_panel_knows_nothing_of_one() -> None:
    text = compose(to(), "en")
    word = docx.Document(BytesIO(render(text, to(), DocumentForm.DOCX).content))
    assert not {style.name for style in word.styles}.intersection(STYLES)
    assert b"panel" not in render(text, to(), DocumentForm.HTML).content


def test_english_letters_to_adults_ask_in_the_ten_languages_that_most_speak() -> None:
    counted = sorted((panel.speakers for panel in PANELS.values()), reverse=True)
    assert [panel.speakers for panel in most_wanted()] == counted[:MOST_WANTED]
    assert [panel.tag for panel in most_wanted()][:3] == ["pl", "ro", "pa"]
    (line,) = said(compose(to(), "en"), ASKS)
    assert line.endswith(f" {' '.join(panel.ask for panel in most_wanted())} {view_of(to()).hub.phone}")
    assert not compose(replace(to(), language="pl"), "pl").has(ASKS)
    assert not compose(to_child(Audience.OLDER), "en").has(ASKS)


def test_the_line_of_ten_languages_is_read_as_it_is_written() -> None:
    (line,) = said(compose(to(), "en"), ASKS)
    contents = read_pdf(render(compose(to(), "en"), to(), DocumentForm.PDF).content)
    assert line in [" ".join(element.text.split()) for element in contents.elements() if element.tag == "P"]
    (element,) = [each for each in contents.elements() if " ".join(each.text.split()) == line]
    spoken = [child.language for child in element.walk() if child.language]
    assert spoken == [panel.tag for panel in most_wanted()]

"""What is worked out once, for a line, a place or a size, gives each letter the bytes that it has by itself."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from correspondence.catalogue.letter import Letter
from correspondence.documents import DocumentForm
from correspondence.protocol.letters import Audience
from correspondence.rendering import compose, known_places, laid_once, languages, pdf, render, used_values
from correspondence.rendering.fonts import weasyprint
from correspondence.shipped import SHARED

from .samples import LETTER, to, to_child

# isort: split
from weasyprint import css
from weasyprint.css import AnonymousStyle, StyleFor
from weasyprint.css.properties import INHERITED
from weasyprint.formatting_structure import boxes
from weasyprint.layout import absolute, block, inline, page, table
from weasyprint.layout import float as floats
from weasyprint.text.line_break import Layout

LETTERS = {
    "adult": LETTER,
    "older": to_child(Audience.OLDER),
    "younger": to_child(Audience.YOUNGER),
    "covered": to_child(Audience.OLDER, own_page=True),
}
WRAPPED = {
    "places": [(StyleFor, "__init__")],
    "lines": [(Layout, "setup"), (Layout, "set_text"), (Layout, "deactivate"), (Layout, "reactivate")],
    "heights of lines": [(inline, "strut")],
    "sizes": [(each, "resolve_percentages") for each in (absolute, block, floats, inline, page, table)],
}
SHEETS = [*(SHARED / name for name in pdf._WIDE_STYLES), Path(css.__file__).parent / "html5_ua.css"]
PSEUDO_CLASSES = {
    "root",
    "first-child",
    "last-child",
    "nth-child",
    "not",
    "is",
    "link",
    "any-link",
    "visited",
    "before",
}
NOT_OURS = re.compile(r"^\s*@|\b(option|textarea)\b")
"""What is no rule for an element, or one for what no letter has."""

RULES = """
    body { font-family: "Noto Sans" } u { text-decoration: underline } p { width: 50%; padding-left: 10% }
    div { float: left; width: 60% } div div { width: 70% } .a + p { color: red } p:first-child { font-size: 20pt }
    p:last-child { font-size: 6pt } p:nth-child(3) { color: blue } p:nth-child(n+5) { margin: 0 }
    [lang=pl] p { color: green }
"""
LINES = "<p>One</p><p>Two<br/>lines</p><p>Three</p><p>Four</p><p>Five</p><p>Six</p>"
BY_HAND = (
    f"<div>{LINES}<div>{LINES}</div></div>",
    f"<div lang='pl'>{LINES}</div><p><u>Underlined</u></p><pre>Two\nlines</pre>",
    f"<div><p class='a'>One</p>{LINES}</div><div class='a'></div>{LINES}",
)


@pytest.fixture
def forgotten() -> Iterator[None]:
    """No place is kept of letters that other tests made, nor of this one's."""
    known_places.forget()
    yield
    known_places.forget()


def made(letter: Letter, language: str, *, large_print: bool = False) -> bytes:
    """A letter's PDF."""
    return render(compose(letter, language), letter, DocumentForm.PDF, large_print=large_print).content


def documents() -> Iterator[bytes]:
    """Documents that share their rules, on two sizes of paper."""
    rules, papers = (
        weasyprint.CSS(string=RULES),
        [weasyprint.CSS(string=f"@page {{ size: {x} }}") for x in ("A4", "A6")],
    )
    for paper in papers:
        for body in (*BY_HAND, *BY_HAND):
            html = f'<html lang="en"><head><title>One</title></head><body>{body}</body></html>'
            yield weasyprint.HTML(string=html).write_pdf(stylesheets=[rules, paper], font_config=pdf._fonts())


def without(wrapped: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Leaves WeasyPrint as it is, but for the rest that we wrap."""
    for owner, name in WRAPPED[wrapped]:
        monkeypatch.setattr(owner, name, getattr(owner, name).__wrapped__)


@pytest.mark.usefixtures("forgotten")
@pytest.mark.parametrize("language", sorted(languages()))
def test_a_letter_after_others_is_as_it_is_alone(language: str, monkeypatch: pytest.MonkeyPatch) -> None:
    looks = [(letter, large) for letter in LETTERS.values() for large in (False, True)]
    together = [made(letter, language, large_print=large) for _ in range(2) for letter, large in looks]
    for wrapped in WRAPPED:
        without(wrapped, monkeypatch)
    assert together == 2 * [made(letter, language, large_print=large) for letter, large in looks]


@pytest.mark.usefixtures("forgotten")
@pytest.mark.parametrize("wrapped", WRAPPED)
def test_a_document_is_as_it_is_alone_whatever_its_rules_ask_of_it(
    wrapped: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    once = [*documents()]
    without(wrapped, monkeypatch)
    assert [*documents()] == once


def test_a_line_is_drawn_as_it_was_laid_out(monkeypatch: pytest.MonkeyPatch) -> None:
    document = weasyprint.HTML(
        string='<p style="font-family: Noto Sans">One line, and <b>a bold word</b>.</p>'
    ).render()
    laid_out: list[str] = []
    monkeypatch.setattr(Layout, "set_text", lambda _, text, justify=False: laid_out.append(text))
    document.write_pdf()
    assert laid_out == []


def test_a_line_is_forgotten_once_it_is_drawn() -> None:
    document = weasyprint.HTML(string='<p style="font-family: Noto Sans">One line.</p>').render()
    (line,) = (box.pango_layout for box in document.pages[0]._page_box.descendants() if isinstance(box, boxes.TextBox))
    assert hasattr(line, "layout")
    document.write_pdf()
    assert not hasattr(line, "layout")


def test_a_text_inherits_all_by_which_it_is_laid_out(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: set[str] = set()
    plain = AnonymousStyle.__missing__

    def heard(style: AnonymousStyle, name: str) -> object:
        asked.add(name)
        return plain(style, name)

    monkeypatch.setattr(AnonymousStyle, "__missing__", heard)
    document = weasyprint.HTML(string="<p>One line.</p>").render()
    (line,) = (box for box in document.pages[0]._page_box.descendants() if isinstance(box, boxes.TextBox))
    asked.clear()
    alone = AnonymousStyle(line.style.parent_style)
    Layout.setup.__wrapped__(Layout.__new__(Layout), alone)
    inline.strut.__wrapped__(alone)
    assert {"font_size", "lang", "line_height"} <= asked
    assert asked - {"text_decoration_line"} <= set(INHERITED)
    assert laid_once._of_text(alone) is line.style.parent_style


@pytest.mark.usefixtures("forgotten")
def test_a_letter_to_somebody_else_stands_in_no_new_place() -> None:
    made(LETTER, "en")
    kept = len(known_places._kept)
    made(to("Ms Somebody Else", ("Ms Somebody Else", "1 Sample Street", "Leeds", "LS1 4AP", "")), "en")
    assert kept
    assert len(known_places._kept) == kept


@pytest.mark.usefixtures("forgotten")
def test_no_more_places_are_kept_than_one_letter_adds_to_what_is_meant_to_be(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = made(LETTER, "en")
    one = len(known_places._kept)
    monkeypatch.setattr(known_places, "_MOST", 1)
    assert [made(letter, "en") for letter in (LETTERS["older"], LETTER)][1] == whole
    assert len(known_places._kept) == one


@pytest.mark.usefixtures("forgotten")
def test_a_place_holds_no_word_of_a_letter() -> None:
    made(to("Quixotica"), "en")
    kept = repr([[*place.inside] for place in known_places._kept])
    assert "salutation" in kept
    assert "Quixotica" not in kept


def test_a_style_keeps_sizes_for_no_more_rooms_than_are_meant_to_be(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(used_values, "_ROOMS", 3)
    widths = "".join(f'<div style="width: {width}pt"><p>One</p></div>' for width in range(100, 120))
    document = weasyprint.HTML(string=widths).render()
    kept = [len(vars(box.style).get("used_values", ())) for box in document.pages[0]._page_box.descendants()]
    assert 0 < max(kept) <= 3


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_no_rule_asks_more_of_an_element_than_its_place(sheet: Path) -> None:
    text = re.sub(r"/\*.*?\*/", "", sheet.read_text("utf-8"), flags=re.DOTALL)
    rules = [rule for rule in re.findall(r"([^{};]+)\{", text) if not NOT_OURS.search(rule)]
    asked = [*_asked(rules)]
    assert rules
    assert [rule for rule in asked if rule not in PSEUDO_CLASSES] == []
    assert [*_asked(["p:nth-child(9)", "p ~ q", "[title] + p", "p:has(a)"])] == ["far", "~", "+", "has"]


def _asked(rules: list[str]) -> Iterator[str]:
    """The pseudo-classes that rules name, and what else they ask: of what stands far, before or next to an element."""
    for rule in rules:
        bare = re.sub(r"\[[^]]*\]", "[]", rule)
        yield from (name for name in re.findall(r"(?<!:):([a-z-]+)", bare) if name != "nth-child")
        places = re.findall(r":nth-child\(([^)]*)\)", bare)
        yield from ("far" for place in places if max(map(int, re.findall(r"\d+", place))) > known_places.FAR)
        yield from ("~" for _ in re.findall("~", bare))
        yield from (
            "+" for before in re.findall(r"(\S+)\s*\+\s*(?!\d)", re.sub(r"\([^)]*\)", "", bare)) if "[" in before
        )

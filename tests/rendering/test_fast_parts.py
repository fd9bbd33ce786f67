"""Each part of `rendering.fast` gives each document the bytes that it has by itself, and keeps what it is meant to."""

import re
from collections.abc import Iterator
from pathlib import Path

import pydyf
import pytest

from correspondence.catalogue.letter import Letter
from correspondence.documents import DocumentForm
from correspondence.protocol.letters import Audience
from correspondence.rendering import compose, fast, languages, pdf, render
from correspondence.rendering.fast import layouts, places, sizes, wrapping
from correspondence.rendering.fonts import weasyprint
from correspondence.shipped import SHARED

from .samples import LETTER, to, to_child

# isort: split
from weasyprint import css
from weasyprint.css import AnonymousStyle
from weasyprint.css.properties import INHERITED
from weasyprint.formatting_structure import boxes
from weasyprint.layout import inline
from weasyprint.text.line_break import Layout

LETTERS = {
    "adult": LETTER,
    "older": to_child(Audience.OLDER),
    "younger": to_child(Audience.YOUNGER),
    "covered": to_child(Audience.OLDER, own_page=True),
}
PARTS = {
    "answers": {"_to_bytes", "page_references", "is_in_normal_flow", "is_absolutely_positioned", "is_floated"},
    "places": {"__init__"},
    "layouts": {"setup", "set_text", "deactivate", "reactivate"},
    "heights of lines": {"strut"},
    "sizes": {"resolve_percentages"},
    "corners": {"resolve_radii_percentages"},
    "lines": {"split_first_line", "can_break_text"},
    "glyphs": {"draw_text", "add_font"},
    "fonts": {"subset"},
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
    "after",
    "marker",
    "footnote-call",
    "footnote-marker",
    "note-call",
    "note-callback",
    "note-marker",
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
    """Nothing is kept of letters that other tests made, nor of this one's."""
    fast.forget()
    yield
    fast.forget()


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
            with fast.making(re.findall(r"[\w ]+", body)):
                yield weasyprint.HTML(string=html).write_pdf(stylesheets=[rules, paper], font_config=pdf._fonts())


def without(part: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Leaves WeasyPrint as it is in that part."""
    for each in wrapping.wrapped:
        if each.name in PARTS[part]:
            monkeypatch.setattr(each.owner, each.name, each.plain)


@pytest.mark.usefixtures("forgotten")
@pytest.mark.parametrize("language", sorted(languages()))
def test_a_letter_after_others_is_as_it_is_alone(language: str, monkeypatch: pytest.MonkeyPatch) -> None:
    looks = [(letter, large) for letter in LETTERS.values() for large in (False, True)]
    together = [made(letter, language, large_print=large) for _ in range(2) for letter, large in looks]
    for part in PARTS:
        without(part, monkeypatch)
    assert together == 2 * [made(letter, language, large_print=large) for letter, large in looks]


@pytest.mark.usefixtures("forgotten")
@pytest.mark.parametrize("part", PARTS)
def test_a_document_is_as_it_is_alone_whatever_its_rules_ask_of_it(part: str, monkeypatch: pytest.MonkeyPatch) -> None:
    once = [*documents()]
    without(part, monkeypatch)
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
    assert layouts.of_text(alone) is line.style.parent_style


@pytest.mark.usefixtures("forgotten")
def test_a_letter_to_somebody_else_stands_in_no_new_place() -> None:
    made(LETTER, "en")
    kept = len(places._kept)
    made(to("Ms Somebody Else", ("Ms Somebody Else", "1 Sample Street", "Leeds", "LS1 4AP", "")), "en")
    assert kept
    assert len(places._kept) == kept


@pytest.mark.usefixtures("forgotten")
def test_no_more_places_are_kept_than_one_letter_adds_to_what_is_meant_to_be(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = made(LETTER, "en")
    one = len(places._kept)
    monkeypatch.setattr(places, "_MOST", 1)
    assert [made(letter, "en") for letter in (LETTERS["older"], LETTER)][1] == whole
    assert len(places._kept) == one


@pytest.mark.usefixtures("forgotten")
def test_a_place_holds_no_word_of_a_letter() -> None:
    made(to("Quixotica"), "en")
    kept = repr([[*place.inside] for place in places._kept])
    assert "salutation" in kept
    assert "Quixotica" not in kept


def test_a_style_keeps_sizes_for_no_more_rooms_than_are_meant_to_be(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sizes, "_ROOMS", 3)
    widths = "".join(f'<div style="width: {width}pt"><p>One</p></div>' for width in range(100, 120))
    document = weasyprint.HTML(string=widths).render()
    kept = [len(vars(box.style).get("used_values", ())) for box in document.pages[0]._page_box.descendants()]
    assert 0 < max(kept) <= 3


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_no_rule_asks_more_of_an_element_than_its_place(sheet: Path) -> None:
    text = re.sub(r"/\*.*?\*/", "", sheet.read_text("utf-8"), flags=re.DOTALL)
    rules = [rule for rule in re.findall(r"([^{};]+)\{", text) if not NOT_OURS.search(rule)]
    assert rules
    assert [each for each in _asked(rules) if each not in PSEUDO_CLASSES] == []


@pytest.mark.parametrize(
    ("rule", "asked"),
    [
        ("p:nth-child(9)", "far"),
        ("p ~ q", "~"),
        ("p:first-child + q", "+"),
        ("[title] + p", "+"),
        ("p + p + q", "+"),
        ("p:empty", "empty"),
        ("p:nth-last-child(2)", "nth-last-child"),
        ("p:last-of-type", "last-of-type"),
        (".contact:has(p:nth-child(6))", "has"),
        ("p:has(a)", "has"),
        ("meta[name]", "meta"),
        ("p::first-line", "first-line"),
    ],
)
def test_a_rule_that_asks_more_is_found(rule: str, asked: str) -> None:
    assert asked in set(_asked([rule])) - PSEUDO_CLASSES


HELD = {f".{name}:has({tag}:nth-child({place}))" for name, (place, tag) in places.HOLDING.items()}


def _asked(rules: list[str]) -> Iterator[str]:
    """The pseudo-classes that rules name, and what else they ask: of what stands far, before or next to an element."""
    for rule in rules:
        bare = re.sub(r"\[[^]]*\]", "[]", rule)
        for held in HELD:
            bare = bare.replace(held, "")
        yield from (name for name in re.findall(r":([a-z-]+)", bare) if name != "nth-child")
        far = re.findall(r":nth-child\(([^)]*)\)", bare)
        yield from ("far" for place in far if max(map(int, re.findall(r"\d+", place))) > places.FAR)
        yield from re.findall(r"~|\bmeta(?=\[)", bare)
        flat = re.sub(r"\([^)]*\)", "", bare)
        before = re.findall(r"(\S+)\s*\+", flat)
        yield from ("+" for each in before if not re.fullmatch(r"[a-z0-9]*(\.[a-z]+)?", each))
        yield from ("+" for _ in re.findall(r"\+\s*\S+\s*\+", flat))


def test_the_pages_of_a_file_are_named_anew_when_another_comes() -> None:
    file = pydyf.PDF()
    for count in (1, 2, 3):
        file.add_page(pydyf.Dictionary())
        assert len(file.page_references) == count
    assert file.page_references is file.page_references


def test_a_box_has_round_corners_only_where_its_style_says_so() -> None:
    html = '<div style="border-radius: 5px"><p style="border-top-left-radius: 2px">One</p></div><p>Two</p>'
    document = weasyprint.HTML(string=html).render()
    found = [
        (box.border_top_left_radius, box.border_bottom_right_radius)
        for box in document.pages[0]._page_box.descendants()
        if isinstance(box, boxes.BlockBox) and box.element_tag in ("div", "p")
    ]
    assert found == [((5, 5), (5, 5)), ((2, 2), (0, 0)), ((0, 0), (0, 0))]

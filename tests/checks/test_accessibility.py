"""A document can be read by those who cannot see it, or is held."""

from collections.abc import Callable
from dataclasses import replace
from io import BytesIO

import pikepdf
import pytest

from correspondence.checks import accessibility
from correspondence.documents import Document
from correspondence.rendering import tagging
from tests.checks.samples import html, pdf, saved, txt, word

tagging.install()

GOOD = (
    "<h1>One</h1><p>Two</p><ul><li>Three</li></ul><h2>Four</h2>"
    '<table><tr><th scope="col">A</th></tr><tr><td>B</td></tr></table>'
)
PICTURE = (
    "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><rect width='9' height='9'/></svg>"
)


def _rules(made: Document) -> set[tuple[str, str]]:
    return {(f.code.removeprefix("accessibility."), f.where) for f in accessibility.examine(made)}


def _without(made: Document, *path: str) -> Document:
    """The same PDF without the entry of its catalogue at that path."""
    buffer = BytesIO()
    with pikepdf.open(BytesIO(made.content)) as opened:
        holder: pikepdf.Object = opened.Root
        for step in path[:-1]:
            holder = holder[step]
        del holder[path[-1]]
        opened.save(buffer)
    return replace(made, content=buffer.getvalue())


def test_a_good_document_of_any_form_passes() -> None:
    good = word()
    good.styles.element.find(".//{*}lang").set(
        "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}val", "en-GB"
    )
    for made in (pdf(GOOD), html(GOOD), saved(good), txt("One")):
        assert _rules(made) == set()


@pytest.mark.parametrize(
    ("made", "rule"),
    [
        (lambda: _without(pdf(GOOD), "/Lang"), "language"),
        (lambda: _without(pdf(GOOD), "/ViewerPreferences", "/DisplayDocTitle"), "display_title"),
        (lambda: _without(pdf(GOOD), "/MarkInfo"), "marked"),
        (lambda: _without(pdf(GOOD), "/StructTreeRoot"), "structure"),
        (lambda: replace(pdf(GOOD), language="pl"), "language"),
        (lambda: pdf("<p style='break-after: page'>One</p>" * 10 + "<p>Two</p>"), "page_count"),
    ],
    ids=["no language", "no title shown", "not marked", "no structure", "other language", "eleven pages"],
)
def test_what_a_whole_pdf_lacks_is_found(made: Callable[[], Document], rule: str) -> None:
    assert _rules(made()) == {(rule, "pdf")}


def test_a_pdf_without_a_title_is_found() -> None:
    made = pdf(GOOD)
    buffer = BytesIO()
    with pikepdf.open(BytesIO(made.content)) as opened:
        del opened.docinfo["/Title"]
        opened.save(buffer)
    assert _rules(replace(made, content=buffer.getvalue())) == {("title", "pdf")}


def test_a_font_that_is_not_embedded_is_found() -> None:
    made = pdf(GOOD)
    buffer = BytesIO()
    with pikepdf.open(BytesIO(made.content)) as opened:
        for thing in opened.objects:
            if isinstance(thing, pikepdf.Dictionary) and "/FontFile2" in thing:
                del thing["/FontFile2"]
        opened.save(buffer)
    assert _rules(replace(made, content=buffer.getvalue())) == {("font_embedded", "pdf")}


@pytest.mark.parametrize(
    ("body", "rule"),
    [
        ("<p>One</p><h2>Two</h2>", "heading_order"),
        ("<h1>One</h1><h3>Two</h3>", "heading_order"),
        (f'<p>One</p><img alt=" " src="{PICTURE}">', "alternative_text"),
    ],
)
def test_what_an_element_of_a_pdf_lacks_is_found_on_its_page(body: str, rule: str) -> None:
    assert _rules(pdf(f'<p style="break-after: page">Zero</p>{body}')) == {(rule, "pdf page 2")}


def test_list_items_without_bodies_and_headers_without_scope_are_found() -> None:
    made = pdf(GOOD)
    buffer = BytesIO()
    with pikepdf.open(BytesIO(made.content)) as opened:
        for thing in opened.objects:
            if isinstance(thing, pikepdf.Dictionary) and thing.get("/S") == "/LBody":
                thing.S = pikepdf.Name.Div
            if isinstance(thing, pikepdf.Dictionary) and thing.get("/S") == "/TH":
                del thing["/A"]
        opened.save(buffer)
    found = _rules(replace(made, content=buffer.getvalue()))
    assert found == {("list_item", "pdf page 1"), ("header_scope", "pdf page 1")}


@pytest.mark.parametrize(
    ("content", "rules"),
    [
        (b"<html><head><title>One</title></head><body></body></html>", {"language"}),
        (b'<html lang="pl"><head><title>One</title></head><body></body></html>', {"language"}),
        (b'<html lang="en"><head><title> </title></head><body></body></html>', {"title"}),
        (b'<html lang="en"><head><title>One</title></head><body><h2>Two</h2></body></html>', {"heading_order"}),
        (b'<html lang="en"><head><title>One</title></head><body><img src="x.png"></body></html>', {"alternative_text"}),
        (b'<html lang="en"><head><title>1</title></head><table><tr><th>A</th></tr></table></html>', {"header_scope"}),
    ],
)
def test_what_html_lacks_is_found(content: bytes, rules: set[str]) -> None:
    assert _rules(replace(html(""), content=content)) == {(rule, "html") for rule in rules}


def test_a_word_file_says_its_language_and_title() -> None:
    made = replace(saved(word(title="")), language="pl")
    assert _rules(made) == {("language", "docx"), ("title", "docx")}

"""What reads XML gives the tree of WeasyPrint's own reader, for every version of every letter in each language."""

from collections.abc import Iterator
from typing import Any

import pytest

from correspondence.catalogue.registry import CATALOGUE
from correspondence.documents import DocumentForm
from correspondence.rendering.fonts import weasyprint
from correspondence.rendering.page_source import page_source
from correspondence.rendering.pdf import sheet
from tests.golden.scenarios import places, texts_of

NAMESPACE = "{http://www.w3.org/2000/xmlns/}xmlns"
"""An attribute to what reads HTML, and what every name beneath it begins with to both."""


def told(element: Any, depth: int = 0) -> Iterator[tuple[object, ...]]:
    """All that a tree says, element by element."""
    attributes = {name: value for name, value in element.attrib.items() if name != NAMESPACE}
    yield depth, element.tag, attributes, element.text or "", element.tail or ""
    for child in element:
        yield from told(child, depth + 1)


@pytest.mark.parametrize("kind", CATALOGUE)
def test_every_version_of_a_letter_is_read_in_each_language_as_weasyprint_reads_it(kind: str) -> None:
    every = (each for place in places(kind) for each in texts_of(place))
    pages = {(letter.audience, text.language, text.part): (letter, text) for letter, text in every}
    for letter, text in pages.values():
        if DocumentForm.PDF in letter.kind.part(text.part).forms:
            html = sheet(text, letter)
            read = page_source(html)
            assert type(read) is not weasyprint.HTML
            assert list(told(read.etree_element)) == list(told(weasyprint.HTML(string=html).etree_element))


@pytest.mark.parametrize(
    "html",
    [
        "<html><head><title>1</title></head><body><p>One<p>Two&nbsp;three<br></body></html>",
        "<html><head><title>1</title></head><body><table><tr><td>1</td></tr></table></body></html>",
    ],
)
def test_what_is_html_alone_is_read_by_the_rules_of_html(html: str) -> None:
    read = page_source(html)
    assert list(told(read.etree_element)) == list(told(weasyprint.HTML(string=html).etree_element))


def test_a_tree_is_asked_for_its_elements_as_weasyprint_asks() -> None:
    html = (
        "<html><head><title>1</title><meta name='a'/></head><body><p>One <b>two</b></p><title>3</title></body></html>"
    )
    ours, plain = page_source(html).wrapper_element, weasyprint.HTML(string=html).wrapper_element
    for tags in (("title", "meta", "link"), ("style", "link"), ("b",)):
        found = [each.etree_element.tag for each in ours.query_all(*tags)]
        assert found == [each.etree_element.tag for each in plain.query_all(*tags)]
    assert [each.etree_element.tag for each in ours.iter_subtree()] == [
        each.etree_element.tag for each in plain.iter_subtree()
    ]

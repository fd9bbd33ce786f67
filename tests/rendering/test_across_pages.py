"""What runs over a page is one element of the structure, whole and in order; a head that is printed again is none."""

from io import BytesIO
from typing import Any

import pikepdf
import pytest

from correspondence.checks.pdf_contents import PdfContents, read_pdf
from correspondence.checks.pdf_structure import Element
from correspondence.documents import DocumentForm
from correspondence.rendering import render

from .papers import words_on
from .samples import LETTER, composer

ROWS = 90
ITEMS = "".join(f"<li>item {n} of a list</li>" for n in range(ROWS))
CELLS = "".join(f"<tr><th scope='row'>case {n}</th><td>day {n}</td></tr>" for n in range(ROWS))
HEAD = "<thead><tr><th scope='col'>Number</th><th scope='col'>Listed</th></tr></thead>"
TABLE = f"<table><caption>Cases</caption>{HEAD}<tbody>{CELLS}</tbody></table>"
PARAGRAPH = f"<p>{'So many words that no page holds them. ' * 150}</p>"


def made(body: str) -> bytes:
    return render(composer(body).compose(LETTER, "en"), LETTER, DocumentForm.PDF).content


def found(pdf: PdfContents, tag: str) -> list[Element]:
    return [each for each in pdf.elements() if each.tag == tag]


@pytest.mark.parametrize(("body", "tag"), [(f"<ul>{ITEMS}</ul>", "L"), (TABLE, "Table"), (PARAGRAPH, "P")])
def test_what_runs_over_a_page_is_one_element_with_content_on_each(body: str, tag: str) -> None:
    pdf = read_pdf(made(body))
    (article,), whole = found(pdf, "Art"), max(found(pdf, tag), key=lambda each: len(each.text))
    assert len(pdf.pages) >= 2
    for element in (article, whole):
        pages = [leaf.page for leaf in element.leaves()]
        assert pages == sorted(pages)
        assert {*pages} == {*range(1, len(pdf.pages) + 1)}


def test_a_list_keeps_its_items_in_order_and_each_has_one_label_and_one_body() -> None:
    pdf = read_pdf(made(f"<ul>{ITEMS}</ul>"))
    (listing,) = found(pdf, "L")
    bodies = [body.text for body in found(pdf, "LBody")]
    assert bodies == [f"item {n} of a list" for n in range(ROWS)]
    assert [child.tag for child in listing.children if isinstance(child, Element)] == ["LI"] * ROWS


def test_a_head_that_is_printed_again_is_an_artifact_and_its_cells_have_the_first_heads_headers() -> None:
    content = made(TABLE)
    pdf = read_pdf(content)
    assert all("Listed" in [w.text for w in page] for page in words_on(content)), "it is printed on each page"
    assert [len(found(pdf, tag)) for tag in ("Table", "THead", "TBody", "Caption")] == [1, 1, 1, 1]
    assert [cell.text for cell in found(pdf, "TH")].count("Listed") == 1
    assert [cell.text for cell in found(pdf, "TD")] == [f"day {n}" for n in range(ROWS)]
    again = {page.number for page in pdf.pages for shown in pdf.untagged(page) if "Listed" in shown.text}
    assert again == {*range(2, len(pdf.pages) + 1)}
    with pikepdf.open(BytesIO(content)) as opened:
        elements = [thing for thing in opened.objects if isinstance(thing, pikepdf.Dictionary) and "/S" in thing]
        named = {str(each.ID) for each in elements if "/ID" in each}
        cells = [each for each in elements if each.S == "/TD"]
        assert len(cells) == ROWS
        for cell in cells:
            headers = [str(header) for header in cell.A.Headers]
            assert len(headers) == 2
            assert named.issuperset(headers)
        assert len(named) == 2 + ROWS, "nothing is left of the heads that were printed again"


@pytest.mark.parametrize("body", [f"<ul>{ITEMS}</ul>", TABLE, PARAGRAPH])
def test_each_child_knows_its_parent_and_each_mark_its_element(body: str) -> None:
    with pikepdf.open(BytesIO(made(body))) as pdf:
        seen = [*_checked(pdf.Root.StructTreeRoot.K[0])]
        assert len({page for page, _, _ in seen}) == len(pdf.pages)
        numbers = pdf.Root.StructTreeRoot.ParentTree.Nums
        owned = {int(number): [*entries] for number, entries in zip(numbers[::2], numbers[1::2], strict=True)}
        for page, mcid, element in seen:
            place = next(number for number, each in enumerate(pdf.pages) if each.obj.objgen == page)
            assert owned[place][mcid].objgen == element


def _checked(element: Any) -> Any:
    """The marked content below an element, each with its page and the element that has it."""
    for kid in element.K:
        if isinstance(kid, int):
            yield element.Pg.objgen, kid, element.objgen
        else:
            assert kid.P.objgen == element.objgen
            yield from _checked(kid)

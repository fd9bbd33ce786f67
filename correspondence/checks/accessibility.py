"""Whether a document can be read by those who cannot see it, and is one that a printer takes.

A PDF is held to what a reading program needs of PDF/UA-1 (ISO 14289-1) and to the printer's ten pages; HTML and DOCX
to their language, title, order of headings and alternative texts. A missing thing blocks the letter.
"""

import re
from collections.abc import Iterable, Iterator
from io import BytesIO
from zipfile import ZipFile

from lxml import etree, html

from correspondence.documents import Document, DocumentForm, Finding, Severity

from .pdf_contents import PdfContents, read_pdf
from .pdf_structure import Element

MAX_PAGES = 10
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_TITLE = "{http://purl.org/dc/elements/1.1/}title"

Broken = Iterator[tuple[str, str]]


def examine(document: Document) -> tuple[Finding, ...]:
    """What keeps readers from *document*, each as `accessibility.<rule>` and its place. Plain text has no rules."""
    readers = {DocumentForm.PDF: _pdf, DocumentForm.HTML: _html, DocumentForm.DOCX: _docx}
    reader = readers.get(document.form)
    broken = set(reader(document)) if reader else set()
    return tuple(Finding(code=f"accessibility.{r}", severity=Severity.BLOCKING, where=w) for r, w in sorted(broken))


def _pdf(document: Document) -> Broken:
    pdf = read_pdf(document.content)
    whole = {
        "title": bool(pdf.title and pdf.title.strip()),
        "display_title": pdf.displays_title,
        "language": _is_language(pdf.language, document.language),
        "marked": pdf.is_marked,
        "structure": any(leaf.text.strip() for root in pdf.tree for leaf in root.leaves()),
        "page_count": len(pdf.pages) <= MAX_PAGES,
        "font_embedded": all(font.embedded for font in pdf.fonts),
    }
    yield from ((rule, "pdf") for rule, holds in whole.items() if not holds)
    yield from _tree(pdf)


def _tree(pdf: PdfContents) -> Broken:
    """The rules for elements: headings in order, items with bodies, pictures with words, headers with a scope."""
    headings = [e for e in pdf.elements() if re.fullmatch("H[1-6]", e.tag)]
    for i in _out_of_order([int(e.tag[1]) for e in headings]):
        yield "heading_order", _page(headings[i])
    for element in pdf.elements():
        tags = [child.tag for child in element.children if isinstance(child, Element)]
        if element.tag == "L" and not set(tags) <= {"LI", "L", "Caption"}:
            yield "list_item", _page(element)
        if element.tag == "LI" and "LBody" not in tags:
            yield "list_item", _page(element)
        if element.tag in ("Figure", "Formula") and not (element.alternative or element.actual_text or "").strip():
            yield "alternative_text", _page(element)
        if element.tag == "TH" and not dict(element.attributes).get("Scope"):
            yield "header_scope", _page(element)


def _page(element: Element) -> str:
    pages = [element.page, *(leaf.page for leaf in element.leaves())]
    return f"pdf page {next((page for page in pages if page is not None), 1)}"


def _out_of_order(levels: Iterable[int]) -> Iterator[int]:
    """The headings that skip a level on the way down; the first must be of level 1."""
    before = 0
    for i, level in enumerate(levels):
        if level > before + 1:
            yield i
        before = level


def _is_language(found: str | None, wanted: str) -> bool:
    return found is not None and found.casefold().replace("_", "-") == wanted.casefold()


def _html(document: Document) -> Broken:
    root = html.document_fromstring(document.content.decode("utf-8"))
    whole = {
        "language": _is_language(root.get("lang"), document.language),
        "title": bool((root.findtext(".//title") or "").strip()),
        "heading_order": not list(_out_of_order(int(h.tag[1]) for h in root.iter("h1", "h2", "h3", "h4", "h5", "h6"))),
        "alternative_text": all(image.get("alt") is not None for image in root.iter("img")),
        "header_scope": all(header.get("scope") for header in root.iter("th")),
    }
    yield from ((rule, "html") for rule, holds in whole.items() if not holds)


def _docx(document: Document) -> Broken:
    with ZipFile(BytesIO(document.content)) as parts:
        styles = etree.fromstring(parts.read("word/styles.xml"))
        core = etree.fromstring(parts.read("docProps/core.xml"))
        body = etree.fromstring(parts.read("word/document.xml"))
    defaults = styles.find(f"{_W}docDefaults")
    languages = [
        value for lang in ([] if defaults is None else defaults.iter(f"{_W}lang")) for value in lang.attrib.values()
    ]
    primary = document.language.split("-")[0].casefold()
    whole = {
        "language": any(str(value).split("-")[0].casefold() == primary for value in languages),
        "title": bool((core.findtext(_TITLE) or "").strip()),
        "alternative_text": all(p.get("descr") or p.get("title") for p in body.iter("{*}docPr")),
    }
    yield from ((rule, "docx") for rule, holds in whole.items() if not holds)

"""Whether a document can be read by those who cannot see it, and is one that a printer takes.

A PDF is held to what a reading program needs of PDF/UA-1 (ISO 14289-1) and to the printer's ten pages; HTML and DOCX
to their language, title, order of headings and alternative texts. A missing thing blocks the letter.
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from io import BytesIO
from zipfile import ZipFile

from lxml import etree, html

from correspondence.documents import Document, DocumentForm, Finding

from .codes import Code, finding
from .pdf_contents import PdfContents, read_pdf
from .pdf_structure import Element

MAX_PAGES = 10
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_TITLE = "{http://purl.org/dc/elements/1.1/}title"

Broken = Iterator[tuple[Code, str]]


def examine(document: Document) -> tuple[Finding, ...]:
    """What keeps readers from *document*, each with its place. Plain text has no rules."""
    readers = {DocumentForm.PDF: _pdf, DocumentForm.HTML: _html, DocumentForm.DOCX: _docx}
    reader = readers.get(document.form)
    broken = set(reader(document)) if reader else set()
    return tuple(finding(code, where) for code, where in sorted(broken))


def _pdf(document: Document) -> Broken:
    pdf = read_pdf(document.content)
    whole = {
        Code.NO_TITLE: bool(pdf.title and pdf.title.strip()),
        Code.TITLE_NOT_SHOWN: pdf.displays_title,
        Code.WRONG_LANGUAGE: _is_language(pdf.language, document.language),
        Code.NOT_MARKED: pdf.is_marked,
        Code.NO_STRUCTURE: any(leaf.text.strip() for root in pdf.tree for leaf in root.leaves()),
        Code.TOO_MANY_PAGES: len(pdf.pages) <= MAX_PAGES,
        Code.FONT_NOT_EMBEDDED: all(font.embedded for font in pdf.fonts),
    }
    yield from ((code, "pdf") for code, holds in whole.items() if not holds)
    yield from _tree(pdf)


def _tree(pdf: PdfContents) -> Broken:
    """The rules for elements: headings in order, items with bodies, pictures with words, headers with a scope."""
    headings = [e for e in pdf.elements() if re.fullmatch("H[1-6]", e.tag)]
    for i in _out_of_order([int(e.tag[1]) for e in headings]):
        yield Code.HEADING_ORDER, _page(headings[i])
    for element in pdf.elements():
        tags = [child.tag for child in element.children if isinstance(child, Element)]
        if element.tag == "L" and not set(tags) <= {"LI", "L", "Caption"}:
            yield Code.LIST_ITEM, _page(element)
        if element.tag == "LI" and "LBody" not in tags:
            yield Code.LIST_ITEM, _page(element)
        if element.tag in ("Figure", "Formula") and not (element.alternative or element.actual_text or "").strip():
            yield Code.NO_ALTERNATIVE, _page(element)
        if element.tag == "TH" and not dict(element.attributes).get("Scope"):
            yield Code.NO_SCOPE, _page(element)


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
    headings = [int(heading.tag[1]) for heading in root.iter("h1", "h2", "h3", "h4", "h5", "h6")]
    whole = {
        Code.WRONG_LANGUAGE: _is_language(root.get("lang"), document.language),
        Code.NO_TITLE: bool((root.findtext(".//title") or "").strip()),
        Code.HEADING_ORDER: not list(_out_of_order(headings)),
        Code.NO_ALTERNATIVE: all(image.get("alt") is not None for image in root.iter("img")),
        Code.NO_SCOPE: all(header.get("scope") for header in root.iter("th")),
    }
    yield from ((code, "html") for code, holds in whole.items() if not holds)


@lru_cache(maxsize=64)
def _languages(styles: bytes) -> frozenset[str]:
    """The languages that a Word file's styles start from, without their regions: the same for many letters."""
    defaults = etree.fromstring(styles).find(f"{_W}docDefaults")
    named = () if defaults is None else defaults.iter(f"{_W}lang")
    return frozenset(str(value).split("-")[0].casefold() for lang in named for value in lang.attrib.values())


def _docx(document: Document) -> Broken:
    with ZipFile(BytesIO(document.content)) as parts:
        languages = _languages(parts.read("word/styles.xml"))
        core = etree.fromstring(parts.read("docProps/core.xml"))
        body = etree.fromstring(parts.read("word/document.xml"))
    primary = document.language.split("-")[0].casefold()
    whole = {
        Code.WRONG_LANGUAGE: primary in languages,
        Code.NO_TITLE: bool((core.findtext(_TITLE) or "").strip()),
        Code.NO_ALTERNATIVE: all(p.get("descr") or p.get("title") for p in body.iter("{*}docPr")),
    }
    yield from ((code, "docx") for code, holds in whole.items() if not holds)

"""The finished words of a kept document, a line for each block: what a law reads."""

import re

from lxml import etree, html

from correspondence.checks.pdf_contents import read_pdf

_TAGS = frozenset({"H1", "H2", "H3", "P", "LI", "TR", "Caption"})
"""What stands for a block of words in the structure tree of a PDF."""
_BLOCKS = ("h1", "h2", "h3", "p", "li", "dt", "dd", "tr", "caption")
_SPACES = re.compile(r"\s+")


def words_of(form: str, content: bytes) -> str:
    """The words of a document of that form, as somebody reads them; none for a form that is another's words again."""
    match form:
        case "html":
            return "\n".join(_lines(content))
        case "pdf":
            return "\n".join(_told(element.text) for element in read_pdf(content).elements() if element.tag in _TAGS)
        case "txt" | "csv":
            return content.decode()
    return ""


def _lines(content: bytes) -> list[str]:
    page = html.fromstring(content.decode())
    found = (" ".join(_cells(block)) for block in page.iter(*_BLOCKS))
    return [line for each in found if (line := _told(each))]


def _told(text: str) -> str:
    """A block's words as one line."""
    return _SPACES.sub(" ", text).strip()


def _cells(block: etree._Element) -> list[str]:
    """What stands in a block; of a row of a table each cell by itself, of an item all."""
    parts = block.iter("td", "th") if block.tag == "tr" else [block]
    return ["".join(map(str, part.itertext())) for part in parts]

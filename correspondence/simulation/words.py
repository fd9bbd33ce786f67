"""The finished words of a kept document, a line for each block: what a law reads."""

import re

from lxml import etree, html

_BLOCKS = ("h1", "h2", "h3", "p", "li", "dt", "dd", "tr", "caption")
_SPACES = re.compile(r"\s+")


def words_of(form: str, content: bytes) -> str:
    """The words of a document of that form, as somebody reads them; none for a form that is another's words again."""
    match form:
        case "html":
            return "\n".join(_lines(content))
        case "txt" | "csv":
            return content.decode()
    return ""


def _lines(content: bytes) -> list[str]:
    page = html.fromstring(content.decode())
    found = (" ".join(_cells(block)) for block in page.iter(*_BLOCKS))
    return [line for each in found if (line := _SPACES.sub(" ", each).strip())]


def _cells(block: etree._Element) -> list[str]:
    """What stands in a block; of a row of a table each cell by itself, of an item all."""
    parts = block.iter("td", "th") if block.tag == "tr" else [block]
    return ["".join(map(str, part.itertext())) for part in parts]

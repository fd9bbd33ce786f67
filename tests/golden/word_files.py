"""A Word file as text, so that a golden one is read in a diff and weighs little.

Every part stands by its name with a hash of its bytes: no byte of the file changes unseen. The parts that differ from
letter to letter (words, head and foot, properties) stand there in full as well, as canonical XML, a paragraph, a run or
a cell a line. What a letter does not change (styles, fonts, numbering, relations) is its frame, kept as hashes alone.
"""

import re
from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO
from xml.sax.saxutils import quoteattr
from zipfile import ZipFile

from lxml import etree

SUFFIX = ".xml"
"""What is added to the name of a Word file for its text: `p1.en.docx.xml`."""

_IN_FULL = re.compile(r"word/(?:document|header\d*|footer\d*)\.xml|docProps/core\.xml")
_STARTS_A_LINE = re.compile(r"(?<=>)(?=<(?:w:(?:p|r|tbl|tr|tc|sectPr|body)|cp:\w+|dc:\w+|dcterms:\w+)[ >])")
_EMPTY = re.compile(r"<([\w:]+)([^<>]*)></\1>")
_PART = re.compile(r'^<part name=("[^"]*"|\'[^\']*\') sha256="([0-9a-f]{64})"(/?)>$')


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a Word file, as its golden file has it; `lines` are empty for one of the frame."""

    sha256: str
    lines: tuple[str, ...]


def as_text(content: bytes) -> bytes:
    """The golden file of a Word file: its parts in the order in which they are packed."""
    with ZipFile(BytesIO(content)) as archive:
        parts = [_described(entry.filename, archive.read(entry)) for entry in archive.infolist()]
    return "\n".join(["<docx>", *parts, "</docx>", ""]).encode()


def parts_of(text: bytes) -> dict[str, Part]:
    """The parts of a golden file by name; a part that is packed twice keeps both, the second as `name (2)`."""
    found: dict[str, Part] = {}
    name, digest = "", ""
    lines: list[str] = []
    for line in text.decode("utf-8").split("\n"):
        start = _PART.match(line)
        if start:
            name, digest, lines = _unused(start[1][1:-1], found), start[2], []
        if (start and start[3]) or line == "</part>":
            found[name] = Part(digest, tuple(lines))
        elif not start:
            lines.append(line)
    return found


def _unused(name: str, found: dict[str, Part]) -> str:
    times = sum(each == name or each.startswith(f"{name} (") for each in found)
    return f"{name} ({times + 1})" if times else name


def _described(name: str, content: bytes) -> str:
    start = f'<part name={quoteattr(name)} sha256="{sha256(content).hexdigest()}"'
    lines = _canonical(content) if _IN_FULL.fullmatch(name) else ""
    return f"{start}>\n{lines}\n</part>" if lines else f"{start}/>"


def _canonical(content: bytes) -> str:
    """Canonical XML in lines, or nothing where the part is no XML. A line's end within a text is written `&#xA;`."""
    try:
        tree = etree.fromstring(content)
    except etree.XMLSyntaxError:
        return ""
    canonical = etree.tostring(tree, method="c14n", exclusive=True).decode("utf-8")
    return _STARTS_A_LINE.sub("\n", _EMPTY.sub(r"<\1\2/>", canonical.replace("\n", "&#xA;")))

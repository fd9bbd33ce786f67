"""Everything readable in a DOCX: the text of every part, its attributes, targets of links, and the parts' names."""

from dataclasses import dataclass, replace
from functools import lru_cache
from io import BytesIO
from zipfile import ZipFile

from lxml import etree

from .searching import Piece

COVER = "docx cover"
"""Paragraphs in an address style that stand before the first page break: the page to be taken off."""

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_ADDRESS_STYLES = frozenset({"address", "cover address", "letter address"})
_WITHOUT_TEXT = (".png", ".jpg", ".jpeg", ".gif", ".ttf", ".odttf")
_STEMS = {
    "document": "body",
    "header": "header",
    "footer": "footer",
    "comments": "comments",
    "styles": "styles",
    "stylesWithEffects": "styles",
    "numbering": "styles",
    "theme": "styles",
}
_PROGRAM = "docProps/app.xml"
"""What the program says of itself and of the file's template."""
_DESCRIBING = frozenset({"descr", "title"})
_OF_THE_MASTER = frozenset({"docx styles"})
_HYPHEN = f"{_W}noBreakHyphen"
"""What Word has for a hyphen at which no line breaks: an element, without a letter in it."""
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Part:
    """What one XML part says: its `running` text, and `apart` every attribute, comment and instruction, each once.

    Of the attributes only those are read by somebody that describe a picture or give its title.
    """

    running: tuple[Piece, ...]
    apart: tuple[Piece, ...]


class DocxReader:
    """Reads a DOCX: `running` texts, one group for what is read in one go, and `apart` what stands by itself.

    `unreadable` names the places that hold something no text could be read from. Reading raises
    `zipfile.BadZipFile`, `KeyError` or `lxml.etree.XMLSyntaxError` for what is no DOCX.
    """

    def __init__(self, content: bytes) -> None:
        self.running: list[tuple[Piece, ...]] = []
        self.apart: list[Piece] = []
        self.unreadable: list[str] = []
        with ZipFile(BytesIO(content)) as parts:
            styles = _address_styles(parts.read("word/styles.xml"))
            names = [parts.comment.decode("latin-1")]
            for entry in parts.infolist():
                names += [entry.filename, entry.comment.decode("latin-1")]
                if entry.filename.endswith((".xml", ".rels")):
                    self._take(parts.read(entry), entry.filename, styles)
                elif not entry.filename.endswith((*_WITHOUT_TEXT, "/")):
                    self.unreadable.append("docx part")
        self.apart += [Piece(where="docx part name", text=name, is_markup=True) for name in names if name]

    def _take(self, content: bytes, name: str, styles: frozenset[str]) -> None:
        place = _place(name)
        part = _same_in_many(content, place) if place in _OF_THE_MASTER else _read(content, place, styles)
        if place in _OF_THE_MASTER or name == _PROGRAM:
            self.apart += (replace(piece, is_markup=True) for piece in part.running)
        else:
            self.running.append(part.running)
        self.apart += part.apart


@lru_cache(maxsize=64)
def _same_in_many(content: bytes, place: str) -> _Part:
    """What a part says that comes with the master and holds nobody's words: read once for all letters."""
    return _read(content, place, frozenset())


def _read(content: bytes, place: str, styles: frozenset[str]) -> _Part:
    root = etree.fromstring(content, _PARSER)
    cover = _cover(root, styles) if place == "docx body" else frozenset()
    running: list[Piece] = []
    apart: dict[Piece, None] = {}
    for node in root.iter():
        if not isinstance(node.tag, str):
            apart[Piece(where=place, text=node.text or "")] = None
        elif node.tag == _HYPHEN:
            running.append(Piece(where=place, text="-"))
        elif node.text and node.text.strip():
            running.append(Piece(where=COVER if node in cover else place, text=node.text))
        if node.tail and node.tail.strip():
            running.append(Piece(where=place, text=node.tail))
        for name, value in node.attrib.items():
            apart[Piece(where=place, text=str(value), is_markup=name not in _DESCRIBING)] = None
    return _Part(running=tuple(running), apart=tuple(piece for piece in apart if piece.text))


def _place(name: str) -> str:
    """The place a part is called by: `docx body`, `docx header`, `docx properties` and so on."""
    if name.startswith("docProps/"):
        return "docx properties"
    if name.endswith(".rels"):
        return "docx links"
    stem = name.rsplit("/")[-1].removesuffix(".xml").rstrip("0123456789")
    return f"docx {_STEMS.get(stem, 'part')}"


@lru_cache(maxsize=64)
def _address_styles(styles: bytes) -> frozenset[str]:
    """The ids of the paragraph styles that an address is set in."""
    return frozenset(
        str(style.get(f"{_W}styleId", ""))
        for style in etree.fromstring(styles, _PARSER).iter(f"{_W}style")
        for name in style.iter(f"{_W}name")
        if str(name.get(f"{_W}val", "")).casefold() in _ADDRESS_STYLES
    )


def _cover(root: etree._Element, styles: frozenset[str]) -> frozenset[etree._Element]:
    """The text nodes of address paragraphs before the first page break; none where no page break follows."""
    found: set[etree._Element] = set()
    sections = list(root.iter(f"{_W}sectPr"))
    for paragraph in root.iter(f"{_W}p"):
        if any(_is_on(node) for node in paragraph.iter(f"{_W}pageBreakBefore")):
            return frozenset(found)
        style = paragraph.find(f"{_W}pPr/{_W}pStyle")
        if style is not None and style.get(f"{_W}val") in styles:
            found.update(paragraph.iter(f"{_W}t"))
        ends = any(node.get(f"{_W}type") == "page" for node in paragraph.iter(f"{_W}br"))
        if ends or _ends_section(paragraph, sections):
            return frozenset(found)
    return frozenset()


def _is_on(node: etree._Element) -> bool:
    return node.get(f"{_W}val", "true") not in ("0", "false", "off")


def _ends_section(paragraph: etree._Element, sections: list[etree._Element]) -> bool:
    """Whether a section ends with this paragraph and the next begins on a new page, as it does unless it says not."""
    properties = paragraph.find(f"{_W}pPr/{_W}sectPr")
    if properties is None or properties is sections[-1]:
        return False
    kind = sections[sections.index(properties) + 1].find(f"{_W}type")
    return kind is None or kind.get(f"{_W}val", "nextPage") in ("nextPage", "oddPage", "evenPage")

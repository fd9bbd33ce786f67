"""Everything readable in a finished PDF: text tagged or not, metadata, links, bookmarks, attachments, fonts.

The checks search it and the golden tests compare it, so it is exact: nothing is trimmed, joined or guessed.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO

import pikepdf

from .pdf_structure import Element, TreeReader
from .pdf_text import ContentReader, Stretch

_FONT_FILES = ("/FontFile", "/FontFile2", "/FontFile3")
_Found = tuple[str, str, bool]
"""What `Placed` holds: most of it is met many times, and made into one of those once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page: its box in points, and all it shows in drawing order. Numbers count from 1."""

    number: int
    box: tuple[float, ...]
    stretches: tuple[Stretch, ...]
    links: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Font:
    """A font that pages use, without its subset's tag."""

    name: str
    embedded: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A text and where it stands: `pdf page 2`, `pdf metadata`, `pdf attachment` or `pdf` for anywhere else.

    `is_markup`: it is the name of a key, or a piece of markup.
    """

    where: str
    text: str
    is_markup: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PdfContents:
    """A PDF as it can be read. `strings` are all its strings that are not shown on a page, each once in a place.

    `tagged` are the page and the marked-content id of whatever the tree reaches.
    `unreadable` names the places that hold something no text could be read from.
    """

    pages: tuple[Page, ...]
    tree: tuple[Element, ...]
    tagged: frozenset[tuple[int, int]]
    language: str | None
    title: str | None
    displays_title: bool
    is_marked: bool
    information: tuple[tuple[str, str], ...]
    metadata: str
    identifiers: tuple[str, ...]
    fonts: tuple[Font, ...]
    strings: tuple[Placed, ...]
    unreadable: tuple[str, ...]

    def elements(self) -> Iterator[Element]:
        """Every element of the structure tree, in reading order."""
        for root in self.tree:
            yield from root.walk()

    def untagged(self, page: Page) -> tuple[Stretch, ...]:
        """What *page* shows outside of the structure tree: artifacts, and whatever the tree forgot."""
        return tuple(s for s in page.stretches if (page.number, s.mcid) not in self.tagged)


@lru_cache(maxsize=2)
def read_pdf(content: bytes) -> PdfContents:
    """Read a whole PDF. The last two are remembered, since two checks look at each.

    Raises `pikepdf.PdfError` for a file that is none, or that is encrypted.
    """
    with pikepdf.open(BytesIO(content)) as pdf:
        reader = ContentReader()
        pages = tuple(_page(reader, number, page) for number, page in enumerate(pdf.pages, 1))
        broken = ["pdf page"] * reader.unreadable
        strings, unread = _strings(pdf, reader)
        root = pdf.Root
        tree = TreeReader(pdf, _marked(pages)).read()
        information = tuple(sorted((key[1:], _decoded(value)) for key, value in pdf.docinfo.items()))
        return PdfContents(
            pages=pages,
            tree=tree,
            tagged=frozenset((leaf.page, leaf.mcid) for root in tree for leaf in root.leaves()),
            language=str(root.Lang) if "/Lang" in root else None,
            title=dict(information).get("Title"),
            displays_title=_is_set(root, "/ViewerPreferences", "/DisplayDocTitle"),
            is_marked=_is_set(root, "/MarkInfo", "/Marked"),
            information=information,
            metadata=root.Metadata.read_bytes().decode("utf-8", "replace") if "/Metadata" in root else "",
            identifiers=tuple(bytes(part).hex() for part in pdf.trailer.get("/ID", ())),
            fonts=_fonts(pdf),
            strings=strings,
            unreadable=tuple(dict.fromkeys(broken + unread)),
        )


def _is_set(root: pikepdf.Object, group: str, key: str) -> bool:
    entries = root.get(group)
    return isinstance(entries, pikepdf.Dictionary) and bool(entries.get(key, False))


def _page(reader: ContentReader, number: int, page: pikepdf.Page) -> Page:
    annotations = [a for a in page.obj.get("/Annots", ()) if isinstance(a, pikepdf.Dictionary)]
    actions = [a.A for a in annotations if isinstance(a.get("/A"), pikepdf.Dictionary)]
    return Page(
        number=number,
        box=tuple(round(float(edge), 2) for edge in page.mediabox),
        stretches=reader.page(page),
        links=tuple(_decoded(action.URI) for action in actions if "/URI" in action),
    )


def _marked(pages: tuple[Page, ...]) -> dict[tuple[int, int], tuple[Stretch, ...]]:
    found: dict[tuple[int, int], list[Stretch]] = {}
    for index, page in enumerate(pages):
        for stretch in page.stretches:
            if stretch.mcid is not None:
                found.setdefault((index, stretch.mcid), []).append(stretch)
    return {place: tuple(stretches) for place, stretches in found.items()}


def _fonts(pdf: pikepdf.Pdf) -> tuple[Font, ...]:
    found = set()
    for thing in pdf.objects:
        if isinstance(thing, pikepdf.Dictionary) and thing.get("/Type") == "/Font" and "/DescendantFonts" not in thing:
            descriptor = thing.get("/FontDescriptor")
            has_file = isinstance(descriptor, pikepdf.Dictionary) and any(key in descriptor for key in _FONT_FILES)
            embedded = has_file or thing.get("/Subtype") == "/Type3"
            found.add((str(thing.get("/BaseFont", "/"))[1:].rsplit("+")[-1], embedded))
    return tuple(Font(name=name, embedded=embedded) for name, embedded in sorted(found))


def _strings(pdf: pikepdf.Pdf, reader: ContentReader) -> tuple[tuple[Placed, ...], list[str]]:
    """Every string of every object, once in each place; and the places where something could not be read."""
    found: dict[_Found, None] = dict.fromkeys(("pdf", text, False) for text in reader.properties)
    unread: list[str] = []
    pages = {page.obj.objgen: f"pdf page {number}" for number, page in enumerate(pdf.pages, 1)}
    places = {a.objgen: pages[p.obj.objgen] for p in pdf.pages for a in p.obj.get("/Annots", ()) if _is_held(a)}
    places |= {pdf.docinfo.objgen: "pdf metadata"} | pages
    for thing in pdf.objects:
        where = places.get(thing.objgen) or _own_place(thing, pages)
        found.update(dict.fromkeys(_texts_in(thing, where)))
        if isinstance(thing, pikepdf.Stream):
            texts, is_read = _stream_texts(thing, reader)
            is_markup = thing.get("/Type") == "/Metadata"
            found.update(dict.fromkeys((where, text, is_markup) for text in texts))
            unread += [] if is_read else [where]
    found.update(dict.fromkeys(_texts_in(pdf.trailer, "pdf metadata")))
    return tuple(Placed(where=where, text=text, is_markup=is_markup) for where, text, is_markup in found), unread


def _is_held(thing: object, *, directly: bool = False) -> bool:
    """Whether this is an object that may hold strings, by reference or *directly*; numbers hold none."""
    return isinstance(thing, pikepdf.Object) and (thing.objgen == (0, 0)) == directly


def _own_place(thing: pikepdf.Object, pages: dict[tuple[int, int], str]) -> str:
    if isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
        kind = thing.get("/Type")
        if kind == "/Metadata":
            return "pdf metadata"
        if kind in ("/EmbeddedFile", "/Filespec"):
            return "pdf attachment"
        if "/Title" in thing and "/Parent" in thing:
            return "pdf bookmark"
        page = thing.get("/Pg")
        if page is not None:
            return pages.get(page.objgen, "pdf")
    return "pdf"


def _texts_in(thing: object, where: str) -> Iterator[_Found]:
    """The strings of an object and of what it holds directly, and its keys."""
    if isinstance(thing, pikepdf.String):
        yield where, _decoded(thing), False
    elif isinstance(thing, pikepdf.Array):
        for part in thing:
            if _is_held(part, directly=True):
                yield from _texts_in(part, where)
    elif isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
        for key, part in thing.items():
            yield where, key[1:], True
            if _is_held(part, directly=True):
                yield from _texts_in(part, where)


def _decoded(value: object) -> str:
    """A string as text; one that is in no text encoding, byte by byte."""
    try:
        return str(value)
    except (UnicodeDecodeError, ValueError):
        return bytes(value).decode("latin-1") if isinstance(value, pikepdf.String) else ""


def _stream_texts(stream: pikepdf.Stream, reader: ContentReader) -> tuple[list[str], bool]:
    """The text of a stream that no page draws: metadata, an attached file, an appearance, a pattern, a script."""
    kind, subtype = stream.get("/Type"), stream.get("/Subtype")
    if subtype == "/Form" or stream.get("/PatternType") == 1:
        if stream.objgen in reader.read:
            return [], True
        before, reader.unreadable = reader.unreadable, False
        texts = [text for s in reader.form(stream) for text in dict.fromkeys((s.text, s.shown))]
        is_read, reader.unreadable = not reader.unreadable, before
        return texts, is_read
    if kind not in ("/Metadata", "/EmbeddedFile"):
        return [], True
    try:
        return [stream.read_bytes().decode("utf-8-sig")], True
    except UnicodeDecodeError:
        return [stream.read_bytes().decode("latin-1")], False

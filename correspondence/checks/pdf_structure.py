"""The structure tree of a tagged PDF: what a reading program reads, in the order in which it reads it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pikepdf

from .pdf_text import Stretch

Marked = Mapping[tuple[int, int], tuple[Stretch, ...]]
"""What is shown under (index of the page, marked-content id)."""

_DEEPEST = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaf:
    """Text within an element: marked content of one page, one stretch a line as a rule."""

    page: int
    mcid: int
    text: str
    shown: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Element:
    """An element of the tree. `attributes` are those of its /A, such as Scope; pages count from 1."""

    tag: str
    page: int | None
    language: str | None
    alternative: str | None
    actual_text: str | None
    attributes: tuple[tuple[str, str], ...]
    children: tuple["Element | Leaf", ...]

    def walk(self) -> Iterator["Element"]:
        """This element and every element under it, in reading order."""
        yield self
        for child in self.children:
            if isinstance(child, Element):
                yield from child.walk()

    def leaves(self) -> Iterator[Leaf]:
        """Every text under this element, in reading order."""
        for child in self.children:
            if isinstance(child, Leaf):
                yield child
            else:
                yield from child.leaves()

    @property
    def text(self) -> str:
        """What is read out for this element: its replacement, else its texts, one line each."""
        return self.actual_text or "\n".join(leaf.text for leaf in self.leaves())

    def outline(self, depth: int = 0) -> Iterator[tuple[int | None, str]]:
        """The tree as lines, each with its page: an element with what it carries, or a text in quotes, indented."""
        own = {"Lang": self.language, "Alt": self.alternative, "ActualText": self.actual_text}
        carried = [(key, value) for key, value in own.items() if value is not None] + list(self.attributes)
        yield self.page, "  " * depth + " ".join([self.tag, *(f"{key}={value!r}" for key, value in carried)])
        for child in self.children:
            if isinstance(child, Leaf):
                yield child.page, "  " * (depth + 1) + repr(child.text)
            else:
                yield from child.outline(depth + 1)


class TreeReader:
    """Reads a PDF's structure tree over the marked content that its pages show."""

    def __init__(self, pdf: pikepdf.Pdf, marked: Marked) -> None:
        self._pages = {page.obj.objgen: index for index, page in enumerate(pdf.pages)}
        self._marked = marked
        self._root = pdf.Root.get("/StructTreeRoot")

    def read(self) -> tuple[Element, ...]:
        """The elements right under the root; none where the PDF is not tagged."""
        kids = None if self._root is None else self._root.get("/K")
        return tuple(child for child in self._children(kids, None, 0) if isinstance(child, Element))

    def _children(self, kids: object, page: int | None, depth: int) -> Iterator[Element | Leaf]:
        if depth > _DEEPEST:
            raise RecursionError("the structure tree is nested too deep, or in a ring")
        if isinstance(kids, pikepdf.Array):
            for kid in kids:
                yield from self._children(kid, page, depth)
        elif isinstance(kids, int):
            yield from self._leaf(page, kids)
        elif isinstance(kids, pikepdf.Dictionary) and "/S" in kids:
            yield self._element(kids, page, depth)
        elif isinstance(kids, pikepdf.Dictionary) and "/MCID" in kids:
            yield from self._leaf(self._page(kids, page), int(kids.MCID))

    def _leaf(self, page: int | None, mcid: int) -> Iterator[Leaf]:
        stretches = self._marked.get((-1 if page is None else page, mcid), ())
        if page is not None and stretches:
            text = "".join(s.text for s in stretches)
            shown = "".join(s.shown for s in stretches)
            yield Leaf(page=page + 1, mcid=mcid, text=text, shown=shown)

    def _element(self, raw: pikepdf.Dictionary, page: int | None, depth: int) -> Element:
        page = self._page(raw, page)
        return Element(
            tag=str(raw.S)[1:],
            page=None if page is None else page + 1,
            language=_string(raw, "/Lang"),
            alternative=_string(raw, "/Alt"),
            actual_text=_string(raw, "/ActualText"),
            attributes=tuple(_attributes(raw.get("/A"))),
            children=tuple(self._children(raw.get("/K"), page, depth + 1)),
        )

    def _page(self, raw: pikepdf.Dictionary, page: int | None) -> int | None:
        return self._pages.get(raw.Pg.objgen, page) if "/Pg" in raw else page


def _string(raw: pikepdf.Dictionary, key: str) -> str | None:
    return str(raw[key]) if key in raw else None


def _attributes(raw: pikepdf.Object | None) -> Iterator[tuple[str, str]]:
    """What /A says, as text: numbers with at most two decimals, names without their slash."""
    if isinstance(raw, pikepdf.Array):
        for entry in raw:
            yield from _attributes(entry)
    elif isinstance(raw, pikepdf.Dictionary):
        for key, value in sorted(raw.items()):
            yield key[1:], _plain(value)


def _plain(value: object) -> str:
    if isinstance(value, pikepdf.Array):
        return " ".join(_plain(part) for part in value)
    if isinstance(value, pikepdf.Name):
        return str(value)[1:]
    return str(value) if isinstance(value, pikepdf.String | bool | int) else f"{float(str(value)):.2f}"

"""Reads the HTML of a letter into its blocks: headings, paragraphs, lists and tables of runs.

The HTML is our own and small: what is not on this page is an error, so that no form can lose a word silently.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from correspondence.documents import Block, Heading, Listing, Paragraph, Run, Table

from .failures import Failure, RenderingFailed
from .languages import direction_of, is_one_language

_WRAPPERS = frozenset({"section", "header", "footer", "div"})
_INLINE = frozenset({"strong", "bdi", "span"})
_ATTRIBUTES = frozenset({"class", "lang", "dir", "scope"})
_SPACES = re.compile(r"[ \t\r\n\f]+")


@dataclass(frozen=True, slots=True)
class _Place:
    """What surrounds an element: the template, and the language and class it inherits."""

    template: str
    language: str
    role: str = ""
    strong: bool = False
    foreign: str | None = None
    isolate: bool = False

    def failed(self, code: Failure, tag: str) -> RenderingFailed:
        return RenderingFailed(code, f"{self.template} <{tag}>")


def read_blocks(html: str, language: str, template: str) -> tuple[Block, ...]:
    """The blocks of an `<article>`, top to bottom. *template* is named in errors.

    Raises `RenderingFailed` for anything but well-formed, known, non-empty elements with headings in order.
    """
    place = _Place(template, language)
    try:
        article = ElementTree.fromstring(html)
    except ElementTree.ParseError as error:
        line, _ = error.position
        where = f"{template} (line {line} of what it gave)"
    else:
        if article.tag != "article":
            raise place.failed(Failure.UNKNOWN_ELEMENT, article.tag)
        blocks = tuple(_blocks_in(article, place))
        _check_headings(blocks, template)
        return blocks
    raise RenderingFailed(Failure.NOT_WELL_FORMED, where)


def title_of(blocks: tuple[Block, ...], template: str) -> str:
    """The words of the one heading of level 1. Raises `RenderingFailed` where there is none, or more than one."""
    titles = [plain(block.runs) for block in blocks if isinstance(block, Heading) and block.level == 1]
    if len(titles) != 1:
        raise RenderingFailed(Failure.HEADINGS_OUT_OF_ORDER, f"{template} <h1>")
    return titles[0]


def plain(runs: tuple[Run, ...]) -> str:
    """The words of some runs."""
    return "".join(run.text for run in runs)


def _blocks_in(parent: Element, place: _Place) -> Iterator[Block]:
    inside = _entered(parent, place)
    _no_words_between(parent, inside)
    for element in parent:
        match element.tag:
            case "h1" | "h2" | "h3":
                yield Heading(level=int(element.tag[1]), runs=_runs(element, inside))
            case "p":
                role, language = element.get("class", inside.role), _entered(element, inside).foreign
                yield Paragraph(runs=_runs(element, inside), role=role, language=language)
            case "ul" | "ol":
                yield _listing(element, inside)
            case "dl":
                yield from _descriptions(element, inside)
            case "table":
                yield _table(element, inside)
            case tag if tag in _WRAPPERS:
                yield from _blocks_in(element, inside)
            case tag:
                raise inside.failed(Failure.UNKNOWN_ELEMENT, tag)


def _listing(element: Element, place: _Place) -> Listing:
    inside = _entered(element, place)
    _no_words_between(element, inside)
    items = tuple(_runs(_of(item, ("li",), inside), inside) for item in element)
    if not items:
        raise inside.failed(Failure.EMPTY_ELEMENT, element.tag)
    return Listing(items=items, ordered=element.tag == "ol")


def _descriptions(element: Element, place: _Place) -> Iterator[Paragraph]:
    inside = _entered(element, place)
    _no_words_between(element, inside)
    for item in element:
        tag = _of(item, ("dt", "dd"), inside).tag
        yield Paragraph(runs=_runs(item, inside), role="term" if tag == "dt" else "description")


def _table(element: Element, place: _Place) -> Table:
    """A table of a caption, one row of headers and rows of words, in `thead` and `tbody` or without them.

    A cell has words, or paragraphs of them: then each is a line of the cell. One of the class `empty` has none.
    """
    inside = _entered(element, place)
    caption, rows = "", []
    for child in element:
        match _of(child, ("caption", "thead", "tbody", "tr"), inside).tag:
            case "caption":
                caption = plain(_runs(child, inside))
            case "tr":
                rows.append(child)
            case _:
                rows.extend(_of(row, ("tr",), inside) for row in child)
    words = [tuple(_cell(_of(cell, ("th", "td"), inside), inside) for cell in row) for row in rows]
    if not caption or len(words) < 2 or len({len(row) for row in words}) > 1:
        raise inside.failed(Failure.EMPTY_ELEMENT, "table")
    return Table(caption=caption, header=words[0], rows=tuple(words[1:]))


def _cell(cell: Element, place: _Place) -> str:
    if cell.get("class") == "empty" and not len(cell) and not cell.text:
        return ""
    if cell.find("p") is None:
        return plain(_runs(cell, place))
    _no_words_between(cell, place)
    return "\n".join(plain(_runs(_of(child, ("p",), place), place)) for child in cell)


def _runs(element: Element, place: _Place) -> tuple[Run, ...]:
    """The runs of a block, white space collapsed as a browser would. Never empty."""
    runs: list[Run] = []
    for run in _raw_runs(element, _entered(element, place)):
        text = _SPACES.sub(" ", run.text)
        if text.startswith(" ") and (not runs or runs[-1].text.endswith(" ")):
            text = text[1:]
        if text:
            runs.append(replace(run, text=text))
    if runs and runs[-1].text.endswith(" "):
        last = runs.pop()
        if last.text.rstrip(" "):
            runs.append(replace(last, text=last.text.rstrip(" ")))
    if not runs:
        raise place.failed(Failure.EMPTY_ELEMENT, element.tag)
    return tuple(runs)


def _raw_runs(element: Element, place: _Place) -> Iterator[Run]:
    if element.text:
        yield _run(element.text, place)
    for child in element:
        if child.tag not in _INLINE:
            raise place.failed(Failure.UNKNOWN_ELEMENT, child.tag)
        yield from _raw_runs(child, _entered(child, place))
        if child.tail:
            yield _run(child.tail, place)


def _run(text: str, place: _Place) -> Run:
    return Run(text=text, strong=place.strong, language=place.foreign, isolate=place.isolate)


def _entered(element: Element, place: _Place) -> _Place:
    """What surrounds the children of *element*."""
    unknown = [name for name in element.attrib if name not in _ATTRIBUTES]
    if unknown:
        raise place.failed(Failure.UNKNOWN_ELEMENT, f"{element.tag} {unknown[0]}")
    language = element.get("lang")
    is_ours = language is not None and is_one_language(language, place.language)
    isolate = place.isolate or (element.tag in _INLINE and element.get("dir") == "ltr")
    return replace(
        place,
        role=element.get("class", place.role) if element.tag in _WRAPPERS else place.role,
        strong=place.strong or element.tag == "strong",
        foreign=None if is_ours else language or place.foreign,
        isolate=isolate,
    )


def _of(element: Element, tags: tuple[str, ...], place: _Place) -> Element:
    if element.tag not in tags:
        raise place.failed(Failure.UNKNOWN_ELEMENT, element.tag)
    return element


def _no_words_between(parent: Element, place: _Place) -> None:
    loose = [parent.text, *(child.tail for child in parent)]
    if any(text and text.strip() for text in loose):
        raise place.failed(Failure.UNKNOWN_ELEMENT, f"{parent.tag}: words outside a paragraph")


def _check_headings(blocks: tuple[Block, ...], template: str) -> None:
    """PDF/UA: the first heading is of level 1, and no level is skipped."""
    level = 0
    for block in blocks:
        if isinstance(block, Heading):
            if block.level > level + 1:
                raise RenderingFailed(Failure.HEADINGS_OUT_OF_ORDER, f"{template} <h{block.level}>")
            level = block.level


def is_right_to_left(runs: tuple[Run, ...], language: str) -> bool:
    """Whether a block of these runs is set right to left: as its language is, unless all of it is in another."""
    spoken = {run.language or language for run in runs}
    return direction_of(spoken.pop() if len(spoken) == 1 else language) == "rtl"

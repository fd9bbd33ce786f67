"""Compares two PDFs: their text and structure, their make-up, their words and places, and their picture.

- text in logical order with its tags, languages and alternative texts, and what is not tagged: exactly
- pages, boxes, fonts, metadata, links: exactly
- words in their order, fonts, sizes and colours exactly, places to half a point
- the picture at 100 dpi: no pixel may differ by more than 32 in red, green or blue
"""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import unified_diff
from io import BytesIO
from itertools import zip_longest
from pathlib import Path
from typing import Any

import numpy as np
import pdfplumber
import pypdfium2
from numpy.typing import NDArray
from PIL import Image

from correspondence.checks.pdf_contents import PdfContents, read_pdf

NEARLY = 0.5
"""How far a word may stand from its golden place, in points."""
DPI = 100
VISIBLE = 32
"""By how much a pixel must differ in one colour to count."""
MOST_LINES = 30

Pixels = NDArray[np.uint8]


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """A word as it is seen: its box in points from the top left, and how it is set."""

    text: str
    box: tuple[float, float, float, float]
    look: tuple[str, ...]

    @property
    def middle(self) -> tuple[float, float]:
        """The middle of its box."""
        return (self.box[0] + self.box[2]) / 2, (self.box[1] + self.box[3]) / 2


def differences_of_pdfs(expected: bytes, got: bytes) -> list[str]:
    """Every difference that any layer finds, in words; nothing where both look and read the same."""
    before, after = read_pdf(expected), read_pdf(got)
    words = _words(expected)
    return [
        *_differences_of_text(before, after),
        *_differences_of_make(before, after),
        *_differences_of_words(words, _words(got)),
        *_differences_of_pictures(_pictures(expected), _pictures(got), words),
    ]


def _differences_of_text(before: PdfContents, after: PdfContents) -> Iterator[str]:
    pages = [(leaf.page, leaf.text) for root in before.tree for leaf in root.leaves()]
    others = [(leaf.page, leaf.text) for root in after.tree for leaf in root.leaves()]
    for one, other in zip_longest(pages, others):
        if one != other:
            page = (one or other or (1, ""))[0]
            yield f"page {page}: text {one and one[1]!r} became {other and other[1]!r}"
            break
    lines = list(unified_diff(_outline(before), _outline(after), "expected structure", "got structure", "", "", 1, ""))
    yield from lines[:MOST_LINES]


def _outline(contents: PdfContents) -> list[str]:
    """The structure tree line by line, then what stands outside of it, page by page."""
    tree = [f"page {page}: {line}" for root in contents.tree for page, line in root.outline()]
    untagged = [f"page {p.number}: untagged {s.text!r}" for p in contents.pages for s in contents.untagged(p)]
    return tree + untagged


def _differences_of_make(before: PdfContents, after: PdfContents) -> Iterator[str]:
    for name in ("language", "title", "displays_title", "is_marked", "information", "metadata", "identifiers", "fonts"):
        one, other = getattr(before, name), getattr(after, name)
        if one != other:
            yield f"{name}: {one!r} became {other!r}"
    if len(before.pages) != len(after.pages):
        yield f"pages: {len(before.pages)} became {len(after.pages)}"
    for one, other in zip(before.pages, after.pages, strict=False):
        if (one.box, one.links) != (other.box, other.links):
            yield f"page {one.number}: box or links {one.box, one.links} became {other.box, other.links}"


def _words(content: bytes) -> list[list[Word]]:
    with pdfplumber.open(BytesIO(content)) as pdf:
        looks = ["fontname", "size", "non_stroking_color"]
        found = [page.extract_words(use_text_flow=True, extra_attrs=looks) for page in pdf.pages]
    return [[_word(word) for word in words] for words in found]


def _word(found: dict[str, Any]) -> Word:
    box = (float(found["x0"]), float(found["top"]), float(found["x1"]), float(found["bottom"]))
    font = str(found["fontname"]).rsplit("+")[-1]
    return Word(text=found["text"], box=box, look=(font, f"{found['size']:.2f}", str(found["non_stroking_color"])))


def _differences_of_words(before: list[list[Word]], after: list[list[Word]]) -> Iterator[str]:
    """The first difference of each page; one that moves a line moves all that follow."""
    for number, (ones, others) in enumerate(zip(before, after, strict=False), 1):
        differences = (_difference(one, other) for one, other in zip_longest(ones, others))
        first = next((difference for difference in differences if difference), None)
        if first:
            yield f"page {number}: {first}"


def _difference(one: Word | None, other: Word | None) -> str | None:
    if one is None or other is None:
        return f"word {one and one.text!r} became {other and other.text!r}"
    if one.text != other.text:
        return f"word {one.text!r} became {other.text!r} at {_at(one.middle)}"
    if one.look != other.look:
        return f"word {one.text!r} at {_at(one.middle)} looked {one.look} and looks {other.look}"
    moved = max(abs(a - b) for a, b in zip(one.box, other.box, strict=True))
    return f"word {one.text!r} moved by {moved:.2f} pt from {_at(one.middle)}" if moved > NEARLY else None


def _at(point: tuple[float, float]) -> str:
    x, y = (value * 25.4 / 72 for value in point)
    return f"x {x:.0f} mm, y {y:.0f} mm"


def _pictures(content: bytes) -> list[Pixels]:
    document = pypdfium2.PdfDocument(content)
    try:
        return [page.render(scale=DPI / 72).to_numpy()[:, :, :3].copy() for page in document]
    finally:
        document.close()


def _differences_of_pictures(before: list[Pixels], after: list[Pixels], words: list[list[Word]]) -> Iterator[str]:
    for number, (one, other) in enumerate(zip(before, after, strict=False), 1):
        if one.shape != other.shape:
            yield f"page {number}: the picture's size changed"
            continue
        differs = _differing(one, other)
        if differs.any():
            row, column = (int(value) for value in np.argwhere(differs)[0])
            point = (column * 72 / DPI, row * 72 / DPI)
            near = min(words[number - 1], key=lambda word: _distance(word.middle, point), default=None)
            beside = f", nearest word {near.text!r}" if near else ""
            yield f"page {number}: {int(differs.sum())} pixels differ, first at {_at(point)}{beside}"


def _differing(one: Pixels, other: Pixels) -> NDArray[np.bool_]:
    apart = np.abs(one.astype(np.int16) - other.astype(np.int16))
    return np.asarray(apart.max(axis=2) > VISIBLE)


def _distance(one: tuple[float, float], other: tuple[float, float]) -> float:
    return (one[0] - other[0]) ** 2 + (one[1] - other[1]) ** 2


def write_pictures(expected: bytes, got: bytes, stem: Path) -> None:
    """Write each page that differs as a picture: what was lost is cyan, what is new is red, what stayed is grey."""
    for number, (one, other) in enumerate(zip(_pictures(expected), _pictures(got), strict=False), 1):
        if one.shape == other.shape and _differing(one, other).any():
            lost, new = (np.asarray(Image.fromarray(page).convert("L")) for page in (one, other))
            overlay = np.dstack([lost, new, new])
            Image.fromarray(overlay).save(stem.with_name(f"{stem.name}.page-{number}.png"))

"""Whether what is printed of a letter stays where a printer prints and a window shows: looked at, page by page.

The measures are GOV.UK Notify's (notifications-template-preview, `app/precompiled.py`), in millimetres from the top
left of an upright A4 page. A page is drawn small and its dots are looked at, so that it is all one what drew them.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import pypdfium2

PAGE_MM = (210.0, 297.0)
MOST_PAGES = 10
_MM = 72 / 25.4
_DOTS_PER_MM = 3
_NEARLY_WHITE = 250
_TOLERANCE_MM = 2.0
_SLACK_MM = 1.0
"""How far a box is widened, as a dot at the edge of a letter may be half printed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A part of a page, in millimetres from the top left."""

    left: float
    top: float
    right: float
    bottom: float


PRINTED = Box(left=15.0, top=5.0, right=195.0, bottom=292.0)
WINDOW = Box(left=24.6, top=39.5, right=120.0, bottom=66.3)
BESIDE_THE_WINDOW = Box(left=15.0, top=31.0, right=124.0, bottom=94.0)
"""On a first page nothing stands here but what the window shows: below the letterhead, left of the sender."""


def problem(pdf: bytes) -> str | None:
    """Why a PDF cannot be posted; None where it can.

    `unreadable`, `too_many_pages`, `not_a4`, `outside_print_area`, `beside_the_window`: the first that is found.
    """
    try:
        with pypdfium2.PdfDocument(pdf) as document:
            return next(_problems(document), None)
    except pypdfium2.PdfiumError:
        return "unreadable"


def _problems(document: pypdfium2.PdfDocument) -> Iterator[str]:
    if len(document) > MOST_PAGES:
        yield "too_many_pages"
    for number, page in enumerate(document):
        size = page.get_size()
        if any(abs(points / _MM - wanted) > _TOLERANCE_MM for points, wanted in zip(size, PAGE_MM, strict=True)):
            yield "not_a4"
            continue
        drawn = _Drawn.of(page)
        if drawn.has_ink_outside(PRINTED):
            yield "outside_print_area"
        if number == 0 and drawn.has_ink_between(BESIDE_THE_WINDOW, WINDOW):
            yield "beside_the_window"


@dataclass(frozen=True, slots=True)
class _Drawn:
    """A page in shades of grey: its rows, each a byte a dot."""

    rows: tuple[bytes, ...]

    @classmethod
    def of(cls, page: pypdfium2.PdfPage) -> "_Drawn":
        bitmap = page.render(scale=_DOTS_PER_MM / _MM, grayscale=True)
        content, stride = bytes(bitmap.buffer), bitmap.stride
        return cls(tuple(content[row * stride : row * stride + bitmap.width] for row in range(bitmap.height)))

    def has_ink_outside(self, box: Box) -> bool:
        """Whether anything is printed outside of *box*."""
        left, top, right, bottom = _dots(box, _SLACK_MM)
        margins = (row[:left] + row[right:] for row in self.rows[top:bottom])
        return any(map(_is_inked, (*self.rows[:top], *self.rows[bottom:], *margins)))

    def has_ink_between(self, outer: Box, inner: Box) -> bool:
        """Whether anything is printed in *outer* that is not in *inner*."""
        left, top, right, bottom = _dots(outer, 0)
        x1, y1, x2, y2 = _dots(inner, _SLACK_MM)
        beside = (row[left:x1] + row[x2:right] for row in self.rows[y1:y2])
        around = (row[left:right] for row in (*self.rows[top:y1], *self.rows[y2:bottom]))
        return any(map(_is_inked, (*beside, *around)))


def _is_inked(dots: bytes) -> bool:
    return bool(dots) and min(dots) < _NEARLY_WHITE


def _dots(box: Box, slack: float) -> tuple[int, int, int, int]:
    """A box in dots, widened by *slack* millimetres."""
    wide = (box.left - slack, box.top - slack, box.right + slack, box.bottom + slack)
    left, top, right, bottom = (round(edge * _DOTS_PER_MM) for edge in wide)
    return left, top, right, bottom

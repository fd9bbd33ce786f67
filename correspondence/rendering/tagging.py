"""What WeasyPrint 70.0 leaves out of a tagged PDF: languages, the scopes of headers and the letters of Arabic.

WeasyPrint has no public way to add them, so two of its private functions are wrapped. Both wrappers keep no state but
on the PDF that is being made: they can run in any thread. `install` refuses any other version, since only golden files
could tell what changed.

- `/Lang` on every element with a `lang` (WCAG 3.1.2), so that a screen reader changes its voice.
- `/Scope` on header cells (PDF/UA-1, 7.5).
- `/ActualText` on each run of a script whose letters join, and on each with a letter that is drawn in pieces: its
  glyphs do not say which letters they stand for.
- One element for what runs over a page (`across_pages`).
"""

import re
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any

import pydyf

from . import across_pages
from .fonts import weasyprint as _weasyprint  # first of all: it sets the fonts

VERSION = "70.0"
JOINED = re.compile("[\u0590-\u08ff\u0900-\u0dff\u0e00-\u109f\ufb1d-\ufdff\ufe70-\ufeff]")

_Builder = Callable[..., Iterator[Any]]
_Marker = Callable[..., AbstractContextManager[None]]


def install() -> None:
    """Wraps WeasyPrint's tagging, once. Raises `RuntimeError` where it is not the version this was written for."""
    from weasyprint.pdf import stream, tags

    if _weasyprint.__version__ != VERSION:
        raise RuntimeError(f"tagging is written for WeasyPrint {VERSION}, not {_weasyprint.__version__}")
    build, mark = getattr(tags, "_build_box_tree", None), getattr(stream.Stream, "marked", None)
    if build is None or mark is None:
        raise RuntimeError("WeasyPrint has lost a private function that tagging wraps")
    if not hasattr(build, "wrapped_by_us"):
        tags._build_box_tree = _completed(build, tags.AbsolutePlaceholder)
        stream.Stream.marked = _spelled_out(mark, tags.boxes.TextBox)


def _completed(build: _Builder, placeholder: Any) -> _Builder:
    def build_box_tree(box: Any, parent: Any, pdf: Any, page: int, nums: Any, links: Any, tags: Any) -> Iterator[Any]:
        box = box._box if isinstance(box, placeholder) else box
        source, rest = box.element, (parent, pdf, page, nums, links, tags)
        if across_pages.printed_again(box, pdf):
            across_pages.as_artifact(lambda: build(box, *rest), box, pdf, nums, tags)
            return
        for element in across_pages.joined(build(box, *rest), box, pdf, page):
            attributes = {} if source is None else source.attrib
            if "lang" in attributes and source.tag != "html":
                element["Lang"] = pydyf.String(attributes["lang"])
            if element["S"] == "/TH":
                element["A"]["Scope"] = "/Row" if attributes.get("scope") == "row" else "/Column"
            yield element

    build_box_tree.wrapped_by_us = True  # type: ignore[attr-defined]  # a mark of ours
    return build_box_tree


def _tells_too_little(box: Any) -> bool:
    """Whether the glyphs that drew a box do not say what is written there. `clusters` marks those drawn in pieces."""
    return JOINED.search(box.text) is not None or getattr(box, "is_in_pieces", False)


def _spelled_out(mark: _Marker, text_box: Any) -> _Marker:
    @contextmanager
    def marked(self: Any, box: Any, tag: str) -> Iterator[None]:
        with mark(self, box, tag):
            properties = self.stream[-2] if self._tags is not None else None  # of the BDC just written
            place = len(self.stream) - 3
            yield
            if properties is not None:
                self._tags[box]["place"] = (self.stream, place)
            if properties is not None and isinstance(box, text_box) and _tells_too_little(box):
                properties["ActualText"] = pydyf.String(box.text)

    return marked

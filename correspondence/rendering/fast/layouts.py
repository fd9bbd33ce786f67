"""A line is laid out once and drawn as it was laid out, and what Pango is told of a style it is told once.

WeasyPrint 70.0 forgets how it laid out a line and lays it out anew to draw it, and sets up Pango anew for each text:
its fonts, its language and its direction, which are those of the style. The layouts are the same, so the pages are.

Kept with a style is nothing that a letter says. A letter's own lines are kept until they are drawn.
"""

import re
from collections.abc import Callable
from functools import wraps
from typing import Any

from weasyprint.css import AnonymousStyle, ComputedStyle
from weasyprint.text.ffi import ffi, gobject, pango

from .wrapping import wrap

_COPY = "PangoLayout *pango_layout_copy (PangoLayout *src);"
_TWO_PARAGRAPHS = re.compile("[\n\r\u2029]")


def install() -> None:
    """Wraps WeasyPrint's layouts of text."""
    from weasyprint.layout import inline
    from weasyprint.text.line_break import Layout

    ffi.cdef(_COPY, override=True)
    wrap(Layout, "setup", _once_a_style)
    wrap(Layout, "set_text", _by_paragraphs)
    wrap(Layout, "deactivate", _kept)
    wrap(Layout, "reactivate", _as_it_was)
    wrap(inline, "strut", _known)


def of_text(style: Any) -> Any:
    """The style that a style has all from that text is laid out by."""
    while isinstance(style, AnonymousStyle):
        style = style.parent_style
    return style


def _once_a_style(plain: Callable[..., None]) -> Callable[..., None]:
    @wraps(plain)
    def setup(self: Any, style: Any) -> None:
        source = of_text(style)
        if not isinstance(source, ComputedStyle) or style["text_decoration_line"] != "none":
            plain(self, style)
            return
        if not hasattr(source, "set_up"):
            plain(self, source)
            pango.pango_layout_set_single_paragraph_mode(self.layout, True)  # as it is drawn
            source.set_up = self.layout, self.language
        first, self.language = source.set_up
        self.style, self.first_line_direction = style, 0
        self.ascent = self.underline_position = self.strikethrough_position = None
        self.layout = ffi.gc(pango.pango_layout_copy(first), gobject.g_object_unref)

    return setup


def _by_paragraphs(plain: Callable[..., None]) -> Callable[..., None]:
    """What is of several paragraphs is laid out as such, and drawn as WeasyPrint draws it."""

    @wraps(plain)
    def set_text(self: Any, text: str, justify: bool = False) -> None:
        plain(self, text, justify)
        if _TWO_PARAGRAPHS.search(self.text):
            pango.pango_layout_set_single_paragraph_mode(self.layout, False)

    return set_text


def _kept(plain: Callable[..., None]) -> Callable[..., None]:
    @wraps(plain)
    def deactivate(self: Any) -> None:
        if hasattr(self, "is_drawn"):
            plain(self)

    return deactivate


def _as_it_was(plain: Callable[..., None]) -> Callable[..., None]:
    @wraps(plain)
    def reactivate(self: Any, style: Any) -> None:
        self.is_drawn = True
        if not hasattr(self, "layout") or self.style is not style or self.justification_spacing:
            plain(self, style)

    return reactivate


def _known(plain: Callable[..., tuple[float, float]]) -> Callable[..., tuple[float, float]]:
    @wraps(plain)
    def strut(style: Any) -> tuple[float, float]:
        source = of_text(style)
        if not hasattr(source, "strut"):
            source.strut = plain(style)
        found: tuple[float, float] = source.strut
        return found

    return strut

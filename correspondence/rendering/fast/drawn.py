"""The glyphs of a line that was drawn before are written again as they were.

Which glyphs draw a line, and how far apart, hangs on its words, on what its style says of text, and on one thing more:
WeasyPrint rounds the width of a glyph at the size in which a document draws it first, and reckons with that ever after.
So a line's glyphs are written again only in a document that has, or would have, the same widths. Where `clusters` looks
at what the glyphs of a document stand for, they must also stand for the same.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from weasyprint.pdf.fonts import Font
from weasyprint.text.ffi import FROM_UNITS, ffi, gobject, pango
from weasyprint.text.fonts import get_pango_font_key

from correspondence.protocol.record import record
from correspondence.rendering.clusters import MAY_BE_IN_PIECES

from . import remembered
from .lines import number_of
from .wrapping import wrap, wrap_everywhere

_REFERENCE = "gpointer g_object_ref (gpointer object);"
_MOST_FONTS = 200
_first: dict[Any, Any] = {}
"""Fonts that no document has used yet, by their keys and the sizes that they are first drawn in."""

_files: dict[bytes, bytes] = {}


@record
class _Used:
    """A font that draws a line: its key and size, what its glyphs stand for, and the widths that were reckoned with.

    `first`: these are the widths that the glyphs have in a document that draws them first in this size.
    """

    key: Any
    size: float
    words: dict[int, str]
    widths: dict[int, int]
    first: bool


@record
class _Drawn:
    """How a line is drawn: its fonts, and what is written, by the name of what writes it; None: as it stands."""

    fonts: tuple[_Used, ...]
    written: tuple[tuple[str | None, Any], ...]
    is_in_pieces: bool


class _Recorder:
    """A stream that notes what is drawn on it, and with which fonts: each as if no glyph of it stood for anything."""

    def __init__(self, stream: Any) -> None:
        self.stream = stream
        self.written: list[tuple[str | None, Any]] = []
        self.fonts: dict[Any, tuple[float, Any, dict[int, str], frozenset[int]]] = {}

    def add_font(self, pango_font: Any) -> tuple[Any, float]:
        font, size = self.stream.add_font(pango_font)
        if font not in self.fonts:
            self.fonts[font] = size, pango_font, font.to_unicode, frozenset(font.widths)
            font.to_unicode = {}
        return font, size

    def __getattr__(self, name: str) -> Any:
        return getattr(self.stream, name)

    def show_text(self, text: str) -> None:
        self.stream.show_text(text)
        self.written.append((None, self.stream.stream[-1]))

    def set_font_size(self, *size: Any) -> None:
        self.stream.set_font_size(*size)
        self.written.append(("set_font_size", size))

    def set_text_rise(self, rise: float) -> None:
        self.stream.set_text_rise(rise)
        self.written.append(("set_text_rise", (rise,)))


def install() -> None:
    """Wraps the drawing of a text, and the fonts of a document."""
    from weasyprint import draw
    from weasyprint.pdf.stream import Stream

    ffi.cdef(_REFERENCE, override=True)
    wrap(Stream, "add_font", lambda _: _add_font)
    wrap_everywhere("weasyprint.draw", "draw_text", draw.draw_text, _again(draw.draw_text))


def forget() -> None:
    """Forgets every font."""
    _first.clear()
    _files.clear()


def _add_font(stream: Any, pango_font: Any) -> tuple[Any, float]:
    key, description, size = get_pango_font_key(pango_font)
    if key not in stream._fonts:
        first = _first.get((key, size))
        if first is None:
            first = Font(pango_font, description, size)
            first.key = key
            first.kept = ffi.gc(gobject.g_object_ref(pango_font), gobject.g_object_unref)  # what it points into
            if len(_first) >= _MOST_FONTS:
                forget()
            first.file_content = _files.setdefault(first.file_content, first.file_content)
            _first[key, size] = first
        stream._fonts[key] = _unused(first)
    return stream._fonts[key], size


def _unused(first: Any) -> Any:
    """A font as a document has it before it draws a glyph of it."""
    font = Font.__new__(Font)
    vars(font).update(vars(first))
    font.variations = {**first.variations}
    font.widths, font.to_unicode, font.missing = {}, {}, {}
    return font


def _again(plain: Callable[..., None]) -> Callable[..., None]:
    @wraps(plain)
    def draw_text(stream: Any, box: Any, offset_x: float, text_overflow: str, block_ellipsis: str = "none") -> None:
        style, layout = box.style, box.pango_layout
        if (
            text_overflow == "ellipsis"
            or block_ellipsis != "none"
            or style["text_decoration_line"] != "none"
            or style["visibility"] != "visible"
            or not box.text.strip()
        ):
            plain(stream, box, offset_x, text_overflow, block_ellipsis)
            return
        key = (plain, layout.text, box.text, number_of(style), layout.justification_spacing)
        drawn = remembered.find(key)
        if drawn is not None and _write(stream, box, drawn):
            return
        if remembered.is_met(key, box.text):
            _draw(stream, box, offset_x, plain, key)
        else:
            plain(stream, box, offset_x, text_overflow, block_ellipsis)

    return draw_text


def _write(stream: Any, box: Any, drawn: _Drawn) -> bool:
    """Draws a line as it was drawn before; False where it would be drawn in another way here."""
    tells = MAY_BE_IN_PIECES.search(box.text) is not None
    fonts = [_fitting(stream._fonts.get(used.key), used, tells) for used in drawn.fonts]
    if None in fonts:
        return False
    stream.set_color(box.style["color"])
    stream.begin_text()
    stream.set_text_matrix(1, 0, 0, -1, box.position_x, box.position_y + box.baseline)
    for font, used in zip(fonts, drawn.fonts, strict=True):
        stream._fonts.setdefault(used.key, font)
        _explain(font.to_unicode, used.words)
        font.widths.update(used.widths)
    for name, said in drawn.written:
        if name is None:
            stream.stream.append(said)
        else:
            getattr(stream, name)(*said)
    stream.end_text()
    if tells:
        box.is_in_pieces = drawn.is_in_pieces
    return True


def _fitting(font: Any, used: _Used, tells: bool) -> Any:
    """The font of a document that would draw a line with the same widths, given the one that it has, or else None.

    *tells*: how the line is drawn hangs also on what its glyphs stand for.
    """
    if font is None:
        first = _first.get((used.key, used.size)) if used.first else None
        return None if first is None else _unused(first)
    if not used.widths.items() <= font.widths.items():
        others = (glyph for glyph, width in used.widths.items() if font.widths.get(glyph) != width)
        if not used.first or any(glyph in font.widths for glyph in others):
            return None
    return font if not tells or _agree(font.to_unicode, used.words) else None


def _agree(known: dict[int, str], words: dict[int, str]) -> bool:
    return all(known.get(glyph, said) == said for glyph, said in words.items())


def _explain(known: dict[int, str], words: dict[int, str]) -> None:
    for glyph, said in words.items():
        known.setdefault(glyph, said)


def _draw(stream: Any, box: Any, offset_x: float, plain: Callable[..., None], key: Any) -> None:
    """Draws a line as WeasyPrint does, and keeps how, where that hangs on nothing else."""
    state, last, length = {**vars(stream)}, stream.stream[-1:], len(stream.stream)
    recorder = _Recorder(stream)
    plain(recorder, box, offset_x, "clip", "none")
    own = {font: font.to_unicode for font in recorder.fonts}
    for font, (_, _, before, _) in recorder.fonts.items():
        font.to_unicode = before
    if MAY_BE_IN_PIECES.search(box.text) and not all(_agree(font.to_unicode, words) for font, words in own.items()):
        stream.stream[length - len(last) :] = last
        vars(stream).update(state)
        plain(stream, box, offset_x, "clip", "none")
        return
    for font, words in own.items():
        _explain(font.to_unicode, words)
    if not any(font.missing or font.bitmap or font.png or font.svg or font.colr for font in own):
        fonts = tuple(_used(stream, font, words, *recorder.fonts[font]) for font, words in own.items())
        is_in_pieces = getattr(box, "is_in_pieces", False)
        drawn = _Drawn(fonts=fonts, written=tuple(recorder.written), is_in_pieces=is_in_pieces)
        remembered.keep(key, drawn, box.text)


def _used(
    stream: Any, font: Any, words: dict[int, str], size: float, pango_font: Any, _: Any, had: frozenset[int]
) -> _Used:
    """A font as a line uses it, that had the widths of some glyphs before."""
    widths = {glyph: font.widths[glyph] for glyph in words}
    first = all(_width(stream, pango_font, glyph, size) == widths[glyph] for glyph in words if glyph in had)
    return _Used(key=font.key, size=size, words=words, widths=widths, first=first)


def _width(stream: Any, pango_font: Any, glyph: int, size: float) -> int:
    """The width of a glyph in a document that draws it first in that size."""
    pango.pango_font_get_glyph_extents(pango_font, glyph, stream.ink_rect, stream.logical_rect)
    width: int = round(stream.logical_rect.width * 1000 * FROM_UNITS / size)
    return width

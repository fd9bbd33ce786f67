"""Letters that a font draws from several glyphs, such as an o with a dot below and a grave accent, can be read back.

WeasyPrint 70.0 gives the whole cluster to its last glyph and nothing to the others, and what a glyph was given first
it keeps for the whole file: "Thị" read as "Thi ị", and in some files no "i" was left. Here each glyph stands for the
character that the font has it for; and the words as they were written become the `/ActualText` of the line, as the
glyphs tell them in pieces. The scripts of `tagging.JOINED` have an `/ActualText` anyway and are left as they were.

So it is with a line that has a mark higher than its font draws it, such as the grave of "Ɖẽ̀dzi": who reads by place, as
`pdftotext` does, finds the mark on a line of its own, but reads the `/ActualText` of the line it belongs to.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from io import BytesIO
from itertools import groupby, pairwise
from typing import Any

from fontTools.ttLib import TTFont

from .fonts import weasyprint as _weasyprint  # first of all: it sets the fonts
from .tagging import JOINED, VERSION

_Drawer = Callable[..., Any]
MAY_BE_IN_PIECES = re.compile(f"[^\x00-\xbf\u2010-\u2064\u20ac{JOINED.pattern[1:-1]}]")
"""Neither ASCII nor punctuation, and of no script that has an `/ActualText` anyway."""


def install() -> None:
    """Wraps the drawing of a line, once. Raises `RuntimeError` for a version this was not written for."""
    from weasyprint.draw import text

    draw = getattr(text, "draw_first_line", None)
    if _weasyprint.__version__ != VERSION or draw is None:
        raise RuntimeError(f"clusters are read for WeasyPrint {VERSION}, not {_weasyprint.__version__}")
    if not hasattr(draw, "wrapped_by_us"):
        text.draw_first_line = _readable(draw)


def _readable(draw: _Drawer) -> _Drawer:
    def draw_first_line(stream: Any, box: Any, *rest: Any) -> Any:
        if MAY_BE_IN_PIECES.search(box.text):
            clusters = tuple(_in_pieces(stream, box.pango_layout))
            for font, glyphs, text in clusters:
                _explain(font, glyphs, text)
            box.is_in_pieces = bool(clusters)
        return draw(stream, box, *rest)

    draw_first_line.wrapped_by_us = True  # type: ignore[attr-defined]  # a mark of ours
    return draw_first_line


def _in_pieces(stream: Any, layout: Any) -> Iterator[tuple[Any, Sequence[int], str]]:
    """Each cluster of a line whose glyphs do not tell its letters one by one, or not on the line.

    Its font, its glyphs and its text.
    """
    from weasyprint.text.ffi import ffi, pango

    pango.pango_layout_set_single_paragraph_mode(layout.layout, True)
    raw = layout.text.encode()
    run = layout.get_first_line()[0].runs[0]
    while run != ffi.NULL:
        item, string, run = run.data.item, run.data.glyphs, run.next
        font, _ = stream.add_font(item.analysis.font)
        starts = list(string.log_clusters[0 : string.num_glyphs])
        ends = dict(pairwise([*sorted(set(starts)), item.length]))
        for start, places in groupby(range(string.num_glyphs), starts.__getitem__):
            drawn = [string.glyphs[i] for i in places]
            text = raw[item.offset + start : item.offset + ends[start]].decode()
            if not JOINED.search(text) and not _tells(font, drawn, text):
                yield font, [each.glyph for each in drawn if each.glyph < pango.PANGO_GLYPH_EMPTY], text


def _tells(font: Any, drawn: Sequence[Any], text: str) -> bool:
    """Whether a cluster is one glyph, on the line, for this very text, in its usual form, in the whole file."""
    if len(drawn) > 1 or drawn[0].geometry.y_offset:
        return False
    return bool(font.to_unicode.get(drawn[0].glyph, text) == text == unicodedata.normalize("NFC", text))


def _explain(font: Any, glyphs: Sequence[int], text: str) -> None:
    """Tells which characters the glyphs of a cluster stand for, where the file does not know it yet.

    A glyph that the font has for none of them, such as an accent drawn higher, stands for what is left of the text.
    """
    known = _characters(font.file_content)
    pieces = {known[ord(c)]: c for c in _candidates(text) if ord(c) in known}
    left = list(unicodedata.normalize("NFD", text))
    for part in "".join(unicodedata.normalize("NFD", pieces[glyph]) for glyph in glyphs if glyph in pieces):
        if part in left:
            left.remove(part)
    for glyph in glyphs:
        if glyph in pieces:
            font.to_unicode.setdefault(glyph, pieces[glyph])
        else:
            font.to_unicode.setdefault(glyph, "".join(left))
            left.clear()


def _candidates(text: str) -> str:
    """The characters that a glyph of a cluster may be drawn for: apart, put together, and any two of them."""
    apart, together = unicodedata.normalize("NFD", text), unicodedata.normalize("NFC", text)
    pairs = (unicodedata.normalize("NFC", apart[0] + mark) for mark in apart[1:])
    return "".join((*apart, *(pair for pair in pairs if len(pair) == 1), *together, *text))


@lru_cache(maxsize=16)
def _characters(content: bytes) -> dict[int, int]:
    """The glyph that a font has for each of its characters."""
    with TTFont(BytesIO(content), lazy=True) as font:
        return {character: font.getGlyphID(name) for character, name in font.getBestCmap().items()}

"""How wide words are, and whether they can be drawn, in the fonts that letters are set in."""

from functools import cache
from pathlib import Path
from unicodedata import category

from fontTools.ttLib import TTFont

from .places import FONTS

_MM_PER_POINT = 25.4 / 72
_INVISIBLE = frozenset({"Cc", "Cf", "Zl", "Zp", "Zs"})  # drawn as nothing, or as a space


def width_mm(line: str, points: float) -> float:
    """How wide a line is at *points*, in millimetres: the sum of its letters' widths, kerning left out.

    Noto Sans Regular, and Vazirmatn for what it lacks; a character in neither counts as wide as it is high.
    """
    widths = _widths()
    ems = sum(widths.get(ord(character), 1.0) for character in line)
    return ems * points * _MM_PER_POINT


def missing_characters(text: str) -> tuple[str, ...]:
    """The characters that no bundled font can draw, each once, in order of their code."""
    widths = _widths()
    return tuple(sorted({c for c in text if ord(c) not in widths and category(c) not in _INVISIBLE}))


def can_print(text: str) -> bool:
    """Whether the bundled fonts can draw every character."""
    return not missing_characters(text)


@cache
def _widths() -> dict[int, float]:
    """The width of every character the fonts have, in ems; Noto Sans before Vazirmatn."""
    return _widths_in(FONTS / "Vazirmatn-Regular.ttf") | _widths_in(FONTS / "NotoSans-Regular.ttf")


def _widths_in(path: Path) -> dict[int, float]:
    with TTFont(path, lazy=True) as font:
        em = font["head"].unitsPerEm
        return {code: font["hmtx"][glyph][0] / em for code, glyph in font.getBestCmap().items()}

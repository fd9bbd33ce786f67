"""A font cut down to some glyphs is not cut again for the next document that draws with the same.

Kept are the numbers of glyphs and the font that they make, which say which letters a document has, and nothing of their
order or number.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from .wrapping import wrap

_MOST = 200
"""As many subsets are kept at most, some 20 kB each."""

_known: dict[Any, bytes] = {}


def install() -> None:
    """Wraps the cutting of fonts."""
    from weasyprint.pdf.fonts import Font

    wrap(Font, "subset", _once)


def forget() -> None:
    """Forgets every subset."""
    _known.clear()


def _once(plain: Callable[..., None]) -> Callable[..., None]:
    @wraps(plain)
    def subset(font: Any, to_unicode: dict[int, str], hinting: bool) -> None:
        whole = font.file_content
        key = whole, font.index, frozenset(to_unicode), hinting, bool(font.missing)
        known = _known.get(key)
        if known is not None:
            font.file_content = known
            return
        plain(font, to_unicode, hinting)
        if font.file_content is not whole:
            if len(_known) >= _MOST:
                forget()
            _known[key] = font.file_content

    return subset

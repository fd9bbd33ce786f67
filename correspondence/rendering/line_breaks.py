"""A mistake in WeasyPrint 70.0's line breaking, put right.

Where a text before an element fits the line and only its trailing space does not, WeasyPrint breaks the line after
the text's first word, and leaves a line with one word on it. It happens to about one paragraph in a hundred. The space
is dropped at the end of a line anyway, so such a text is kept whole.
"""

from collections.abc import Callable
from typing import Any

from .fonts import weasyprint as _weasyprint  # first of all: it sets the fonts
from .tagging import VERSION

_FirstLine = tuple[Any, int, int | None, float, float, float]
_Splitter = Callable[..., _FirstLine]
_COLLAPSING = ("normal", "nowrap", "pre-line")


def install() -> None:
    """Wraps WeasyPrint's line breaking, once. Raises `RuntimeError` for a version this was not written for."""
    from weasyprint.layout import inline

    split = getattr(inline, "split_first_line", None)
    if _weasyprint.__version__ != VERSION or split is None:
        raise RuntimeError(f"line breaking is mended for WeasyPrint {VERSION}, not {_weasyprint.__version__}")
    if not hasattr(split, "wrapped_by_us"):
        inline.split_first_line = _whole_where_it_fits(split)


def _whole_where_it_fits(split: _Splitter) -> _Splitter:
    def split_first_line(
        text: str, style: Any, context: Any, max_width: float | None, spacing: float, *more: Any, **options: Any
    ) -> _FirstLine:
        found = split(text, style, context, max_width, spacing, *more, **options)
        bare = text.rstrip(" ")
        if found[2] is None or max_width is None or bare in ("", text) or style["white_space"] not in _COLLAPSING:
            return found
        _, _, rest, width, _, _ = split(bare, style, context, max_width, spacing, *more, **options)
        if rest is not None or width > max_width:
            return found
        _, length, *_ = split(text, style, context, None, spacing, *more, **options)
        layout, _, _, _, height, baseline = split(bare, style, context, None, spacing, *more, **options)
        return layout, length, None, width, height, baseline  # without the space, which moves right-to-left words

    split_first_line.wrapped_by_us = True  # type: ignore[attr-defined]  # a mark of ours
    return split_first_line

"""A line of words that stood in the same style and room before is not broken again.

What WeasyPrint finds of it (where it ends, how wide and high it is) hangs on the words, on what the style says of text,
and on the room. Kept are those words and numbers, no object of Pango: a line is laid out again when it is drawn, unless
`drawn` knows its glyphs.
"""

from collections.abc import Callable
from functools import wraps
from itertools import count
from typing import Any

from . import remembered
from .layouts import of_text
from .wrapping import wrap, wrap_everywhere

_OF_TEXT = (
    "font_family",
    "font_style",
    "font_stretch",
    "font_weight",
    "font_size",
    "font_variant_ligatures",
    "font_variant_position",
    "font_variant_caps",
    "font_variant_numeric",
    "font_variant_alternates",
    "font_variant_east_asian",
    "font_feature_settings",
    "font_variation_settings",
    "font_language_override",
    "font_kerning",
    "lang",
    "direction",
    "letter_spacing",
    "word_spacing",
    "overflow_wrap",
    "word_break",
    "white_space",
    "hyphens",
    "hyphenate_character",
    "hyphenate_limit_chars",
    "hyphenate_limit_zone",
    "text_decoration_line",
    "tab_size",
)
"""All that the breaking and drawing of a line asks of a style."""

_ALIVE = frozenset({"layout", "language", "style"})
_MOST_STYLES = 4000
_styles: dict[Any, tuple[int, Any]] = {}
_numbers = count()


def install() -> None:
    """Wraps the breaking of lines where boxes are laid out."""
    from weasyprint.layout import inline, preferred

    for module in (inline, preferred):
        wrap(module, "split_first_line", _known)
    wrap_everywhere("weasyprint.layout", "can_break_text", inline.can_break_text, _answered(inline.can_break_text))


def forget() -> None:
    """Forgets which styles say the same of a text: those that have a number keep it, and no other gets it."""
    _styles.clear()


def number_of(style: Any) -> tuple[Any, ...]:
    """What stands for all that a style says of text: equal for none but styles that say the same."""
    own = vars(of_text(style))
    if "number" not in own:
        if len(_styles) >= _MOST_STYLES:
            forget()
        said = (id(style.font_config), *(repr(style[name]) for name in _OF_TEXT))
        own["number"], _ = _styles.setdefault(said, (next(_numbers), style.font_config))
    return own["number"], style["white_space"]


def _known(plain: Callable[..., Any]) -> Callable[..., Any]:
    from weasyprint.text.line_break import Layout

    @wraps(plain)
    def split_first_line(
        text: str,
        style: Any,
        context: Any,
        max_width: float | None,
        justification_spacing: float,
        is_line_start: bool = True,
        minimum: bool = False,
    ) -> tuple[Any, ...]:
        key = (plain, text, number_of(style), max_width, justification_spacing, is_line_start, minimum)
        found = remembered.find(key)
        if found is not None:
            state, rest = found
            layout = Layout.__new__(Layout)
            vars(layout).update(state)
            return layout, *rest
        layout, *rest = plain(text, style, context, max_width, justification_spacing, is_line_start, minimum)
        state = {name: value for name, value in vars(layout).items() if name not in _ALIVE}
        remembered.keep(key, (state, rest), text)
        return layout, *rest

    return split_first_line


def _answered(plain: Callable[[str, Any], bool]) -> Callable[[str, Any], bool]:
    @wraps(plain)
    def can_break_text(text: str, lang: Any) -> bool:
        key = (plain, text, lang)
        found: bool | None = remembered.find(key)
        if found is None:
            found = plain(text, lang)
            remembered.keep(key, found, text)
        return found

    return can_break_text

"""What a box's sizes come to is worked out once for a style and a room, not for each box and each time it is laid out.

WeasyPrint 70.0 turns the margins, sizes and borders of a style into those of a box: percentages into lengths. They hang
on nothing but the style and the width and height of what is around the box, the borders of tables apart.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from .wrapping import wrap_everywhere

_SIDES = ("top", "right", "bottom", "left")
_VALUES = (
    *(f"{kind}_{side}" for kind in ("margin", "padding") for side in _SIDES),
    *(f"{limit}{size}" for limit in ("", "min_", "max_") for size in ("width", "height")),
    *(f"border_{side}_width" for side in _SIDES),
)
_ROOMS = 12
"""For as many rooms at most a style keeps them."""


def install() -> None:
    """Wraps WeasyPrint's used values."""
    from weasyprint.layout import percent

    plain = percent.resolve_percentages
    wrap_everywhere("weasyprint.layout", "resolve_percentages", plain, _known(plain))


def _known(plain: Callable[[Any, Any], None]) -> Callable[[Any, Any], None]:
    from weasyprint.css import AnonymousStyle, ComputedStyle
    from weasyprint.formatting_structure.boxes import Box, PageBox

    kinds = (AnonymousStyle, ComputedStyle)

    @wraps(plain)
    def resolve_percentages(box: Any, containing_block: Any) -> None:
        style, around = box.style, containing_block
        has_borders = style["border_collapse"] == "collapse" and hasattr(box, "border_top_width")
        if type(style) not in kinds or isinstance(box, PageBox) or has_borders:
            plain(box, around)
            return
        room = (around.width, around.height) if isinstance(around, Box) else tuple(around)
        known = vars(style).setdefault("used_values", {})
        if room in known:
            vars(box).update(known[room])
            return
        plain(box, around)
        if len(known) >= _ROOMS:
            known.clear()
        known[room] = {name: getattr(box, name) for name in _VALUES}

    return resolve_percentages

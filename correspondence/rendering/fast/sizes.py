"""What a box's sizes come to is worked out once for a style and a room, not for each box and each time it is laid out.

WeasyPrint 70.0 turns the margins, sizes and borders of a style into those of a box: percentages into lengths. They hang
on nothing but the style, the width and height of what is around the box, and the borders that a table gave it.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from .wrapping import wrap_everywhere

_SIDES = ("top", "right", "bottom", "left")
_BORDERS = tuple(f"border_{side}_width" for side in _SIDES)
_VALUES = (
    *(f"{kind}_{side}" for kind in ("margin", "padding") for side in _SIDES),
    *(f"{limit}{size}" for limit in ("", "min_", "max_") for size in ("width", "height")),
    *_BORDERS,
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
        if type(style) not in kinds or isinstance(box, PageBox):
            plain(box, around)
            return
        room = (around.width, around.height) if isinstance(around, Box) else tuple(around)
        if style["border_collapse"] == "collapse":  # the table has said how wide they are, or not yet
            room += tuple(vars(box).get(name) for name in _BORDERS)
        known = vars(style).setdefault("used_values", {})
        found = known.get(room)
        if found is None:
            plain(box, around)
            if len(known) >= _ROOMS:
                known.clear()
            known[room] = {name: getattr(box, name) for name in _VALUES}
        else:
            vars(box).update(found)

    return resolve_percentages

"""What a box's sizes come to is worked out once for a style and a room, not for each box and each time it is laid out.

WeasyPrint 70.0 turns the margins, sizes and borders of a style into those of a box: percentages into lengths. They hang
on nothing but the style, the width and height of what is around the box, and the borders that a table gave it. The
corners of a box are round only where its style says so, which no style of a letter does.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from .wrapping import wrap_everywhere

_SIDES = ("top", "right", "bottom", "left")
_BORDERS = _TOP, _RIGHT, _BOTTOM, _LEFT = tuple(f"border_{side}_width" for side in _SIDES)
_VALUES = (
    *(f"{kind}_{side}" for kind in ("margin", "padding") for side in _SIDES),
    *(f"{limit}{size}" for limit in ("", "min_", "max_") for size in ("width", "height")),
    *_BORDERS,
)
_ROOMS = 12
"""For as many rooms at most a style keeps them."""

_CORNERS = tuple(f"border_{corner}_radius" for corner in ("top_left", "top_right", "bottom_right", "bottom_left"))
_SQUARE = dict.fromkeys(_CORNERS, (0, 0))


def install() -> None:
    """Wraps WeasyPrint's used values."""
    from weasyprint.layout import percent

    for name, known in (("resolve_percentages", _known), ("resolve_radii_percentages", _square)):
        plain = getattr(percent, name)
        wrap_everywhere("weasyprint.layout", name, plain, known(plain))


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
            own = vars(box).get
            room += own(_TOP), own(_RIGHT), own(_BOTTOM), own(_LEFT)
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


def _square(plain: Callable[[Any], None]) -> Callable[[Any], None]:
    @wraps(plain)
    def resolve_radii_percentages(box: Any) -> None:
        of_style = vars(box.style)
        if "is_square" not in of_style:
            of_style["is_square"] = all(box.style[corner] == ((0, "px"), (0, "px")) for corner in _CORNERS)
        if of_style["is_square"]:
            vars(box).update(_SQUARE)
        else:
            plain(box)

    return resolve_radii_percentages

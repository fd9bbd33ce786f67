"""What a box's sizes come to is worked out once for a style and a room, not for each box and each time it is laid out.

WeasyPrint 70.0 turns the margins, sizes and borders of a style into those of a box: percentages into lengths. They hang
on nothing but the style and the width and height of what is around the box, the borders of a table apart.
"""

import sys
from collections.abc import Callable
from functools import wraps
from typing import Any

from .fonts import weasyprint as _weasyprint  # first of all: it sets the fonts
from .tagging import VERSION

_SIDES = ("top", "right", "bottom", "left")
_VALUES = (
    *(f"{kind}_{side}" for kind in ("margin", "padding") for side in _SIDES),
    *(f"{limit}{size}" for limit in ("", "min_", "max_") for size in ("width", "height")),
    *(f"border_{side}_width" for side in _SIDES),
)
_ROOMS = 12
"""For as many rooms at most a style keeps them."""


def install() -> None:
    """Wraps WeasyPrint's used values, once. Raises `RuntimeError` for a version this was not written for."""
    from weasyprint.layout import percent

    plain = getattr(percent, "resolve_percentages", None)
    if _weasyprint.__version__ != VERSION or plain is None:
        raise RuntimeError(f"used values are known for WeasyPrint {VERSION}, not {_weasyprint.__version__}")
    if not hasattr(plain, "wrapped_by_us"):
        known = _known(plain)
        for name, module in [*sys.modules.items()]:
            if name.startswith("weasyprint.layout") and getattr(module, "resolve_percentages", None) is plain:
                module.resolve_percentages = known  # type: ignore[attr-defined]


def _known(plain: Callable[[Any, Any], None]) -> Callable[[Any, Any], None]:
    from weasyprint.css import ComputedStyle
    from weasyprint.formatting_structure.boxes import Box, PageBox

    @wraps(plain)
    def resolve_percentages(box: Any, containing_block: Any) -> None:
        style, around = box.style, containing_block
        if type(style) is not ComputedStyle or isinstance(box, PageBox) or style["border_collapse"] == "collapse":
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

    resolve_percentages.wrapped_by_us = True  # type: ignore[attr-defined]  # a mark of ours
    return resolve_percentages

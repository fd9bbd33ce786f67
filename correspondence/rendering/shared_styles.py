"""What a style comes to is worked out once, not anew for each letter: letters share their sheets and their templates.

WeasyPrint 70.0 works out each property of each style when it is first asked for, and forgets all of it after the
letter. Here a style that inherits from the same style and has the same declarations is the same style, in any letter.
It holds what the sheets say and no word of a letter, its `lang` and `id` apart.

So it cannot be with a size in parts of the page (`vw`), which is the first letter's; with an `overflow` of `html` or
`body`, which WeasyPrint moves to the page; or with `var()` and `calc()`, of whose mistakes one letter alone would hear.
No sheet of ours has them.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from .fonts import weasyprint as _weasyprint  # first of all: it sets the fonts
from .tagging import VERSION

_Setter = Callable[..., None]
_ATTRIBUTES = frozenset({"anchor", "lang"})
"""The properties that WeasyPrint reads from attributes, `id` and `lang`, anew for each element."""

_MOST = 20_000
"""As many styles are kept at most, 2 kB each. All kinds of letters in all languages come to half as many."""

_styles: dict[tuple[Any, ...], Any] = {}


def install() -> None:
    """Wraps WeasyPrint's styles, once. Raises `RuntimeError` for a version this was not written for."""
    from weasyprint.css import StyleFor

    setter = getattr(StyleFor, "set_computed_styles", None)
    if _weasyprint.__version__ != VERSION or setter is None:
        raise RuntimeError(f"styles are shared for WeasyPrint {VERSION}, not {_weasyprint.__version__}")
    if not hasattr(setter, "wrapped_by_us"):
        StyleFor.set_computed_styles = _shared(setter)


def _shared(plain: _Setter) -> _Setter:
    @wraps(plain)
    def set_computed_styles(
        self: Any,
        element: Any,
        parent: Any,
        root: Any,
        pseudo_type: str | None = None,
        base_url: str | None = None,
        target_collector: Any = None,
    ) -> None:
        computed, declared = self.get_computed_styles(), self.get_cascaded_styles().get((element, pseudo_type), {})
        inherits = computed.get((parent, None))
        key = (id(inherits), id(self.font_config), base_url, pseudo_type, *map(_identity, declared.items()))
        style = _styles.get(key)
        if style is None:
            plain(self, element, parent, root, pseudo_type, base_url, target_collector)
            if len(_styles) >= _MOST:
                _styles.clear()
            _styles[key] = computed[element, pseudo_type]
            return
        computed[element, pseudo_type] = style
        if target_collector and style["anchor"]:
            target_collector.collect_anchor(style["anchor"])

    set_computed_styles.wrapped_by_us = True  # type: ignore[attr-defined]  # a mark of ours
    return set_computed_styles


def _identity(declaration: tuple[str, tuple[Any, Any]]) -> tuple[Any, ...]:
    """What tells a declaration from any other: its place, with the words of an attribute or else a sheet's own value.

    The style that was made of a value holds it, so that no other value has its `id` while that style is kept.
    """
    name, (value, (precedence, layer, specificity)) = declaration
    return name, precedence, layer, *specificity, value if name in _ATTRIBUTES else id(value)

"""An element's styles are looked up by where it stands, not matched anew with every rule of every sheet in each letter.

What a rule can ask of an element is its tag and a few attributes, those of the elements it stands in, whether it is the
first, second or last there, and what it comes next to. Elements alike in all that have the same styles, in any letter.
A place holds nothing else, and no word of a letter, its `lang` and `id` apart. What has other attributes, such as a
drawing or a picture, is matched anew, with all that it holds.

So it cannot be with a rule that asks for more: of what comes later or is inside, or for a far place among siblings. No
sheet of ours has one.
"""

from collections.abc import Callable, Iterator
from functools import wraps
from types import SimpleNamespace
from typing import Any

from .fonts import weasyprint as _weasyprint  # first of all: it sets the fonts
from .tagging import VERSION

_Styles = dict[str | None, Any]
_Setter = Callable[..., None]

ATTRIBUTES = frozenset({"class", "dir", "id", "lang", "scope"})
"""What a sheet may select an element by."""

FAR = 8
"""From its so manieth sibling on, an element's place is the same but for the last."""

_MOST = 20_000
"""As many places are kept at most, 1 kB each."""


class _Place:
    """A place in a document. `styles`: by pseudo-element, once they are known."""

    __slots__ = ("holds", "inside", "styles")

    def __init__(self, holds: object) -> None:
        self.holds = holds
        self.inside: dict[tuple[Any, ...], _Place] = {}
        self.styles: _Styles = {}


_roots: dict[tuple[Any, ...], _Place] = {}
_kept: list[_Place] = []


def install() -> None:
    """Wraps WeasyPrint's cascade, once. Raises `RuntimeError` for a version this was not written for."""
    from weasyprint.css import StyleFor

    if _weasyprint.__version__ != VERSION:
        raise RuntimeError(f"places are known for WeasyPrint {VERSION}, not {_weasyprint.__version__}")
    if not hasattr(StyleFor.__init__, "wrapped_by_us"):
        StyleFor.__init__ = _looked_up(StyleFor.__init__)


def forget() -> None:
    """Forgets every place."""
    _roots.clear()
    _kept.clear()


def _looked_up(plain: _Setter) -> _Setter:
    @wraps(plain)
    def cascade(self: Any, html: Any, sheets: Any, hints: Any, font_config: Any, target_collector: Any) -> None:
        if len(_kept) >= _MOST:
            forget()
        new: list[tuple[Any, _Place]] = []
        key = (id(font_config), html.base_url, bool(hints), *((id(each), *more) for each, *more in sheets))
        root = _roots.get(key)
        if root is None:
            root = _roots[key] = _new(holds=(font_config, sheets))  # that no other has the `id` of what it is known by
        elements = SimpleNamespace(iter_subtree=lambda: _unknown(self, html, root, new, target_collector))
        source = SimpleNamespace(etree_element=html.etree_element, base_url=html.base_url, wrapper_element=elements)
        plain(self, source, sheets, hints, font_config, target_collector)
        _remember(self.get_computed_styles(), dict(new))

    cascade.wrapped_by_us = True  # type: ignore[attr-defined]  # a mark of ours
    return cascade


def _unknown(style_for: Any, html: Any, root: _Place, new: list[tuple[Any, _Place]], targets: Any) -> Iterator[Any]:
    """The elements whose styles are not known. Those of the others are set on the way, each after its parent's."""
    computed, places = style_for.get_computed_styles(), {None: root}
    for each in html.wrapper_element.iter_subtree():
        element = each.etree_element
        place = _place(each, places.get(each.parent and each.parent.etree_element))
        if place is None:
            yield each
            continue
        places[element] = place
        if not place.styles:
            new.append((element, place))
            yield each
            continue
        for pseudo, style in place.styles.items():
            computed[element, pseudo] = style
            if style["anchor"]:
                targets.collect_anchor(style["anchor"])


def _place(each: Any, above: _Place | None) -> _Place | None:
    """Where an element stands, inside the place above it; None where that is not all that a rule may ask of it."""
    if above is None or not ATTRIBUTES.issuperset(each.etree_element.attrib):
        return None
    index = each.index
    is_last = index + 1 == len(each.etree_siblings)
    key = (_name(each), min(index, FAR), is_last, _name(each.previous) if index else None)
    place = above.inside.get(key)
    if place is None:
        place = above.inside[key] = _new()
    return place


def _new(holds: object = None) -> _Place:
    place = _Place(holds)
    _kept.append(place)
    return place


def _name(each: Any) -> tuple[Any, ...]:
    element = each.etree_element
    return element.tag, *(item for item in element.attrib.items() if item[0] in ATTRIBUTES)


def _remember(computed: dict[tuple[Any, str | None], Any], new: dict[Any, _Place]) -> None:
    if not new:
        return
    for (element, pseudo), style in computed.items():
        if element in new:
            new[element].styles[pseudo] = style

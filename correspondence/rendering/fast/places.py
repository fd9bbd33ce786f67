"""An element's styles are looked up by where it stands, not matched anew with every rule of every sheet in each letter.

What a rule can ask of an element is its tag and a few attributes, those of the elements it stands in, whether it is the
first, second or last there, what it comes next to, and of a few what they hold. Elements alike in all that have the
same styles, in any letter. A place holds nothing else, and no word of a letter, its `lang` and `id` apart. What has
other attributes, such as a drawing or a picture, is matched anew, with all that it holds.

So it cannot be with a rule that asks for more: of what comes later or is inside, or for a far place among siblings. No
sheet of ours has one.
"""

from collections.abc import Callable, Iterator
from functools import wraps
from itertools import repeat
from types import SimpleNamespace
from typing import Any

from .wrapping import wrap

_Styles = dict[str | None, Any]
_Setter = Callable[..., None]
_Placed = tuple[Any, "_Place | None"]

ATTRIBUTES = frozenset({"class", "dir", "id", "lang", "scope"})
"""What a sheet may select an element by."""

UNASKED = "meta"
"""What is never shown: of it a sheet may ask its tag alone."""

HOLDING = {"contact": (7, "p")}
"""What a sheet may ask elements of some class to hold: such a child, at such a place, anywhere in them."""

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
    """Wraps WeasyPrint's cascade."""
    from weasyprint.css import StyleFor

    wrap(StyleFor, "__init__", _looked_up)


def forget() -> None:
    """Forgets every place."""
    _roots.clear()
    _kept.clear()


def _looked_up(plain: _Setter) -> _Setter:
    @wraps(plain)
    def cascade(self: Any, html: Any, sheets: Any, hints: Any, font_config: Any, target_collector: Any) -> None:
        tree = html.etree_element
        if hints or not all(isinstance(each.tag, str) for each in tree.iter()):
            plain(self, html, sheets, hints, font_config, target_collector)
            return
        if len(_kept) >= _MOST:
            forget()
        key = (id(font_config), html.base_url, *((id(each), *more) for each, *more in sheets))
        root = _roots.get(key)
        if root is None:
            root = _roots[key] = _new(holds=(font_config, sheets))  # that no other has the `id` of what it is known by
        placed: list[_Placed] = []
        _find_places(tree, _inside(root, _name(tree), 0, True, None, tree), placed)
        elements = SimpleNamespace(iter_subtree=lambda: _unknown(self, html, placed, target_collector))
        source = SimpleNamespace(etree_element=tree, base_url=html.base_url, wrapper_element=elements)
        plain(self, source, sheets, hints, font_config, target_collector)
        _remember(self.get_computed_styles(), {element: place for element, place in placed if place})

    return cascade


def _find_places(element: Any, place: _Place | None, placed: list[_Placed]) -> None:
    """Adds every element with where it stands, in the order of the tree."""
    placed.append((element, place))
    last, before = len(element) - 1, None
    for index, child in enumerate(element):
        name = _name(child) if place else None
        inside = None if place is None else _inside(place, name, index, index == last, before, child)
        _find_places(child, inside, placed)
        before = name


def _name(element: Any) -> tuple[Any, ...]:
    """All that a sheet may ask of an element by itself, and whether that is all that there is to ask."""
    tag, attributes = element.tag, element.attrib
    if not attributes or tag == UNASKED:
        return True, tag
    asked = [item for item in attributes.items() if item[0] in ATTRIBUTES]
    return len(asked) == len(attributes), tag, *asked


def _inside(place: _Place, name: Any, index: int, is_last: bool, before: Any, element: Any) -> _Place | None:
    """Where an element stands, inside the place above it; None where that is not all that a rule may ask of it."""
    if not name[0]:
        return None
    key = (name, min(index, FAR), is_last, before, _holding(element))
    found = place.inside.get(key)
    if found is None:
        found = place.inside[key] = _new()
    return found


def _holding(element: Any) -> bool:
    """Whether an element of a class of `HOLDING` holds what is asked of that."""
    asked = HOLDING.get(element.attrib.get("class", ""))
    if asked is None:
        return False
    place, tag = asked
    return any(len(each) >= place and each[place - 1].tag == tag for each in element.iter())


def _new(holds: object = None) -> _Place:
    place = _Place(holds)
    _kept.append(place)
    return place


def _unknown(style_for: Any, html: Any, placed: list[_Placed], targets: Any) -> Iterator[Any]:
    """The elements whose styles are not known. Those of the others are set on the way, each after its parent's."""
    computed = style_for.get_computed_styles()
    is_known = all(place and place.styles for _, place in placed)
    wrappers = repeat(None) if is_known else html.wrapper_element.iter_subtree()
    for each, (element, place) in zip(wrappers, placed, strict=False):
        if place is None or not place.styles:
            yield each
            continue
        for pseudo, style in place.styles.items():
            computed[element, pseudo] = style
            if style["anchor"]:
                targets.collect_anchor(style["anchor"])


def _remember(computed: dict[tuple[Any, str | None], Any], places: dict[Any, _Place]) -> None:
    new: dict[Any, _Styles] = {element: {} for element, place in places.items() if not place.styles}
    if new:
        for (element, pseudo), style in computed.items():
            if element in new:
                new[element][pseudo] = style
        for element, styles in new.items():
            places[element].styles = styles

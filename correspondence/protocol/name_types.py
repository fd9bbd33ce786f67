"""The types of names: a name accounts for a name alone, so nothing else is taken in its place.

What may stand in one is `naming`'s to say. A field of these types is known by its mark, so that the details of a case
are looked for in every name of an event, whatever the event.
"""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from types import MappingProxyType
from typing import Annotated, Any, get_args, get_type_hints

from .fields import FILLER, FILLERS, Line, refusing
from .fillers import is_filler, is_nobody
from .naming import WHAT_IT_HOLDS, strange_to_a_firm, strange_to_a_name

_RULES: Mapping[str, str] = MappingProxyType({**WHAT_IT_HOLDS, **FILLERS})


def _of_a_name(text: str) -> str | None:
    return FILLER if is_nobody(text) else strange_to_a_name(text)


def _of_a_title(text: str) -> str | None:
    return FILLER if is_filler(text) else strange_to_a_name(text)


def _of_a_firm(text: str) -> str | None:
    return FILLER if is_nobody(text) else strange_to_a_firm(text)


NAME = "a name"
"""The mark of a field that holds a name."""
NamePart = Annotated[Line, refusing(_of_a_name, _RULES), NAME]
Title = Annotated[Line, refusing(_of_a_title, _RULES), NAME]
Firm = Annotated[Line, refusing(_of_a_firm, _RULES), NAME]


def names_in(value: object, at: str = "") -> tuple[tuple[str, str], ...]:
    """Every name in a record of ours and in all that it holds: its field's path, and the name."""
    if isinstance(value, tuple):
        return tuple(found for i, each in enumerate(value) for found in names_in(each, f"{at}{i}."))
    if not is_dataclass(value) or isinstance(value, type):
        return ()
    found: list[tuple[str, str]] = []
    for each in fields(value):
        inside = getattr(value, each.name)
        if isinstance(inside, str) and each.name in _named(type(value)):
            found.append((at + each.name, inside))
        found += names_in(inside, f"{at}{each.name}.")
    return tuple(found)


@cache
def _named(record: type[Any]) -> frozenset[str]:
    hints = get_type_hints(record, include_extras=True)
    return frozenset(name for name, hint in hints.items() if _is_marked(hint))


def _is_marked(hint: Any) -> bool:
    return NAME in getattr(hint, "__metadata__", ()) or any(map(_is_marked, get_args(hint)))

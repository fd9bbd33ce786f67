"""The types of names and of other short texts: each accounts for itself alone, so nothing else is taken in its place.

What may stand in one is `naming`'s to say. A field of these types is known by its mark, so that the details of a case
are looked for in every name of an event, whatever the event.
"""

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from types import MappingProxyType
from typing import Annotated, Any, get_args, get_type_hints

from correspondence.protocol.words.fillers import is_filler, is_nobody, names_nobody
from correspondence.protocol.words.naming import WHAT_IT_HOLDS, strange_to_a_firm, strange_to_a_name

from .fields import FILLER, FILLERS, IF_ANY, Line, refusing

_RULES: Mapping[str, str] = MappingProxyType({**WHAT_IT_HOLDS, **FILLERS})


def _of_a_name(text: str) -> str | None:
    return strange_to_a_name(text) or (FILLER if names_nobody(text) else None)


def _of_a_title(text: str) -> str | None:
    return FILLER if is_filler(text) else _of_a_name(text)


def _of_a_firm(text: str) -> str | None:
    return FILLER if is_nobody(text) else strange_to_a_firm(text)


def _nobody(text: str) -> str | None:
    return FILLER if is_nobody(text) else None


NAME = "a name"
"""The mark of a field that holds a name."""
NamePart = Annotated[Line, refusing(_of_a_name, _RULES), NAME]
Title = Annotated[Line, refusing(_of_a_title, _RULES), NAME]
FIRM = "a firm"
"""The mark of one that holds the name of a firm."""
Firm = Annotated[Line, refusing(_of_a_firm, _RULES), FIRM]
Who = Annotated[Line, refusing(_nobody, FILLERS)]
"""Somebody by name, post or team: anything but a filler."""
LABEL = "a label"
"""The mark of a field that says in a word or two what somebody is to others: as much as a name, and no more."""
Relationship = Annotated[Annotated[Line, refusing(strange_to_a_name, _RULES), LABEL] | None, IF_ANY]
ORGANISATION = "an organisation"
"""The mark of a field that holds a school, or a number by which somebody is reached at work."""
Organisation = Annotated[Annotated[Line, refusing(strange_to_a_firm, _RULES), ORGANISATION] | None, IF_ANY]
SHORT = (NAME, FIRM, LABEL, ORGANISATION)
"""The marks of all short texts of which a case's details are kept out."""


def names_in(value: object) -> tuple[tuple[str, str], ...]:
    """Every name in a record of ours and in all that it holds: its field's path, and the name."""
    return marked_in(value, NAME, FIRM)


def marked_in(value: object, *marks: str, at: str = "") -> tuple[tuple[str, str], ...]:
    """Every text with one of *marks* in a record of ours and in all that it holds: its field's path, and the text."""
    if isinstance(value, tuple):
        return tuple(found for i, each in enumerate(value) for found in marked_in(each, *marks, at=f"{at}{i}."))
    if not is_dataclass(value) or isinstance(value, type):
        return ()
    found: list[tuple[str, str]] = []
    for each in fields(value):
        inside = getattr(value, each.name)
        if isinstance(inside, str) and not _marks(type(value))[each.name].isdisjoint(marks):
            found.append((at + each.name, inside))
        found += marked_in(inside, *marks, at=f"{at}{each.name}.")
    return tuple(found)


@cache
def _marks(record: type[Any]) -> Mapping[str, frozenset[str]]:
    """The marks of each field of a record."""
    hints = get_type_hints(record, include_extras=True)
    return {name: frozenset(_marks_of(hint)) for name, hint in hints.items()}


def _marks_of(hint: Any) -> Iterator[str]:
    yield from (each for each in getattr(hint, "__metadata__", ()) if each in SHORT)
    for inside in get_args(hint):
        yield from _marks_of(inside)

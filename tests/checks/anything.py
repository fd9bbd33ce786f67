"""Whatever an event of an area, or a directory, may say: at random, by the types of the product's own records.

Days and keys stay those of the story that `tests.area` tells; everything else is there or absent, short or long, in any
script that our fonts have.
"""

import unicodedata
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path
from random import Random
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints

import yaml
from pydantic import TypeAdapter

from correspondence.checks.address import in_our_fonts
from correspondence.protocol.directory import Directory, Office, PostHolder
from correspondence.protocol.directory_rules import directory_faults
from correspondence.protocol.fields import Email, FreeText, Line, Phone
from correspondence.protocol.name_types import NamePart, Title
from tests import build
from tests.build import Body

_NUMBERS = (0, 1, 2.5, 12, 99.9, 100)
_VACANT = 0.01
"""How often nobody holds a post, or is to be told."""
_WORLD = Path(build.__file__).parent / "data" / "directory.yaml"


@cache
def scripts() -> Mapping[str, str]:
    """The letters that our fonts have, by the script that stands first in the name of each."""
    found: defaultdict[str, str] = defaultdict(str)
    for letter in map(chr, range(0x3000)):
        if unicodedata.category(letter).startswith("L") and in_our_fonts(letter):
            found[unicodedata.name(letter).partition(" ")[0]] += letter
    return {script: letters for script, letters in found.items() if len(letters) > 20}


def word(chance: Random, letters: str = "") -> str:
    """A word of these letters, or of some script."""
    return "".join(chance.choices(letters or scripts()[chance.choice(sorted(scripts()))], k=chance.randint(3, 9)))


def line(chance: Random) -> str:
    """Some words of one script: a name, a post or a place."""
    letters = scripts()[chance.choice(sorted(scripts()))]
    return " ".join(word(chance, letters) for _ in range(chance.choice((1, 2, 3, 6))))


def prose(chance: Random) -> str:
    """Somebody's own words, in sentences and paragraphs."""
    sentences = [f"{line(chance)}{chance.choice('.?!:')}" for _ in range(chance.choice((1, 2, 7)))]
    return chance.choice((" ", "\n", "\n\n")).join(sentences)


_TEXTS: tuple[tuple[Any, Callable[[Random], str]], ...] = (
    *((each, line) for each in (Line, NamePart, Title)),
    (FreeText, prose),
    (Email, lambda chance: f"office.{chance.randrange(10**9)}@example.org"),
    (Phone, lambda chance: f"01632 960{chance.randrange(1000):03}"),
)
"""What each sort of text is made by."""


def varied(chance: Random, hint: Any, example: Any) -> Any:
    """JSON of that type, at random. What has no other sort of value, as a day or a key, is that of *example*."""
    if get_origin(hint) in (Union, UnionType):
        return _one_of(chance, get_args(hint), example)
    if text := next((made for each, made in _TEXTS if hint == each), None):
        return text(chance)
    if get_origin(hint) is Annotated:
        return varied(chance, get_args(hint)[0], example) if get_args(hint)[0] is not str else example
    if get_origin(hint) is tuple:
        return _several(chance, get_args(hint)[0], example)
    if get_origin(hint) is dict:
        return {key: varied(chance, get_args(hint)[1], value) for key, value in example.items()}
    if hint is bool:
        return chance.random() < 0.5
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return chance.choice([each.value for each in hint])
    return record(chance, hint, example or {}) if _is_record(hint) else example


def _is_record(hint: Any) -> bool:
    return isinstance(hint, type) and is_dataclass(hint)


def record(chance: Random, kind: type, example: Body) -> Body:
    """JSON of a record of that type: what is absent in *example* may be there, and what need not be there, absent."""
    hints = get_type_hints(kind, include_extras=True)
    own = {each.name: varied(chance, hints[each.name], example.get(each.name)) for each in fields(kind)}
    if kind is Office:
        own["name"] = own["name"] or (None if own["post"] else line(chance))
    return {name: value for name, value in own.items() if value is not None}


def _one_of(chance: Random, hints: tuple[Any, ...], example: Any) -> Any:
    if int in hints:
        return chance.choice(_NUMBERS)
    hint = next(each for each in hints if each is not type(None))
    is_absent = type(None) in hints and hint is not date and chance.random() < (_VACANT if _is_record(hint) else 0.3)
    return None if is_absent else varied(chance, hint, example)


def _several(chance: Random, hint: Any, example: Any) -> Any:
    if hint is PostHolder:
        return [] if chance.random() < _VACANT else [each | {"name": line(chance)} for each in example]
    if hint in (Line, FreeText):
        return [varied(chance, hint, None) for _ in range(chance.randint(0, 3))]
    made = [varied(chance, hint, each) for each in example or ()]
    return made[: chance.randint(1, 3)] if hint is Office else made


def directory(chance: Random) -> Directory:
    """The tests' world with other names: one court of each Hub or more, one partner of each sort or more."""
    tree = yaml.safe_load(_WORLD.read_text("utf-8"))
    other = record(chance, Directory, tree)
    for key, hub in other["hubs"].items():
        courts = tree["hubs"][key]["courts"]
        hub["courts"] = courts[: chance.randint(1, len(courts))]
        for post in ("practice_supervisor", "service_manager"):  # which are never left vacant in a file
            hub[post] = hub[post] or tree["hubs"][key][post]
    for area in other["service_areas"].values():
        if area["wider_communication"] and chance.random() < 0.4:  # it was forgotten who they are
            area["wider_communication"][-1] |= {"name": None, "post": None}
    made = TypeAdapter(Directory).validate_python(other)
    assert directory_faults(made) == ()
    return made


def event(chance: Random, kind: type, example: Body) -> Body:
    """An event of that class on the days of *example*."""
    own = record(chance, kind, example)
    if "is_deactivated" in own:
        own = build.changed(own, {} if own["is_deactivated"] else {"closes_on": None})
    if "assurance" in own:  # a point that was not kept has its reason
        not_kept = [point for point in own["assurance"].values() if point is False]
        own["assurance"]["exceptions"] = [*own["assurance"].get("exceptions", ()), *(prose(chance) for _ in not_kept)]
    return own

"""Reading what comes from outside: an event, a directory. Strict, limited in size and depth, and never echoing.

An error names the field and the rule. It never holds the value that was refused.
"""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass
from datetime import date
from functools import cache, lru_cache
from math import isfinite
from typing import Annotated, Any, TypeAlias, TypeVar, get_args

from babel import Locale
from babel.core import get_global
from pydantic import TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from correspondence.protocol.areas.events import AnyOfAreas
from correspondence.protocol.events import AnyEvent
from correspondence.protocol.fields import BY_TYPE, CONTROL, KEPT
from correspondence.protocol.refusals import Reason, Refused
from correspondence.protocol.words.pasted import BYTE_ORDER_MARK, control_in, formatting_in, mended, picture_in
from correspondence.protocol.words.tags import Tag

MAX_BYTES = 256 * 1024
MAX_DEPTH = 16

AnyIncoming: TypeAlias = AnyEvent | AnyOfAreas
"""Every event that may be sent to the service."""


class Malformed(Refused):
    """A body that is no event of the contract (422), is not JSON (422) or is too large (413)."""


@cache
def event_adapter() -> TypeAdapter[AnyEvent]:
    """What reads an event, and gives the OpenAPI schema of `POST /events`."""
    return TypeAdapter(Annotated[AnyEvent, BY_TYPE])


def read_event(raw: bytes) -> AnyEvent:
    """The new event of a case that *raw* (UTF-8 JSON) is.

    Line ends and marks of pasted text are mended. Raises `Malformed` for a body over 256 KiB, nested deeper than 16,
    with a key given twice, with a control or bidirectional formatting character in a string, or of another shape than
    the contract's: each field by name. So it does for what no new event may hold, though one that is kept may: a
    picture that no letter can print, a tag that names no language.
    """
    return _new(_read(check_json(raw), event_adapter()))


def read_kept_event(raw: bytes) -> AnyEvent:
    """The event of a case that *raw* is, which was taken when it came. Raises `Malformed` where it cannot be read.

    What its texts may hold is not asked again: a rule that came later makes no case unreadable.
    """
    return _read(_value(raw), event_adapter(), KEPT)


@cache
def area_event_adapter() -> TypeAdapter[AnyOfAreas]:
    """What reads an event of a service area, or of all of them."""
    return TypeAdapter(Annotated[AnyOfAreas, BY_TYPE])


@lru_cache(maxsize=512)
def read_kept_area_event(raw: bytes) -> AnyOfAreas:
    """The same for an event of a service area, or of all of them: few, asked for with every event, and of no person."""
    return _read(_value(raw), area_event_adapter(), KEPT)


@cache
def incoming_adapter() -> TypeAdapter[AnyIncoming]:
    """What reads whatever may come in, and gives the OpenAPI schema of `POST /events`."""
    return TypeAdapter(Annotated[AnyIncoming, BY_TYPE])


def read_incoming(raw: bytes) -> AnyIncoming:
    """The new event that *raw* is, of a case or of a service area. Raises `Malformed` as `read_event` does."""
    return _new(_read(check_json(raw), incoming_adapter()))


_Event = TypeVar("_Event", bound=AnyIncoming)


def _new(event: _Event) -> _Event:
    texts = tuple(_texts_in(event))
    if reasons := (*_pictures(texts), *_nobodys_languages(texts)):
        raise Malformed(reasons)
    return event


_Placed = tuple[str, str]
"""The field of a text as a refusal names it, and the text."""


def _pictures(texts: Iterable[_Placed]) -> Iterator[Reason]:
    for place, text in texts:
        if found := picture_in(text):
            detail = f"the character {found} cannot be printed: no font of a letter has it"
            yield Reason(rule="character_not_drawable", field=place, detail=detail)


def _nobodys_languages(texts: Iterable[_Placed]) -> Iterator[Reason]:
    detail = "this tag names no language (BCP 47)"
    tags = ((place, text) for place, text in texts if isinstance(text, Tag))
    yield from (Reason(rule="unknown_language", field=at, detail=detail) for at, tag in tags if not is_spoken(tag))


def is_spoken(tag: Tag) -> bool:
    """Whether somebody speaks or signs the language of *tag*, as far as CLDR knows the languages of the world."""
    return tag.language in _languages()


@cache
def _languages() -> frozenset[str]:
    known = (*Locale("en").languages, *get_global("likely_subtags"), *get_global("language_aliases"), *_SIGNED)
    return frozenset(name.split("_")[0] for name in known)


_SIGNED = ("bfi", "isg", "sgn")
"""British and Irish Sign Language, and a tag for any, which CLDR leaves out."""


def _texts_in(value: Any, place: str = "") -> Iterator[_Placed]:
    """Every text of an event."""
    if isinstance(value, str):
        yield place, value
    elif isinstance(value, tuple):
        for number, each in enumerate(value):
            yield from _texts_in(each, f"{place}.{number}")
    else:
        record: Any = type(value)
        for name in _fields_of(record):
            yield from _texts_in(getattr(value, name), f"{place}.{name}" if place else name)


@cache
def _fields_of(record: type[Any]) -> tuple[str, ...]:
    """The fields of a record of ours; none of a number or a day."""
    return tuple(each.name for each in fields(record)) if is_dataclass(record) else ()


_T = TypeVar("_T")


def _read(value: Any, adapter: TypeAdapter[_T], context: str | None = None) -> _T:
    try:
        return adapter.validate_json(json.dumps(value), strict=True, context=context)
    except ValidationError as error:
        raise Malformed([_reason(e) for e in error.errors(include_input=False, include_url=False)]) from None


def check_json(raw: bytes) -> Any:
    """The JSON value that *raw* is, pasted text mended, within the limits of `read_event`. Raises `Malformed`."""
    if len(raw) > MAX_BYTES:
        raise Malformed([_whole("too_large", f"a body has at most {MAX_BYTES} bytes")])
    if _depth(raw) > MAX_DEPTH:
        raise Malformed([_whole("too_deep", f"a body nests at most {MAX_DEPTH} deep")])
    value = _value(raw)
    reasons = [Reason(rule=CONTROL, field=at, detail=f"the character {one} is not allowed") for at, one in _odd(value)]
    if reasons:
        raise Malformed(reasons)
    return value


def _value(raw: bytes) -> Any:
    """The same without its limits, for what was within them when it came."""
    try:
        text = raw.decode("utf-8").removeprefix(BYTE_ORDER_MARK)
        return mended(json.loads(text, object_pairs_hook=_object, parse_constant=_no_constant, parse_float=_number))
    except (ValueError, RecursionError):  # not UTF-8, not JSON, or a number without end
        raise Malformed([_whole("not_json", "a body is JSON in UTF-8")]) from None


def _whole(rule: str, detail: str) -> Reason:
    return Reason(rule=rule, field="", detail=detail)


def _depth(raw: bytes) -> int:
    """How deep the brackets of *raw* nest, strings left out, without building anything."""
    depth = deepest = 0
    for token in re.finditer(rb'"(?:[^"\\]|\\.)*+"?|[\[{]|[\]}]', raw, re.DOTALL):
        if token[0] in (b"[", b"{"):
            depth += 1
            deepest = max(deepest, depth)
        elif token[0] in (b"]", b"}"):
            depth -= 1
    return deepest


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise Malformed([_whole("duplicate_key", "a key stands once in an object")])
    return found


def _no_constant(_name: str) -> None:
    raise Malformed([_whole("not_json", "NaN and Infinity are not JSON")])


def _number(digits: str) -> float:
    number = float(digits)
    if not isfinite(number):
        _no_constant(digits)
    return number


def _odd(value: Any, place: str = "") -> Iterable[tuple[str, str]]:
    """Every field with a control character, and that character; in a field's own name also what turns directions."""
    if isinstance(value, str):
        if found := control_in(value):
            yield place, found
    elif isinstance(value, list):
        for i, item in enumerate(value):
            yield from _odd(item, f"{place}.{i}" if place else str(i))
    elif isinstance(value, dict):
        for key, item in value.items():
            known = key if re.fullmatch(r"[a-z_0-9]{1,40}", key) else "(unknown)"
            at = f"{place}.{known}".lstrip(".")
            if found := control_in(key) or formatting_in(key):
                yield at, found
            yield from _odd(item, at)


_OWN_WORDS = {
    "unexpected_keyword_argument": "this field is not in the contract",
    "missing": "this field is required",
    "string_pattern_mismatch": "this text does not have the required form",
    "union_tag_invalid": "this is no type of event that is taken",
    "union_tag_not_found": "an event names its type",
    "enum": "this is none of the values that are allowed",
    "literal_error": "this is none of the values that are allowed",
}


_OWN_NAMES = {"unexpected_keyword_argument": "unknown_field", "missing": "required"}


def _reason(error: ErrorDetails) -> Reason:
    """One refused field. An unknown field's own name may be a person's value: only a plain one is repeated."""
    names = [str(part) for part in error["loc"] if str(part) not in _EVENT_TYPES]
    plain = [n if re.fullmatch(r"[a-z_0-9]{1,40}", n) else "(unknown)" for n in names]
    detail = _OWN_WORDS.get(error["type"], error["msg"])
    rule = _OWN_NAMES.get(error["type"], error["type"])
    return Reason(rule=rule, field=".".join(plain), detail=detail)


_EVENT_TYPES = frozenset(each.__annotations__["type"].__args__[0] for each in get_args(AnyIncoming))


def read_day(text: str) -> date:
    """The day that `YYYY-MM-DD` names. Raises ValueError for anything else."""
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        raise ValueError("a day is written YYYY-MM-DD")
    return date.fromisoformat(text)

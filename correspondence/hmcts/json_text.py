"""JSON as it comes from outside: limited in size and depth, and never ambiguous without saying so."""

import json
from collections import Counter
from collections.abc import Iterator
from typing import NoReturn, TypeAlias

from correspondence.protocol.refusals import Reason, Refused
from correspondence.protocol.words.pasted import control_in, formatting_in, mended

MAX_BYTES = 8 * 1024 * 1024
MAX_DEPTH = 60

Pairs: TypeAlias = list[tuple[str, object]]


class Unreadable(Refused):
    """A file that cannot be read at all. Nothing of it is used."""


class Repeated:
    """Stands where an object gives one key several values: none of them may be believed."""


REPEATED = Repeated()


def refuse(file: str, rule: str, detail: str) -> NoReturn:
    """Raise `Unreadable` for the whole of *file*."""
    raise Unreadable([Reason(rule=rule, field=file, detail=detail)])


def read_json(raw: bytes, file: str, *, may_repeat: bool = False) -> object:
    """What *raw* holds, the line ends of pasted text mended. A key that is given twice holds `REPEATED`.

    *may_repeat*: unless it has one and the same single value, as HMCTS's own answers repeat a key here and there.
    Raises `Unreadable` over 8 MiB, over 60 levels, for bytes that are not UTF-8, and for what is not JSON.
    """
    if len(raw) > MAX_BYTES:
        refuse(file, "too_large", f"the file may have {MAX_BYTES} bytes and has {len(raw)}")
    try:
        value: object = json.loads(
            raw.decode("utf-8-sig"),
            object_pairs_hook=_alike_or_repeated if may_repeat else _once_or_repeated,
            parse_constant=_not_a_number,
        )
    except UnicodeDecodeError:
        refuse(file, "not_utf_8", "the file is not UTF-8")
    except RecursionError:
        refuse(file, "too_deep", f"values may lie in one another {MAX_DEPTH} levels deep")
    except ValueError:
        refuse(file, "not_json", "the file is not JSON")
    if depth_of(value) > MAX_DEPTH:
        refuse(file, "too_deep", f"values may lie in one another {MAX_DEPTH} levels deep")
    return mended(value)


def _not_a_number(name: str) -> NoReturn:
    raise ValueError(f"{name} is not JSON")


def _once_or_repeated(pairs: Pairs) -> dict[str, object]:
    often = Counter(key for key, _ in pairs)
    return {key: REPEATED if often[key] > 1 else value for key, value in pairs}


def _alike_or_repeated(pairs: Pairs) -> dict[str, object]:
    found: dict[str, object] = {}
    for key, value in pairs:
        found[key] = REPEATED if key in found and not _same(found[key], value) else value
    return found


def _same(one: object, other: object) -> bool:
    """Whether two single values are the same. Objects and lists are never compared: a repeated one is ambiguous."""
    return not isinstance(one, dict | list | Repeated) and type(one) is type(other) and one == other


def _inside(value: object) -> Iterator[object]:
    if isinstance(value, dict):
        yield from value.values()
    elif isinstance(value, list):
        yield from value


def depth_of(value: object) -> int:
    """How many objects and lists lie in one another; 0 for a single value."""
    depth, level = 0, [value]
    while level := [v for v in level if isinstance(v, dict | list)]:
        depth += 1
        level = [inner for outer in level for inner in _inside(outer)]
    return depth


def has_control(text: str) -> bool:
    """Whether *text* holds what no form field should: a control or bidirectional formatting character, half a pair.

    Tabs and line ends are not meant: people paste them.
    """
    return control_in(text) is not None or formatting_in(text) is not None

"""Reading the directory: who and where, from a YAML file that people write, refused by line and rule."""

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import yaml
from pydantic import TypeAdapter, ValidationError

from correspondence.protocol.directory import Directory
from correspondence.protocol.directory_rules import directory_faults
from correspondence.protocol.words.pasted import mended
from correspondence.signatures import BadSignature, signature_at

_BOOLEAN = "tag:yaml.org,2002:bool"


class BadDirectory(Exception):
    """The directory file cannot be used. The message names line, field and rule of every fault."""


class _Yaml(yaml.SafeLoader):
    """YAML in which `on`, `off`, `yes` and `no` are words, as YAML 1.2 has them."""


_Yaml.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != _BOOLEAN]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
_Yaml.add_implicit_resolver(_BOOLEAN, re.compile(r"true|True|TRUE|false|False|FALSE"), list("tTfF"))


def read_directory(path: Path) -> Directory:
    """The directory in the YAML file at *path*.

    Raises `BadDirectory` with every fault of it: a key that is given twice, an unknown field, what is out of its range
    or names what is not there (`protocol.directory_rules`), a signature that is no picture of one.
    """
    try:
        text = path.read_text("utf-8-sig")
        tree = yaml.compose(text, _Yaml)
        _refuse(f"line {line}: {field}: this key is given twice" for line, field in _repeated(tree))
        given, unsigned = _signed(mended(yaml.load(text, _Yaml)), path.parent)
        _refuse(_told(tree, at, detail) for at, detail in unsigned)
        directory = TypeAdapter(Directory).validate_python(given)
    except OSError as error:
        raise BadDirectory(f"the directory file cannot be read: {error.strerror}") from None
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise BadDirectory(f"line {line}: this is not YAML") from None
    except (yaml.YAMLError, UnicodeDecodeError):
        raise BadDirectory("the directory file is not YAML in UTF-8") from None
    except ValidationError as error:
        found = error.errors(include_input=False, include_url=False, include_context=False)
        raise BadDirectory("\n".join(_told(tree, each["loc"], each["msg"]) for each in found)) from None
    _refuse(_told(tree, fault.field.split("."), fault.detail) for fault in directory_faults(directory))
    return directory


_Unsigned = list[tuple[tuple[int | str, ...], str]]
_SIGNATURE = "signature"


def _signed(value: Any, folder: Path, at: tuple[int | str, ...] = ()) -> tuple[Any, _Unsigned]:
    """*value* with the picture for the name of each signature's file, and what is wrong with any of those."""
    if at[-1:] == (_SIGNATURE,) and value is not None:
        try:
            return signature_at(folder, str(value)), []
        except BadSignature as error:
            return None, [(at, str(error))]
    if not isinstance(value, dict | list):
        return value, []
    inside = value.items() if isinstance(value, dict) else enumerate(value)
    read = {key: _signed(each, folder, (*at, key)) for key, each in inside}
    found = {key: each for key, (each, _) in read.items()}
    return (found if isinstance(value, dict) else [*found.values()]), [x for _, wrong in read.values() for x in wrong]


def _refuse(faults: Iterable[str]) -> None:
    if found := [*faults]:
        raise BadDirectory("\n".join(found))


def _told(tree: yaml.Node | None, path: Sequence[int | str], detail: str) -> str:
    return f"line {_line(tree, path)}: {'.'.join(map(str, path))}: {detail}"


def _line(tree: yaml.Node | None, path: Sequence[int | str]) -> int:
    """The line, from 1, on which what *path* leads to begins, or the last part of it that there is."""
    node, line = tree, 1
    for part in path:
        if isinstance(node, yaml.MappingNode):
            inside = {key.value: (key, value) for key, value in node.value}
            key, node = inside.get(str(part), (None, None))
            line = key.start_mark.line + 1 if key is not None else line
        elif isinstance(node, yaml.SequenceNode) and str(part).isdecimal() and int(part) < len(node.value):
            node = node.value[int(part)]
            line = node.start_mark.line + 1
        else:
            break
    return line


def _repeated(node: yaml.Node | None, path: tuple[str, ...] = ()) -> Iterator[tuple[int, str]]:
    """Every key that stands a second time in one mapping: its line, and its path in the file."""
    if isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for key, value in node.value:
            at = (*path, str(key.value))
            if at[-1] in seen:
                yield key.start_mark.line + 1, ".".join(at)
            seen.add(at[-1])
            yield from _repeated(value, at)
    elif isinstance(node, yaml.SequenceNode):
        for place, value in enumerate(node.value):
            yield from _repeated(value, (*path, str(place)))

"""Reading the directory: who and where, from a YAML file that people write, refused by line and rule."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import yaml
from pydantic import TypeAdapter, ValidationError

from correspondence.protocol.directory import Directory
from correspondence.protocol.directory_rules import directory_faults
from correspondence.protocol.words.pasted import mended
from correspondence.signatures import BadSignature, signature_at
from correspondence.yaml_lines import StrictYaml, repeated, told


class BadDirectory(Exception):
    """The directory file cannot be used. The message names line, field and rule of every fault."""


def read_directory(path: Path) -> Directory:
    """The directory in the YAML file at *path*.

    Raises `BadDirectory` with every fault of it: a key that is given twice, an unknown field, what is out of its range
    or names what is not there (`protocol.directory_rules`), a signature that is no picture of one.
    """
    try:
        text = path.read_text("utf-8-sig")
        tree = yaml.compose(text, StrictYaml)
        _refuse(f"line {line}: {field}: this key is given twice" for line, field in repeated(tree))
        given, unsigned = _signed(mended(yaml.load(text, StrictYaml)), path.parent)
        _refuse(told(tree, at, detail) for at, detail in unsigned)
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
        raise BadDirectory("\n".join(told(tree, each["loc"], each["msg"]) for each in found)) from None
    _refuse(told(tree, fault.field.split("."), fault.detail) for fault in directory_faults(directory))
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

"""The commands that pages show: each fenced block that is marked `sh`, and the lines in it that are ours."""

import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_BLOCK = re.compile(r"^```sh( elsewhere)?\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_OURS = re.compile(r"^(?:\w+=\S* )*(?:\.venv/bin/)?correspondence\s(.*)$")
_SETTING = re.compile(r"CORRESPONDENCE_[A-Z_]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A block of commands. `elsewhere`: it takes a machine, a server or a day of its own, and is only read."""

    commands: str
    elsewhere: bool


def blocks(page: str) -> tuple[Block, ...]:
    """The blocks of a page, in order."""
    return tuple(Block(commands=found[2], elsewhere=bool(found[1])) for found in _BLOCK.finditer(page))


def lines(page: str) -> Iterator[str]:
    """Every line of every block of a page."""
    for block in blocks(page):
        yield from block.commands.splitlines()


def arguments(line: str) -> list[str] | None:
    """What a line gives our command; None where it calls another."""
    found = _OURS.search(line.split(" #")[0])
    return shlex.split(found[1].removesuffix(" &")) if found else None


def settings_in(*files: Path) -> set[str]:
    """The names of settings that files have in them."""
    return {name for file in files for name in _SETTING.findall(file.read_text("utf-8"))}

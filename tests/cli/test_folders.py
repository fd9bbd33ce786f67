"""No command writes letters into a folder that holds anything: one family's would lie among another's."""

import argparse
from collections.abc import Iterator
from pathlib import Path

import pytest

from correspondence.cli import WRONG_USE, main, parser
from tests import build

EVENT = str(build.EXAMPLES / "hub_allocation_decided.json")
_VALUES = {
    "events": EVENT,
    "feed": EVENT,
    "--week-of": "2026-11-16",
    "--hub": "essex",
    "--decision": EVENT,
    "language": "pl",
    "run": "0000000000000000",
}

Command = tuple[tuple[str, ...], list[object]]
"""A command's words, and what it takes."""


def commands(
    top: argparse.ArgumentParser, path: tuple[str, ...] = ()
) -> Iterator[tuple[tuple[str, ...], list[object]]]:
    """Every command that there is, by its words, with what it takes."""
    inner = [each for each in top._actions if isinstance(each, argparse._SubParsersAction)]
    for each in inner:
        for name, command in each.choices.items():
            yield from commands(command, (*path, name))
    if not inner:
        yield path, list(top._actions)


def call_of(path: tuple[str, ...], takes: list[object], folder: Path) -> list[str]:
    """A call of a command with all that it must have, and *folder* to write into."""
    call: list[str] = [*path, "-o", str(folder)]
    for each in takes:
        assert isinstance(each, argparse.Action)
        name = each.option_strings[0] if each.option_strings else each.dest
        if each.required and name != "-o":
            call += [*each.option_strings[:1], _VALUES[name]]
    return call


WRITERS = [
    pytest.param(path, takes, id=" ".join(path))
    for path, takes in commands(parser())
    if any("-o" in getattr(each, "option_strings", ()) for each in takes)
]


@pytest.fixture(autouse=True)
def environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("CORRESPONDENCE_DIRECTORY", str(build.EXAMPLES / "directory.yaml"))
    monkeypatch.setenv("CORRESPONDENCE_DATA", str(tmp_path / "data"))


def test_there_are_commands_that_write() -> None:
    assert len(WRITERS) >= 5


@pytest.mark.parametrize(("path", "takes"), WRITERS)
@pytest.mark.parametrize("holds", ["letter-1.en.pdf", ".hidden", "case-1/"])
def test_a_folder_that_holds_anything_is_refused_and_left_as_it_was(
    path: tuple[str, ...], takes: list[object], holds: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    if holds.endswith("/"):
        (folder / holds).mkdir()
    else:
        (folder / holds).write_text("another family's")
    assert main(call_of(path, takes, folder)) == WRONG_USE
    assert "not empty" in capsys.readouterr().err
    assert [each.name for each in folder.iterdir()] == [holds.rstrip("/")]
    assert not (tmp_path / "data").exists()


@pytest.mark.parametrize(("path", "takes"), WRITERS)
def test_a_file_in_its_place_is_refused(
    path: tuple[str, ...], takes: list[object], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "out").write_text("a file")
    assert main(call_of(path, takes, tmp_path / "out")) == WRONG_USE
    assert "a folder is wanted" in capsys.readouterr().err

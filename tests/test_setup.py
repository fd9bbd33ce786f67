"""`.ci/setup` leaves nothing half-made for good, and makes anew what another place or another lock made.

It runs here on locks without a package: what is asked is when it makes the folder and when it leaves it alone.
"""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from shutil import copy

import pytest

from tests.locks import ROOT

PROJECT = """
[build-system]
requires = ["hatchling"]
build-backend = "hatchling.build"
[project]
name = "something"
version = "1"
[tool.hatch.build.targets.wheel]
packages = ["something"]
dev-mode-dirs = ["."]
"""
BACKEND = next(folder for folder in sys.path if (Path(folder) / "hatchling").is_dir())
MADE = "setup: ready\n"


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A project of nothing, with this project's own way of setting up."""
    top = tmp_path / "checkout"
    (top / ".ci").mkdir(parents=True)
    (top / "something").mkdir()
    (top / "something" / "__init__.py").touch()
    copy(ROOT / ".ci" / "setup", top / ".ci")
    (top / "pyproject.toml").write_text(PROJECT, "utf-8")
    for lock in ("requirements.txt", "requirements-dev.txt"):
        (top / lock).write_text("# nothing\n", "utf-8")
    return top


def set_up(top: Path, purpose: str = "run", **environment: str) -> "subprocess.Popen[str]":
    """A set-up that has begun, in a process group of its own, as under a terminal."""
    seen = os.environ | {"PYTHON": sys.executable, "PYTHONPATH": BACKEND, "PIP_NO_INDEX": "1"} | environment
    return subprocess.Popen(
        [str(top / ".ci" / "setup"), purpose],
        env=seen,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        preexec_fn=_hear_interrupts,
    )


def _hear_interrupts() -> None:
    """As a terminal's programs do, though the tests may run in a background that does not."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def said(top: Path, purpose: str = "run", **environment: str) -> str:
    """What a whole set-up says; nothing where there is nothing to do."""
    out, err = set_up(top, purpose, **environment).communicate(timeout=300)
    assert (top / ".venv" / ".installed").is_file(), err
    return out


def where(top: Path) -> str:
    """Where the environment of *top* finds the project."""
    ask = [str(top / ".venv" / "bin" / "python"), "-c", "import something; print(something.__file__)"]
    return subprocess.run(ask, cwd="/", env={}, check=True, capture_output=True, text=True).stdout.strip()


def test_it_makes_the_environment_once_and_anew_where_it_was_stopped_or_moved(checkout: Path) -> None:
    stopped = set_up(checkout)
    while not (checkout / ".venv" / "bin" / "python").exists():
        time.sleep(0.01)
    os.killpg(stopped.pid, signal.SIGINT)
    stopped.communicate(timeout=60)
    assert not (checkout / ".venv" / ".installed").exists(), "it was stopped in the middle"

    assert said(checkout, "develop").endswith(MADE)
    assert said(checkout, "develop") == said(checkout, "run") == "", "what develops holds what runs"
    assert where(checkout) == str(checkout / "something" / "__init__.py")

    moved = checkout.rename(checkout.with_name("moved"))
    assert said(moved, "run").endswith(MADE)
    assert where(moved) == str(moved / "something" / "__init__.py")


def test_a_folder_of_wheels_that_is_not_there_is_named_and_nothing_is_made(checkout: Path) -> None:
    out, err = set_up(checkout, WHEELS="no-such-folder").communicate(timeout=60)
    assert out == ""
    assert "there is no folder no-such-folder" in err
    assert "make wheelhouse" in err
    assert not (checkout / ".venv").exists()


def test_a_link_is_taken_as_it_is(checkout: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "kept").touch()
    (checkout / ".venv").symlink_to(elsewhere)
    out, _ = set_up(checkout).communicate(timeout=60)
    assert "is a link" in out
    assert (elsewhere / "kept").exists()

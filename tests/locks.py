"""What the two locks hold, and what the packages in them ask for. `python -m tests.locks` writes the latter anew.

A lock is installed as it is and never resolved, so it has to be complete by itself. What every locked package asks for
stands in `tests/data/locked_packages.json`: so the proof reads no network, and holds for a Python that is not here.
"""

import json
import subprocess
import sys
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.metadata import Distribution, distributions
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from packaging.markers import default_environment
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from uv import find_uv_bin

ROOT = Path(__file__).resolve().parents[1]
RUN = ROOT / "requirements.txt"
DEVELOP = ROOT / "requirements-dev.txt"
ASKED_FOR = ROOT / "tests" / "data" / "locked_packages.json"
PYTHONS = ("3.11.2", "3.13.5")
"""The Pythons of Debian 12 and 13."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Locked:
    """A line of a lock: one version of a package, the machines it is for, and the hashes of its files."""

    name: str
    requirement: Requirement
    hashes: tuple[str, ...]

    @property
    def pin(self) -> str:
        """The package at its version, as `name==version`."""
        return f"{self.name}{self.requirement.specifier}"

    @property
    def version(self) -> str:
        """The one version it is locked at."""
        return next(iter(self.requirement.specifier)).version

    def is_for(self, python: str) -> bool:
        """Whether it is installed for *python*, such as "3.13.5", on a machine like this one."""
        return _holds(self.requirement, python)


def _holds(requirement: Requirement, python: str, extra: str = "") -> bool:
    here = {name: str(value) for name, value in default_environment().items()}
    short = python.rpartition(".")[0]
    there = {**here, "python_full_version": python, "implementation_version": python, "python_version": short}
    return requirement.marker is None or requirement.marker.evaluate({**there, "extra": extra})


def read_lock(path: Path) -> tuple[Locked, ...]:
    """Every line of the lock at *path*."""
    lines = path.read_text("utf-8").replace("\\\n", "").splitlines()
    return tuple(_read_line(*line.split("--hash=")) for line in lines if line.strip())


def _read_line(first: str, *hashes: str) -> Locked:
    read = Requirement(first)
    return Locked(name=canonicalize_name(read.name), requirement=read, hashes=tuple(map(str.strip, hashes)))


def wanted(lock: Path) -> tuple[Requirement, ...]:
    """What `pyproject.toml` itself wants of *lock*: to be built, to run and, of the lock that develops, its tools."""
    said = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    groups: dict[str, Sequence[Any]] = said["dependency-groups"]
    named = [*said["build-system"]["requires"], *said["project"]["dependencies"], *groups["build"]]
    if lock == DEVELOP:
        named += [each for each in groups["dev"] if isinstance(each, str)]
    return tuple(map(Requirement, named))


@cache
def asked_for() -> Mapping[str, tuple[Requirement, ...]]:
    """What each locked package asks for, by its pin, as was read from the package when the lock was made."""
    found: dict[str, list[str]] = json.loads(ASKED_FOR.read_text("utf-8"))
    return {pin: tuple(map(Requirement, asks)) for pin, asks in found.items()}


@cache
def _asks(pin: str, extra: str, python: str) -> tuple[Requirement, ...]:
    return tuple(each for each in asked_for()[pin] if _holds(each, python, extra))


def gaps(lock: Iterable[Locked], wants: Iterable[Requirement], python: str) -> set[str]:
    """What no line of *lock* meets for *python*, of all that is wanted, extras included, and all that those ask for."""
    lines = {line.name: line for line in lock if line.is_for(python)}
    missing: set[str] = set()
    seen: set[tuple[str, str]] = set()
    to_meet = list(wants)
    while to_meet:
        asked = to_meet.pop()
        line = lines.get(canonicalize_name(asked.name))
        if line is None or not asked.specifier.contains(line.version, prereleases=True):
            missing.add(str(asked))
            continue
        new = {(line.pin, extra) for extra in ("", *asked.extras)} - seen
        seen |= new
        to_meet += [each for pin, extra in new for each in _asks(pin, extra, python)]
    return missing


def main() -> int:
    """Ask every package of the locks what it asks for, on each Python, and write it down."""
    found: dict[str, list[str]] = {}
    for python in PYTHONS:
        with TemporaryDirectory() as folder:
            lock = ("--python-version", python, "--target", folder, "-r", str(DEVELOP))
            options = ("--no-deps", "--require-hashes", "--only-binary", ":all:", "--link-mode", "symlink")
            subprocess.run([find_uv_bin(), "pip", "install", "--quiet", *options, *lock], check=True)
            found |= {_pin(each): sorted(each.requires or ()) for each in distributions(path=[folder])}
    ASKED_FOR.write_text(json.dumps(found, indent=1, sort_keys=True) + "\n", "utf-8")
    return 0


def _pin(package: Distribution) -> str:
    return f"{canonicalize_name(package.name)}=={package.version}"


if __name__ == "__main__":
    sys.exit(main())

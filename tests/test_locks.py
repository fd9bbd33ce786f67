"""The two locks are complete, so that no release made elsewhere can change or break what a clone installs."""

from dataclasses import replace
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from tests.locks import DEVELOP, PYTHONS, RUN, asked_for, gaps, read_lock, wanted

LOCKS = pytest.mark.parametrize("lock", [RUN, DEVELOP], ids=lambda lock: lock.name)
EACH_PYTHON = pytest.mark.parametrize("python", PYTHONS)


@LOCKS
@EACH_PYTHON
def test_a_lock_holds_all_that_its_packages_ask_for(lock: Path, python: str) -> None:
    assert gaps(read_lock(lock), wanted(lock), python) == set()


@LOCKS
@EACH_PYTHON
def test_a_lock_without_any_one_of_its_lines_is_found_incomplete(lock: Path, python: str) -> None:
    lines = [line for line in read_lock(lock) if line.is_for(python)]
    assert len(lines) > 40
    unmissed = [out.pin for out in lines if not gaps([x for x in lines if x is not out], wanted(lock), python)]
    assert unmissed == [], "nothing asks for these"


@EACH_PYTHON
def test_a_line_at_a_version_that_nobody_asked_for_is_found(python: str) -> None:
    other = Requirement("weasyprint==70.1")
    lines = [replace(line, requirement=other) if line.name == "weasyprint" else line for line in read_lock(RUN)]
    assert gaps(lines, wanted(RUN), python) == {"weasyprint==70.0"}


def test_what_the_service_needs_is_locked_alike_for_those_who_develop_it() -> None:
    lines = {line.pin: line.hashes for line in read_lock(DEVELOP)}
    assert {line.pin: line.hashes for line in read_lock(RUN)}.items() <= lines.items()


@LOCKS
def test_every_line_of_a_lock_is_one_version_with_hashes_and_no_address(lock: Path) -> None:
    for line in read_lock(lock):
        assert [each.operator for each in line.requirement.specifier] == ["=="], line.pin
        assert line.requirement.url is None
        assert line.hashes
        assert all(each.startswith("sha256:") for each in line.hashes), line.pin
    text = lock.read_text("utf-8")
    assert [mark for mark in ("://", "--index-url", "--extra-index-url", "--find-links") if mark in text] == []


def test_what_packages_ask_for_is_written_down_for_the_locked_versions_and_no_other() -> None:
    everywhere = {x.pin for python in PYTHONS for x in read_lock(DEVELOP) if x.is_for(python)}
    assert asked_for().keys() == everywhere, "run: make lock"


def test_what_is_written_down_is_what_the_installed_packages_say() -> None:
    seen = 0
    for pin, asks in asked_for().items():
        name, version = pin.split("==")
        try:
            installed = distribution(name)
        except PackageNotFoundError:  # locked for another Python alone
            continue
        if installed.version == version:
            assert set(map(Requirement, installed.requires or ())) == set(asks), pin
            seen += 1
    assert seen > 90

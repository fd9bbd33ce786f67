"""`.ci/test`: the tests with `make check` beside them, each of which can fail, and what is said last of both."""

import shutil
import signal
import subprocess
import time
from pathlib import Path

import pytest

from tests.pages import ROOT


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A folder with nothing of a checkout but how its tests are run."""
    for folder in (".ci", ".venv/bin"):
        (tmp_path / folder).mkdir(parents=True)
    shutil.copy(ROOT / ".ci" / "test", tmp_path / ".ci")
    return tmp_path


def run(checkout: Path, tests: str, check: str) -> tuple[int, list[str]]:
    """How it ends, and the lines that it says, where the tests and `make check` do that."""
    (checkout / "Makefile").write_text(f"check:\n\t@{check}\n", "utf-8")
    pytest_of_ours = checkout / ".venv" / "bin" / "pytest"
    pytest_of_ours.write_text(f"#!/bin/bash\n{tests}\n", "utf-8")
    pytest_of_ours.chmod(0o755)
    with (checkout / "said").open("w+", encoding="utf-8") as said:
        command = ["env", "--default-signal=INT", str(checkout / ".ci" / "test")]  # as typed, wherever the tests run
        begun = subprocess.Popen(command, stdout=said, stderr=subprocess.STDOUT, start_new_session=True)
        code = begun.wait(60)
        said.seek(0)
        return code, said.read().splitlines()


@pytest.mark.parametrize("code", [0, 1, 5])
def test_where_nothing_is_found_the_tests_have_the_last_word(code: int, checkout: Path) -> None:
    assert run(checkout, f"sleep 1; echo so many passed; exit {code}", "echo clean") == (code, ["so many passed"])


def test_what_is_found_stops_the_tests_and_is_said_last(checkout: Path) -> None:
    began = time.monotonic()
    tests = "trap 'echo interrupted; exit 2' INT; echo with $*; for n in {1..300}; do sleep 0.1; done"
    code, said = run(checkout, tests, "echo a fault of style; exit 3")
    assert code == 1
    assert said[:3] == ["with -n 2 --dist worksteal", "interrupted", "a fault of style"]
    assert time.monotonic() - began < 20


def test_what_is_found_after_the_tests_counts_as_well(checkout: Path) -> None:
    code, said = run(checkout, "echo so many passed", "sleep 1; echo a fault of style; exit 3")
    assert code == 1
    assert said[:2] == ["so many passed", "a fault of style"]


def test_ctrl_c_ends_both(checkout: Path) -> None:
    began = time.monotonic()
    code, said = run(checkout, "echo interrupted; kill -INT 0", "sleep 50")
    assert code in (130, -signal.SIGINT)
    assert said == ["interrupted"]
    assert time.monotonic() - began < 20


def test_it_is_what_make_test_runs() -> None:
    assert "\ntest: setup ## " in (ROOT / "Makefile").read_text("utf-8")
    assert "\n\t@.ci/test\n" in (ROOT / "Makefile").read_text("utf-8")

"""`make breakages`: breaks a copy of the project in each way of the table, and sees whether the tests notice.

    python -m tests.breakages [WORD ...]

tries those whose name, kind or file has one of the words, or all. The tests are run once on the unbroken copy first.
Ends with 1 where a breakage goes unnoticed, by any of the tests that must notice it.
"""

import re
import subprocess
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from shutil import copy2
from tempfile import TemporaryDirectory
from time import monotonic

from . import ROOT, Breakage, breakages

_LIMIT = 900
_FAILED = re.compile(r"^(?:FAILED|ERROR) (\S+)", re.MULTILINE)


def main(words: Sequence[str]) -> int:
    """Try the breakages that *words* name and print a table of them."""
    wanted = [
        each for each in breakages() if not words or any(w in f"{each.name} {each.kind} {each.file}" for w in words)
    ]
    if not wanted:
        print("no breakage has these words", file=sys.stderr)
        return 2
    with TemporaryDirectory() as folder:
        copy = _copied(Path(folder) / "copy")
        _, failing, _ = _run(copy, dict.fromkeys(test for each in wanted for test in each.tests))
        for failed in failing:
            print(f"fails without any breakage: {failed}", file=sys.stderr)
        print("| breakage | kind | where | tests that notice | seconds |\n| --- | --- | --- | --- | --- |", flush=True)
        unnoticed = [each.name for each in wanted if not _try(copy, each, failing)]
    print(f"\n{len(wanted) - len(unnoticed)} of {len(wanted)} were noticed")
    for name in unnoticed:
        print(f"not noticed by all that must: {name}")
    return 1 if unnoticed else 0


def _copied(copy: Path) -> Path:
    """The project as it stands here, committed or not: what git would keep of it."""
    listed = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    names = subprocess.run(listed, cwd=ROOT, check=True, capture_output=True, text=True).stdout.split("\0")
    for name in filter(None, names):
        if (ROOT / name).is_file():
            (copy / name).parent.mkdir(parents=True, exist_ok=True)
            copy2(ROOT / name, copy / name)
    return copy


def _try(copy: Path, breakage: Breakage, failing_anyway: Sequence[str]) -> bool:
    """Whether each of the tests that must notice a breakage fails by it; prints its line of the table."""
    path = copy / breakage.file
    sound = path.read_text("utf-8")
    path.write_text(breakage.broken(sound), "utf-8")
    try:
        seconds, failing, said = _run(copy, breakage.tests)
    finally:
        path.write_text(sound, "utf-8")
    failing = [each for each in failing if each not in failing_anyway]
    silent = [test for test in breakage.tests if not any(_is_of(test, failed) for failed in failing)]
    noticed = sorted({failed.partition("[")[0] for failed in failing}) or [f"none: {said}"]
    shown = "<br>".join([*noticed, *(f"**silent: {test}**" for test in silent)])
    print(f"| {breakage.name} | {breakage.kind} | {breakage.file} | {shown} | {seconds:.0f} |", flush=True)
    return not silent


def _is_of(test: str, failed: str) -> bool:
    """Whether a test that failed is *test*, one of its rows, or in the file that *test* is."""
    return failed == test or failed.startswith((f"{test}[", f"{test}::"))


def _run(copy: Path, tests: Iterable[str]) -> tuple[float, list[str], str]:
    """Run tests in the copy: the seconds it took, those that failed, and the last line that was said."""
    began = monotonic()
    command = [sys.executable, "-m", "pytest", "-q", "--tb=no", "-rfE", "-p", "no:cacheprovider", *tests]
    environment = {"PYTHONPATH": str(copy), "PATH": "/usr/bin:/bin", "HOME": str(copy), "PYTHONDONTWRITEBYTECODE": "1"}
    try:
        done = subprocess.run(command, cwd=copy, env=environment, capture_output=True, text=True, timeout=_LIMIT)
    except subprocess.TimeoutExpired:
        return monotonic() - began, [], f"no end within {_LIMIT} seconds"
    said = done.stdout.strip().splitlines() or done.stderr.strip().splitlines() or [""]
    return monotonic() - began, _FAILED.findall(done.stdout), said[-1]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

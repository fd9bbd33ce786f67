"""Whoever types what a page shows gets what it says: its commands are read, and those that can be are tried."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from correspondence.cli import DONE, parser
from correspondence.service import Service
from correspondence.storage import Register
from tests import build
from tests.api.calls import NOW, TODAY, small

from . import PAGES, ROOT
from .blocks import arguments, blocks, lines, settings_in

TRIED = [name for name in PAGES if any(not each.elsewhere for each in blocks((ROOT / name).read_text("utf-8")))]
CASE = "CM26P00417"
_MOST_SECONDS = 600
_WAIT = """
for _ in $(seq 600); do
    python3 -c "from urllib.request import urlopen; urlopen('http://127.0.0.1:{port}/health')" 2>/dev/null && break
    sleep 0.2
done
"""


def text(name: str) -> str:
    return (ROOT / name).read_text("utf-8")


def test_every_block_of_a_page_says_what_it_is() -> None:
    """A block without a word after its fence is one that nobody tries."""
    fences = {name: re.findall(r"^```(.*)$", text(name), re.MULTILINE)[::2] for name in PAGES}
    known = {"sh", "sh elsewhere", "text", "python", "po", "html", "json"}
    assert {name: set(said) - known for name, said in fences.items() if set(said) - known} == {}
    assert {"README.md", "docs/running.md"} <= set(TRIED)


@pytest.mark.parametrize("name", PAGES)
def test_every_command_of_ours_on_a_page_is_one_that_we_take(name: str) -> None:
    for line in lines(text(name)):
        given = arguments(line)
        if given is not None and given[0] not in ("--version", "--help"):
            parser().parse_args(given)


@pytest.mark.parametrize("name", PAGES)
def test_every_target_of_make_on_a_page_is_in_the_makefile(name: str) -> None:
    targets = set(re.findall(r"^([a-z-]+):.*## ", text("Makefile"), re.MULTILINE))
    assert set(re.findall(r"(?:^|`)make ([a-z-]+)", text(name), re.MULTILINE)) <= targets


def test_every_setting_is_on_the_page_about_running_it_and_every_setting_there_is_read() -> None:
    code = [path for package in ("correspondence", "api") for path in (ROOT / package).rglob("*.py")]
    on_page = settings_in(ROOT / "docs" / "running.md")
    assert on_page == settings_in(*code)
    assert len(on_page) > 5


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A folder that looks like a checkout to whoever types commands in it, with nothing in its register."""
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    for folder in (tmp_path / ".venv" / "bin", tmp_path / "bin"):
        folder.mkdir(parents=True)
        command = folder / "correspondence"
        command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m correspondence "$@"\n', "utf-8")
        command.chmod(0o755)
    return tmp_path


@pytest.mark.parametrize("name", TRIED)
def test_what_a_page_shows_can_be_typed_from_top_to_bottom(name: str, place: Path) -> None:
    if name != "README.md":  # which begins with nothing
        with Register.open(None, place / "var", lambda: NOW) as register:
            Service(register, build.directory()).take(json.dumps(small("placed", CASE)).encode(), TODAY)
    code, said = _typed(_script(text(name), _free_port()), place)
    assert code == DONE, said


def _script(page: str, port: int) -> str:
    """The blocks of a page as one script. A server that it begins is waited for, on a port that is free."""
    script = ["set -euo pipefail"]
    for block in blocks(page):
        for line in () if block.elsewhere else block.commands.splitlines():
            given = arguments(line) or [""]
            script.append(line.replace("--port 8000", f"--port {port}").replace(":8000", f":{port}"))
            if given[0] == "post":
                script[-1] += f" --to http://127.0.0.1:{port}"
            if line.endswith(" &"):
                script.append(_WAIT.format(port=port))
    return "\n".join(script)


def _typed(script: str, place: Path) -> tuple[int, str]:
    """How a script ends that is typed in *place*, and all that it says."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("CORRESPONDENCE_")}
    seen = kept | {"PYTHONPATH": str(ROOT), "PATH": f"{place / 'bin'}:{os.environ['PATH']}"}
    seen["CORRESPONDENCE_DATA"] = str(place / "var")
    with (place / "said").open("w+", encoding="utf-8") as said:
        bash = subprocess.Popen(
            ["bash", "-c", script], cwd=place, env=seen, stdout=said, stderr=subprocess.STDOUT, start_new_session=True
        )
        try:
            code = bash.wait(_MOST_SECONDS)
        finally:
            with suppress(ProcessLookupError):
                os.killpg(bash.pid, signal.SIGTERM)  # the server too that it may have begun
        said.seek(0)
        return code, said.read()


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as door:
        return int(door.getsockname()[1])

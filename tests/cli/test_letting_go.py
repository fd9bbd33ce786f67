"""Whatever a command opened is closed when it ends, however it ends: nothing is left for the garbage collector.

What it leaves would be closed later, in the middle of something else, with a warning that an innocent test fails of.
"""

import argparse
import gc
import json
import signal
import socket
import sqlite3
import threading
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import closing, suppress
from http.client import HTTPException
from pathlib import Path
from typing import NoReturn

import pytest

from correspondence.cli import DONE, REFUSED, STOPPED, WRONG_USE, answering, main, parser, settings
from correspondence.protocol.refusals import Refused
from correspondence.service import Service
from correspondence.storage import Unusable
from tests import build
from tests.api.calls import small

DIRECTORY = build.EXAMPLES / "directory.yaml"
EVENT = str(build.EXAMPLES / "information_received.json")


@pytest.fixture(autouse=True)
def environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    monkeypatch.setenv("CORRESPONDENCE_DIRECTORY", str(DIRECTORY))
    monkeypatch.setenv("CORRESPONDENCE_DATA", str(tmp_path / "data"))
    monkeypatch.delenv("CORRESPONDENCE_DATABASE", raising=False)
    monkeypatch.chdir(tmp_path)
    gc.collect()
    gc.disable()
    yield
    gc.enable()


RUNS: dict[str, Sequence[tuple[str, int]]] = {
    "serve": [("serve --dev --port 0", DONE), ("serve --dev --host 0.0.0.0", WRONG_USE)],
    "example": [("example --port 0", DONE)],
    "post": [(f"post {EVENT} --to http://127.0.0.1:1", WRONG_USE)],
    "key add": [
        ("key add desk --role hub --hub essex", DONE),
        ("key add desk --role hub --hub nowhere", WRONG_USE),
        ("key add desk --role hub", REFUSED),
    ],
    "key list": [("key list", DONE)],
    "key revoke": [("key revoke nobody", REFUSED)],
    "erase": [("erase CM26P00417 --yes", REFUSED)],
    "accesses": [("accesses CM26P00417", REFUSED)],
    "sweep": [("sweep", DONE)],
    "derive": [("derive --all", DONE)],
    "render": [(f"render {EVENT} -o out", DONE)],
    "duties": [(f"duties {EVENT}", DONE)],
    "court-lists": [
        ("court-lists --week-of 2026-11-30 -o out --dev", DONE),
        ("court-lists --week-of 2026-11-30 --court atlantis -o out --dev", REFUSED),
    ],
    "run-due": [("run-due --on 2026-11-30 --dev", DONE)],
    "run-closing": [("run-closing --hub essex --today 2027-01-11 -o out --dev", REFUSED)],
    "dispatch": [("dispatch", DONE)],
    "post-run make": [
        ("post-run make --hub essex -o out", REFUSED),
        ("post-run make --hub nowhere -o out", WRONG_USE),
    ],
    "post-run list": [("post-run list", DONE)],
    "post-run write": [("post-run write 0000000000000000 -o out", REFUSED)],
    "post-run posted": [("post-run posted 0000000000000000 --by S.Visor", REFUSED)],
    "deliveries say": [("deliveries say AAAA-AAAA-AAAA-0 went --by S.Visor", REFUSED)],
    "import-hmcts": [("import-hmcts missing.json --decision missing.json -o out", WRONG_USE)],
    "simulate": [
        ("simulate --cases 1 --weeks 1 --hubs 1", DONE),
        ("simulate --replay missing.json", WRONG_USE),
    ],
    "check": [("check", DONE)],
    "catalogue": [("catalogue", DONE)],
    "verify": [("verify", DONE)],
    "translations export": [
        ("translations export pl --letter thank_you.younger -o out", DONE),
        ("translations export xx -o out", REFUSED),
    ],
    "translations import": [("translations import missing.xlf", WRONG_USE)],
    "translations start": [("translations start pl", REFUSED)],
}
"""How each command may end."""


def commands(of: argparse.ArgumentParser, before: str = "") -> Iterator[str]:
    """Every command that *of* knows, those within others by their whole name."""
    within = [each for each in of._actions if isinstance(each, argparse._SubParsersAction)]
    if not within:
        yield before.strip()
    for name, each in ((name, each) for action in within for name, each in action.choices.items()):
        yield from commands(each, f"{before} {name}")


def open_files(folder: Path) -> set[str]:
    """The files of *folder* that this process holds open."""
    links = (str(each.readlink()) for each in Path("/proc/self/fd").iterdir() if each.is_symlink())
    return {link for link in links if link.startswith(str(folder))}


def test_every_command_is_tried_here() -> None:
    assert set(commands(parser())) == set(RUNS)


@pytest.mark.parametrize(
    ("line", "ends"), [pytest.param(*way, id=way[0].replace(EVENT, "EVENT")) for ways in RUNS.values() for way in ways]
)
def test_a_command_leaves_nothing_open(line: str, ends: int, tmp_path: Path) -> None:
    port = free_port()
    if line.split()[0] in ("serve", "example") and ends == DONE:
        threading.Thread(target=stop_once_it_answers, args=(port,)).start()
    assert main(line.replace("--port 0", f"--port {port}").split()) == ends
    assert open_files(tmp_path) == set()


def test_a_service_that_is_stopped_lets_go_of_its_register_once_no_call_is_at_work_with_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another program writes, so that the call waits for longer than calls are given at the end."""
    monkeypatch.setattr(answering, "GRACE_SECONDS", 0)
    with settings.service() as service:
        outcome = service.take(json.dumps(small("decision-1", "CM26P00418")).encode(), build.DECIDED_ON)
    path = f"letters/{outcome.letters[0].letter_id}/status"
    port, is_over = free_port(), threading.Event()

    def meanwhile() -> None:
        wait_until_it_answers(port)
        with closing(sqlite3.connect(tmp_path / "data" / "register.sqlite")) as other:
            other.execute("BEGIN IMMEDIATE")
            threading.Thread(target=withdraw, args=(f"http://127.0.0.1:{port}/{path}",)).start()
            time.sleep(1)
            signal.raise_signal(signal.SIGINT)
            time.sleep(1)
            is_over.set()

    threading.Thread(target=meanwhile).start()
    assert main(["serve", "--dev", "--port", str(port)]) == DONE
    assert is_over.is_set()
    assert open_files(tmp_path) == set()


def withdraw(address: str) -> None:
    """Withdraw a letter; nobody answers."""
    said = {"status": "withdrawn", "by": "Pat Example", "on": "2026-11-20", "reason": "not owed"}
    asked = urllib.request.Request(address, json.dumps(said).encode(), {"Content-Type": "application/json"})
    with suppress(OSError, HTTPException):
        urllib.request.urlopen(asked).close()


def free_port() -> int:
    """A port that nobody uses."""
    with socket.create_server(("127.0.0.1", 0)) as door:
        port: int = door.getsockname()[1]
        return port


def stop_once_it_answers(port: int) -> None:
    """Press Ctrl-C as soon as the service on that port answers."""
    wait_until_it_answers(port)
    signal.raise_signal(signal.SIGINT)


def wait_until_it_answers(port: int) -> None:
    """Return as soon as the service on that port answers."""
    while True:
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/health").close()
        except OSError:
            time.sleep(0.05)
        else:
            return


def test_a_command_that_breaks_or_is_stopped_leaves_nothing_open(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for error, ends in ((KeyboardInterrupt(), STOPPED), (Refused([]), REFUSED)):

        def broken(service: Service, *, error: BaseException = error, **_: object) -> NoReturn:
            assert service.register.verify_count() == 0
            raise error

        monkeypatch.setattr("correspondence.verification.verify", broken)
        assert main(["verify"]) == ends
        assert open_files(tmp_path) == set()


def test_a_register_of_a_newer_version_is_let_go_too(tmp_path: Path) -> None:
    with settings.open_register():
        assert open_files(tmp_path), "an open register is seen"
    with closing(sqlite3.connect(tmp_path / "data" / "register.sqlite")) as database:
        database.execute("UPDATE alembic_version SET version_num = 'r9999'")
        database.commit()
    with pytest.raises(Unusable):
        settings.open_register()
    assert open_files(tmp_path) == set()

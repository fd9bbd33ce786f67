"""A real server in a process of its own, started as anybody starts one, and what it can be asked and told."""

import json
import os
import signal
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TextIO

from tests.build import EXAMPLES
from tests.processes import children, grandchildren

_SERVE = """
import json, sys, threading
from correspondence.cli import main

def tell():
    for _ in sys.stdin:
        print(json.dumps(sorted(sys.modules)), flush=True)

threading.Thread(target=tell, daemon=True).start()
sys.exit(main(["serve", "--dev", "--port", "0"]))
"""
"""`serve --dev`, that says which modules it has loaded whenever it is asked on its standard input."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Served:
    """A server that answers at *address*."""

    process: "subprocess.Popen[str]"
    address: str

    def post(self, body: dict[str, Any], accept: str = "application/json") -> tuple[int, bytes]:
        """The status and the body with which an event is answered."""
        headers = {"Content-Type": "application/json", "Accept": accept}
        return self._asked(urllib.request.Request(f"{self.address}/events", json.dumps(body).encode(), headers))

    def get(self, path: str) -> tuple[int, bytes]:
        """The status and the body with which a call is answered."""
        return self._asked(urllib.request.Request(self.address + path))

    @staticmethod
    def _asked(request: urllib.request.Request) -> tuple[int, bytes]:
        try:
            with urllib.request.urlopen(request, timeout=240) as answer:
                return answer.status, answer.read()
        except urllib.error.HTTPError as refused:
            with refused:
                return refused.code, refused.read()

    def modules(self) -> set[str]:
        """What the serving process has loaded."""
        self._input.write("\n")
        self._input.flush()
        return set(json.loads(self._output.readline()))

    def workers(self) -> set[int]:
        """The processes that make its letters."""
        return grandchildren(self.process.pid)

    def processes(self) -> set[int]:
        """Every process that it started, and the workers that were forked from it."""
        return children(self.process.pid) | self.workers()

    @property
    def _input(self) -> TextIO:
        assert self.process.stdin is not None
        return self.process.stdin  # type: ignore[return-value]  # typeshed has IO[str]

    @property
    def _output(self) -> TextIO:
        assert self.process.stdout is not None
        return self.process.stdout  # type: ignore[return-value]


@contextmanager
def served(folder: Path, **settings: str) -> Iterator[Served]:
    """A server on a register in *folder*, its log beside it; killed at the end, if nothing else ended it."""
    folder.mkdir(exist_ok=True)
    environment = os.environ | settings
    environment |= {
        "CORRESPONDENCE_DATA": str(folder),
        "CORRESPONDENCE_DIRECTORY": str(EXAMPLES / "directory.yaml"),
    }
    with (folder / "server.log").open("w") as log:
        process = subprocess.Popen(
            [sys.executable, "-c", _SERVE],
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=log,
            text=True,
        )
    with process:
        try:
            assert process.stdout is not None
            told = process.stdout.readline()
            yield Served(process=process, address=told.partition(" on ")[2].partition(": ")[0].strip())
        finally:
            process.send_signal(signal.SIGKILL)

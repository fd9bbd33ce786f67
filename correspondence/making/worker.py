"""A worker process, `python -m correspondence.making`: it does one order at a time until its keeper is gone.

Its keeper is `pool`, at the other end of a socket. Whatever a terminal or a supervisor signals is meant for the keeper:
a worker ends when its socket does, however the process that kept it ended.
"""

import importlib
import logging
import os
import pickle
import resource
import signal
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from queue import SimpleQueue
from threading import Thread
from traceback import extract_tb
from types import ModuleType
from typing import Any

from correspondence.checks import Code

_LOG = logging.getLogger(__name__)
_MEGABYTE = 1024 * 1024
_GRACE_SECONDS = 5  # past its time a worker is ended by its keeper; by itself where it has none left


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What one letter may take: seconds until it is made, and memory beyond what a warm worker has."""

    seconds: float = 120
    megabytes: int = 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What a worker says once it is warm, and of each order: what came of it, or why nothing did.

    `logged`: what was to be logged meanwhile, each by its logger, level and words; the keeper has the log.
    """

    value: Any = None
    unmade: Code | None = None
    logged: tuple[tuple[str, int, str], ...] = ()


class _Hearing(logging.Handler):
    """Keeps what is to be logged until it is asked for."""

    def __init__(self) -> None:
        super().__init__()
        self._heard: list[tuple[str, int, str]] = []

    def emit(self, record: logging.LogRecord) -> None:
        is_ours = record.name.partition(".")[0] == "correspondence"
        words = record.getMessage() if is_ours else str(record.msg)  # what others would put in may be a person's
        self._heard.append((record.name, record.levelno, words))

    def heard(self) -> tuple[tuple[str, int, str], ...]:
        """What was heard since this was last asked."""
        said, self._heard = tuple(self._heard), []
        return said


def main(arguments: list[str]) -> None:
    """Warm up, say so, and do what comes: `SOCKET SECONDS MEGABYTES CRAFT`; CRAFT is a module with what it takes."""
    socket, seconds, megabytes, name = arguments
    for each in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(each, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # a crash leaves no copy of a letter on the disk
    hearing = _Hearing()
    logging.getLogger().addHandler(hearing)
    connection: Connection[Any, Any] = Connection(int(socket))
    orders = SimpleQueue[bytes]()
    Thread(target=_listen, args=(connection, orders), daemon=True).start()
    craft = _warmed(name, connection)
    _limit_memory(int(megabytes))
    connection.send(Said(logged=hearing.heard()))
    while True:
        raw = orders.get()
        signal.setitimer(signal.ITIMER_REAL, float(seconds) + _GRACE_SECONDS)
        answer = _answer(craft, raw, hearing)
        signal.setitimer(signal.ITIMER_REAL, 0)
        connection.send_bytes(answer)


def _listen(connection: "Connection[Any, Any]", orders: "SimpleQueue[bytes]") -> None:
    """Take orders also while one is being done, and so hear at once when nobody is left to give any."""
    try:
        while True:
            orders.put(connection.recv_bytes())
    finally:
        os._exit(0)


def _warmed(name: str, connection: "Connection[Any, Any]") -> ModuleType:
    """The module that does the orders, with all loaded that they share. Tells the keeper where it cannot be."""
    try:
        craft = importlib.import_module(name)
        craft.warm()
    except Exception as error:
        connection.send(Said(value=str(error), unmade=Code.WORKER_DIED))
        raise
    return craft


def _limit_memory(megabytes: int) -> None:
    """Let this process grow by so much beyond what it has now. Where the system does not say, it is not limited."""
    sizes = Path("/proc/self/statm")
    if sizes.exists():
        limit = int(sizes.read_text("ascii").split()[0]) * resource.getpagesize() + megabytes * _MEGABYTE
        resource.setrlimit(resource.RLIMIT_AS, (limit, limit))


def _answer(craft: ModuleType, raw: bytes, hearing: _Hearing) -> bytes:
    try:
        value = craft.fulfil(pickle.loads(raw))
        return pickle.dumps(Said(value=value, logged=hearing.heard()))
    except MemoryError:
        unmade = Code.OUTGREW_MEMORY
    except Exception as error:  # its words may hold what somebody told us: its place alone is told
        place = extract_tb(error.__traceback__)[-1]
        _LOG.error("an order failed: %s at %s:%s", type(error).__name__, Path(place.filename).name, place.lineno)
        unmade = Code.BROKE
    return pickle.dumps(Said(unmade=unmade, logged=hearing.heard()))

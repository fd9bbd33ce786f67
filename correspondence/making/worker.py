"""A worker process, forked by `nursery`: it does one order at a time until its keeper is gone.

Its keeper is `processes`, at the other end of a socket: a worker ends when its socket does, however the process that
kept it ended.
"""

import logging
import os
import pickle
import resource
import signal
import traceback
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from queue import SimpleQueue
from threading import Thread
from traceback import extract_tb
from types import ModuleType
from typing import Any, NoReturn

from correspondence.checks import Code

START_SECONDS = 60
"""How long a process may take until it is warm."""
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
    """What a worker says: when it begins (its number), once it is warm, once it has an order in its hands, and of each
    order what came of it, or why not.

    `logged`: what was to be logged meanwhile, each by its logger, level and words; the keeper has the log.
    """

    value: Any = None
    unmade: Code | None = None
    logged: tuple[tuple[str, int, str], ...] = ()


class Hearing(logging.Handler):
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


def work(connection: "Connection[Any, Any]", limits: Limits, craft: ModuleType, hearing: Hearing) -> NoReturn:
    """Warm up, say so, and do what comes: a whole life, which nothing that was begun before the fork goes on after."""
    try:
        _work(connection, limits, craft, hearing)
    except ConnectionError:
        pass  # nobody is left to be told
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(1)


def _work(connection: "Connection[Any, Any]", limits: Limits, craft: ModuleType, hearing: Hearing) -> None:
    orders = SimpleQueue[bytes]()
    Thread(target=_listen, args=(connection, orders), daemon=True).start()
    connection.send(Said(value=os.getpid()))
    _warm(craft, connection)
    _limit_memory(limits.megabytes)
    connection.send(Said(logged=hearing.heard()))
    while True:
        raw = orders.get()
        connection.send(Said())
        signal.setitimer(signal.ITIMER_REAL, limits.seconds + _GRACE_SECONDS)
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


def _warm(craft: ModuleType, connection: "Connection[Any, Any]") -> None:
    """Make ready what orders share. Tells the keeper where that cannot be."""
    try:
        craft.warm()
    except Exception as error:
        connection.send(Said(value=str(error), unmade=Code.WORKER_DIED))
        raise


def _limit_memory(megabytes: int) -> None:
    """Let this process grow by so much beyond what it has now. Where the system does not say, it is not limited."""
    sizes = Path("/proc/self/statm")
    if sizes.exists():
        limit = int(sizes.read_text("ascii").split()[0]) * resource.getpagesize() + megabytes * _MEGABYTE
        resource.setrlimit(resource.RLIMIT_AS, (limit, limit))


def _answer(craft: ModuleType, raw: bytes, hearing: Hearing) -> bytes:
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

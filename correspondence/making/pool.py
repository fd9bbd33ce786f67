"""Worker processes, a fixed number of them, and what waits for them: no letter's trouble is another's.

A worker that dies, hangs or outgrows its memory is replaced, and its order is tried once more by the next one.
"""

import logging
import pickle
import socket
import subprocess
import sys
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor
from dataclasses import dataclass
from multiprocessing.connection import Connection
from queue import SimpleQueue
from threading import Lock
from time import monotonic
from typing import Any

from correspondence.checks import Code

from .orders import Closed, NotMade, Order, T, TryOut
from .worker import Limits, Said

_TRIES = 2
_START_SECONDS = 60
_PATIENCE_SECONDS = 30
_CRAFT = "correspondence.making.letters"
_LOG = logging.getLogger(__name__)


class _Lost(Exception):
    """A worker did not answer, and will not. Holds the code that says why, and what a worker said who cannot begin."""

    def __init__(self, code: Code, words: str = "it ended while it began") -> None:
        super().__init__(code)
        self.code = code
        self.words = words


class _Worker:
    """One worker process, from its start to its end."""

    def __init__(self, limits: Limits, craft: str) -> None:
        ours, theirs = socket.socketpair()
        with theirs:
            asked = (str(theirs.fileno()), str(limits.seconds), str(limits.megabytes), craft)
            self._process = subprocess.Popen(
                [sys.executable, "-m", "correspondence.making", *asked],
                pass_fds=(theirs.fileno(),),
                stdin=subprocess.DEVNULL,
                start_new_session=True,  # what is typed at our terminal is not for it
            )
        self._seconds = limits.seconds
        self._connection: Connection[Any, Any] = Connection(ours.detach())
        self._is_warm = False

    def warm(self) -> None:
        """Wait until it is warm. Raises `_Lost`."""
        if not self._is_warm:
            said = self._hear(_START_SECONDS)
            if said.unmade is not None:
                raise _Lost(said.unmade, said.value)
            self._is_warm = True

    def do(self, raw: bytes) -> Said:
        """What it says of an order. Raises `_Lost` where it says nothing in time."""
        self.warm()
        try:
            self._connection.send_bytes(raw)
        except OSError:
            raise _Lost(Code.WORKER_DIED) from None
        return self._hear(self._seconds)

    def _hear(self, seconds: float) -> Said:
        try:
            if not self._connection.poll(seconds):
                raise _Lost(Code.TOOK_TOO_LONG)
            said: Said = self._connection.recv()
        except (EOFError, OSError):
            raise _Lost(Code.WORKER_DIED) from None
        for name, level, words in said.logged:
            logging.getLogger(name).log(level, words)
        return said

    def kill(self) -> None:
        """End it at once, whatever it does. Whoever waits for it hears that it died."""
        self._process.kill()

    def bury(self) -> None:
        """End it, and let go of all that it had."""
        self._process.kill()
        self._process.wait()
        self._connection.close()


class CannotMake(Exception):
    """No worker can begin on this machine. The message says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """How a pool does: its workers, the orders that are not done, and how many workers were replaced, by why."""

    workers: int
    unfinished: int
    lost: dict[Code, int]


class Pool:
    """So many workers, each a process that does one order at a time, in the order they came. Safe to use from threads.

    *craft* names the module that does the orders, in the workers alone.
    """

    def __init__(self, workers: int, limits: Limits, craft: str = _CRAFT) -> None:
        self._limits, self._craft, self._count = limits, craft, workers
        self._lock = Lock()
        self._is_closed = False
        self._lost, self._last_done, self._unfinished = Counter[Code](), monotonic(), 0
        self._threads = ThreadPoolExecutor(workers, thread_name_prefix="making")  # one to wait for each worker
        self._living: set[_Worker] = set()
        self._idle = SimpleQueue[_Worker]()
        for _ in range(workers):
            self._idle.put(self._hired())

    def check(self) -> None:
        """Wait until a worker is warm. Raises `CannotMake` where none can be."""
        worker = self._idle.get()
        try:
            worker.warm()
        except _Lost as lost:
            raise CannotMake(lost.words) from None
        finally:
            self._idle.put(worker)

    def make_all(self, orders: Sequence[Order[T]]) -> tuple[T, ...]:
        """Do orders side by side, as workers come free; what came of each, in the order they are given.

        Where no worker could do one, its `unmade` stands in that place. Raises `Closed` once the pool is closed.
        """
        waiting = [self._given(order) for order in orders]
        try:
            return tuple(each.result() for each in waiting)
        except CancelledError:
            raise Closed from None

    def is_ready(self, seconds: float) -> bool:
        """Whether letters can be made now: a page is, within *seconds*; or every worker is busy, and they get on."""
        try:
            trial = self._given(TryOut())
            trial.result(seconds)
        except TimeoutError:
            is_behind_others = trial.cancel()
            return is_behind_others and monotonic() - self._last_done < _PATIENCE_SECONDS
        except (NotMade, Closed, CancelledError):
            return False
        return True

    def figures(self) -> Figures:
        """How it does."""
        with self._lock:
            return Figures(workers=self._count, unfinished=self._unfinished, lost=dict(self._lost))

    def close(self) -> None:
        """End every worker at once. Whoever still waits for a letter, or asks for one, is told `Closed`."""
        with self._lock:
            self._is_closed = True
            for worker in self._living:
                worker.kill()
        self._threads.shutdown(cancel_futures=True)
        for worker in self._living:
            worker.bury()

    def _given(self, order: Order[T]) -> Future[T]:
        with self._lock:
            if self._is_closed:
                raise Closed
            self._unfinished += 1
            given = self._threads.submit(self._made, order)
        given.add_done_callback(self._finished)
        return given

    def _finished(self, _: Future[Any]) -> None:
        with self._lock:
            self._unfinished -= 1
            self._last_done = monotonic()

    def _made(self, order: Order[T]) -> T:
        """What comes of an order. One that broke by itself would break again; one that lost its worker is tried twice.

        Raises `Closed`, and what `Order.unmade` raises.
        """
        raw = pickle.dumps(order)
        for _ in range(_TRIES):
            said = self._tried(raw)
            if said.unmade in (None, Code.BROKE):
                break
        if said.unmade is not None:
            return order.unmade(said.unmade)
        value: T = said.value
        return value

    def _tried(self, raw: bytes) -> Said:
        worker = self._idle.get()
        try:
            said = worker.do(raw)
        except _Lost as lost:
            said = Said(unmade=lost.code)
        if said.unmade not in (None, Code.BROKE):
            worker = self._replaced(worker, said.unmade)
        self._idle.put(worker)
        return said

    def _replaced(self, worker: _Worker, why: Code) -> _Worker:
        worker.bury()
        with self._lock:
            self._living.discard(worker)
            self._lost[why] += 1
        _LOG.warning("a worker was replaced: %s", why)
        return self._hired()

    def _hired(self) -> _Worker:
        with self._lock:
            if self._is_closed:
                raise Closed
            worker = _Worker(self._limits, self._craft)
            self._living.add(worker)
            return worker

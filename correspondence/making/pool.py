"""Worker processes, a fixed number of them, and what waits for them: no letter's trouble is another's.

A worker that dies, hangs or outgrows its memory is replaced, and its order is tried once more by the next one.
"""

import logging
import pickle
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor
from dataclasses import dataclass
from queue import SimpleQueue
from threading import Lock
from time import monotonic
from typing import Any

from correspondence.checks import Code

from .orders import Closed, NotMade, Order, T, TryOut
from .processes import Idle, Lost, Nursery, Worker
from .worker import Limits, Said

_TRIES = 2
_PATIENCE_SECONDS = 30
_CRAFT = "correspondence.making.letters"
_LOG = logging.getLogger(__name__)


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
        self._nursery = Nursery(craft)
        self._living: set[Worker] = set()
        self._idle = SimpleQueue[Worker]()
        for _ in range(workers):
            self._idle.put(self._hired())

    def check(self) -> None:
        """Wait until a worker is warm. Raises `CannotMake` where none can be."""
        worker = self._idle.get()
        try:
            worker.warm()
        except Lost as lost:
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
        self._threads.shutdown(wait=False, cancel_futures=True)  # before one that loses its worker takes the next order
        with self._lock:
            for worker in self._living:
                worker.kill()
            self._nursery.bury()
        self._threads.shutdown()
        while self._living:
            self._living.pop().bury()

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
        except Idle as idle:  # that costs no order a try
            self._idle.put(self._replaced(worker, idle.code))
            return self._tried(raw)
        except Lost as lost:
            said = Said(unmade=lost.code)
        if said.unmade not in (None, Code.BROKE):
            worker = self._replaced(worker, said.unmade)
        self._idle.put(worker)
        return said

    def _replaced(self, worker: Worker, why: Code) -> Worker:
        with self._lock:
            self._living.discard(worker)
            self._lost[why] += 1
        worker.bury()
        _LOG.warning("a worker was replaced: %s", why)
        return self._hired()

    def _hired(self) -> Worker:
        with self._lock:
            if self._is_closed:
                raise Closed
            if self._nursery.is_lost():
                self._nursery.bury()
                self._nursery = Nursery(self._craft)
            worker = Worker(self._nursery, self._limits)
            self._living.add(worker)
            return worker

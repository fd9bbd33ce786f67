"""One thread beside the calls, for what takes longer than a call may: runs, one after another."""

import logging
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from threading import Event, Lock

LOG = logging.getLogger("correspondence.api")


class Worker:
    """Does one thing after another, in the order they were given, until it is stopped."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._thread: ThreadPoolExecutor | None = None
        self._stopping = Event()
        self._given: list[tuple[Future[None], Callable[[], object] | None]] = []

    def give(self, work: Callable[[], object], instead: Callable[[], object] | None = None) -> None:
        """Have that done when its turn comes; *instead* of it the other, if the worker is stopped before."""
        with self._lock:
            if self._thread is None:
                self._stopping.clear()
                self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="runs")
            self._given = [(one, other) for one, other in self._given if not one.done()]
            self._given.append((self._thread.submit(_tried, work), instead))

    @property
    def is_stopping(self) -> bool:
        """Whether what is being done should come to an end."""
        return self._stopping.is_set()

    def stop(self, seconds: float) -> None:
        """Begin nothing more of what was given, and give what is being done so long to see that it should end."""
        with self._lock:
            self._stopping.set()
            if self._thread is not None:
                self._thread.shutdown(wait=False, cancel_futures=True)
                self._thread = None
            for _, instead in (each for each in self._given if each[0].cancelled()):
                if instead is not None:
                    _tried(instead)
            self._given = [each for each in self._given if not each[0].done()]
            running = [one for one, _ in self._given]
        wait(running, seconds)


def _tried(work: Callable[[], object]) -> None:
    try:
        work()
    except Exception as error:  # nobody waits for the answer, so it is told here, without its words
        LOG.error("unexpected %s beside the calls", type(error).__name__)

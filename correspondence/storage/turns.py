"""Whose turn it is to add to the events of one subject: one at a time in a process, in the order they came.

What several processes add at once is settled by the transaction (`CaseMoved`); this spares those of one process from
making letters that another event has overtaken by then, and from being told to come again.
"""

from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

from .errors import TooManyWait

MOST = 40
"""How many may wait for one subject; a case has as many events in a year."""


class Turns:
    """Turns at each subject, by its key. Safe to use from any number of threads; nobody takes two turns at once."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._waiting: dict[str, deque[Lock]] = {}

    @contextmanager
    def at(self, key: str) -> Iterator[None]:
        """Wait for a turn at the subject of that key, and have it within. Raises `TooManyWait`."""
        mine = self._queue_up(key)
        mine.acquire()  # until whoever is before has had theirs
        try:
            yield
        finally:
            self._next(key)

    def _queue_up(self, key: str) -> Lock:
        mine = Lock()
        with self._lock:
            queue = self._waiting.setdefault(key, deque())
            if len(queue) > MOST:
                raise TooManyWait
            if queue:
                mine.acquire()
            queue.append(mine)
        return mine

    def _next(self, key: str) -> None:
        with self._lock:
            queue = self._waiting[key]
            queue.popleft()
            if queue:
                queue[0].release()
            else:
                del self._waiting[key]

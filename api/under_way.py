"""The calls that are at work on threads of their own, so that whoever ends can wait for the last."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Condition


class UnderWay:
    """How many are at work. A call that was given up has its thread until that comes to its end."""

    def __init__(self) -> None:
        self._count = 0
        self._changed = Condition()

    @contextmanager
    def one_more(self) -> Iterator[None]:
        """One more is at work within."""
        with self._changed:
            self._count += 1
        try:
            yield
        finally:
            with self._changed:
                self._count -= 1
                self._changed.notify_all()

    def wait(self, seconds: float) -> None:
        """Wait until none is at work, so long at most."""
        with self._changed:
            self._changed.wait_for(lambda: not self._count, seconds)

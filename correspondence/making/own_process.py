"""Letters made in this very process, one after another: for tests, and for measuring."""

import importlib
from collections.abc import Sequence
from threading import Lock
from types import ModuleType

from .orders import Order, T, TryOut
from .pool import Figures


class OwnProcess:
    """Does every order itself, one at a time. What breaks in one is raised as it is."""

    def __init__(self) -> None:
        self._lock = Lock()

    def make_all(self, orders: Sequence[Order[T]]) -> tuple[T, ...]:
        """Do orders one after another; what came of each, in the order they are given."""
        with self._lock:
            letters = _letters()
            return tuple(letters.fulfil(order) for order in orders)

    def check(self) -> None:
        """Raise what stands in the way of making letters."""
        self.make_all([TryOut()])

    def is_ready(self, _seconds: float) -> bool:
        """Whether letters can be made: a page is, however long it takes. Raises what stands in the way."""
        self.check()
        return True

    def figures(self) -> Figures:
        """It has no workers."""
        return Figures(workers=0, unfinished=0, lost={})

    def close(self) -> None:
        """It has nothing to let go of."""


def _letters() -> ModuleType:
    """What makes letters, loaded when the first is wanted: it takes a second, and a server never does it."""
    return importlib.import_module("correspondence.making.letters")

"""The door to whoever makes letters: worker processes, for a server and for a command; the tests' own process.

    made = make(Write(letter=letter, beside=OfOffice()))

Nothing that comes with this door loads the renderer, whose Pango is not safe in two threads: `letters` alone does, and
who serves has that in its workers only.
"""

from collections.abc import Sequence
from typing import Protocol

from .orders import (
    Beside,
    Closed,
    Examine,
    Made,
    MakeAgain,
    NotMade,
    OfCase,
    OfList,
    OfOffice,
    Order,
    SayFingerprint,
    T,
    TryOut,
    Write,
)
from .own_process import OwnProcess
from .pool import CannotMake, Figures, Pool
from .worker import Limits

__all__ = [
    "Beside",
    "CannotMake",
    "Closed",
    "Examine",
    "Figures",
    "Limits",
    "Made",
    "MakeAgain",
    "Maker",
    "NotMade",
    "OfCase",
    "OfList",
    "OfOffice",
    "Order",
    "OwnProcess",
    "Pool",
    "SayFingerprint",
    "TryOut",
    "Write",
    "check",
    "close",
    "figures",
    "is_ready",
    "make",
    "make_all",
    "use",
]


class Maker(Protocol):
    """Whoever does what letters need: `Pool` or `OwnProcess`, where each of these is described."""

    def make_all(self, orders: Sequence[Order[T]]) -> tuple[T, ...]: ...
    def check(self) -> None: ...
    def is_ready(self, seconds: float) -> bool: ...
    def figures(self) -> Figures: ...
    def close(self) -> None: ...


_maker: Maker = OwnProcess()


def use(maker: Maker) -> None:
    """From now on *maker* makes every letter of this process."""
    global _maker
    _maker = maker


def make(order: Order[T]) -> T:
    """What comes of an order. Raises `NotMade` where nothing can stand in its place, `Closed` once no more is made."""
    (made,) = make_all([order])
    return made


def make_all(orders: Sequence[Order[T]]) -> tuple[T, ...]:
    """What comes of orders, done side by side where there are workers for it; raises as `make`."""
    return _maker.make_all(orders)


def check() -> None:
    """Wait until letters can be made. Raises `CannotMake`, saying why, where they never can be on this machine."""
    _maker.check()


def is_ready(seconds: float) -> bool:
    """Whether a letter can be made now, as far as is known within so many seconds."""
    return _maker.is_ready(seconds)


def figures() -> Figures:
    """How those who make letters do."""
    return _maker.figures()


def close() -> None:
    """Make no more letters. Whoever still waits for one is told `Closed`."""
    _maker.close()

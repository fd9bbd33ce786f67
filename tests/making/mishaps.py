"""A craft that does to its worker what a letter might: the pool is the real one, and what it makes is a word."""

import ctypes
import logging
import os
import re
import signal
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from correspondence.checks import Code
from correspondence.making import Order, TryOut

CRAFT = "tests.making.mishaps"


@dataclass(frozen=True, slots=True, kw_only=True)
class Act(Order[str]):
    """Do *what*; where *mark* is named only the first time, which the file of that name remembers."""

    what: str
    mark: str | None = None

    def unmade(self, code: Code) -> str:
        """The code."""
        return code


def warm() -> None:
    """Nothing is to be loaded."""


def fulfil(order: Act | TryOut) -> str:
    """Do what an order says, and answer with the worker's own number."""
    if isinstance(order, Act) and not _is_done(order.mark):
        _DEEDS[order.what]()
    return str(os.getpid())


def _is_done(mark: str | None) -> bool:
    if mark is None:
        return False
    before = Path(mark).exists()
    Path(mark).touch()
    return before


def _eat() -> None:
    eaten = []
    while True:
        eaten.append(bytearray(8 * 1024 * 1024))


def _loop() -> None:
    while True:
        pass


def _loop_in_c() -> None:
    """Hold the interpreter, so that no other thread of the worker can run."""
    re.match("(a+)+$", "a" * 60 + "b")


def _crash() -> None:
    ctypes.string_at(0)  # reads where nothing is


def _break() -> None:
    raise ValueError("the words of Aisha Example")


Deeds = dict[str, Callable[[], object]]
DIES: Deeds = {
    "is killed": lambda: os.kill(os.getpid(), signal.SIGKILL),
    "crashes": _crash,
    "aborts": os.abort,
    "leaves": lambda: os._exit(0),
}
HANGS: Deeds = {
    "loops": _loop,
    "sleeps": lambda: time.sleep(600),
    "stops": lambda: os.kill(os.getpid(), signal.SIGSTOP),
}
_DEEDS: Deeds = {
    **DIES,
    **HANGS,
    "loops in C": _loop_in_c,
    "eats": _eat,
    "grows to twice its limit": lambda: bytearray(256 * 1024 * 1024),
    "breaks": _break,
    "rests": lambda: time.sleep(0.3),
    "complains": lambda: logging.getLogger("correspondence.mishaps").warning("a complaint"),
    "works": lambda: None,
}

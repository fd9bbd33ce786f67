"""Worker processes and the nursery that they are forked from, as their keeper has them: begun, asked, ended."""

import logging
import os
import signal
import socket
import subprocess
import sys
from contextlib import suppress
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from multiprocessing.reduction import send_handle
from threading import Lock
from typing import Any

from correspondence.checks import Code

from .worker import START_SECONDS, Limits, Said


class Lost(Exception):
    """A worker did not answer, and will not. Holds the code that says why, and what a worker said who cannot begin."""

    def __init__(self, code: Code, words: str = "it ended while it began") -> None:
        super().__init__(code)
        self.code = code
        self.words = words


class Idle(Lost):
    """A warm worker ended while it had nothing to do, which is found once it is asked for something."""


class Nursery:
    """The process that has loaded what workers need, and forks them. It begins at once, and nobody waits for it."""

    def __init__(self, craft: str) -> None:
        self._door, theirs = Pipe()
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "correspondence.making", str(theirs.fileno()), craft],
                pass_fds=(theirs.fileno(),),
                stdin=subprocess.DEVNULL,
                start_new_session=True,  # what is typed at our terminal is not for it
            )
        self._lock = Lock()
        self._is_given_up = False

    def begin(self, limits: Limits) -> "Connection[Any, Any]":
        """What leads to a new worker, whose other end is closed unheard where none can begin."""
        ours, theirs = Pipe()
        with theirs, self._lock, suppress(OSError):
            self._door.send(limits)
            send_handle(self._door, theirs.fileno(), self._process.pid)
        return ours

    def end(self, number: int) -> None:
        """End the worker of that number at once, whatever it does."""
        with self._lock, suppress(OSError):
            self._door.send(number)

    def give_up(self) -> None:
        """It is to fork no more: somebody waited for a worker in vain."""
        self._is_given_up = True

    def is_lost(self) -> bool:
        """Whether it ended, or was given up."""
        return self._is_given_up or self._process.poll() is not None

    def bury(self) -> None:
        """End it, and every worker of its that lives."""
        if self._process.poll() is None:
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
        self._door.close()


class Worker:
    """One worker process, from its start to its end."""

    def __init__(self, nursery: Nursery, limits: Limits) -> None:
        self._nursery = nursery
        self._seconds = limits.seconds
        self._connection = nursery.begin(limits)
        self._number: int | None = None
        self._is_warm = False

    def warm(self) -> None:
        """Wait until it is warm. Raises `Lost`."""
        if self._number is None:
            try:
                self._number = self._greeting()
            except Lost:
                self._nursery.give_up()
                raise
        if not self._is_warm:
            self._greeting()
            self._is_warm = True

    def do(self, raw: bytes) -> Said:
        """What it says of an order. Raises `Lost` where it says nothing in time, and `Idle` where it had not begun."""
        was_idle = self._is_warm
        self.warm()
        try:
            self._hand(raw)
        except Lost as lost:
            raise Idle(lost.code) if was_idle else lost from None
        return self._hear(self._seconds)

    def _hand(self, raw: bytes) -> None:
        """Give it an order, and wait until it has it in its hands."""
        try:
            self._connection.send_bytes(raw)
        except OSError:
            raise Lost(Code.WORKER_DIED) from None
        self._hear(self._seconds)

    def _greeting(self) -> Any:
        """What it says of itself while it begins."""
        said = self._hear(START_SECONDS)
        if said.unmade is not None:
            raise Lost(said.unmade, said.value)
        return said.value

    def _hear(self, seconds: float) -> Said:
        try:
            if not self._connection.poll(seconds):
                raise Lost(Code.TOOK_TOO_LONG)
            said: Said = self._connection.recv()
        except (EOFError, OSError):
            raise Lost(Code.WORKER_DIED) from None
        for name, level, words in said.logged:
            logging.getLogger(name).log(level, words)
        return said

    def kill(self) -> None:
        """End it at once, whatever it does. Whoever waits for it hears that it died."""
        if self._number is not None:
            self._nursery.end(self._number)
        with socket.fromfd(self._connection.fileno(), socket.AF_UNIX, socket.SOCK_STREAM) as ours:
            ours.shutdown(socket.SHUT_RDWR)

    def bury(self) -> None:
        """End it, and let go of all that it had."""
        self.kill()
        self._connection.close()

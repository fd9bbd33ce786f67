"""The process that workers are forked from, `python -m correspondence.making`: it loads once what all of them need.

It has one thread and draws nothing, since newer Pango keeps a thread for each map of fonts, and no fork has that: each
worker draws its own first page. It is given no order, so no letter is ever in its memory. Whatever a terminal or a
supervisor signals is meant for its keeper, who is `processes`; when that is gone it ends, and its workers with it.
"""

import gc
import importlib
import logging
import os
import resource
import signal
import threading
import traceback
from contextlib import suppress
from multiprocessing.connection import Connection
from multiprocessing.reduction import recv_handle
from pathlib import Path
from types import ModuleType
from typing import Any

from correspondence.checks import Code

from .worker import START_SECONDS, Hearing, Limits, Said, work


class _CannotFork(Exception):
    """No worker can begin here. The message says why."""


def main(arguments: list[str]) -> None:
    """Load a craft, and fork a worker whenever the keeper wants one: `SOCKET CRAFT`; CRAFT is a module's name."""
    socket, name = arguments
    for each in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(each, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # a crash leaves no copy of a letter on the disk
    with suppress(EOFError, ConnectionError):  # nobody is left at the other end
        _Nursery(Connection(int(socket)), name).serve()
    os.killpg(os.getpid(), signal.SIGKILL)  # a worker that hangs does not hear that its keeper is gone


class _Nursery:
    """What is loaded, and the workers that were forked from it and are not buried."""

    def __init__(self, door: "Connection[Any, Any]", name: str) -> None:
        self._door = door
        self._hearing = Hearing()
        logging.getLogger().addHandler(self._hearing)
        self._craft = _loaded(name)
        self._living: set[int] = set()

    def serve(self) -> None:
        """Fork a worker for each socket that comes, its limits before it; end the one whose number comes."""
        while True:
            wanted: Limits | int = self._door.recv()
            self._bury()
            if isinstance(wanted, Limits):
                self._begin(wanted)
            elif wanted in self._living:  # its number is no other's until it is buried
                os.kill(wanted, signal.SIGKILL)
                os.waitpid(wanted, 0)
                self._living.discard(wanted)

    def _begin(self, limits: Limits) -> None:
        with Connection(recv_handle(self._door)) as connection:
            try:
                self._fork(connection, limits)
            except (_CannotFork, OSError) as error:
                with suppress(ConnectionError):
                    connection.send(Said(value=str(error), unmade=Code.WORKER_DIED))

    def _fork(self, connection: "Connection[Any, Any]", limits: Limits) -> None:
        if isinstance(self._craft, _CannotFork):
            raise self._craft
        number = os.fork()
        if number == 0:
            self._door.close()
            work(connection, limits, self._craft, self._hearing)
        self._living.add(number)

    def _bury(self) -> None:
        """Take note of those that ended."""
        while self._living and (ended := os.waitpid(-1, os.WNOHANG)[0]):
            self._living.discard(ended)


def _loaded(name: str) -> ModuleType | _CannotFork:
    """The module that does the orders, with all loaded that is not drawn."""
    signal.alarm(START_SECONDS)  # whoever hangs here does not hear that the keeper is gone
    try:
        craft = importlib.import_module(name)
        _check_that_it_is_alone()
    except Exception as error:
        traceback.print_exc()
        return _CannotFork(error)
    finally:
        signal.alarm(0)
    gc.collect()
    gc.freeze()  # what no worker's collector looks at stays one memory for all
    return craft


def _check_that_it_is_alone() -> None:
    """Raise where there is another thread: what that holds locked would stay so in a worker for ever."""
    listed = Path("/proc/self/task")
    count = len(list(listed.iterdir())) if listed.exists() else threading.active_count()
    if count > 1:
        raise _CannotFork(f"a process with {count} threads cannot be forked")

"""Runs: what is done for many at once, how far it is, what it made and what it could not do."""

import fcntl
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, Row, insert, select, update

from . import letters
from .database import writing
from .errors import NoSuchRun
from .records import StoredLetter
from .run_records import NewRun, RunFailure, RunKind, RunStatus, StoredRun
from .tables import letters as letter_table
from .tables import run_letters, runs

_PRIVATE_FILE = 0o600


class Runs:
    """The runs of a register. Every method is one transaction; any number of threads and processes may use it.

    A lock on a file of *folder* tells whether any process is carrying out a run: it goes with the process, however
    that ends.
    """

    def __init__(self, engine: Engine, folder: Path, clock: Callable[[], datetime]) -> None:
        self._engine = engine
        self._lock = folder / ".runs"
        self._clock = clock

    def add(self, new: NewRun) -> StoredRun:
        """Record a run that begins: nothing of it is done, nor is it known how much there is to do."""
        values = {
            "run_id": new.run_id,
            "kind": new.kind,
            "asked": dict(new.asked),
            "hubs": list(new.hubs),
            "status": RunStatus.RUNNING,
            "total": 0,
            "done": 0,
            "failed": [],
            "key_name": new.key_name,
        }
        with writing(self._engine) as connection:
            connection.execute(insert(runs).values(made_at=self._clock(), **values))
            return _of_id(connection, new.run_id)

    def find(self, run_id: str) -> StoredRun | None:
        """The run with that id, or None."""
        with self._engine.connect() as connection:
            return _find(connection, run_id)

    def plan(self, run_id: str, total: int) -> StoredRun:
        """A run has *total* things to do. Gives it as it now is. Raises `NoSuchRun`."""
        with writing(self._engine) as connection:
            return _changed(connection, run_id, total=total)

    def note(self, run_id: str, made: Iterable[str], failed: RunFailure | None = None) -> StoredRun:
        """One thing more is dealt with: it gave the letters *made*, by id, or *failed*. Gives the run as it now is.

        A letter that the run has already is not counted again. Raises `NoSuchRun`.
        """
        with writing(self._engine) as connection:
            before = _of_id(connection, run_id, locked=True)
            _add_letters(connection, run_id, made)
            failures = [asdict(each) for each in (*before.failed, *((failed,) if failed else ()))]
            # whoever took this process for dead was wrong, as this shows
            return _changed(
                connection, run_id, done=before.done + 1, failed=failures, status=RunStatus.RUNNING, finished_at=None
            )

    def end(self, run_id: str, status: RunStatus) -> StoredRun:
        """A run has come to its end. Gives it as it now is. Raises `NoSuchRun`."""
        with writing(self._engine) as connection:
            return _changed(connection, run_id, status=status, finished_at=self._clock())

    def letters(self, run_id: str) -> tuple[StoredLetter, ...]:
        """The letters a run gave, in that order, without erased ones."""
        mine = select(run_letters.c.letter_id).where(run_letters.c.run_id == run_id).order_by(run_letters.c.position)
        with self._engine.connect() as connection:
            order = {letter_id: place for place, letter_id in enumerate(connection.execute(mine).scalars())}
            found = letters.where(connection, letter_table.c.letter_id.in_(mine.order_by(None)))
        return tuple(sorted(found, key=lambda letter: order[letter.letter_id]))

    @contextmanager
    def carrying_out(self) -> Iterator[None]:
        """While this lasts no run is taken for left over. Any number may be carried out at once."""
        opened = self._open_lock()
        try:
            fcntl.flock(opened, fcntl.LOCK_SH)
            yield
        finally:
            os.close(opened)  # and with it the lock

    def interrupt_left_over(self) -> int:
        """How many runs were `running` though no process carries one out any more: they are `interrupted` now.

        While any process on this data folder carries one out, it changes nothing.
        """
        opened = self._open_lock()
        try:
            fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
            left_over = update(runs).where(runs.c.status == RunStatus.RUNNING)
            with writing(self._engine) as connection:
                ended = {"status": RunStatus.INTERRUPTED, "finished_at": self._clock()}
                return connection.execute(left_over.values(ended)).rowcount
        except BlockingIOError:
            return 0
        finally:
            os.close(opened)

    def _open_lock(self) -> int:
        return os.open(self._lock, os.O_RDWR | os.O_CREAT, _PRIVATE_FILE)


def _find(connection: Connection, run_id: str, *, locked: bool = False) -> StoredRun | None:
    wanted = select(runs).where(runs.c.run_id == run_id)
    row = connection.execute(wanted.with_for_update() if locked else wanted).first()
    return None if row is None else _stored(row)


def _of_id(connection: Connection, run_id: str, *, locked: bool = False) -> StoredRun:
    found = _find(connection, run_id, locked=locked)
    if found is None:
        raise NoSuchRun(run_id)
    return found


def _changed(connection: Connection, run_id: str, **values: Any) -> StoredRun:
    connection.execute(update(runs).where(runs.c.run_id == run_id).values(values))
    return _of_id(connection, run_id)


def _add_letters(connection: Connection, run_id: str, made: Iterable[str]) -> None:
    mine = run_letters.c.run_id == run_id
    known = set(connection.execute(select(run_letters.c.letter_id).where(mine)).scalars())
    new = [letter_id for letter_id in dict.fromkeys(made) if letter_id not in known]
    if new:
        rows = [{"run_id": run_id, "position": len(known) + n, "letter_id": each} for n, each in enumerate(new)]
        connection.execute(insert(run_letters), rows)


def _stored(row: Row[Any]) -> StoredRun:
    return StoredRun(
        run_id=row.run_id,
        kind=RunKind(row.kind),
        asked=row.asked,
        hubs=tuple(row.hubs),
        status=RunStatus(row.status),
        total=row.total,
        done=row.done,
        failed=tuple(RunFailure(**each) for each in row.failed),
        key_name=row.key_name,
        made_at=row.made_at,
        finished_at=row.finished_at,
    )

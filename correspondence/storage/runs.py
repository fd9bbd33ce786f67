"""Runs: what is done for many at once, how far it is, what it made and what it could not do."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Engine, Row, delete, insert, select, update

from . import letters
from .database import writing
from .errors import NoSuchRun
from .pulse import DEAD_AFTER, Pulse
from .records import StoredLetter
from .run_records import NewRun, RunFailure, RunKind, RunStatus, StoredRun
from .statements import is_its
from .tables import letters as letter_table
from .tables import run_leases, run_letters, runs

_GAVE = select(run_letters.c.letter_id).where(is_its(run_letters.c.run_id))
_LETTERS = letters.those(letter_table.c.letter_id.in_(_GAVE))


class Runs:
    """The runs of a register. Every method is one transaction; any number of threads and processes may use it.

    Whoever adds a run answers for it until its end (`pulse`).
    """

    def __init__(self, engine: Engine, clock: Callable[[], datetime]) -> None:
        self._engine = engine
        self._clock = clock
        self._pulse = Pulse(self._give_sign)

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
            connection.execute(insert(run_leases).values(run_id=new.run_id, beat_at=self._clock()))
            added = _of_id(connection, new.run_id)
        self._pulse.hold(new.run_id)
        return added

    def find(self, run_id: str) -> StoredRun | None:
        """The run with that id, or None. One that nobody answers for any more is `interrupted` from now on."""
        with self._engine.connect() as connection:
            found = _find(connection, run_id)
            is_left_over = found is not None and self._is_left_over(connection, found)
        if not is_left_over:
            return found
        self.interrupt_left_over()
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

    def end(self, run_id: str, status: RunStatus, failed: RunFailure | None = None) -> StoredRun:
        """A run has come to its end, perhaps because it *failed*. Gives it as it now is. Raises `NoSuchRun`.

        Where even that cannot be recorded, this process answers for it no more, and so it ends as `interrupted`.
        """
        self._pulse.let_go(run_id)
        with writing(self._engine) as connection:
            before = _of_id(connection, run_id, locked=True)
            failures = [asdict(each) for each in (*before.failed, *((failed,) if failed else ()))]
            connection.execute(delete(run_leases).where(run_leases.c.run_id == run_id))
            return _changed(connection, run_id, status=status, failed=failures, finished_at=self._clock())

    def letters(self, run_id: str) -> tuple[StoredLetter, ...]:
        """The letters a run gave, in that order, without erased ones."""
        mine = {"its_run_id": run_id}
        with self._engine.connect() as connection:
            in_order = connection.execute(_GAVE.order_by(run_letters.c.position), mine).scalars()
            order = {letter_id: place for place, letter_id in enumerate(in_order)}
            found = letters.read(connection, _LETTERS, **mine)
        return tuple(sorted(found, key=lambda letter: order[letter.letter_id]))

    def interrupt_left_over(self) -> int:
        """How many runs were `running` though nobody has answered for them lately: they are `interrupted` now."""
        with writing(self._engine) as connection:
            now = self._clock()
            alive = select(run_leases.c.run_id).where(run_leases.c.beat_at > now - DEAD_AFTER)
            left_over = update(runs).where(runs.c.status == RunStatus.RUNNING, runs.c.run_id.not_in(alive))
            ended = {"status": RunStatus.INTERRUPTED, "finished_at": now}
            return connection.execute(left_over.values(ended)).rowcount

    def close(self) -> None:
        """Answer for no run any more."""
        self._pulse.stop()

    def _give_sign(self, run_ids: Collection[str]) -> None:
        with writing(self._engine) as connection:
            connection.execute(update(run_leases).where(run_leases.c.run_id.in_(run_ids)).values(beat_at=self._clock()))

    def _is_left_over(self, connection: Connection, run: StoredRun) -> bool:
        beat = select(run_leases.c.beat_at).where(run_leases.c.run_id == run.run_id)
        last = connection.execute(beat).scalar_one_or_none()
        return run.status is RunStatus.RUNNING and (last is None or last <= self._clock() - DEAD_AFTER)


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

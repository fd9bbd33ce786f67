"""Post runs: what our own printer prints in one go, each letter an envelope; and what was posted of it."""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Engine, Row, insert, select, update

from . import chain, deliveries, delivery_rows
from .chain import Kept
from .database import writing
from .delivery_records import DeliveryKey, NewPostRun, Postage, PostRunState, StoredDelivery, StoredPostRun
from .errors import NoSuchPostRun, NothingToPost, PostRunClosed
from .statements import is_its
from .tables import deliveries as delivery_table
from .tables import post_runs

_ITSELF = select(post_runs).where(is_its(post_runs.c.run_id))
_OF_HUB = select(post_runs).order_by(post_runs.c.made_at.desc(), post_runs.c.run_id.desc()).limit(100)
_IN_RUN = delivery_rows.those(is_its(delivery_table.c.run_id))


class PostRuns:
    """The post runs of a register. Every method is one transaction."""

    def __init__(self, engine: Engine, clock: Callable[[], datetime]) -> None:
        self._engine = engine
        self._clock = clock

    def add(self, new: NewPostRun, channel: str, wanted: Sequence[DeliveryKey]) -> StoredPostRun:
        """Make a run of those of *wanted* that still wait to leave: it claims them all, or nothing is done.

        Each letter is an envelope, in the order of *wanted*, and its documents are the inserts of that. Raises
        `NothingToPost`, `NoSuchLetter`, `CaseErased`.
        """
        with writing(self._engine) as connection:
            at = self._clock()
            mine = [key for key in wanted if deliveries.may_leave(connection, key)]
            if not mine:
                raise NothingToPost
            row = {"hub": new.hub, "duplex": new.duplex, "postage": new.postage, "key_name": new.key_name}
            connection.execute(insert(post_runs).values(run_id=new.run_id, state=PostRunState.OPEN, made_at=at, **row))
            envelopes = {letter_id: n for n, letter_id in enumerate(dict.fromkeys(x.letter_id for x in mine), 1)}
            for key in mine:
                place = {"run_id": new.run_id, "envelope": envelopes[key.letter_id]}
                deliveries.claim(connection, key, channel, at, new.key_name, **place)
            chain.note(connection, Kept.LETTER, list(envelopes))
            chain.note(connection, Kept.POST_RUN, [new.run_id])
            return _of_id(connection, new.run_id)

    def find(self, run_id: str) -> StoredPostRun | None:
        """The run with that id, or None."""
        with self._engine.connect() as connection:
            return _find(connection, run_id)

    def of(self, hub: str | None) -> tuple[StoredPostRun, ...]:
        """The last hundred runs of a Hub (None: of all), newest first."""
        wanted = _OF_HUB if hub is None else _OF_HUB.where(post_runs.c.hub == hub)
        with self._engine.connect() as connection:
            return tuple(_stored(connection, row) for row in connection.execute(wanted).all())

    def close(self, run_id: str, by: str, on: date, key_name: str | None = None) -> StoredPostRun:
        """Nothing more is to be said of a run. Raises `NoSuchPostRun`, `PostRunClosed`."""
        with writing(self._engine) as connection:
            said = {"closed_by": by, "closed_on": on, "closed_at": self._clock(), "closed_key": key_name}
            is_open = (post_runs.c.run_id == run_id) & (post_runs.c.state == PostRunState.OPEN)
            closed = connection.execute(update(post_runs).where(is_open).values(state=PostRunState.CLOSED, **said))
            if closed.rowcount == 0:
                _of_id(connection, run_id)
                raise PostRunClosed
            chain.note(connection, Kept.POST_RUN, [run_id])
            return _of_id(connection, run_id)


def _find(connection: Connection, run_id: str) -> StoredPostRun | None:
    row = connection.execute(_ITSELF, {"its_run_id": run_id}).first()
    return _stored(connection, row) if row else None


def _of_id(connection: Connection, run_id: str) -> StoredPostRun:
    found = _find(connection, run_id)
    if found is None:
        raise NoSuchPostRun
    return found


def _stored(connection: Connection, row: Row[Any]) -> StoredPostRun:
    inside = delivery_rows.read(connection, _IN_RUN, its_run_id=row.run_id)
    return StoredPostRun(
        run_id=row.run_id,
        hub=row.hub,
        state=PostRunState(row.state),
        duplex=row.duplex,
        postage=Postage(row.postage),
        made_at=row.made_at,
        key_name=row.key_name,
        closed_by=row.closed_by,
        closed_on=row.closed_on,
        deliveries=tuple(sorted(inside, key=_place)),
    )


def _place(delivery: StoredDelivery) -> tuple[int, int]:
    return delivery.envelope or 0, delivery.key.position

"""Who may call, and who called: keys kept only as hashes, and a line for every access."""

import secrets
from collections.abc import Callable, Collection
from datetime import datetime
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, Engine, Row, insert, or_, select, update

from correspondence.protocol.letters import Move

from .database import writing
from .errors import KeyNameTaken, KeyNeedsHub, NoSuchKey
from .records import Access, Key, KeyRole
from .tables import accesses, events, keys, letter_statuses, letters

_FOR_ONE_HUB = frozenset({KeyRole.HUB, KeyRole.SUPERVISOR})


class Doorkeeper:
    """The keys and accesses of a register. Every method is one transaction."""

    def __init__(self, engine: Engine, clock: Callable[[], datetime]) -> None:
        self._engine = engine
        self._clock = clock

    def _read(self) -> Connection:
        return self._engine.connect()

    def add_key(self, name: str, role: KeyRole, hub: str | None = None) -> str:
        """A new key, told this once: only its hash is kept. Raises `KeyNameTaken`, `KeyNeedsHub` (by its role)."""
        if role in _FOR_ONE_HUB and hub is None:
            raise KeyNeedsHub
        plain = secrets.token_urlsafe(32)
        row = {"name": name, "role": role, "hub": hub, "key_sha256": _hashed(plain)}
        with writing(self._engine) as connection:
            if connection.execute(select(keys).where(keys.c.name == name)).first() is not None:
                raise KeyNameTaken
            connection.execute(insert(keys).values(made_at=self._clock(), **row))
        return plain

    def key_of(self, plain: str) -> Key | None:
        """The key that is *plain* and in use, or None.

        What is looked up and compared is a hash of 256 random bits: how long that takes tells a caller nothing.
        """
        hashed = _hashed(plain)
        in_use = select(keys).where(keys.c.key_sha256 == hashed, keys.c.revoked_at.is_(None))
        with self._read() as connection:
            row = connection.execute(in_use).first()
        if row is None or not secrets.compare_digest(row.key_sha256, hashed):
            return None
        return _key(row)

    def keys_made(self) -> tuple[Key, ...]:
        """Every key that was ever made, by name; which are revoked, they say."""
        with self._read() as connection:
            return tuple(map(_key, connection.execute(select(keys).order_by(keys.c.name))))

    def revoke_key(self, name: str) -> None:
        """From now on the key of that name opens nothing. Raises `NoSuchKey` when none of that name is in use."""
        mine = (keys.c.name == name) & keys.c.revoked_at.is_(None)
        with writing(self._engine) as connection:
            if connection.execute(update(keys).where(mine).values(revoked_at=self._clock())).rowcount != 1:
                raise NoSuchKey

    def note_access(self, key_name: str | None, action: str, target: str) -> None:
        """Record that a key's holder did *action* to *target*, an id. None: no key was asked for."""
        row = {"key_name": key_name, "action": action, "target": target}
        with writing(self._engine) as connection:
            connection.execute(insert(accesses).values(at=self._clock(), **row))

    def accesses_of(self, target: str) -> tuple[Access, ...]:
        """Who did what to *target*, oldest first."""
        with self._read() as connection:
            return _noted(connection, [target])

    def dealings_with(self, what: str) -> tuple[Access, ...]:
        """Who wrote, moved or read a letter, an event, a run or a case with all that is its own, oldest first.

        *what* is its id, or a case number; nobody dealt with what nobody has heard of.
        """
        with self._read() as connection:
            of_case = connection.execute(select(letters.c.letter_id).where(letters.c.subject == what)).scalars()
            written = connection.execute(select(events).where(or_(*(c == what for c in _NAMES_OF_EVENT)))).all()
            theirs = dict.fromkeys((what, *of_case, *(row.event_id for row in written)))
            found = (*_noted(connection, theirs), *_moved(connection, theirs), *map(_recorded, written))
        return tuple(sorted(found, key=lambda access: access.at))


_NAMES_OF_EVENT = (events.c.event_id, events.c.subject)


def _noted(connection: Connection, targets: Collection[str]) -> tuple[Access, ...]:
    rows = connection.execute(select(accesses).where(accesses.c.target.in_(targets)).order_by(accesses.c.number))
    return tuple(Access(at=row.at, key_name=row.key_name, action=row.action, target=row.target) for row in rows)


def _moved(connection: Connection, targets: Collection[str]) -> tuple[Access, ...]:
    steps = letter_statuses.c
    rows = connection.execute(select(letter_statuses).where(steps.letter_id.in_(targets)).order_by(steps.number))
    return tuple(
        Access(at=row.changed_at, key_name=row.key_name, action=_step(row), target=row.letter_id, by=row.changed_by)
        for row in rows
    )


def _step(row: Row[Any]) -> str:
    return row.status if row.takes_back is None else Move.RECORDED_IN_ERROR


def _recorded(row: Row[Any]) -> Access:
    return Access(at=row.recorded_at, key_name=row.key_name, action=f"recorded {row.type}", target=row.event_id)


def _key(row: Row[Any]) -> Key:
    return Key(name=row.name, role=KeyRole(row.role), hub=row.hub, made_at=row.made_at, revoked_at=row.revoked_at)


def _hashed(plain: str) -> str:
    return sha256(plain.encode()).hexdigest()

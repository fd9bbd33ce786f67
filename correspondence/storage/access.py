"""Who may call, and who called: keys kept only as hashes, and a line for every access."""

import secrets
from datetime import datetime
from hashlib import sha256

from sqlalchemy import Connection, insert, select, update

from .errors import KeyNameTaken, KeyNeedsHub, NoSuchKey
from .records import Access, Key, KeyRole
from .tables import accesses, keys

_FOR_ONE_HUB = frozenset({KeyRole.HUB, KeyRole.SUPERVISOR})


def add_key(connection: Connection, name: str, role: KeyRole, hub: str | None, at: datetime) -> str:
    """A new key, told this once. Raises `KeyNameTaken`, and `KeyNeedsHub` where the role is for one Hub."""
    if role in _FOR_ONE_HUB and hub is None:
        raise KeyNeedsHub
    if connection.execute(select(keys).where(keys.c.name == name)).first() is not None:
        raise KeyNameTaken
    plain = secrets.token_urlsafe(32)
    connection.execute(insert(keys).values(name=name, role=role, hub=hub, key_sha256=_hashed(plain), made_at=at))
    return plain


def key_of(connection: Connection, plain: str) -> Key | None:
    """The key that is *plain* and in use, or None.

    What is looked up and compared is a hash of 256 random bits: how long that takes tells a caller nothing.
    """
    hashed = _hashed(plain)
    row = connection.execute(select(keys).where(keys.c.key_sha256 == hashed, keys.c.revoked_at.is_(None))).first()
    if row is None or not secrets.compare_digest(row.key_sha256, hashed):
        return None
    return Key(name=row.name, role=KeyRole(row.role), hub=row.hub)


def revoke_key(connection: Connection, name: str, at: datetime) -> None:
    """From now on the key of that name opens nothing. Raises `NoSuchKey` when none of that name is in use."""
    mine = (keys.c.name == name) & keys.c.revoked_at.is_(None)
    if connection.execute(update(keys).where(mine).values(revoked_at=at)).rowcount != 1:
        raise NoSuchKey


def note(connection: Connection, key_name: str | None, action: str, target: str, at: datetime) -> None:
    """Record that the holder of a key did *action* to *target*, which is an id."""
    connection.execute(insert(accesses).values(at=at, key_name=key_name, action=action, target=target))


def accesses_of(connection: Connection, target: str) -> tuple[Access, ...]:
    """Who did what to *target*, oldest first."""
    rows = connection.execute(select(accesses).where(accesses.c.target == target).order_by(accesses.c.number))
    return tuple(Access(at=row.at, key_name=row.key_name, action=row.action, target=row.target) for row in rows)


def _hashed(plain: str) -> str:
    return sha256(plain.encode()).hexdigest()

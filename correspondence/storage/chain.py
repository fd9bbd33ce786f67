"""A chain of hashes over the rows that were kept: what is changed, removed or put in behind its back is named.

A link is one event, one letter (with its documents, findings, statuses and deliveries), one approval of a pack or one
post run, as a transaction left it; each link's hash has the one before in it, and the head has the last. A thing that
changes gets another link, and its last one counts. What a link says of a thing is salted: an erasure takes the salts
away, so that nothing can be guessed from what is left, and the chain still holds.
"""

import json
import secrets
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date, datetime
from enum import StrEnum
from hashlib import sha256
from typing import Any

from sqlalchemy import Column, Connection, Row, Table, insert, select, update

from correspondence.protocol.record import record

from .errors import Fault
from .statements import is_among
from .tables import (
    chain_head,
    chain_links,
    deliveries,
    delivery_steps,
    documents,
    events,
    findings,
    letter_statuses,
    letters,
    pack_approvals,
    post_runs,
)

_BATCH = 500
_FIRST = "0" * 64
"""What stands in the place of the hash before the first."""


class Kept(StrEnum):
    """What a link is about."""

    EVENT = "event"
    LETTER = "letter"
    APPROVAL = "approval"
    POST_RUN = "post_run"


_TABLES: Mapping[Kept, tuple[Table, Column[Any]]] = {
    Kept.EVENT: (events, events.c.event_id),
    Kept.LETTER: (letters, letters.c.letter_id),
    Kept.APPROVAL: (pack_approvals, pack_approvals.c.number),
    Kept.POST_RUN: (post_runs, post_runs.c.run_id),
}
_OF_LETTERS = (
    documents.c.position,
    findings.c.position,
    letter_statuses.c.number,
    deliveries.c.position,
    delivery_steps.c.number,
)
"""The tables that have rows of a letter, each by the column that orders them."""
_HEAD = select(chain_head).with_for_update()
_ROWS = {kind: select(table).where(is_among(name)).order_by(name) for kind, (table, name) in _TABLES.items()}
_ROWS_OF_LETTERS = {
    place.table.name: select(place.table)
    .where(is_among(place.table.c.letter_id))
    .order_by(place.table.c.letter_id, place)
    for place in _OF_LETTERS
}


@record
class Broken:
    """Something that is not as the chain has it. `kind` is `chain` where the chain itself is broken, at that link."""

    kind: str
    key: str
    fault: Fault


def note(connection: Connection, kind: Kept, keys: Iterable[object]) -> None:
    """Add a link for each of these, as the transaction has left it. It is the last thing that a transaction does."""
    wanted = list(dict.fromkeys(keys))
    head = connection.execute(_HEAD).one()
    number, last = head.number, head.sha256
    rows = []
    for key, state in _states(connection, kind, wanted):
        salt, number = secrets.token_hex(16), number + 1
        content = _content(salt, state)
        last = _link(last, number, kind, key, content)
        rows.append(
            {"number": number, "kind": kind, "key": key, "salt": salt, "content_sha256": content, "sha256": last}
        )
    if rows:
        connection.execute(insert(chain_links), rows)
        connection.execute(update(chain_head), {"number": number, "sha256": last})


def forget(connection: Connection, kind: Kept, keys: Collection[str]) -> None:
    """Take the salts of these things: what their links said of them can be guessed no more, and the chain holds."""
    its = chain_links.c
    for batch in _batches(list(keys)):
        connection.execute(update(chain_links).where(its.kind == kind, its.key.in_(batch)).values(salt=None))


def begin(connection: Connection) -> None:
    """Where nothing was ever noted: a link for all that an older version kept."""
    if connection.execute(select(chain_head.c.number)).scalar_one() == 0:
        for kind, (_, name) in _TABLES.items():
            for batch in _batches(connection.execute(select(name).order_by(name)).scalars().all()):
                note(connection, kind, batch)


def length(connection: Connection) -> tuple[int, str]:
    """How many links there are, and the hash of the last: whoever writes it down elsewhere can tell a cut chain."""
    head = connection.execute(select(chain_head)).one()
    return head.number, head.sha256


def broken(connection: Connection) -> Iterator[Broken]:
    """Whatever is not as the chain has it, as of one moment: *connection* sees no later one."""
    last: dict[tuple[str, str], tuple[str | None, str]] = {}
    yield from _broken_links(connection, last)
    for kind, (_, name) in _TABLES.items():
        for batch in _batches(connection.execute(select(name).order_by(name)).scalars().all()):
            for key, state in _states(connection, kind, batch):
                salt, content = last.pop((kind, key), (None, ""))
                if not content:
                    yield Broken(kind=kind, key=key, fault=Fault.INSERTED)
                elif salt is None or _content(salt, state) != content:
                    yield Broken(kind=kind, key=key, fault=Fault.CHANGED)
    yield from (Broken(kind=kind, key=key, fault=Fault.MISSING) for kind, key in last)


def _broken_links(connection: Connection, last: dict[tuple[str, str], tuple[str | None, str]]) -> Iterator[Broken]:
    """Where the chain itself is broken; *last* is given what the last link of each thing says."""
    number, before = 0, _FIRST
    links = select(chain_links).order_by(chain_links.c.number)
    for link in connection.execute(links, execution_options={"yield_per": 10 * _BATCH}):
        rightly = _link(before, number + 1, link.kind, link.key, link.content_sha256)
        if (link.number, link.sha256) != (number + 1, rightly):
            yield Broken(kind="chain", key=str(link.number), fault=Fault.CHANGED)
        number, before = link.number, link.sha256
        last[link.kind, link.key] = (link.salt, link.content_sha256)
    if length(connection) != (number, before):
        yield Broken(kind="chain", key=str(number + 1), fault=Fault.MISSING)


def _link(before: str, number: int, kind: str, key: str, content: str) -> str:
    return sha256(f"{before} {number} {kind} {key} {content}".encode()).hexdigest()


def _content(salt: str, state: Any) -> str:
    said = json.dumps(state, default=_as_text, sort_keys=True, separators=(",", ":"))
    return sha256(f"{salt} {said}".encode()).hexdigest()


def _as_text(value: object) -> str:
    if isinstance(value, bytes):
        return sha256(value).hexdigest()
    if isinstance(value, date | datetime):
        return value.isoformat()
    raise TypeError(f"a column holds {type(value).__name__}")


def _states(connection: Connection, kind: Kept, keys: Collection[Any]) -> Iterator[tuple[str, Any]]:
    """What the rows of each of these things say, by its key; in the order of their keys."""
    if not keys:
        return
    name = _TABLES[kind][1]
    rows = connection.execute(_ROWS[kind], {f"{name.name}s": list(keys)}).all()
    beside: defaultdict[str, list[Any]] = defaultdict(list)
    for table, wanted in _ROWS_OF_LETTERS.items() if kind is Kept.LETTER else ():
        for row in connection.execute(wanted, {"letter_ids": list(keys)}):
            beside[row.letter_id].append([table, _said(row)])
    for row in rows:
        key = str(row._mapping[name])
        yield key, [_said(row), *beside[key]]


def _said(row: Row[Any]) -> dict[str, Any]:
    """What a row says; a column that says nothing is left out, so that a new one changes no hash."""
    return {column: value for column, value in row._mapping.items() if value is not None}


def _batches(keys: Any) -> Iterator[Any]:
    return (keys[start : start + _BATCH] for start in range(0, len(keys), _BATCH))

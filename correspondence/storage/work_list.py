"""Which letters are where, soonest due first: an index beside the letters, so that a page costs what it shows.

It is kept in the transaction that changes a letter or its case. What stays on file goes nowhere, and is not in it.
"""

from collections.abc import Collection
from datetime import date

from sqlalchemy import ColumnElement, Connection, Delete, Insert, Select, delete, insert, select, tuple_, union_all

from correspondence.protocol.letters import Audience, Status
from correspondence.protocol.record import record

from .statements import is_among, is_its
from .tables import letters, subjects, work_list

PAGE = 50
_COLUMNS = (work_list.c.due_on, work_list.c.letter_id)


@record
class PageEnd:
    """Where a page ends: at the letter of that id, due on that day."""

    due_on: date
    letter_id: str


@record
class WorkAsked:
    """Which letters are asked for: at one of these statuses, of that kind, of these Hubs (None: of all).

    Areas are among those Hubs by their keys. `due_by`: due on that day or before; `after`: none that stands at that
    place or before it.
    """

    statuses: frozenset[Status]
    hubs: frozenset[str] | None = None
    kind: str | None = None
    due_by: date | None = None
    after: PageEnd | None = None


def _anew(which: ColumnElement[bool]) -> tuple[Delete, Insert]:
    """What brings the index up to those letters for which *which* holds."""
    gone = delete(work_list).where(work_list.c.letter_id.in_(select(letters.c.letter_id).where(which)))
    now = select(letters.c.letter_id, subjects.c.hub, letters.c.status, letters.c.due_on, letters.c.kind)
    on_their_way = (letters.c.erased_at.is_(None), letters.c.audience != Audience.FILE)
    rows = now.join(subjects, subjects.c.key == letters.c.subject).where(which, *on_their_way)
    return gone, insert(work_list).from_select([*map(str, rows.selected_columns.keys())], rows)


_OF_LETTERS, _OF_SUBJECT = _anew(is_among(letters.c.letter_id)), _anew(is_its(letters.c.subject))


def refresh(connection: Connection, letter_ids: Collection[str]) -> None:
    """Bring the index up to these letters, as the transaction leaves them and their cases."""
    for statement in _OF_LETTERS:
        connection.execute(statement, {"letter_ids": list(letter_ids)})


def refresh_all(connection: Connection, key: str) -> None:
    """Bring the index up to every letter about a subject, as the transaction leaves them and it."""
    for statement in _OF_SUBJECT:
        connection.execute(statement, {"its_subject": key})


def page(connection: Connection, asked: WorkAsked) -> tuple[str, ...]:
    """The ids of the first letters that are asked for, soonest due first: one more than a page, where there are more.

    Each Hub and status is a stretch of the index, in its order, of which no more is read than a page.
    """
    hubs = connection.execute(select(work_list.c.hub).distinct()).scalars() if asked.hubs is None else asked.hubs
    stretches = [_stretch(hub, status, asked).subquery() for hub in sorted(hubs) for status in sorted(asked.statuses)]
    if not stretches:
        return ()
    every = union_all(*(select(each) for each in stretches)).subquery()
    wanted = select(every.c.letter_id).order_by(every.c.due_on, every.c.letter_id).limit(PAGE + 1)
    return tuple(connection.execute(wanted).scalars())


def _stretch(hub: str, status: Status, asked: WorkAsked) -> Select[tuple[date, str]]:
    wanted = select(*_COLUMNS).where(work_list.c.hub == hub, work_list.c.status == status)
    if asked.kind is not None:
        wanted = wanted.where(work_list.c.kind == asked.kind)
    if asked.due_by is not None:
        wanted = wanted.where(work_list.c.due_on <= asked.due_by)
    if asked.after is not None:
        wanted = wanted.where(tuple_(*_COLUMNS) > tuple_(asked.after.due_on, asked.after.letter_id))
    return wanted.order_by(*_COLUMNS).limit(PAGE + 1)

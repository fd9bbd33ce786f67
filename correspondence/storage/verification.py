"""Whether all that was kept is still what was kept."""

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Engine, Row, Select, and_, func, or_, select

from .documents import DocumentStore
from .errors import Fault
from .letters import document
from .records import Verified, body_sha256
from .tables import documents, events, letters

_PAGE = 200  # rows; no transaction stays open while a caller works on what it was given

_BODIES = select(events.c.event_id, events.c.body, events.c.body_sha256).where(events.c.erased_at.is_(None))
_DOCUMENTS = (
    select(documents, letters.c.event_id, letters.c.fingerprint).join(letters).where(letters.c.erased_at.is_(None))
)


def count(engine: Engine) -> int:
    """How many things `verify` checks: the bodies and documents that are not erased."""
    with engine.connect() as connection:
        return sum(
            connection.execute(select(func.count()).select_from(kept.subquery())).scalar_one()
            for kept in (_BODIES, _DOCUMENTS)
        )


def verify(engine: Engine, store: DocumentStore) -> Iterator[Verified]:
    """Check every event's body, then every document, one at a time."""
    yield from _verify_bodies(engine)
    yield from _verify_documents(engine, store)


def _verify_bodies(engine: Engine) -> Iterator[Verified]:
    last = ""
    while rows := _page(engine, _BODIES.where(events.c.event_id > last).order_by(events.c.event_id)):
        for row in rows:
            yield Verified(event_id=row.event_id, fault=_fault_of_body(row.body, row.body_sha256))
        last = rows[-1].event_id


def _fault_of_body(body: bytes | None, digest: str) -> Fault | None:
    if body is None:
        return Fault.MISSING
    try:
        return None if body_sha256(body) == digest else Fault.CHANGED
    except ValueError:
        return Fault.CHANGED


def _verify_documents(engine: Engine, store: DocumentStore) -> Iterator[Verified]:
    place = documents.c.letter_id, documents.c.position
    letter, position = "", -1
    while rows := _page(
        engine,
        _DOCUMENTS.where(or_(place[0] > letter, and_(place[0] == letter, place[1] > position))).order_by(*place),
    ):
        yield from (_verified(row, store) for row in rows)
        letter, position = rows[-1].letter_id, rows[-1].position


def _verified(row: Row[Any], store: DocumentStore) -> Verified:
    """A document's file; where its row says what no document is, that row was changed."""
    try:
        named = document(row)
    except ValueError:
        return Verified(event_id=row.event_id, letter_id=row.letter_id, fault=Fault.CHANGED)
    return Verified(
        event_id=row.event_id,
        letter_id=row.letter_id,
        document=named,
        fingerprint=row.fingerprint,
        fault=store.fault(row.sha256),
    )


def _page(engine: Engine, wanted: Select[Any]) -> Sequence[Row[Any]]:
    with engine.connect() as connection:
        return connection.execute(wanted.limit(_PAGE)).all()

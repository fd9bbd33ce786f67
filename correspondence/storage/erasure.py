"""Deletion, designed in: what a case held goes, its ids, hashes and days stay, and nothing depends on the rest."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, delete, select, update

from correspondence.protocol.subject import About

from . import chain
from .chain import Kept
from .delivery_records import DeliveryState
from .errors import NoSuchCase
from .records import Erased
from .tables import deliveries, delivery_steps, documents, events, findings, letter_statuses, letters, subjects

_OF_A_LETTER = ("audience", "language", "form", "route", "wording", "content", "told", "seen_by")


def erase(connection: Connection, case_number: str, at: datetime) -> Erased:
    """Empty every row of a case of what it tells about a person. Files are not touched.

    Bodies, warnings, findings and reasons go, and of letters, documents and deliveries the version, language, form, way
    and wording, and the hash of what went into a letter, from which it might be guessed. Raises `NoSuchCase`.
    """
    known = select(subjects).where(subjects.c.key == case_number, subjects.c.about == About.CASE).with_for_update()
    if connection.execute(known).first() is None:
        raise NoSuchCase(case_number)
    mine = select(letters.c.letter_id).where(letters.c.subject == case_number)
    connection.execute(update(subjects).where(subjects.c.key == case_number).values(is_open=False))
    connection.execute(delete(findings).where(findings.c.letter_id.in_(mine)))
    steps = update(letter_statuses).where(letter_statuses.c.letter_id.in_(mine))
    connection.execute(steps.values(route=None, reason=None))
    leaves = update(deliveries).where(deliveries.c.letter_id.in_(mine))
    connection.execute(leaves.values(way=None, channel=None, decides=False))
    idle = deliveries.c.state.in_([DeliveryState.WAITING, DeliveryState.FAILED])
    connection.execute(leaves.where(idle).values(state=DeliveryState.CANCELLED, code="erased"))
    connection.execute(update(delivery_steps).where(delivery_steps.c.letter_id.in_(mine)).values(reason=None))
    connection.execute(
        update(documents)
        .where(documents.c.letter_id.in_(mine))
        .values(language=None, large_print=None, copy_to="", pages=None)
    )
    _forget(connection, Kept.EVENT, select(events.c.event_id).where(events.c.subject == case_number))
    _forget(connection, Kept.LETTER, mine)
    told = update(events).where(events.c.subject == case_number, events.c.erased_at.is_(None))
    wrote = update(letters).where(letters.c.subject == case_number, letters.c.erased_at.is_(None))
    erased = Erased(
        events=connection.execute(told.values(body=None, warnings=[], erased_at=at)).rowcount,
        letters=connection.execute(wrote.values(dict.fromkeys(_OF_A_LETTER) | {"erased_at": at})).rowcount,
        files=0,
    )
    left = select(events.c.event_id).where(events.c.subject == case_number)
    chain.note(connection, Kept.EVENT, connection.execute(left).scalars())
    chain.note(connection, Kept.LETTER, connection.execute(mine).scalars())
    return erased


def _forget(connection: Connection, kind: Kept, which: Select[Any]) -> None:
    chain.forget(connection, kind, connection.execute(which).scalars().all())


def files_of_this_alone(connection: Connection, case_number: str) -> set[str]:
    """The SHA-256s that an erased case's documents name and no document that is not erased does."""
    mine = select(documents.c.sha256).join(letters).where(letters.c.subject == case_number)
    kept = select(documents.c.sha256).join(letters).where(letters.c.erased_at.is_(None))
    return set(connection.execute(mine.where(documents.c.sha256.not_in(kept))).scalars())


def unnamed(connection: Connection, digests: Collection[str]) -> set[str]:
    """Those of *digests* that no document names which is not erased."""
    named = select(documents.c.sha256).join(letters).where(letters.c.erased_at.is_(None))
    return {*digests} - set(connection.execute(named.where(documents.c.sha256.in_(digests))).scalars())


def in_use(connection: Connection, prefix: str) -> set[str]:
    """The SHA-256s with that beginning which a document that is not erased names."""
    named = (
        select(documents.c.sha256)
        .join(letters)
        .where(letters.c.erased_at.is_(None), documents.c.sha256.startswith(prefix, autoescape=True))
    )
    return set(connection.execute(named).scalars())

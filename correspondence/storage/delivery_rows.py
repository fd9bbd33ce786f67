"""The rows of deliveries: made, taken back and brought back with the steps of their letter, in the same transaction.

Each is of one document, by its place among its letter's: so that nothing ever leaves by two deliveries.
"""

from collections.abc import Collection, Iterator, Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, insert, select, update

from correspondence.documents import DocumentForm
from correspondence.protocol.case.people import Route
from correspondence.protocol.letters import UNSENT, Audience, Status

from .delivery_records import UNDER_WAY, DeliveryKey, DeliveryState, DeliveryStep, StoredDelivery, Way
from .statements import is_its
from .tables import deliveries, delivery_steps, documents, letters, subjects

TO_REPRESENTATIVE = "representative"
BY_HAND, LETTER_MOVED, APPROVED, TAKEN_BACK, RETURNED = "by_hand", "letter_moved", "approved", "taken_back", "returned"
"""Why a delivery is where it is, as its letter's own steps have it."""

_WAYS = MappingProxyType({Route.POST: Way.POST, Route.EMAIL: Way.EMAIL})
_ITS = deliveries.c
_IDENTITY = (is_its(_ITS.letter_id), is_its(_ITS.position))
_WHOLE = (
    select(
        deliveries,
        documents.c.part,
        documents.c.form,
        documents.c.copy_to,
        documents.c.sha256,
        documents.c.pages,
        letters.c.kind,
        letters.c.status,
        letters.c.due_on,
        subjects.c.hub,
    )
    .select_from(deliveries)
    .join(documents, (documents.c.letter_id == _ITS.letter_id) & (documents.c.position == _ITS.position))
    .join(letters, letters.c.letter_id == _ITS.letter_id)
    .join(subjects, subjects.c.key == letters.c.subject)
)
_LETTER = select(letters.c.route, letters.c.audience).where(is_its(letters.c.letter_id))
_DOCUMENTS = (
    select(documents.c.position, documents.c.part, documents.c.copy_to)
    .where(is_its(documents.c.letter_id))
    .order_by(documents.c.position)
)
_STATES = select(_ITS.position, _ITS.state, _ITS.decides).where(is_its(_ITS.letter_id)).order_by(_ITS.position)
_CHANGED = update(deliveries).where(*_IDENTITY)
_STEPS = (
    select(delivery_steps)
    .where(is_its(delivery_steps.c.letter_id), is_its(delivery_steps.c.position))
    .order_by(delivery_steps.c.number)
)
_BACK = frozenset({DeliveryState.CANCELLED})
_IDLE = frozenset({DeliveryState.WAITING, DeliveryState.FAILED})


def those(*which: ColumnElement[bool]) -> Select[Any]:
    """The statement for the deliveries of which all of *which* holds, soonest due first, without erased letters'."""
    return _WHOLE.where(*which, letters.c.erased_at.is_(None)).order_by(
        letters.c.due_on, letters.c.made_at, _ITS.letter_id, _ITS.position
    )


_OF_KEY = those(*_IDENTITY)
_OF_LETTER = those(is_its(_ITS.letter_id))


def read(connection: Connection, wanted: Select[Any], **given: object) -> tuple[StoredDelivery, ...]:
    """The deliveries of a statement that `those` made, with what is *given* to its conditions."""
    return tuple(_stored(row) for row in connection.execute(wanted, given))


def find(connection: Connection, key: DeliveryKey) -> StoredDelivery | None:
    """That delivery, or None."""
    found = read(connection, _OF_KEY, its_letter_id=key.letter_id, its_position=key.position)
    return next(iter(found), None)


def of_letter(connection: Connection, letter_id: str) -> tuple[StoredDelivery, ...]:
    """A letter's deliveries, in the order of its documents."""
    return read(connection, _OF_LETTER, its_letter_id=letter_id)


def is_under_way(connection: Connection, letter_id: str) -> bool:
    """Whether a letter may have left the house, and nobody knows yet."""
    return any(row.state in UNDER_WAY for row in _states(connection, letter_id))


def move(
    connection: Connection,
    key: DeliveryKey,
    state: DeliveryState,
    code: str,
    at: datetime,
    *,
    by: str | None = None,
    key_name: str | None = None,
    reason: str | None = None,
    **more: object,
) -> None:
    """Bring a delivery to a state, and note that step. *more*: other columns of it that change with that."""
    its = {"its_letter_id": key.letter_id, "its_position": key.position}
    connection.execute(_CHANGED.values(state=state, code=code, **more), its)
    note(connection, key, state, code, at, by=by, key_name=key_name, reason=reason)


def note(
    connection: Connection,
    key: DeliveryKey,
    state: DeliveryState,
    code: str,
    at: datetime,
    *,
    by: str | None = None,
    key_name: str | None = None,
    reason: str | None = None,
) -> None:
    """Add a step to a delivery's way."""
    connection.execute(
        insert(delivery_steps).values(
            letter_id=key.letter_id,
            position=key.position,
            state=state,
            code=code,
            changed_by=by,
            changed_at=at,
            key_name=key_name,
            reason=reason,
        )
    )


def steps(connection: Connection, key: DeliveryKey) -> tuple[DeliveryStep, ...]:
    """Every step of a delivery's way, oldest first."""
    its = {"its_letter_id": key.letter_id, "its_position": key.position}
    return tuple(
        DeliveryStep(
            number=row.number,
            state=DeliveryState(row.state),
            code=row.code,
            by=row.changed_by,
            at=row.changed_at,
            key_name=row.key_name,
            reason=row.reason,
        )
        for row in connection.execute(_STEPS, its)
    )


def follow(
    connection: Connection,
    letter_id: str,
    to: Status,
    at: datetime,
    *,
    by: str | None,
    key_name: str | None,
    takes_back: Status | None = None,
    is_gone: bool = False,
) -> None:
    """Have a letter's deliveries follow a step of its own.

    Once it is approved each document that is to leave has a delivery that waits. Once it is not, those that have not
    begun are cancelled, be it that somebody sent it by hand. Those under way stay: what left has left. *takes_back*:
    the status that was recorded in error. *is_gone*: its own delivery says that it went, so that copies go on.
    """
    said = {"by": by, "key_name": key_name}
    if to is Status.APPROVED:
        _open(connection, letter_id, at, said)
    elif to is Status.RETURNED:
        _shift(connection, letter_id, {DeliveryState.ACCEPTED}, DeliveryState.CAME_BACK, RETURNED, at, said)
    elif takes_back is Status.RETURNED:
        _shift(connection, letter_id, {DeliveryState.CAME_BACK}, DeliveryState.ACCEPTED, TAKEN_BACK, at, said)
    elif not is_gone:
        code = BY_HAND if to is Status.SENT else LETTER_MOVED
        _shift(connection, letter_id, _IDLE, DeliveryState.CANCELLED, code, at, said, copies_too=True)


def _open(connection: Connection, letter_id: str, at: datetime, said: Mapping[str, Any]) -> None:
    """Have each document that is to leave wait for it; what left already, or may have, stays as it is."""
    known = {row.position: row.state for row in _states(connection, letter_id)}
    for position, way, decides in leaving(connection, letter_id):
        key = DeliveryKey(letter_id=letter_id, position=position)
        if position not in known:
            connection.execute(insert(deliveries).values(_new(key, way, decides=decides)))
            note(connection, key, DeliveryState.WAITING, APPROVED, at, **said)
        elif known[position] in _BACK:
            move(connection, key, DeliveryState.WAITING, APPROVED, at, not_before=None, **said)


def _new(key: DeliveryKey, way: Way, *, decides: bool) -> dict[str, Any]:
    return {
        "letter_id": key.letter_id,
        "position": key.position,
        "way": way,
        "decides": decides,
        "state": DeliveryState.WAITING,
        "code": APPROVED,
        "tries": 0,
    }


def leaving(connection: Connection, letter_id: str) -> Iterator[tuple[int, Way, bool]]:
    """The places of the documents that leave by a way of ours, with that way, and whether the letter is sent by it.

    Of each part its reader gets the first file, which is the PDF in their language; a solicitor, or the court, gets
    their own copy. Whoever is reached through a solicitor is sent their letter by that copy. What is told by phone, or
    by no safe route, leaves by no way of ours; nor does what an office is written, which staff send by hand.
    """
    letter = connection.execute(_LETTER, {"its_letter_id": letter_id}).one()
    if letter.audience in (Audience.FILE, Audience.OFFICE):
        return
    seen = set()
    for row in connection.execute(_DOCUMENTS, {"its_letter_id": letter_id}):
        if (row.part, row.copy_to) in seen:
            continue
        seen.add((row.part, row.copy_to))
        if not row.copy_to and letter.route in _WAYS:
            yield row.position, _WAYS[Route(letter.route)], True
        elif row.copy_to == TO_REPRESENTATIVE:
            yield row.position, Way.CJSM, letter.route == Route.REPRESENTATIVE
        elif row.copy_to:
            yield row.position, Way.EMAIL, False


def _shift(
    connection: Connection,
    letter_id: str,
    of: Collection[DeliveryState],
    to: DeliveryState,
    code: str,
    at: datetime,
    said: Mapping[str, Any],
    *,
    copies_too: bool = False,
) -> None:
    for row in _states(connection, letter_id):
        if row.state in of and (row.decides or copies_too):
            move(connection, DeliveryKey(letter_id=letter_id, position=row.position), to, code, at, **said)


def _states(connection: Connection, letter_id: str) -> list[Row[Any]]:
    return list(connection.execute(_STATES, {"its_letter_id": letter_id}))


def lacking(connection: Connection) -> tuple[str, ...]:
    """The approved letters of which no document has a delivery, as an older version left them."""
    wanted = select(letters.c.letter_id).where(
        letters.c.status == Status.APPROVED,
        letters.c.erased_at.is_(None),
        ~select(_ITS.letter_id).where(_ITS.letter_id == letters.c.letter_id).exists(),
    )
    return tuple(connection.execute(wanted).scalars())


def _stored(row: Row[Any]) -> StoredDelivery:
    return StoredDelivery(
        key=DeliveryKey(letter_id=row.letter_id, position=row.position),
        way=Way(row.way) if row.way else None,
        decides=row.decides,
        state=DeliveryState(row.state),
        code=row.code,
        channel=row.channel,
        tries=row.tries,
        not_before=row.not_before,
        claimed_at=row.claimed_at,
        run_id=row.run_id,
        envelope=row.envelope,
        part=row.part,
        form=DocumentForm(row.form),
        copy_to=row.copy_to or None,
        sha256=row.sha256,
        pages=row.pages,
        kind=row.kind,
        hub=row.hub,
        letter_status=Status(row.status),
        due_on=row.due_on,
    )


NOT_SENT = UNSENT | {Status.WITHDRAWN}
"""Where a letter may be whose own delivery says that it went: an event may come while it is handed over."""

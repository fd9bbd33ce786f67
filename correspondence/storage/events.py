"""Cases and their events: bodies as they came, in order of arrival."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import date, datetime

from sqlalchemy import Connection, Row, func, insert, select, update

from .errors import CaseMoved, CaseOfAnotherHub, EventExists
from .records import NewEvent, StoredCase, StoredEvent, body_sha256
from .statements import is_among, is_its
from .streams import stream_of
from .tables import cases, events

_READABLE = events.c.erased_at.is_(None)
_OF_ID = select(events).where(is_its(events.c.event_id))
_OF_CASE = select(events).where(is_its(events.c.case_number)).order_by(events.c.sequence)
_COUNT = select(func.count()).select_from(events).where(is_its(events.c.case_number))
_COUNT_READABLE = _COUNT.where(_READABLE)
_PLACES = select(events.c.event_id, events.c.sequence).where(is_its(events.c.case_number))
_BODY = select(events.c.body).where(is_its(events.c.event_id))
_BODIES = select(events.c.body).where(is_its(events.c.case_number), _READABLE).order_by(events.c.sequence)
_BODIES_OF_MANY = (
    select(events.c.case_number, events.c.body)
    .where(is_among(events.c.case_number), _READABLE)
    .order_by(events.c.case_number, events.c.sequence)
)
_ARRIVALS = (
    select(events.c.case_number, events.c.event_id)
    .where(is_among(events.c.case_number), _READABLE)
    .order_by(events.c.case_number, events.c.sequence)
)
_CASE = select(cases).where(is_its(cases.c.case_number))
_LOCKED = _CASE.with_for_update()
_CASE_STANDS = update(cases).where(is_its(cases.c.case_number))


def add(connection: Connection, event: NewEvent, expected_events: int, at: datetime) -> None:
    """Record *event* as the next of its case, whose row stays locked until the transaction ends.

    Raises `EventExists` and `CaseMoved` (`check_place`), and `CaseOfAnotherHub` where another Hub has the case by now:
    of two Hubs that post one new case number at once, the second is refused.
    """
    of_case = {"its_case_number": event.case_number}
    known = connection.execute(_LOCKED, of_case).first()
    if known is not None and event.only_hub not in (None, known.hub):
        raise CaseOfAnotherHub(event.case_number)
    check_place(connection, event, expected_events)
    stands = {"hub": event.hub, "is_open": event.case_is_open}
    if known is None:
        connection.execute(insert(cases), {"case_number": event.case_number} | stands)
    else:
        connection.execute(_CASE_STANDS, of_case | stands)
    sequence = 1 + connection.execute(_COUNT, of_case).scalar_one()
    connection.execute(insert(events), _row(event, sequence, at))


def _row(event: NewEvent, sequence: int, at: datetime) -> dict[str, object]:
    return {
        "event_id": event.event_id,
        "case_number": event.case_number,
        "sequence": sequence,
        "type": event.type,
        "occurred_on": event.occurred_on,
        "taken_on": event.taken_on,
        "body": event.body,
        "body_sha256": body_sha256(event.body),
        "warnings": event.warnings,
        "recorded_at": at,
        "key_name": event.key_name,
    }


def check_place(connection: Connection, event: NewEvent, expected_events: int) -> None:
    """That *event* may come next.

    Raises `EventExists` when its id is recorded, else `CaseMoved` when its case has not *expected_events*.
    """
    count = _readable(connection, event.case_number)  # first: whatever makes it differ is then found by its id
    if find(connection, event.event_id) is not None:
        raise EventExists(event.event_id)
    if count != expected_events:
        raise CaseMoved(event.case_number)


def _readable(connection: Connection, case_number: str) -> int:
    return connection.execute(_COUNT_READABLE, {"its_case_number": case_number}).scalar_one()


def find(connection: Connection, event_id: str) -> StoredEvent | None:
    """The event with that id, erased or not."""
    row = connection.execute(_OF_ID, {"its_event_id": event_id}).first()
    return None if row is None else _stored(row)


def of_id(connection: Connection, event_id: str) -> StoredEvent:
    """An event that is known to be there."""
    return _stored(connection.execute(_OF_ID, {"its_event_id": event_id}).one())


def of_case(connection: Connection, case_number: str) -> tuple[StoredEvent, ...]:
    """The events of a case in order of arrival, erased ones included."""
    return tuple(_stored(row) for row in connection.execute(_OF_CASE, {"its_case_number": case_number}))


def places(connection: Connection, case_number: str) -> dict[str, int]:
    """Which place each event of a case has in the order of arrival, by its id."""
    rows = connection.execute(_PLACES, {"its_case_number": case_number})
    return {row.event_id: row.sequence for row in rows}


def bodies(connection: Connection, case_number: str) -> tuple[bytes, ...]:
    """The bodies of a case's events as they were received, in order of arrival, without erased ones."""
    return tuple(connection.execute(_BODIES, {"its_case_number": case_number}).scalars())


def arrivals(connection: Connection, case_numbers: Collection[str]) -> Mapping[str, tuple[str, ...]]:
    """The ids of the events of each of these cases, in order of arrival, without erased ones."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for row in connection.execute(_ARRIVALS, {"case_numbers": list(case_numbers)}):
        found[row.case_number].append(row.event_id)
    return {number: tuple(found[number]) for number in case_numbers}


def bodies_of_many(connection: Connection, case_numbers: Collection[str]) -> Mapping[str, tuple[bytes, ...]]:
    """`bodies` of each of these cases."""
    found: defaultdict[str, list[bytes]] = defaultdict(list)
    for row in connection.execute(_BODIES_OF_MANY, {"case_numbers": list(case_numbers)}):
        found[row.case_number].append(row.body)
    return {number: tuple(found[number]) for number in case_numbers}


def last_taken_on(connection: Connection) -> date | None:
    """The last day on which an event of an open case was taken."""
    wanted = select(func.max(events.c.taken_on)).join(cases).where(cases.c.is_open)
    last: date | None = connection.execute(wanted).scalar_one()
    return last


def body(connection: Connection, event_id: str) -> bytes | None:
    """The body of one event as it was received; None where there is no such event, or it was erased."""
    return connection.execute(_BODY, {"its_event_id": event_id}).scalar_one_or_none()


def case(connection: Connection, case_number: str) -> StoredCase | None:
    """How the register has a case."""
    row = connection.execute(_CASE, {"its_case_number": case_number}).first()
    if row is None:
        return None
    readable = _readable(connection, case_number)
    return StoredCase(case_number=row.case_number, hub=row.hub, is_open=row.is_open, events=readable)


def open_cases(connection: Connection, hub: str | None) -> tuple[str, ...]:
    """The case numbers of the open cases of *hub* (of all Hubs: None), in order."""
    wanted = select(cases.c.case_number).where(cases.c.is_open).order_by(cases.c.case_number)
    return tuple(connection.execute(wanted if hub is None else wanted.where(cases.c.hub == hub)).scalars())


def cases_of(connection: Connection, hub: str) -> tuple[str, ...]:
    """The case numbers of the cases of *hub*, open or not, in order; not its own stream."""
    its_own = (cases.c.hub == hub) & (cases.c.case_number != stream_of(hub))
    return tuple(connection.execute(select(cases.c.case_number).where(its_own).order_by(cases.c.case_number)).scalars())


def _stored(row: Row[tuple[object, ...]]) -> StoredEvent:
    return StoredEvent(
        event_id=row.event_id,
        case_number=row.case_number,
        sequence=row.sequence,
        type=row.type,
        occurred_on=row.occurred_on,
        taken_on=row.taken_on,
        body_sha256=row.body_sha256,
        warnings=tuple(row.warnings),
        recorded_at=row.recorded_at,
        erased=row.erased_at is not None,
    )

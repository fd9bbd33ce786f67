"""Cases, areas and whatever else events happen to, with those events: bodies as they came, in order of arrival."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import date, datetime

from sqlalchemy import Connection, Row, func, insert, select, update

from correspondence.protocol.subject import About, Subject

from .errors import CaseMoved, CaseOfAnotherHub, EventExists
from .records import NewEvent, StoredCase, StoredEvent, body_sha256
from .statements import is_among, is_its
from .tables import events, subjects

_READABLE = events.c.erased_at.is_(None)
_WITH_SUBJECT = select(events, subjects.c.about, subjects.c.name).select_from(events.join(subjects))
_IS_CASE = subjects.c.about == About.CASE
_OF_ID = _WITH_SUBJECT.where(is_its(events.c.event_id))
_OF_SUBJECT = _WITH_SUBJECT.where(is_its(events.c.subject)).order_by(events.c.sequence)
_COUNT = select(func.count()).select_from(events).where(is_its(events.c.subject))
_COUNT_READABLE = _COUNT.where(_READABLE)
_PLACES = select(events.c.event_id, events.c.sequence).where(is_its(events.c.subject))
_BODY = select(events.c.body).where(is_its(events.c.event_id))
_BODIES = select(events.c.body).where(is_its(events.c.subject), _READABLE).order_by(events.c.sequence)
_BODIES_OF_MANY = (
    select(events.c.subject, events.c.body)
    .where(is_among(events.c.subject), _READABLE)
    .order_by(events.c.subject, events.c.sequence)
)
_ARRIVALS = (
    select(events.c.subject, events.c.event_id)
    .where(is_among(events.c.subject), _READABLE)
    .order_by(events.c.subject, events.c.sequence)
)
_ITSELF = select(subjects).where(is_its(subjects.c.key))
_CASE = _ITSELF.where(_IS_CASE)
_LOCKED = _ITSELF.with_for_update()
_STANDS = update(subjects).where(is_its(subjects.c.key))


def add(connection: Connection, event: NewEvent, expected_events: int, at: datetime) -> None:
    """Record *event* as the next of its subject, whose row stays locked until the transaction ends.

    Raises `EventExists` and `CaseMoved` (`check_place`), and `CaseOfAnotherHub` where another Hub has the case by now:
    of two Hubs that post one new case number at once, the second is refused.
    """
    key, this = event.subject.key, {"its_key": event.subject.key}
    known = connection.execute(_LOCKED, this).first()
    if known is not None and event.only_hub not in (None, known.hub):
        raise CaseOfAnotherHub(key)
    check_place(connection, event, expected_events)
    stands = {"hub": event.hub, "is_open": event.case_is_open}
    if known is None:
        told = {"key": key, "about": event.subject.about, "name": event.subject.name}
        connection.execute(insert(subjects), told | stands)
    else:
        connection.execute(_STANDS, this | stands)
    sequence = 1 + connection.execute(_COUNT, {"its_subject": key}).scalar_one()
    connection.execute(insert(events), _row(event, sequence, at))


def _row(event: NewEvent, sequence: int, at: datetime) -> dict[str, object]:
    return {
        "event_id": event.event_id,
        "subject": event.subject.key,
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

    Raises `EventExists` when its id is recorded, else `CaseMoved` when its subject has not *expected_events*.
    """
    readable = count(connection, event.subject.key)  # first: whatever makes it differ is then found by its id
    if find(connection, event.event_id) is not None:
        raise EventExists(event.event_id)
    if readable != expected_events:
        raise CaseMoved(event.subject.key)


def check_unmoved(connection: Connection, subject: Subject, expected_events: int) -> None:
    """That nothing has happened to *subject* since, whose row stays locked until the transaction ends.

    Raises `CaseMoved` when it has not *expected_events*.
    """
    connection.execute(_LOCKED, {"its_key": subject.key})
    if count(connection, subject.key) != expected_events:
        raise CaseMoved(subject.key)


def count(connection: Connection, key: str) -> int:
    """How many events of a subject can be read."""
    return connection.execute(_COUNT_READABLE, {"its_subject": key}).scalar_one()


def find(connection: Connection, event_id: str) -> StoredEvent | None:
    """The event with that id, erased or not."""
    row = connection.execute(_OF_ID, {"its_event_id": event_id}).first()
    return None if row is None else _stored(row)


def of_id(connection: Connection, event_id: str) -> StoredEvent:
    """An event that is known to be there."""
    return _stored(connection.execute(_OF_ID, {"its_event_id": event_id}).one())


def of_subject(connection: Connection, key: str) -> tuple[StoredEvent, ...]:
    """The events of a subject in order of arrival, erased ones included."""
    return tuple(_stored(row) for row in connection.execute(_OF_SUBJECT, {"its_subject": key}))


def places(connection: Connection, key: str) -> dict[str, int]:
    """Which place each event of a subject has in the order of arrival, by its id."""
    rows = connection.execute(_PLACES, {"its_subject": key})
    return {row.event_id: row.sequence for row in rows}


def bodies(connection: Connection, key: str) -> tuple[bytes, ...]:
    """The bodies of a subject's events as they were received, in order of arrival, without erased ones."""
    return tuple(connection.execute(_BODIES, {"its_subject": key}).scalars())


def arrivals(connection: Connection, case_numbers: Collection[str]) -> Mapping[str, tuple[str, ...]]:
    """The ids of the events of each of these cases, in order of arrival, without erased ones."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for row in connection.execute(_ARRIVALS, {"subjects": list(case_numbers)}):
        found[row.subject].append(row.event_id)
    return {number: tuple(found[number]) for number in case_numbers}


def bodies_of_many(connection: Connection, case_numbers: Collection[str]) -> Mapping[str, tuple[bytes, ...]]:
    """`bodies` of each of these cases."""
    found: defaultdict[str, list[bytes]] = defaultdict(list)
    for row in connection.execute(_BODIES_OF_MANY, {"subjects": list(case_numbers)}):
        found[row.subject].append(row.body)
    return {number: tuple(found[number]) for number in case_numbers}


def last_taken_on(connection: Connection) -> date | None:
    """The last day on which an event of an open case was taken."""
    wanted = select(func.max(events.c.taken_on)).join(subjects).where(subjects.c.is_open)
    last: date | None = connection.execute(wanted).scalar_one()
    return last


def body(connection: Connection, event_id: str) -> bytes | None:
    """The body of one event as it was received; None where there is no such event, or it was erased."""
    return connection.execute(_BODY, {"its_event_id": event_id}).scalar_one_or_none()


def case(connection: Connection, case_number: str) -> StoredCase | None:
    """How the register has a case."""
    row = connection.execute(_CASE, {"its_key": case_number}).first()
    return None if row is None else StoredCase(case_number=row.key, hub=row.hub, is_open=row.is_open)


def open_cases(connection: Connection, hub: str | None) -> tuple[str, ...]:
    """The case numbers of the open cases of *hub* (of all Hubs: None), in order."""
    wanted = select(subjects.c.key).where(subjects.c.is_open).order_by(subjects.c.key)
    return tuple(connection.execute(wanted if hub is None else wanted.where(subjects.c.hub == hub)).scalars())


def cases_of(connection: Connection, hub: str) -> tuple[str, ...]:
    """The case numbers of the cases of *hub*, open or not, in order."""
    wanted = select(subjects.c.key).where(subjects.c.hub == hub, _IS_CASE).order_by(subjects.c.key)
    return tuple(connection.execute(wanted).scalars())


def _stored(row: Row[tuple[object, ...]]) -> StoredEvent:
    return StoredEvent(
        event_id=row.event_id,
        subject=Subject(about=About(row.about), name=row.name),
        sequence=row.sequence,
        type=row.type,
        occurred_on=row.occurred_on,
        taken_on=row.taken_on,
        body_sha256=row.body_sha256,
        warnings=tuple(row.warnings),
        recorded_at=row.recorded_at,
        erased=row.erased_at is not None,
    )

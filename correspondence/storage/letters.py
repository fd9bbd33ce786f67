"""Letters with their documents and findings, between the tables and the records."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, Table, bindparam, func, insert, select, update

from correspondence.documents import Document, DocumentForm, Finding, Severity, WrittenLetter
from correspondence.protocol.case.people import Form, Route
from correspondence.protocol.letters import Audience, DaysTold, LetterRecord, Status, Told
from correspondence.protocol.subject import About, Subject

from .errors import CaseErased, NoSuchLetter
from .records import NewLetter, StoredDocument, StoredLetter
from .statements import is_among, is_its
from .tables import documents, findings, letter_statuses, letters, subjects

Values = dict[str, Any]
_AS_KEPT = (letters.c.made_at, letters.c.position, letters.c.letter_id)
_STEPS = letter_statuses.alias("steps")
_LAST_STEP = select(func.max(_STEPS.c.number)).where(_STEPS.c.letter_id == letters.c.letter_id).correlate(letters)
_WITH_ITS_DAY = (
    select(letters, letter_statuses.c.changed_on.label("status_on"), subjects.c.about, subjects.c.name)
    .select_from(letters)
    .join(letter_statuses, letter_statuses.c.number == _LAST_STEP.scalar_subquery())
    .join(subjects, subjects.c.key == letters.c.subject)
)
"""Every letter with what it is about and the day of its last step; it has its first from the moment it is kept."""


def those(*which: ColumnElement[bool]) -> Select[Any]:
    """The statement for the letters of which all of *which* holds, in the order they were kept, without erased ones."""
    return _WITH_ITS_DAY.where(*which, letters.c.erased_at.is_(None)).order_by(*_AS_KEPT)


_OF_ID = those(is_its(letters.c.letter_id))
_OF_EVENT = those(is_its(letters.c.event_id))
_OF_SUBJECTS = those(is_among(letters.c.subject))
_SUBJECT = select(subjects.c.about, subjects.c.name).join(letters).where(is_its(letters.c.letter_id))
_ERASED = select(letters.c.subject).where(is_its(letters.c.letter_id), letters.c.erased_at.is_not(None))
_CODES = select(findings.c.letter_id, findings.c.code).join(letters).where(is_among(letters.c.subject))
_DUE = select(letters.c.letter_id, letters.c.due_on).where(is_among(letters.c.letter_id))
_IS_DUE = update(letters).where(is_its(letters.c.letter_id)).values(due_on=bindparam("day"))
_ROWS = {
    table: select(table).where(is_among(table.c.letter_id)).order_by(table.c.position)
    for table in (documents, findings)
}


def add(connection: Connection, new: Sequence[NewLetter], at: datetime, key_name: str | None) -> None:
    """Keep *new* letters, in this order, with their documents, findings and first status."""
    written = [letter.written for letter in new]
    rows = (
        (letters, [_letter_row(letter, n, at) for n, letter in enumerate(new)]),
        (documents, [_document_row(w.letter.letter_id, n, d) for w in written for n, d in enumerate(w.documents)]),
        (findings, [row for w in written for row in finding_rows(w.letter.letter_id, w.findings)]),
        (letter_statuses, [_first_status_row(w, at, key_name) for w in written]),
    )
    for table, values in rows:
        if values:
            connection.execute(insert(table), values)


def _letter_row(new: NewLetter, position: int, at: datetime) -> Values:
    letter = new.written.letter
    return {
        "letter_id": letter.letter_id,
        "event_id": letter.event_id,
        "given_by": letter.given_by,
        "subject": letter.subject.key,
        "position": position,
        "kind": letter.kind.code,
        "recipient": letter.recipient,
        "hub": new.hub,
        "ordinal": letter.ordinal,
        "audience": letter.audience,
        "language": letter.language,
        "form": letter.form,
        "route": letter.envelope.route,
        "status": new.written.status,
        "dated": letter.dated,
        "due_on": letter.due.due_on,
        "source": letter.kind.source,
        "wording": new.wording,
        "content": letter.content,
        "told": [[what, day.isoformat()] for what, day in new.written.told] or None,
        "fingerprint": new.fingerprint,
        "made_at": at,
        "seen_by": list(letter.seen_by),
    }


def move_due(connection: Connection, due: Mapping[str, date]) -> tuple[str, ...]:
    """Give each of these letters the day by which it is owed now. The ids of those that had another."""
    kept = connection.execute(_DUE, {"letter_ids": list(due)})
    moved = tuple(row.letter_id for row in kept if row.due_on != due[row.letter_id])
    for letter_id in moved:
        connection.execute(_IS_DUE, {"its_letter_id": letter_id, "day": due[letter_id]})
    return moved


def _first_status_row(written: WrittenLetter, at: datetime, key_name: str | None) -> Values:
    return {
        "letter_id": written.letter.letter_id,
        "status": written.status,
        "changed_on": written.letter.dated,
        "changed_at": at,
        "key_name": key_name,
    }


def _document_row(letter_id: str, position: int, document: Document) -> Values:
    return {
        "letter_id": letter_id,
        "position": position,
        "part": document.part,
        "form": document.form,
        "language": document.language,
        "large_print": document.large_print,
        "copy_to": document.copy_to or "",
        "sha256": document.sha256,
        "size": len(document.content),
        "pages": document.pages,
    }


def finding_rows(letter_id: str, found: Iterable[Finding]) -> list[Values]:
    """The rows of a letter's findings, each finding once, in their order."""
    return [
        {"letter_id": letter_id, "position": n, "code": f.code, "severity": f.severity, "place": f.where}
        for n, f in enumerate(dict.fromkeys(found))
    ]


def find(connection: Connection, letter_id: str) -> StoredLetter | None:
    """The letter with that id. Raises `CaseErased` when it was erased."""
    found = read(connection, _OF_ID, its_letter_id=letter_id)
    if not found and (erased := connection.execute(_ERASED, {"its_letter_id": letter_id}).scalar_one_or_none()):
        raise CaseErased(erased)
    return next(iter(found), None)


def of_id(connection: Connection, letter_id: str) -> StoredLetter:
    """A letter that is known to be there."""
    return read(connection, _OF_ID, its_letter_id=letter_id)[0]


def of_event(connection: Connection, event_id: str) -> tuple[StoredLetter, ...]:
    """The letters that an event gave."""
    return read(connection, _OF_EVENT, its_event_id=event_id)


def subject_of(connection: Connection, letter_id: str) -> Subject:
    """What a letter is about, erased or not. Raises `NoSuchLetter`."""
    row = connection.execute(_SUBJECT, {"its_letter_id": letter_id}).first()
    if row is None:
        raise NoSuchLetter(letter_id)
    return Subject(about=About(row.about), name=row.name)


def read(connection: Connection, wanted: Select[Any], **given: object) -> tuple[StoredLetter, ...]:
    """The letters of a statement that `those` made, with what is *given* to its conditions."""
    rows = connection.execute(wanted, given).all()
    ids = [row.letter_id for row in rows]
    kept, found = _rows_of(connection, documents, ids), _rows_of(connection, findings, ids)
    return tuple(_stored(row, kept[row.letter_id], found[row.letter_id]) for row in rows)


def records(connection: Connection, keys: Collection[str]) -> Mapping[str, tuple[LetterRecord, ...]]:
    """What the Protocol needs to know of the letters about each of these subjects, as kept, without erased ones."""
    found: defaultdict[str, list[LetterRecord]] = defaultdict(list)
    codes = _codes(connection, keys)
    for row in connection.execute(_OF_SUBJECTS, {"subjects": list(keys)}):
        found[row.subject].append(_record(row, codes[row.letter_id]))
    return {key: tuple(found[key]) for key in keys}


def _codes(connection: Connection, keys: Collection[str]) -> Mapping[str, set[str]]:
    """The codes of what stands against each of their letters."""
    codes: defaultdict[str, set[str]] = defaultdict(set)
    for letter_id, code in connection.execute(_CODES, {"subjects": list(keys)}):
        codes[letter_id].add(code)
    return codes


def _record(row: Row[Any], codes: Iterable[str]) -> LetterRecord:
    return LetterRecord(
        letter_id=row.letter_id,
        kind=row.kind,
        event_id=row.event_id,
        given_by=row.given_by,
        recipient=row.recipient,
        status=Status(row.status),
        dated=row.dated,
        sent_on=row.sent_on,
        wording=row.wording,
        content=row.content,
        status_on=row.status_on,
        route=row.route,
        codes=frozenset(codes),
        told=told(row.told),
    )


def findings_of(connection: Connection, letter_id: str) -> tuple[Finding, ...]:
    """What stands against a letter."""
    return tuple(_finding(row) for row in _rows_of(connection, findings, [letter_id])[letter_id])


def _rows_of(connection: Connection, table: Table, ids: Sequence[str]) -> Mapping[str, list[Row[Any]]]:
    rows: defaultdict[str, list[Row[Any]]] = defaultdict(list)
    for row in connection.execute(_ROWS[table], {"letter_ids": ids}) if ids else ():
        rows[row.letter_id].append(row)
    return rows


def _stored(row: Row[Any], kept: Iterable[Row[Any]], found: Iterable[Row[Any]]) -> StoredLetter:
    return StoredLetter(
        letter_id=row.letter_id,
        event_id=row.event_id,
        given_by=row.given_by,
        subject=Subject(about=About(row.about), name=row.name),
        kind=row.kind,
        recipient=row.recipient,
        hub=row.hub,
        ordinal=row.ordinal,
        audience=Audience(row.audience),
        language=row.language,
        form=Form(row.form),
        route=route(row.route),
        status=Status(row.status),
        dated=row.dated,
        due_on=row.due_on,
        source=row.source,
        wording=row.wording,
        content=row.content,
        told=told(row.told),
        fingerprint=row.fingerprint,
        sent_on=row.sent_on,
        status_on=row.status_on,
        made_at=row.made_at,
        seen_by=None if row.seen_by is None else tuple(row.seen_by),
        documents=tuple(document(d) for d in kept),
        findings=tuple(_finding(f) for f in found),
    )


def document(row: Row[Any]) -> StoredDocument:
    """A row of `documents`."""
    return StoredDocument(
        part=row.part,
        form=DocumentForm(row.form),
        language=row.language,
        large_print=row.large_print,
        copy_to=row.copy_to or None,
        sha256=row.sha256,
        size=row.size,
        pages=row.pages,
    )


def told(value: list[list[str]] | None) -> DaysTold:
    """The days that a letter told, as a column holds them."""
    return tuple((Told(what), date.fromisoformat(day)) for what, day in value or ())


def route(value: str | None) -> Route | None:
    """A route as a column holds it."""
    return None if value is None else Route(value)


def _finding(row: Row[Any]) -> Finding:
    return Finding(code=row.code, severity=Severity(row.severity), where=row.place)

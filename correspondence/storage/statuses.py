"""The way of a letter: draft, approved, sent, returned; held while a finding blocks it; withdrawn while unsent.

Which moves are lawful stands in `protocol.letters.MOVES`. Nothing of the way is ever removed: what was recorded in
error stays in it, and a step that takes it back comes after it.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Row, delete, insert, select, update

from correspondence.documents import Finding, Severity
from correspondence.protocol.case.people import Route
from correspondence.protocol.letters import LET_GO_BY_SUPERVISOR, MOVES, UNSENT, Move, Status
from correspondence.protocol.record import record
from correspondence.protocol.subject import Subject

from . import delivery_rows
from .errors import CaseErased, CaseMoved, NoReason, NoSuchLetter, NotAcknowledged, UnderWay, UnlawfulMove
from .letters import finding_rows, findings_of
from .letters import route as route_of
from .records import Mistake, StatusChange, StatusRecord, standing_steps
from .statements import is_its
from .tables import findings, letter_statuses, letters, subjects

_BEYOND_A_DRAFT = frozenset({Status.APPROVED, Status.SENT, Status.RETURNED})
_STEPS = select(letter_statuses).where(is_its(letter_statuses.c.letter_id)).order_by(letter_statuses.c.number)
_ITS_SUBJECT = select(subjects.c.key).join(letters).where(is_its(letters.c.letter_id)).with_for_update(of=subjects)
_STEPS_OF_ALL = (
    select(letter_statuses).join(letters).where(is_its(letters.c.subject)).order_by(letter_statuses.c.number)
)
_ITSELF = (
    select(letters.c.status, letters.c.subject, letters.c.erased_at)
    .where(is_its(letters.c.letter_id))
    .with_for_update()  # on SQLite the transaction itself holds the lock
)
_MOVED = update(letters).where(is_its(letters.c.letter_id))
_ACKNOWLEDGED = update(findings).where(is_its(findings.c.letter_id))
_NOTHING_FOUND = delete(findings).where(is_its(findings.c.letter_id))


@record
class Hand:
    """Who moves a letter, and when. `by` is None for the service itself."""

    by: str | None
    on: date
    at: datetime
    key_name: str | None


def change(connection: Connection, letter_id: str, wanted: StatusChange, hand: Hand) -> None:
    """Move a letter as a person wants it.

    Raises `NoSuchLetter`, `CaseErased`, `UnlawfulMove`, `NoReason`, `NotAcknowledged` for an approval that leaves out a
    finding's code, and `UnderWay` for a letter that may have left the house while nobody knows yet. An approval wants a
    reason where a supervisor alone may give it.
    """
    before = _locked(connection, letter_id)
    _check(letter_id, before, wanted.status, wanted.reason)
    if before in UNSENT and delivery_rows.is_under_way(connection, letter_id):
        raise UnderWay(letter_id)
    if wanted.status is Status.APPROVED:
        _acknowledge(connection, letter_id, wanted)
    _move(connection, letter_id, wanted.status, hand, route=wanted.route, reason=wanted.reason)


def _check(letter_id: str, before: Status, wanted: Status | Move, reason: str | None) -> None:
    """Raise `UnlawfulMove` for what no letter of that status can become, `NoReason` where that wants to be said."""
    if wanted not in set(Move) or before not in MOVES[Move(wanted)].of:
        raise UnlawfulMove(letter_id, before, wanted)
    if MOVES[Move(wanted)].wants_reason and not reason:
        raise NoReason(Move(wanted))


def take_back(connection: Connection, letter_id: str, mistake: Mistake, hand: Hand) -> None:
    """Put a letter back where it was before its last step that stands, which was recorded in error.

    One whose sending is taken back was never sent. Raises as `change`.
    """
    before = _locked(connection, letter_id)
    _check(letter_id, before, Move.RECORDED_IN_ERROR, mistake.reason)
    *_, earlier, wrong = standing_steps(history(connection, letter_id))
    _move(connection, letter_id, earlier.status, hand, reason=mistake.reason, takes_back=wrong)


def record_gone(connection: Connection, letter_id: str, route: Route | None, hand: Hand, reason: str | None) -> None:
    """A letter's own delivery says that it went: it is sent, also where an event took it back in that very moment.

    What left the house is told as it was, so that nobody is answered as if they had not had it. One that is recorded as
    sent already stays so. Raises `NoSuchLetter`, `CaseErased`.
    """
    if _locked(connection, letter_id) in delivery_rows.NOT_SENT:
        _move(connection, letter_id, Status.SENT, hand, route=route, reason=reason, is_gone=True)


def record_returned(connection: Connection, letter_id: str, hand: Hand) -> None:
    """A letter that was sent did not reach its reader, as whoever carried it says.

    Raises `NoSuchLetter`, `CaseErased`.
    """
    if _locked(connection, letter_id) is Status.SENT:
        _move(connection, letter_id, Status.RETURNED, hand)


def lock(connection: Connection, letter_id: str) -> Status:
    """A letter's status, which nobody else can change until the transaction ends. Raises as `change`."""
    return _locked(connection, letter_id)


def approve_together(connection: Connection, letter_ids: Iterable[str], wanted: StatusChange, hand: Hand) -> None:
    """Approve those of some letters that are no further than a draft; what is approved, sent or returned stays so.

    Raises `UnlawfulMove` for a letter that is held or withdrawn, `NotAcknowledged` with every code that was left out
    of any of them, `NoSuchLetter`, `CaseErased`.
    """
    before = {each: _locked(connection, each) for each in letter_ids}
    drafts = [each for each, status in before.items() if status not in _BEYOND_A_DRAFT]
    for each in drafts:
        _check(each, before[each], Status.APPROVED, None)
    codes = {finding.code for each in drafts for finding in findings_of(connection, each)}
    if left_out := codes - set(wanted.acknowledges):
        raise NotAcknowledged(drafts[0], sorted(left_out))
    for letter_id in drafts:
        change(connection, letter_id, wanted, hand)


def examine(connection: Connection, letter_id: str, found: Sequence[Finding], hand: Hand) -> None:
    """Put *found* in the place of an unsent letter's findings: it is held while one blocks, else a draft.

    An approved letter stays approved only if nothing changed, for whoever approved it saw nothing else. One that was
    sent back stays so: what somebody wants mended is not mended by what is found.
    Raises `NoSuchLetter`, `CaseErased`, and `UnlawfulMove` for a letter that is no longer unsent.
    """
    before = _locked(connection, letter_id)
    blocked = any(f.severity is Severity.BLOCKING for f in found)
    after = Status.HELD if blocked else Status.DRAFT
    if before not in UNSENT:
        raise UnlawfulMove(letter_id, before, after)
    if set(found) == set(findings_of(connection, letter_id)):
        return
    connection.execute(_NOTHING_FOUND, {"its_letter_id": letter_id})
    if found:
        connection.execute(insert(findings), finding_rows(letter_id, found))
    if before is not Status.SENT_BACK and after is not before:
        _move(connection, letter_id, after, hand)


def change_others(
    connection: Connection,
    subject: Subject,
    withdrawn: Collection[str],
    examined: Mapping[str, Sequence[Finding]],
    hand: Hand,
) -> None:
    """Withdraw and `examine` letters of one subject; one that is named for both is withdrawn.

    Raises `CaseMoved` when one of them is no longer unsent, `NoSuchLetter` when one is not of it.
    """
    for letter_id in (*withdrawn, *examined):
        if _locked(connection, letter_id, subject) not in UNSENT:
            raise CaseMoved(subject.key)
    for letter_id in dict.fromkeys(withdrawn):
        _move(connection, letter_id, Status.WITHDRAWN, hand)
    for letter_id, found in examined.items():
        if letter_id not in withdrawn:
            examine(connection, letter_id, found, hand)


def history(connection: Connection, letter_id: str) -> tuple[StatusRecord, ...]:
    """Every step of a letter's way, oldest first."""
    return tuple(_step(row) for row in connection.execute(_STEPS, {"its_letter_id": letter_id}))


def histories(connection: Connection, key: str) -> Mapping[str, tuple[StatusRecord, ...]]:
    """Every step of the way of each letter about a subject, oldest first, by the letter's id."""
    found: defaultdict[str, list[StatusRecord]] = defaultdict(list)
    for row in connection.execute(_STEPS_OF_ALL, {"its_subject": key}):
        found[row.letter_id].append(_step(row))
    return {letter_id: tuple(steps) for letter_id, steps in found.items()}


def _step(row: Row[Any]) -> StatusRecord:
    return StatusRecord(
        number=row.number,
        status=Status(row.status),
        by=row.changed_by,
        on=row.changed_on,
        route=route_of(row.route),
        at=row.changed_at,
        key_name=row.key_name,
        reason=row.reason,
        takes_back=row.takes_back,
    )


def _locked(connection: Connection, letter_id: str, subject: Subject | None = None) -> Status:
    """A letter's status, which nobody else can change until the transaction ends.

    What it is about is locked before it, as whoever records an event does: two who go the other way round would wait
    for each other.
    """
    connection.execute(_ITS_SUBJECT, {"its_letter_id": letter_id})
    row = connection.execute(_ITSELF, {"its_letter_id": letter_id}).first()
    if row is None or (subject is not None and row.subject != subject.key):
        raise NoSuchLetter(letter_id)
    if row.erased_at is not None:
        raise CaseErased(row.subject)
    return Status(row.status)


def _acknowledge(connection: Connection, letter_id: str, wanted: StatusChange) -> None:
    found = findings_of(connection, letter_id)
    if any(f.severity is Severity.BLOCKING for f in found):  # of a letter that was sent back: no status says so
        raise UnlawfulMove(letter_id, Status.HELD, Status.APPROVED)
    codes = {f.code for f in found}
    if left_out := codes - set(wanted.acknowledges):
        raise NotAcknowledged(letter_id, sorted(left_out))
    if codes & LET_GO_BY_SUPERVISOR and not wanted.reason:
        raise NoReason(Move.APPROVED)
    acknowledged = {"acknowledged_by": wanted.by, "acknowledged_on": wanted.on}
    connection.execute(_ACKNOWLEDGED, {"its_letter_id": letter_id} | acknowledged)


def _move(
    connection: Connection,
    letter_id: str,
    to: Status,
    hand: Hand,
    *,
    route: Route | None = None,
    reason: str | None = None,
    takes_back: StatusRecord | None = None,
    is_gone: bool = False,
) -> None:
    values: dict[str, Any] = {"status": to}
    if to is Status.SENT and takes_back is None:
        values["sent_on"] = hand.on
    elif takes_back is not None and takes_back.status is Status.SENT:
        values["sent_on"] = None
    connection.execute(_MOVED, {"its_letter_id": letter_id} | values)
    step = {
        "letter_id": letter_id,
        "status": to,
        "changed_by": hand.by,
        "changed_on": hand.on,
        "route": route,
        "changed_at": hand.at,
        "key_name": hand.key_name,
        "reason": reason,
        "takes_back": takes_back.number if takes_back else None,
    }
    connection.execute(insert(letter_statuses), step)
    delivery_rows.follow(
        connection,
        letter_id,
        to,
        hand.at,
        by=hand.by,
        key_name=hand.key_name,
        takes_back=takes_back.status if takes_back else None,
        is_gone=is_gone,
    )

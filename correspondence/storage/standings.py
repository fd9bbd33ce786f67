"""What is derived from each case and kept beside it: its open duties on any day, its court, when it can be listed.

Kept in the transaction that changes the case. What another directory or another version of the code derived counts for
nothing: such a case is `behind`, and derived anew before anybody is answered.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, Protocol

from sqlalchemy import ColumnElement, Connection, Engine, Select, and_, delete, insert, or_, select

from correspondence.protocol.history.case_file import CaseFile, fold
from correspondence.protocol.letters import LetterRecord
from correspondence.protocol.owed.duty import Duty
from correspondence.protocol.owed.obligations import DUTY_NAMES
from correspondence.protocol.owed.standing import Owed, Standing
from correspondence.protocol.subject import About, Subject, case_of, lists_of
from correspondence.reading import read_kept_event

from . import chain, events, letters, work_list
from .chain import Kept
from .database import writing
from .folded import Folded
from .statements import is_its
from .tables import owed, standings, subjects

_NOT_OWED = delete(owed).where(is_its(owed.c.case_number))
_NO_STANDING = delete(standings).where(is_its(standings.c.case_number))
_LOCKED = select(subjects.c.key).where(is_its(subjects.c.key)).with_for_update()


class Derivation(Protocol):
    """What derives a standing. `name` names all that it depends on besides the case."""

    @property
    def name(self) -> str:
        """At most 64 characters: a hash of the directory and of the code."""

    def __call__(self, case_file: CaseFile) -> Standing:
        """How a case stands."""

    def lists_due(self, hub: str, lists: Sequence[LetterRecord]) -> Mapping[str, date]:
        """By when each of a Hub's *lists* that is on its way is owed, by the id of its letter."""


def refresh(connection: Connection, subject: Subject, derive: Derivation | None, folded: Folded) -> CaseFile | None:
    """Derive a case's standing anew, as the transaction leaves it; what is no case has none, but lists have their days.

    *derive*, None: nobody can, and the case is behind.

    Gives the case file that it was derived from; None where it was not. *folded*: those that are known already.

    A case that cannot be read, or whose Hub the directory has lost, is behind too: whoever asks for it hears why.
    """
    if derive is not None and subject.about is About.HUB:
        _move_lists(connection, subject, derive)
    if not subject.is_case:
        return None
    case_number = subject.name
    connection.execute(_NOT_OWED, {"its_case_number": case_number})
    connection.execute(_NO_STANDING, {"its_case_number": case_number})
    if derive is None:
        return None
    try:
        case_file = _case_file(connection, case_number, folded)
        found = derive(case_file)
    except Exception:  # whatever it is, the event or the letter is recorded all the same
        return None
    of_case = {"case_number": case_number}
    row = of_case | {"derived_by": derive.name, "court": found.court, "listed_from": found.listed_from}
    connection.execute(insert(standings), row)
    if found.owed:
        connection.execute(insert(owed), [of_case | _values(each) for each in found.owed])
    _move_due(connection, found.letters_due)
    return case_file


def _move_lists(connection: Connection, subject: Subject, derive: Derivation) -> None:
    lists = letters.records(connection, [subject.key])[subject.key]
    _move_due(connection, derive.lists_due(subject.name, lists))


def _move_due(connection: Connection, due: Mapping[str, date]) -> None:
    if moved := letters.move_due(connection, due):
        work_list.refresh(connection, moved)
        chain.note(connection, Kept.LETTER, moved)


def _lock(connection: Connection, key: str) -> None:
    connection.execute(_LOCKED, {"its_key": key})


def _case_file(connection: Connection, case_number: str, folded: Folded) -> CaseFile:
    """A case as the transaction leaves it."""
    records = letters.records(connection, [case_number])[case_number]
    known = folded.of(case_number, events.arrivals(connection, [case_number])[case_number], records)
    if known is None:
        known = fold([read_kept_event(body) for body in events.bodies(connection, case_number)], records)
        folded.keep(known)
    return known


def _values(each: Owed) -> dict[str, Any]:
    duty = each.duty
    return {
        "place": each.place,
        "since": each.since,
        "until": each.until,
        "duty": duty.duty,
        "person_id": duty.person_id,
        "due_on": duty.due_on,
        "source": duty.source,
        "why": duty.why,
        "provisional": duty.provisional,
        "for_staff": duty.for_staff,
    }


class Standings:
    """The standings of a register, as *derive* gives them. Every method is one transaction."""

    def __init__(self, engine: Engine, folded: Folded) -> None:
        self._engine = engine
        self._folded = folded

    def behind(self, derive: Derivation, hub: str | None = None) -> tuple[str, ...]:
        """The open cases of *hub* (None: of all) whose standing is not what *derive* would give, in order."""
        with self._engine.connect() as connection:
            wanted = select(subjects.c.key).outerjoin(standings, _is_by(derive))
            which = (subjects.c.is_open, standings.c.case_number.is_(None), *_of_hub(hub))
            return tuple(connection.execute(wanted.where(*which).order_by(subjects.c.key)).scalars())

    def refresh(self, case_numbers: Iterable[str], derive: Derivation) -> None:
        """Derive the standing of each of these cases anew; one that cannot be derived stays behind."""
        with writing(self._engine) as connection:
            for case_number in sorted(case_numbers):
                _lock(connection, case_number)  # so that nobody derives it, or records for it, at the same moment
                refresh(connection, case_of(case_number), derive, self._folded)

    def move_lists(self, hubs: Iterable[str], derive: Derivation) -> None:
        """Give each list of these Hubs that is on its way the day by which it is owed now."""
        with writing(self._engine) as connection:
            for subject in map(lists_of, sorted(hubs)):
                _lock(connection, subject.key)
                _move_lists(connection, subject, derive)

    def duties(
        self, derive: Derivation, today: date, hub: str | None = None, due_by: date | None = None
    ) -> tuple[Duty, ...]:
        """What the open cases of *hub* (None: of all) owe, by *due_by* if said, as it reads *today*; case by case."""
        every: Select[Any] = select(*_TOLD).join(standings, owed.c.case_number == standings.c.case_number)
        wanted = every.join(subjects, _is_by(derive)).where(subjects.c.is_open, *_of_hub(hub))
        asked = wanted.where(owed.c.since <= today, owed.c.until > today)
        soon = asked if due_by is None else asked.where(owed.c.due_on <= due_by)
        with self._engine.connect() as connection:
            rows = connection.execute(soon.order_by(owed.c.case_number, owed.c.place)).all()
        return tuple(_duty(row, today) for row in rows)

    def listable(self, derive: Derivation, hub: str, court: str, today: date) -> tuple[str, ...]:
        """The open cases of *hub* that can come into a list of *court* today; those that are behind among them."""
        wanted = select(subjects.c.key).outerjoin(standings, _is_by(derive))
        can = and_(standings.c.court == court, standings.c.listed_from <= today)
        which = (subjects.c.is_open, subjects.c.hub == hub, or_(can, standings.c.case_number.is_(None)))
        with self._engine.connect() as connection:
            return tuple(connection.execute(wanted.where(*which).order_by(subjects.c.key)).scalars())


def _is_by(derive: Derivation) -> ColumnElement[bool]:
    return and_(standings.c.case_number == subjects.c.key, standings.c.derived_by == derive.name)


def _of_hub(hub: str | None) -> tuple[ColumnElement[bool], ...]:
    return () if hub is None else (subjects.c.hub == hub,)


_TOLD = (
    *(owed.c.case_number, owed.c.duty, owed.c.person_id, owed.c.due_on),
    *(owed.c.source, owed.c.why, owed.c.provisional, owed.c.for_staff),
)


def _duty(row: Sequence[Any], today: date) -> Duty:
    case_number, name, person_id, due_on, source, why, provisional, for_staff = row
    return Duty(
        duty=DUTY_NAMES[name],
        case_number=case_number,
        person_id=person_id,
        due_on=due_on,
        source=source,
        why=why,
        overdue=due_on < today,
        provisional=provisional,
        for_staff=for_staff,
    )

"""The register: what happened, what was written and what became of it. The truth that everything is derived from."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from types import MappingProxyType
from typing import Self

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import IntegrityError, SQLAlchemyError

from correspondence.documents import Finding
from correspondence.protocol.subject import Subject, case_of

from . import chain, erasure, events, letters, statuses, work_list
from .chain import Kept
from .database import connect, migrated, scrub, try_writing, writing
from .deliveries import Deliveries
from .documents import DocumentStore
from .errors import CaseMoved
from .packs import PackApprovals
from .post_runs import PostRuns
from .readings import Readings
from .records import (
    Erased,
    Mistake,
    NewEvent,
    NewLetter,
    Recorded,
    StatusChange,
    StoredLetter,
)
from .runs import Runs
from .standings import Derivation, Standings, refresh
from .trouble import Trouble, opening, trouble_in
from .turns import Turns

Clock = Callable[[], datetime]
ROOM_BYTES = 200_000_000
"""How much room the disk is to have at least: some hundred families' letters, so that staff hear of it in time."""

_NOTHING: Mapping[str, Sequence[Finding]] = MappingProxyType({})


class Register(Readings):
    """Cases, events, letters, documents, keys and accesses. Safe to use from any number of threads and processes.

    Every method is one transaction. Instants are taken from the clock that it was opened with and kept in UTC.
    `runs`: what is done for many at once; `pack_approvals`: the letters that were approved as one; `standings`: what
    is derived from each case and kept beside it; `turns`: who adds to a case next; `deliveries` and `post_runs`: how
    what was approved leaves the house.

    What changes a case takes `derive`, and keeps with the change what that derives; without it the case is behind.
    """

    def __init__(self, engine: Engine, store: DocumentStore, clock: Clock, runs: Runs) -> None:
        super().__init__(engine, clock, store)
        self.runs = runs
        self.standings, self.turns = Standings(engine, self.folded), Turns()
        self.pack_approvals = PackApprovals(engine, clock)
        self.deliveries, self.post_runs = Deliveries(engine, clock, self.folded), PostRuns(engine, clock)

    @classmethod
    def open(cls, url: str | None, folder: Path, clock: Clock) -> Self:
        """The register on the database of *url* (None: an SQLite file in *folder*), with its documents in *folder*.

        Both are made where they are missing, and the tables brought up to date. *clock* gives aware instants.
        Raises `Unusable` where it cannot be used: its tables were made by a newer version than this, it is damaged,
        nobody answers there, nothing can be written.
        """
        with opening():
            store = DocumentStore(folder)
            with store.alone():  # of two that start at once, one makes the tables
                engine = migrated(connect(url, folder))
        return cls(engine, store, clock, Runs(engine, clock))

    def trouble_with_writing(self) -> Trouble | None:
        """What keeps the database from taking a write, which is tried for two seconds at most; None: nothing."""
        try:
            try_writing(self._engine)
        except SQLAlchemyError as error:
            return trouble_in(error) or Trouble.UNREACHABLE
        return None

    def trouble_with_disk(self) -> Trouble | None:
        """What keeps the disk from taking more documents; None: nothing."""
        try:
            return Trouble.FULL if self._store.free_bytes() < ROOM_BYTES else None
        except OSError as error:
            return trouble_in(error) or Trouble.UNREACHABLE

    def close(self) -> None:
        """Let go of the database, and of every run that this process answers for."""
        self.runs.close()
        self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # What is to be kept

    def keep(
        self,
        event: NewEvent,
        new: Sequence[NewLetter],
        *,
        expected_events: int,
        withdrawn: Collection[str] = (),
        examined: Mapping[str, Sequence[Finding]] = _NOTHING,
        derive: Derivation | None = None,
    ) -> Recorded:
        """Record an event with all that it gives, and what it does to the case's other letters, or nothing at all.

        Gives what the transaction leaves. *expected_events*: how many events `count` gave when the caller decided.
        *withdrawn*: ids of unsent letters to withdraw. *examined*: ids of unsent letters with all that is found in them
        now, as in `replace_findings`. Files are written first, so no row ever names one that is not there. Where
        nothing is recorded they go again, or by `sweep_orphans` where the process was killed.

        Raises `EventExists`; `CaseMoved` when events came meanwhile or a letter to change is no longer unsent (read
        again and retry); `NoSuchLetter` when one is not of this case.
        """
        conflicts = self._naming_conflicts(event, expected_events)
        with self._with_files_of(new), conflicts, writing(self._engine) as connection:
            at = self._clock()
            events.add(connection, event, expected_events, at)
            letters.add(connection, new, at, event.key_name)
            hand = statuses.Hand(by=None, on=event.taken_on, at=at, key_name=event.key_name)
            statuses.change_others(connection, event.subject, withdrawn, examined, hand)
            case_file = refresh(connection, event.subject, derive, self.folded)
            work_list.refresh_all(connection, event.subject.key)
            chain.note(connection, Kept.EVENT, [event.event_id])
            chain.note(connection, Kept.LETTER, (*(each.letter_id for each in new), *withdrawn, *examined))
            return Recorded(
                event=events.of_id(connection, event.event_id),
                letters=letters.of_event(connection, event.event_id),
                case_file=case_file,
            )

    def keep_instead(
        self,
        subject: Subject,
        new: Sequence[NewLetter],
        *,
        expected_events: int,
        withdrawn: Collection[str],
        examined: Mapping[str, Sequence[Finding]] = _NOTHING,
        on: date,
        key_name: str | None = None,
        derive: Derivation | None = None,
    ) -> None:
        """Keep *new* letters about a subject in the place of unsent ones, without an event, or nothing at all.

        As in `keep`: *withdrawn* and *examined* name unsent ones, and whatever came meanwhile raises `CaseMoved`.
        """
        with self._with_files_of(new), self._moved_where_taken(subject), writing(self._engine) as connection:
            at = self._clock()
            events.check_unmoved(connection, subject, expected_events)
            hand = statuses.Hand(by=None, on=on, at=at, key_name=key_name)
            statuses.change_others(connection, subject, withdrawn, examined, hand)
            letters.add(connection, new, at, key_name)
            refresh(connection, subject, derive, self.folded)
            work_list.refresh_all(connection, subject.key)
            chain.note(connection, Kept.LETTER, (*(each.letter_id for each in new), *withdrawn, *examined))

    @contextmanager
    def _with_files_of(self, new: Sequence[NewLetter]) -> Iterator[None]:
        """Their documents are in files within; where anything is raised, those that no row names are removed.

        If even that fails, a sweep does it.
        """
        files = [document for letter in new for document in letter.written.documents]
        try:
            with self._store.keeping():
                self._store.put(document.content for document in files)
                yield
        except Exception:
            with suppress(SQLAlchemyError, OSError), self._store.alone(), self._read() as connection:
                self._store.remove(erasure.unnamed(connection, {file.sha256 for file in files}))
            raise

    @contextmanager
    def _moved_where_taken(self, subject: Subject) -> Iterator[None]:
        """A reference that another process has given to a letter meanwhile becomes `CaseMoved`."""
        try:
            yield
        except IntegrityError:
            raise CaseMoved(subject.key) from None

    @contextmanager
    def _naming_conflicts(self, event: NewEvent, expected_events: int) -> Iterator[None]:
        """A row that another writer put in the way becomes `EventExists` or `CaseMoved`, where it is that."""
        try:
            yield
        except IntegrityError:
            with self._read() as connection:
                events.check_place(connection, event, expected_events)
            raise

    def set_status(
        self, letter_id: str, change: StatusChange, key_name: str | None = None, derive: Derivation | None = None
    ) -> StoredLetter:
        """Move a letter on, as `protocol.letters.MOVES` has it. Gives it as it now is.

        Of two who try at once, one moves it. Raises `NoSuchLetter`, `CaseErased`, `UnlawfulMove`, `NoReason`,
        `NotAcknowledged` when an approval leaves out the code of a finding, and `UnderWay` while it may have left.
        """
        with writing(self._engine) as connection:
            hand = statuses.Hand(by=change.by, on=change.on, at=self._clock(), key_name=key_name)
            statuses.change(connection, letter_id, change, hand)
            return self._moved(connection, letter_id, derive)

    def take_back(
        self,
        letter_id: str,
        mistake: Mistake,
        key_name: str | None = None,
        derive: Derivation | None = None,
        *,
        withdrawn: Collection[str] = (),
    ) -> StoredLetter:
        """Put a letter back where it was before its last step, which was recorded in error. Gives it as it now is.

        *withdrawn*: ids of letters of its case, unsent by then, to withdraw with that: it may itself be one. Raises
        `NoSuchLetter`, `CaseErased`, `UnlawfulMove`, `NoReason`; `CaseMoved` where one of them is not unsent.
        """
        with writing(self._engine) as connection:
            hand = statuses.Hand(by=mistake.by, on=mistake.on, at=self._clock(), key_name=key_name)
            statuses.take_back(connection, letter_id, mistake, hand)
            subject = letters.subject_of(connection, letter_id)
            statuses.change_others(connection, subject, withdrawn, _NOTHING, replace(hand, by=None))
            return self._moved(connection, letter_id, derive, others=withdrawn)

    def _moved(
        self, connection: Connection, letter_id: str, derive: Derivation | None, others: Collection[str] = ()
    ) -> StoredLetter:
        """A letter as the transaction leaves it. Index, chain and what is derived are brought up to it and *others*."""
        moved = {letter_id, *others}
        refresh(connection, letters.subject_of(connection, letter_id), derive, self.folded)
        work_list.refresh(connection, moved)
        chain.note(connection, Kept.LETTER, sorted(moved))
        return letters.of_id(connection, letter_id)

    def replace_findings(
        self,
        letter_id: str,
        found: Sequence[Finding],
        on: date,
        by: str | None = None,
        key_name: str | None = None,
        derive: Derivation | None = None,
    ) -> StoredLetter:
        """Put what an unsent letter's new examination found in the place of what stood. Gives it as it now is.

        It is held while one of them blocks; else it is a draft again, unless nothing changed.
        Raises `NoSuchLetter`, `CaseErased`, and `UnlawfulMove` for a letter that is no longer unsent.
        """
        with writing(self._engine) as connection:
            hand = statuses.Hand(by=by, on=on, at=self._clock(), key_name=key_name)
            statuses.examine(connection, letter_id, found, hand)
            return self._moved(connection, letter_id, derive)

    # What is no longer to be kept

    def erase_case(self, case_number: str) -> Erased:
        """Remove what the register and the documents hold of a case's people; ids, hashes and days stay.

        A file that another case's letter also names stays; one that no letter names goes: it may be this family's. It
        is safe to repeat. Raises `NoSuchCase`.
        """
        with self._store.alone():
            with writing(self._engine) as connection:
                erased = erasure.erase(connection, case_number, self._clock())
                refresh(connection, case_of(case_number), None, self.folded)
                work_list.refresh_all(connection, case_number)
                files = erasure.files_of_this_alone(connection, case_number)
            self.folded.forget(case_number)
            removed = self._store.remove(files)
        orphans = self.sweep_orphans()
        scrub(self._engine)
        return replace(erased, files=removed, orphans=orphans)

    def sweep_orphans(self) -> int:
        """How many files were removed that no letter names: what a process left that was killed."""
        return self._store.sweep(self._in_use)

    def _in_use(self, prefix: str) -> set[str]:
        with self._read() as connection:
            return erasure.in_use(connection, prefix)

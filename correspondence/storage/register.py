"""The register: what happened, what was written and what became of it. The truth that everything is derived from."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from types import MappingProxyType
from typing import Self

from sqlalchemy import Engine
from sqlalchemy.exc import IntegrityError

from correspondence.catalogue.letters import LETTER_PART
from correspondence.documents import DocumentForm, Finding
from correspondence.protocol.letters import LetterRecord

from . import erasure, events, letters, statuses, verification
from .access import Doorkeeper
from .database import connect, migrate, scrub, writing
from .documents import DocumentStore
from .errors import NoSuchDocument, NoSuchLetter
from .packs import PackApprovals
from .records import (
    Erased,
    NewEvent,
    NewLetter,
    StatusChange,
    StatusRecord,
    StoredCase,
    StoredEvent,
    StoredLetter,
    Verified,
)
from .runs import Runs
from .standings import Derivation, Standings, refresh
from .tables import letters as letter_table

Clock = Callable[[], datetime]
Bodies = tuple[bytes, ...]
_NOTHING: Mapping[str, Sequence[Finding]] = MappingProxyType({})


class Register(Doorkeeper):
    """Cases, events, letters, documents, keys and accesses. Safe to use from any number of threads and processes.

    Every method is one transaction. Instants are taken from the clock that it was opened with and kept in UTC.
    `runs`: what is done for many at once; `pack_approvals`: the letters that were approved as one; `standings`: what
    is derived from each case and kept beside it.

    What changes a case takes `derive`, and keeps with the change what that derives; without it the case is behind.
    """

    def __init__(self, engine: Engine, store: DocumentStore, clock: Clock, runs: Runs) -> None:
        super().__init__(engine, clock)
        self._store = store
        self.runs = runs
        self.standings = Standings(engine)
        self.pack_approvals = PackApprovals(engine, clock)

    @classmethod
    def open(cls, url: str | None, folder: Path, clock: Clock) -> Self:
        """The register on the database of *url* (None: an SQLite file in *folder*), with its documents in *folder*.

        Both are made where they are missing, and the tables brought up to date. *clock* gives aware instants.
        Raises `alembic.util.CommandError` when the tables were made by a newer version than this.
        """
        store = DocumentStore(folder)
        with store.alone():  # of two that start at once, one makes the tables
            engine = connect(url, folder)
            migrate(engine)
        return cls(engine, store, clock, Runs(engine, folder, clock))

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # What happened

    def case(self, case_number: str) -> StoredCase | None:
        """How the register has a case: its Hub, whether it is open, how many events can be read."""
        with self._read() as connection:
            return events.case(connection, case_number)

    def open_cases(self, hub: str | None = None) -> tuple[str, ...]:
        """The case numbers of the open cases of *hub* (None: of all), in order."""
        with self._read() as connection:
            return events.open_cases(connection, hub)

    def cases_of(self, hub: str) -> tuple[str, ...]:
        """The case numbers of the cases of *hub*, open or not, in order."""
        with self._read() as connection:
            return events.cases_of(connection, hub)

    def stored_event(self, event_id: str) -> StoredEvent | None:
        """The event with that id, erased or not: `body_sha256(body)` tells whether another body is the same."""
        with self._read() as connection:
            return events.find(connection, event_id)

    def received(self, case_number: str) -> tuple[bytes, ...]:
        """The bodies of a case's events exactly as received, in order of arrival, without erased ones."""
        with self._read() as connection:
            return events.bodies(connection, case_number)

    def read_cases(
        self, case_numbers: Sequence[str]
    ) -> Mapping[str, tuple[tuple[bytes, ...], tuple[LetterRecord, ...]]]:
        """What `received` and `records` give for each of these cases, all as of one moment."""
        with self._read() as connection:
            bodies = events.bodies_of_many(connection, case_numbers)
            of_letters = letters.records(connection, case_numbers)
            return {number: (bodies[number], of_letters[number]) for number in case_numbers}

    def last_taken_on(self) -> date | None:
        """The last day on which an event of an open case was taken."""
        with self._read() as connection:
            return events.last_taken_on(connection)

    def body(self, event_id: str) -> bytes | None:
        """The body of one event exactly as received; None where there is no such event, or it was erased."""
        with self._read() as connection:
            return events.body(connection, event_id)

    def history(self, case_number: str) -> tuple[StoredEvent, ...]:
        """The events of a case in order of arrival, erased ones included: ids, types and days, no bodies."""
        with self._read() as connection:
            return events.of_case(connection, case_number)

    # What was written

    def records(self, case_number: str) -> tuple[LetterRecord, ...]:
        """What the Protocol needs to know of a case's letters, in the order they were kept, without erased ones."""
        with self._read() as connection:
            return letters.records(connection, [case_number])[case_number]

    def last_sent_on(self, case_number: str, recipient: str) -> date | None:
        """The last day on which a letter was sent to that recipient that has not come back."""
        with self._read() as connection:
            return letters.last_sent_on(connection, case_number, recipient)

    def letters_of_case(self, case_number: str) -> tuple[StoredLetter, ...]:
        """A case's letters in the order they were kept, without erased ones."""
        with self._read() as connection:
            return letters.where(connection, letter_table.c.case_number == case_number)

    def letters_to(self, case_number: str, recipient: str) -> tuple[StoredLetter, ...]:
        """A case's letters to one recipient in the order of the events they came with, without erased ones."""
        with self._read() as connection:
            mine = (letter_table.c.case_number == case_number) & (letter_table.c.recipient == recipient)
            places = events.places(connection, case_number)
            return tuple(sorted(letters.where(connection, mine), key=lambda letter: places[letter.event_id]))

    def letters_of_event(self, event_id: str) -> tuple[StoredLetter, ...]:
        """The letters an event gave, in the order they were kept, without erased ones."""
        with self._read() as connection:
            return letters.where(connection, letter_table.c.event_id == event_id)

    def letter(self, letter_id: str) -> StoredLetter | None:
        """The letter with that id, or None. Raises `CaseErased`."""
        with self._read() as connection:
            return letters.find(connection, letter_id)

    def steps(self, letter_id: str) -> tuple[StatusRecord, ...]:
        """Every status a letter ever had, oldest first, and who gave it."""
        with self._read() as connection:
            return statuses.history(connection, letter_id)

    def document(
        self,
        letter_id: str,
        form: DocumentForm,
        language: str,
        copy_to: str | None = None,
        part: str = LETTER_PART,
    ) -> bytes:
        """The bytes that were kept. Whether a held letter may be seen is for the caller to ask.

        Raises `NoSuchLetter`, `NoSuchDocument`, `CaseErased`, and `DocumentDamaged` when they are no longer those.
        """
        letter = self.letter(letter_id)
        if letter is None:
            raise NoSuchLetter(letter_id)
        for kept in letter.documents:
            if (kept.part, kept.form, kept.language, kept.copy_to) == (part, form, language, copy_to):
                return self._store.read(kept.sha256)
        raise NoSuchDocument(letter_id)

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
    ) -> None:
        """Record an event with all that it gives, and what it does to the case's other letters, or nothing at all.

        *expected_events*: how many events `received` gave when the caller decided. *withdrawn*: ids of unsent
        letters to withdraw. *examined*: ids of unsent letters with all the findings that now stand, as in
        `replace_findings`.
        Files are written first, so no row ever names one that is not there; `sweep_orphans` removes those left over.

        Raises `EventExists`; `CaseMoved` when events came meanwhile or a letter to change is no longer unsent (read
        again and retry); `NoSuchLetter` when one is not of this case.
        """
        with self._store.keeping(), self._naming_conflicts(event, expected_events):
            self._store.put(document.content for letter in new for document in letter.written.documents)
            with writing(self._engine) as connection:
                at = self._clock()
                events.add(connection, event, expected_events, at)
                letters.add(connection, new, at, event.key_name)
                hand = statuses.Hand(by=None, on=event.taken_on, at=at, key_name=event.key_name)
                statuses.change_others(connection, event.case_number, withdrawn, examined, hand)
                refresh(connection, event.case_number, derive)

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
        """Move a letter on: draft, approved, sent, returned; or withdrawn while unsent. Gives it as it now is.

        Of two who try at once, one moves it. Raises `NoSuchLetter`, `CaseErased`, `UnlawfulMove`, and
        `NotAcknowledged` when an approval leaves out the code of a finding.
        """
        with writing(self._engine) as connection:
            hand = statuses.Hand(by=change.by, on=change.on, at=self._clock(), key_name=key_name)
            statuses.change(connection, letter_id, change, hand)
            moved = letters.of_id(connection, letter_id)
            refresh(connection, moved.case_number, derive)
            return moved

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
            examined = letters.of_id(connection, letter_id)
            refresh(connection, examined.case_number, derive)
            return examined

    # What is no longer to be kept, and whether the rest is whole

    def erase_case(self, case_number: str) -> Erased:
        """Remove what the register and the documents hold of a case's people; ids, hashes and days stay.

        A file that another case's letter also names stays. Safe to repeat. Raises `NoSuchCase`.
        """
        with self._store.alone():
            with writing(self._engine) as connection:
                erased = erasure.erase(connection, case_number, self._clock())
                refresh(connection, case_number, None)
                files = erasure.files_of_this_alone(connection, case_number)
            removed = self._store.remove(files)
        scrub(self._engine)
        return replace(erased, files=removed)

    def sweep_orphans(self) -> int:
        """How many files were removed that no letter names: what a crash or a refused event left behind."""
        with self._store.alone(), self._read() as connection:
            return self._store.sweep(lambda prefix: erasure.in_use(connection, prefix))

    def verify_count(self) -> int:
        """How many things `verify` will check."""
        return verification.count(self._engine)

    def verify(self) -> Iterator[Verified]:
        """Check the hash of every event's body and every document, one at a time, erased ones left out."""
        return verification.verify(self._engine, self._store)

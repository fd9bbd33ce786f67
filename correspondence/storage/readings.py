"""What can be asked of a register without changing it: what happened, and what was written."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime

from sqlalchemy import Engine

from correspondence.catalogue.kind import LETTER_PART
from correspondence.documents import DocumentForm
from correspondence.protocol.history.case_file import CaseFile
from correspondence.protocol.letters import LetterRecord, Status
from correspondence.protocol.record import record
from correspondence.protocol.subject import Subject

from . import chain, events, letters, statuses, verification, work_list
from .access import Doorkeeper
from .chain import Broken
from .database import damage_in, one_moment
from .documents import DocumentStore
from .errors import NoSuchDocument, NoSuchLetter
from .folded import Folded
from .records import StatusRecord, StoredCase, StoredDocument, StoredEvent, StoredLetter, Verified
from .statements import is_among, is_its
from .tables import letters as letter_table
from .work_list import PageEnd, WorkAsked

Bodies = tuple[bytes, ...]

_OF_SUBJECT = letters.those(is_its(letter_table.c.subject))
_SENT_BACK = letters.those(is_its(letter_table.c.subject), letter_table.c.status == Status.SENT_BACK)
_TO_RECIPIENT = letters.those(is_its(letter_table.c.subject), is_its(letter_table.c.recipient))
_SHOWN = letters.those(is_among(letter_table.c.letter_id))


@record
class Unfolded:
    """What a case file is folded of: the bodies of the events in order of arrival, without erased ones; the letters."""

    bodies: tuple[bytes, ...]
    letters: tuple[LetterRecord, ...]


class Readings(Doorkeeper):
    """The cases, events and letters of a register, to be read. Every method is one transaction.

    *key* is that of a subject (`protocol.subject`): of a case, its number. `folded`: the case files that are known
    already. *store*: where the documents are.
    """

    def __init__(self, engine: Engine, clock: Callable[[], datetime], store: DocumentStore) -> None:
        super().__init__(engine, clock)
        self.folded = Folded()
        self._store = store

    # What happened

    def case(self, case_number: str) -> StoredCase | None:
        """How the register has a case: its Hub, and whether it is open; None where there is no such case."""
        with self._read() as connection:
            return events.case(connection, case_number)

    def count(self, key: str) -> int:
        """How many events of a subject can be read: what `Register.keep` expects."""
        with self._read() as connection:
            return events.count(connection, key)

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

    def received(self, key: str) -> tuple[bytes, ...]:
        """The bodies of a subject's events exactly as received, in order of arrival, without erased ones."""
        with self._read() as connection:
            return events.bodies(connection, key)

    def read_cases(self, case_numbers: Sequence[str]) -> Mapping[str, CaseFile | Unfolded]:
        """Each of these cases as of one moment: as it is known already (`folded`), or what it is to be folded of."""
        with self._read() as connection:
            came = events.arrivals(connection, case_numbers)
            records = letters.records(connection, case_numbers)
            known = {each: self.folded.of(each, came[each], records[each]) for each in case_numbers}
            bodies = events.bodies_of_many(connection, [each for each, found in known.items() if found is None])
            return {each: known[each] or Unfolded(bodies=bodies[each], letters=records[each]) for each in case_numbers}

    def last_taken_on(self) -> date | None:
        """The last day on which an event of an open case was taken."""
        with self._read() as connection:
            return events.last_taken_on(connection)

    def body(self, event_id: str) -> bytes | None:
        """The body of one event exactly as received; None where there is no such event, or it was erased."""
        with self._read() as connection:
            return events.body(connection, event_id)

    def history(self, key: str) -> tuple[StoredEvent, ...]:
        """The events of a subject in order of arrival, erased ones included: ids, types and days, no bodies."""
        with self._read() as connection:
            return events.of_subject(connection, key)

    # What was written

    def records(self, key: str) -> tuple[LetterRecord, ...]:
        """What the Protocol needs to know of a subject's letters, in the order they were kept, without erased ones."""
        with self._read() as connection:
            return letters.records(connection, [key])[key]

    def letters_of_case(self, key: str) -> tuple[StoredLetter, ...]:
        """A subject's letters in the order they were kept, without erased ones."""
        with self._read() as connection:
            return letters.read(connection, _OF_SUBJECT, its_subject=key)

    def sent_back(self, key: str) -> tuple[StoredLetter, ...]:
        """The letters of a subject that stand sent back, in the order they were kept."""
        with self._read() as connection:
            return letters.read(connection, _SENT_BACK, its_subject=key)

    def letters_to(self, key: str, recipient: str) -> tuple[StoredLetter, ...]:
        """A subject's letters to one recipient in the order of the events they came with, without erased ones."""
        with self._read() as connection:
            mine = letters.read(connection, _TO_RECIPIENT, its_subject=key, its_recipient=recipient)
            places = events.places(connection, key)
            return tuple(sorted(mine, key=lambda letter: places[letter.event_id]))

    def on_the_work_list(self, asked: WorkAsked) -> tuple[tuple[StoredLetter, ...], PageEnd | None]:
        """A page of letters, soonest due first, and the place where it ends; None where nothing comes after it."""
        with self._read() as connection:
            found = work_list.page(connection, asked)
            shown = letters.read(connection, _SHOWN, letter_ids=found[: work_list.PAGE])
        in_order = tuple(sorted(shown, key=lambda letter: (letter.due_on, letter.letter_id)))
        goes_on = len(found) > work_list.PAGE
        return in_order, PageEnd(due_on=in_order[-1].due_on, letter_id=in_order[-1].letter_id) if goes_on else None

    def letters_of_event(self, event_id: str) -> tuple[StoredLetter, ...]:
        """The letters an event gave, in the order they were kept, without erased ones."""
        with self._read() as connection:
            return letters.of_event(connection, event_id)

    def letter(self, letter_id: str) -> StoredLetter | None:
        """The letter with that id, or None. Raises `CaseErased`."""
        with self._read() as connection:
            return letters.find(connection, letter_id)

    def subject_of(self, letter_id: str) -> Subject:
        """What the letter with that id is about, erased or not. Raises `NoSuchLetter`."""
        with self._read() as connection:
            return letters.subject_of(connection, letter_id)

    def steps_of_all(self, key: str) -> Mapping[str, tuple[StatusRecord, ...]]:
        """The steps of each letter about a subject, by the letter's id."""
        with self._read() as connection:
            return statuses.histories(connection, key)

    def steps(self, letter_id: str) -> tuple[StatusRecord, ...]:
        """Every status a letter ever had, oldest first, and who gave it."""
        with self._read() as connection:
            return statuses.history(connection, letter_id)

    def content(self, kept: StoredDocument) -> bytes:
        """The bytes of a document that the caller knows of. Raises `DocumentDamaged` when they are no longer those."""
        return self._store.read(kept.sha256)

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
                return self.content(kept)
        raise NoSuchDocument(letter_id)

    # Whether all is whole

    def damage(self) -> tuple[str, ...]:
        """What the database itself finds wrong with its file, in words without a value; nothing where all is well."""
        return damage_in(self._engine)

    def broken_rows(self) -> tuple[Broken, ...]:
        """Every event, letter or approval whose rows are not as they were kept (`chain`), as of one moment."""
        with one_moment(self._engine) as connection:
            return tuple(chain.broken(connection))

    def chain_length(self) -> tuple[int, str]:
        """How many links the chain over all rows has, and the hash of the last."""
        with self._read() as connection:
            return chain.length(connection)

    def verify_count(self) -> int:
        """How many things `verify` will check."""
        return verification.count(self._engine)

    def verify(self) -> Iterator[Verified]:
        """Check the hash of every event's body and every document, one at a time, erased ones left out."""
        return verification.verify(self._engine, self._store)

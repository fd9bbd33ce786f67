"""A letter moves on its way: it is examined again before it goes, sent back to be mended, or put back where it was."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from correspondence.area_letters import AreaLetters
from correspondence.case_letters import CaseLetters
from correspondence.cases import Derive, documents_of
from correspondence.catalogue.letter import Letter
from correspondence.documents import Document, Finding
from correspondence.lists import Lists
from correspondence.pack_approval import Packs
from correspondence.protocol.letters import MOVES, UNSENT, Audience, Move, Status
from correspondence.protocol.subject import Subject
from correspondence.storage import Mistake, Register, StatusChange, StoredLetter, UnlawfulMove

RELEASES = frozenset({Status.APPROVED, Status.SENT})


class LettersAbout(Protocol):
    """The letters about subjects of one sort."""

    def as_it_was(self, stored: StoredLetter) -> Letter | None:
        """The letter as it was when it was written, composed again; None where it can be composed no more."""

    def examine_again(self, stored: StoredLetter, documents: Sequence[Document]) -> tuple[Finding, ...]:
        """What is found in a letter as things stand now."""

    def owed_no_more(self, stored: StoredLetter, mistake: Mistake) -> tuple[str, ...]:
        """The ids of the letters that nothing owes once the last step of that one is taken back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Letters:
    """The letters of a register on their way. `lists` are made only where a letter is of one."""

    register: Register
    cases: CaseLetters
    lists: Callable[[], Lists]
    areas: AreaLetters
    packs: Packs
    derive: Derive

    def about(self, subject: Subject) -> LettersAbout:
        """Those that letters about that subject are among."""
        if subject.is_case:
            return self.cases
        return self.areas if subject.is_of_areas else self.lists()

    def move_on(self, letter_id: str, change: StatusChange, key_name: str | None) -> StoredLetter:
        """Move a letter on. Before it is approved or sent it is examined again, as its case stands now.

        Raises what `Register.set_status` raises: a letter that no longer passes is held and goes nowhere. Raises
        `Conflict` for a letter of a pack that no approval of the whole stands for, and `TooManyWait`.
        """
        with self.register.turns.at(self.register.subject_of(letter_id).key):
            stored = self.register.letter(letter_id)
            if stored is not None and stored.audience is Audience.FILE and change.status is not Status.WITHDRAWN:
                raise UnlawfulMove(letter_id, stored.status, change.status)  # it stays on file, and goes nowhere
            if stored is not None and change.status in RELEASES:
                self.packs.check_release(stored, change.status)
                self._examine_again(stored, change, key_name)
            return self.register.set_status(letter_id, change, key_name, self.derive)

    def take_back(self, letter_id: str, mistake: Mistake, key_name: str | None) -> StoredLetter:
        """Put a letter back where it was before it was sent, or came back, in error: as if that had not been.

        What is owed no more by that is withdrawn: one that never went in a case that has closed since, say, or what was
        written because it was thought to have come back. One that is unsent again is examined again.
        Raises what `Register.take_back` raises, and `TooManyWait`.
        """
        with self.register.turns.at(self.register.subject_of(letter_id).key):
            stored = self.register.letter(letter_id)
            is_lawful = stored is not None and stored.status in MOVES[Move.RECORDED_IN_ERROR].of
            withdrawn = self.about(stored.subject).owed_no_more(stored, mistake) if stored and is_lawful else ()
            back = self.register.take_back(letter_id, mistake, key_name, self.derive, withdrawn=withdrawn)
            return self._examine_again(back, mistake, key_name)

    def _examine_again(
        self, stored: StoredLetter, change: StatusChange | Mistake, key_name: str | None
    ) -> StoredLetter:
        """An unsent letter with what is found in it now; any other as it is."""
        if stored.status not in UNSENT - {Status.HELD}:
            return stored
        found = self.about(stored.subject).examine_again(stored, documents_of(self.register, stored))
        if set(found) == set(stored.findings):
            return stored
        return self.register.replace_findings(stored.letter_id, found, change.on, change.by, key_name, self.derive)

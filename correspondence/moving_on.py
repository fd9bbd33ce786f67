"""A letter moves on its way: it is examined again before it goes, sent back to be mended, or put back where it was."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from correspondence.area_letters import AreaLetters
from correspondence.case_letters import CaseLetters
from correspondence.cases import Derive, documents_of
from correspondence.catalogue.letter import Letter
from correspondence.checks import OUT_OF_DATE
from correspondence.documents import Document, Finding
from correspondence.lists import Lists
from correspondence.pack_approval import Packs
from correspondence.protocol.letters import MOVES, UNSENT, Audience, Move, Status
from correspondence.protocol.refusals import Conflict
from correspondence.protocol.subject import Subject
from correspondence.storage import Mistake, Register, StatusChange, StoredLetter, UnlawfulMove
from correspondence.writing import HINDERS

RELEASES = frozenset({Status.APPROVED, Status.SENT})
_TELLS = frozenset({Status.SENT, Status.RETURNED})
"""What becomes of a family's letter and may be told in another: that it went, or did not arrive. No office is told."""


class LettersAbout(Protocol):
    """The letters about subjects of one sort."""

    def as_it_was(self, stored: StoredLetter) -> Letter | None:
        """The letter as it was when it was written, composed again; None where it can be composed no more."""

    def examine_again(self, stored: StoredLetter, documents: Sequence[Document], on: date) -> tuple[Finding, ...]:
        """What is found in a letter as things stand now, were it to go *on* that day."""

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

    def move_on(self, letter_id: str, change: StatusChange, today: date | None, key_name: str | None) -> StoredLetter:
        """Move a letter on. Before it is approved or sent it is examined again, as its case stands now.

        Where it would say something else it is held, and written instead at once; so is what another letter would say
        once this one has gone, or come back. What came back is written again, where it is still owed. *today*: the
        London day; None for that of the change.
        Raises what `Register.set_status` raises: a letter that no longer passes is held and goes nowhere. Raises
        `Conflict` for a letter of a pack that no approval of the whole stands for, and `TooManyWait`.
        """
        subject = self.register.subject_of(letter_id)
        with self.register.turns.at(subject.key):
            stored = self.register.letter(letter_id)
            if stored is not None and stored.audience is Audience.FILE and change.status is not Status.WITHDRAWN:
                raise UnlawfulMove(letter_id, stored.status, change.status)  # it stays on file, and goes nowhere
            if stored is not None and change.status in RELEASES:
                self.packs.check_release(stored, change.status)
                stored = self._examine_again(stored, change.on, change.by, key_name)
            try:
                moved = self.register.set_status(letter_id, change, key_name, self.derive)
            except UnlawfulMove:
                if stored is not None and OUT_OF_DATE in stored.findings:
                    self._restate(stored, today or change.on, key_name)
                raise
            if change.status in _TELLS and subject.is_case:
                self._restate(moved, today or change.on, key_name, only_stale=change.status is Status.SENT)
            return moved

    def _restate(self, moved: StoredLetter, today: date, key_name: str | None, *, only_stale: bool = True) -> None:
        """Write instead what waits and would say something else now; not *only_stale*: what a case owes besides.

        A list that is out of date is made anew where it is asked for again. What a person said of a letter is kept
        whatever becomes of another.
        """
        with suppress(*HINDERS):
            if moved.subject.is_case:
                self.cases.restate(moved, today, key_name, only_stale=only_stale)
            elif moved.subject.is_of_areas:
                self.areas.restate(moved.subject, today, key_name)

    def take_back(self, letter_id: str, mistake: Mistake, today: date | None, key_name: str | None) -> StoredLetter:
        """Put a letter back where it was before it was sent, or came back, in error: as if that had not been.

        What is owed no more by that is withdrawn: one that never went in a case that has closed since, say, or what was
        written because it was thought to have come back. One that is unsent again is examined again, and what another
        would say else is written instead.
        Raises what `Register.take_back` raises, and `TooManyWait`.
        """
        subject = self.register.subject_of(letter_id)
        with self.register.turns.at(subject.key):
            stored = self.register.letter(letter_id)
            is_lawful = stored is not None and stored.status in MOVES[Move.RECORDED_IN_ERROR].of
            withdrawn = self.about(subject).owed_no_more(stored, mistake) if stored and is_lawful else ()
            back = self.register.take_back(letter_id, mistake, key_name, self.derive, withdrawn=withdrawn)
            back = self._examine_again(back, mistake.on, mistake.by, key_name)
            self._restate(back, today or mistake.on, key_name, only_stale=False)
            return self.register.letter(letter_id) or back

    def to_hand_over(self, letter_id: str, today: date) -> StoredLetter | None:
        """A letter of which something is about to leave, examined again; None where nothing of it is to leave.

        An approved one that no longer passes is held, and written instead at once where it would say something else. A
        copy of one that was sent leaves as it is: its reader has the same. A letter of a pack waits until an approval
        of the whole stands. Raises `NoSuchLetter`, `CaseErased`, `DocumentDamaged`, `TooManyWait`.
        """
        subject = self.register.subject_of(letter_id)
        with self.register.turns.at(subject.key):
            stored = self.register.letter(letter_id)
            if stored is None or stored.status not in (Status.APPROVED, Status.SENT):
                return None
            if stored.status is Status.SENT:
                return stored
            try:
                self.packs.check_release(stored, Status.SENT)
            except Conflict:
                return None
            stored = self._examine_again(stored, today, None, None)
            if stored.status is Status.APPROVED:
                return stored
            if OUT_OF_DATE in stored.findings:
                self._restate(stored, today, None)
            return None

    def has_gone(self, letter_id: str, today: date) -> None:
        """Something of a letter left the house, or came back: what waits and would say something else is written anew.

        What came back is written again, where it is still owed.
        """
        subject = self.register.subject_of(letter_id)
        with self.register.turns.at(subject.key):
            moved = self.register.letter(letter_id)
            if moved is not None and moved.status in _TELLS and subject.is_case:
                self._restate(moved, today, None, only_stale=moved.status is Status.SENT)

    def _examine_again(self, stored: StoredLetter, on: date, by: str | None, key_name: str | None) -> StoredLetter:
        """An unsent letter with what is found in it now; any other as it is."""
        if stored.status not in UNSENT - {Status.HELD}:
            return stored
        found = self.about(stored.subject).examine_again(stored, documents_of(self.register, stored), on)
        if set(found) == set(stored.findings):
            return stored
        return self.register.replace_findings(stored.letter_id, found, on, by, key_name, self.derive)

"""A letter moves on its way: it is examined again before it goes, sent back to be mended, or put back where it was."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from correspondence import checks
from correspondence.areas import Areas
from correspondence.cases import Derive, case_file_of, documents_of, hub_of
from correspondence.catalogue import reconcile
from correspondence.documents import Document, Finding
from correspondence.lists import Lists
from correspondence.pack_approval import Packs
from correspondence.protocol.directory import Directory
from correspondence.protocol.history.case_file import CaseFile
from correspondence.protocol.letters import MOVES, UNSENT, Audience, Move, Status
from correspondence.storage import (
    Mistake,
    Register,
    StatusChange,
    StoredLetter,
    UnlawfulMove,
    is_of_hub,
    is_stream,
    standing_steps,
)
from correspondence.writing import examine_again

RELEASES = frozenset({Status.APPROVED, Status.SENT})


@dataclass(frozen=True, slots=True, kw_only=True)
class Letters:
    """The letters of a register on their way, as a directory has the Hubs.

    `lists` are made only where a letter is of one.
    """

    register: Register
    directory: Directory
    lists: Callable[[], Lists]
    areas: Areas
    packs: Packs
    derive: Derive

    def move_on(self, letter_id: str, change: StatusChange, key_name: str | None) -> StoredLetter:
        """Move a letter on. Before it is approved or sent it is examined again, as its case stands now.

        Raises what `Register.set_status` raises: a letter that no longer passes is held and goes nowhere. Raises
        `Conflict` for a letter of a pack that no approval of the whole stands for, and `TooManyWait`.
        """
        with self.register.turns.at(self.register.subject_of(letter_id)):
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
        with self.register.turns.at(self.register.subject_of(letter_id)):
            stored = self.register.letter(letter_id)
            is_lawful = stored is not None and stored.status in MOVES[Move.RECORDED_IN_ERROR].of
            withdrawn = self._owed_no_more(stored, mistake) if stored is not None and is_lawful else ()
            back = self.register.take_back(letter_id, mistake, key_name, self.derive, withdrawn=withdrawn)
            return self._examine_again(back, mistake, key_name)

    def _owed_no_more(self, stored: StoredLetter, mistake: Mistake) -> tuple[str, ...]:
        """The ids of the letters that nothing owes once the last step of that one is taken back."""
        if is_stream(stored.case_number):
            is_overtaken = stored.status is Status.SENT and self._is_overtaken(stored)
            return (stored.letter_id,) if is_overtaken else ()
        case_file = self._case_file_of(stored)
        hub_of(case_file, self.directory)
        *before, _ = standing_steps(self.register.steps(stored.letter_id))
        was = stored.record_after(before)
        letters = tuple(was if x.letter_id == was.letter_id else x for x in case_file.letters)
        last, then = case_file.received[-1], replace(case_file, letters=letters)
        return reconcile.reconcile(last, then, self.directory, mistake.on).withdrawn

    def _is_overtaken(self, stored: StoredLetter) -> bool:
        """Whether a later list, or a later decision about the area, has taken the place of a letter of no case."""
        if is_of_hub(stored.case_number):
            return self.lists().is_overtaken(stored)
        return self.areas.is_overtaken(stored.given_by, stored.kind)

    def _examine_again(
        self, stored: StoredLetter, change: StatusChange | Mistake, key_name: str | None
    ) -> StoredLetter:
        """An unsent letter with what is found in it now; any other as it is."""
        if stored.status not in UNSENT - {Status.HELD}:
            return stored
        found = self._found_now(stored, documents_of(self.register, stored))
        if set(found) == set(stored.findings):
            return stored
        return self.register.replace_findings(stored.letter_id, found, change.on, change.by, key_name, self.derive)

    def _found_now(self, stored: StoredLetter, documents: Sequence[Document]) -> tuple[Finding, ...]:
        """What is found in a letter as its case, the lists' cases or the directory stand now."""
        if is_of_hub(stored.case_number):
            return self.lists().examine_again(stored, documents)
        if is_stream(stored.case_number):
            return self.areas.examine_again(stored, documents)
        case_file = self._case_file_of(stored)
        hub_of(case_file, self.directory)
        occasion = reconcile.occasion_of(stored.as_record, case_file, self.directory)
        letter = reconcile.as_it_was_written(stored.as_record, occasion) if occasion else None
        if letter is None:
            return (checks.OUT_OF_DATE,)
        return examine_again(letter, documents, case_file, self.directory)

    def _case_file_of(self, stored: StoredLetter) -> CaseFile:
        case_file = case_file_of(self.register, stored.case_number)
        assert case_file is not None  # a letter has an event
        return case_file

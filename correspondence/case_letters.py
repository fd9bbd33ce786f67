"""The letters about cases: what becomes of one as its case stands now, and what it was when it was written."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from correspondence import checks
from correspondence.cases import Derive, case_file_of, events_of, hub_of
from correspondence.catalogue import reconcile
from correspondence.catalogue.days_gone import lay_too_long
from correspondence.catalogue.letter import Letter
from correspondence.catalogue.registry import CASE_KINDS
from correspondence.documents import Document, Finding
from correspondence.protocol.directory import Directory
from correspondence.protocol.history.case_file import CaseFile, fold
from correspondence.protocol.letters import LetterRecord
from correspondence.storage import Mistake, Register, StatusRecord, StoredLetter, standing_steps
from correspondence.writing import as_new, carry_out, examine_again


@dataclass(frozen=True, slots=True)
class CaseLetters:
    """The letters about cases in a register, as a directory has their Hubs."""

    register: Register
    directory: Directory
    derive: Derive

    def examine_again(self, stored: StoredLetter, documents: Sequence[Document], on: date) -> tuple[Finding, ...]:
        """What is found in a letter as its case stands now; one that would say something else is out of date.

        So is one that promises a day which has passed *on* the day that it goes. Raises `Conflict` where the directory
        has lost the Hub.
        """
        case_file = self._case_file_of(stored)
        hub_of(case_file, self.directory)
        occasion = reconcile.occasion_of(stored.as_record, case_file, self.directory)
        letter = reconcile.as_it_was_written(stored.as_record, occasion) if occasion else None
        if letter is None or occasion is None:
            return (checks.OUT_OF_DATE,)
        if lay_too_long(letter, CASE_KINDS[stored.kind], replace(occasion, today=on)):
            return (checks.OUT_OF_DATE,)
        return examine_again(letter, documents, case_file, self.directory, on)

    def as_it_was(self, stored: StoredLetter) -> Letter | None:
        """The letter as the case file stood when it was written, composed from the events alone."""
        events = events_of(self.register, stored.subject.key)
        ids = [event.event_id for event in events]
        then = fold(events[: ids.index(stored.event_id) + 1], self._records_before(stored))
        return self._as_written(stored, then)

    def owed_no_more(self, stored: StoredLetter, mistake: Mistake) -> tuple[str, ...]:
        """The ids of the letters that nothing owes once the last step of that one is taken back."""
        case_file = self._case_file_of(stored)
        hub_of(case_file, self.directory)
        *before, _ = standing_steps(self.register.steps(stored.letter_id))
        was = stored.record_after(before)
        letters = tuple(was if x.letter_id == was.letter_id else x for x in case_file.letters)
        last, then = case_file.received[-1], replace(case_file, letters=letters)
        return reconcile.reconcile(last, then, self.directory, mistake.on).withdrawn

    def restate(self, moved: StoredLetter, today: date, key_name: str | None, *, only_stale: bool) -> None:
        """Write instead what waits in a letter's case and would say something else now that it has moved.

        Not *only_stale*: all that is owed, too.
        Raises `CaseMoved`, and `Conflict` where the directory has lost the Hub.
        """
        case_file = self._case_file_of(moved)
        hub_of(case_file, self.directory)
        plan = reconcile.restated(case_file, self.directory, today, moved.as_record, only_stale=only_stale)
        written = carry_out(plan, case_file, self.directory)
        if not written.letters and not written.withdrawn and not written.found:
            return
        self.register.keep_instead(
            moved.subject,
            [as_new(letter, case_file.hub) for letter in written.letters],
            expected_events=len(case_file.received),
            withdrawn=written.withdrawn,
            examined=written.found,
            on=today,
            key_name=key_name,
            derive=self.derive,
        )

    def _as_written(self, stored: StoredLetter, case_file: CaseFile) -> Letter | None:
        occasion = reconcile.occasion_of(stored.as_record, case_file, self.directory)
        return reconcile.as_it_was_written(stored.as_record, occasion) if occasion else None

    def _case_file_of(self, stored: StoredLetter) -> CaseFile:
        case_file = case_file_of(self.register, stored.subject.key)
        assert case_file is not None  # a letter has an event
        return case_file

    def _records_before(self, stored: StoredLetter) -> tuple[LetterRecord, ...]:
        """What was known of the case's letters the moment before *stored* was made."""
        earlier = (x for x in self.register.letters_of_case(stored.subject.key) if x.made_at < stored.made_at)
        return tuple(x.record_after(self._steps_before(x, stored)) for x in earlier)

    def _steps_before(self, letter: StoredLetter, stored: StoredLetter) -> Iterator[StatusRecord]:
        return (step for step in self.register.steps(letter.letter_id) if step.at < stored.made_at)

"""The documents about service areas: what each was when it was written, and what becomes of it as things stand now."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from correspondence import packing
from correspondence.area_files import AreaFiles, read_area_files
from correspondence.catalogue.composing import References
from correspondence.catalogue.letter import Letter
from correspondence.catalogue.occasions.area import AreaOccasion
from correspondence.catalogue.packs import PACK_KINDS, as_kept
from correspondence.catalogue.reconcile_area import AreaPlan, AreasNow, area_letters, is_overtaken, restated_area
from correspondence.catalogue.registry import AREA_KINDS
from correspondence.checks import OUT_OF_DATE
from correspondence.documents import Document, Finding, WrittenLetter
from correspondence.protocol.areas.area_file import AreaFile, NationalFile
from correspondence.protocol.areas.events import AreaCorrection
from correspondence.protocol.directory import Directory
from correspondence.protocol.letters import UNSENT, Status
from correspondence.protocol.refusals import Inconsistent
from correspondence.protocol.subject import About, Subject
from correspondence.reading import read_kept_area_event
from correspondence.storage import Mistake, Register, StoredLetter
from correspondence.writing import as_new, examine_office_again, write_to_offices

_Occasion = tuple[str, str, date, datetime]
"""The event that gives letters, the one that made us write them, their day, and the instant at which they were made."""


@dataclass(frozen=True, slots=True)
class AreaLetters:
    """The documents about service areas in a register, as a directory has the offices."""

    register: Register
    directory: Directory

    def given_by(self, event_id: str) -> tuple[StoredLetter, ...]:
        """Every letter that an event of an area gives, whichever event made us write it, in the order they were kept.

        None for an event that nobody has heard of, or that is of no area.
        """
        about = self.register.stored_event(event_id)
        if about is None or not about.subject.is_of_areas:
            return ()
        return tuple(x for x in self.register.letters_of_case(about.subject.key) if x.given_by == event_id)

    def stale(self, subject: Subject, files: AreaFiles) -> frozenset[str]:
        """The ids of the letters that wait and would be otherwise were they written now: the directory has changed.

        *files*: read with their steps (`then`). Where a post is vacant by now, what it signs waits for whoever comes.
        """
        waiting = [x for x in self.register.letters_of_case(subject.key) if x.status in UNSENT and x.kind in AREA_KINDS]
        found: set[str] = set()
        for mine in _by_occasion(waiting).values():
            try:
                now = self._matched(mine, files)
            except Inconsistent:
                continue
            found |= {x.letter_id for x in mine if not _is_as(x, now.get(x.letter_id))}
        return frozenset(found)

    def as_it_was(self, stored: StoredLetter) -> Letter | None:
        """The document, composed again from the events alone, as they stood when it was made.

        None where the directory no longer has its reader. Raises `Inconsistent` where a post is vacant by now.
        """
        return self.as_they_were([stored]).get(stored.letter_id)

    def as_they_were(self, letters: Collection[StoredLetter]) -> dict[str, Letter]:
        """Each of these as `as_it_was` has it, by its id: those that were made on one occasion are composed at once."""
        return self._matched(letters, self._files())

    def written_now(self, letters: Collection[StoredLetter]) -> tuple[Letter, ...]:
        """All that the occasions of these give, composed again: to the readers that the directory has now.

        Raises `Inconsistent` where a post is vacant by now.
        """
        files = self._files()
        every = _by_occasion(letters)
        return tuple(letter for occasion, mine in every.items() for letter in self._composed(occasion, mine, files))

    def examine_again(self, stored: StoredLetter, documents: Sequence[Document], _on: date) -> tuple[Finding, ...]:
        """What is found in a document as the directory stands now; one that would say something else is out of date."""
        return self.examine_beside(self.as_it_was(stored), stored, documents)

    @staticmethod
    def examine_beside(
        letter: Letter | None, stored: StoredLetter, documents: Sequence[Document]
    ) -> tuple[Finding, ...]:
        """The same, where it is known what the document would be now."""
        if letter is None or not _is_as(stored, letter):
            return (OUT_OF_DATE,)
        return examine_office_again(letter, documents)

    def owed_no_more(self, stored: StoredLetter, _mistake: Mistake) -> tuple[str, ...]:
        """The id of a letter that was sent in error, where a later decision has overtaken it since."""
        return (stored.letter_id,) if stored.status is Status.SENT and self.is_overtaken(stored) else ()

    def restate(self, subject: Subject, today: date, key_name: str | None, *, only_stale: bool) -> None:
        """Write instead what waits about an area, or all of them, and would be otherwise now; never anything else.

        Nothing is written while a post is vacant. Raises `CaseMoved`, and `Unreadable` where what is kept cannot be
        read.
        """
        self.write_again(subject, today, key_name)

    def write_again(self, subject: Subject, today: date, key_name: str | None, also: Collection[str] = ()) -> None:
        """The same, and *also* the letters of these ids, which were not sent."""
        kept = self.register.count(subject.key)
        files = self._files()
        files.check(subject)
        own = _own(subject, files, None)
        if own is None or not (which := self.stale(subject, files).union(also)):
            return
        last = self.register.history(subject.key)[-1].event_id
        now = AreasNow(own=own, files=files.at(), directory=self.directory, today=today)
        plan = restated_area(last, now, which)
        self.register.keep_instead(
            subject,
            [as_new(one, subject.key) for one in written_of(plan)],
            expected_events=kept,
            withdrawn=plan.withdrawn,
            on=today,
            key_name=key_name,
        )

    def is_overtaken(self, stored: StoredLetter) -> bool:
        """Whether a later decision has overtaken a letter."""
        own = _own(stored.subject, self._files(then=False), None)
        source = own.event(stored.given_by) if own else None
        return source is not None and own is not None and is_overtaken(stored.kind, source, own)

    def _files(self, *, then: bool = True) -> AreaFiles:
        return read_area_files(self.register, self.directory, then=then)

    def _matched(self, letters: Collection[StoredLetter], files: AreaFiles) -> dict[str, Letter]:
        every = {
            at: {(x.kind.code, x.recipient): x for x in self._composed(at, mine, files)}
            for at, mine in _by_occasion(letters).items()
        }
        now = ((x.letter_id, every[_occasion(x)].get((x.kind, x.recipient))) for x in letters)
        return {letter_id: letter for letter_id, letter in now if letter is not None}

    def _composed(self, at: _Occasion, mine: Collection[StoredLetter], files: AreaFiles) -> tuple[Letter, ...]:
        """Every document of an occasion and each index of a pack, from the events as they stood then.

        *mine*: those whose references they have.
        """
        given_by, made_by, dated, made_at = at
        body, about = self.register.body(made_by), self.register.stored_event(made_by)
        own = _own(about.subject, files, made_at) if about else None
        source = own.event(given_by) if own else None
        if body is None or own is None or source is None:
            return ()
        event = read_kept_area_event(body)
        is_its_own = made_by == given_by or (isinstance(event, AreaCorrection) and event.replaces == given_by)
        occasion = AreaOccasion(
            event=source,
            made_by=made_by,
            files=files.at(made_at),
            directory=self.directory,
            today=dated,
            is_anew=not is_its_own,
            references=frozenset(x.letter_id for x in own.letters),
        )
        references = {(x.kind, x.recipient): x.letter_id for x in mine}
        letters = area_letters(occasion, references)
        return (*letters, *self._indexes(letters, occasion, references))

    def _indexes(self, letters: Sequence[Letter], occasion: AreaOccasion, references: References) -> Iterator[Letter]:
        """The index of each pack that was written on an occasion, from the documents that were kept."""
        every = self.register.letters_of_event(occasion.made_by)
        kept = {x.letter_id: x.documents for x in every if x.given_by == occasion.given_by}
        for code in PACK_KINDS:
            mine = [x for x in letters if x.kind.code == code and x.letter_id in kept]
            if mine:
                yield packing.index_letter(as_kept(mine, occasion, code), kept, references)


def _own(subject: Subject, files: AreaFiles, at: datetime | None) -> AreaFile | NationalFile | None:
    """The file of that area, or of all; None where it has none, or cannot be read."""
    return files.of_all(at) if subject.about is About.NATIONAL else files.at(at).get(subject.name)


def _by_occasion(letters: Collection[StoredLetter]) -> Mapping[_Occasion, Sequence[StoredLetter]]:
    found: defaultdict[_Occasion, list[StoredLetter]] = defaultdict(list)
    for x in letters:
        found[_occasion(x)].append(x)
    return found


def _occasion(letter: StoredLetter) -> _Occasion:
    return (letter.given_by, letter.event_id, letter.dated, letter.made_at)


def _is_as(stored: StoredLetter, now: Letter | None) -> bool:
    """Whether a letter is, word for word, what it would be now."""
    return now is not None and now.content == stored.content


def written_of(plan: AreaPlan) -> tuple[WrittenLetter, ...]:
    """Every document of a plan, and an index of each pack of them of which nothing is held."""
    written = write_to_offices(plan.letters)
    packed = ((pack, packing.of_pack(pack, written)) for pack in plan.packs)
    indexes = (packing.index_of(pack, mine) for pack, mine in packed if all(x.status is not Status.HELD for x in mine))
    return (*written, *indexes)

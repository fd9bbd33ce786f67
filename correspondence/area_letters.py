"""The documents about service areas: what each was when it was written, and what becomes of it as things stand now."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, datetime

from correspondence import packing
from correspondence.area_files import AreaFiles, read_area_files
from correspondence.cases import CaseFiles, documents_of
from correspondence.catalogue.composing import References
from correspondence.catalogue.days_gone import lay_too_long
from correspondence.catalogue.letter import Letter
from correspondence.catalogue.occasions.area import AreaOccasion
from correspondence.catalogue.packs import PACK_KINDS, as_kept
from correspondence.catalogue.reconcile_area import (
    AreaPlan,
    AreasNow,
    area_letters,
    comes_too_late,
    is_over,
    is_overtaken,
    restated_area,
)
from correspondence.catalogue.registry import AREA_KINDS
from correspondence.checks import OUT_OF_DATE, examine_assurance
from correspondence.documents import Document, Finding, WrittenLetter, in_order
from correspondence.protocol.areas.area_file import AreaFile, NationalFile
from correspondence.protocol.areas.events import AreaCorrection
from correspondence.protocol.areas.obligations import AREA_OBLIGATIONS
from correspondence.protocol.directory import Directory
from correspondence.protocol.letters import UNSENT, Status
from correspondence.protocol.owed.standards import not_kept
from correspondence.protocol.refusals import Inconsistent
from correspondence.protocol.subject import About, Subject, lists_of
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

    def stale(self, subject: Subject, files: AreaFiles, today: date) -> frozenset[str]:
        """The ids of the letters that wait and would be otherwise were they written now.

        The directory has changed, or a day that they promise has passed. *files*: read with their steps (`then`). Where
        a post is vacant by now, what it signs waits for whoever comes.
        """
        waiting = [x for x in self.register.letters_of_case(subject.key) if x.status in UNSENT and x.kind in AREA_KINDS]
        here = self._now(subject, files, today)
        found: set[str] = set()
        for mine in _by_occasion(waiting).values():
            with suppress(Inconsistent):
                as_it_was = self._matched(mine, files)
                found |= {x.letter_id for x in mine if _is_stale(x, as_it_was.get(x.letter_id), here)}
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

    def examine_again(self, stored: StoredLetter, documents: Sequence[Document], on: date) -> tuple[Finding, ...]:
        """What is found in a document, were it to go *on* that day; one that would say something else is out of date.

        So is one that promises a day which has passed, or asks to what is over.
        """
        files = self._files()
        letter = self._matched([stored], files).get(stored.letter_id)
        found = _found(stored, documents, letter, self._now(stored.subject, files, on))
        return found if letter is None or OUT_OF_DATE in found else in_order({*found, *self._contradicted(letter)})

    def examine_pack(self, letters: Collection[StoredLetter], on: date) -> dict[str, tuple[Finding, ...]]:
        """The same of each unsent letter of a pack, by its id: composed at once."""
        files = self._files()
        as_it_was = self._matched(letters, files)
        unsent = [x for x in letters if x.status in UNSENT]
        now = self._now(unsent[0].subject, files, on) if unsent else None  # they are all of one event
        return {x.letter_id: _found(x, documents_of(self.register, x), as_it_was.get(x.letter_id), now) for x in unsent}

    def owed_no_more(self, stored: StoredLetter, mistake: Mistake) -> tuple[str, ...]:
        """The id of a letter that was sent in error, where nobody is owed it any more."""
        own = _own(stored.subject, self._files(then=False), None)
        is_owed = stored.status is not Status.SENT or own is None or not is_over(stored.as_record, own, mistake.on)
        return () if is_owed else (stored.letter_id,)

    def restate(self, subject: Subject, today: date, key_name: str | None, also: Collection[str] = ()) -> None:
        """Write instead what waits about an area, or all of them, and would be otherwise now.

        And *also* the letters of these ids, which were not sent. Nothing is written while a post is vacant. Raises
        `CaseMoved`, and `Unreadable` where what is kept cannot be read.
        """
        kept = self.register.count(subject.key)
        files = self._files()
        files.check(subject)
        now = self._now(subject, files, today)
        if now is None:
            return
        last = self.register.history(subject.key)[-1].event_id
        plan = restated_area(last, now, self.stale(subject, files, today).union(also))
        if not plan.letters and not plan.withdrawn:
            return
        self.register.keep_instead(
            subject,
            [as_new(one, subject.key) for one in self.written_of(plan)],
            expected_events=kept,
            withdrawn=plan.withdrawn,
            on=today,
            key_name=key_name,
        )

    def written_of(self, plan: AreaPlan) -> tuple[WrittenLetter, ...]:
        """Every document of a plan, and an index of each pack of them of which nothing is held.

        With what the register contradicts in them.
        """
        written = write_to_offices(plan.letters)
        packed = ((pack, packing.of_pack(pack, written)) for pack in plan.packs)
        whole = ((pack, mine) for pack, mine in packed if all(x.status is not Status.HELD for x in mine))
        every = (*written, *(packing.index_of(pack, mine) for pack, mine in whole))
        return tuple(replace(x, findings=in_order({*x.findings, *self._contradicted(x.letter)})) for x in every)

    def _contradicted(self, letter: Letter) -> tuple[Finding, ...]:
        """What a report on the Hubs of an area says that the register contradicts."""
        return examine_assurance(letter, lambda since, until: self._not_kept(letter.subject.name, since, until))

    def _not_kept(self, service_area: str, since: date, until: date) -> frozenset[str]:
        """The standards that the Hubs of an area did not keep, by every case and list of theirs that can be read."""
        hubs = {key: hub for key, hub in self.directory.hubs.items() if hub.service_area == service_area}
        case_files = CaseFiles(self.register).of(number for key in hubs for number in self.register.cases_of(key))
        lists = {key: self.register.records(lists_of(key).key) for key in hubs}
        return not_kept(case_files, lists, hubs, since, until)

    def is_overtaken(self, stored: StoredLetter) -> bool:
        """Whether a later decision has overtaken a letter."""
        own = _own(stored.subject, self._files(then=False), None)
        source = own.event(stored.given_by) if own else None
        return source is not None and own is not None and is_overtaken(stored.kind, source, own)

    def _now(self, subject: Subject, files: AreaFiles, today: date) -> AreasNow | None:
        """How things stand for a subject; None where it has no file, or one that cannot be read."""
        own = _own(subject, files, None)
        return AreasNow(own=own, files=files.at(), directory=self.directory, today=today) if own else None

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


def _found(
    stored: StoredLetter, documents: Sequence[Document], letter: Letter | None, now: AreasNow | None
) -> tuple[Finding, ...]:
    """What is found in a document. *letter*: as it would be were it written on its own day; *now*: when it goes."""
    is_late = now is not None and comes_too_late(stored.as_record, now.own, now.today)
    if letter is None or is_late or _is_stale(stored, letter, now):
        return (OUT_OF_DATE,)
    return examine_office_again(letter, documents)


def _is_stale(stored: StoredLetter, letter: Letter | None, now: AreasNow | None) -> bool:
    """Whether a document says something else than it would *now*. *letter*: as `_found` has it."""
    if letter is None or letter.content != stored.content:
        return True
    source = now.own.event(stored.given_by) if now else None
    if now is None or source is None or stored.kind not in AREA_OBLIGATIONS:
        return False
    return lay_too_long(letter, AREA_KINDS[stored.kind], now.occasion(source, stored.event_id))

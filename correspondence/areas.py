"""What happens to a service area, as it is kept: its events, with the documents they give.

What an event may say is decided in `protocol.areas.rules`, what a document says in `catalogue` (Protocol 4 to 6).
"""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from correspondence import packing
from correspondence.cases import Unreadable, read_each
from correspondence.catalogue.after_event.area_letters import area_letters, rewritten
from correspondence.catalogue.after_event.packs import packs_of
from correspondence.catalogue.after_event.superseding import is_overtaken, superseded_by
from correspondence.catalogue.letter import Letter
from correspondence.catalogue.occasions.area import AreaOccasion
from correspondence.catalogue.occasions.pack import Pack
from correspondence.checks import OUT_OF_DATE
from correspondence.documents import Document, Finding, WrittenLetter
from correspondence.protocol.areas import correction_rules, rules
from correspondence.protocol.areas.area_file import AreaFile, fold
from correspondence.protocol.areas.duties import operation_report
from correspondence.protocol.areas.events import (
    AnyNationalEvent,
    AnyOfAreas,
    AreaCorrection,
    DeactivationDecided,
    RecordedOfArea,
)
from correspondence.protocol.directory import Directory, Hub
from correspondence.protocol.letters import LetterRecord, Status
from correspondence.protocol.owed.duty import Duty
from correspondence.protocol.owed.mending_duties import mending
from correspondence.protocol.owed.record_duties import unreadable_record
from correspondence.protocol.refusals import Inconsistent, NotInProtocol
from correspondence.protocol.subject import EVERY_AREA, area_of
from correspondence.reading import read_kept_area_event
from correspondence.storage import Mistake, NewEvent, Recorded, Register, StoredLetter
from correspondence.writing import as_new, examine_office_again, write_to_offices

Then = Callable[[StoredLetter], LetterRecord | None]
"""What was known of a letter at some moment; None where it was not yet made."""


def _now(letter: StoredLetter) -> LetterRecord:
    return letter.as_record


@dataclass(frozen=True, slots=True, kw_only=True)
class _Given:
    """The letters that an event gives, composed; the packs of them; the unsent letters that it takes back, by id."""

    letters: tuple[Letter, ...]
    packs: tuple[Pack, ...]
    withdrawn: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Areas:
    """The service areas in a register, as a directory has them."""

    register: Register
    directory: Directory

    def take(self, event: AnyOfAreas, raw: bytes, today: date, by: str | None) -> Recorded:
        """Record an event with every document it gives, in one transaction, or nothing at all.

        Raises `Inconsistent` and `NotInProtocol` (`protocol.areas.rules`), `Inconsistent` too where a post is vacant;
        `CaseMoved` and `EventExists` as `Register.keep` does.
        """
        before = self.files()
        if not isinstance(event, AnyNationalEvent):
            self._events(event.service_area)  # nothing follows what cannot be read
        self._check(event, before)
        subject, files = event.subject, self._with(event, before)
        kept = self.register.count(subject.key)
        given = self._given(event, files, today)
        new = NewEvent(
            event_id=event.event_id,
            subject=subject,
            type=event.type,
            occurred_on=event.occurred_on,
            taken_on=today,
            hub=subject.key,  # of no Hub: no key for one reaches it by that
            body=raw,
            case_is_open=False,
            key_name=by,
        )
        return self.register.keep(
            new,
            [as_new(one, subject.key) for one in self._written(given)],
            expected_events=kept,
            withdrawn=given.withdrawn,
        )

    def _check(self, event: AnyOfAreas, before: dict[str, AreaFile]) -> None:
        file = None if isinstance(event, AnyNationalEvent) else before.get(event.service_area)
        if isinstance(event, AreaCorrection):
            if faults := correction_rules.faults(event, file, self.directory):
                raise Inconsistent(faults)
            assert file is not None  # as it has what is corrected
            if reasons := correction_rules.gate(event, file, self.directory):
                raise NotInProtocol(reasons)
            return
        if faults := rules.faults(event, file, self.directory):
            raise Inconsistent(faults)
        if reasons := rules.gate(event, file, self.directory):
            raise NotInProtocol(reasons)

    def _given(self, event: AnyOfAreas, files: dict[str, AreaFile], today: date) -> _Given:
        """What an event gives, composed; *files*: how each area stands, the event taken in."""
        if isinstance(event, AreaCorrection):
            return self._given_again(event, files, today)
        letters = area_letters(event, files, self.directory, today)
        occasion = AreaOccasion(event=event, made_by=event.event_id, files=files, directory=self.directory, today=today)
        overtaken = () if isinstance(event, AnyNationalEvent) else superseded_by(event, files[event.service_area])
        return _Given(letters=letters, packs=packs_of(letters, occasion), withdrawn=overtaken)

    def _given_again(self, event: AreaCorrection, files: dict[str, AreaFile], today: date) -> _Given:
        """What a correction gives: the letters of what it corrects that would no longer say what they said."""
        source = files[event.service_area].event(event.replaces)
        if source is None:
            return _Given(letters=(), packs=(), withdrawn=())
        found = rewritten(source, event.event_id, files, self.directory, today)
        occasion = AreaOccasion(
            event=source, made_by=event.event_id, files=files, directory=self.directory, today=today
        )
        packs = packs_of(found.letters, occasion, found.spared)
        return _Given(letters=found.letters, packs=packs, withdrawn=found.withdrawn)

    @staticmethod
    def _written(given: _Given) -> tuple[WrittenLetter, ...]:
        """Every document that an event gives, and an index of each pack of them of which nothing is held."""
        written = write_to_offices(given.letters)
        packed = ((pack, packing.of_pack(pack, written)) for pack in given.packs)
        indexes = (
            packing.index_of(pack, mine) for pack, mine in packed if all(x.status is not Status.HELD for x in mine)
        )
        return (*written, *indexes)

    @staticmethod
    def _with(event: AnyOfAreas, before: dict[str, AreaFile]) -> dict[str, AreaFile]:
        """The area files with *event* taken in."""
        if isinstance(event, AnyNationalEvent):
            return before
        file = before.get(event.service_area)
        received = (*file.events, event) if file else (event,)
        return before | {event.service_area: fold(received, file.letters if file else ())}

    def files(self, until: datetime | None = None, known: Then = _now) -> dict[str, AreaFile]:
        """How each area of the directory stands that has an event: now, or as it did at an instant.

        *known*: what was known of a letter then. An area whose events cannot be read stops no other, and is left out.
        """
        found = {}
        for key in self.directory.service_areas:
            events = self._readable(key, until)
            if events:
                letters = (known(letter) for letter in self.register.letters_of_case(area_of(key).key))
                found[key] = fold(events, tuple(letter for letter in letters if letter is not None))
        return found

    def duties(self, today: date, hub: str | None = None) -> Iterator[Duty]:
        """The next report on the Hub of each service area (of that of *hub*) where one is open (Protocol 6.1).

        And the mending of each document that was sent back, of those areas and of all.
        """
        yield from (mending(x.as_record, today) for x in self.register.sent_back(EVERY_AREA.key))
        directory, files = self.directory_as_decided(), self.files()
        for key in directory.service_areas:
            hubs = {name: each for name, each in directory.hubs.items() if each.service_area == key}
            duty = operation_report(key, tuple(hubs.values()), files.get(key), today)
            to_mend = (mending(x.as_record, today, service_area=key) for x in self.register.sent_back(area_of(key).key))
            mine = (self._unreadable(key, today), duty, *to_mend)
            yield from (each for each in mine if each is not None and (hub is None or hub in hubs))

    def directory_as_decided(self) -> Directory:
        """The directory, in which a Hub closes on the day that its area's Board decided where the file names none."""
        received = {key: self._readable(key) for key in self.directory.service_areas}
        decided = {key: fold(events).decision_to_close for key, events in received.items() if events}
        hubs = {key: _closing(hub, decided.get(hub.service_area)) for key, hub in self.directory.hubs.items()}
        return replace(self.directory, hubs=hubs)

    def _events(self, service_area: str, until: datetime | None = None) -> tuple[RecordedOfArea, ...]:
        """The events of an area by then. Raises `Unreadable`."""
        key = area_of(service_area).key
        kept = (each for each in self.register.history(key) if not each.erased)
        each_with_body = zip(kept, self.register.received(key), strict=False)  # one may have come meanwhile
        then = (body for each, body in each_with_body if until is None or each.recorded_at <= until)
        events = read_each(then, read_kept_area_event)
        return tuple(each for each in events if not isinstance(each, AnyNationalEvent))  # these are of no one area

    def _readable(self, service_area: str, until: datetime | None = None) -> tuple[RecordedOfArea, ...]:
        """The events of an area; none where they cannot be read, which `duties` tells."""
        try:
            return self._events(service_area, until)
        except Unreadable:
            return ()

    def _unreadable(self, service_area: str, today: date) -> Duty | None:
        try:
            self._events(service_area)
        except Unreadable as damaged:
            last = self.register.history(area_of(service_area).key)[-1].taken_on
            return unreadable_record(last, today, damaged.reasons[0].detail, service_area=service_area)
        return None

    def examine_again(self, stored: StoredLetter, documents: Sequence[Document]) -> tuple[Finding, ...]:
        """What is found in a document as the directory stands now; one that would say something else is out of date."""
        return self.examine_beside(self.as_it_was(stored), stored, documents)

    @staticmethod
    def examine_beside(
        letter: Letter | None, stored: StoredLetter, documents: Sequence[Document]
    ) -> tuple[Finding, ...]:
        """The same, where it is known what the document would be now."""
        if letter is None or letter.content != stored.content:
            return (OUT_OF_DATE,)
        return examine_office_again(letter, documents)

    def owed_no_more(self, stored: StoredLetter, _mistake: Mistake) -> tuple[str, ...]:
        """The id of a letter that was sent in error, where a later decision has overtaken it since."""
        is_gone = stored.status is Status.SENT and self.is_overtaken(stored.given_by, stored.kind)
        return (stored.letter_id,) if is_gone else ()

    def is_overtaken(self, event_id: str, kind: str) -> bool:
        """Whether a later decision has overtaken the letters of that kind that an event of an area gave."""
        about = self.register.stored_event(event_id)
        file = self.files().get(about.subject.name) if about else None
        source = file.event(event_id) if file else None
        return source is not None and file is not None and is_overtaken(kind, source, file)

    def letters_given_by(self, event_id: str) -> tuple[StoredLetter, ...]:
        """Every letter that an event of an area gives, whichever event made us write it, in the order they were kept.

        None for an event that nobody has heard of, or that is of no area.
        """
        about = self.register.stored_event(event_id)
        if about is None or not about.subject.is_of_areas:
            return ()
        return tuple(x for x in self.register.letters_of_case(about.subject.key) if x.given_by == event_id)

    def as_it_was(self, stored: StoredLetter) -> Letter | None:
        """The document, composed again from the events alone, as they stood when it was made.

        None where the directory no longer has its reader. Raises `Inconsistent` where a post is vacant by now.
        """
        return self.as_they_were([stored]).get(stored.letter_id)

    def as_they_were(self, letters: Collection[StoredLetter]) -> dict[str, Letter]:
        """Each of these as `as_it_was` has it, by its id: those that were made on one occasion are composed at once."""
        occasions = {(x.event_id, x.dated) for x in letters}
        every = {at: {(x.kind.code, x.recipient): x for x in self.composed_again(*at)} for at in occasions}
        now = ((x.letter_id, every[x.event_id, x.dated].get((x.kind, x.recipient))) for x in letters)
        return {letter_id: letter for letter_id, letter in now if letter is not None}

    def composed_again(self, event_id: str, dated: date) -> tuple[Letter, ...]:
        """Every document of an event and each index of a pack, composed again from the events as they stood then.

        The readers are those that the directory has now. Raises `Inconsistent` where a post is vacant by now.
        """
        body, about = self.register.body(event_id), self.register.stored_event(event_id)
        if body is None or about is None:
            return ()
        event = read_kept_area_event(body)
        files = self.files(about.recorded_at, lambda letter: self._record_at(letter, about.recorded_at))
        given = self._given(event, files, dated)
        return (*given.letters, *map(self._index_again, given.packs))

    def _index_again(self, pack: Pack) -> Letter:
        """The index of a pack, from the documents that were kept of it."""
        kept = {x.letter_id: x.documents for x in self.register.letters_of_event(pack.letters[0].event_id)}
        return packing.index_letter(pack, {x.letter_id: kept.get(x.letter_id, ()) for x in pack.letters})

    def _record_at(self, letter: StoredLetter, at: datetime) -> LetterRecord | None:
        """What was known of a letter at an instant; None where it was made then or later."""
        if letter.made_at >= at:
            return None
        return letter.record_after(step for step in self.register.steps(letter.letter_id) if step.at < at)


def _closing(hub: Hub, decided: DeactivationDecided | None) -> Hub:
    is_open = decided is not None and hub.closed_on is None and hub.is_open_on(decided.occurred_on)
    return replace(hub, closed_on=decided.closes_on) if decided is not None and is_open else hub

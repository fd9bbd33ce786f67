"""What happens to a service area, as it is kept: its events in a stream of their own, with the documents they give.

What an event may say is decided in `protocol.area_rules`, what a document says in `catalogue.areas` (Protocol 4 to 6).
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from correspondence import packing
from correspondence.catalogue.area_kinds import area_letters
from correspondence.catalogue.areas import AreaOccasion, stream_of
from correspondence.catalogue.letters import Letter
from correspondence.catalogue.pack_index import PACK_INDEX
from correspondence.catalogue.packs import Pack, packs_of
from correspondence.checks import OUT_OF_DATE
from correspondence.documents import Document, Finding, WrittenLetter
from correspondence.protocol import area_rules
from correspondence.protocol.area_events import AnyAreaEvent
from correspondence.protocol.area_file import AreaFile, fold
from correspondence.protocol.directory import Directory
from correspondence.protocol.letters import LetterRecord, Status
from correspondence.protocol.national_events import AnyAreaOrNationalEvent, AnyNationalEvent
from correspondence.protocol.refusals import Inconsistent, NotInProtocol
from correspondence.reading import read_area_event
from correspondence.storage import NewEvent, Register, StoredLetter
from correspondence.writing import as_new, examine_office_again, write_to_office

Then = Callable[[StoredLetter], LetterRecord | None]
"""What was known of a letter at some moment; None where it was not yet made."""


def _now(letter: StoredLetter) -> LetterRecord:
    return letter.as_record


@dataclass(frozen=True, slots=True)
class Areas:
    """The service areas in a register, as a directory has them."""

    register: Register
    directory: Directory

    def take(self, event: AnyAreaOrNationalEvent, raw: bytes, today: date, by: str | None) -> None:
        """Record an event with every document it gives, in one transaction, or nothing at all.

        Raises `Inconsistent` and `NotInProtocol` (`protocol.area_rules`), `Inconsistent` too where a post is vacant;
        `CaseMoved` and `EventExists` as `Register.keep` does.
        """
        before = self.files()
        self._check(event, before)
        stream, files = stream_of(event), self._with(event, before)
        known = self.register.case(stream)
        written = self._written(event, files, today)
        new = NewEvent(
            event_id=event.event_id,
            case_number=stream,
            type=event.type,
            occurred_on=event.occurred_on,
            taken_on=today,
            hub=stream,  # of no Hub: no key for one reaches it by that
            body=raw,
            case_is_open=False,  # it is no case
            key_name=by,
        )
        self.register.keep(new, [as_new(one, stream) for one in written], expected_events=known.events if known else 0)

    def _check(self, event: AnyAreaOrNationalEvent, before: dict[str, AreaFile]) -> None:
        file = None if isinstance(event, AnyNationalEvent) else before.get(event.service_area)
        if faults := area_rules.faults(event, file, self.directory):
            raise Inconsistent(faults)
        if reasons := area_rules.gate(event, file, self.directory):
            raise NotInProtocol(reasons)

    def _written(
        self, event: AnyAreaOrNationalEvent, files: dict[str, AreaFile], today: date
    ) -> tuple[WrittenLetter, ...]:
        """Every document that an event gives, and an index of each pack of them of which nothing is held."""
        letters = area_letters(event, files, self.directory, today)
        written = tuple(map(write_to_office, letters))
        occasion = AreaOccasion(event=event, made_by=event.event_id, files=files, directory=self.directory, today=today)
        packed = ((pack, packing.of_pack(pack, written)) for pack in packs_of(letters, occasion))
        indexes = (
            packing.index_of(pack, mine) for pack, mine in packed if all(x.status is not Status.HELD for x in mine)
        )
        return (*written, *indexes)

    @staticmethod
    def _with(event: AnyAreaOrNationalEvent, before: dict[str, AreaFile]) -> dict[str, AreaFile]:
        """The area files with *event* taken in."""
        if isinstance(event, AnyNationalEvent):
            return before
        file = before.get(event.service_area)
        received = (*file.events, event) if file else (event,)
        return before | {event.service_area: fold(received, file.letters if file else ())}

    def files(self, until: datetime | None = None, known: Then = _now) -> dict[str, AreaFile]:
        """How each area of the directory stands that has an event: now, or as it did at an instant.

        *known*: what was known of a letter then.
        """
        found = {}
        for key in self.directory.service_areas:
            events = tuple(self._events(f"area:{key}", until))
            if events:
                letters = (known(letter) for letter in self.register.letters_of_case(f"area:{key}"))
                found[key] = fold(events, tuple(letter for letter in letters if letter is not None))
        return found

    def _events(self, stream: str, until: datetime | None) -> Iterator[AnyAreaEvent]:
        for stored in self.register.history(stream):
            body = self.register.body(stored.event_id)
            if body is not None and (until is None or stored.recorded_at <= until):
                event = read_area_event(body)
                assert not isinstance(event, AnyNationalEvent)  # those have a stream of their own
                yield event

    def examine_again(self, stored: StoredLetter, documents: Sequence[Document]) -> tuple[Finding, ...]:
        """What is found in a document as the directory stands now; one that would say something else is out of date."""
        letter = self.as_it_was(stored)
        if letter is None or letter.content != stored.content:
            return (OUT_OF_DATE,)
        return examine_office_again(letter, documents)

    def as_it_was(self, stored: StoredLetter) -> Letter | None:
        """The document, composed again from the events alone, as they stood when it was made.

        None where the directory no longer has its reader. Raises `Inconsistent` where a post is vacant by now.
        """
        body, about = self.register.body(stored.event_id), self.register.stored_event(stored.event_id)
        if body is None or about is None:
            return None
        event = read_area_event(body)
        files = self.files(about.recorded_at, lambda letter: self._record_at(letter, about.recorded_at))
        every = area_letters(event, files, self.directory, stored.dated)
        if stored.kind == PACK_INDEX.code:
            occasion = AreaOccasion(
                event=event, made_by=event.event_id, files=files, directory=self.directory, today=stored.dated
            )
            every = tuple(map(self._index_again, packs_of(every, occasion)))
        return next((x for x in every if (x.kind.code, x.recipient) == (stored.kind, stored.recipient)), None)

    def _index_again(self, pack: Pack) -> Letter:
        """The index of a pack, from the documents that were kept of it."""
        kept = {x.letter_id: x.documents for x in self.register.letters_of_event(pack.event_id)}
        return packing.index_letter(pack, {x.letter_id: kept.get(x.letter_id, ()) for x in pack.letters})

    def _record_at(self, letter: StoredLetter, at: datetime) -> LetterRecord | None:
        """What was known of a letter at an instant; None where it was made then or later."""
        if letter.made_at >= at:
            return None
        steps = [step for step in self.register.steps(letter.letter_id) if step.at < at]
        sent_on = next((step.on for step in steps if step.status is Status.SENT), None)
        return replace(letter.as_record, status=steps[-1].status if steps else Status.DRAFT, sent_on=sent_on)

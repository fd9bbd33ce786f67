"""The story on one page: take an event, decide what is owed, write the letters, check them, keep them.

Everything a caller can ask for is a function of this module or of `Service`. What the Protocol asks stands in
`protocol`, what a letter says in `catalogue` and the templates, what a document must pass in `checks`.
"""

from contextlib import suppress
from dataclasses import dataclass
from datetime import date

from correspondence import cases, checks
from correspondence.areas import Areas
from correspondence.case_letters import CaseLetters
from correspondence.catalogue.reconcile import reconcile
from correspondence.catalogue.warnings import warnings
from correspondence.lists import Lists
from correspondence.moving_on import Letters, LettersAbout
from correspondence.pack_approval import Packs
from correspondence.protocol.areas.events import AnyOfAreas
from correspondence.protocol.directory import Directory, Hub
from correspondence.protocol.events import AnyEvent
from correspondence.protocol.history.case_file import CaseFile
from correspondence.protocol.intake.decide import decide
from correspondence.protocol.owed.duties import duties
from correspondence.protocol.owed.duty import Duty
from correspondence.protocol.owed.record_duties import unreadable_record
from correspondence.protocol.refusals import Conflict, Inconsistent, Reason, Refused
from correspondence.protocol.subject import Subject
from correspondence.reading import AnyIncoming, read_incoming
from correspondence.storage import (
    CaseMoved,
    CaseOfAnotherHub,
    EventExists,
    Mistake,
    NewEvent,
    Recorded,
    Register,
    StatusChange,
    StoredEvent,
    StoredLetter,
    body_sha256,
)
from correspondence.writing import as_new, carry_out

ATTEMPTS = 12  # of those that another process on the same register may overtake
_BATCH = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of an event: the letters it gave as the register keeps them, and all that the case is owed.

    `subject`: what the event happened to.
    """

    event_id: str
    subject: Subject
    letters: tuple[StoredLetter, ...]
    duties: tuple[Duty, ...]
    warnings: tuple[str, ...]
    replayed: bool


@dataclass(frozen=True, slots=True)
class Service:
    """The service on a register and a directory. `today` comes from the edge, every time."""

    register: Register
    directory: Directory

    def take(
        self, raw: bytes, today: date | None = None, by: str | None = None, only_hub: str | None = None
    ) -> Outcome:
        """Take an event: all that it gives is kept in one transaction, or nothing is.

        *raw* is its JSON; *today* the London day, None for the event's own (trying out); *by* the key's name;
        *only_hub* the one Hub whose cases the caller may touch, None for all. The same event again is answered as it
        was the first time. Events of one case wait for each other, and each is taken as those before it left the case.
        Raises `Refused` (with a subclass for each answer), `CaseOfAnotherHub`, and `TooManyWait`.
        """
        event = read_incoming(raw)
        with self.register.turns.at(event.subject.key):
            for _ in range(ATTEMPTS):
                stored = self.register.stored_event(event.event_id)
                if stored is not None:
                    return self._answered_before(stored, raw, today)
                with suppress(CaseMoved, EventExists):  # another process was quicker
                    return self._take(event, raw, today or event.occurred_on, by, only_hub)
        detail = "other events of this case or area keep arriving; send it again"
        raise Conflict([Reason(rule="case_is_busy", field="event_id", detail=detail, source="ours")])

    def _answered_before(self, stored: StoredEvent, raw: bytes, today: date | None) -> Outcome:
        if stored.body_sha256 != body_sha256(raw):
            detail = "another event was already recorded under this id"
            raise Conflict([Reason(rule="event_id_taken", field="event_id", detail=detail, source="ours")])
        case_file = self.case_file(stored.subject.name) if stored.subject.is_case else None
        letters = self.register.letters_of_event(stored.event_id)
        kept = Recorded(event=stored, letters=letters, case_file=case_file)
        return self._outcome(kept, today or stored.taken_on, replayed=True)

    def _take(self, event: AnyIncoming, raw: bytes, today: date, by: str | None, only_hub: str | None) -> Outcome:
        if event.occurred_on > today:
            detail = "an event cannot be recorded before the day it happens"
            raise Inconsistent([Reason(rule="in_the_future", field="occurred_on", detail=detail, source="ours")])
        if isinstance(event, AnyOfAreas):
            kept = self.areas.take(event, raw, today, by)
        else:
            kept = self._take_of_case(event, raw, today, by, only_hub)
        return self._outcome(kept, today, replayed=False)

    def _take_of_case(self, event: AnyEvent, raw: bytes, today: date, by: str | None, only_hub: str | None) -> Recorded:
        known = self.register.case(event.case.identity)
        if known is not None and only_hub not in (None, known.hub):
            raise CaseOfAnotherHub(known.case_number)  # before anything of it is read; the transaction asks again
        before = self.case_file(event.case.identity)
        case_file = decide(event, before, self.areas.directory_as_decided())
        self.register.folded.keep(case_file)  # which is that of the case from the moment its event is kept
        plan = reconcile(event, case_file, self.directory, today)
        written = carry_out(plan, case_file, self.directory)
        return self.register.keep(
            NewEvent(
                event_id=event.event_id,
                subject=event.subject,
                type=event.type,
                occurred_on=event.occurred_on,
                taken_on=today,
                hub=case_file.hub,
                body=raw,
                case_is_open=case_file.closed_on is None,
                warnings=(
                    *warnings(event, before, case_file, self.directory.hubs[case_file.hub]),
                    *checks.fields_with_undrawable(event),
                ),
                key_name=by,
                only_hub=only_hub,
            ),
            [as_new(letter, case_file.hub) for letter in written.letters],
            expected_events=len(before.received) if before else 0,
            withdrawn=written.withdrawn,
            examined=written.found,
            derive=self.derive,
        )

    def _outcome(self, kept: Recorded, today: date, *, replayed: bool) -> Outcome:
        case_file = kept.case_file
        return Outcome(
            event_id=kept.event.event_id,
            subject=kept.event.subject,
            letters=kept.letters,
            duties=duties(case_file, self.hub_of(case_file), today) if case_file else (),
            warnings=kept.event.warnings,
            replayed=replayed,
        )

    def events_of(self, case_number: str) -> list[AnyEvent]:
        """The events of a case in order of arrival; none for a case nobody has heard of."""
        return cases.events_of(self.register, case_number)

    def case_file(self, case_number: str) -> CaseFile | None:
        """How a case stands, or None for a case nobody has heard of."""
        return cases.case_file_of(self.register, case_number)

    @property
    def derive(self) -> cases.Derive:
        """What derives that which the register keeps beside each case."""
        return cases.derive_by(self.directory)

    @property
    def lists(self) -> Lists:
        """The courts' lists, the last of them once a Hub has closed as its Board decided."""
        return Lists(self.register, self.areas.directory_as_decided(), self.derive)

    @property
    def areas(self) -> Areas:
        """The service areas."""
        return Areas(self.register, self.directory)

    @property
    def packs(self) -> Packs:
        """The packs that are approved as one."""
        return Packs(self.areas.letters)

    def hub_of(self, case_file: CaseFile) -> Hub:
        """The Hub of a case. Raises `Conflict` where the directory has lost it."""
        return cases.hub_of(case_file, self.directory)

    def duties_of(self, case_number: str, today: date) -> tuple[Duty, ...]:
        """What is owed in a case, soonest first, with what was done."""
        case_file = self.case_file(case_number)
        return duties(case_file, self.hub_of(case_file), today) if case_file else ()

    def duties(self, today: date, hub: str | None = None, due_by: date | None = None) -> tuple[Duty, ...]:
        """What *hub* (None: every Hub) still owes, by *due_by* if said, soonest first.

        It is owed in each open case, to each court its next list, and to the Board a report on each area's open Hub.
        """
        every = (*self._of_cases(today, hub, due_by), *self.lists.duties(today, hub), *self.areas.duties(today, hub))
        owed = [d for d in every if d.done_on is None and (due_by is None or d.due_on <= due_by)]
        return tuple(sorted(owed, key=lambda d: (d.due_on, d.case_number or "", d.court or "", d.service_area or "")))

    def _of_cases(self, today: date, hub: str | None, due_by: date | None) -> tuple[Duty, ...]:
        """What the open cases owe, as it was derived with their last change; a case that is behind is derived anew."""
        derive = self.derive
        self.derive_anew(hub)
        unreadable = self.register.standings.behind(derive, hub)
        known = self.register.standings.duties(derive, today, hub, due_by)
        return (*known, *(d for number in unreadable for d in self._of_trouble(number, today)))

    def _of_trouble(self, case_number: str, today: date) -> tuple[Duty, ...]:
        """What a case owes of which nothing could be derived; where it cannot be read, that staff put it right."""
        try:
            return self.duties_of(case_number, today)
        except Refused as trouble:
            last = self.register.history(case_number)[-1].taken_on
            why = "; ".join(reason.detail for reason in trouble.reasons)
            return (unreadable_record(last, today, why, case_number=case_number),)

    def derive_anew(self, hub: str | None = None, *, everything: bool = False) -> int:
        """Derive what is kept beside the open cases of *hub* (None: of all) that are behind, or beside all of them.

        A case is behind when another directory, or another version of the service, derived it: then lists on their way
        may be owed by another day too. Gives how many were.
        """
        standings = self.register.standings
        numbers = self.register.open_cases(hub) if everything else standings.behind(self.derive, hub)
        for start in range(0, len(numbers), _BATCH):  # so that nobody who writes waits long
            standings.refresh(numbers[start : start + _BATCH], self.derive)
        if numbers:
            standings.move_lists(self.directory.hubs, self.derive)
        return len(numbers)

    @property
    def moving(self) -> Letters:
        """The letters on their way."""
        return Letters(
            register=self.register,
            cases=CaseLetters(self.register, self.directory, self.derive),
            lists=lambda: self.lists,
            areas=self.areas.letters,
            packs=self.packs,
            derive=self.derive,
        )

    def letters_about(self, subject: Subject) -> LettersAbout:
        """The letters that those about that subject are among (`moving_on.Letters.about`)."""
        return self.moving.about(subject)

    def move_on(
        self, letter_id: str, change: StatusChange, by: str | None = None, *, today: date | None = None
    ) -> StoredLetter:
        """Move a letter on (`moving_on.Letters.move_on`)."""
        return self.moving.move_on(letter_id, change, today, by)

    def take_back(
        self, letter_id: str, mistake: Mistake, by: str | None = None, *, today: date | None = None
    ) -> StoredLetter:
        """Say that a letter was sent, or came back, in error (`moving_on.Letters.take_back`)."""
        return self.moving.take_back(letter_id, mistake, today, by)

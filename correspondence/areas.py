"""What happens to a service area, as it is kept: its events, with the documents they give.

What an event may say is decided in `protocol.areas.rules`, what it does to documents in `catalogue.reconcile_area`,
what a document says in `catalogue` (Protocol 4 to 6).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from correspondence.area_files import AreaFiles, events_of_area, read_area_files
from correspondence.area_letters import AreaLetters
from correspondence.cases import Unreadable
from correspondence.catalogue.reconcile_area import AreasNow, reconcile_area
from correspondence.protocol.areas import correction_rules, rules
from correspondence.protocol.areas.area_file import AreaFile, fold
from correspondence.protocol.areas.duties import area_letters_owed, operation_report
from correspondence.protocol.areas.events import (
    AnyNationalEvent,
    AnyOfAreas,
    AreaCorrection,
    DeactivationDecided,
    RecordedOfArea,
)
from correspondence.protocol.directory import Directory, Hub
from correspondence.protocol.owed.duty import Duty
from correspondence.protocol.owed.mending_duties import mending
from correspondence.protocol.owed.record_duties import unreadable_record
from correspondence.protocol.refusals import Inconsistent, NotInProtocol
from correspondence.protocol.subject import EVERY_AREA, Subject, area_of
from correspondence.storage import NewEvent, Recorded, Register
from correspondence.writing import as_new


@dataclass(frozen=True, slots=True)
class Areas:
    """The service areas in a register, as a directory has them."""

    register: Register
    directory: Directory

    @property
    def letters(self) -> AreaLetters:
        """The documents about them."""
        return AreaLetters(self.register, self.directory)

    def take(self, event: AnyOfAreas, raw: bytes, today: date, by: str | None) -> Recorded:
        """Record an event with every document it gives, in one transaction, or nothing at all.

        Raises `Inconsistent` and `NotInProtocol` (`protocol.areas.rules`), `Inconsistent` too where a post is vacant;
        `Unreadable` where what came before cannot be read; `CaseMoved` and `EventExists` as `Register.keep` does.
        """
        subject = event.subject
        kept = self.register.count(subject.key)
        before = read_area_files(self.register, self.directory, then=True)
        before.check(subject)  # nothing follows what cannot be read
        self._check(event, before.at())
        plan = reconcile_area(event, self._now(event, before, today), self.letters.stale(subject, before, today))
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
        written = [as_new(one, subject.key) for one in self.letters.written_of(plan)]
        return self.register.keep(new, written, expected_events=kept, withdrawn=plan.withdrawn)

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

    def _now(self, event: AnyOfAreas, before: AreaFiles, today: date) -> AreasNow:
        """How things stand, *event* taken in."""
        files = before.at()
        if isinstance(event, AnyNationalEvent):
            return AreasNow(own=before.of_all().with_next(event), files=files, directory=self.directory, today=today)
        file = files.get(event.service_area)
        own = fold((*file.events, event), file.letters) if file else fold((event,))
        return AreasNow(own=own, files=files | {event.service_area: own}, directory=self.directory, today=today)

    def files(self) -> dict[str, AreaFile]:
        """How each area of the directory stands that has an event. One that cannot be read stops no other."""
        return read_area_files(self.register, self.directory).at()

    def duties(self, today: date, hub: str | None = None) -> Iterator[Duty]:
        """What is owed about each service area (that of *hub*), and about all of them.

        The next report on a Hub that is open (Protocol 6.1), the documents that are not sent yet, the mending of each
        that was sent back.
        """
        found = read_area_files(self.register, self.directory)
        if EVERY_AREA in found.damaged:
            yield self._unreadable(EVERY_AREA, found.damaged[EVERY_AREA], today)
        elif hub is None:
            yield from area_letters_owed(None, found.of_all(), today)
        yield from (mending(x.as_record, today) for x in self.register.sent_back(EVERY_AREA.key))
        files = found.at()
        directory = self._as_decided({key: file.decision_to_close for key, file in files.items()})
        for key in directory.service_areas:
            hubs = {name: each for name, each in directory.hubs.items() if each.service_area == key}
            if hub is None or hub in hubs:
                if area_of(key) in found.damaged:
                    yield self._unreadable(area_of(key), found.damaged[area_of(key)], today)
                yield from self._of_area(key, tuple(hubs.values()), files.get(key), today)

    def _of_area(self, key: str, hubs: tuple[Hub, ...], file: AreaFile | None, today: date) -> Iterator[Duty]:
        report = operation_report(key, hubs, file, today)
        if report is not None:
            yield report
        if file is not None:
            yield from area_letters_owed(key, file, today, has_report=report is not None)
        yield from (mending(x.as_record, today, service_area=key) for x in self.register.sent_back(area_of(key).key))

    def directory_as_decided(self) -> Directory:
        """The directory, in which a Hub closes on the day that its area's Board decided where the file names none."""
        received = {key: self._readable(key) for key in self.directory.service_areas}
        return self._as_decided({key: fold(events).decision_to_close for key, events in received.items() if events})

    def _as_decided(self, decided: Mapping[str, DeactivationDecided | None]) -> Directory:
        hubs = {key: _closing(hub, decided.get(hub.service_area)) for key, hub in self.directory.hubs.items()}
        return replace(self.directory, hubs=hubs)

    def _readable(self, service_area: str) -> tuple[RecordedOfArea, ...]:
        """The events of an area; none where they cannot be read, which `duties` tells."""
        try:
            return events_of_area(self.register, service_area)
        except Unreadable:
            return ()

    def _unreadable(self, subject: Subject, trouble: Unreadable, today: date) -> Duty:
        """That staff put right what is kept of an area, or of all of them."""
        last = self.register.history(subject.key)[-1].taken_on
        return unreadable_record(last, today, trouble.reasons[0].detail, service_area=subject.name or None)


def _closing(hub: Hub, decided: DeactivationDecided | None) -> Hub:
    is_open = decided is not None and hub.closed_on is None and hub.is_open_on(decided.occurred_on)
    return replace(hub, closed_on=decided.closes_on) if decided is not None and is_open else hub

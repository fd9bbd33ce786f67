"""How the service areas stand by all that is kept of them: now, or as they did at an instant."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from correspondence.cases import Unreadable, read_each
from correspondence.protocol.areas.area_file import AreaFile, NationalFile, fold
from correspondence.protocol.areas.events import AnyNationalEvent, AnyOfAreas, RecordedOfArea
from correspondence.protocol.directory import Directory
from correspondence.protocol.letters import LetterRecord
from correspondence.protocol.subject import EVERY_AREA, Subject, area_of
from correspondence.reading import read_kept_area_event
from correspondence.storage import Register, StatusRecord, StoredLetter


@dataclass(frozen=True, slots=True, kw_only=True)
class _Kept:
    """All that is kept of a service area, or of all of them: events in order of arrival, each with its instant."""

    events: tuple[tuple[datetime, AnyOfAreas], ...]
    letters: tuple[StoredLetter, ...]
    steps: Mapping[str, tuple[StatusRecord, ...]]

    def by(self, at: datetime | None) -> tuple[AnyOfAreas, ...]:
        """The events that were recorded by then; None: all."""
        return tuple(event for recorded_at, event in self.events if at is None or recorded_at <= at)

    def records(self, at: datetime | None) -> tuple[LetterRecord, ...]:
        """What is known of its letters; of those that had been made by an instant, what was known at that."""
        if at is None:
            return tuple(x.as_record for x in self.letters)
        earlier = (x for x in self.letters if x.made_at < at)
        return tuple(x.record_after(step for step in self.steps[x.letter_id] if step.at < at) for x in earlier)


@dataclass(frozen=True, slots=True)
class AreaFiles:
    """What is kept of each service area of a directory, and of all of them, read once.

    What cannot be read is `damaged`, and stops nothing else.
    """

    kept: Mapping[Subject, _Kept]
    damaged: Mapping[Subject, Unreadable]

    def check(self, subject: Subject) -> None:
        """Raise `Unreadable` where what is kept of a subject cannot be read."""
        if subject in self.damaged:
            raise self.damaged[subject]

    def at(self, at: datetime | None = None) -> dict[str, AreaFile]:
        """How each area stands that has an event: now (None), or as it did at an instant."""
        found = {}
        for subject, kept in self.kept.items():
            events = _of_one(kept.by(at))
            if events:
                found[subject.name] = fold(events, kept.records(at))
        return found

    def of_all(self, at: datetime | None = None) -> NationalFile:
        """What happened that is about every area. Raises `Unreadable`."""
        self.check(EVERY_AREA)
        kept = self.kept[EVERY_AREA]
        events = (each for each in kept.by(at) if isinstance(each, AnyNationalEvent))
        return NationalFile(events=tuple(events), letters=kept.records(at))


def read_area_files(register: Register, directory: Directory, *, then: bool = False) -> AreaFiles:
    """All that is kept of the areas of a directory. *then*: how they stood at an instant is going to be asked."""
    kept: dict[Subject, _Kept] = {}
    damaged: dict[Subject, Unreadable] = {}
    for subject in (*map(area_of, directory.service_areas), EVERY_AREA):
        try:
            kept[subject] = _kept(register, subject, then=then)
        except Unreadable as trouble:
            damaged[subject] = trouble
    return AreaFiles(kept=kept, damaged=damaged)


def events_of_area(register: Register, service_area: str) -> tuple[RecordedOfArea, ...]:
    """The events of an area in order of arrival. Raises `Unreadable`."""
    return _of_one(tuple(event for _, event in _events(register, area_of(service_area))))


def _kept(register: Register, subject: Subject, *, then: bool) -> _Kept:
    letters = register.letters_of_case(subject.key)
    steps = register.steps_of_all(subject.key) if then else {}
    return _Kept(events=_events(register, subject), letters=letters, steps=steps)


def _events(register: Register, subject: Subject) -> tuple[tuple[datetime, AnyOfAreas], ...]:
    came = [each.recorded_at for each in register.history(subject.key) if not each.erased]
    bodies = register.received(subject.key)[: len(came)]  # one may have come meanwhile
    return tuple(zip(came, read_each(bodies, read_kept_area_event), strict=True))


def _of_one(events: tuple[AnyOfAreas, ...]) -> tuple[RecordedOfArea, ...]:
    """Those that are of one area."""
    return tuple(each for each in events if not isinstance(each, AnyNationalEvent))

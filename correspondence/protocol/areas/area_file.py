"""The area file: the fold of a service area's events and of what became of its letters. Nothing here is stored."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Self, TypeVar

from correspondence.protocol.days.timetable import EVERY_FRIDAY, STEPS, Boards, Step, Timetable, plan
from correspondence.protocol.history.readers import days_told
from correspondence.protocol.letters import LetterRecord
from correspondence.protocol.record import record

from .events import (
    AnyAreaEvent,
    AnyAreaOrNationalEvent,
    AnyNationalEvent,
    AreaCorrection,
    DeactivationDecided,
    HubOpened,
    RecordedOfArea,
)
from .stage import Stage

_E = TypeVar("_E", bound=AnyAreaEvent)


def days_with(known: Mapping[Step, date], event: AnyAreaEvent) -> dict[Step, date]:
    """The timetable's days once *event* has stated its own: later ones that it leaves out are open again."""
    stated = event.stated
    first = min((STEPS.index(each.step) for each in stated), default=len(STEPS))
    kept = {step: on for step, on in known.items() if STEPS.index(step) < first}
    return kept | {each.step: each.on for each in stated}


@record
class AreaFile:
    """How a service area stands. `events` are in order of their day, and of their arrival within one."""

    service_area: str
    events: tuple[AnyAreaEvent, ...]
    letters: tuple[LetterRecord, ...]

    def of_type(self, kind: type[_E]) -> tuple[_E, ...]:
        """The events of one type, in order."""
        return tuple(e for e in self.events if isinstance(e, kind))

    def event(self, event_id: str) -> AnyAreaEvent | None:
        """The event with that id; None when the area has none."""
        return next((e for e in self.events if e.event_id == event_id), None)

    def after(self, event: AnyAreaOrNationalEvent) -> tuple[AnyAreaEvent, ...]:
        """The events that come after one of its own."""
        ids = [each.event_id for each in self.events]
        return self.events[1 + ids.index(event.event_id) :]

    @property
    def stage(self) -> Stage:
        """How far the area has come, as its events say; a Hub that only the directory knows of is none of them."""
        stage = Stage.NORMAL
        for event in self.events:
            stage = event.stage_after(stage)
        return stage

    def round_until(self, event: AnyAreaEvent) -> tuple[AnyAreaEvent, ...]:
        """The events of the round that *event* is part of, up to and with it: an area may need a Hub again.

        A round ends with the decision that gives up or declines a Hub.
        """
        past = self.events[: self.events.index(event) + 1]
        ends = [place for place, each in enumerate(past[:-1]) if each.ends_round]
        return past[ends[-1] + 1 :] if ends else past

    @property
    def _present_round(self) -> tuple[AnyAreaEvent, ...]:
        """The events of the round that is not over; none where the last is."""
        last = self.events[-1]
        return () if last.ends_round else self.round_until(last)

    def last_on(self, kind: type[AnyAreaEvent]) -> date | None:
        """The day of the present round's last event of one type; None where it has none."""
        return max((e.occurred_on for e in self._present_round if isinstance(e, kind)), default=None)

    @property
    def stated(self) -> dict[Step, date]:
        """The days of the present round's timetable that an event states, by the last that does."""
        days: dict[Step, date] = {}
        for event in self._present_round:
            days = days_with(days, event)
        return days

    def timetable(self, boards: Boards = EVERY_FRIDAY) -> Timetable | None:
        """The timetable as it now stands, what no event states being planned; None where none states anything."""
        stated = self.stated
        return plan(stated, boards) if stated else None

    @property
    def _changes(self) -> tuple[tuple[date, bool], ...]:
        """The days on which the Hub opened (True) or closed, in order; a day with both leaves it open."""
        opened = [(e.occurred_on, True) for e in self.of_type(HubOpened)]
        closed = [(e.closes_on, False) for e in self.of_type(DeactivationDecided) if e.closes_on is not None]
        return tuple(sorted([*opened, *closed]))

    def is_hub_open_on(self, day: date) -> bool | None:
        """Whether the Hub is open on *day* (Protocol 4.6, 6.2); None where no event says: the directory does then."""
        changes = self._changes
        if not changes:
            return None
        past = [is_open for on, is_open in changes if on <= day]
        return past[-1] if past else not changes[0][1]

    @property
    def decision_to_close(self) -> DeactivationDecided | None:
        """The Board's decision by which the Hub closes; None where it is to stay open, or has opened since (6.2)."""
        changes = [e for e in self.events if isinstance(e, HubOpened | DeactivationDecided)]
        last = changes[-1] if changes else None
        return last if isinstance(last, DeactivationDecided) and last.closes_on is not None else None

    def told(self, kinds: Iterable[str], until: AnyAreaEvent) -> dict[str, date]:
        """Whom letters of those kinds reached in the round of *until*, that event's own letters among them.

        Each recipient's key, with the day that first was.
        """
        wanted, given_by = frozenset(kinds), {event.event_id for event in self.round_until(until)}
        return days_told(x for x in self.letters if x.kind in wanted and x.given_by in given_by)


@record
class NationalFile:
    """What happened that is about every area, in order of arrival, and what became of its letters."""

    events: tuple[AnyNationalEvent, ...]
    letters: tuple[LetterRecord, ...]

    def event(self, event_id: str) -> AnyNationalEvent | None:
        """The event with that id; None where there is none."""
        return next((e for e in self.events if e.event_id == event_id), None)

    def after(self, event: AnyAreaOrNationalEvent) -> tuple[AnyNationalEvent, ...]:
        """The events that come after one of its own."""
        ids = [each.event_id for each in self.events]
        return self.events[1 + ids.index(event.event_id) :]

    def with_next(self, event: AnyNationalEvent) -> Self:
        """The same, once *event* has happened."""
        return replace(self, events=(*self.events, event))


def fold(received: Sequence[RecordedOfArea], letters: Sequence[LetterRecord] = ()) -> AreaFile:
    """The area file of *received*: the events of one service area in the order in which they came, at least one.

    Corrections take the place of what they correct.
    """
    return AreaFile(
        service_area=received[0].service_area,
        events=tuple(sorted(as_they_should_have_been(received), key=lambda e: e.occurred_on)),
        letters=tuple(letters),
    )


def as_they_should_have_been(received: Sequence[RecordedOfArea]) -> tuple[AnyAreaEvent, ...]:
    """The events of an area in order of arrival, each as it was last corrected, under its own id."""
    corrected = {e.replaces: replace(e.event, event_id=e.replaces) for e in received if isinstance(e, AreaCorrection)}
    return tuple(corrected.get(e.event_id, e) for e in received if not isinstance(e, AreaCorrection))

"""The area file: the fold of a service area's events and of what became of its letters. Nothing here is stored."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import TypeAlias, TypeVar

from .area_corrections import RecordedOfArea, as_they_should_have_been
from .area_events import (
    ActivationDecided,
    ActivationDeclined,
    AnyAreaEvent,
    ChallengeMeetingAgreed,
    ChallengeMeetingHeld,
    CheckpointHeld,
    DeactivationDecided,
    HubOpened,
    OpeningConfirmed,
    OpeningDeferred,
)
from .fields import record
from .letters import LetterRecord
from .readers import days_told
from .timetable import EVERY_FRIDAY, STEPS, Boards, Step, Timetable, plan

_E = TypeVar("_E", bound=AnyAreaEvent)


class Stage(StrEnum):
    """How far an area has come on the way to a Hub and back."""

    NORMAL = "normal"
    CHALLENGE_MEETING_AGREED = "challenge_meeting_agreed"
    ACTIVATION_DECIDED = "activation_decided"
    CHECKPOINT_HELD = "checkpoint_held"
    OPENING_CONFIRMED = "opening_confirmed"
    DEFERRED = "deferred"
    OPEN = "open"
    DEACTIVATED = "deactivated"


_STAGE_AFTER: dict[str, Stage] = {
    "challenge_meeting_agreed": Stage.CHALLENGE_MEETING_AGREED,
    "activation_decided": Stage.ACTIVATION_DECIDED,
    "activation_declined": Stage.NORMAL,
    "checkpoint_held": Stage.CHECKPOINT_HELD,
    "opening_confirmed": Stage.OPENING_CONFIRMED,
    "opening_deferred": Stage.DEFERRED,
    "hub_opened": Stage.OPEN,
}
"""The stage that an event brings an area to. Every other type leaves it where it is, save a de-activation."""


@record
class StatedDay:
    """A day of the timetable that an event states, in which of its fields."""

    step: Step
    field: str
    on: date


def stated_days(event: AnyAreaEvent) -> tuple[StatedDay, ...]:
    """The days of the timetable that *event* states, in their order: what happened, and what it is to lead to."""
    return tuple(StatedDay(step=step, field=field, on=on) for step, field, on in _stated(event) if on is not None)


_Stated: TypeAlias = tuple[tuple[Step, str, date | None], ...]


def _stated(event: AnyAreaEvent) -> _Stated:
    today = "occurred_on", event.occurred_on
    match event:
        case ChallengeMeetingAgreed(challenge_meeting_on=meeting_on):
            return (Step.BOARD_AGREES_MEETING, *today), (Step.CHALLENGE_MEETING, "challenge_meeting_on", meeting_on)
        case ChallengeMeetingHeld(board_on=board_on):
            return (Step.CHALLENGE_MEETING, *today), (Step.BOARD_ACTIVATES, "board_on", board_on)
        case ActivationDecided():
            return (
                (Step.CHALLENGE_MEETING, "challenge_meeting_on", event.challenge_meeting_on),
                (Step.BOARD_ACTIVATES, *today),
                (Step.CHECKPOINT, "checkpoint_on", event.checkpoint_on),
                *_still_to_come(event.board_on, event.opening_on),
            )
        case CheckpointHeld(activated_on=activated_on):
            back = Step.BOARD_ACTIVATES, "activated_on", activated_on
            return back, (Step.CHECKPOINT, *today), *_still_to_come(event.board_on, event.opening_on)
        case OpeningConfirmed(checkpoint_on=checkpoint_on, opening_on=opening_on):
            back = Step.CHECKPOINT, "checkpoint_on", checkpoint_on
            return back, (Step.BOARD_CONFIRMS, *today), (Step.OPENING, "opening_on", opening_on)
        case OpeningDeferred(next_checkpoint_on=checkpoint_on):
            again = Step.CHECKPOINT, "next_checkpoint_on", checkpoint_on
            return again, *_still_to_come(event.board_on, event.opening_on)
        case HubOpened():
            return ((Step.OPENING, *today),)
        case _:
            return ()


def _still_to_come(board_on: date | None, opening_on: date | None) -> _Stated:
    return (Step.BOARD_CONFIRMS, "board_on", board_on), (Step.OPENING, "opening_on", opening_on)


def days_with(known: Mapping[Step, date], event: AnyAreaEvent) -> dict[Step, date]:
    """The timetable's days once *event* has stated its own: later ones that it leaves out are open again."""
    stated = stated_days(event)
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

    @property
    def stage(self) -> Stage:
        """How far the area has come, as its events say; a Hub that only the directory knows of is none of them."""
        stage = Stage.NORMAL
        for event in self.events:
            stage = _STAGE_AFTER.get(event.type, stage)
            if isinstance(event, DeactivationDecided) and event.is_deactivated:
                stage = Stage.DEACTIVATED
        return stage

    def round_until(self, event: AnyAreaEvent) -> tuple[AnyAreaEvent, ...]:
        """The events of the round that *event* is part of, up to and with it: an area may need a Hub again.

        A round ends with the decision that gives up or declines a Hub.
        """
        past = self.events[: self.events.index(event) + 1]
        ends = [place for place, each in enumerate(past[:-1]) if _ends(each)]
        return past[ends[-1] + 1 :] if ends else past

    @property
    def _present_round(self) -> tuple[AnyAreaEvent, ...]:
        """The events of the round that is not over; none where the last is."""
        last = self.events[-1]
        return () if _ends(last) else self.round_until(last)

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

    def told(self, kinds: Iterable[str], until: AnyAreaEvent) -> dict[str, date]:
        """Whom letters of those kinds reached in the round of *until*, that event's own letters among them.

        Each recipient's key, with the day that first was.
        """
        wanted, given_by = frozenset(kinds), {event.event_id for event in self.round_until(until)}
        return days_told(x for x in self.letters if x.kind in wanted and x.given_by in given_by)


def _ends(event: AnyAreaEvent) -> bool:
    """Whether a round ends with *event*."""
    return isinstance(event, ActivationDeclined) or (isinstance(event, DeactivationDecided) and event.is_deactivated)


def fold(received: Sequence[RecordedOfArea], letters: Sequence[LetterRecord] = ()) -> AreaFile:
    """The area file of *received*: the events of one service area in the order in which they came, at least one.

    Corrections take the place of what they correct.
    """
    return AreaFile(
        service_area=received[0].service_area,
        events=tuple(sorted(as_they_should_have_been(received), key=lambda e: e.occurred_on)),
        letters=tuple(letters),
    )

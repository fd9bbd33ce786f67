"""What an area event may not say: `faults`, where it contradicts something; `gate`, where the Protocol forbids it.

Every reason is found at once, and none holds a person's value. `gate` rests on what `faults` has let through.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from .area_contents import faults_in_itself
from .area_events import (
    ActivationDecided,
    ActivationDeclined,
    AnyAreaEvent,
    AreaEvent,
    BriefingArranged,
    ChallengeMeetingHeld,
    CheckpointHeld,
    DeactivationDecided,
    HubOpened,
    LiaisonMeetingCalled,
    LiaisonMeetingHeld,
    OpeningConfirmed,
    OpeningDeferred,
    ReviewChallengeMeetingHeld,
    ReviewChallengeMeetingRequested,
    StatusReviewed,
)
from .area_file import AreaFile, Stage, days_with, stated_days
from .directory import Directory
from .national_events import AnyAreaOrNationalEvent, AnyNationalEvent, ProtocolReviewed, ReviewPeriod
from .refusals import Reason
from .rules import broken
from .timetable import Step, board_faults, working_day_faults
from .timetable import faults as timetable_faults

STEP_MISSING, HUB_NOT_OPEN = "step_missing", "hub_not_open"
"""The reasons that may rest on nothing but a history that is not at hand."""

_STAGES: dict[str, frozenset[Stage]] = {
    "challenge_meeting_agreed": frozenset({Stage.NORMAL, Stage.DEACTIVATED}),
    "challenge_meeting_held": frozenset({Stage.CHALLENGE_MEETING_AGREED}),
    "activation_decided": frozenset({Stage.NORMAL, Stage.DEACTIVATED, Stage.CHALLENGE_MEETING_AGREED}),
    "activation_declined": frozenset(Stage) - {Stage.NORMAL, Stage.DEACTIVATED, Stage.OPEN},
    "checkpoint_held": frozenset({Stage.ACTIVATION_DECIDED, Stage.DEFERRED}),
    "opening_confirmed": frozenset({Stage.CHECKPOINT_HELD, Stage.OPENING_CONFIRMED}),
    "opening_deferred": frozenset({Stage.CHECKPOINT_HELD, Stage.OPENING_CONFIRMED}),
    "briefing_arranged": frozenset({Stage.ACTIVATION_DECIDED, Stage.CHECKPOINT_HELD, Stage.OPENING_CONFIRMED}),
    "hub_opened": frozenset({Stage.OPENING_CONFIRMED}),
}
"""The stages in which an event may come; every other type may come in any (Protocol 4.2 to 4.6).

An activation names its own Challenge Meeting: what came before it may not have been recorded here.
"""


def faults(event: AnyAreaOrNationalEvent, before: AreaFile | None, directory: Directory) -> tuple[Reason, ...]:
    """Every contradiction of *event* with itself, the directory or *before*, its area as recorded so far, if at all."""
    against_history = _history_faults(event, before) if isinstance(event, AreaEvent) and before is not None else ()
    return (*faults_in_itself(event, directory), *against_history)


def gate(event: AnyAreaOrNationalEvent, before: AreaFile | None, directory: Directory) -> tuple[Reason, ...]:
    """Every reason why the Protocol does not allow *event*; *before* as for `faults`, which goes first."""
    if not isinstance(event, AreaEvent):
        return tuple(_national_reasons(event))
    return (
        *_stage_reasons(event, before),
        *_open_hub_reasons(event, before, directory),
        *_timetable_reasons(event, before),
        *_day_reasons(event),
        *_untested_reasons(event),
    )


def _history_faults(event: AnyAreaEvent, before: AreaFile) -> Iterator[Reason]:
    """What was recorded of the same step, or of a later one, speaks of another day."""
    for field, on, recorded_on in _told_twice(event, before):
        detail = f"{recorded_on} is the day that was recorded"
        yield from broken((recorded_on not in (None, on), "other_day_recorded", field, detail))
    last = max((e.occurred_on for e in before.events if e.type in _STAGES), default=None)
    is_late = event.type in _STAGES and last is not None and event.occurred_on < last
    yield from broken((is_late, "before_recorded_step", "occurred_on", f"a step of {last} is recorded already"))


def _told_twice(event: AnyAreaEvent, before: AreaFile) -> Iterator[tuple[str, date, date | None]]:
    """Each day in *event* of something that has an event of its own: its field, the day, and that event's, if any."""
    match event:
        case ActivationDecided(challenge_meeting_on=on):
            yield "challenge_meeting_on", on, before.last_on(ChallengeMeetingHeld)
        case CheckpointHeld(activated_on=on):
            yield "activated_on", on, before.last_on(ActivationDecided)
        case OpeningConfirmed(checkpoint_on=on) | OpeningDeferred(checkpoint_on=on):
            yield "checkpoint_on", on, before.last_on(CheckpointHeld)
        case BriefingArranged(opening_on=on):
            yield "opening_on", on, before.stated.get(Step.OPENING)
        case HubOpened(occurred_on=on):
            yield "occurred_on", on, before.stated.get(Step.OPENING)
        case DeactivationDecided(review_challenge_meeting_on=on):
            yield "review_challenge_meeting_on", on, before.last_on(ReviewChallengeMeetingHeld)
        case _:
            return


def _stage_reasons(event: AnyAreaEvent, before: AreaFile | None) -> Iterator[Reason]:
    stage = before.stage if before is not None else Stage.NORMAL
    allowed = _STAGES.get(event.type, frozenset(Stage))
    detail = f"the area stands at {stage}; this follows {', '.join(each for each in Stage if each in allowed)}"
    return broken((stage not in allowed, STEP_MISSING, "type", detail), source="4.6")


def _open_hub_reasons(event: AnyAreaEvent, before: AreaFile | None, directory: Directory) -> Iterator[Reason]:
    """A Hub is reviewed, or given up, only while it is open (Protocol 6.1, 6.2)."""
    asks = StatusReviewed | ReviewChallengeMeetingRequested | ReviewChallengeMeetingHeld | DeactivationDecided
    if not isinstance(event, asks):
        return iter(())
    is_open = before.is_hub_open_on(event.occurred_on) if before is not None else None
    if is_open is None:
        hubs = (hub for hub in directory.hubs.values() if hub.service_area == event.service_area)
        is_open = any(hub.is_open_on(event.occurred_on) for hub in hubs)
    detail = "no Hub of this service area is open on the day of this event"
    return broken((not is_open, HUB_NOT_OPEN, "service_area", detail), source="6.2")


def _timetable_reasons(event: AnyAreaEvent, before: AreaFile | None) -> Iterator[Reason]:
    """The timetable's faults with the days that this event states, under its own fields (Protocol 4.2 to 4.6)."""
    fields = {str(each.step): each.field for each in stated_days(event)}
    days = days_with(before.stated if before is not None else {}, event)
    return (replace(r, field=fields[r.field]) for r in timetable_faults(days) if r.field in fields)


def _day_reasons(event: AnyAreaEvent) -> Iterator[Reason]:
    """What else the Board decides is decided on one of its Fridays, and what is held is held on a working day."""
    match event:
        case ActivationDeclined() | OpeningDeferred() | DeactivationDecided():
            yield from board_faults("occurred_on", event.occurred_on, event.occurred_on)
        case LiaisonMeetingCalled():
            yield from working_day_faults("meeting_on", event.meeting_on, event.meeting_on)
        case LiaisonMeetingHeld(next_meeting_on=date() as next_on):
            yield from working_day_faults("next_meeting_on", next_on, next_on)
        case BriefingArranged():
            yield from working_day_faults("briefing_on", event.briefing_on, event.briefing_on)
        case ReviewChallengeMeetingHeld():
            yield from working_day_faults("occurred_on", event.occurred_on, event.occurred_on)
            yield from board_faults("board_on", event.board_on, event.board_on)
        case _:
            return


def _untested_reasons(event: AnyAreaEvent) -> Iterator[Reason]:
    """No Hub opens until measures to reduce the work were explored and tested (Protocol 3.1(h))."""
    is_untested = isinstance(event, CheckpointHeld) and event.advises_opening and not event.measures_tested
    detail = "to open is advised only after measures were tested: at least one is named"
    return broken((is_untested, "no_measures_tested", "measures_tested", detail), source="3.1(h)")


def _national_reasons(event: AnyNationalEvent) -> Iterator[Reason]:
    is_lacking = isinstance(event, ProtocolReviewed) and event.period is ReviewPeriod.ONE_YEAR and not event.equality
    detail = "the review after the first year looks at the effect on protected characteristics"
    return broken((is_lacking, "equality_missing", "equality", detail), source="6.3")

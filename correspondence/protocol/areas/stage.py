"""How far a service area has come, and the days of the timetable that bring it on."""

from datetime import date
from enum import StrEnum

from correspondence.protocol.days.timetable import Step
from correspondence.protocol.record import record


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

"""A day of an event beside the day of the event itself."""

from datetime import date

from correspondence.protocol.rules import Row


def by_day_of_event(field: str, on: date, event_on: date) -> Row:
    """What has already been."""
    return on > event_on, "day_after_event", field, f"at the latest on the day of this event, {event_on}"


def from_day_of_event(field: str, on: date | None, event_on: date) -> Row:
    """What is still to come, or is today."""
    too_early = on is not None and on < event_on
    return too_early, "day_before_event", field, f"on the day of this event, {event_on}, or later"


def after_day(field: str, on: date | None, other_on: date) -> Row:
    """What comes after another day."""
    return on is not None and on <= other_on, "day_not_after", field, f"after {other_on}"

"""What an opening still needs: the Board that confirms it, and its day."""

from datetime import date

from correspondence.protocol.areas.stage import StatedDay
from correspondence.protocol.days.timetable import Step


def still_to_come(board_on: date | None, opening_on: date | None) -> tuple[StatedDay, ...]:
    """The days that are known of it."""
    days = (Step.BOARD_CONFIRMS, "board_on", board_on), (Step.OPENING, "opening_on", opening_on)
    return tuple(StatedDay(step=step, field=field, on=on) for step, field, on in days if on is not None)

"""How one figure stands to another, in words that need no arrow: more, less, or the same, and by how much."""

from decimal import Decimal
from enum import StrEnum

from correspondence.protocol.record import record


class Direction(StrEnum):
    """Which way a figure has gone."""

    UP = "up"
    DOWN = "down"
    SAME = "same"


@record
class Change:
    """From one figure to another: which way, and how far as it is printed; "0" where nothing has changed."""

    direction: Direction
    by: str


def change(now: int | float, before: int | float) -> Change:
    """The change from *before* to *now*, exact in the digits that they came with."""
    difference = Decimal(str(now)) - Decimal(str(before))
    return Change(direction=_direction(difference), by=in_digits(abs(difference)))


def in_digits(number: int | float | Decimal) -> str:
    """A number with every digit it came with, and thousands set apart."""
    return f"{Decimal(str(number)).normalize():,f}"


def _direction(difference: Decimal) -> Direction:
    if difference == 0:
        return Direction.SAME
    return Direction.UP if difference > 0 else Direction.DOWN

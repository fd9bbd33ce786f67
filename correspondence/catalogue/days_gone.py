"""A letter that lay unsent until a day that it promises had passed: whatever it is about, it goes no more as it is."""

from collections.abc import Iterator
from datetime import date
from typing import TypeVar

from correspondence.protocol.days.countable_days import days_in

from .composing import AnyOccasion, compose, readers_of
from .days_told import FIELDS
from .facts.owned import owned_to
from .kind import LetterKind
from .letter import Letter, RecipientView
from .occasions.case import Occasion

_O = TypeVar("_O", bound=AnyOccasion)


def lay_too_long(letter: Letter, kind: LetterKind[_O], today: _O) -> bool:
    """Whether a day that had not passed when a letter was written has by now, and would not be told so *today*.

    A day that is told ahead and past alike, as that of the court's order, is none that the letter promises. So does a
    letter lie too long that would own, *today*, a promise which passed unkept meanwhile. *today*: its own occasion on
    that day. Raises as `compose`.
    """
    if isinstance(today, Occasion) and letter.is_for_family and _owns_less(letter, today):
        return True
    turned = (field for field, day in _days_told(letter) if letter.dated <= day < today.today)
    if not kind.facts_type.told_ahead_or_past.isdisjoint(turned):
        return True
    gone = {(field, day) for field, day in _days_told(letter) if _lay_ahead(field, day, letter) and day < today.today}
    if not gone:
        return False
    theirs = (compose(kind, today, x) for x in readers_of(kind, today) if x.key == letter.recipient)
    return not gone.issubset(told for each in theirs for told in _days_told(each))


def _lay_ahead(field: str, day: date, letter: Letter) -> bool:
    """Whether a day had not passed when a letter was written: one that holds us to something may be its own."""
    return letter.dated < day or (letter.dated == day and f"facts.{field}" in FIELDS)


def _owns_less(letter: Letter, today: Occasion) -> bool:
    """Whether its reader is to be told today of a promise that passed unkept, and not by this letter."""
    return isinstance(letter.view, RecipientView) and letter.view.owned != owned_to(today, letter.recipient)


def _days_told(letter: Letter) -> Iterator[tuple[str, date]]:
    """What each day is of, whichever place of a list it has, and the day: two that fall together are two."""
    for field, day in days_in(letter.view.facts):
        yield ".".join(part for part in field.split(".") if not part.isdigit()), day

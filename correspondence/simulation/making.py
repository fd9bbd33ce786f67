"""Letters made in words alone: what a life of many weeks has time for.

Each letter is composed, examined and kept as it always is, with every check of its words and of what it may tell; it
has the form that costs nothing beside its words, and no page is drawn.
"""

import importlib
from collections.abc import Sequence
from dataclasses import replace
from typing import cast

from correspondence.catalogue.kind import DocumentForm
from correspondence.catalogue.letter import Letter
from correspondence.making import Order, OwnProcess, Write
from correspondence.making.orders import T


class WordsAlone(OwnProcess):
    """Makes every letter in this process, as HTML and without copies: the same words as any other form of it."""

    def make_all(self, orders: Sequence[Order[T]]) -> tuple[T, ...]:
        """Do orders one after another; what came of each, in the order they are given."""
        return super().make_all([_in_words(order) for order in orders])


def _in_words(order: Order[T]) -> Order[T]:
    return cast("Order[T]", replace(order, letter=_undrawn(order.letter))) if isinstance(order, Write) else order


def _undrawn(letter: Letter) -> Letter:
    """The letter without the forms of it that are drawn, and without those who get a copy on paper."""
    parts = tuple(replace(part, forms=(DocumentForm.HTML,)) for part in letter.kind.parts)
    return replace(letter, kind=replace(letter.kind, parts=parts), copies=())


def begin() -> None:
    """Load what makes letters now, so that no day of a life is slower than another."""
    importlib.import_module("correspondence.making.letters").warm()

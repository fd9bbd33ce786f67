"""What an event asks of its case: that it was placed in an Allocation Hub, that it still waits there."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from correspondence.protocol.days.calendar import in_words
from correspondence.protocol.refusals import Reason
from correspondence.protocol.rules import broken

from .event import CaseEvent

if TYPE_CHECKING:
    from correspondence.protocol.history.case_file import CaseFile

NOT_IN_HUB, LEFT_HUB = "not_in_hub", "left_hub"
THE_CASE = "case.case_number"


def placed(event: CaseEvent, stood: "CaseFile | None") -> Iterator[Reason]:
    """That the case had been placed in a Hub, as it *stood*; None where nothing had happened."""
    never = stood is None or stood.decision is None
    detail = "this case had not been placed in a Hub"
    return broken((never, NOT_IN_HUB, THE_CASE, detail), source=event.paragraph)


def in_hub(event: CaseEvent, stood: "CaseFile | None", because: str) -> Iterator[Reason]:
    """That it waits in one; *because*: what the event would say else."""
    left = stood.leaves_hub_on if stood is not None and stood.decision is not None else None
    yield from placed(event, stood)
    if left is not None:
        detail = f"this case left the Hub on {in_words(left)}: {because}"
        yield from broken((True, LEFT_HUB, THE_CASE, detail), source=event.paragraph)

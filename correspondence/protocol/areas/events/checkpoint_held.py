"""The Checkpoint was held (Protocol 4.6, 3.1(h))."""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Literal

from correspondence.protocol.areas.stage import Stage, StatedDay
from correspondence.protocol.days.timetable import Step
from correspondence.protocol.fields import FreeText, Several, StatedReason
from correspondence.protocol.record import record
from correspondence.protocol.refusals import Reason
from correspondence.protocol.rules import broken

from .activation_decided import ActivationDecided
from .event import MeasuredAreaEvent
from .still_to_come import still_to_come

if TYPE_CHECKING:
    from correspondence.protocol.areas.area_file import AreaFile


@record
class CheckpointHeld(MeasuredAreaEvent):
    """The Checkpoint was held. A15, the advice to the Board that meets on `board_on` (Protocol 4.6, 3.1(h))."""

    posts = ("director_of_operations", "covid_19_board")
    follows = frozenset({Stage.ACTIVATION_DECIDED, Stage.DEFERRED})
    leads_to = Stage.CHECKPOINT_HELD

    type: Literal["checkpoint_held"]
    activated_on: date
    board_on: date
    opening_on: date
    measures_tested: Several[FreeText]
    has_improved_significantly: bool
    advises_opening: bool
    reasons: StatedReason

    @property
    def stated(self) -> tuple[StatedDay, ...]:
        """The activation's, its own, and what is still to come."""
        return (
            StatedDay(step=Step.BOARD_ACTIVATES, field="activated_on", on=self.activated_on),
            StatedDay(step=Step.CHECKPOINT, field="occurred_on", on=self.occurred_on),
            *still_to_come(self.board_on, self.opening_on),
        )

    def days_recorded(self, before: "AreaFile") -> Iterator[tuple[str, date, date | None]]:
        """The activation's."""
        yield "activated_on", self.activated_on, before.last_on(ActivationDecided)

    def forbidden(self) -> Iterator[Reason]:
        """No Hub opens until measures to reduce the work were explored and tested (Protocol 3.1(h))."""
        is_untested = self.advises_opening and not self.measures_tested
        detail = "to open is advised only after measures were tested: at least one is named"
        return broken((is_untested, "no_measures_tested", "measures_tested", detail), source="3.1(h)")

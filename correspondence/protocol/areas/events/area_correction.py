"""What was recorded of a service area and was wrong, as it should have been."""

from typing import Annotated, Literal

from correspondence.protocol.fields import BY_TYPE, EventId, StatedReason
from correspondence.protocol.record import record

from .event import AreaEvent
from .registry import AnyAreaEvent


@record
class AreaCorrection(AreaEvent):
    """Something recorded of a service area was wrong: `event` is what `replaces` should have been.

    Letters that would now say something else are written again; those that were sent are answered by correcting ones.
    """

    type: Literal["area_correction"]
    replaces: EventId
    reason: StatedReason
    event: Annotated[AnyAreaEvent, BY_TYPE]

"""What was recorded was wrong, and what it should have been."""

from typing import Annotated, Literal

from correspondence.protocol.fields import BY_TYPE, EventId, StatedReason
from correspondence.protocol.record import record

from .event import CaseEvent
from .registry import CorrectableEvent


@record
class Correction(CaseEvent):
    """Something recorded was wrong: `event` is what `replaces` should have been."""

    type: Literal["correction"]
    replaces: EventId
    reason: StatedReason
    event: Annotated[CorrectableEvent, BY_TYPE]

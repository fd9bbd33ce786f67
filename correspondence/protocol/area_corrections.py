"""The correction of an area event: what was recorded of a service area and was wrong, as it should have been."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Annotated, Literal, TypeAlias

from .area_events import AnyAreaEvent, AreaEvent
from .fields import BY_TYPE, EventId, StatedReason, record
from .national_events import AnyAreaOrNationalEvent


@record
class AreaCorrection(AreaEvent):
    """Something recorded of a service area was wrong: `event` is what `replaces` should have been.

    Letters that would now say something else are written again; those that were sent are answered by correcting ones.
    """

    type: Literal["area_correction"]
    replaces: EventId
    reason: StatedReason
    event: Annotated[AnyAreaEvent, BY_TYPE]


RecordedOfArea: TypeAlias = AnyAreaEvent | AreaCorrection
"""Every event that the stream of a service area may hold."""

AnyOfAreas: TypeAlias = AnyAreaOrNationalEvent | AreaCorrection
"""Every event that is of no case."""


def as_they_should_have_been(received: Sequence[RecordedOfArea]) -> tuple[AnyAreaEvent, ...]:
    """The events of an area in order of arrival, each as it was last corrected, under its own id."""
    corrected = {e.replaces: replace(e.event, event_id=e.replaces) for e in received if isinstance(e, AreaCorrection)}
    return tuple(corrected.get(e.event_id, e) for e in received if not isinstance(e, AreaCorrection))

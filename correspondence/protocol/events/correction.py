"""What was recorded was wrong, and what it should have been."""

from typing import TYPE_CHECKING, Annotated, Literal

from correspondence.protocol.fields import BY_TYPE, EventId, StatedReason
from correspondence.protocol.record import record

from .event import CaseEvent
from .registry import CorrectableEvent

if TYPE_CHECKING:
    from correspondence.protocol.history.case_file import CaseFile


@record
class Correction(CaseEvent):
    """Something recorded was wrong: `event` is what `replaces` should have been."""

    type: Literal["correction"]
    replaces: EventId
    reason: StatedReason
    event: Annotated[CorrectableEvent, BY_TYPE]

    def is_known_to(self, person_id: str, case_file: "CaseFile") -> bool:
        """Whoever knows of what was recorded knows, where it is theirs still as it should have been."""
        recorded = (each for each in case_file.received if each.event_id == self.replaces)
        return all(each.is_known_to(person_id, case_file) for each in (*recorded, self.event))

"""The case ended."""

from collections.abc import Iterator
from enum import StrEnum
from typing import TYPE_CHECKING, Literal

from correspondence.protocol.fields import PersonId
from correspondence.protocol.record import record
from correspondence.protocol.refusals import Reason
from correspondence.protocol.rules import broken

from .event import CaseEvent

if TYPE_CHECKING:
    from correspondence.protocol.directory import Hub


class ClosingReason(StrEnum):
    """Why a case ended."""

    FINAL_ORDER = "final_order"
    WITHDRAWN = "withdrawn"
    MOVED_AWAY = "moved_away"
    DEATH = "death"


@record
class CaseClosed(CaseEvent):
    """The case ended. Every duty ends and every unsent letter is withdrawn. `person_id` names who died."""

    type: Literal["case_closed"]
    reason: ClosingReason
    person_id: PersonId | None = None

    def faults(self, hub: "Hub | None") -> Iterator[Reason]:
        """A death names who died, and nothing else names anybody."""
        death, named = self.reason is ClosingReason.DEATH, self.person_id is not None
        yield from broken(
            (death and not named, "death_of_nobody", "person_id", "a death names who died"),
            (named and not death, "person_id_without_death", "person_id", "only a death names a person"),
        )
        yield from self.strangers(("person_id", self.person_id))

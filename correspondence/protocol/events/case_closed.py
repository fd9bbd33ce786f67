"""The case ended."""

from enum import StrEnum
from typing import Literal

from correspondence.protocol.fields import PersonId, record

from .event import CaseEvent


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

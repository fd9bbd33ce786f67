"""The court appoints a guardian under rule 16.4 (Protocol 5.2)."""

from datetime import date
from typing import Literal

from correspondence.protocol.fields import record

from .event import CaseEvent


@record
class GuardianAppointed(CaseEvent):
    """The court appoints a guardian under rule 16.4 (Protocol 5.2)."""

    type: Literal["guardian_appointed"]
    appointed_on: date
    expected_allocation_on: date

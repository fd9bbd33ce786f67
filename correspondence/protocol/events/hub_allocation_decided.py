"""A case is placed in an Allocation Hub (Protocol 3.2)."""

from datetime import date
from typing import Literal

from correspondence.protocol.name_types import NamePart
from correspondence.protocol.record import record

from .event import CaseEvent


@record
class Screened:
    """The named person who looked for the features of Protocol 3.2(i), and when."""

    by: NamePart
    on: date


@record
class HubAllocationDecided(CaseEvent):
    """A case is placed in the Hub (Protocol 3.2). `entered_hub_on` defaults to the day of the decision."""

    type: Literal["hub_allocation_decided"]
    entered_hub_on: date | None = None
    screened: Screened | None = None
    urgent: bool

"""The court answers a request for more time (Protocol 5.2)."""

from datetime import date
from typing import Literal

from correspondence.protocol.fields import record

from .event import CaseEvent


@record
class ExtensionDecided(CaseEvent):
    """The court's answer. `filing_date`: the date it granted, which may be another than the one asked for."""

    type: Literal["extension_decided"]
    granted: bool
    filing_date: date | None = None
    decided_on: date

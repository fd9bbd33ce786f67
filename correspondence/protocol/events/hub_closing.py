"""The Hub closes in which the case still waits (Protocol 6.2; ours)."""

from datetime import date
from typing import Literal

from correspondence.protocol.fields import record

from .event import CaseEvent


@record
class HubClosing(CaseEvent):
    """The Hub closes in which the case still waits, and its family is told (Protocol 6.2; the letter: ours).

    `closes_on`: the first day without the Hub. Nothing ends by it: the case keeps its clocks until an adviser takes it,
    it is passed back for allocation or it is closed. A Hub that stays open changes nothing for a family: then there is
    no such event.
    """

    type: Literal["hub_closing"]
    closes_on: date

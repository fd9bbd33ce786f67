"""Ordered work cannot be filed in time, and the court is asked for more (Protocol 3.2(iii), 2.4)."""

from datetime import date
from enum import StrEnum
from typing import Literal

from correspondence.protocol.fields import ReasonIfAny, StatedReason, record
from correspondence.protocol.name_types import NamePart

from .event import CaseEvent


class ReasonCode(StrEnum):
    """Why more time is needed, as a family is told it. The court's own reason is never theirs to read."""

    NO_ADVISER_AVAILABLE = "no_adviser_available"
    FURTHER_ENQUIRIES = "further_enquiries"
    LATE_INFORMATION = "late_information"
    ILLNESS_OR_ABSENCE = "illness_or_absence"


class HearingEffect(StrEnum):
    """What is asked for the hearing that a later report may come too late for."""

    STAND = "stand"
    RELIST = "relist"
    VACATE = "vacate"


@record
class ExtensionNeeded(CaseEvent):
    """Ordered work cannot be filed in time (Protocol 3.2(iii), 2.4). `reason` is for the court alone."""

    type: Literal["extension_needed"]
    proposed_filing_date: date
    reason: StatedReason
    reason_code: ReasonCode
    hearing_effect: HearingEffect | None = None
    hearing_wanted: bool
    agreed_by: NamePart
    exceptional_reason: ReasonIfAny = None
    approved_by: NamePart | None = None

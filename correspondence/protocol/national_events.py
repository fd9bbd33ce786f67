"""The events that are about every area at once, or about the Protocol itself (Protocol 4.2, 5.4, 5.5, 6.3)."""

from datetime import date
from enum import StrEnum
from typing import Literal, TypeAlias

from .area_events import AnyAreaEvent
from .events import RecordedBy
from .fields import EventId, FreeText, Key, Several, record
from .measures import Measures


@record
class NationalEvent:
    """What every national event carries."""

    event_id: EventId
    occurred_on: date
    recorded_by: RecordedBy


@record
class AreaPressure:
    """How one area stands in a month, and whether a first Challenge Meeting is recommended for it (Protocol 4.2)."""

    service_area: Key
    measures: Measures
    pressure: FreeText
    recommends_challenge_meeting: bool


@record
class MonthlyPressureReviewed(NationalEvent):
    """The monthly look at every area. A13, the update; A8, the summaries (Protocol 4.2, 5.4, 5.5, 6.1)."""

    type: Literal["monthly_pressure_reviewed"]
    areas: Several[AreaPressure]


class ReviewPeriod(StrEnum):
    """After how long the Protocol is reviewed."""

    THREE_MONTHS = "three_months"
    ONE_YEAR = "one_year"


@record
class EqualityFindings:
    """The effect on people with protected characteristics, and whether it discriminates (Protocol 6.3)."""

    staff: FreeText
    children: FreeText
    families: FreeText
    is_directly_discriminating: bool
    is_indirectly_discriminating: bool


@record
class ProtocolReviewed(NationalEvent):
    """The Protocol is reviewed. A17, and what the National Recovery Group may learn (Protocol 3.1(m), 6.3).

    `equality` is looked at after the first year.
    """

    type: Literal["protocol_reviewed"]
    period: ReviewPeriod
    first_hub_opened_on: date
    findings: FreeText
    learning: Several[FreeText]
    changes: Several[FreeText] = ()
    equality: EqualityFindings | None = None


AnyNationalEvent: TypeAlias = MonthlyPressureReviewed | ProtocolReviewed
"""Every national event, told apart by its `type`."""

AnyAreaOrNationalEvent: TypeAlias = AnyAreaEvent | AnyNationalEvent
"""Every event that is of no case, told apart by its `type`."""

"""The events that are of no case: how a Hub is considered, opened, run and closed (Protocol 4 to 6).

The A-codes in them name what each gives.
"""

from typing import TypeAlias

from .activation_decided import ActivationDecided
from .activation_declined import ActivationDeclined
from .area_correction import AreaCorrection
from .briefing_arranged import BriefingArranged
from .challenge_meeting_agreed import ChallengeMeetingAgreed
from .challenge_meeting_held import ChallengeMeetingHeld
from .checkpoint_held import CheckpointHeld
from .deactivation_decided import DeactivationDecided
from .event import AreaEvent, MeasuredAreaEvent, NationalEvent, OfAreas
from .hub_opened import HubOpened
from .liaison_meeting_called import LiaisonMeetingCalled, LiaisonPurpose
from .liaison_meeting_held import LiaisonMeetingHeld
from .monthly_pressure_reviewed import AreaPressure, MonthlyPressureReviewed
from .opening_confirmed import OpeningConfirmed
from .opening_deferred import OpeningDeferred
from .protocol_reviewed import EqualityFindings, ProtocolReviewed, ReviewPeriod
from .registry import AnyAreaEvent, AnyAreaOrNationalEvent, AnyNationalEvent
from .response_plan_recorded import ResponseKind, ResponseMeasure, ResponsePlanRecorded
from .review_challenge_meeting_held import ReviewChallengeMeetingHeld
from .review_challenge_meeting_requested import ReviewChallengeMeetingRequested
from .status_reviewed import Assurance, StatusReviewed

__all__ = [
    "ActivationDecided",
    "ActivationDeclined",
    "AnyAreaEvent",
    "AnyAreaOrNationalEvent",
    "AnyNationalEvent",
    "AnyOfAreas",
    "AreaCorrection",
    "AreaEvent",
    "AreaPressure",
    "Assurance",
    "BriefingArranged",
    "ChallengeMeetingAgreed",
    "ChallengeMeetingHeld",
    "CheckpointHeld",
    "DeactivationDecided",
    "EqualityFindings",
    "HubOpened",
    "LiaisonMeetingCalled",
    "LiaisonMeetingHeld",
    "LiaisonPurpose",
    "MeasuredAreaEvent",
    "MonthlyPressureReviewed",
    "NationalEvent",
    "OfAreas",
    "OpeningConfirmed",
    "OpeningDeferred",
    "ProtocolReviewed",
    "RecordedOfArea",
    "ResponseKind",
    "ResponseMeasure",
    "ResponsePlanRecorded",
    "ReviewChallengeMeetingHeld",
    "ReviewChallengeMeetingRequested",
    "ReviewPeriod",
    "StatusReviewed",
]

RecordedOfArea: TypeAlias = AnyAreaEvent | AreaCorrection
"""Every event that the stream of a service area may hold."""

AnyOfAreas: TypeAlias = AnyAreaOrNationalEvent | AreaCorrection
"""Every event that is of no case."""

"""Every event that is of no case: one module each, one name here. All else that lists them derives from this."""

from typing import TypeAlias

from .activation_decided import ActivationDecided
from .activation_declined import ActivationDeclined
from .briefing_arranged import BriefingArranged
from .challenge_meeting_agreed import ChallengeMeetingAgreed
from .challenge_meeting_held import ChallengeMeetingHeld
from .checkpoint_held import CheckpointHeld
from .deactivation_decided import DeactivationDecided
from .hub_opened import HubOpened
from .liaison_meeting_called import LiaisonMeetingCalled
from .liaison_meeting_held import LiaisonMeetingHeld
from .monthly_pressure_reviewed import MonthlyPressureReviewed
from .opening_confirmed import OpeningConfirmed
from .opening_deferred import OpeningDeferred
from .protocol_reviewed import ProtocolReviewed
from .response_plan_recorded import ResponsePlanRecorded
from .review_challenge_meeting_held import ReviewChallengeMeetingHeld
from .review_challenge_meeting_requested import ReviewChallengeMeetingRequested
from .status_reviewed import StatusReviewed

AnyAreaEvent: TypeAlias = (
    ResponsePlanRecorded
    | LiaisonMeetingCalled
    | LiaisonMeetingHeld
    | ChallengeMeetingAgreed
    | ChallengeMeetingHeld
    | ActivationDecided
    | ActivationDeclined
    | CheckpointHeld
    | OpeningConfirmed
    | OpeningDeferred
    | BriefingArranged
    | HubOpened
    | StatusReviewed
    | ReviewChallengeMeetingRequested
    | ReviewChallengeMeetingHeld
    | DeactivationDecided
)
"""Every area event, told apart by its `type`."""

AnyNationalEvent: TypeAlias = MonthlyPressureReviewed | ProtocolReviewed
"""Every national event, told apart by its `type`."""

AnyAreaOrNationalEvent: TypeAlias = AnyAreaEvent | AnyNationalEvent
"""Every event that is of no case, told apart by its `type`."""

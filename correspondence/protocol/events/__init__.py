"""The case events of the contract: one definition for the core, the API and its OpenAPI schema."""

from typing import TypeAlias

from .adviser_allocated import Adviser, AdviserAllocated
from .case_closed import CaseClosed, ClosingReason
from .contact_made import ContactBy, ContactMade
from .correction import Correction
from .court_challenged import THE_COURT, ChallengeKind, Challenger, CourtChallenged
from .details_changed import DetailsChanged, ToldBy
from .event import SUPERVISORS, CaseEvent, Loosening, Override, RecordedBy, StaffRole
from .extension_decided import ExtensionDecided
from .extension_needed import ExtensionNeeded, HearingEffect, ReasonCode
from .guardian_appointed import GuardianAppointed
from .hub_allocation_decided import HubAllocationDecided, Screened
from .hub_closing import HubClosing
from .information_received import InformationReceived, ReplyRoute
from .registry import CorrectableEvent
from .report_filed import ReportFiled
from .representation_received import RepresentationReceived
from .review_recorded import ReviewOutcome, ReviewRecorded
from .risk_increased import RiskIncreased
from .update_due import Note, Progress, UpdateDue

__all__ = [
    "SUPERVISORS",
    "THE_COURT",
    "Adviser",
    "AdviserAllocated",
    "AnyEvent",
    "CaseClosed",
    "CaseEvent",
    "ChallengeKind",
    "Challenger",
    "ClosingReason",
    "ContactBy",
    "ContactMade",
    "CorrectableEvent",
    "Correction",
    "CourtChallenged",
    "DetailsChanged",
    "ExtensionDecided",
    "ExtensionNeeded",
    "GuardianAppointed",
    "HearingEffect",
    "HubAllocationDecided",
    "HubClosing",
    "InformationReceived",
    "Loosening",
    "Note",
    "Override",
    "Progress",
    "ReasonCode",
    "RecordedBy",
    "ReplyRoute",
    "ReportFiled",
    "RepresentationReceived",
    "ReviewOutcome",
    "ReviewRecorded",
    "RiskIncreased",
    "Screened",
    "StaffRole",
    "ToldBy",
    "UpdateDue",
]

AnyEvent: TypeAlias = CorrectableEvent | Correction

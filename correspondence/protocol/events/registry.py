"""Every event that may happen to a case: one module each, one name here. All else that lists them derives from this."""

from typing import TypeAlias

from .adviser_allocated import AdviserAllocated
from .case_closed import CaseClosed
from .contact_made import ContactMade
from .court_challenged import CourtChallenged
from .details_changed import DetailsChanged
from .extension_decided import ExtensionDecided
from .extension_needed import ExtensionNeeded
from .guardian_appointed import GuardianAppointed
from .hub_allocation_decided import HubAllocationDecided
from .hub_closing import HubClosing
from .information_received import InformationReceived
from .report_filed import ReportFiled
from .representation_received import RepresentationReceived
from .review_recorded import ReviewRecorded
from .risk_increased import RiskIncreased
from .update_due import UpdateDue

CorrectableEvent: TypeAlias = (
    HubAllocationDecided
    | ReviewRecorded
    | UpdateDue
    | InformationReceived
    | DetailsChanged
    | ContactMade
    | ExtensionNeeded
    | ExtensionDecided
    | AdviserAllocated
    | ReportFiled
    | RiskIncreased
    | RepresentationReceived
    | GuardianAppointed
    | CourtChallenged
    | HubClosing
    | CaseClosed
)
"""Whatever a correction may put right."""

"""What every case event carries, and who may record one."""

from datetime import date
from enum import StrEnum

from .case import Case
from .fields import EventId, FreeText, Key, Line, record


class StaffRole(StrEnum):
    """Who may record an event."""

    PRACTICE_SUPERVISOR = "practice_supervisor"
    SERVICE_MANAGER = "service_manager"
    BUSINESS_SERVICES_OFFICER = "business_services_officer"
    HEAD_OF_PRACTICE = "head_of_practice"
    ASSISTANT_DIRECTOR = "assistant_director"
    DIRECTOR_OF_OPERATIONS = "director_of_operations"
    CHIEF_EXECUTIVE = "chief_executive"
    FAMILY_COURT_ADVISER = "family_court_adviser"
    COMMUNICATIONS = "communications"


SUPERVISORS = frozenset(
    {
        StaffRole.PRACTICE_SUPERVISOR,
        StaffRole.SERVICE_MANAGER,
        StaffRole.HEAD_OF_PRACTICE,
        StaffRole.ASSISTANT_DIRECTOR,
    }
)
"""Who may review a case in the Hub: social-work qualified, and answerable for it (Protocol 3.2(vi), 5.1)."""


@record
class RecordedBy:
    """The member of staff who recorded an event."""

    name: Line
    role: StaffRole


@record
class Override:
    """A recorded decision to depart from a default: who approved it, and why."""

    reason: FreeText
    approved_by: Line


@record
class CaseEvent:
    """What every case event carries. `case` is the whole case as it now stands."""

    event_id: EventId
    occurred_on: date
    recorded_by: RecordedBy
    hub: Key
    case: Case
    override: Override | None = None

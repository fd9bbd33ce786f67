"""The case events of the contract: one definition for the core, the API and its OpenAPI schema."""

from datetime import date
from enum import StrEnum
from typing import Annotated, Literal, TypeAlias

from .case import Case
from .fields import BY_TYPE, EventId, FreeText, Key, LanguageTag, Line, PersonId, record


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
class Screened:
    """The named person who looked for the features of Protocol 3.2(i), and when."""

    by: Line
    on: date


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


@record
class HubAllocationDecided(CaseEvent):
    """A case is placed in the Hub (Protocol 3.2). `entered_hub_on` defaults to the day of the decision."""

    type: Literal["hub_allocation_decided"]
    entered_hub_on: date | None = None
    screened: Screened | None = None
    urgent: bool


class ReviewOutcome(StrEnum):
    """Whether a reviewed case stays in the Hub."""

    HOLD = "hold"
    ALLOCATE = "allocate"


@record
class ReviewRecorded(CaseEvent):
    """A supervisor's review (Protocol 3.2(vi), (vii)). `answers`: the information that caused it."""

    type: Literal["review_recorded"]
    outcome: ReviewOutcome
    rationale: FreeText
    answers: EventId | None = None
    next_review_on: date | None = None

    @property
    def is_by_supervisor(self) -> bool:
        """Whether a letter may say that a qualified supervisor looked at the case."""
        return self.recorded_by.role in SUPERVISORS


class Progress(StrEnum):
    """What has happened towards allocation, for the family's update (Protocol 3.2(v))."""

    STILL_WAITING = "still_waiting"
    REVIEWED_NO_CHANGE = "reviewed_no_change"
    FILING_DATE_CHANGED = "filing_date_changed"
    HEARING_DATE_CHANGED = "hearing_date_changed"
    ADVISER_EXPECTED_SOON = "adviser_expected_soon"


@record
class Note:
    """Free text for one person alone, in that person's language."""

    person_id: PersonId
    language: LanguageTag
    text: FreeText


@record
class UpdateDue(CaseEvent):
    """A family update is wanted now (Protocol 3.2(v))."""

    type: Literal["update_due"]
    progress: tuple[Progress, ...]
    notes: tuple[Note, ...] = ()


class ReplyRoute(StrEnum):
    """How an informant wants the answer. `none`: no answer is wanted or safe."""

    POST = "post"
    EMAIL = "email"
    PHONE = "phone"
    NONE = "none"


@record
class InformationReceived(CaseEvent):
    """Information or an alert arrived (Protocol 3.2(vii)). `from_person` is null when it came from outside."""

    type: Literal["information_received"]
    from_person: PersonId | None
    urgent: bool
    reply_route: ReplyRoute


class ClosingReason(StrEnum):
    """Why a case ended."""

    FINAL_ORDER = "final_order"
    WITHDRAWN = "withdrawn"
    MOVED_AWAY = "moved_away"
    DEATH = "death"


@record
class CaseClosed(CaseEvent):
    """The case ended. Every duty ends and every unsent letter is withdrawn. `person_id` names who died."""

    type: Literal["case_closed"]
    reason: ClosingReason
    person_id: PersonId | None = None


CorrectableEvent: TypeAlias = HubAllocationDecided | ReviewRecorded | UpdateDue | InformationReceived | CaseClosed


@record
class Correction(CaseEvent):
    """Something recorded was wrong: `event` is what `replaces` should have been."""

    type: Literal["correction"]
    replaces: EventId
    reason: FreeText
    event: Annotated[CorrectableEvent, BY_TYPE]


AnyEvent: TypeAlias = CorrectableEvent | Correction

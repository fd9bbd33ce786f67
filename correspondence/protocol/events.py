"""The case events of the contract: one definition for the core, the API and its OpenAPI schema."""

from datetime import date
from enum import StrEnum
from typing import Annotated, Literal, TypeAlias

from .case_event import SUPERVISORS, CaseEvent, Override, RecordedBy, StaffRole
from .court_events import (
    ChallengeKind,
    Challenger,
    CourtChallenged,
    ExtensionDecided,
    ExtensionNeeded,
    GuardianAppointed,
    HearingEffect,
    ReasonCode,
    RepresentationReceived,
)
from .fields import (
    BY_TYPE,
    Email,
    EventId,
    FreeText,
    LanguageTag,
    People,
    PersonId,
    Phone,
    Several,
    StatedReason,
    record,
)
from .name_types import NamePart

__all__ = [
    "SUPERVISORS",
    "Adviser",
    "AdviserAllocated",
    "AnyEvent",
    "CaseClosed",
    "CaseEvent",
    "ChallengeKind",
    "Challenger",
    "ClosingReason",
    "CorrectableEvent",
    "Correction",
    "CourtChallenged",
    "ExtensionDecided",
    "ExtensionNeeded",
    "GuardianAppointed",
    "HearingEffect",
    "HubAllocationDecided",
    "HubClosing",
    "InformationReceived",
    "Note",
    "Override",
    "Progress",
    "ReasonCode",
    "RecordedBy",
    "ReplyRoute",
    "RepresentationReceived",
    "ReviewOutcome",
    "ReviewRecorded",
    "RiskIncreased",
    "Screened",
    "StaffRole",
    "UpdateDue",
]


@record
class Screened:
    """The named person who looked for the features of Protocol 3.2(i), and when."""

    by: NamePart
    on: date


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
    rationale: StatedReason
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
    """A family update is wanted now (Protocol 3.2(v)). `only`: whose update is due; absent, the whole family's."""

    type: Literal["update_due"]
    progress: Several[Progress]
    notes: Several[Note] = ()
    only: People[PersonId] | None = None


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


@record
class Adviser:
    """The Family Court Adviser who takes a case."""

    name: NamePart
    phone: Phone
    email: Email


@record
class AdviserAllocated(CaseEvent):
    """A named Family Court Adviser takes the case, which leaves the Hub (Protocol 3.2(ii), 5.1)."""

    type: Literal["adviser_allocated"]
    adviser: Adviser


@record
class RiskIncreased(CaseEvent):
    """The risk has increased: the case is passed back for allocation (Protocol 5.1, Annex B).

    `summary` is for the court alone. `may_be_told`: who may safely be told that the case is brought forward; absent,
    nobody.
    """

    type: Literal["risk_increased"]
    summary: FreeText
    referral_made: bool
    may_be_told: People[PersonId] = ()

    @property
    def is_by_supervisor(self) -> bool:
        """Whether it stands for the review that an alert calls for."""
        return self.recorded_by.role in SUPERVISORS


@record
class HubClosing(CaseEvent):
    """The Hub closes in which the case still waits, and its family is told (Protocol 6.2; the letter: ours).

    `closes_on`: the first day without the Hub. Nothing ends by it: the case keeps its clocks until an adviser takes it,
    it is passed back for allocation or it is closed. A Hub that stays open changes nothing for a family: then there is
    no such event.
    """

    type: Literal["hub_closing"]
    closes_on: date


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


CorrectableEvent: TypeAlias = (
    HubAllocationDecided
    | ReviewRecorded
    | UpdateDue
    | InformationReceived
    | ExtensionNeeded
    | ExtensionDecided
    | AdviserAllocated
    | RiskIncreased
    | RepresentationReceived
    | GuardianAppointed
    | CourtChallenged
    | HubClosing
    | CaseClosed
)


@record
class Correction(CaseEvent):
    """Something recorded was wrong: `event` is what `replaces` should have been."""

    type: Literal["correction"]
    replaces: EventId
    reason: StatedReason
    event: Annotated[CorrectableEvent, BY_TYPE]


AnyEvent: TypeAlias = CorrectableEvent | Correction

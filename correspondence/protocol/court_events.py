"""The case events in which the court has the word: more time, a guardian, a challenge, a party's request."""

from datetime import date
from enum import StrEnum
from typing import Literal

from .case_event import SUPERVISORS, CaseEvent
from .fields import FreeText, PersonId, ReasonIfAny, StatedReason, record
from .name_types import NamePart


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


@record
class ExtensionDecided(CaseEvent):
    """The court's answer. `filing_date`: the date it granted, which may be another than the one asked for."""

    type: Literal["extension_decided"]
    granted: bool
    filing_date: date | None = None
    decided_on: date


@record
class RepresentationReceived(CaseEvent):
    """A party asks for the case to be allocated (Protocol 3.1(l), Annex B 3(c)).

    `accepted_by_court`: whether the court agreed that it should be; null while it has not said.
    """

    type: Literal["representation_received"]
    from_person: PersonId
    accepted_by_court: bool | None

    @property
    def is_by_supervisor(self) -> bool:
        """Whether a letter may say that a qualified supervisor looked at it."""
        return self.recorded_by.role in SUPERVISORS


@record
class GuardianAppointed(CaseEvent):
    """The court appoints a guardian under rule 16.4 (Protocol 5.2)."""

    type: Literal["guardian_appointed"]
    appointed_on: date
    expected_allocation_on: date


class Challenger(StrEnum):
    """Who disputes the decision to hold a case, or asks about it. Only the court's word is taken here."""

    COURT = "court"
    JUDGE = "judge"
    MAGISTRATES = "magistrates"
    LEGAL_ADVISER = "legal_adviser"
    PARTY = "party"
    REPRESENTATIVE = "representative"


THE_COURT = frozenset({Challenger.COURT, Challenger.JUDGE, Challenger.MAGISTRATES, Challenger.LEGAL_ADVISER})


class ChallengeKind(StrEnum):
    """Whether the court disputes the decision, or asks for it to be made clear."""

    CHALLENGE = "challenge"
    CLARIFICATION = "clarification"


@record
class CourtChallenged(CaseEvent):
    """The court disputes that the case can wait, or asks about it (Protocol 2.5, 2.7, 5.2).

    A challenge prevails: the case leaves the Hub. `allocate_by`: the day the court set, if it set one.
    """

    type: Literal["court_challenged"]
    made_by: Challenger
    kind: ChallengeKind
    direction: FreeText | None = None
    allocate_by: date | None = None

"""What the Protocol makes of an event of a service area, or of all of them: documents owed to offices, by a day.

Each is declared once. Its duty, the day by which its letters are due, the words of the table of letters and what a
later decision takes back come from that. Who reads it, and what it says, stands in the catalogue.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import Any, TypeAlias

from correspondence.protocol.days.clocks import Deadline
from correspondence.protocol.record import record

from .board_clocks import board_papers
from .events import (
    ActivationDecided,
    ActivationDeclined,
    AnyAreaOrNationalEvent,
    BriefingArranged,
    ChallengeMeetingAgreed,
    ChallengeMeetingHeld,
    CheckpointHeld,
    DeactivationDecided,
    LiaisonMeetingCalled,
    LiaisonMeetingHeld,
    MonthlyPressureReviewed,
    OpeningConfirmed,
    OpeningDeferred,
    ProtocolReviewed,
    ResponsePlanRecorded,
    ReviewChallengeMeetingHeld,
    ReviewChallengeMeetingRequested,
    StatusReviewed,
)
from .liaison_clocks import liaison_note, papers_before, response_plan
from .monthly_clocks import monthly_paper
from .notice_clocks import board_decision, opening_notice
from .report_clocks import operation_report, protocol_review, review_request

Types: TypeAlias = tuple[type[AnyAreaOrNationalEvent], ...]


@record
class AreaObligation:
    """Documents that the Protocol makes of an event: owed to offices, by when, until what. Declared once.

    `code`: of the kind of letter, and of its templates. `by`: the deadline, by the event and the paragraph; `within`:
    the same in words. `overtaken_by`: the later events of the area after which it would be untrue, so that nobody is
    owed it who was not told (4.6). `serves_until`: the day of the meeting that it asks its readers to, or to decide
    at, after which nobody needs it. `held`: the later events which say that this meeting was held, so that it is over
    on its day. `replaced_by_next`: it tells how things stand, as the next of its type does of later, so that nobody
    needs one then that came back; any other goes again whatever comes next. `has_its_own`: a module of its own makes
    its duty.
    """

    code: str
    source: str
    arises_on: type[AnyAreaOrNationalEvent]
    by: Callable[[Any, str], Deadline]
    within: str
    overtaken_by: Types = ()
    serves_until: Callable[[Any], date] | None = None
    held: Types = ()
    replaced_by_next: bool = False
    has_its_own: bool = False

    def due(self, event: AnyAreaOrNationalEvent) -> Deadline:
        """By when its readers are owed what *event* gives."""
        return self.by(event, self.source)

    def is_overtaken(self, event: AnyAreaOrNationalEvent, later: Sequence[AnyAreaOrNationalEvent]) -> bool:
        """Whether one of the events that came *later* makes what *event* gave untrue."""
        return any(isinstance(each, self.overtaken_by) or self._was_held(event, each) for each in later)

    def _was_held(self, event: AnyAreaOrNationalEvent, by: AnyAreaOrNationalEvent) -> bool:
        """Whether the meeting that it is for was held, by a later event."""
        meeting_on = None if self.serves_until is None else self.serves_until(event)
        return isinstance(by, self.held) and by.occurred_on == meeting_on

    def is_past(self, event: AnyAreaOrNationalEvent, today: date) -> bool:
        """Whether the day of the meeting that what *event* gave is for has passed."""
        return self.serves_until is not None and self.serves_until(event) < today

    def is_over(self, event: AnyAreaOrNationalEvent, later: Sequence[AnyAreaOrNationalEvent], today: date) -> bool:
        """Whether nobody who was not told is to be told any more: it is overtaken, or its day has passed."""
        return self.is_overtaken(event, later) or self.is_past(event, today)

    def still_serves(self, event: AnyAreaOrNationalEvent, later: Sequence[AnyAreaOrNationalEvent], today: date) -> bool:
        """Whether a reader who was not reached is still to have what *event* gave."""
        if self.is_over(event, later, today):
            return False
        return not (self.replaced_by_next and any(isinstance(each, self.arises_on) for each in later))


_A_DECISION: Types = (OpeningConfirmed, OpeningDeferred, ActivationDeclined, DeactivationDecided)
_DECISIONS: Types = (ActivationDecided, *_A_DECISION)
_ANOTHER_DECISION: Types = (OpeningDeferred, ActivationDeclined, DeactivationDecided)
_DECIDED_AGAIN: Types = (DeactivationDecided, ActivationDecided)
_REVIEWED: Types = (ReviewChallengeMeetingRequested, ReviewChallengeMeetingHeld, DeactivationDecided)


def _decided(event: AnyAreaOrNationalEvent, source: str) -> Deadline:
    return board_decision(event.occurred_on, source)


def _monthly(event: AnyAreaOrNationalEvent, source: str) -> Deadline:
    return monthly_paper(event.occurred_on, source)


def _for_the_board(event: ChallengeMeetingHeld | CheckpointHeld | ReviewChallengeMeetingHeld, source: str) -> Deadline:
    return board_papers(event.occurred_on, event.board_on, source)


def _board_on(event: ChallengeMeetingHeld | CheckpointHeld | ReviewChallengeMeetingHeld) -> date:
    return event.board_on


def _before_meeting(event: LiaisonMeetingCalled, source: str) -> Deadline:
    return papers_before(event.occurred_on, event.meeting_on, source)


def _meeting_on(event: LiaisonMeetingCalled) -> date:
    return event.meeting_on


def _review_of_protocol(event: ProtocolReviewed, _source: str) -> Deadline:
    return protocol_review(event.period, event.first_hub_opened_on, event.occurred_on)


_IN_5_DAYS = "5 working days from the decision (ours)"
_BEFORE_THE_MEETING = "5 working days before the meeting, or the day it is called (ours)"
_BEFORE_THE_BOARD = "3 working days before the Board, or the day of the meeting (ours)"
_BY_THE_OPENING = "2 weeks before the opening, and 5 working days from the decision (ours)"
_MONTHLY = "monthly; 5 working days from the review (ours)"
_AFTER_THE_FIRST_HUB = (
    "3 and 12 months after the first Hub opened; where the review comes later, 5 working days from it (ours)"
)


def _of_decision(
    code: str, source: str, arises_on: type[AnyAreaOrNationalEvent], overtaken_by: Types = ()
) -> AreaObligation:
    """What is owed of a decision of the Board: who is told of it hears within 5 working days."""
    return AreaObligation(
        code=code, source=source, arises_on=arises_on, by=_decided, within=_IN_5_DAYS, overtaken_by=overtaken_by
    )


def _of_opening(code: str) -> AreaObligation:
    return AreaObligation(
        code=code,
        source="4.6 (letters)",
        arises_on=OpeningConfirmed,
        by=lambda event, _source: opening_notice(event.occurred_on, event.opening_on),
        within=_BY_THE_OPENING,
        overtaken_by=_A_DECISION,
    )


def _each_month(code: str, source: str) -> AreaObligation:
    """What tells each month how things stand."""
    return AreaObligation(
        code=code, source=source, arises_on=MonthlyPressureReviewed, by=_monthly, within=_MONTHLY, replaced_by_next=True
    )


def _of_review(code: str, source: str) -> AreaObligation:
    return AreaObligation(
        code=code, source=source, arises_on=ProtocolReviewed, by=_review_of_protocol, within=_AFTER_THE_FIRST_HUB
    )


PENDING_RISK_NOTICE = _of_decision(
    "pending_risk_notice", "4.2 (President)", ChallengeMeetingAgreed, (ActivationDecided, ActivationDeclined)
)
LIAISON_AGENDA = AreaObligation(
    code="liaison_agenda",
    source="Annex B 2",
    arises_on=LiaisonMeetingCalled,
    by=_before_meeting,
    within=_BEFORE_THE_MEETING,
    serves_until=_meeting_on,
    held=(LiaisonMeetingHeld,),
)
LIAISON_NOTE = AreaObligation(
    code="liaison_note",
    source="Annex B 2 item 9",
    arises_on=LiaisonMeetingHeld,
    by=lambda event, _source: liaison_note(event.occurred_on),
    within="5 working days from the meeting (ours)",
)
SATURATION_PACK = AreaObligation(
    code="saturation_pack",
    source="4.1",
    arises_on=LiaisonMeetingCalled,
    by=_before_meeting,
    within=_BEFORE_THE_MEETING,
    serves_until=_meeting_on,
    held=(LiaisonMeetingHeld,),
)
LOCAL_RESPONSE_PLAN = AreaObligation(
    code="local_response_plan",
    source="4.3",
    arises_on=ResponsePlanRecorded,
    by=lambda event, _source: response_plan(event.occurred_on),
    within="5 working days from the day it is recorded (ours)",
    overtaken_by=(ResponsePlanRecorded,),
)
CHALLENGE_MEETING_REPORT = AreaObligation(
    code="challenge_meeting_report",
    source="4.4",
    arises_on=ChallengeMeetingHeld,
    by=_for_the_board,
    within=_BEFORE_THE_BOARD,
    serves_until=_board_on,
    held=_DECISIONS,
)
CHECKPOINT_ADVICE = AreaObligation(
    code="checkpoint_advice",
    source="4.6",
    arises_on=CheckpointHeld,
    by=_for_the_board,
    within="3 working days before the Board, or the day of the Checkpoint (ours)",
    serves_until=_board_on,
    held=_DECISIONS,
)
JUDICIAL_BRIEFING = AreaObligation(
    code="judicial_briefing",
    source="4.6 (briefing)",
    arises_on=BriefingArranged,
    by=lambda event, source: papers_before(event.occurred_on, event.briefing_on, source),
    within="5 working days before the briefing, or the day it is arranged (ours)",
    overtaken_by=_ANOTHER_DECISION,
    serves_until=lambda event: event.briefing_on,
)
NATIONAL_NOTIFICATION = _of_decision("national_notification", "4.5 table row 1", ActivationDecided, _A_DECISION)
LOCAL_NOTIFICATION = _of_decision("local_notification", "4.5 table row 2", ActivationDecided, _A_DECISION)
FINAL_CONFIRMATION_NATIONAL = _of_opening("final_confirmation_national")
FINAL_CONFIRMATION_LOCAL = _of_opening("final_confirmation_local")
DEFERRAL_NATIONAL = _of_decision("deferral_national", "4.6 (letters)", OpeningDeferred, _A_DECISION)
DEFERRAL_LOCAL = _of_decision("deferral_local", "4.6 (letters)", OpeningDeferred, _A_DECISION)
NOT_ACTIVATED_NATIONAL = _of_decision(
    "not_activated_national", "4.6 (letters)", ActivationDeclined, (ActivationDecided,)
)
NOT_ACTIVATED_LOCAL = _of_decision("not_activated_local", "4.6 (letters)", ActivationDeclined, (ActivationDecided,))
OPERATION_REPORT = AreaObligation(
    code="operation_report",
    source="6.1",
    arises_on=StatusReviewed,
    by=lambda event, _source: operation_report(event.occurred_on),
    within="5 working days from the review (ours), which comes every 4 weeks",
    replaced_by_next=True,
    has_its_own=True,
)
REVIEW_REQUEST = AreaObligation(
    code="review_request",
    source="6.2 (request)",
    arises_on=ReviewChallengeMeetingRequested,
    by=lambda event, _source: review_request(event.occurred_on),
    within="5 working days from the request (ours)",
    overtaken_by=_REVIEWED,
)
REVIEW_RECOMMENDATION = AreaObligation(
    code="review_recommendation",
    source="6.2 (recommendation)",
    arises_on=ReviewChallengeMeetingHeld,
    by=_for_the_board,
    within=_BEFORE_THE_BOARD,
    serves_until=_board_on,
    held=_DECISIONS,
)
PROTOCOL_REVIEW = _of_review("protocol_review", "6.3")
PROTOCOL_LEARNING = _of_review("protocol_learning", "3.1(m)")
DEACTIVATION_NATIONAL = _of_decision("deactivation_national", "6.2 (decision)", DeactivationDecided, _DECIDED_AGAIN)
DEACTIVATION_LOCAL = _of_decision("deactivation_local", "6.2 (decision)", DeactivationDecided, _DECIDED_AGAIN)
MONTHLY_PRESSURE_UPDATE = _each_month("monthly_pressure_update", "4.2")
MONTHLY_STATUS_SUMMARY = _each_month("monthly_status_summary", "5.5 (summary)")
OPEN_HUBS_SUMMARY = _each_month("open_hubs_summary", "6.1 (CE)")

AREA_OBLIGATIONS: Mapping[str, AreaObligation] = MappingProxyType(
    {each.code: each for each in tuple(vars().values()) if isinstance(each, AreaObligation)}
)
"""Every one, by its code, as they are declared above: in the order of the catalogue."""

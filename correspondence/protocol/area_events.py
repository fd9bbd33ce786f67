"""The area events: how a Hub is considered, opened, run and closed (Protocol 4 to 6). A-codes name what each gives."""

from dataclasses import asdict
from datetime import date
from enum import StrEnum
from typing import Literal, TypeAlias

from .events import RecordedBy
from .fields import EventId, FreeText, Key, Line, Several, StatedReason, record
from .measures import Measures
from .name_types import NamePart, Who


@record
class AreaEvent:
    """What every area event carries."""

    event_id: EventId
    occurred_on: date
    recorded_by: RecordedBy
    service_area: Key


@record
class MeasuredAreaEvent(AreaEvent):
    """An area event that rests on the area's measures, as they stood then (Protocol 4.1)."""

    measures: Measures


class ResponseKind(StrEnum):
    """Where a measure of a local response plan comes from (Protocol 4.3)."""

    WAYS_OF_WORKING = "ways_of_working"
    CASE_LIST_REVIEW = "case_list_review"
    LOCAL = "local"


@record
class ResponseMeasure:
    """Something an area does against saturation: what, who does it, by when, and when it was done."""

    kind: ResponseKind
    what: FreeText
    who: Who
    by_on: date
    done_on: date | None = None


@record
class ResponsePlanRecorded(AreaEvent):
    """The local response plan as it stands, before a Challenge Meeting and after it. A14 (Protocol 4.3, 4.5)."""

    type: Literal["response_plan_recorded"]
    actions: Several[ResponseMeasure]


class LiaisonPurpose(StrEnum):
    """Why Cafcass and the local judiciary meet (Protocol 4.2, 4.3, 4.5, 5.3, 6.2)."""

    EARLY_WARNING = "early_warning"
    CONSULTATION = "consultation"
    ACTIVATION = "activation"
    MONITORING = "monitoring"
    RECOVERY = "recovery"


@record
class LiaisonMeetingCalled(MeasuredAreaEvent):
    """The judges are asked to a liaison meeting. A2, the agenda; A3, the data (Protocol 4.2, 4.3, 5.3, Annex B 2)."""

    type: Literal["liaison_meeting_called"]
    purpose: LiaisonPurpose
    meeting_on: date
    time_and_place: Line
    invites_local_authorities: bool


@record
class LiaisonMeetingHeld(AreaEvent):
    """A liaison meeting took place: its nine items. A2, the note for the judge's agreement (Protocol Annex B 2)."""

    type: Literal["liaison_meeting_held"]
    purpose: LiaisonPurpose
    attendees: Several[Line]
    apologies: Several[Line]
    data_reviewed: FreeText
    measures_taken: Several[FreeText]
    measures_discussed: Several[FreeText]
    views_on_next_4_to_6_weeks: FreeText
    task_and_finish_group: Several[Line]
    next_steps: Several[FreeText]
    liaison_arrangements: FreeText
    next_meeting_on: date | None = None
    next_time_and_place: Line | None = None
    note_by: NamePart


@record
class ChallengeMeetingAgreed(MeasuredAreaEvent):
    """The Board agrees a first Challenge Meeting. A1 (Protocol 4.2; between monthly summaries: 5.5).

    `judges_met_on`: when the area's leading judges had been shown the data, before it was recommended.
    """

    type: Literal["challenge_meeting_agreed"]
    judges_met_on: date
    challenge_meeting_on: date
    is_between_monthly_summaries: bool


@record
class ChallengeMeetingHeld(MeasuredAreaEvent):
    """The Challenge Meeting took place. A4, the report to the Board that meets on `board_on` (Protocol 4.4)."""

    type: Literal["challenge_meeting_held"]
    board_on: date
    measures_taken: Several[FreeText]
    measures_planned: Several[ResponseMeasure]
    potential: FreeText
    alternatives: Several[FreeText]
    recommends_activation: bool
    reasons: StatedReason


@record
class ActivationDecided(MeasuredAreaEvent):
    """The Board decides to activate. A5 and A6 (Protocol 4.5). `board_on`: the Board after the Checkpoint."""

    type: Literal["activation_decided"]
    challenge_meeting_on: date
    checkpoint_on: date
    board_on: date
    opening_on: date


@record
class ActivationDeclined(AreaEvent):
    """The Board decides that no Hub opens, at any step. A7, to those told before (Protocol 4.5, 4.6, Annex B 1)."""

    type: Literal["activation_declined"]
    reasons: StatedReason


@record
class CheckpointHeld(MeasuredAreaEvent):
    """The Checkpoint was held. A15, the advice to the Board that meets on `board_on` (Protocol 4.6, 3.1(h))."""

    type: Literal["checkpoint_held"]
    activated_on: date
    board_on: date
    opening_on: date
    measures_tested: Several[FreeText]
    has_improved_significantly: bool
    advises_opening: bool
    reasons: StatedReason


@record
class OpeningConfirmed(AreaEvent):
    """The Board decides that the Hub opens. A7, with two weeks' notice to the courts (Protocol 4.6, Annex B 3)."""

    type: Literal["opening_confirmed"]
    checkpoint_on: date
    opening_on: date


@record
class OpeningDeferred(AreaEvent):
    """The Board defers the opening to another Checkpoint. A7, to those told before (Protocol 4.6).

    `board_on` and `opening_on`: of the new timetable; planned where they are absent.
    """

    type: Literal["opening_deferred"]
    checkpoint_on: date
    next_checkpoint_on: date
    board_on: date | None = None
    opening_on: date | None = None
    reasons: StatedReason


@record
class BriefingArranged(AreaEvent):
    """Judges and legal advisers are asked to a briefing before the Hub opens. A16 (Protocol 4.6, Annex B 3)."""

    type: Literal["briefing_arranged"]
    briefing_on: date
    time_and_place: Line
    opening_on: date


@record
class HubOpened(AreaEvent):
    """The Hub opens. C2 (Protocol 4.6, Annex B 3); from this day A9 is owed every four weeks."""

    type: Literal["hub_opened"]
    hub: Key


@record
class Assurance:
    """What the Director of Operations can say of a Hub, and in words where it is not so (Protocol 6.2).

    Each point: whether that standard was kept for every case since the last statement. `has_required_staff`: a
    supervisor or manager, and a Business Services Officer.
    """

    takes_only_lower_priority: bool  # 3.2(i)
    allocates_within_20_weeks: bool  # 3.2(ii)
    asks_extensions_4_weeks_before: bool  # 3.2(iii)
    files_section_7_within_26_weeks: bool  # 3.2(iii)
    writes_within_5_working_days: bool  # 3.2(iv)
    updates_every_6_weeks: bool  # 3.2(v)
    reviews_every_2_weeks: bool  # 3.2(vi)
    reviews_alerts_within_1_working_day: bool  # 3.2(vii)
    completes_within_6_weeks: bool  # 5.1
    has_required_staff: bool  # 5.1
    lists_sent_to_courts: bool  # Annex B 3
    exceptions: Several[FreeText] = ()

    @property
    def is_full(self) -> bool:
        """Whether every standard was kept."""
        return all(point for point in asdict(self).values() if isinstance(point, bool))


@record
class StatusReviewed(MeasuredAreaEvent):
    """The four-weekly look at an open Hub. A9, the report with its assurance (Protocol 4.7, 5.4, 6.1, 6.2)."""

    type: Literal["status_reviewed"]
    impact_of_measures: FreeText
    progress_to_deactivation: FreeText
    assurance: Assurance


@record
class ReviewChallengeMeetingRequested(MeasuredAreaEvent):
    """The Assistant Director asks for a Review Challenge Meeting. A10, the request (Protocol 6.2).

    `judges_met_on`: the further meeting with the local judiciary, which comes first.
    """

    type: Literal["review_challenge_meeting_requested"]
    judges_met_on: date
    judiciary_views: FreeText
    reasons: StatedReason


@record
class ReviewChallengeMeetingHeld(MeasuredAreaEvent):
    """A Review Challenge Meeting took place. A10, the recommendation to the Board of `board_on` (Protocol 6.2)."""

    type: Literal["review_challenge_meeting_held"]
    board_on: date
    judiciary_views: FreeText
    recommends_deactivation: bool
    reasons: StatedReason


@record
class DeactivationDecided(MeasuredAreaEvent):
    """The Board decides whether the Hub closes. A11, whichever way; with it each family's letter (Protocol 6.2).

    `closes_on`: the first day without the Hub, only where it `is_deactivated`.
    """

    type: Literal["deactivation_decided"]
    review_challenge_meeting_on: date
    is_deactivated: bool
    closes_on: date | None = None
    judiciary_views: FreeText
    reasons: StatedReason


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

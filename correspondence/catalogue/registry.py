"""The catalogue: every kind of letter, by its code."""

from correspondence.catalogue.boards.challenge_meeting_report import CHALLENGE_MEETING_REPORT
from correspondence.catalogue.boards.checkpoint_advice import CHECKPOINT_ADVICE
from correspondence.catalogue.boards.liaison_agenda import LIAISON_AGENDA
from correspondence.catalogue.boards.liaison_note import LIAISON_NOTE
from correspondence.catalogue.boards.local_response_plan import LOCAL_RESPONSE_PLAN
from correspondence.catalogue.boards.monthly_pressure_update import MONTHLY_PRESSURE_UPDATE
from correspondence.catalogue.boards.monthly_summaries import MONTHLY_STATUS_SUMMARY, OPEN_HUBS_SUMMARY
from correspondence.catalogue.boards.operation_report import OPERATION_REPORT
from correspondence.catalogue.boards.protocol_review import PROTOCOL_LEARNING, PROTOCOL_REVIEW
from correspondence.catalogue.boards.review_challenge_meeting import REVIEW_RECOMMENDATION, REVIEW_REQUEST
from correspondence.catalogue.boards.saturation_pack import SATURATION_PACK
from correspondence.catalogue.court.answer_to_court import ANSWER_TO_COURT
from correspondence.catalogue.court.extension_application import EXTENSION_APPLICATION
from correspondence.catalogue.court.filing_time import FILING_TIME
from correspondence.catalogue.court.guardian_timeframe import GUARDIAN_TIMEFRAME
from correspondence.catalogue.court.judicial_briefing import JUDICIAL_BRIEFING
from correspondence.catalogue.court.lists import OPENING_LIST, WEEKLY_LIST
from correspondence.catalogue.court.risk_notice import RISK_NOTICE
from correspondence.catalogue.families.adviser_letter import ADVISER_LETTER
from correspondence.catalogue.families.brought_forward import BROUGHT_FORWARD
from correspondence.catalogue.families.extension_decided import EXTENSION_DECIDED
from correspondence.catalogue.families.extension_sought import EXTENSION_SOUGHT
from correspondence.catalogue.families.hub_closing import HUB_CLOSING
from correspondence.catalogue.families.hub_letter import HUB_LETTER
from correspondence.catalogue.families.reply import REPLY
from correspondence.catalogue.families.thank_you import THANK_YOU
from correspondence.catalogue.families.update import UPDATE
from correspondence.catalogue.file.pack_index import PACK_INDEX
from correspondence.catalogue.file.review_record import REVIEW_RECORD
from correspondence.catalogue.notifications.deactivation import DEACTIVATION_LOCAL, DEACTIVATION_NATIONAL
from correspondence.catalogue.notifications.deferral import DEFERRAL_LOCAL, DEFERRAL_NATIONAL
from correspondence.catalogue.notifications.final_confirmation import (
    FINAL_CONFIRMATION_LOCAL,
    FINAL_CONFIRMATION_NATIONAL,
)
from correspondence.catalogue.notifications.local_notification import LOCAL_NOTIFICATION
from correspondence.catalogue.notifications.national_notification import NATIONAL_NOTIFICATION
from correspondence.catalogue.notifications.not_activated import NOT_ACTIVATED_LOCAL, NOT_ACTIVATED_NATIONAL
from correspondence.catalogue.notifications.pending_risk_notice import PENDING_RISK_NOTICE
from correspondence.catalogue.occasions.area import AreaKind
from correspondence.catalogue.occasions.case import CaseKind
from correspondence.catalogue.occasions.court_list import ListKind

from .kind import AnyKind

CASE_KINDS: dict[str, CaseKind] = {
    kind.code: kind
    for kind in (
        HUB_LETTER,
        UPDATE,
        ADVISER_LETTER,
        BROUGHT_FORWARD,
        EXTENSION_APPLICATION,
        EXTENSION_SOUGHT,
        EXTENSION_DECIDED,
        THANK_YOU,
        REPLY,
        RISK_NOTICE,
        GUARDIAN_TIMEFRAME,
        ANSWER_TO_COURT,
        FILING_TIME,
        HUB_CLOSING,
        REVIEW_RECORD,
    )
}
"""The kinds that an event of a case gives."""

LIST_KINDS: dict[str, ListKind] = {kind.code: kind for kind in (OPENING_LIST, WEEKLY_LIST)}
"""The kinds that go with a court's list."""

AREA_KINDS: dict[str, AreaKind] = {
    kind.code: kind
    for kind in (
        PENDING_RISK_NOTICE,
        LIAISON_AGENDA,
        LIAISON_NOTE,
        SATURATION_PACK,
        LOCAL_RESPONSE_PLAN,
        CHALLENGE_MEETING_REPORT,
        CHECKPOINT_ADVICE,
        JUDICIAL_BRIEFING,
        NATIONAL_NOTIFICATION,
        LOCAL_NOTIFICATION,
        FINAL_CONFIRMATION_NATIONAL,
        FINAL_CONFIRMATION_LOCAL,
        DEFERRAL_NATIONAL,
        DEFERRAL_LOCAL,
        NOT_ACTIVATED_NATIONAL,
        NOT_ACTIVATED_LOCAL,
        OPERATION_REPORT,
        REVIEW_REQUEST,
        REVIEW_RECOMMENDATION,
        PROTOCOL_REVIEW,
        PROTOCOL_LEARNING,
        DEACTIVATION_NATIONAL,
        DEACTIVATION_LOCAL,
        MONTHLY_PRESSURE_UPDATE,
        MONTHLY_STATUS_SUMMARY,
        OPEN_HUBS_SUMMARY,
    )
}
"""The kinds that an event of a service area, or of all of them, gives."""

CATALOGUE: dict[str, AnyKind] = {**CASE_KINDS, **LIST_KINDS, **AREA_KINDS, PACK_INDEX.code: PACK_INDEX}
"""Every kind of letter."""

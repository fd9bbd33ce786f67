"""Every kind of document about a service area, and what an area's event gives."""

from collections.abc import Mapping
from datetime import date

from correspondence.catalogue.composing.area import write_about_area
from correspondence.catalogue.occasions.area import AreaKind, AreaOccasion
from correspondence.protocol.area_file import AreaFile
from correspondence.protocol.directory import Directory
from correspondence.protocol.national_events import AnyAreaOrNationalEvent

from .challenge_meeting_report import CHALLENGE_MEETING_REPORT
from .checkpoint_advice import CHECKPOINT_ADVICE
from .deactivation import DEACTIVATION_LOCAL, DEACTIVATION_NATIONAL
from .deferral import DEFERRAL_LOCAL, DEFERRAL_NATIONAL
from .final_confirmation import FINAL_CONFIRMATION_LOCAL, FINAL_CONFIRMATION_NATIONAL
from .judicial_briefing import JUDICIAL_BRIEFING
from .letter import Letter
from .liaison_agenda import LIAISON_AGENDA
from .liaison_note import LIAISON_NOTE
from .local_notification import LOCAL_NOTIFICATION
from .local_response_plan import LOCAL_RESPONSE_PLAN
from .monthly_pressure_update import MONTHLY_PRESSURE_UPDATE
from .monthly_summaries import MONTHLY_STATUS_SUMMARY, OPEN_HUBS_SUMMARY
from .national_notification import NATIONAL_NOTIFICATION
from .not_activated import NOT_ACTIVATED_LOCAL, NOT_ACTIVATED_NATIONAL
from .operation_report import OPERATION_REPORT
from .pending_risk_notice import PENDING_RISK_NOTICE
from .protocol_review import PROTOCOL_LEARNING, PROTOCOL_REVIEW
from .review_challenge_meeting import REVIEW_RECOMMENDATION, REVIEW_REQUEST
from .saturation_pack import SATURATION_PACK

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


def area_letters(
    event: AnyAreaOrNationalEvent,
    files: Mapping[str, AreaFile],
    directory: Directory,
    today: date,
    made_by: str | None = None,
) -> tuple[Letter, ...]:
    """Every document that an event gives, in the order of the catalogue and of the directory.

    *files*: how each area stands, the event taken in. *made_by*: the correction that makes us write, where one does.
    Raises `Inconsistent` where a post is vacant.
    """
    made_by = made_by or event.event_id
    occasion = AreaOccasion(event=event, made_by=made_by, files=files, directory=directory, today=today)
    kinds = (kind for kind in AREA_KINDS.values() if isinstance(event, kind.sent_on))
    return tuple(letter for kind in kinds for letter in write_about_area(kind, occasion))

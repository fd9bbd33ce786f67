"""Every kind of document about a service area, and what an area's event gives."""

from collections.abc import Mapping
from datetime import date

from correspondence.protocol.area_file import AreaFile
from correspondence.protocol.directory import Directory
from correspondence.protocol.national_events import AnyAreaOrNationalEvent

from .areas import AreaKind, AreaOccasion, write_about_area
from .deferral import DEFERRAL_LOCAL, DEFERRAL_NATIONAL
from .final_confirmation import FINAL_CONFIRMATION_LOCAL, FINAL_CONFIRMATION_NATIONAL
from .judicial_briefing import JUDICIAL_BRIEFING
from .letters import Letter
from .liaison_agenda import LIAISON_AGENDA
from .liaison_note import LIAISON_NOTE
from .local_notification import LOCAL_NOTIFICATION
from .local_response_plan import LOCAL_RESPONSE_PLAN
from .national_notification import NATIONAL_NOTIFICATION
from .not_activated import NOT_ACTIVATED_LOCAL, NOT_ACTIVATED_NATIONAL
from .pending_risk_notice import PENDING_RISK_NOTICE
from .saturation_pack import SATURATION_PACK

AREA_KINDS: dict[str, AreaKind] = {
    kind.code: kind
    for kind in (
        PENDING_RISK_NOTICE,
        LIAISON_AGENDA,
        LIAISON_NOTE,
        SATURATION_PACK,
        LOCAL_RESPONSE_PLAN,
        JUDICIAL_BRIEFING,
        NATIONAL_NOTIFICATION,
        LOCAL_NOTIFICATION,
        FINAL_CONFIRMATION_NATIONAL,
        FINAL_CONFIRMATION_LOCAL,
        DEFERRAL_NATIONAL,
        DEFERRAL_LOCAL,
        NOT_ACTIVATED_NATIONAL,
        NOT_ACTIVATED_LOCAL,
    )
}
"""The kinds that an event of a service area, or of all of them, gives."""


def area_letters(
    event: AnyAreaOrNationalEvent, files: Mapping[str, AreaFile], directory: Directory, today: date
) -> tuple[Letter, ...]:
    """Every document that an event gives, in the order of the catalogue and of the directory.

    *files*: how each area stands, the event taken in. Raises `Inconsistent` where a post is vacant.
    """
    occasion = AreaOccasion(event=event, made_by=event.event_id, files=files, directory=directory, today=today)
    kinds = (kind for kind in AREA_KINDS.values() if isinstance(event, kind.sent_on))
    return tuple(letter for kind in kinds for letter in write_about_area(kind, occasion))

"""Which letters a later decision about a Hub takes back before anybody sends them: they would no longer be true."""

from collections.abc import Mapping

from correspondence.catalogue.court.judicial_briefing import JUDICIAL_BRIEFING
from correspondence.catalogue.notifications.deferral import DEFERRAL_LOCAL, DEFERRAL_NATIONAL
from correspondence.catalogue.notifications.final_confirmation import (
    FINAL_CONFIRMATION_LOCAL,
    FINAL_CONFIRMATION_NATIONAL,
)
from correspondence.catalogue.notifications.local_notification import LOCAL_NOTIFICATION
from correspondence.catalogue.notifications.national_notification import NATIONAL_NOTIFICATION
from correspondence.catalogue.notifications.pending_risk_notice import PENDING_RISK_NOTICE
from correspondence.protocol.areas.area_file import AreaFile
from correspondence.protocol.areas.events import (
    ActivationDeclined,
    AnyAreaEvent,
    AnyAreaOrNationalEvent,
    DeactivationDecided,
    OpeningConfirmed,
    OpeningDeferred,
)

_OF_A_DECISION_TO_COME = (
    NATIONAL_NOTIFICATION.code,
    LOCAL_NOTIFICATION.code,
    DEFERRAL_NATIONAL.code,
    DEFERRAL_LOCAL.code,
)
_OF_AN_OPENING = (FINAL_CONFIRMATION_NATIONAL.code, FINAL_CONFIRMATION_LOCAL.code, JUDICIAL_BRIEFING.code)

SUPERSEDED: Mapping[type[AnyAreaOrNationalEvent], tuple[str, ...]] = {
    OpeningConfirmed: _OF_A_DECISION_TO_COME,
    OpeningDeferred: (*_OF_A_DECISION_TO_COME, *_OF_AN_OPENING),
    ActivationDeclined: (PENDING_RISK_NOTICE.code, *_OF_A_DECISION_TO_COME, *_OF_AN_OPENING),
    DeactivationDecided: (*_OF_A_DECISION_TO_COME, *_OF_AN_OPENING),
}
"""The kinds whose unsent letters speak of what a decision has overtaken: still to come, or decided otherwise (4.6)."""


def superseded_by(event: AnyAreaOrNationalEvent, area_file: AreaFile) -> tuple[str, ...]:
    """The ids of an area's unsent letters that *event* overtakes. What was sent is answered by the event's own."""
    kinds = SUPERSEDED.get(type(event), ())
    return tuple(letter.letter_id for letter in area_file.letters if letter.is_unsent and letter.kind in kinds)


def is_overtaken(kind: str, source: AnyAreaEvent, area_file: AreaFile) -> bool:
    """Whether a decision later than *source*, of the same area, has overtaken its letters of that kind."""
    later = area_file.events[area_file.events.index(source) + 1 :]
    return any(kind in SUPERSEDED.get(type(event), ()) for event in later)

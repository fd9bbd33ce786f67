"""The catalogue: every kind of letter, by its code."""

from collections.abc import Iterator
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType

from correspondence.catalogue import court, families, file
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
from correspondence.catalogue.court.judicial_briefing import JUDICIAL_BRIEFING
from correspondence.catalogue.court.lists import OPENING_LIST, WEEKLY_LIST
from correspondence.catalogue.file.pack_index import PACK_INDEX
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
from correspondence.protocol.owed.obligations import OBLIGATIONS

from .kind import AnyKind, LetterKind


def _declared(*folders: ModuleType) -> Iterator[AnyKind]:
    """Every kind that a module of these folders declares."""
    for folder in folders:
        for _, name, _ in iter_modules(folder.__path__, f"{folder.__name__}."):
            yield from (each for each in vars(import_module(name)).values() if isinstance(each, LetterKind))


_OF_CASES = {kind.code: kind for kind in _declared(families, court, file) if kind.code in OBLIGATIONS}

CASE_KINDS: dict[str, CaseKind] = {code: _OF_CASES[code] for code in OBLIGATIONS if code in _OF_CASES}
"""The kinds that an event of a case gives: those that meet an obligation, in the order of the obligations."""

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

"""The papers and packs about service areas that the laws know: what each is owed for, to whom, and until when.

From `protocol.md` section 5 and the Protocol's own paragraphs.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from .facts import Body

NATIONAL = "office:national."
_NOTICE_DAYS = 14
FROM_TIME_TO_TIME = frozenset({"monthly_pressure_reviewed", "status_reviewed"})
"""What gives papers that tell how things stand, every month or every four weeks (4.2, 5.4, 5.5, 6.1)."""
TELLS_OF_A_HUB = frozenset(
    {"national_notification", "local_notification", "final_confirmation_national", "final_confirmation_local"}
)
NO_HUB = frozenset({"not_activated_national", "not_activated_local"})
_DECIDES_OTHERWISE = frozenset({"opening_deferred", "activation_declined", "deactivation_decided"})
_DECIDES = _DECIDES_OTHERWISE | {"opening_confirmed"}
"""What the Board decides once a Hub was announced: each takes the place of what was to be told before (4.6, 6.2)."""
_DECIDED = _DECIDES | {"activation_decided"}
_MET = frozenset({"liaison_meeting_held"})
UNTRUE_AFTER: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "pending_risk_notice": frozenset({"activation_decided", "activation_declined"}),
        "local_response_plan": frozenset({"response_plan_recorded"}),
        **dict.fromkeys((*TELLS_OF_A_HUB, "deferral_national", "deferral_local"), _DECIDES),
        "judicial_briefing": _DECIDES_OTHERWISE,
        **dict.fromkeys(NO_HUB, frozenset({"activation_decided"})),
        "review_request": frozenset(
            {"review_challenge_meeting_requested", "review_challenge_meeting_held", "deactivation_decided"}
        ),
        **dict.fromkeys(
            ("deactivation_national", "deactivation_local"), frozenset({"activation_decided", "deactivation_decided"})
        ),
    }
)
"""What says of each paper that the area stands otherwise now. Any other is true whatever comes next."""

Readers = Callable[[Mapping[str, Any], str, Body], int]


def _one(_directory: Mapping[str, Any], _area: str, _event: Body) -> int:
    return 1


def _judges(directory: Mapping[str, Any], area: str, _event: Body) -> int:
    """Each Designated Family Judge."""
    return len(_of(directory, area).get("designated_family_judges") or ())


def _all_judges(directory: Mapping[str, Any], area: str, event: Body) -> int:
    """With the Family Division Liaison Judge."""
    return _judges(directory, area, event) + 1


def _courts(directory: Mapping[str, Any], area: str, _event: Body) -> int:
    hubs = (directory.get("hubs") or {}).values()
    return len({court for hub in hubs if hub.get("service_area") == area for court in hub.get("courts") or ()})


def _invited(directory: Mapping[str, Any], area: str, event: Body) -> int:
    """The judges and HMCTS; the Directors of Children's Services where they attend (4.2, 4.3)."""
    attend = event.get("invites_local_authorities")
    return _all_judges(directory, area, event) + 1 + (_authorities(directory, area) if attend else 0)


def _authorities(directory: Mapping[str, Any], area: str) -> int:
    return len(_of(directory, area).get("local_authorities") or ())


def _nationally(directory: Mapping[str, Any], _area: str, _event: Body) -> int:
    return len((directory.get("national") or {}).get("recipients") or ())


def _locally(directory: Mapping[str, Any], area: str, event: Body) -> int:
    """The judges, each Director of Children's Services, regional ADCS, each court, and whom else the judges agreed."""
    wider = len(_of(directory, area).get("wider_communication") or ())
    known = _all_judges(directory, area, event) + _authorities(directory, area) + _courts(directory, area, event)
    return known + 1 + wider


def _of(directory: Mapping[str, Any], area: str) -> Mapping[str, Any]:
    found: Mapping[str, Any] = (directory.get("service_areas") or {}).get(area) or {}
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A paper that an event owes: to how many offices, and the day in the event before which it is of use.

    `is_over_with`: the types of the events that say, on that day, that it is over.
    """

    event: str
    readers: Readers
    before: str = ""
    days_before: int = 0
    is_over_with: frozenset[str] = frozenset()


PAPERS: Mapping[str, Paper] = MappingProxyType(
    {
        "pending_risk_notice": Paper(
            event="challenge_meeting_agreed",
            readers=lambda _directory, _area, e: 3 if e.get("is_between_monthly_summaries") else 1,
        ),
        "liaison_agenda": Paper(
            event="liaison_meeting_called", readers=_invited, before="meeting_on", is_over_with=_MET
        ),
        "saturation_pack": Paper(
            event="liaison_meeting_called",
            readers=_all_judges,
            before="meeting_on",
            is_over_with=_MET,
        ),
        "liaison_note": Paper(event="liaison_meeting_held", readers=_judges),
        "local_response_plan": Paper(
            event="response_plan_recorded", readers=lambda directory, area, e: _judges(directory, area, e) + 1
        ),
        "challenge_meeting_report": Paper(
            event="challenge_meeting_held", readers=_one, before="board_on", is_over_with=_DECIDED
        ),
        "checkpoint_advice": Paper(event="checkpoint_held", readers=_one, before="board_on", is_over_with=_DECIDED),
        "judicial_briefing": Paper(
            event="briefing_arranged",
            readers=lambda directory, area, e: _all_judges(directory, area, e) + _courts(directory, area, e),
            before="briefing_on",
        ),
        "national_notification": Paper(event="activation_decided", readers=_nationally),
        "local_notification": Paper(event="activation_decided", readers=_locally),
        "final_confirmation_national": Paper(
            event="opening_confirmed", readers=_nationally, before="opening_on", days_before=_NOTICE_DAYS
        ),
        "final_confirmation_local": Paper(
            event="opening_confirmed", readers=_locally, before="opening_on", days_before=_NOTICE_DAYS
        ),
        "operation_report": Paper(event="status_reviewed", readers=_one),
        "review_request": Paper(event="review_challenge_meeting_requested", readers=_one),
        "review_recommendation": Paper(
            event="review_challenge_meeting_held", readers=_one, before="board_on", is_over_with=_DECIDED
        ),
        "monthly_pressure_update": Paper(event="monthly_pressure_reviewed", readers=_one),
        "monthly_status_summary": Paper(event="monthly_pressure_reviewed", readers=lambda _directory, _area, _event: 2),
        "open_hubs_summary": Paper(event="monthly_pressure_reviewed", readers=lambda _directory, _area, _event: 3),
        "protocol_review": Paper(event="protocol_reviewed", readers=_one),
        "protocol_learning": Paper(event="protocol_reviewed", readers=_one),
    }
)
"""The papers about an area, or all, whose readers the directory has. The others go to whoever was told before."""
TO_WHOEVER_WAS_TOLD: Mapping[str, str] = MappingProxyType(
    {
        "deferral_national": "opening_deferred",
        "deferral_local": "opening_deferred",
        "not_activated_national": "activation_declined",
        "not_activated_local": "activation_declined",
        "deactivation_national": "deactivation_decided",
        "deactivation_local": "deactivation_decided",
    }
)
"""What tells of a Hub what becomes of it: owed to exactly those whom a letter told of it (A7, A11)."""
OR_ELSE_TO_ALL: Mapping[str, Readers] = MappingProxyType(
    {"deactivation_national": _nationally, "deactivation_local": _locally}
)
"""Those that every office has where no letter told any: a Hub that is older than the service closes too (A11)."""

"""A Hub that closes: each case that still waits in it, and the event that has its family told (Protocol 6.2; ours).

Where the Board decides that a Hub stays open nothing changes for the families in it, so no letter goes to them.
"""

from datetime import date
from typing import Any

from correspondence.due_updates import RECORDED_BY, is_recorded, record_once
from correspondence.protocol.areas.events import DeactivationDecided
from correspondence.protocol.events import HubClosing
from correspondence.protocol.history.case_file import CaseFile
from correspondence.reading import event_adapter
from correspondence.service import Service
from correspondence.storage import StoredLetter

HUB_CLOSING = "hub_closing"


def decision_to_close(service: Service, hub: str) -> DeactivationDecided | None:
    """The Board's decision by which *hub* closes; None where its area has none that stands, and for an unknown Hub."""
    place = service.directory.hubs.get(hub)
    area_file = service.areas.files().get(place.service_area) if place else None
    return area_file.decision_to_close if area_file else None


def event_id_of(case_number: str, closes_on: date) -> str:
    """The id of the event that has a family told of that closing day: the same however often it is asked for."""
    return f"hub-closing-{closes_on.isoformat()}-{case_number}"


def is_wanted(service: Service, case_number: str, closes_on: date) -> bool:
    """Whether *record_closing* has anything to give for that case and closing day. Raises `Refused`."""
    case_file = service.case_file(case_number)
    if case_file is None:
        return False
    recorded = is_recorded(service, event_id_of(case_number, closes_on), HUB_CLOSING, case_number)
    return recorded or _is_to_be_told(case_file, closes_on)


def _is_to_be_told(case_file: CaseFile, closes_on: date) -> bool:
    """Whether a case still waits, and the closing day that its family was last told of is another, or none."""
    said = [e.closes_on for e in case_file.stay if isinstance(e, HubClosing)]
    return case_file.is_in_hub and said[-1:] != [closes_on]


def record_closing(
    service: Service, case_number: str, closes_on: date, today: date, by: str | None
) -> tuple[tuple[StoredLetter, ...], bool]:
    """The letters by which a family hears that its Hub closes, and whether they were recorded now; never twice.

    Those of a case with an open alert are held until it is reviewed, as every routine letter is (Protocol 3.2(vii)).
    Raises `Refused` where nothing can be recorded.
    """
    event_id = event_id_of(case_number, closes_on)
    if is_recorded(service, event_id, HUB_CLOSING, case_number):
        return service.register.letters_of_event(event_id), False
    case_file = service.case_file(case_number)
    if case_file is None or not _is_to_be_told(case_file, closes_on):
        return (), False
    return record_once(service, _hub_closing(case_file, event_id, closes_on, today), case_number, today, by)


def _hub_closing(case_file: CaseFile, event_id: str, closes_on: date, today: date) -> dict[str, Any]:
    """The event that the Hub closes, the case as its last event had it; of the closing day itself once that is past."""
    return {
        "event_id": event_id,
        "type": HUB_CLOSING,
        "occurred_on": min(today, closes_on).isoformat(),
        "recorded_by": RECORDED_BY,
        "hub": case_file.hub,
        "case": event_adapter().dump_python(case_file.events[-1], mode="json")["case"],
        "closes_on": closes_on.isoformat(),
    }

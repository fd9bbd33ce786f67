"""Updates that fall due: whose turn it is, and the event that gives them theirs (Protocol 3.2(v), Annex B)."""

import json
from datetime import date
from typing import Any

from correspondence.catalogue.facts.next_update import last_told
from correspondence.catalogue.families.update import UPDATE
from correspondence.checks import OPEN_ALERT
from correspondence.protocol.days import clocks
from correspondence.protocol.directory import Hub
from correspondence.protocol.events import Progress, StaffRole
from correspondence.protocol.history.case_file import CaseFile
from correspondence.protocol.owed.duties import duties
from correspondence.protocol.owed.duty import DutyName
from correspondence.protocol.refusals import Conflict, Reason
from correspondence.reading import event_adapter
from correspondence.service import Service
from correspondence.storage import StoredLetter

UPDATE_DUE = "update_due"
RECORDED_BY = {"name": "Correspondence", "role": str(StaffRole.BUSINESS_SERVICES_OFFICER)}
"""Who records that an update is due: this service itself."""


def whose_update(case_file: CaseFile, hub: Hub, on: date) -> tuple[str, ...]:
    """The ids of those readers whose update is due on *on* or before, in the order of the case.

    It is due by the clock of Protocol 3.2(v), and on the day that the last letter sent to them promised, whichever
    comes first. Nobody's is due once the case has left the Hub, nor that of a reader who has one on its way.
    """
    if not case_file.is_in_hub:
        return ()
    by_clock = {d.person_id: d.due_on for d in duties(case_file, hub, on) if d.duty is DutyName.UPDATE}
    on_its_way = {x.recipient for x in case_file.letters if x.kind == UPDATE.code and x.is_unsent}
    waiting = (p.person_id for p in case_file.case.people if p.person_id in by_clock)
    return tuple(
        person_id
        for person_id in waiting
        if person_id not in on_its_way and min(by_clock[person_id], _promised(case_file, hub, person_id)) <= on
    )


def _promised(case_file: CaseFile, hub: Hub, person_id: str) -> date:
    """The day on which the last letter sent to a person said that they would hear again."""
    told = last_told(case_file, person_id)
    return clocks.promised_in(told, hub.update_aim_days) if told else date.max


def event_id_of(case_number: str, on: date) -> str:
    """The id of the event that gives a case the updates of that day: the same however often it is asked for."""
    return f"update-due-{on.isoformat()}-{case_number}"


def is_wanted(service: Service, case_number: str, on: date) -> bool:
    """Whether *record_update* has anything to give for that case and day. Raises `Refused`."""
    case_file = service.case_file(case_number)
    if case_file is None:
        return False
    turn = whose_update(case_file, service.hub_of(case_file), on)
    return bool(turn) or is_recorded(service, event_id_of(case_number, on), UPDATE_DUE, case_number)


def is_recorded(service: Service, event_id: str, kind: str, case_number: str) -> bool:
    """Whether a run recorded that event of a case. Raises `Conflict` where its id is some other event's."""
    stored = service.register.stored_event(event_id)
    if stored is None:
        return False
    if (stored.type, stored.subject.key) != (kind, case_number):
        detail = "another event was already recorded under the id that a run gives this one"
        raise Conflict([Reason(rule="event_id_taken", field="event_id", detail=detail, source="ours")])
    return True


def record_update(
    service: Service, case_number: str, on: date, today: date, by: str | None
) -> tuple[tuple[StoredLetter, ...], bool]:
    """The updates of a case that fall due on *on*, and whether they were recorded now; on no day twice.

    Raises `Refused` where nothing can be recorded: with the rule `open_alert` while an alert is unreviewed, for then
    no routine letter of the case goes (Protocol 3.2(vii)).
    """
    event_id = event_id_of(case_number, on)
    if not is_recorded(service, event_id, UPDATE_DUE, case_number):
        body = _update_due(service, case_number, on)
        return ((), False) if body is None else record_once(service, body, case_number, today, by)
    return service.register.letters_of_event(event_id), False


def record_once(
    service: Service, body: dict[str, Any], case_number: str, today: date, by: str | None
) -> tuple[tuple[StoredLetter, ...], bool]:
    """The letters of an event that a run records, and whether that was now; another run may do so at the same moment.

    Raises `Refused` where it cannot be recorded.
    """
    try:
        outcome = service.take(json.dumps(body, ensure_ascii=False).encode(), today, by)
    except Conflict:
        if not is_recorded(service, body["event_id"], body["type"], case_number):  # as it may have been meanwhile
            raise
        return service.register.letters_of_event(body["event_id"]), False
    return outcome.letters, not outcome.replayed


def _update_due(service: Service, case_number: str, on: date) -> dict[str, Any] | None:
    """The event that an update is due, the case as its last event had it; None where it is nobody's turn."""
    case_file = service.case_file(case_number)
    turn = whose_update(case_file, service.hub_of(case_file), on) if case_file else ()
    if case_file is None or not turn:
        return None
    if case_file.open_alerts:
        detail = "an alert waits to be reviewed: until then no routine letter of this case goes"
        raise Conflict([Reason(rule=OPEN_ALERT.code, field="case", detail=detail, source="3.2(vii)")])
    return {
        "event_id": event_id_of(case_number, on),
        "type": UPDATE_DUE,
        "occurred_on": on.isoformat(),
        "recorded_by": RECORDED_BY,
        "hub": case_file.hub,
        "case": event_adapter().dump_python(case_file.events[-1], mode="json")["case"],
        "progress": [Progress.STILL_WAITING],
        "only": turn,
    }

"""The Board's decisions on a Hub, recorded for tests without the packs of letters that they give."""

import json
from datetime import date

from correspondence.protocol.subject import area_of
from correspondence.storage import NewEvent, Register

from . import area
from .build import Changes, day

DECIDED_ON, CLOSES_ON = day("Fri 8 Jan 2027"), day("Fri 5 Feb 2027")
"""The Board's Friday on which the example Hub is given up, and the first day without it."""

_DECISION: Changes = {
    "occurred_on": DECIDED_ON.isoformat(),
    "review_challenge_meeting_on": "2027-01-05",
    "closes_on": CLOSES_ON.isoformat(),
}
STAYS_OPEN: Changes = {"is_deactivated": False, "closes_on": None}


def decide(register: Register, changes: Changes | None = None, kind: str = "deactivation_decided") -> None:
    """Record what the Board decides on the example's area: to close its Hub, unless *changes* say otherwise."""
    event = area.body(kind, {**_DECISION, **(changes or {})} if kind == "deactivation_decided" else changes)
    area.read(event)  # it is one that the service would read
    essex = area_of("essex")
    on = date.fromisoformat(event["occurred_on"])
    new = NewEvent(
        event_id=event["event_id"],
        subject=essex,
        type=event["type"],
        occurred_on=on,
        taken_on=on,
        hub=essex.key,
        body=json.dumps(event).encode(),
        case_is_open=False,
        key_name=None,
    )
    register.keep(new, [], expected_events=register.count(essex.key))

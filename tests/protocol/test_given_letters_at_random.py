"""Whatever happens to a case and its letters: a duty is done when its letter has reached its reader, and only then."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from correspondence.protocol.days.calendar import is_working_day
from correspondence.protocol.events import AnyEvent
from correspondence.protocol.history.case_file import CaseFile
from correspondence.protocol.letters import Status
from correspondence.protocol.owed.duties import duties
from correspondence.protocol.owed.obligations import OBLIGATIONS
from tests.build import (
    adviser_allocated,
    case_file,
    closing,
    court_challenged,
    decision,
    extension_decided,
    extension_needed,
    guardian_appointed,
    hub,
    hub_closing,
    representation,
    review,
    risk_increased,
)
from tests.protocol.test_given_letters import COURT, FAMILY, sent

_GIVERS: list[Any] = [
    adviser_allocated,
    risk_increased,
    extension_needed,
    extension_decided,
    representation,
    guardian_appointed,
    court_challenged,
    hub_closing,
    review,
]


GIVEN = [each for each in OBLIGATIONS.values() if each.is_given]


@st.composite
def stays(draw: st.DrawFn) -> tuple[CaseFile, date]:
    """A case with whatever events on whatever days, and whatever became of the letters they gave."""
    events: list[AnyEvent] = [decision()]
    for number, make in enumerate(draw(st.lists(st.sampled_from(_GIVERS), max_size=6)), start=1):
        happened = date(2026, 11, 20) + timedelta(days=draw(st.integers(0, 120)))
        event = replace(make({"event_id": f"event-{number}"}), occurred_on=happened)
        if not case_file(*events, event).told_before(event):  # a fact that is told again is `test_told_again`'s
            events.append(event)
    letters = [
        sent(event, row.code, recipient, "Mon 1 Mar 2027", {"status": status})
        for event in events
        for row in GIVEN
        if isinstance(event, row.arises_on)
        for recipient in (*FAMILY, COURT)
        if (status := draw(st.sampled_from([None, Status.SENT, Status.RETURNED]))) is not None
    ]
    return case_file(*events, letters=tuple(letters)), date(2026, 11, 20) + timedelta(days=draw(st.integers(0, 200)))


@given(stays())
def test_a_letters_duty_is_done_exactly_when_it_reached_its_reader(stay: tuple[CaseFile, date]) -> None:
    held, today = stay
    reached = {(x.given_by, x.kind, x.recipient) for x in held.letters if x.status is Status.SENT}
    names = {row.duty for row in GIVEN}
    found = [d for d in duties(held, hub(), today) if d.duty in names]
    whose = [
        (row.duty, None if recipient == COURT else recipient)
        for row in GIVEN
        for event in held.stay
        if isinstance(event, row.arises_on)
        for recipient in row.owed_to(event, held)
        if (event.event_id, row.code, recipient) in reached
    ]
    assert sorted((d.duty, d.person_id or "") for d in found if d.done_on) == sorted((d, p or "") for d, p in whose)
    assert all(is_working_day(d.due_on) for d in found)
    assert all(not d.overdue for d in found if d.done_on)


@given(stays())
def test_a_closed_case_owes_none_of_them(stay: tuple[CaseFile, date]) -> None:
    held, today = stay
    closed = case_file(*held.events, closing({"occurred_on": "2027-06-01"}), letters=held.letters)
    assert duties(closed, hub(), today) == ()

"""One obligation has one date: its letter's, its duty's and the one that staff are told are the same (ours)."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from correspondence.catalogue.composing.case import write
from correspondence.catalogue.occasions.case import Occasion
from correspondence.catalogue.registry import CASE_KINDS
from correspondence.protocol.days.calendar import add_working_days
from correspondence.protocol.events import AnyEvent
from correspondence.protocol.history.case_file import CaseFile
from correspondence.protocol.letters import Audience
from correspondence.protocol.owed.duties import duties
from correspondence.protocol.owed.obligations import COURT, OBLIGATIONS
from tests import build
from tests.protocol.test_given_letters_at_random import stays

FOR_READERS = {code: kind for code, kind in CASE_KINDS.items() if kind.versions != (Audience.FILE,)}


def days_apart(case_file: CaseFile, today: date) -> list[str]:
    """Each letter that the events of the present stay would give today under another day than its duty's."""
    owed = {(d.duty, d.person_id, d.due_on) for d in duties(case_file, build.hub(), today)}
    found = []
    for event in case_file.stay:
        for code, kind in FOR_READERS.items():
            if not isinstance(event, kind.sent_on) or not OBLIGATIONS[code].until(event, case_file):
                continue
            directory = build.directory()
            occasion = Occasion(
                event=event, made_by=event.event_id, case_file=case_file, directory=directory, today=today
            )
            for letter in write(kind, occasion):
                person_id = None if letter.recipient.startswith(COURT) else letter.recipient
                if (OBLIGATIONS[code].duty, person_id, letter.due.due_on) not in owed:
                    found.append(f"{code} to {letter.recipient} of {event.event_id}, due {letter.due.due_on}")
    return found


@given(stays())
def test_a_letters_day_is_its_dutys_day(stay: tuple[CaseFile, date]) -> None:
    assert days_apart(*stay) == []


@given(st.integers(1, 30))
def test_a_second_decision_in_one_stay_moves_neither(later: int) -> None:
    first = build.decision()
    second: AnyEvent = replace(first, event_id="decision-2", occurred_on=first.occurred_on + timedelta(days=later))
    case_file = build.case_file(first, second)
    assert days_apart(case_file, second.occurred_on) == []
    kind = FOR_READERS["hub_letter"]
    directory = build.directory()
    occasion = Occasion(
        event=second, made_by="decision-2", case_file=case_file, directory=directory, today=second.occurred_on
    )
    assert {x.due.due_on for x in write(kind, occasion)} == {add_working_days(first.occurred_on, 5)}

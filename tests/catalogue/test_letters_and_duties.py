"""Letters and duties agree: one obligation has one date, and whatever a letter can end has its letter (ours)."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from correspondence.catalogue.composing import compose_each
from correspondence.catalogue.occasions.case import Occasion
from correspondence.catalogue.registry import CASE_KINDS
from correspondence.protocol.addressees import is_court, person_of
from correspondence.protocol.days.calendar import add_working_days
from correspondence.protocol.events import AnyEvent
from correspondence.protocol.history.case_file import CaseFile
from correspondence.protocol.history.readers import readers
from correspondence.protocol.letters import Audience
from correspondence.protocol.owed.duties import duties
from correspondence.protocol.owed.given import letters_given
from correspondence.protocol.owed.obligations import OBLIGATIONS
from tests import build
from tests.protocol.test_given_letters_at_random import stays

FOR_READERS = {code: kind for code, kind in CASE_KINDS.items() if kind.versions != (Audience.FILE,)}


def _occasion(event: AnyEvent, case_file: CaseFile, today: date) -> Occasion:
    return Occasion(event=event, made_by=event.event_id, case_file=case_file, directory=build.directory(), today=today)


def days_apart(case_file: CaseFile, today: date) -> list[str]:
    """Each letter that the events of the present stay would give today under another day than its duty's."""
    owed = {(d.duty, d.person_id, d.due_on) for d in duties(case_file, build.hub(), today)}
    found = []
    for event in case_file.stay:
        for code, kind in FOR_READERS.items():
            if not isinstance(event, kind.sent_on) or not OBLIGATIONS[code].until(event, case_file):
                continue
            for letter in compose_each(kind, _occasion(event, case_file, today)):
                person_id = person_of(letter.recipient)
                if (OBLIGATIONS[code].duty, person_id, letter.due.due_on) not in owed:
                    found.append(f"{code} to {letter.recipient} of {event.event_id}, due {letter.due.due_on}")
    return found


@given(stays())
def test_a_letters_day_is_its_dutys_day(stay: tuple[CaseFile, date]) -> None:
    assert days_apart(*stay) == []


@given(stays())
def test_what_is_owed_to_a_reader_has_a_letter_that_ends_it(stay: tuple[CaseFile, date]) -> None:
    case_file, today = stay
    readers_now = {p.person_id for p in readers(case_file)}
    for owed in letters_given(case_file):
        if owed.done_on is None and (is_court(owed.recipient) or owed.recipient in readers_now):
            givers = (e for e in case_file.stay if isinstance(e, owed.obligation.arises_on))
            kind = FOR_READERS[owed.obligation.code]
            written = (compose_each(kind, _occasion(e, case_file, today)) for e in givers)
            assert owed.recipient in {letter.recipient for each in written for letter in each}, owed.obligation.code


@given(st.integers(1, 30))
def test_a_second_decision_in_one_stay_moves_neither(later: int) -> None:
    first = build.decision()
    second: AnyEvent = replace(first, event_id="decision-2", occurred_on=first.occurred_on + timedelta(days=later))
    case_file = build.case_file(first, second)
    assert days_apart(case_file, second.occurred_on) == []
    written = compose_each(FOR_READERS["hub_letter"], _occasion(second, case_file, second.occurred_on))
    assert {x.due.due_on for x in written} == {add_working_days(first.occurred_on, 5)}

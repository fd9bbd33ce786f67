"""Letters and duties agree: one obligation has one date, and whatever a letter can end has its letter (ours)."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from correspondence.catalogue.composing import compose_each, compose_list
from correspondence.catalogue.occasions.case import Occasion
from correspondence.catalogue.registry import CASE_KINDS
from correspondence.protocol.addressees import is_court, person_of
from correspondence.protocol.days.calendar import add_working_days
from correspondence.protocol.events import AnyEvent
from correspondence.protocol.history.case_file import CaseFile
from correspondence.protocol.history.readers import readers
from correspondence.protocol.letters import UNSENT, Audience, LetterRecord, Status
from correspondence.protocol.lists.court_lists import CourtListMade, make_list
from correspondence.protocol.lists.rows import row_of
from correspondence.protocol.owed.duties import duties
from correspondence.protocol.owed.duty import DutyName
from correspondence.protocol.owed.given import letters_given
from correspondence.protocol.owed.list_duties import last_sent, list_duties, lists_due
from correspondence.protocol.owed.list_obligations import LIST_OBLIGATIONS
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


HUB = "essex"
WEEKS = st.lists(st.tuples(st.sampled_from(Status), st.integers(0, 6)), max_size=5)
"""What became of the list of each week, and how many days after it was made."""


def made_on(day: date, court: str, before: CourtListMade | None, sent_on: date | None) -> CourtListMade:
    """The list of that day for a court, which goes on from one that was sent on that other."""
    week_of = day - timedelta(days=day.weekday())
    made = make_list(HUB, court, week_of, day, (), build.directory(), before)
    return replace(made, last_sent_on=sent_on)


def record_of(made: CourtListMade, status: Status, days: int) -> LetterRecord:
    letter = compose_list(made, build.directory(), made.occurred_on)
    sent_on = made.occurred_on + timedelta(days=days)
    changes = {"letter_id": letter.letter_id, "kind": letter.kind.code, "event_id": made.event_id, "status": status}
    went = sent_on if status in (Status.SENT, Status.RETURNED) else None
    return build.letter(letter.recipient, {**changes, "dated": made.occurred_on, "sent_on": went})


@given(WEEKS, st.sampled_from([1, 7, 14, 28]))
def test_a_lists_day_is_its_dutys_day_whatever_became_of_those_before_it(
    weeks: list[tuple[Status, int]], every_days: int
) -> None:
    hub = replace(build.hub(), list_every_days=every_days)
    directory = replace(build.directory(), hubs={HUB: hub})
    court, kept, lists = hub.courts[0], dict[str, CourtListMade](), list[LetterRecord]()
    for number in range(len(weeks) + 1):
        today = build.day("Mon 30 Nov 2026") + timedelta(weeks=number)
        last = last_sent(lists, court)
        made = made_on(today, court, kept[last.event_id] if last else None, last.sent_on if last else None)
        letter = compose_list(made, directory, today)
        (duty,) = (d for d in list_duties(hub, lists, today) if (d.duty, d.court) == (DutyName.COURT_LIST, court))
        assert (letter.due.due_on, letter.due.why, letter.due.source) == (duty.due_on, duty.why, duty.source)
        assert letter.kind.code == ("weekly_list" if last else "opening_list") in LIST_OBLIGATIONS
        assert set(lists_due(hub, lists).values()) <= {duty.due_on}
        assert {*lists_due(hub, lists)} == {x.letter_id for x in lists if x.status in UNSENT}
        for status, days in weeks[number : number + 1]:
            kept[made.event_id] = made
            lists.append(record_of(made, status, days))


TOLD_A_DAY = {"hub_letter", "update", "hub_closing", "filing_time", "answer_to_court", "review_record"}


def days_of_allocation(case_file: CaseFile, today: date) -> dict[str, set[date]]:
    """By kind, every day that its letters would give today for the allocation of that case."""
    told: dict[str, set[date]] = {}
    for event in case_file.stay:
        for code, kind in CASE_KINDS.items():
            if isinstance(event, kind.sent_on) and OBLIGATIONS[code].until(event, case_file):
                for letter in compose_each(kind, _occasion(event, case_file, today)):
                    facts = letter.view.facts
                    every = [
                        each for each in (facts, getattr(facts, "times", None), getattr(facts, "aims", None)) if each
                    ]
                    days = {getattr(each, name, None) for each in every for name in ("allocate_by", "allocation_by")}
                    told.setdefault(code, set()).update(day for day in days if day is not None)
    return told


def asked(number: int, changes: build.Changes) -> AnyEvent:
    """A question of the court, which sets a day with it."""
    return build.court_challenged({"event_id": f"question-{number}", "kind": "clarification", **changes})


def test_every_letter_and_list_tells_the_day_for_the_allocation_that_the_duty_has() -> None:
    today = build.day("Tue 12 Jan 2027")
    waits: list[AnyEvent] = [build.decision(), build.review(), build.update_due(), build.hub_closing()]
    first = asked(1, {"occurred_on": "2026-11-24", "allocate_by": "2027-02-26"})
    second = asked(2, {"occurred_on": "2026-11-30", "allocate_by": "2027-01-22"})
    for since, day in ((), "Fri 5 Feb 2027"), ((first,), "Fri 26 Feb 2027"), ((first, second), "Fri 22 Jan 2027"):
        held = build.case_file(*waits, *since)
        (duty,) = (d for d in duties(held, build.hub(), today) if d.duty == "allocation")
        told = days_of_allocation(held, today)
        assert {each for days in told.values() for each in days} == {duty.due_on} == {build.day(day)}
        assert {code for code, days in told.items() if days} >= TOLD_A_DAY - (set() if since else {"answer_to_court"})
        listed = row_of(held, build.hub(), duty.due_on - timedelta(weeks=1), None)
        assert listed is not None
        assert listed.allocate_by == duty.due_on


def test_a_day_that_the_court_sets_after_its_challenge_takes_the_place_of_the_one_before() -> None:
    today, moved = build.day("Mon 14 Dec 2026"), asked(2, {"occurred_on": "2026-12-15", "allocate_by": "2026-12-31"})
    held = build.case_file(build.decision(), build.court_challenged(), moved)
    assert build.day("Thu 31 Dec 2026") in days_of_allocation(held, today)["answer_to_court"]
    assert build.day("Fri 8 Jan 2027") not in days_of_allocation(held, today)["answer_to_court"]
    left = row_of(held, build.hub(), today, None)
    assert left is not None
    assert left.allocate_by == build.day("Thu 31 Dec 2026")

"""Due updates: whose turn it is, one event a case and a day, and one case's trouble is nobody else's."""

import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from correspondence import due_updates, runs
from correspondence.protocol.days import clocks
from correspondence.protocol.letters import LetterRecord, Status
from correspondence.protocol.refusals import Inconsistent
from correspondence.runs import Step
from correspondence.service import Service
from correspondence.storage import RunFailure, RunStatus, StoredLetter, StoredRun
from tests import build

from .conftest import event, letter_of, move, post, send

CASE, OTHER, THIRD = "CM26P00417", "CM26P00418", "CM26P00419"
SENT_ON = build.day("Fri 20 Nov 2026")
PROMISED_ON = build.day("Thu 24 Dec 2026")
"""35 days from the hub letter's date, Thursday 19 November 2026."""


def run_due(service: Service, on: date, tell: Callable[[Step], None] = lambda step: None) -> StoredRun:
    """Run what is due on a day, on that day, in every Hub."""
    run = runs.ask_due_updates(service, on, on, hubs=tuple(service.directory.hubs), by="desk")
    return runs.carry_out(service, run, on, tell)


def letters_of(service: Service, run: StoredRun, kind: str = "update") -> list[tuple[str, str, str, Status]]:
    """Its letters of that kind; what waits and promises a day gone by is written again beside them."""
    given = (x for x in service.register.runs.letters(run.run_id) if x.kind == kind)
    return [(x.subject.name, x.kind, x.recipient, x.status) for x in given]


def waiting(service: Service, number: str = CASE, changes: dict[str, Any] | None = None) -> None:
    """A case in the Hub, its father's letter sent on Friday 20 November; its mother's is still a draft."""
    mine: dict[str, Any] = {"event_id": f"decision-{number}", "case.case_number": number}
    outcome = post(service, "hub_allocation_decided", mine | (changes or {}))
    letter = next(x for x in outcome.letters if x.recipient == "p1")
    move(service, letter, Status.APPROVED, SENT_ON)
    move(service, letter, Status.SENT, SENT_ON)


# Whose turn it is


def turn(on: date, *letters: LetterRecord) -> tuple[str, ...]:
    return due_updates.whose_update(build.case_file(letters=letters), build.hub(), on)


def test_an_update_is_due_on_the_day_that_the_last_letter_promised() -> None:
    told = build.letter("p1")
    assert turn(PROMISED_ON - timedelta(days=1), told) == ()
    assert turn(PROMISED_ON, told) == ("p1",)


def test_an_update_is_due_by_the_clock_though_the_promise_is_later() -> None:
    """The letter was dated long after the last one was sent; six weeks from Friday 20 November is 1 January."""
    told = build.letter("p1", {"dated": build.day("Tue 22 Dec 2026")})
    assert turn(build.day("Wed 30 Dec 2026"), told) == ()
    assert turn(build.day("Thu 31 Dec 2026"), told) == ("p1",)


def test_a_reader_to_whom_nothing_was_sent_is_owed_their_first_letter_and_no_update() -> None:
    assert turn(date(2027, 3, 1), build.letter("p1", {"status": Status.DRAFT, "sent_on": None})) == ()


def test_a_letter_that_came_back_started_no_clock() -> None:
    assert turn(date(2027, 3, 1), build.letter("p1", {"status": Status.RETURNED})) == ()


@pytest.mark.parametrize("status", [Status.DRAFT, Status.HELD, Status.APPROVED])
def test_a_reader_with_an_update_on_its_way_is_not_due_again(status: Status) -> None:
    unsent = build.letter("p1", {"letter_id": "u", "kind": "update", "status": status, "sent_on": None})
    assert turn(PROMISED_ON, build.letter("p1"), build.letter("p2"), unsent) == ("p2",)


def test_an_update_that_was_withdrawn_does_not_stand_in_the_way() -> None:
    gone = build.letter("p1", {"letter_id": "u", "kind": "update", "status": Status.WITHDRAWN, "sent_on": None})
    assert turn(PROMISED_ON, build.letter("p1"), gone) == ("p1",)


@pytest.mark.parametrize(
    "leaving", [build.adviser_allocated, build.risk_increased, build.closing, build.court_challenged]
)
def test_nobodys_update_is_due_once_the_case_has_left_the_hub(leaving: Callable[[], Any]) -> None:
    told = (build.letter("p1"), build.letter("p2"))
    case_file = build.case_file(build.decision(), leaving(), letters=told)
    assert due_updates.whose_update(case_file, build.hub(), date(2027, 3, 1)) == ()


@given(days=st.integers(0, 200), late=st.integers(0, 60))
def test_whoever_was_due_is_due_until_they_are_written_to(days: int, late: int) -> None:
    told = build.letter("p1", {"sent_on": SENT_ON + timedelta(days=late)})
    on = SENT_ON + timedelta(days=days)
    limit = min(clocks.update(SENT_ON + timedelta(days=late)).due_on, PROMISED_ON)
    assert turn(on, told) == (("p1",) if on >= limit else ())


# One event a case and a day


def test_each_reader_whose_turn_it_is_gets_an_update_and_nobody_else_does(service: Service) -> None:
    waiting(service)
    run = run_due(service, PROMISED_ON)
    assert (run.status, run.total, run.done, run.failed) == (RunStatus.DONE, 1, 1, ())
    assert letters_of(service, run) == [(CASE, "update", "p1", Status.DRAFT)]
    (update,) = service.register.runs.letters(run.run_id)
    assert update.dated == PROMISED_ON
    recorded = service.events_of(CASE)[-1]
    assert (recorded.type, recorded.occurred_on) == ("update_due", PROMISED_ON)
    assert (recorded.recorded_by.name, str(recorded.recorded_by.role)) == (
        "Correspondence",
        "business_services_officer",
    )


def test_nothing_is_recorded_where_it_is_nobodys_turn(service: Service) -> None:
    waiting(service)
    run = run_due(service, PROMISED_ON - timedelta(days=1))
    assert (run.status, run.total, letters_of(service, run)) == (RunStatus.DONE, 0, [])
    assert len(service.register.history(CASE)) == 1


def test_running_twice_makes_nothing_twice_and_tells_the_same(service: Service) -> None:
    waiting(service)
    waiting(service, OTHER)
    first, second = run_due(service, PROMISED_ON), run_due(service, PROMISED_ON)
    assert letters_of(service, first) == letters_of(service, second)
    assert len(letters_of(service, first)) == 2
    assert [len(service.register.history(number)) for number in (CASE, OTHER)] == [2, 2]
    later = run_due(service, PROMISED_ON + timedelta(days=5))
    assert letters_of(service, later) == []


def test_the_next_one_is_due_when_this_one_was_sent(service: Service) -> None:
    waiting(service)
    run_due(service, PROMISED_ON)
    send(service, "p1", PROMISED_ON, "update")
    again = build.day("Thu 28 Jan 2027")
    assert letters_of(service, run_due(service, again - timedelta(days=1))) == []
    assert letters_of(service, run_due(service, again)) == [(CASE, "update", "p1", Status.DRAFT)]


def test_the_event_has_the_case_as_it_stood_on_its_last_day_and_not_as_it_arrived(service: Service) -> None:
    """An earlier review that arrives late tells of an earlier state."""
    waiting(service)
    post(service, "review_recorded", {"occurred_on": "2026-12-03", "case.ordered_work.filing_date": "2027-04-16"})
    post(service, "review_recorded", {"event_id": "review-0", "occurred_on": "2026-11-30"})
    outcome = run_due(service, PROMISED_ON)
    assert outcome.failed == ()
    assert service.events_of(CASE)[-1].case.ordered_work.filing_date == date(2027, 4, 16)


def test_a_letter_that_is_held_is_counted_as_made(service: Service) -> None:
    waiting(service)
    post(service, "review_recorded", {"case.people.0.safe_contact": None})
    run = run_due(service, PROMISED_ON)
    assert run.failed == ()
    assert letters_of(service, run) == [(CASE, "update", "p1", Status.HELD)]


def test_of_two_runs_at_once_one_records_the_update_and_both_tell_of_it(service: Service) -> None:
    waiting(service)
    with ThreadPoolExecutor(2) as callers:
        both = list(callers.map(lambda _: run_due(service, PROMISED_ON), range(2)))
    assert [run.failed for run in both] == [(), ()]
    assert letters_of(service, both[0]) == letters_of(service, both[1]) != []
    assert len(service.register.history(CASE)) == 2


# One case's trouble


def test_a_case_with_an_open_alert_is_listed_and_stops_no_other(service: Service) -> None:
    for number in (CASE, OTHER, THIRD):
        waiting(service, number)
    alert = {"event_id": "alert", "case.case_number": OTHER, "occurred_on": "2026-12-23"}
    post(service, "information_received", alert)
    run = run_due(service, PROMISED_ON)
    assert (run.status, run.total, run.done) == (RunStatus.DONE, 3, 3)
    assert [(each.what, each.rule) for each in run.failed] == [(OTHER, "open_alert")]
    assert [number for number, *_ in letters_of(service, run)] == [CASE, THIRD]
    review = {"event_id": "review", "case.case_number": OTHER, "occurred_on": "2026-12-24"}
    post(service, "review_recorded", review)
    assert [number for number, *_ in letters_of(service, run_due(service, PROMISED_ON))] == [CASE, OTHER, THIRD]


def test_a_case_whose_update_the_service_refuses_is_listed_by_rule_and_stops_no_other(service: Service) -> None:
    """The elder child of the first case comes of age before the update is due."""
    waiting(service, changes={"case.people.2.date_of_birth": "2008-12-01"})
    waiting(service, OTHER)
    run = run_due(service, PROMISED_ON)
    (failed,) = run.failed
    assert (failed.what, failed.rule) == (CASE, "not_a_child")
    assert letters_of(service, run) == [(OTHER, "update", "p1", Status.DRAFT)]
    assert "2008" not in failed.detail


def test_an_event_of_somebody_elses_under_the_same_id_is_listed(service: Service) -> None:
    waiting(service)
    waiting(service, OTHER)
    taken = {"event_id": due_updates.event_id_of(CASE, PROMISED_ON), "case.case_number": OTHER}
    post(service, "review_recorded", taken)
    run = run_due(service, PROMISED_ON)
    assert [(each.what, each.rule) for each in run.failed] == [(CASE, "event_id_taken")]
    assert [number for number, *_ in letters_of(service, run)] == [OTHER]


def test_a_body_that_can_no_longer_be_read_is_one_cases_trouble(service: Service) -> None:
    from sqlalchemy import update

    from correspondence.storage.database import writing
    from correspondence.storage.tables import events

    waiting(service)
    waiting(service, OTHER)
    engine = service.register._engine
    with writing(engine) as connection:
        damaged = update(events).where(events.c.subject == CASE).values(body=b'{"type": "an_old_one"}')
        connection.execute(damaged)
    service.register.folded.forget(CASE)  # as whoever is started on it has read nothing yet
    run = run_due(service, PROMISED_ON)
    assert [each.what for each in run.failed] == [CASE]
    assert [number for number, *_ in letters_of(service, run)] == [OTHER]


# Progress, interruption, and a day to come


def test_progress_goes_up_one_by_one_and_can_be_read_meanwhile(service: Service) -> None:
    for number in (CASE, OTHER, THIRD):
        waiting(service, number)
    seen: list[tuple[int, int, RunStatus]] = []

    def tell(step: Step) -> None:
        stored = service.register.runs.find(step.run.run_id)
        assert stored == step.run
        seen.append((stored.done, stored.total, stored.status))

    run_due(service, PROMISED_ON, tell)
    assert seen == [(n, 3, RunStatus.RUNNING) for n in (1, 2, 3)]


class Stopped(BaseException):
    """The process is stopped in the middle of a run."""


def test_what_an_interruption_left_out_is_made_by_the_next_run_and_nothing_twice(service: Service) -> None:
    for number in (CASE, OTHER, THIRD):
        waiting(service, number)
    interrupted: list[StoredRun] = []

    def stop(step: Step) -> None:
        interrupted.append(step.run)
        raise Stopped

    with pytest.raises(Stopped):
        run_due(service, PROMISED_ON, stop)
    found = service.register.runs.find(interrupted[0].run_id)
    assert found is not None
    assert (found.status, found.done, found.total) == (RunStatus.INTERRUPTED, 1, 3)
    made = {x.letter_id for x in service.register.runs.letters(found.run_id)}
    whole = run_due(service, PROMISED_ON)
    assert whole.status is RunStatus.DONE
    assert [number for number, *_ in letters_of(service, whole)] == [CASE, OTHER, THIRD]
    assert made < {x.letter_id for x in service.register.runs.letters(whole.run_id)}
    assert [len(service.register.history(number)) for number in (CASE, OTHER, THIRD)] == [2, 2, 2]


def test_a_run_that_is_told_to_stop_ends_as_interrupted_before_the_next_case(service: Service) -> None:
    waiting(service)
    waiting(service, OTHER)
    done: list[Step] = []
    run = runs.ask_due_updates(service, PROMISED_ON, PROMISED_ON, hubs=("essex",), by=None)
    ended = runs.carry_out(service, run, PROMISED_ON, done.append, lambda: bool(done))
    assert (ended.status, ended.done, ended.total) == (RunStatus.INTERRUPTED, 1, 2)


@pytest.mark.parametrize(
    ("on", "rule"),
    [("2026-12-25", "in_the_future"), ("1815-06-18", "day_out_of_range"), ("9999-12-31", "day_out_of_range")],
)
def test_a_day_to_come_and_a_day_that_cannot_be_counted_with_are_refused(service: Service, on: str, rule: str) -> None:
    with pytest.raises(Inconsistent) as refused:
        runs.ask_due_updates(service, date.fromisoformat(on), PROMISED_ON, hubs=("essex",), by=None)
    assert [(reason.field, reason.rule) for reason in refused.value.reasons] == [("on", rule)]


def test_a_run_that_breaks_as_a_whole_says_so(service: Service, caplog: pytest.LogCaptureFixture) -> None:
    run = runs.ask_due_updates(service, PROMISED_ON, PROMISED_ON, hubs=("essex",), by=None)

    def no_more() -> bool:
        raise RuntimeError("Zaphod")

    waiting(service)
    ended = runs.carry_out(service, run, PROMISED_ON, is_stopping=no_more)
    assert ended.status is RunStatus.FAILED
    assert "RuntimeError" in caplog.text
    assert "Zaphod" not in caplog.text


def test_only_the_asked_hubs_cases_are_looked_at(service: Service) -> None:
    waiting(service)
    run = runs.ask_due_updates(service, PROMISED_ON, PROMISED_ON, hubs=(), by=None)
    assert runs.carry_out(service, run, PROMISED_ON).total == 0


def test_the_letters_of_a_run_are_those_that_the_case_now_has(service: Service) -> None:
    waiting(service)
    run = run_due(service, PROMISED_ON)
    (letter,) = service.register.runs.letters(run.run_id)
    assert letter == letter_of(service, "p1", "update")
    sent: StoredLetter = send(service, "p1", PROMISED_ON, "update")
    assert service.register.runs.letters(run.run_id) == (sent,)


def test_a_failure_holds_no_persons_value(service: Service) -> None:
    waiting(service, changes={"case.people.2.date_of_birth": "2008-12-01"})
    told = str(run_due(service, PROMISED_ON).failed)
    people = json.loads(event("hub_allocation_decided"))["case"]["people"]
    for person in people:
        every = (*person["name"].values(), *person.get("address", {}).values())
        assert not [value for value in every if value and value in told]


def test_a_failure_comes_back_as_it_was_written_down(service: Service) -> None:
    run = runs.ask_due_updates(service, PROMISED_ON, PROMISED_ON, hubs=("essex",), by=None)
    failed = RunFailure(what=CASE, rule="open_alert", detail="words")
    assert service.register.runs.note(run.run_id, (), failed).failed == (failed,)

"""A Hub closes: every family that waits is told once, and nobody falls between two chairs afterwards."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from correspondence import closing, runs, verification
from correspondence.protocol.directory import Directory
from correspondence.protocol.letters import Status
from correspondence.protocol.owed.duty import DutyName
from correspondence.protocol.refusals import Inconsistent
from correspondence.runs import Step
from correspondence.service import Service
from correspondence.storage import RunStatus, StoredRun
from tests import board, build
from tests.board import CLOSES_ON, DECIDED_ON

from .conftest import letter_of, move, post, send, small_family

CASE, OTHER, THIRD = "CM26P00417", "CM26P00418", "CM26P00419"
TODAY = build.day("Mon 11 Jan 2027")
ALONE: dict[str, Any] = {"case.people": small_family()[:1]}
"""The father alone, whose letters are soon written."""


def waiting(service: Service, number: str = CASE, changes: dict[str, Any] | None = None) -> None:
    """A case of the father's that waits in the Hub since Thursday 19 November."""
    mine = {"event_id": f"decision-{number}", "case.case_number": number}
    post(service, "hub_allocation_decided", ALONE | mine | (changes or {}))


def leave(service: Service, kind: str, number: str = CASE, changes: dict[str, Any] | None = None) -> None:
    mine = {"event_id": f"{kind}-{number}", "case.case_number": number, "occurred_on": "2027-01-04"}
    post(service, kind, ALONE | mine | (changes or {}))


def run_closing(service: Service, on: date = TODAY, tell: Callable[[Step], None] = lambda step: None) -> StoredRun:
    """Tell whoever waits in the example Hub, on that day."""
    return runs.carry_out(service, runs.ask_hub_closing(service, "essex", by="desk"), on, tell)


def letters_of(service: Service, run: StoredRun, kind: str = "hub_closing") -> list[tuple[str, str, str, Status]]:
    """Its letters of that kind; what waits and promises a day gone by is written again beside them."""
    given = (x for x in service.register.runs.letters(run.run_id) if x.kind == kind)
    return [(x.subject.name, x.kind, x.recipient, x.status) for x in given]


def closed(service: Service, closed_on: date = CLOSES_ON) -> Service:
    """The same register, with a directory that has the closing day."""
    one = build.directory()
    hubs = {"essex": replace(one.hubs["essex"], closed_on=closed_on)}
    return Service(service.register, replace(one, hubs=hubs))


# Who is told


def test_every_case_that_waits_is_told_and_no_other(service: Service) -> None:
    board.decide(service.register)
    for number in (CASE, OTHER, THIRD):
        waiting(service, number)
    leave(service, "adviser_allocated", OTHER)
    leave(service, "case_closed", THIRD)
    run = run_closing(service)
    assert (run.kind, run.status, run.total, run.done, run.failed) == ("hub_closing", RunStatus.DONE, 1, 1, ())
    assert letters_of(service, run) == [(CASE, "hub_closing", "p1", Status.DRAFT)]
    recorded = service.events_of(CASE)[-1]
    assert (recorded.event_id, recorded.type, recorded.occurred_on) == (
        f"hub-closing-2027-02-05-{CASE}",
        "hub_closing",
        TODAY,
    )
    assert (recorded.recorded_by.name, str(recorded.recorded_by.role)) == (
        "Correspondence",
        "business_services_officer",
    )


def test_the_case_is_told_of_as_its_last_event_had_it(service: Service) -> None:
    board.decide(service.register)
    waiting(service)
    post(service, "review_recorded", ALONE | {"case.ordered_work.filing_date": "2027-04-16"})
    run_closing(service)
    assert service.events_of(CASE)[-1].case.ordered_work.filing_date == date(2027, 4, 16)


def test_running_twice_makes_nothing_twice_and_tells_the_same(service: Service) -> None:
    board.decide(service.register)
    for number in (CASE, OTHER):
        waiting(service, number)
    first, second = run_closing(service), run_closing(service, TODAY + timedelta(days=3))
    assert letters_of(service, first) == letters_of(service, second)
    assert [len(service.register.history(number)) for number in (CASE, OTHER)] == [2, 2]
    waiting(service, THIRD, {"occurred_on": "2027-01-13", "screened.on": "2027-01-13"})
    third = run_closing(service, TODAY + timedelta(days=3))
    assert [number for number, *_ in letters_of(service, third)] == [CASE, OTHER, THIRD]


def test_of_two_runs_at_once_one_records_it_and_both_tell_of_it(service: Service) -> None:
    board.decide(service.register)
    waiting(service)
    with ThreadPoolExecutor(2) as callers:
        both = list(callers.map(lambda _: run_closing(service), range(2)))
    assert [run.failed for run in both] == [(), ()]
    assert letters_of(service, both[0]) == letters_of(service, both[1]) != []
    assert len(service.register.history(CASE)) == 2


def test_a_family_that_was_told_by_hand_is_not_told_again(service: Service) -> None:
    board.decide(service.register)
    waiting(service)
    post(service, "hub_closing", ALONE)
    run = run_closing(service, TODAY + timedelta(days=1))
    assert (run.total, letters_of(service, run)) == (0, [])


def test_another_closing_day_is_told_anew_in_place_of_what_was_not_sent(service: Service) -> None:
    board.decide(service.register)
    waiting(service)
    first = run_closing(service)
    later = {"event_id": "again", "occurred_on": "2027-01-15", "closes_on": "2027-03-05"}
    board.decide(service.register, later | {"review_challenge_meeting_on": "2027-01-12"})
    second = run_closing(service, build.day("Fri 15 Jan 2027"))
    assert [status for *_, status in letters_of(service, first)] == [Status.WITHDRAWN]
    assert letters_of(service, second) == [(CASE, "hub_closing", "p1", Status.DRAFT)]


# Whose trouble it is


def test_a_case_that_cannot_be_told_is_listed_by_rule_and_stops_no_other(service: Service) -> None:
    """The elder child of the first case came of age."""
    board.decide(service.register)
    waiting(service, changes={"case.people": small_family(), "case.people.2.date_of_birth": "2008-12-01"})
    waiting(service, OTHER)
    run = run_closing(service)
    (failed,) = run.failed
    assert (failed.what, failed.rule) == (CASE, "not_a_child")
    assert "2008" not in failed.detail
    assert letters_of(service, run) == [(OTHER, "hub_closing", "p1", Status.DRAFT)]


def test_an_event_of_somebody_elses_under_the_same_id_is_listed(service: Service) -> None:
    board.decide(service.register)
    waiting(service)
    waiting(service, OTHER)
    taken = {"event_id": closing.event_id_of(CASE, CLOSES_ON), "case.case_number": OTHER}
    post(service, "review_recorded", ALONE | taken)
    run = run_closing(service)
    assert [(each.what, each.rule) for each in run.failed] == [(CASE, "event_id_taken")]
    assert [number for number, *_ in letters_of(service, run)] == [OTHER]


def test_a_letter_waits_for_the_review_of_an_alert_and_then_goes_as_it_was_written(service: Service) -> None:
    board.decide(service.register)
    waiting(service)
    alert = {"from_person": None, "reply_route": "none", "occurred_on": "2027-01-08"}
    post(service, "information_received", ALONE | alert)
    run = run_closing(service)
    assert (run.failed, letters_of(service, run)) == ((), [(CASE, "hub_closing", "p1", Status.HELD)])
    post(service, "review_recorded", ALONE | {"occurred_on": "2027-01-12"})
    found = letter_of(service, "p1", "hub_closing")
    assert (found.status, found.dated) == (Status.DRAFT, build.day("Mon 11 Jan 2027"))  # the alert leaves no trace


# When it may be asked for


@pytest.mark.parametrize("decided", [None, board.STAYS_OPEN], ids=["not yet", "it stays open"])
def test_without_a_decision_to_close_no_family_is_written_to(service: Service, decided: build.Changes | None) -> None:
    waiting(service)
    if decided:
        board.decide(service.register, decided)
    with pytest.raises(Inconsistent) as refused:
        runs.ask_hub_closing(service, "essex", by=None)
    assert [(r.rule, r.field, r.source) for r in refused.value.reasons] == [("not_decided", "hub", "6.2 (decision)")]
    assert len(service.register.history(CASE)) == 1


def test_a_decision_that_the_board_takes_back_closes_no_hub(service: Service) -> None:
    board.decide(service.register)
    back = {"event_id": "again", "occurred_on": "2027-01-15", "review_challenge_meeting_on": "2027-01-12"}
    board.decide(service.register, {**back, **board.STAYS_OPEN})
    with pytest.raises(Inconsistent):
        runs.ask_hub_closing(service, "essex", by=None)


def test_a_hub_that_nobody_knows_cannot_be_closed(service: Service) -> None:
    with pytest.raises(Inconsistent) as refused:
        runs.ask_hub_closing(service, "atlantis", by=None)
    assert [r.rule for r in refused.value.reasons] == ["hub_unknown"]
    assert "atlantis" not in str(refused.value.reasons)


def test_the_day_of_the_directory_and_of_the_board_must_be_one(service: Service) -> None:
    board.decide(service.register)
    waiting(service)
    with pytest.raises(Inconsistent) as refused:
        runs.ask_hub_closing(closed(service, CLOSES_ON + timedelta(days=1)), "essex", by=None)
    assert [r.rule for r in refused.value.reasons] == ["other_closing_day"]
    assert letters_of(service, run_closing(closed(service))) == [(CASE, "hub_closing", "p1", Status.DRAFT)]


def test_who_was_left_out_is_told_though_the_day_has_passed(service: Service) -> None:
    board.decide(service.register)
    waiting(service)
    run = run_closing(closed(service), build.day("Wed 10 Feb 2027"))
    assert letters_of(service, run) == [(CASE, "hub_closing", "p1", Status.DRAFT)]
    assert (service.events_of(CASE)[-1].occurred_on, letter_of(service, "p1", "hub_closing").dated) == (
        CLOSES_ON,
        build.day("Wed 10 Feb 2027"),
    )


# What goes on after the closing day


def told_and_closed(service: Service) -> Service:
    """The father had his first letter and heard that the Hub closes; now it has."""
    board.decide(service.register, {"occurred_on": DECIDED_ON.isoformat()})
    waiting(service)
    send(service, "p1", build.day("Fri 20 Nov 2026"))
    run_closing(service)
    send(service, "p1", TODAY, "hub_closing")
    return closed(service)


def test_a_case_that_still_waits_owes_what_it_owed(service: Service) -> None:
    after, today = told_and_closed(service), build.day("Mon 8 Feb 2027")
    owed = {d.duty: d.due_on for d in after.duties_of(CASE, today) if d.done_on is None}
    assert {DutyName.REVIEW, DutyName.UPDATE, DutyName.ALLOCATION, DutyName.EXTENSION_APPLICATION} <= owed.keys()
    assert owed == {d.duty: d.due_on for d in service.duties_of(CASE, today) if d.done_on is None}


def test_the_letter_starts_no_clock_of_the_next_update(service: Service) -> None:
    after = told_and_closed(service)
    (update,) = [d for d in after.duties_of(CASE, TODAY) if d.duty is DutyName.UPDATE]
    assert update.due_on == build.day("Thu 31 Dec 2026")  # six weeks from Friday 20 November is New Year's Day


def test_updates_are_due_written_and_sent_after_the_closing_day(service: Service) -> None:
    after, on = told_and_closed(service), build.day("Mon 8 Feb 2027")
    run = runs.carry_out(after, runs.ask_due_updates(after, on, on, hubs=("essex",), by=None), on)
    assert (run.failed, letters_of(after, run, "update")) == ((), [(CASE, "update", "p1", Status.DRAFT)])
    sent = send(after, "p1", on, "update")
    assert sent.status is Status.SENT
    (next_one,) = [d for d in after.duties_of(CASE, on) if d.duty is DutyName.UPDATE]
    assert next_one.due_on == build.day("Mon 22 Mar 2027")


def test_reviews_are_recorded_and_hold_after_the_closing_day(service: Service) -> None:
    after, on = told_and_closed(service), build.day("Mon 8 Feb 2027")
    post(after, "review_recorded", ALONE | {"occurred_on": on.isoformat()})
    (review,) = [d for d in after.duties_of(CASE, on) if d.duty is DutyName.REVIEW]
    assert review.due_on == build.day("Mon 22 Feb 2027")


def test_an_alert_is_owed_a_review_and_more_time_may_be_asked_for_after_the_closing_day(service: Service) -> None:
    after = told_and_closed(service)
    alert = {"from_person": None, "reply_route": "none", "occurred_on": "2027-02-08"}
    post(after, "information_received", ALONE | alert)
    post(after, "review_recorded", ALONE | {"occurred_on": "2027-02-09"})
    outcome = post(after, "extension_needed", ALONE | {"occurred_on": "2027-02-10"})
    assert "extension_sought" in {x.kind for x in outcome.letters}
    assert not any(d.duty is DutyName.ALERT_REVIEW for d in after.duties_of(CASE, build.day("Wed 10 Feb 2027")))


def test_an_adviser_takes_the_case_after_the_closing_day_and_that_ends_the_wait(service: Service) -> None:
    after = told_and_closed(service)
    outcome = post(after, "adviser_allocated", ALONE | {"occurred_on": "2027-02-08"})
    assert [x.kind for x in outcome.letters if x.recipient == "p1"] == ["adviser_letter"]
    case_file = after.case_file(CASE)
    assert case_file is not None
    assert not case_file.is_in_hub


def test_the_courts_last_list_says_that_the_hub_has_closed(service: Service) -> None:
    monday = build.day("Mon 1 Feb 2027")
    board.decide(service.register)
    waiting(service)
    first = runs.ask_court_lists(service, monday, monday, court=None, hubs=("essex",), by=None)
    for letter in service.register.runs.letters(runs.carry_out(service, first, monday).run_id):
        move(service, move(service, letter, Status.APPROVED, monday), Status.SENT, monday)
    after, on = closed(service), build.day("Mon 8 Feb 2027")
    last = runs.carry_out(after, runs.ask_court_lists(after, on, on, court=None, hubs=("essex",), by=None), on)
    assert (last.total, last.failed) == (len(build.hub().courts), ()) == (2, ())
    for letter in service.register.runs.letters(last.run_id):
        move(service, move(service, letter, Status.APPROVED, on), Status.SENT, on)
    again = build.day("Mon 15 Feb 2027")
    none = runs.ask_court_lists(after, again, again, court=None, hubs=("essex",), by=None)
    assert runs.carry_out(after, none, again).total == 0
    case_file = after.case_file(CASE)
    assert case_file is not None
    assert case_file.is_in_hub


def test_what_a_run_made_can_be_made_again(service: Service) -> None:
    board.decide(service.register)
    waiting(service)
    run_closing(service)
    made = [proof for proof in verification.verify(service) if proof.letter_id is not None]
    assert {(proof.fault, proof.made_again) for proof in made} == {(None, True)}


def test_the_directory_has_more_hubs_than_one_that_may_close(service: Service) -> None:
    """A case of another Hub of the area is told by its own Hub's run alone."""
    one = build.directory()
    two = Service(service.register, _two_hubs(one))
    board.decide(two.register)
    waiting(two)
    waiting(two, OTHER, {"hub": "kent"})
    assert [number for number, *_ in letters_of(two, run_closing(two))] == [CASE]


def _two_hubs(one: Directory) -> Directory:
    return replace(one, hubs={**one.hubs, "kent": replace(one.hubs["essex"], name="Kent Allocation Hub")})

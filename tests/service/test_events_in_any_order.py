"""Whatever happens to a case, in whatever order, is recorded or refused with a rule, and no letter is lost by it."""

from collections.abc import Iterator
from datetime import date
from itertools import product
from pathlib import Path
from random import Random

import pytest

from correspondence.protocol.letters import Status
from correspondence.service import Service
from correspondence.storage import Register
from tests import build

from .conftest import Clock, letter_of, move, post, send
from .sequences import Between, Step, Story, every_step, types_of_event, written_at_no_cost

CASE, COURT = "CM26P00417", "court:chelmsford"
ASKED = {"event_id": "question-1", "kind": "clarification", "allocate_by": None, "occurred_on": "2026-11-23"}
PLACED = Step("hub_allocation_decided")
STEPS = every_step()
TRIPLES = 40
"""How many triples are tried; `--deep N` tries N times as many."""


@pytest.fixture(scope="module")
def cheap(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """A service for many cases, whose letters cost nothing to write."""
    folder: Path = tmp_path_factory.mktemp("register")
    with Register.open(None, folder, Clock()) as register, written_at_no_cost():
        yield Service(register, build.directory())


def test_a_challenge_is_recorded_while_our_answer_to_a_question_waits_and_each_has_its_own(service: Service) -> None:
    post(service, "hub_allocation_decided")
    post(service, "court_challenged", ASKED)
    post(service, "court_challenged", {"occurred_on": "2026-11-24"})
    answers = [x for x in service.register.letters_of_case(CASE) if x.kind == "answer_to_court"]
    assert [(x.given_by, x.status) for x in answers] == [
        ("question-1", Status.WITHDRAWN),  # it says by now that the case is passed back
        ("question-1", Status.DRAFT),
        ("challenge-1", Status.DRAFT),
    ]
    assert len({x.letter_id for x in answers}) == 3
    owed = [d for d in service.duties_of(CASE, date(2026, 11, 24)) if d.duty == "answer_to_court" and not d.done_on]
    assert len(owed) == 2


def test_each_answer_that_is_sent_ends_the_duty_of_its_own_question(service: Service) -> None:
    post(service, "hub_allocation_decided")
    post(service, "court_challenged", ASKED)
    post(service, "court_challenged", {"occurred_on": "2026-11-24"})
    send(service, COURT, date(2026, 11, 25), "answer_to_court")
    done = [d.done_on for d in service.duties_of(CASE, date(2026, 11, 25)) if d.duty == "answer_to_court"]
    assert sorted(map(str, done)) == ["2026-11-25", "None"]


def test_the_letter_that_names_an_adviser_is_taken_back_when_another_takes_the_case(service: Service) -> None:
    post(service, "hub_allocation_decided")
    post(service, "adviser_allocated", {"event_id": "first", "occurred_on": "2026-11-23"})
    move(service, letter_of(service, "p1", "adviser_letter"), Status.APPROVED, date(2026, 11, 23))
    other = {"adviser.name": "Another Example", "occurred_on": "2026-11-24"}
    post(service, "adviser_allocated", other)
    of_p1 = [x for x in service.register.letters_of_case(CASE) if (x.kind, x.recipient) == ("adviser_letter", "p1")]
    assert [(x.given_by, x.status) for x in of_p1] == [("first", Status.WITHDRAWN), ("allocation-1", Status.DRAFT)]


def test_every_type_of_event_has_a_step() -> None:
    assert {step.type for step in STEPS} == {*types_of_event()}


@pytest.mark.parametrize("first", STEPS, ids=str)
def test_any_two_events_after_a_decision_are_recorded_or_refused(
    cheap: Service, first: Step, pytestconfig: pytest.Config
) -> None:
    ways, place = list(Between), STEPS.index(first)
    stride = 8 if pytestconfig.getoption("--deep") == 1 else 1  # an eighth of them, and with --deep all
    for number in range(place % stride, len(STEPS), stride):
        second, between = STEPS[number], ways[(number + place) % len(ways)]
        story = Story(cheap, f"P{place:03}{number:03}", between)
        story.tell([PLACED, first, second])
        assert story.taken[0] == PLACED.type


def test_any_two_events_without_a_decision_are_recorded_or_refused(cheap: Service) -> None:
    for number, (first, second) in enumerate(product(STEPS[::3], STEPS[::2])):
        Story(cheap, f"N{number:05}", Between.NOTHING).tell([first, second])


def test_any_three_events_are_recorded_or_refused_whatever_becomes_of_the_letters(
    cheap: Service, pytestconfig: pytest.Config
) -> None:
    chance = Random(20261129)
    for number in range(TRIPLES * pytestconfig.getoption("--deep")):
        steps = [PLACED, *chance.choices(STEPS, k=3)]
        story = Story(cheap, f"T{number:06}", chance.choice(list(Between)))
        try:
            story.tell(steps)
        except Exception as error:
            raise AssertionError(f"{story.between}: {', '.join(map(str, steps))}") from error

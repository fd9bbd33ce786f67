"""Whatever happens to an area, in whatever order, is recorded or refused with a rule, and no document is lost by it."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import get_args

import pytest

from correspondence.protocol.areas.events import AnyOfAreas
from correspondence.storage import Register
from tests import area, build

from .area_sequences import CORRECTION, TYPES, AreaStory, Moved, every_step, kept_at_no_cost
from .conftest import Clock
from .sequences import Between, Step

STEPS = every_step()
CORRECTED = next(n for n, step in enumerate(STEPS) if step.type == CORRECTION and step.changes)
"""Which step says of the event before it that it was otherwise: it is tried after every one."""
TRIPLES = 5
"""How many triples are tried; `--deep N` tries N times as many."""


@pytest.fixture(scope="module")
def cheap(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Register]:
    """A register for many areas, whose documents cost nothing to write."""
    folder: Path = tmp_path_factory.mktemp("register")
    with Register.open(None, folder, Clock()) as register, kept_at_no_cost():
        yield register


def before(step: Step) -> tuple[str, ...]:
    """The types of the events that come before a step, so that it can be taken; an activation needs none."""
    kinds = area.types_before(step.type if step.type in area.PLACED else "status_reviewed")
    return kinds[kinds.index("activation_decided") :] if "activation_decided" in kinds else kinds


def test_every_type_of_event_that_is_of_no_case_has_a_step() -> None:
    assert {step.type for step in STEPS} == {*TYPES} == {*map(build.type_of, get_args(AnyOfAreas))}


@pytest.mark.parametrize("first", STEPS, ids=str)
def test_any_two_events_are_recorded_or_refused(cheap: Register, first: Step, pytestconfig: pytest.Config) -> None:
    place, taken = STEPS.index(first), Counter[str]()
    others = range(len(STEPS)) if pytestconfig.getoption("--deep") > 1 else [(7 * place + 3) % len(STEPS)]
    for count, number in enumerate(dict.fromkeys((CORRECTED, *others))):
        between, moved = list(Between)[(place + count) % len(Between)], list(Moved)[count % len(Moved)]
        story = AreaStory(cheap, f"p{place}_{number}", between, moved)
        story.begin(before(first))
        story.tell([first, STEPS[number]])
        taken.update(story.taken)
    assert taken[first.type] > 0


def test_any_three_events_are_recorded_or_refused_from_wherever_the_area_stands(
    cheap: Register, pytestconfig: pytest.Config
) -> None:
    chance = Random(20261129)
    for number in range(TRIPLES * pytestconfig.getoption("--deep")):
        steps, between, moved = chance.choices(STEPS, k=3), chance.choice(list(Between)), chance.choice(list(Moved))
        story = AreaStory(cheap, f"t{number}", between, moved)
        story.begin(area.HISTORY[: chance.randint(0, len(area.HISTORY))])
        try:
            story.tell(steps)
        except Exception as error:
            raise AssertionError(f"{between}, {moved}: {', '.join(map(str, steps))}") from error

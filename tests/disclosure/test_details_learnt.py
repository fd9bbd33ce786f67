"""Details that staff learnt of one person change nothing in anything that another is sent who may not know them.

Twins: in one life staff learn that somebody stands as they did, in the other that all which the reader may not know of
them is another. Proved for every kind of the catalogue that anybody in the family reads.
"""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import assume, given, settings

from correspondence.catalogue.registry import CASE_KINDS
from correspondence.protocol.events import AnyEvent
from correspondence.protocol.history.as_told import as_told
from correspondence.protocol.intake.consistency import faults_in_itself
from tests import build
from tests.build import Body
from tests.remembered import remember_what_was_rendered  # noqa: F401  # a fixture of every test here

from .secrets import World, worlds
from .shown import SHOWN, events_of, everything_said_by, shown_to


def learnt(people: list[Body]) -> Body:
    """Staff learn on Tuesday 24 November 2026 how these people stand."""
    return build.body("details_changed", {"occurred_on": "2026-11-24", "people": people})


def life(kind: str, world: World, people: list[Body]) -> list[AnyEvent]:
    """The decision, what was learnt, and the events up to the one that gives that kind, on the case as it is since."""
    decision, details, *later = events_of(kind, world.case, world.reader, (learnt(people),))
    case = as_told([decision, details])[-1].case
    return [decision, details, *(replace(each, case=case) for each in later)]


def of_whom(kind: str, world: World) -> list[int]:
    """The places of those of whom the world has secrets; a child's birthday is none in what a court's document says."""
    told = () if CASE_KINDS[kind].is_for_families else (".date_of_birth",)
    people = (path for path in world.secrets if path.startswith("people.") and not path.endswith(told))
    return sorted({int(path.split(".")[1]) for path in people})


@pytest.mark.parametrize("kind", SHOWN)
@given(world=worlds())
@settings(max_examples=6)
def test_what_staff_learn_of_others_changes_nothing_that_a_reader_is_sent(kind: str, world: World) -> None:
    places = of_whom(kind, world)
    assume(places)
    said: list[list[tuple[Any, ...]]] = []
    for case in (world.case, world.changed_case):
        people = [case["people"][place] for place in places]
        if not CASE_KINDS[kind].is_for_families:
            for place, person in zip(places, people, strict=True):
                person |= {"date_of_birth": world.case["people"][place].get("date_of_birth")}
        received = life(kind, world, people)
        assume(not faults_in_itself(received[1], build.directory()))
        said.append([everything_said_by(x) for x in shown_to(world.reader, kind, received)])
    assert said[0] == said[1]

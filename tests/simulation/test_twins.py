"""Twins are one life twice, in which one hidden fact differs and nothing else."""

from collections.abc import Iterator

import pytest

from correspondence.simulation import shrinking, twins, years
from correspondence.simulation.actions import Life, Post
from correspondence.simulation.seen import Broken, Seen


@pytest.fixture(scope="module")
def alone() -> Life:
    """The life of one case."""
    life = years.live(years.Asked(cases=1, weeks=2, seed=2, hubs=1), dict).life
    return shrinking.about(life, twins.subjects(life)[0])


def differs(one: Seen, other: Seen) -> Iterator[Broken]:
    """A law that every pair of twins breaks, since what was posted differs, unless they are the same."""
    for left, right in zip(one.posted, other.posted, strict=True):
        if left != right:
            says = "something else was posted"
            yield Broken(law=8, on=one.today, subject=left.body["case"]["case_number"], letter_id=None, says=says)


def test_each_fact_that_is_hidden_is_another_in_its_twin_and_no_other_fact_is(alone: Life) -> None:
    hidden = twins.hidden_in(alone, twins.subjects(alone)[0])
    assert {fact.what for fact in hidden} >= {"address", "phone"}
    for fact in hidden:
        changed = set()
        for one, other in zip(alone.actions, twins.twin(alone, fact).actions, strict=True):
            if isinstance(one, Post) and isinstance(other, Post):
                people = zip(one.body["case"]["people"], other.body["case"]["people"], strict=True)
                changed |= {(p["person_id"], key) for p, q in people for key in p if p[key] != q[key]}
        assert changed == {(fact.person_id, fact.what)}


def test_what_may_be_known_is_not_hidden(alone: Life) -> None:
    subject = twins.subjects(alone)[0]
    first = next(each for each in alone.actions if isinstance(each, Post) and "case" in each.body)
    for person in first.body["case"]["people"]:
        known = {fact.what for fact in twins.hidden_in(alone, subject) if fact.person_id == person["person_id"]}
        assert known.isdisjoint(person.get("may_be_known_by_others", ()))


def test_twins_are_both_lived_and_held_to_the_law(alone: Life) -> None:
    fact = twins.hidden_in(alone, twins.subjects(alone)[0])[0]
    assert twins.broken_by(alone, fact, {8: differs})[0].says == "something else was posted"

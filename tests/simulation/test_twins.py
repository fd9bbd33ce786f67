"""Twins are one life twice, in which one hidden fact differs, or one event never was, and nothing else."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from correspondence.simulation import actions, shrinking, twins, years
from correspondence.simulation.actions import Life, Move, Post
from correspondence.simulation.laws import TWIN_LAWS
from correspondence.simulation.seen import Broken, Seen

IN_CONFIDENCE = actions.read((Path(__file__).parent / "lives" / "told-in-confidence.json").read_bytes())


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


@pytest.mark.parametrize("opened", [[], ["phone"]])
def test_a_refuge_is_hidden_of_whom_the_others_never_knew_anything(opened: list[str]) -> None:
    def sheltered(action: actions.Action) -> actions.Action:
        if not isinstance(action, Post):
            return action
        entered = {"in_refuge": action.body["type"] == "update_due"}
        people = [{**each, **entered, "may_be_known_by_others": opened} for each in action.body["case"]["people"]]
        return replace(action, body={**action.body, "case": {**action.body["case"], "people": people}})

    life = IN_CONFIDENCE.doing(map(sheltered, IN_CONFIDENCE.actions))
    hidden = [each for each in twins.hidden_in(life, twins.subjects(life)[0]) if each.what == "in_refuge"]
    assert bool(hidden) is not bool(opened)
    for fact in hidden:
        posts = [x.body for x in twins.twin(life, fact).actions if isinstance(x, Post)]
        refuges = {p["person_id"] for body in posts for p in body["case"]["people"] if p["in_refuge"]}
        assert fact.person_id not in refuges
        assert refuges


def test_twins_are_both_lived_and_held_to_the_law(alone: Life) -> None:
    fact = twins.hidden_in(alone, twins.subjects(alone)[0])[0]
    assert twins.broken_by(alone, fact, {8: differs})[0].says == "something else was posted"


def test_what_one_party_told_us_and_the_look_that_it_caused_are_not_in_its_twin() -> None:
    told, called = twins.unheard_in(IN_CONFIDENCE, twins.subjects(IN_CONFIDENCE)[0])
    assert [told.event_id, called.event_id] == ["told-1", "call-1"]
    without = [x.body["event_id"] for x in twins.twin(IN_CONFIDENCE, told).actions if isinstance(x, Post)]
    every = [x.body["event_id"] for x in IN_CONFIDENCE.actions if isinstance(x, Post)]
    assert [each for each in every if each not in without] == ["told-1", "look-1"]


@pytest.mark.parametrize("kind", ["information_received", "review_recorded"])
def test_what_came_with_news_of_a_family_with_itself_or_its_look_is_not_unheard(kind: str) -> None:
    def changed(action: actions.Action) -> actions.Action:
        if not isinstance(action, Post) or action.body["type"] != kind:
            return action
        return replace(action, body={**action.body, "case": {**action.body["case"], "spip_advised": False}})

    other = IN_CONFIDENCE.doing(map(changed, IN_CONFIDENCE.actions))
    assert "told-1" not in {each.event_id for each in twins.unheard_in(other, twins.subjects(other)[0])}


def test_what_took_a_case_from_its_hub_is_not_unheard() -> None:
    def left(action: actions.Action) -> actions.Action:
        if not isinstance(action, Post) or "answers" not in action.body:
            return action
        return replace(action, body={**action.body, "outcome": "allocate"})

    other = IN_CONFIDENCE.doing(map(left, IN_CONFIDENCE.actions))
    assert [each.event_id for each in twins.unheard_in(other, twins.subjects(other)[0])] == ["call-1"]


def test_what_an_alert_stopped_is_not_done_in_the_life_without_it_either() -> None:
    """The first letter's approval was refused while the alert was open; it was approved and sent once it was not."""
    told, _ = twins.unheard_in(IN_CONFIDENCE, twins.subjects(IN_CONFIDENCE)[0])
    shown: list[Seen] = []

    def law(*seen: Seen) -> Iterator[Broken]:
        shown.extend(seen)
        yield from TWIN_LAWS[8](*seen)

    assert twins.broken_by(IN_CONFIDENCE, told, {8: law}) == ()
    days = [[on for x in seen.letters for status, on, _ in x.history if status == "approved"] for seen in shown]
    assert any(isinstance(x, Move) and x.on < min(days[0]) for x in IN_CONFIDENCE.actions)
    assert min(days[1]) == min(days[0])

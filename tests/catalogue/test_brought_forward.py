"""F5: those who may be told hear that their case no longer waits; the risk changes nothing of what they read."""

from collections.abc import Mapping
from dataclasses import fields
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from correspondence import rendering
from correspondence.catalogue import reconcile
from correspondence.catalogue.families.brought_forward import BROUGHT_FORWARD
from correspondence.catalogue.letter import Letter
from correspondence.protocol.days import clocks
from correspondence.protocol.events import AnyEvent, RiskIncreased
from correspondence.protocol.history.case_file import fold
from correspondence.protocol.letters import LetterRecord, Status
from correspondence.protocol.words.pasted import picture_in
from correspondence.writing import write
from tests import build
from tests.build import day
from tests.disclosure.secrets import World, worlds
from tests.disclosure.test_non_interference import everything_said_by

CODE = BROUGHT_FORWARD.code
EVERYBODY = ("p1", "p2", "c1", "c2")
DECIDED_ON = day("Tue 8 Dec 2026")
_PRINTED = st.characters(exclude_categories=("C", "Z")).filter(lambda character: not picture_in(character))
WORDS = st.text(_PRINTED, min_size=1, max_size=200)


def written(*received: AnyEvent, sent: tuple[LetterRecord, ...] = ()) -> dict[str, Letter]:
    """The letters of this kind that the last of *received* gives, by their reader."""
    file = build.case_file(*received, letters=sent)
    every = reconcile.letters(received[-1], file, build.directory(), received[-1].occurred_on)
    return {x.recipient: x for x in every if x.kind is BROUGHT_FORWARD}


def told(changes: Mapping[str, Any] | None = None) -> dict[str, Letter]:
    """The letters that the example's increased risk gives; everybody may be told, unless *changes* say otherwise."""
    return written(build.decision(), build.risk_increased({"may_be_told": list(EVERYBODY), **(changes or {})}))


def unsent(letter: Letter) -> LetterRecord:
    """The register's record of a letter that is approved and not sent yet."""
    own = {"letter_id": letter.letter_id, "kind": CODE, "event_id": letter.event_id, "given_by": letter.given_by}
    then = {"status": Status.APPROVED, "dated": letter.dated, "sent_on": None, "content": letter.content}
    return build.letter(letter.recipient, {**own, **then})


@given(chosen=st.sets(st.sampled_from((*EVERYBODY, "nobody-of-the-case"))))
def test_those_who_may_be_told_get_a_letter_and_nobody_else(chosen: set[str]) -> None:
    assert set(told({"may_be_told": sorted(chosen)})) == chosen & {*EVERYBODY}


def test_where_nothing_is_said_of_who_may_be_told_nobody_is() -> None:
    assert told({"may_be_told": build.REMOVED}) == {}
    assert told({"may_be_told": []}) == {}


def test_neither_a_carer_nor_the_dead_nor_a_child_without_a_version_is_told() -> None:
    assert "p1" not in told({"case.people.0.role": "carer"})
    assert "c1" not in told({"case.people.2.letter_version": "none"})
    death = build.closing({"reason": "death", "person_id": "p1", "occurred_on": "2026-11-30"})
    again = build.decision({"event_id": "decision-2", "occurred_on": "2026-12-01"})
    risk = build.risk_increased({"may_be_told": list(EVERYBODY)})
    assert list(written(build.decision(), death, again, risk)) == ["p2", "c1", "c2"]


def test_the_court_hears_of_the_risk_all_the_same_when_nobody_may_be_told() -> None:
    risk = build.risk_increased({"may_be_told": []})
    every = reconcile.letters(risk, build.case_file(build.decision(), risk), build.directory(), risk.occurred_on)
    assert [x.kind.code for x in every] == ["risk_notice"]


@given(summary=WORDS, referral=st.booleans())
@settings(max_examples=60)
def test_the_risk_changes_nothing_of_what_a_reader_is_told(summary: str, referral: bool) -> None:
    before, after = told(), told({"summary": summary, "referral_made": referral})
    assert {k: everything_said_by(x) for k, x in before.items()} == {k: everything_said_by(x) for k, x in after.items()}


@pytest.mark.parametrize("reader", ["p1", "c1", "c2"])
def test_the_risk_changes_no_byte_in_any_form(reader: str) -> None:
    def made(changes: Mapping[str, Any]) -> list[bytes]:
        risk = build.risk_increased({"may_be_told": list(EVERYBODY), "case.people.0.language": "en", **changes})
        file = build.case_file(build.decision(), risk)
        letter = written(build.decision(), risk)[reader]
        return [document.content for document in write(letter, file, build.directory()).documents]

    before = made({})
    assert len(before) == 4
    assert made({"summary": "He has said that he will take the child abroad.", "referral_made": False}) == before


def test_the_facts_of_the_letter_and_of_the_event_have_nothing_of_the_risk_in_common() -> None:
    of_risk = {"summary", "referral_made", "may_be_told"}
    assert of_risk <= {field.name for field in fields(RiskIncreased)}
    assert not of_risk & {field.name for field in fields(BROUGHT_FORWARD.facts_type)}


@given(others=st.sets(st.sampled_from(EVERYBODY)), reader=st.sampled_from(EVERYBODY))
@settings(max_examples=60)
def test_a_letter_is_the_same_whoever_else_may_be_told(others: set[str], reader: str) -> None:
    alone = told({"may_be_told": [reader]})[reader]
    assert everything_said_by(alone) == everything_said_by(told({"may_be_told": sorted({*others, reader})})[reader])


def test_both_parents_read_the_same_sentences() -> None:
    letters = told()
    said = [rendering.compose(letters[key], "en").sentences for key in ("p1", "p2")]
    assert said[0] == said[1]


@given(world=worlds())
@settings(max_examples=60)
def test_what_a_reader_may_not_know_changes_nothing_of_their_letter(world: World) -> None:
    def letter(case: build.Body) -> Letter:
        decided = build.read(build.body("hub_allocation_decided", {"case": case}))
        risk = build.read(build.body("risk_increased", {"case": case, "may_be_told": [world.reader]}))
        every = reconcile.letters(
            risk, fold([decided, risk], (build.letter(world.reader),)), build.directory(), DECIDED_ON
        )
        return next(x for x in every if x.kind is BROUGHT_FORWARD)

    assert everything_said_by(letter(world.case)) == everything_said_by(letter(world.changed_case))


def test_every_version_says_sorry_once() -> None:
    assert {rendering.compose(x, "en").html.count("sorry") for x in told().values()} == {1}


@pytest.mark.parametrize(
    "later",
    [
        build.risk_increased({"event_id": "risk-2", "occurred_on": "2026-12-09", "may_be_told": []}),
        build.adviser_allocated({"occurred_on": "2026-12-09"}),
        build.review({"occurred_on": "2026-12-09"}),
        build.decision({"event_id": "decision-2", "occurred_on": "2026-12-09"}),
    ],
    ids=["nobody may be told any more", "an adviser has the case", "it is held after all", "it waits again"],
)
def test_a_letter_not_yet_sent_is_taken_back_once_it_is_no_longer_so(later: AnyEvent) -> None:
    risk = build.risk_increased()
    on_its_way = unsent(written(build.decision(), risk)["p2"])
    plan = build.plan(build.decision(), risk, later, letters=(on_its_way,))
    assert plan.withdrawn == (on_its_way.letter_id,)


def test_a_letter_not_yet_sent_stays_as_it_is_while_nothing_of_it_changes() -> None:
    risk, information = build.risk_increased(), build.information({"occurred_on": "2026-12-09"})
    on_its_way = unsent(written(build.decision(), risk)["p2"])
    plan = build.plan(build.decision(), risk, information, letters=(on_its_way,))
    assert plan.withdrawn == ()
    assert [x for x in plan.to_write if x.instead_of] == []


@pytest.mark.parametrize(
    ("on", "due"),
    [
        ("Tue 8 Dec 2026", "Wed 9 Dec 2026"),
        ("Fri 11 Dec 2026", "Mon 14 Dec 2026"),
        ("Sat 12 Dec 2026", "Mon 14 Dec 2026"),
        ("Thu 24 Dec 2026", "Tue 29 Dec 2026"),
    ],
)
def test_the_letter_is_due_within_one_working_day(on: str, due: str) -> None:
    assert clocks.brought_forward(day(on)).due_on == day(due)
    assert {x.due.due_on for x in told({"occurred_on": day(on).isoformat()}).values()} == {day(due)}


@given(on=st.dates(date(2026, 11, 19), date(2028, 6, 30)))
def test_those_who_may_be_told_hear_it_when_the_court_does(on: date) -> None:
    assert clocks.brought_forward(on).due_on == clocks.risk_notice(on).due_on

"""A11 to families: whoever waits hears that the Hub closes, what stays, and what comes next; never why."""

from collections.abc import Mapping
from dataclasses import fields
from typing import Any

import pytest

from correspondence import rendering
from correspondence.catalogue import reconcile
from correspondence.catalogue.facts.aims import Aims
from correspondence.catalogue.families.hub_closing import HUB_CLOSING, HubClosingFacts
from correspondence.catalogue.letter import Letter
from correspondence.protocol.areas.events import DeactivationDecided
from correspondence.protocol.events import AnyEvent
from correspondence.protocol.letters import LetterRecord, Status
from tests import build
from tests.build import day

CODE = HUB_CLOSING.code
EVERYBODY = ("p1", "p2", "c1", "c2")


def written(*received: AnyEvent, sent: tuple[LetterRecord, ...] = (), on: str | None = None) -> dict[str, Letter]:
    """The letters of this kind that the last of *received* gives, by their reader."""
    file = build.case_file(*received, letters=sent)
    every = reconcile.letters(received[-1], file, build.directory(), day(on) if on else received[-1].occurred_on)
    return {x.recipient: x for x in every if x.kind is HUB_CLOSING}


def told(changes: Mapping[str, Any] | None = None, **more: Any) -> dict[str, Letter]:
    """The letters to the example's family, who have had no other."""
    return written(build.decision(), build.hub_closing(changes), **more)


def facts(letter: Letter) -> HubClosingFacts:
    assert isinstance(letter.view.facts, HubClosingFacts)
    return letter.view.facts


def aims(letter: Letter) -> Aims:
    found = facts(letter).aims
    assert found is not None
    return found


def words(letter: Letter) -> str:
    """What it says in English."""
    return rendering.compose(letter, "en").html


def of_closing(person_id: str, event_id: str, changes: Mapping[str, Any]) -> LetterRecord:
    """The register's record of a letter of this kind."""
    own = {"letter_id": f"{event_id}-{person_id}", "kind": CODE, "event_id": event_id, "given_by": event_id}
    return build.letter(person_id, {**own, "dated": day("Mon 11 Jan 2027"), **changes})


def test_each_party_and_each_child_with_a_version_is_told_and_nobody_else() -> None:
    assert tuple(told()) == EVERYBODY
    assert "p1" not in told({"case.people.0.role": "carer"})
    assert "c1" not in told({"case.people.2.letter_version": "none"})


def test_a_case_that_does_not_wait_gives_no_such_letter() -> None:
    assert written(build.decision(), build.adviser_allocated(), build.hub_closing({"occurred_on": "2027-02-01"})) == {}


def test_both_parents_read_the_same_sentences() -> None:
    letters = told()
    said = [rendering.compose(letters[key], "en").sentences for key in ("p1", "p2")]
    assert said[0] == said[1]


@pytest.mark.parametrize("reader", EVERYBODY)
@pytest.mark.parametrize("on", ["Tue 12 Jan 2027", "Wed 10 Feb 2027"])
def test_every_version_gives_the_day_and_says_sorry_once(reader: str, on: str) -> None:
    said = words(told(on=on)[reader])
    assert "Friday 5 February 2027" in said
    assert said.count("sorry") == 1


def test_nothing_of_the_boards_reasons_or_figures_can_be_said() -> None:
    of_board = {"reasons", "judiciary_views", "measures", "review_challenge_meeting_on"}
    assert of_board <= {field.name for field in fields(DeactivationDecided)}
    assert not of_board & {field.name for field in fields(HubClosingFacts)}
    assert not any("Board" in words(letter) for letter in told().values())


@pytest.mark.parametrize("reader", ["c1", "c2"])
def test_a_child_reads_of_no_hub_and_no_date_for_an_adviser(reader: str) -> None:
    said = words(told()[reader]).replace("essex.hub@example.org", "")
    assert "hub" not in said.lower()
    assert "Friday 29 January 2027" not in said  # the day by which an adviser is to be named


def test_the_next_letter_is_promised_for_the_day_that_the_last_one_promised() -> None:
    """The update of Tuesday 22 December promised 35 days; this letter promises no other day."""
    on = day("Tue 22 Dec 2026")
    own = {"letter_id": "u", "kind": "update", "event_id": "update-1", "given_by": "update-1"}
    sent = (build.letter("p1"), build.letter("p2"), build.letter("p1", {**own, "dated": on, "sent_on": on}))
    letters = written(build.decision(), build.update_due(), build.hub_closing(), sent=sent)
    promised = {key: facts(letter).next_update_on for key, letter in letters.items()}
    assert promised == {"p1": day("Tue 26 Jan 2027"), "p2": None, "c1": None, "c2": None}
    assert "Tuesday 26 January 2027" in words(letters["p1"])
    assert "at least every six weeks" in words(letters["p2"])  # Thursday 24 December has passed


def test_an_adviser_is_promised_by_the_clock_alone() -> None:
    ahead, past = told(on="Tue 12 Jan 2027")["p1"], told(on="Wed 10 Feb 2027")["p1"]
    assert aims(ahead).allocation_by == day("Fri 5 Feb 2027")
    assert "We aim to name an adviser by" in words(ahead)
    assert aims(past).allocation_by == day("Thu 25 Mar 2027")  # what our other limits leave


def test_whoever_was_told_another_closing_day_is_told_that_it_has_changed() -> None:
    sent = tuple(of_closing(p, "hub-closing-1", {"sent_on": day("Tue 12 Jan 2027")}) for p in ("p1", "c1"))
    again = build.hub_closing({"event_id": "hub-closing-2", "occurred_on": "2027-01-25", "closes_on": "2027-03-05"})
    letters = written(build.decision(), build.hub_closing(), again, sent=sent)
    before = {key: facts(letter).closes_on_before for key, letter in letters.items()}
    assert before == {"p1": day("Fri 5 Feb 2027"), "p2": None, "c1": day("Fri 5 Feb 2027"), "c2": None}


def test_a_letter_that_came_back_told_nobody_of_a_closing_day() -> None:
    returned = of_closing("p1", "hub-closing-1", {"status": Status.RETURNED, "sent_on": day("Tue 12 Jan 2027")})
    again = build.hub_closing({"event_id": "hub-closing-2", "occurred_on": "2027-01-25", "closes_on": "2027-03-05"})
    letters = written(build.decision(), build.hub_closing(), again, sent=(returned,))
    assert facts(letters["p1"]).closes_on_before is None


def test_a_change_that_this_letter_told_is_not_told_again_by_the_next_update() -> None:
    moved = {"case.ordered_work.filing_date": "2027-04-09"}
    sent = (build.letter("p1"), of_closing("p1", "hub-closing-1", {"sent_on": day("Tue 12 Jan 2027")}))
    update = build.update_due({"occurred_on": "2027-01-26", **moved})
    file = build.case_file(build.decision(), build.hub_closing(moved), update, letters=sent)
    every = reconcile.letters(update, file, build.directory(), update.occurred_on)
    said = next(words(x) for x in every if x.recipient == "p1")
    assert "None of the dates that we told you has changed" in said


@pytest.mark.parametrize(
    "later",
    [
        build.hub_closing({"event_id": "hub-closing-2", "occurred_on": "2027-01-12", "closes_on": "2027-03-05"}),
        build.adviser_allocated({"occurred_on": "2027-01-12"}),
        build.closing({"occurred_on": "2027-01-12"}),
    ],
    ids=["another closing day", "an adviser has the case", "the case is closed"],
)
def test_a_letter_not_yet_sent_is_taken_back_once_it_is_no_longer_so(later: AnyEvent) -> None:
    on_its_way = of_closing("p1", "hub-closing-1", {"status": Status.APPROVED, "sent_on": None})
    plan = build.plan(build.decision(), build.hub_closing(), later, letters=(on_its_way,))
    assert plan.withdrawn == (on_its_way.letter_id,)


def test_a_letter_not_yet_sent_stays_where_the_case_is_placed_in_the_hub_a_second_time() -> None:
    again = build.decision({"event_id": "decision-2", "occurred_on": "2027-01-12"})
    on_its_way = of_closing("p1", "hub-closing-1", {"status": Status.APPROVED, "sent_on": None})
    plan = build.plan(build.decision(), build.hub_closing(), again, letters=(on_its_way,))
    assert plan.withdrawn == ()


def test_whoever_has_no_such_letter_yet_gets_one_while_the_case_waits() -> None:
    """The case left and waits again, or a child's version was decided since."""
    back = build.review({"occurred_on": "2027-01-18"})
    sent = of_closing("p1", "hub-closing-1", {"sent_on": day("Tue 12 Jan 2027")})
    gone = of_closing("p2", "hub-closing-1", {"status": Status.WITHDRAWN, "sent_on": None})
    plan = build.plan(build.decision(), build.hub_closing(), back, letters=(sent, gone))
    found = [x.letter.recipient for x in plan.to_write if x.letter.kind is HUB_CLOSING]
    assert found == ["p2", "c1", "c2"]


def test_an_alert_holds_a_letter_not_yet_sent() -> None:
    alert = build.information({"occurred_on": "2027-01-12"})
    closing = build.hub_closing()
    (whole,) = (x for x in written(build.decision(), closing).values() if x.recipient == "p1")
    kept = {"letter_id": whole.letter_id, "content": whole.content, "dated": whole.dated}
    on_its_way = of_closing("p1", "hub-closing-1", {"status": Status.APPROVED, "sent_on": None} | kept)
    plan = build.plan(build.decision(), closing, alert, letters=(on_its_way,))
    assert plan.stopped == (on_its_way.letter_id,)


def test_the_letter_is_due_within_five_working_days() -> None:
    assert {(x.due.due_on, x.due.source) for x in told().values()} == {(day("Mon 18 Jan 2027"), "6.2 (decision)")}


def test_a_representative_gets_a_copy() -> None:
    assert {key: letter.copies for key, letter in told().items() if letter.copies} == {"p2": ("representative",)}

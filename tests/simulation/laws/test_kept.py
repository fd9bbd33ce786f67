"""Law 9: what was kept is never changed."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from correspondence.simulation.laws.kept import Law9

from .made import document, letter, says, seen, steps

DRAFT = letter()


def test_a_letter_that_moves_on_is_still_the_same() -> None:
    law = Law9()
    moved = replace(DRAFT, status="sent", history=steps("sent", DRAFT.dated))
    assert says(law(seen(DRAFT))) == says(law(seen(moved))) == ""


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"recipient": "p2"}, "the recipient of a kept hub_letter changed"),
        ({"dated": date(2026, 11, 20)}, "the dated of a kept hub_letter changed"),
        ({"documents": (document("Other words"),)}, "the documents of a kept hub_letter changed"),
        ({"history": (("held", DRAFT.dated, ""),)}, "the history of a kept hub_letter was rewritten"),
    ],
)
def test_what_was_kept_does_not_change(change: dict[str, Any], said: str) -> None:
    law = Law9()
    assert says(law(seen(DRAFT))) == ""
    assert said in says(law(seen(replace(DRAFT, **change))))


def test_a_letter_that_was_kept_is_never_gone() -> None:
    law = Law9()
    other = letter(recipient="p2")
    assert says(law(seen(DRAFT, other))) == ""
    assert says(law(seen(other))) == "a letter that was kept is gone"


def test_a_day_that_shows_other_cases_says_nothing_of_this_one() -> None:
    law = Law9()
    assert says(law(seen(DRAFT))) == says(law(seen(letter(subject="CM26P00418", letter_id="other")))) == ""


@pytest.mark.parametrize(
    ("history", "said"),
    [
        (("draft", "sent"), "from draft to sent"),
        (("sent",), "begins as sent"),
        (("draft", "approved", "sent", "approved"), "from sent to approved"),
        (("draft", "sent_back", "draft"), "from sent_back to draft"),
        (("draft", "approved", "sent", "withdrawn"), "from sent to withdrawn"),
    ],
)
def test_a_letter_moves_by_the_steps_that_it_may_take(history: tuple[str, ...], said: str) -> None:
    walked = tuple((step, DRAFT.dated, "") for step in history)
    assert said in says(Law9()(seen(replace(DRAFT, status=history[-1], history=walked))))


def test_a_step_is_not_recorded_for_a_day_before_the_one_that_it_follows() -> None:
    history = (("draft", date(2026, 11, 20), ""), ("approved", date(2026, 11, 19), "R. Sample"))
    assert "a day before" in says(Law9()(seen(replace(DRAFT, status="approved", history=history))))


def test_a_letter_is_where_its_history_ends() -> None:
    assert "its history ends otherwise" in says(Law9()(seen(replace(DRAFT, status="approved"))))


def test_a_mistaken_sent_is_taken_back_in_the_open() -> None:
    walked = ("draft", "approved", "sent", "recorded_in_error", "approved")
    history = tuple((step, DRAFT.dated, "") for step in walked)
    assert says(Law9()(seen(replace(DRAFT, status="approved", history=history)))) == ""

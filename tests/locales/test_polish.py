"""What Polish asks of its own words: whom they speak to, and which of them a line may end with."""

import re
from datetime import date, timedelta

import pytest

from correspondence.ledger import every_way
from correspondence.rendering.languages import long_day, short_day
from tests.locales.test_translations import forms, messages

POLISH = "pl"
OF_ONE_LETTER = "aiouwz"
"""The words of one letter. No line of a Polish text ends with any: a no-break space holds it to the next word."""

LEFT_ALONE = re.compile(rf"(?<![\w-])[{OF_ONE_LETTER}](?=[^\S\u00a0])", re.IGNORECASE)
HELD = re.compile(rf"(?<![\w-])[{OF_ONE_LETTER}]\u00a0", re.IGNORECASE)
TO_SEVERAL = re.compile(r"\bPaństw")


def said() -> list[str]:
    """Every sentence in every form and in each way in which somebody reads it."""
    return [way for message in messages(POLISH) for form in forms(message) for way in every_way(form)]


def test_no_line_can_end_with_a_word_of_one_letter() -> None:
    assert [each for each in said() if LEFT_ALONE.search(each)] == []


def test_a_blank_after_any_word_of_one_letter_that_is_said_would_be_found() -> None:
    """Each of them is in some sentence, and is found wherever its no-break space is a blank or the end of a line."""
    places = [(each, found) for each in said() for found in HELD.finditer(each)]
    assert {found[0][0].lower() for _, found in places} == set(OF_ONE_LETTER)
    for blank in (" ", "\n"):
        broken = [f"{each[: found.end() - 1]}{blank}{each[found.end() :]}" for each, found in places]
        assert [each for each in broken if not LEFT_ALONE.search(each)] == []


@pytest.mark.parametrize("fine", ["za to", "już nie", "e-mail z\u00a0sądu", "9.00", "(w\u00a0sądzie)"])
def test_what_is_held_or_longer_is_not_found(fine: str) -> None:
    assert not LEFT_ALONE.search(fine)


def test_a_day_stays_on_one_line_but_for_its_weekday() -> None:
    for day in (date(2026, 1, 1) + timedelta(days=n) for n in range(0, 366, 13)):
        held, weekday = long_day(day, POLISH).split(" ")
        assert held == f"{short_day(day, POLISH)}\u00a0r."
        assert (weekday[0], weekday[-1]) == ("(", ")")
        assert len(short_day(day, POLISH).split("\u00a0")) == 3


def test_one_parent_is_not_spoken_to_as_two() -> None:
    """To one parent of a separated couple "Państwo" is both; a sentence that means several people says who they are."""
    assert [each for each in said() if TO_SEVERAL.search(each)] == []

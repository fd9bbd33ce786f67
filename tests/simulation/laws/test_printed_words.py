"""The laws read a day in every language that letters are written in, by their own names of the months."""

from datetime import date

import pytest

from correspondence.rendering import languages
from correspondence.rendering.languages import long_day, short_day
from correspondence.simulation.laws.printed_words import days_in

DAYS = [date(2026, month, day) for month in range(1, 13) for day in (1, 17, 28)]


@pytest.mark.parametrize("language", languages())
def test_a_day_is_read_as_letters_of_that_language_write_it(language: str) -> None:
    for day in DAYS:
        for said in (long_day(day, language), short_day(day, language)):
            assert days_in(f"A {said}, b.") == {day}, said


def test_a_day_that_names_two_months_is_none() -> None:
    assert days_in("24 ديسمبر (كانون الأول) 2026") == {date(2026, 12, 24)}
    assert days_in("24 ديسمبر (شباط) 2026") == frozenset()
    assert days_in("24 Diseembar (March) 2026") == frozenset()

"""Names and numbers that change with time are those of the letter's day, and only those that letters may give."""

import csv
import re
from dataclasses import astuple
from datetime import date
from pathlib import Path

import pytest

from correspondence.catalogue.facts.dated_names import COURTS_SERVICE, SEPARATED_PARENTS_PROGRAMME, name_on
from correspondence.catalogue.helplines import helplines_on

DATA = Path(__file__).parents[1] / "data" / "helplines.csv"


def rows() -> list[dict[str, str]]:
    with DATA.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def digits(number: str) -> str:
    return re.sub(r"\D", "", number)


def test_every_number_that_letters_give_is_in_the_sources() -> None:
    known = {digits(row["number"]) for row in rows()}
    assert {digits(number) for number in astuple(helplines_on(date(2026, 11, 23)))} <= known


def test_no_letter_gives_a_number_that_is_not_for_letters() -> None:
    """The feedback line is no help in a crisis, and some numbers were never to be printed."""
    kept_out = [r for r in rows() if re.match("never|do not print|not in hub letters", r["use_in_letters"])]
    assert len(kept_out) >= 3
    given = {digits(number) for number in astuple(helplines_on(date(2026, 11, 23)))}
    assert not given & {digits(row["number"]) for row in kept_out}


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2023, 5, 16), "Separated Parents Information Programme"),  # Tuesday
        (date(2023, 5, 17), "Planning Together for Children"),  # Wednesday
        (date(2026, 11, 23), "Planning Together for Children"),  # Monday
    ],
)
def test_the_programme_has_the_name_of_the_letters_day(day: date, name: str) -> None:
    assert name_on(SEPARATED_PARENTS_PROGRAMME, day) == name


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2022, 9, 7), "Her Majesty’s Courts and Tribunals Service"),  # Wednesday
        (date(2022, 9, 8), "His Majesty’s Courts and Tribunals Service"),  # Thursday
    ],
)
def test_the_courts_service_has_the_name_of_the_letters_day(day: date, name: str) -> None:
    assert name_on(COURTS_SERVICE, day) == name

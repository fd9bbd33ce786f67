"""Law 7: the court and the family are told the same days."""

import pytest

from correspondence.simulation.laws.same_days import law_7
from correspondence.simulation.seen import SeenLetter

from .made import letter, says, seen


def to_the_court(words: str, copied: str = "Copied to each party, as listed at the end") -> SeenLetter:
    return letter(f"{copied}\n{words}", kind="filing_time", recipient="court:chelmsford", audience="court")


COURT = to_the_court(
    "A Family Court Adviser is to be allocated by Friday 5 February 2027.\n"
    "The court’s filing date is Friday 19 March 2027. We expect to keep it.\n"
    "The next hearing is listed for Friday 16 April 2027."
)
IN_A_TABLE = to_the_court(
    "A Family Court Adviser is to be allocated by Friday 5 February 2027\n"
    "The court’s filing date Friday 19 March 2027\n"
    "The next hearing Friday 16 April 2027"
)
SAME = (
    "We aim to name an adviser by Friday 5 February 2027. It may be sooner.\n"
    "The court has asked us to finish by Friday 19 March 2027.\n"
    "The next hearing that we know of is on Friday 16 April 2027."
)


def test_the_same_days_are_told_to_both() -> None:
    assert says(law_7(seen(COURT, letter(SAME)))) == ""
    assert says(law_7(seen(IN_A_TABLE, letter(SAME)))) == ""


@pytest.mark.parametrize("court", [COURT, IN_A_TABLE], ids=["in sentences", "in a table"])
@pytest.mark.parametrize(
    ("day", "other", "what"),
    [
        ("Friday 5 February", "Friday 22 January", "the day by which an adviser is to be named"),
        ("Friday 19 March", "Friday 26 March", "the filing date"),
        ("Friday 16 April", "Friday 23 April", "the next hearing"),
    ],
)
def test_another_day_of_the_same_meaning_is_found(court: SeenLetter, day: str, other: str, what: str) -> None:
    assert what in says(law_7(seen(court, letter(SAME.replace(day, other)))))


def test_a_realistic_day_that_the_court_is_told_stands_in_the_familys_letter() -> None:
    court = to_the_court("A realistic filing date is Monday 10 May 2027.")
    broken = says(law_7(seen(court, letter("We may need longer."))))
    assert broken == "a filing_time of 2026-11-19 gives a realistic day to file, and a hub_letter of that day does not"
    told = letter("A realistic day for us to finish is Monday 10 May 2027.")
    assert says(law_7(seen(court, told))) == ""


def test_when_an_adviser_is_needed_for_the_day_asked_for_is_told_to_the_family_too() -> None:
    asked = "To file by the date we ask for, the case must be allocated by Friday 26 February 2027"
    court = to_the_court(f"{asked}, within those 20 weeks.")
    broken = says(law_7(seen(court, letter("We will write to you when we have a name.", kind="extension_sought"))))
    assert "gives the day by which an adviser is needed for the day asked for" in broken
    words = "To finish by the day that we ask for, we need to name an adviser by {}."
    told = letter(words.format("Friday 26 February 2027"), kind="extension_sought")
    assert says(law_7(seen(court, told))) == ""
    other = letter(words.format("Friday 5 March 2027"), kind="extension_sought")
    assert "an adviser is needed" in says(law_7(seen(court, other)))


@pytest.mark.parametrize("kind", ["hub_letter", "update", "hub_closing", "extension_sought", "extension_decided"])
def test_what_the_court_is_told_of_an_adviser_stands_in_each_letter_that_speaks_of_it(kind: str) -> None:
    broken = says(law_7(seen(COURT, letter("We will write to you when we have a name.", kind=kind))))
    assert f"gives the day by which an adviser is to be named, and a {kind} of that day does not" in broken


def test_what_is_for_the_court_alone_is_not_compared() -> None:
    alone = to_the_court("The court’s filing date is Friday 26 March 2027.", "For the court alone: not copied")
    assert says(law_7(seen(alone, letter(SAME)))) == ""


def test_a_letter_that_was_taken_back_tells_nothing() -> None:
    assert says(law_7(seen(COURT, letter(SAME.replace("19 March", "26 March"), status="withdrawn")))) == ""

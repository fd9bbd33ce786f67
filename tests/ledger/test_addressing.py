"""A reader is spoken to as their own title says, and as neither man nor woman where it does not."""

import pytest

from correspondence.ledger import Addressed, addressed_by, every_way, is_broken, spoken_to, tells_apart

GREETING = "{Szanowny Panie|Szanowna Pani|Dzień dobry},"
STROKE = "Proszę {Pana|Panią} o telefon do {doradcy|doradczyni}."


@pytest.mark.parametrize(
    ("title", "as_whom"),
    [
        ("Mr", Addressed.MAN),
        ("MR.", Addressed.MAN),
        (" Sir ", Addressed.MAN),
        ("Ms", Addressed.WOMAN),
        ("mrs", Addressed.WOMAN),
        ("Miss", Addressed.WOMAN),
        ("Dame", Addressed.WOMAN),
        ("Mx", Addressed.READER),
        ("Dr", Addressed.READER),
        ("Mr and Mrs", Addressed.READER),
        ("", Addressed.READER),
        (None, Addressed.READER),
    ],
)
def test_a_title_says_as_whom_or_does_not(title: str | None, as_whom: Addressed) -> None:
    assert addressed_by(title) is as_whom


def test_each_reads_their_own_words() -> None:
    assert spoken_to(Addressed.MAN, GREETING) == "Szanowny Panie,"
    assert spoken_to(Addressed.WOMAN, GREETING) == "Szanowna Pani,"
    assert spoken_to(Addressed.READER, GREETING) == "Dzień dobry,"


def test_whose_title_tells_neither_reads_both_where_there_are_no_words_for_them() -> None:
    assert spoken_to(Addressed.READER, STROKE) == "Proszę Pana/Panią o telefon do doradcy/doradczyni."
    assert spoken_to(Addressed.READER, "zrobił{|a}") == "zrobił/a"
    assert spoken_to(Addressed.MAN, "zrobił{|a}") == "zrobił"


def test_every_way_is_each_of_them_once() -> None:
    assert every_way(GREETING) == ("Szanowny Panie,", "Szanowna Pani,", "Dzień dobry,")
    assert every_way("Do widzenia") == ("Do widzenia",)


@pytest.mark.parametrize("said", [GREETING, STROKE])
def test_words_in_braces_tell_readers_apart(said: str) -> None:
    assert tells_apart(said)
    assert not is_broken(said)


@pytest.mark.parametrize(
    "said",
    [
        "{Pan}",
        "{Pan|Pani",
        "Pan|Pani}",
        "{Pan|Pani|Państwo|Oni}",
        "{Pan {Jan|Jana}|Pani}",
        "{Pan %(name)s|Pani}",
        "{<strong>Pan|Pani}</strong>",
    ],
)
def test_braces_that_are_no_alternatives_are_broken(said: str) -> None:
    assert is_broken(said)


def test_a_sentence_without_them_is_whole() -> None:
    assert not is_broken("Dzień dobry | %(name)s, <strong>999</strong>")

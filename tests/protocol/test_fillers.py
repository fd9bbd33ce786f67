"""Words typed where there is nothing to say are told from names, streets and numbers that only look like them."""

import pytest

from correspondence.protocol.fillers import (
    holds_filler,
    is_filler,
    is_filler_for_a_name,
    is_filler_for_a_phone,
    says_nothing,
)

FILLERS = (
    *("confidential", "unknown", "not known", "TBC", "N/A", "none", "refuge address", "-", "."),  # contract.md
    *("to be confirmed", "withheld", "c/o", "x", "xxx", "?", "NFA", "no fixed abode", "see file", "as above", "test"),
    *("CONFIDENTIAL!", "(confidential)", "Confidential - refuge", "unknown / confidential", "n.a.", "N / A", "NK"),
    *(
        "Home address: not known",
        "The address is confidential",
        "Address withheld for safety reasons",
        "Women’s refuge",
    ),
    *(
        "ＴＢＣ",
        "t\u200bbc",
        "T.B.C.",
        "X.X.",
        "…",
        "***",
        "00000",
        "Not-Known",
        "Safe house",
        "None given",
        "un\u00adknown",
    ),
)
NO_FILLERS = (
    *("Nona", "An", "X Æ", "Essex", "March", "Noone Street", "Na Li", "12", "3A", "Flat 3", "No. 7", "Home Farm"),
    *("Refuge Road", "Secret Garden Cottage", "Test Valley", "c/o Mrs Sample", "House", "The Address", "Private Road"),
    *("None Such House", "Safe Way", "Unknown Soldier Close", "Confidential Lane", "Xanadu", "Тест", "مجهولة"),
)


@pytest.mark.parametrize("value", FILLERS)
def test_what_stands_for_nothing_is_a_filler_however_it_is_written(value: str) -> None:
    assert is_filler(value)
    assert is_filler(value.upper())
    assert is_filler(f" {value}. ")


@pytest.mark.parametrize("value", NO_FILLERS)
def test_a_value_with_a_word_of_its_own_is_no_filler(value: str) -> None:
    assert not is_filler(value)


def test_a_filler_that_tells_of_a_safe_place_is_still_kept_from_others() -> None:
    assert says_nothing("Confidential") and says_nothing("-")
    assert not says_nothing("Safe House") and not says_nothing("refuge.") and not says_nothing("18 Example Street")


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Flat 3, confidential", True),
        ("Refuge - Colchester", True),
        ("Refuge (Essex)", True),
        ("Flat 3 - 18 Example Street", False),
        ("c/o Mrs Sample, 18 Example Street", False),
        ("18-20 Example Street", False),
        ("Flat 3,", False),
    ],
)
def test_a_line_of_an_address_has_a_filler_where_a_piece_of_it_is_one(line: str, expected: bool) -> None:
    assert holds_filler(line) is expected


@pytest.mark.parametrize(
    ("given", "family", "expected"),
    [
        ("Unknown", "Sample", True),
        ("Amira", "N/A", True),
        ("-", "Sample", True),
        ("Test", "Test", True),
        ("X", "X", True),
        ("None", "Sample", True),
        ("Zack", "Test", False),
        ("Malcolm", "X", False),
        ("Nil", "Sample", False),
        ("Na", "Li", False),
        ("Peter", "Noone", False),
        ("Nona", "An", False),
        ("X Æ", "Sample", False),
    ],
)
def test_a_name_is_nobodys_where_a_part_is_a_filler_that_nobody_is_called(
    given: str, family: str, expected: bool
) -> None:
    assert is_filler_for_a_name(given, family) is expected


@pytest.mark.parametrize(
    ("phone", "expected"),
    [
        ("00000 000000", True),
        ("11111 111111", True),
        ("01234 567890", True),
        ("()-", True),
        ("000", True),
        ("01632 960114", False),
        ("+44 7700 900321", False),
        ("101", False),
    ],
)
def test_a_telephone_number_without_a_number_in_it_is_a_filler(phone: str, expected: bool) -> None:
    assert is_filler_for_a_phone(phone) is expected

"""Words typed where there is nothing to say are told from names, streets and numbers that only look like them."""

import pytest

from correspondence.protocol.words.fillers import (
    IN_OTHER_LANGUAGES,
    holds_filler,
    is_filler,
    is_filler_for_a_name,
    is_filler_for_a_phone,
    is_remark,
    may_be_a_town,
    names_nobody,
    says_nothing,
)
from correspondence.rendering.languages import languages

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


REMARKS = (
    *(
        "Moved",
        "moved out",
        "Moved house",
        "Has moved.",
        "Moved to Leeds",
        "Left",
        "left the area",
        "Gone away",
        "GONE",
    ),
    *("As applicant", "As for the mother", "Same as father", "With mum", "Lives with grandparents", "Same as above"),
    *("No longer at this address", "Do not write here", "Not living there", "Return to sender", "Same as mother’s"),
    *("See file", "Deceased", "As per applicant", "Same address as applicant"),
    *("Mum’s house", "At his mother’s", "Recently moved", "Gone abroad", "DLIA", "Family home", "via email", "Abroad"),
    *(
        "nie znany",
        "Poufne",
        "Wyprowadziła się",
        "غير معروف",
        "سري",
        "cyfrinachol",
        "As Applicant above",
        "Held by court",
    ),
)
PLACES = (
    *("Moved Farm", "Left Bank", "Gone Lane", "The Movers", "Asgard", "Withington", "With Street", "Lefthand Cottage"),
    *("Same Hill", "As Salam House", "Mother Shipton Lane", "Father Mathew Court", "Notley", "Nomad House"),
    *("Friends House", "Mothers Union Lane", "Caravan 3", "Van Road", "Abroad Lane", "Check Farm", "Brakspear Way"),
)


@pytest.mark.parametrize("line", REMARKS)
def test_what_is_said_of_a_home_in_its_place_is_a_remark(line: str) -> None:
    assert is_remark(line) and is_remark(line.upper()) and holds_filler(f"18 Example Street ({line})")
    assert says_nothing(line)


@pytest.mark.parametrize("line", PLACES)
def test_a_place_with_a_name_of_its_own_is_no_remark(line: str) -> None:
    assert not is_remark(line)


def test_a_remark_of_one_word_may_be_a_village_and_a_filler_is_none() -> None:
    assert may_be_a_town("Moved") and not may_be_a_town("Gone away") and not may_be_a_town("Confidential")


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Jo TBC", True),
        ("Mr Jo N/A", True),
        ("Jo n / a", True),
        ("Jo, N A", True),
        ("Jo (NK)", True),
        ("Unknown", True),
        ("Not Known", True),
        ("Jo Not Known", True),
        ("Jo T.B.C.", True),
        ("Jo ТВС", True),
        ("Jo C8", True),
        ("Jo ???", True),
        ("Jo xxx", True),
        ("Anil NK", False),
        ("Suresh N A", False),
        ("Liam Ditto", False),
        ("Zack Test", False),
        ("Malcolm X", False),
        ("Jo Placeholder", False),
        ("Suresh A/L Kumar", False),
    ],
)
def test_a_name_with_a_filler_among_its_words_is_nobodys(name: str, expected: bool) -> None:
    assert names_nobody(name) is expected


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
        ("Not", "Known", True),
        ("Jo", "Ditto", False),
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


@pytest.mark.parametrize("language", sorted({*languages(), *IN_OTHER_LANGUAGES} - {"en"}))
def test_what_stands_for_nothing_is_known_in_every_language_that_letters_are_written_in(language: str) -> None:
    phrases = [" ".join(phrase.split()) for phrase in IN_OTHER_LANGUAGES[language].split(";")]
    assert [phrase for phrase in phrases if not holds_filler(phrase)] == []
    assert [phrase for phrase in phrases if not holds_filler(f"Flat 2, {phrase.upper()}")] == []
    assert [phrase for phrase in phrases if " " in phrase and not names_nobody(f"Jo ({phrase})")] == []


@pytest.mark.parametrize(
    "value", ["De confirmat", "A definir", "не вказано", "ਪਤਾ ਨਹੀਂ", "معلوم نہیں", "Do potwierdzenia"]
)
def test_nobody_is_called_what_says_in_another_language_that_there_is_no_name(value: str) -> None:
    assert names_nobody(value)


@pytest.mark.parametrize("name", ["Ma Jiro", "Nao Tem", "Maria Sem", "Sir Nu", "Brak Haddad", "A. Definis", "Dim Wedi"])
def test_a_name_that_looks_like_such_words_is_a_name(name: str) -> None:
    assert not names_nobody(name)

"""An address is printed as a window envelope needs it, or is refused with one stable code."""

import pytest

from correspondence.checks import examine
from correspondence.checks.address import WINDOW_MM, problem, width_mm
from correspondence.checks.codes import Code
from correspondence.protocol.case.people import Address
from tests import build
from tests.checks.samples import to

FITS = ("Ms A. Sample", "2 Placeholder Close", "Colchester", "CO1 1JN")


@pytest.mark.parametrize(
    "lines",
    [
        FITS,
        ("Ms A. Sample", "Colchester", "CO1 1JN"),
        ("Ms A. Sample", "Flat 1", "2 Long Lane", "Upper Part", "Colchester", "Essex", "CO1 1JN"),
        ("Ms A. Sample", "2 Placeholder Close,", " ", "", "Colchester,", "co11jn"),
        ("Ms A. Sample", "10 Downing Street", "London", "SW1A 2AA"),
        ("Ms A. Sample", "1 High Street", "Douglas", "IM1 1AA"),
        ("Ms A. Sample", "1 High Street", "Bootle", "GIR 0AA"),
        ("Sgt A. Sample", "1st Regiment", "BFPO 61"),
        ("Sgt A. Sample", "1st Regiment", "BFPO 61", "BF1 2AU"),
        ("Sgt A. Sample", "1st Regiment", "BF1 2AU", "BFPO 61"),
        ("Sgt A. Sample", "1st Regiment", "bfpo 61"),
        ("Sgt A. Sample", "1st Regiment", "BFPO61,"),
        ("Sgt A. Sample", "1st Regiment", "BFPO c/o 12"),
        ("Sgt A. Sample", "1st Regiment", "BF1 2AU"),
        ("Sgt A. Sample", "Germany Road", "BFPO 61", "BF1 2AU"),
        ("Ms A. Sample", "1 High Street", "St Helier", "JE2 3AB"),
        ("Ms A. Sample", "1 High Street", "St Peter Port", "GY1 1AA"),
        ("Ms Chad Jordan", "Cuba", "Poland", "Colchester", "CO1 1JN"),
        ("Nguyễn Thị Ánh", "Ẹ̀kọ́ House", "Łódź Road", "Ó Súilleabháin’s", "CO1 1JN"),
        ("أميرة حداد", "2 Placeholder Close", "Colchester", "CO1 1JN"),
    ],
)
def test_an_address_that_can_be_printed_has_no_problem(lines: tuple[str, ...]) -> None:
    assert problem(lines) is None


@pytest.mark.parametrize(
    ("lines", "code"),
    [
        ((), "address-is-empty"),
        (("Ms A. Sample",), "address-is-empty"),
        (("Ms A. Sample", " ", ","), "address-is-empty"),
        (("Ms A. Sample", "NFA"), "no-fixed-abode-address"),
        (("Ms A. Sample", "N.F.A.", "Colchester", "CO1 1JN"), "no-fixed-abode-address"),
        (("Ms A. Sample", "no fixed  abode", "Colchester", "CO1 1JN"), "no-fixed-abode-address"),
        (("Ms A. Sample", "of No Fixed Address", "Colchester", "CO1 1JN"), "no-fixed-abode-address"),
        (("Ms A. Sample", "CO1 1JN"), "not-enough-address-lines"),
        (("Ms A. Sample", "1", "2", "3", "4", "5", "6", "CO1 1JN"), "too-many-address-lines"),
        (("Ms A. Sample", "2 Placeholder Close", "Colchester"), "no-postcode"),
        (("Ms A. Sample", "CO1 1JN", "Colchester"), "no-postcode"),
        (("Mr A. Sample", "12 BFPO 61 Lane", "Chelmsford"), "no-postcode"),
        (("Mr A. Sample", "BFPO 61 House", "Chelmsford"), "no-postcode"),
        (("Mr A. Sample", "BFPO 61", "Chelmsford", "Essex"), "no-postcode"),
        (("Mr A. Sample", "1st Regiment", "BFPO"), "no-postcode"),
        (("Mr A. Sample", "1st Regiment", "BFPO 61 BF1"), "no-postcode"),
        (("Mr A. Sample", "1st Regiment", "BFPO 61", "ZZ1 1ZZ"), "not-a-real-uk-postcode"),
        (("Mr A. Sample", "1st Regiment", "BFPO 61", "GERMANY"), "has-country-for-bfpo-address"),
        (("Mr A. Sample", "1st Regiment", "Germany", "BFPO 61"), "has-country-for-bfpo-address"),
        (("Mr A. Sample", "1st Regiment", "bfpo 61", "Cyprus", "BF1 2AU"), "has-country-for-bfpo-address"),
        (("Mr A. Sample", "1st Regiment", "BFPO 61, Yr Almaen", "BF1 2AU"), "has-country-for-bfpo-address"),
        (("Mr A. Sample", "1st Regiment", "BFPO 61 Niemcy", "BF1 2AU"), "has-country-for-bfpo-address"),
        (("Mr A. Sample", "1st Regiment", "BFPO c/o 12", "Falkland Islands"), "has-country-for-bfpo-address"),
        (("Mr A. Sample", "1 Rue Haute", "75001 Paris", "France"), "cant-send-international-letters"),
        (("Mr A. Sample", "1 Main Street", "Dublin", "Republic of Ireland"), "cant-send-international-letters"),
        (("Mr A. Sample", "2 Placeholder Close", "CO1 1JN", "Polska"), "cant-send-international-letters"),
        (("Ms A. Sample", "2 Placeholder Close", "CO1"), "not-a-real-uk-postcode"),
        (("Ms A. Sample", "2 Placeholder Close", "QQ1 1JN"), "not-a-real-uk-postcode"),
        (("Ms A. Sample", "2 Placeholder Close", "CO1 1CI"), "not-a-real-uk-postcode"),
        (("Ms A. Sample", "2 Placeholder Close", "C01 1JN"), "not-a-real-uk-postcode"),
        (("Ms A. Sample", "2 Placeholder Close", "10115"), "not-a-real-uk-postcode"),
        (("--", "2 Placeholder Close", "Colchester", "CO1 1JN"), "invalid-address-line-1-or-2"),
        *(
            (("Ms A. Sample", line, "Colchester", "CO1 1JN"), "filler-in-address")
            for line in ("Confidential", "TBC", "Refuge address", "not known", "-", ".", "c/o", "Flat 3, confidential")
        ),
        *(
            (("Ms A. Sample", line, "Colchester", "CO1 1JN"), "filler-in-address")
            for line in (
                "Moved",
                "As applicant",
                "Same as above",
                "Left",
                "Gone away",
                "See file",
                "With mum",
                "As mother",
            )
        ),
        (("Ms A. Sample", "2 Placeholder Close", "Moved", "Colchester", "CO1 1JN"), "filler-in-address"),
        (("Ms A. Sample", "2 Placeholder Close (moved out)", "Colchester", "CO1 1JN"), "filler-in-address"),
        (("Ms A. Sample", "No longer at 2 Placeholder Close", "Colchester", "CO1 1JN"), "filler-in-address"),
        (("Ms A. Sample", "Moved", "CO1 1JN"), "filler-in-address"),
        (("Ms A. Sample", "2 Placeholder Close", "Gone away", "CO1 1JN"), "filler-in-address"),
        (("Ms A. Sample", "2 Placeholder Close", "Unknown", "CO1 1JN"), "filler-in-address"),
        (("Ms A. Sample", "2 Placeholder Close", "Colchester", "N/A"), "filler-in-address"),
        (("=1+1", "2 Placeholder Close", "CO1 1JN"), "invalid-char-in-address"),
        (("<b>Sample</b>", "2 Placeholder Close", "CO1 1JN"), "invalid-char-in-address"),
        (("Ms A. Sample", "2 Placeholder Close", "(Colchester)", "CO1 1JN"), "invalid-char-in-address"),
        (("Ms A. Sample", "W" * 40, "Colchester", "CO1 1JN"), "address-line-too-long"),
        (("Ms A. Sample", "2 Placeholder Close", "w" * 40, "CO1 1JN"), "address-line-too-long"),
        (("李 小明", "2 Placeholder Close", "Colchester", "CO1 1JN"), "address-cannot-be-printed"),
        (("Ms A. Sample", "2 Placeholder Close ☎", "Colchester", "CO1 1JN"), "address-cannot-be-printed"),
    ],
)
def test_the_first_rule_that_an_address_breaks_is_named(lines: tuple[str, ...], code: str) -> None:
    assert problem(lines) == code


@pytest.mark.parametrize("town", ["Moved", "Left", "Gone", "March", "Street", "Moved Green"])
def test_a_village_may_be_called_as_no_house_is(town: str) -> None:
    assert problem(("Ms A. Sample", "2 Placeholder Close", town, "CO1 1JN")) is None


@pytest.mark.parametrize("line", ["Moved Farm", "Left Bank", "2 Gone Lane", "As Salam House", "With Cottage"])
def test_a_house_or_street_whose_name_begins_like_a_remark_is_one(line: str) -> None:
    assert problem(("Ms A. Sample", line, "Colchester", "CO1 1JN")) is None


@pytest.mark.parametrize(
    ("parts", "on_envelope"),
    [
        ({"post_town": "Colchester", "county": "CO1 1JN", "postcode": "England"}, ("2 Close", "COLCHESTER", "CO1 1JN")),
        ({"line_2": "Colchester", "line_3": "CO1 1JN", "post_town": "U.K."}, ("2 Close", "Colchester", "CO1 1JN")),
        (
            {"line_2": "Cardiff", "line_3": "CF10 1AA", "post_town": "Cymru", "county": "Y Deyrnas Unedig"},
            ("2 Close", "Cardiff", "CF10 1AA"),
        ),
        (
            {"line_2": "Douglas", "line_3": "IM1 1AA", "post_town": "Isle of Man"},
            ("2 Close", "Douglas", "IM1 1AA"),
        ),
        ({"line_2": "1st Regiment", "post_town": "bfpo 61", "county": "uk"}, ("2 Close", "1st Regiment", "BFPO 61")),
    ],
)
def test_a_country_of_ours_at_the_end_is_left_off_the_envelope(
    parts: dict[str, str], on_envelope: tuple[str, ...]
) -> None:
    address = Address(**{"line_1": "2 Close"} | parts)
    assert address.on_envelope == on_envelope
    assert problem(("Ms A. Sample", *address.on_envelope)) is None


@pytest.mark.parametrize(
    ("parts", "code"),
    [
        ({"line_1": "12 BFPO 61 Lane", "post_town": "Chelmsford"}, Code.NO_POSTCODE),
        ({"line_1": "Block 4", "line_3": "BFPO 61", "post_town": "Germany"}, Code.COUNTRY_FOR_FORCES),
        ({"line_1": "1 Rue Haute", "post_town": "Paris", "county": "France"}, Code.ABROAD),
    ],
)
def test_a_letter_to_such_an_address_is_held(parts: dict[str, str], code: Code) -> None:
    letter, case_file = to("p1", {"case.people.0.address": parts})
    found = examine(letter, [], [], case_file, build.directory())
    assert code in {finding.code for finding in found}


def test_hidden_characters_neither_save_nor_spoil_an_address() -> None:
    assert problem(("Ms A. Sample", "\u200b", "2 Placeholder\u00ad Close", "\u200eColchester", "CO1\u200b 1JN")) is None
    assert problem(("Ms A. Sample", "\u200b", "\u2060", "CO1 1JN")) == "not-enough-address-lines"


def test_a_line_is_as_wide_as_its_letters_at_eight_points() -> None:
    em = 8 * 25.4 / 72
    assert width_mm("") == 0
    assert width_mm("ii") == pytest.approx(2 * width_mm("i"))
    assert 0.5 * em < width_mm("n") < 0.7 * em
    assert width_mm("W" * 33) < WINDOW_MM < width_mm("W" * 34)

"""An address is printed as a window envelope needs it, or is refused with one stable code."""

import pytest

from correspondence.checks.address import WINDOW_MM, problem, width_mm

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


def test_hidden_characters_neither_save_nor_spoil_an_address() -> None:
    assert problem(("Ms A. Sample", "\u200b", "2 Placeholder\u00ad Close", "\u200eColchester", "CO1\u200b 1JN")) is None
    assert problem(("Ms A. Sample", "\u200b", "\u2060", "CO1 1JN")) == "not-enough-address-lines"


def test_a_line_is_as_wide_as_its_letters_at_eight_points() -> None:
    em = 8 * 25.4 / 72
    assert width_mm("") == 0
    assert width_mm("ii") == pytest.approx(2 * width_mm("i"))
    assert 0.5 * em < width_mm("n") < 0.7 * em
    assert width_mm("W" * 33) < WINDOW_MM < width_mm("W" * 34)

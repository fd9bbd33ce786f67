"""A table as CSV: what a court's own system reads is what the table holds, and no cell is a formula."""

import csv
from dataclasses import replace
from datetime import date
from enum import StrEnum
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from correspondence.catalogue.kind import Facts
from correspondence.catalogue.letter import Letter
from correspondence.protocol.record import record
from correspondence.rendering.csv import to_csv
from tests.rendering.samples import LETTER

Rows = tuple[tuple[object, ...], ...]


@record
class Tabled(Facts):
    """Facts with a table."""

    rows: Rows

    @property
    def spreadsheet(self) -> Rows:
        return self.rows


class Colour(StrEnum):
    """A choice."""

    RED = "red"


def written(*rows: tuple[object, ...]) -> bytes:
    letter: Letter = replace(LETTER, view=replace(LETTER.view, facts=Tabled(rows=rows)))
    return to_csv(letter)


def read(content: bytes) -> list[list[str]]:
    return list(csv.reader(StringIO(content.decode("utf-8"), newline=""), strict=True))


def test_lines_end_as_rfc_4180_says_and_there_is_no_byte_order_mark() -> None:
    assert written(("number", "note"), ("CM26P00001", "ŁA")) == "number,note\r\nCM26P00001,ŁA\r\n".encode()


def test_a_value_that_would_break_a_line_is_quoted() -> None:
    assert written(('say "so", then', "two\r\nlines")) == b'"say ""so"", then","two\r\nlines"\r\n'


def test_days_are_iso_choices_are_their_codes_and_nothing_is_an_empty_cell() -> None:
    cells = (date(2027, 3, 9), Colour.RED, 12, None, ("MA", "LA"), (), True, False)
    assert read(written(cells)) == [["2027-03-09", "red", "12", "", "MA LA", "", "yes", "no"]]


@pytest.mark.parametrize("cell", ["=1+1", "+44", "-2", "@SUM(A1)", " =1", "\t=1", "\r=1", "\n@x", "\v＝1"])
def test_a_cell_that_a_spreadsheet_would_run_has_an_apostrophe_before_it(cell: str) -> None:
    assert read(written(("a", cell))) == [["a", f"'{cell}"]]


@given(st.lists(st.lists(st.text(st.characters(codec="utf-8")), min_size=2, max_size=4).map(tuple), max_size=6))
def test_every_table_is_read_back_as_it_was_and_no_cell_begins_a_formula(rows: list[tuple[str, ...]]) -> None:
    found = read(written(*rows))
    assert [[cell.removeprefix("'") for cell in row] for row in found] == [
        [cell.removeprefix("'") for cell in row] for row in rows
    ]
    assert not any(cell.lstrip()[:1] in tuple("=+-@＝＋－＠") for row in found for cell in row if cell.strip())


def test_a_letter_without_a_table_has_nothing_to_say_in_csv() -> None:
    assert to_csv(LETTER) == b""

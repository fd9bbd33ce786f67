"""What a table holds as CSV (RFC 4180), for its reader's own system.

UTF-8 without a byte order mark, lines ended by CR and LF, the names of the columns first. Days are ISO 8601, a value
that is not there is an empty cell, several values in a cell are parted by spaces. No cell can be taken for a formula:
one that begins as a formula would has an apostrophe before it.
"""

import csv
from collections.abc import Iterable
from datetime import date
from io import StringIO

from correspondence.catalogue.letter import Letter

_FORMULA = tuple("=+-@＝＋－＠")  # a spreadsheet takes the wide ones too


def to_csv(letter: Letter) -> bytes:
    """The table of a letter's facts, header and rows; nothing where it has none."""
    written = StringIO(newline="")
    csv.writer(written).writerows(map(_cells, letter.view.facts.spreadsheet))
    return written.getvalue().encode()


def _cells(row: Iterable[object]) -> list[str]:
    return [_harmless(_words(value)) for value in row]


def _words(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return " ".join(map(_words, value))
    return str(value)


def _harmless(cell: str) -> str:
    """A cell that no spreadsheet runs as a formula (CWE-1236)."""
    return f"'{cell}" if cell.lstrip().startswith(_FORMULA) else cell

"""What the catalogue and the table of findings come to as pages."""

from collections import defaultdict
from collections.abc import Mapping

from correspondence.checks import Code
from correspondence.cli.looking import COLUMNS, catalogue_rows

from .markdown import table

HEADING = "### The table of letters\n\n"
"""What README's table of letters stands under, as the last thing there but what follows the next blank line."""

_READERS: Mapping[str, str] = {
    "adult": "families",
    "court": "courts",
    "office": "judges, Boards, public bodies",
    "file": "the file",
}
"""Whom a kind is for, by the first of its versions."""

_ABOUT_LETTERS = """# The table of letters

Every kind of letter: its code, the document of the Protocol that it is, the paragraph that orders it, to whom it goes,
which event gives it, whose signature it wants, until when it is owed, and what it can be made as. `(ours)` marks a day
or a reader on which the Protocol is silent. This page is made from the catalogue by `make pages`; `correspondence
catalogue` prints the same.

"""
_ABOUT_CODES = """# Findings

What a check found in a letter or in one of its files: a code, a place (`where`), and whether it blocks the letter or
wants to be acknowledged, by its code, by whoever approves it. `says` and `mends` come with each in the API's answers.
This page is made from `correspondence/checks/codes.py` by `make pages`.

"""


def page() -> str:
    """`docs/letters.md`."""
    return _ABOUT_LETTERS + table(COLUMNS, catalogue_rows())


def short_table() -> str:
    """Every kind by whom it is for, as README shows it."""
    code, document, versions = (COLUMNS.index(name) for name in ("code", "document", "versions"))
    kinds: dict[str, list[str]] = defaultdict(list)
    for row in catalogue_rows():
        kinds[_READERS[row[versions].split(", ")[0]]].append(f"{row[code]} ({row[document]})")
    return table(("for", "letters"), ((reader, ", ".join(kinds[reader])) for reader in _READERS.values()))


def with_its_table(readme: str) -> str:
    """README with the table of letters as it should be. Raises `ValueError` where it has no place for it."""
    before, rest = readme.split(HEADING, 1)
    return before + HEADING + short_table() + "\n" + rest.split("\n\n", 1)[1]


def page_of_codes() -> str:
    """`docs/codes.md`: every code of a finding, in the order of the table it comes from."""
    rows = ((f"`{code.value}`", code.severity.value, code.says, code.mends) for code in Code)
    return _ABOUT_CODES + table(("code", "severity", "says", "mends"), rows)

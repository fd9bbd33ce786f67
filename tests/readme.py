"""Puts the table of letters into README and writes `docs/codes.md`: `make readme`, or `python -m tests.readme`."""

import sys
from pathlib import Path

from correspondence.checks import Code
from correspondence.cli.looking import COLUMNS, catalogue_rows

ROOT = Path(__file__).resolve().parents[1]
README = ROOT / "README.md"
CODES = ROOT / "docs" / "codes.md"
HEADING = "### The table of letters\n\n"
_ABOUT_CODES = """# Findings

What a check found in a letter or in one of its files: a code, a place (`where`), and whether it blocks the letter or
wants to be acknowledged, by its code, by whoever approves it. `says` and `mends` come with each in the API's answers.
This page is made from `correspondence/checks/codes.py` by `make readme`.

"""


def table() -> str:
    """The table of letters, as Markdown."""
    return _markdown(COLUMNS, catalogue_rows())


def _markdown(head: tuple[str, ...], rows: tuple[tuple[str, ...], ...]) -> str:
    every = (head, ("---",) * len(head), *rows)
    return "".join(f"| {' | '.join(row)} |\n" for row in every)


def brought_up_to_date(readme: str) -> str:
    """README with the table as it should be."""
    before, rest = readme.split(HEADING, 1)
    return before + HEADING + table() + "\n" + rest.split("\n\n", 1)[1]


def page_of_codes() -> str:
    """`docs/codes.md`: every code of a finding, in the order of the table it comes from."""
    rows = tuple((f"`{code.value}`", code.severity.value, code.says, code.mends) for code in Code)
    return _ABOUT_CODES + _markdown(("code", "severity", "says", "mends"), rows)


if __name__ == "__main__":
    README.write_text(brought_up_to_date(README.read_text("utf-8")), "utf-8")
    CODES.parent.mkdir(exist_ok=True)
    CODES.write_text(page_of_codes(), "utf-8")
    sys.exit(0)

"""Puts the catalogue's table of letters into README: `make readme`, or `python -m tests.readme`."""

import sys
from pathlib import Path

from correspondence.cli.looking import COLUMNS, catalogue_rows

README = Path(__file__).resolve().parents[1] / "README.md"
HEADING = "### The table of letters\n\n"


def table() -> str:
    """The table, as Markdown."""
    rows = (COLUMNS, ("---",) * len(COLUMNS), *catalogue_rows())
    return "".join(f"| {' | '.join(row)} |\n" for row in rows)


def brought_up_to_date(readme: str) -> str:
    """README with the table as it should be."""
    before, rest = readme.split(HEADING, 1)
    return before + HEADING + table() + "\n" + rest.split("\n\n", 1)[1]


if __name__ == "__main__":
    README.write_text(brought_up_to_date(README.read_text("utf-8")), "utf-8")
    sys.exit(0)

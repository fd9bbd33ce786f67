"""The pages that are made from the code, and how: `make pages`, or `python -m tests.pages`, writes them anew."""

from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

from . import calls, letters

ROOT = Path(__file__).resolve().parents[2]
README = "README.md"
PAGES = sorted(path.relative_to(ROOT).as_posix() for path in (*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")))
"""Every page about the project, by its path."""

MADE: Mapping[str, Callable[[str], str]] = {
    README: letters.with_its_table,
    "docs/letters.md": lambda _: letters.page(),
    "docs/codes.md": lambda _: letters.page_of_codes(),
    "docs/api.md": lambda _: calls.page(),
}
"""Each page by its path, and what makes it of what it says now: README is written by hand but for one table."""


@cache
def out_of_date() -> Mapping[str, str]:
    """The pages that are not what the code gives now, by path, and what each is to say."""
    written = {name: path.read_text("utf-8") if (path := ROOT / name).is_file() else "" for name in MADE}
    made = {name: make(written[name]) for name, make in MADE.items()}
    return {name: text for name, text in made.items() if text != written[name]}

"""The words that every letter has to say alike: `locales/glossary.toml`."""

import csv
import tomllib
from functools import cache
from io import StringIO
from typing import Any

from pydantic import TypeAdapter

from correspondence.protocol.record import record
from correspondence.shipped import LOCALES

FILE = "glossary.toml"


@record
class Term:
    """A term in English: what it means, how to give it, and how languages that have it give it, by their tags.

    What stands in `said` is as much of it as stays in every case and number.
    """

    english: str
    meaning: str
    give: str
    said: dict[str, str]


_TERMS = TypeAdapter(dict[str, tuple[Term, ...]])


@cache
def terms() -> tuple[Term, ...]:
    """Every term, in order."""
    read: dict[str, Any] = tomllib.loads((LOCALES / FILE).read_text("utf-8"))
    return _TERMS.validate_python(read)["term"]


def as_csv(language: str) -> bytes:
    """The glossary for a language, as a spreadsheet reads it: the names of the columns first."""
    written = StringIO(newline="")
    rows = [(term.english, term.said.get(language, ""), term.meaning, term.give) for term in terms()]
    csv.writer(written).writerows([("English", language, "what it means", "how to give it"), *rows])
    return written.getvalue().encode()

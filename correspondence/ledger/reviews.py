"""The rows of a ledger, and how each sentence of a language stands by them."""

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator, Field, TypeAdapter, ValidationError

from correspondence.protocol.record import record
from correspondence.protocol.words import plain_letters
from correspondence.protocol.words.folding import folded
from correspondence.shipped import LOCALES

from .catalogue import Key, Sentence, sentences_of
from .matters import reviewers_wanted


class BadLedger(Exception):
    """A ledger cannot be read. The message names its file where it has one, its row and its field."""


class Standing(StrEnum):
    """How a sentence stands: nobody may use it yet, nobody vouches for it, one of two does, or all who have to."""

    UNTRANSLATED = "untranslated"
    UNREVIEWED = "unreviewed"
    HALF_REVIEWED = "half_reviewed"
    REVIEWED = "reviewed"


def person_of(name: str) -> str:
    """Whom a name is of, in one spelling: in capitals, or its accents typed otherwise, it is no second person's."""
    return folded(plain_letters.folded(name))


def _of_somebody(name: str) -> str:
    if not person_of(name):
        raise ValueError("a name has letters")
    return name


@record
class Review:
    """A row: the sentence in English, for whoever reads it; the hash that it is known by; who reviewed it, and when."""

    english: Annotated[str, Field(min_length=1)]
    hash: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
    by: Annotated[str, Field(min_length=2, max_length=100), AfterValidator(_of_somebody)]
    on: date

    @property
    def reviewer(self) -> str:
        """Who reviewed, in one spelling."""
        return person_of(self.by)


_ROWS = TypeAdapter(tuple[Review, ...])


def path_of(language: str) -> Path:
    """Where the ledger of a base language stands."""
    return LOCALES / language / "reviews.json"


def read_ledger(content: bytes) -> tuple[Review, ...]:
    """The rows of a ledger. Raises `BadLedger`."""
    try:
        return _ROWS.validate_json(content, strict=True)
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False)[0]
        where = ".".join(str(each) for each in first["loc"])
        raise BadLedger(f"row {where}: {first['msg']}" if where else first["msg"]) from None


def as_rows(reviews: Iterable[Review]) -> str:
    """A ledger as its file has it: one row a line, each once, by their English, the first reviewed first."""
    rows = sorted(set(reviews), key=lambda each: (each.english, each.hash, each.on, each.by))
    lines = [json.dumps({**asdict(row), "on": row.on.isoformat()}, ensure_ascii=False) for row in rows]
    return "[\n" + ",\n".join(lines) + ("\n]\n" if lines else "]\n")


def rows_of(language: str) -> tuple[Review, ...]:
    """The rows of the ledger of a base language; none where there is no ledger. Raises `BadLedger`."""
    path = path_of(language)
    try:
        return read_ledger(path.read_bytes()) if path.is_file() else ()
    except BadLedger as error:
        raise BadLedger(f"locales/{language}/{path.name}: {error}") from None


@cache
def ledger_of(language: str) -> dict[str, tuple[Review, ...]]:
    """The reviews of a base language by the hash of their sentence, if any. Raises `BadLedger`."""
    by_hash: dict[str, list[Review]] = defaultdict(list)
    for row in rows_of(language):
        by_hash[row.hash].append(row)
    return {known: tuple(rows) for known, rows in by_hash.items()}


def standing(sentence: Sentence, reviews: Sequence[Review]) -> Standing:
    """How a sentence stands with those of *reviews* that are of these very words."""
    if not sentence.translation:
        return Standing.UNTRANSLATED
    people = len({each.reviewer for each in reviews if each.hash == sentence.hash})
    if people >= reviewers_wanted(sentence):
        return Standing.REVIEWED
    return Standing.HALF_REVIEWED if people else Standing.UNREVIEWED


def stands_in(language: str, key: Key) -> Standing:
    """How a sentence stands in a base language. One that its catalogue does not have is untranslated."""
    sentence = sentences_of(language).get(key)
    if sentence is None:
        return Standing.UNTRANSLATED
    return standing(sentence, ledger_of(language).get(sentence.hash, ()))

"""How hard a letter's English is to read, measured as `findings/rendering.md` section 6 says: offline and pinned.

Syllables come from pyphen alone (textstat's other source would be downloaded). Headings, the lines around a letter
and what is only somebody's name, a date, a number or an address are left out first: they are not our sentences.
"""

import importlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass, replace
from functools import cache
from pathlib import Path

import textstat

from correspondence.catalogue.letter import Letter
from correspondence.checks.wording import lines_of
from correspondence.documents import Block, Heading, Listing, Paragraph, Text
from correspondence.panels import PANEL
from correspondence.protocol.letters import Audience

_syllables = importlib.import_module("textstat.backend.counts._count_syllables")
_syllables.get_cmudict = lambda _: None  # type: ignore[attr-defined]  # pyphen then counts every word

HARD_WORDS = Path(__file__).resolve().parents[1] / "data" / "hard_words.json"
_AROUND = frozenset({"marking", "reference", "date", "salutation", "closing", "signature", "post", "say"})
_NOT_OURS = frozenset({"note-for-reader", PANEL})
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_DATE = re.compile(rf"(?:\w+day )?[0-9]{{1,2}} (?:{_MONTHS})(?: [0-9]{{4}})?")
_NUMBER_OR_LINK = re.compile(r"\S+@\S+[^\s.,]|www\.\S+[^\s.,]|[0-9][0-9 ]*")
_WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """The hardest English a version may have: Flesch-Kincaid grade, and words in its longest sentence."""

    grade: float
    words: int


LIMITS = {
    Audience.YOUNGER: Limits(grade=2, words=13),
    Audience.OLDER: Limits(grade=4, words=18),
    Audience.ADULT: Limits(grade=6, words=25),
}


def sentences_of(letter: Letter, text: Text) -> list[str]:
    """The sentences of a letter's English that are ours, without what was filled in."""
    lines = [line for block in text.blocks for line in _ours(block)]
    plain = (_stripped(line, letter) for line in lines)
    return [part for line in plain for part in re.split(r"(?<=[.!?])\s+", line) if _WORD.search(part)]


def grade_of(sentences: list[str]) -> float:
    """The Flesch-Kincaid grade of sentences; age is about five years more."""
    ended = " ".join(part if part[-1] in ".!?" else f"{part}." for part in map(str.strip, sentences))
    return float(textstat.flesch_kincaid_grade(ended))


def words_in(sentence: str) -> int:
    """How many words a sentence has."""
    return len(_WORD.findall(sentence))


def hard_words_in(letter: Letter, text: Text) -> list[str]:
    """The words of a letter, headings included, that its version may not use."""
    english = tuple(b for b in text.blocks if not (isinstance(b, Paragraph) and b.role == PANEL))
    said = " ".join(_stripped(line, letter) for line in lines_of(replace(text, blocks=english)))
    return [word for word in hard_words()[letter.audience.value] if re.search(rf"\b{word}s?\b", said, re.IGNORECASE)]


@cache
def hard_words() -> dict[str, list[str]]:
    """The words that each version may not use, as patterns."""
    words: dict[str, list[str]] = json.loads(HARD_WORDS.read_text("utf-8"))
    return words


def _ours(block: Block) -> Iterator[str]:
    if isinstance(block, Paragraph) and block.role not in _AROUND | _NOT_OURS:
        yield "".join(run.text for run in block.runs if run.language is None)
    elif isinstance(block, Listing):
        yield from ("".join(run.text for run in item) for item in block.items)
    elif not isinstance(block, Heading | Paragraph | Listing):
        yield from (cell for row in block.rows for cell in row)


def _stripped(line: str, letter: Letter) -> str:
    for value in sorted(set(_values(letter.view)), key=len, reverse=True):
        line = line.replace(value, " ")
    return " ".join(_NUMBER_OR_LINK.sub(" ", _DATE.sub(" ", line)).split())


def _values(value: object) -> Iterator[str]:
    """Every text of several letters that was filled in; codes of ours, such as `hold`, are none."""
    if isinstance(value, str) and type(value) is str:
        yield from (line.strip() for line in value.splitlines() if len(line.strip()) > 1)
    elif isinstance(value, tuple):
        for part in value:
            yield from _values(part)
    elif is_dataclass(value) and not isinstance(value, type):
        for entry in fields(value):
            yield from _values(getattr(value, entry.name))

"""Whether our fonts can draw what a letter prints; where they cannot, which field has the character.

A name in a script that we have no font for is recorded like any other. It holds the letters that would print it, and
only those; staff are told as soon as it comes in.
"""

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields, is_dataclass

from correspondence.catalogue.letter import Letter
from correspondence.documents import Block, Finding, Listing, Paragraph, Table, Text
from correspondence.panels import ASKS, PANEL
from correspondence.protocol.history.case_file import CaseFile
from correspondence.protocol.words.pasted import code_point

from .address import in_our_fonts
from .codes import Code, finding

_NEVER_DRAWN = frozenset({"Cc", "Cf", "Zl", "Zp", "Zs"})
"""What is seen of no font: spaces, line ends, joiners."""


def examine(letter: Letter, texts: Sequence[Text], case_file: CaseFile | None) -> tuple[Finding, ...]:
    """Each character of *texts* that no font of ours has, at the first field that holds it.

    *case_file*: how the case stands, None for what is of no case: then the field is one of the letter's own. What
    stands in panels has fonts of its own, which have those words and no others.
    """
    printed = dict.fromkeys(c for text in texts for c in undrawable("".join((text.title, *words_of(text)))))
    places = ((_field(character, letter, case_file), code_point(character)) for character in printed)
    return tuple(finding(Code.NOT_DRAWABLE, f"{field}: {character}") for field, character in places)


def fields_with_undrawable(event: object) -> tuple[str, ...]:
    """What to tell staff of an event that has characters no font of ours can draw, field by field, without a value."""
    return tuple(
        f"{field}: no font of ours has the character {code_point(character)}, so a letter that prints it is held"
        for field, text in _texts_in(event, "")
        for character in undrawable(text)
    )


def undrawable(text: str) -> tuple[str, ...]:
    """The characters of *text* that no font of ours has, each once. What an accent is put on counts by its parts."""
    return () if text.isascii() else tuple(c for c in dict.fromkeys(text) if not _is_drawn(c))


def _is_drawn(character: str) -> bool:
    if character.isascii() or unicodedata.category(character) in _NEVER_DRAWN:
        return True
    return in_our_fonts(character) or all(map(in_our_fonts, unicodedata.normalize("NFD", character)))


def words_of(text: Text) -> Iterator[str]:
    """The words of a text, run by run and cell by cell, but for those of panels."""
    for block in text.blocks:
        if not (isinstance(block, Paragraph) and block.role in (PANEL, ASKS)):
            yield from _words(block)


def _words(block: Block) -> Iterator[str]:
    if isinstance(block, Table):
        yield from (block.caption, *block.header, *(cell for row in block.rows for cell in row))
    elif isinstance(block, Listing):
        yield from (run.text for item in block.items for run in item)
    else:
        yield from (run.text for run in block.runs)


def _field(character: str, letter: Letter, case_file: CaseFile | None) -> str:
    """The first field that holds *character*: of the event that gives the letter, of its case, or of the letter."""
    sources: list[tuple[object, str]] = [(letter.view, "")]
    if case_file is not None:
        sources = [(case_file.event(letter.given_by), ""), (case_file.case, "case"), *sources]
    return next((field for source, at in sources for field, text in _texts_in(source, at) if character in text), "text")


def _texts_in(value: object, at: str) -> Iterator[tuple[str, str]]:
    """Every text that a value of ours holds, with its place: `case.people[1].name.given`."""
    if isinstance(value, str):
        yield at, value
    elif is_dataclass(value) and not isinstance(value, type):
        for each in fields(value):
            yield from _texts_in(getattr(value, each.name), f"{at}.{each.name}".lstrip("."))
    elif isinstance(value, Iterable) and not isinstance(value, bytes):
        for number, each in enumerate(value):
            yield from _texts_in(each, f"{at}[{number}]")

"""Whether a letter says only what somebody has accepted, in its reader's language, and as Cafcass speaks.

The fixed sentences that are seen in a kind's golden files are its accepted sentences. They stand beside those files,
in `golden_files/<kind>/accepted.json`, as {audience: [English source sentence]}; a letter with any other is held. What
a kind shares with others (whom a document is to, the title of a case, how a day moved) was often seen in another kind's
golden files: what the kind's own templates can say of it stands in `golden_files/frame.json`, kind by kind. Together
they are all that its templates can come to say, so no document is held for a combination that no golden file has.
"""

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields, is_dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeAlias

from correspondence.catalogue.facts.next_update import last_told
from correspondence.catalogue.families.update import UPDATE
from correspondence.catalogue.letter import Letter
from correspondence.documents import Block, Finding, Heading, Listing, Table, Text
from correspondence.protocol.case.annex_a import ANNEX_A
from correspondence.protocol.directory import Hub
from correspondence.protocol.history.case_file import CaseFile
from correspondence.protocol.letters import Audience
from correspondence.protocol.words.prose import said_in
from correspondence.shipped import ACCEPTED

from .codes import Code, finding
from .sentences import parts

FRAME = "frame.json"

_BETTER = {
    r"(?:claim|alleg)(?:ed|edly|ing)": "reported",
    r"claims?|allegations?": "report",
    r"alleges?": "reports",
    r"histor(?:ic|ical)(?:\W+\w+){0,3}?\W+abus\w*": "past abuse",
}
"""Words that Cafcass does not use of a report of abuse, and better ones (Domestic Abuse Practice Policy; protocol.md
section 7)."""

_NEVER = re.compile(rf"\b(?:{'|'.join(f'({words})' for words in _BETTER)})\b", re.IGNORECASE)

CATEGORIES = tuple(entry.name for entry in ANNEX_A.values())
"""The names of Annex A, which are the Protocol's own: one of them says "allegations"."""

_TRACES = tuple(
    map(
        re.compile,
        (r"\bNone\b", r"\{\{|\}\}|\{%|%\}", r"%\(", r"\[insert\b", r"\bundefined\b", r"<[a-z/]", "  ", r" [,.;]"),
    )
)
"""What a variable leaves behind that was blank, missing or never filled in."""


def examine(letter: Letter, texts: Sequence[Text], case_file: CaseFile, hub: Hub) -> tuple[Finding, ...]:
    """What is wrong with the words of *letter*, given its texts, of each part in each language.

    The place counts sentences and blocks from 1.
    """
    found = set(_in_every_letter(letter, texts))
    previous = _previous(letter, case_file)
    for text in texts:
        found.update(_untranslated(text, hub))
        if same_as_last(previous, wording_of([text])):
            found.add((Code.SAME_AS_LAST, "letter"))
    return _findings(found)


def examine_official(letter: Letter, texts: Sequence[Text]) -> tuple[Finding, ...]:
    """What is wrong with the words of a document that is of no case, as far as that can be asked of it."""
    return _findings(_in_every_letter(letter, texts))


_Found: TypeAlias = tuple[Code, str]


def _in_every_letter(letter: Letter, texts: Sequence[Text]) -> Iterator[_Found]:
    accepted = accepted_sentences(letter.kind.code, letter.audience)
    for text in texts:
        for number, sentence in enumerate(text.sentences, 1):
            if sentence not in accepted:
                yield Code.UNACCEPTED, f"sentence {number}"
        if letter.audience is not Audience.FILE:  # a record has its writer's words
            yield from _never_used(letter, text)
        yield from ((Code.BLANK, where) for where in _blanks(letter, text))


def _findings(found: Iterable[_Found]) -> tuple[Finding, ...]:
    return tuple(finding(code, where) for code, where in found)


@cache
def accepted_sentences(kind: str, audience: Audience) -> frozenset[str]:
    """The accepted sentences of a kind for an audience, with those of the frame: none where nobody has accepted any."""
    own, frame = _read(ACCEPTED / kind / "accepted.json"), _read(ACCEPTED / FRAME).get(kind, {})
    return frozenset((*own.get(audience.value, ()), *frame.get(audience.value, ())))


def _read(path: Path) -> dict[str, Any]:
    read: dict[str, Any] = json.loads(path.read_text("utf-8")) if path.is_file() else {}
    return read


def wording_of(texts: Iterable[Text]) -> str:
    """A hash of the fixed sentences in their order, whatever the language; dates, numbers and names are left out.

    Empty where there are no texts.
    """
    sentences = [sentence for text in texts for sentence in text.sentences]
    return sha256("\x1f".join(sentences).encode()).hexdigest() if sentences else ""


def same_as_last(previous_wording: str, wording: str) -> bool:
    """Whether an update says the same as the one before; a letter of which no wording is known says nothing."""
    return previous_wording != "" and previous_wording == wording


def lines_of(text: Text) -> tuple[str, ...]:
    """The words of a text, one line a block, list item or cell, without the title."""
    return tuple(line for block in text.blocks for line in _lines(block))


def _lines(block: Block) -> tuple[str, ...]:
    if isinstance(block, Listing):
        return tuple("".join(run.text for run in item) for item in block.items)
    if isinstance(block, Table):
        return (block.caption, *block.header, *(cell for row in block.rows for cell in row))
    return ("".join(run.text for run in block.runs),)


def _previous(letter: Letter, case_file: CaseFile) -> str:
    """The wording of the letter that last told an update's reader how things stand; empty for any other letter."""
    told = last_told(case_file, letter.recipient) if letter.kind.code == UPDATE.code else None
    return told.wording if told else ""


def _untranslated(text: Text, hub: Hub) -> Iterator[_Found]:
    """Sentences that stand in English in another language. What the directory gives cannot be translated here."""
    if text.language.split("-")[0] == "en":
        return
    printed = "\n".join(lines_of(text))
    given = {hub.contact.hours: "hours", hub.contact.cover: "cover"}
    for sentence in text.untranslated:
        if sentence not in given:
            number = text.sentences.index(sentence) + 1 if sentence in text.sentences else 0
            yield Code.UNTRANSLATED, f"sentence {number}" if number else f"text in {text.language}"
    for words, where in given.items():
        if words in printed:
            yield Code.ENGLISH_WORDS, where


def _never_used(letter: Letter, text: Text) -> Iterator[_Found]:
    """Words that Cafcass does not use, by whose they are.

    Ours block. What a practitioner typed blocks where a family reads it; a court or an office may be told it so, once
    whoever approves the document has seen the better word. The words of the court, and names, are not asked.
    """
    if text.language.split("-")[0] != "en":
        return
    theirs = (*CATEGORIES, *letter.view.facts.quoted)
    values = [value for value in _values(letter.view) if value not in theirs and _NEVER.search(value)]
    said = {*said_in(letter.view)}
    typed = [value for value in values if letter.audience is Audience.OFFICE or value in said]
    code = Code.NEVER_USED if letter.is_for_family else Code.DISCOURAGED
    for n, block in enumerate(text.blocks, 1):
        for line in _lines(block):
            if _NEVER.search(_without(line, (*theirs, *values))):
                yield Code.NEVER_USED, f"block {n}"
            yield from ((code, f"block {n}: “{_better(value)}”") for value in typed if value in line)


def _better(words: str) -> str:
    """The better word for the first of *words* that Cafcass does not use."""
    found = _NEVER.search(words)
    assert found is not None and found.lastindex is not None  # it was looked for before
    return tuple(_BETTER.values())[found.lastindex - 1]


def _blanks(letter: Letter, text: Text) -> Iterator[str]:
    """Blocks with a trace of a blank variable that neither a fixed sentence nor a value of the letter explains.

    Somebody may be called "{{ 7*7 }}", and a sentence may begin with "None of this": those are printed as they are.
    """
    values = sorted(set(_values(letter.view)), key=len, reverse=True)
    lines = [[_without(line, values) for line in _lines(block)] for block in text.blocks]
    fixed = [part for sentence in text.sentences for part in parts(sentence, text.language)]
    for trace in _TRACES:
        found = [n for n, block in enumerate(lines, 1) for line in block for _ in trace.findall(line)]
        if len(found) > sum(len(trace.findall(part)) for part in fixed):
            yield from (f"block {n}" for n in found)
    for n, block in enumerate(text.blocks, 1):
        if isinstance(block, Heading | Listing) and not all(line.strip() for line in _lines(block)):
            yield f"block {n}"


def _without(line: str, values: Iterable[str]) -> str:
    for value in values:
        line = line.replace(value, "x")
    return line


def _values(value: object) -> Iterator[str]:
    """Every text that a letter was given to print: line by line, as a note may have several."""
    if isinstance(value, str):
        yield from (line.strip() for line in value.splitlines() if len(line.strip()) > 1)
    elif isinstance(value, tuple):
        for part in value:
            yield from _values(part)
    elif is_dataclass(value) and not isinstance(value, type):
        for entry in fields(value):
            yield from _values(getattr(value, entry.name))

"""What passes between rendering, checks and storage: Text, Document, Findings, Outcome."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from hashlib import sha256

from correspondence.catalogue.kind import LETTER_PART, DocumentForm
from correspondence.catalogue.letter import Letter
from correspondence.protocol.letters import DaysTold, Status

__all__ = [
    "Block",
    "Document",
    "DocumentForm",
    "Finding",
    "Heading",
    "Listing",
    "Paragraph",
    "Run",
    "Severity",
    "Table",
    "Text",
    "WrittenLetter",
    "file_name",
    "in_order",
    "name_of_file",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A stretch of text. `language` is set where it differs from the Text's; `isolate` keeps it left to right."""

    text: str
    strong: bool = False
    language: str | None = None
    isolate: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A heading of level 1 to 3."""

    level: int
    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A paragraph. `role` is its class in the template: salutation, closing, signature, note ... or empty.

    `language` is set where it differs from the Text's: a run that has none is in the Text's all the same.
    """

    runs: tuple[Run, ...]
    role: str = ""
    language: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """A list, each item a line of runs."""

    items: tuple[tuple[Run, ...], ...]
    ordered: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table: a caption, a row of headers and rows of cells."""

    caption: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


Block = Heading | Paragraph | Listing | Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """The words of one part of a letter, once: semantic HTML and the same words as blocks.

    `sentences` are the English source sentences (gettext msgids) that were used, in template order. `days`: the days
    that were printed for somebody in the family, each with its field of the letter's view. `beside`: words of ours that
    stand in it in other languages. `looked_up`: what a catalogue was asked for, each sentence once by its context and
    its English, those around the words (the foot of a page) last.
    """

    title: str
    language: str
    direction: str
    html: str
    blocks: tuple[Block, ...]
    sentences: tuple[str, ...]
    untranslated: tuple[str, ...] = ()
    part: str = LETTER_PART
    days: tuple[tuple[str, date], ...] = ()
    beside: tuple[str, ...] = ()
    looked_up: tuple[tuple[str, str], ...] = ()

    def has(self, role: str) -> bool:
        """Whether a paragraph of that role stands in it."""
        return any(isinstance(block, Paragraph) and block.role == role for block in self.blocks)


class Severity(StrEnum):
    """Whether a finding blocks a letter or wants to be acknowledged by whoever approves it."""

    BLOCKING = "blocking"
    ACKNOWLEDGE = "acknowledge"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Something a check found: a stable code and a place. Never a person's value."""

    code: str
    severity: Severity
    where: str


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Findings by code and then by place, "sentence 2" before "sentence 10"."""
    return tuple(sorted(findings, key=lambda f: (f.code, f.severity, _counted(f.where))))


def _counted(where: str) -> list[tuple[int, str]]:
    return [(int(part), "") if part.isdigit() else (0, part) for part in re.split(r"([0-9]+)", where)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One file of a letter: of one part, in one form and language. `copy_to` names whom it is a copy for."""

    form: DocumentForm
    language: str
    large_print: bool
    content: bytes = field(repr=False)
    pages: int | None = None
    copy_to: str | None = None
    part: str = LETTER_PART

    @property
    def sha256(self) -> str:
        """The hexadecimal SHA-256 of the content."""
        return sha256(self.content).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenLetter:
    """A letter with its documents and what the checks found. It is `held` while a blocking finding stands.

    `wording` and `fingerprint` are hashes: of its fixed sentences, and of what made its documents. `told`: the days
    that it tells its reader.
    """

    letter: Letter
    documents: tuple[Document, ...]
    findings: tuple[Finding, ...]
    wording: str = ""
    fingerprint: str = ""
    told: DaysTold = ()

    @property
    def status(self) -> Status:
        """`draft` when it is ready for its reader's eyes, else `held`."""
        blocked = any(f.severity is Severity.BLOCKING for f in self.findings)
        return Status.HELD if blocked else Status.DRAFT


def file_name(letter: Letter, document: Document) -> str:
    """The name of a document's file; see `name_of_file`."""
    return name_of_file(
        letter.kind.code, letter.ordinal, document.part, document.language, document.copy_to, document.form
    )


def name_of_file(kind: str, ordinal: int, part: str, language: str, copy_to: str | None, form: DocumentForm) -> str:
    """The name of a document's file: kind, ordinal, part, language and form; no name, no caller's text."""
    which = "" if part == LETTER_PART else f".{part}"
    copy = f".{copy_to}-copy" if copy_to else ""
    return f"{kind}-{ordinal}{which}.{language}{copy}.{form}"

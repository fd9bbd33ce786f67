"""What can be asked of whoever makes letters: each order is one letter, with all that its making or examining needs.

Orders and answers are values, and go from process to process as they are.
"""

import copyreg
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

from correspondence.catalogue.kind import AnyKind, DocumentForm, LetterKind
from correspondence.catalogue.letter import Letter
from correspondence.catalogue.registry import CATALOGUE
from correspondence.checks import Code, finding
from correspondence.documents import Document, Finding
from correspondence.protocol.directory import Directory
from correspondence.protocol.history.case_file import CaseFile
from correspondence.protocol.letters import DaysTold

T = TypeVar("T")


class NotMade(Exception):
    """Nobody could do what an order asks, though it was tried again. Holds the code, never a value."""

    def __init__(self, code: Code) -> None:
        super().__init__(code)
        self.code = code


class Closed(Exception):
    """No more letters are made."""

    def __init__(self) -> None:
        super().__init__("the service ends; send this again once it is back")


@dataclass(frozen=True, slots=True, kw_only=True)
class OfCase:
    """What a letter of a case is examined beside: how the case stands, the directory, and the day on which it would go.

    None: the letter's own.
    """

    case_file: CaseFile
    directory: Directory
    on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OfList:
    """What a court's list is examined beside: every case that it may speak of."""

    case_files: Sequence[CaseFile]


@dataclass(frozen=True, slots=True, kw_only=True)
class OfOffice:
    """A letter that is of no case is examined beside nothing."""


Beside = OfCase | OfList | OfOffice


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A letter's documents, what the checks found in them, and what they were made with."""

    documents: tuple[Document, ...]
    findings: tuple[Finding, ...]
    wording: str
    fingerprint: str
    told: DaysTold = ()


class Order(Generic[T]):
    """One thing to be done for one letter. `T` is what comes of it."""

    __slots__ = ()

    def unmade(self, code: Code) -> T:
        """What stands in its place where nobody could do it. Raises `NotMade` where nothing can."""
        raise NotMade(code)


@dataclass(frozen=True, slots=True, kw_only=True)
class Write(Order[Made]):
    """A letter in every part, language and form that its reader and our staff need, examined."""

    letter: Letter
    beside: Beside

    def unmade(self, code: Code) -> Made:
        """No document, and a finding that holds the letter."""
        return Made(documents=(), findings=(finding(code, "letter"),), wording="", fingerprint="")


@dataclass(frozen=True, slots=True, kw_only=True)
class Examine(Order[tuple[Finding, ...]]):
    """What every check finds in the documents that were kept of a letter."""

    letter: Letter
    documents: Sequence[Document]
    beside: Beside

    def unmade(self, code: Code) -> tuple[Finding, ...]:
        """A finding that holds the letter: nothing is released because nobody could look."""
        return (finding(code, "letter"),)


@dataclass(frozen=True, slots=True, kw_only=True)
class MakeAgain(Order[Document | None]):
    """One document of a letter made again, as the register says it was made; None where that cannot be."""

    letter: Letter
    part: str
    form: DocumentForm
    language: str
    large_print: bool
    copy_to: str | None

    def unmade(self, code: Code) -> None:
        """No document."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SayFingerprint(Order[str]):
    """What makes the bytes of letters now: see `rendering.fingerprint`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TryOut(Order[None]):
    """A page is made and thrown away, to see whether letters can be."""


def _kind(code: str) -> AnyKind:
    return CATALOGUE[code]


def _by_its_code(kind: AnyKind) -> tuple[Callable[[str], AnyKind], tuple[str]]:
    return _kind, (kind.code,)


copyreg.pickle(LetterKind, _by_its_code)  # a kind is a declaration, with functions: it goes by its name

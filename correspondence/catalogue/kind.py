"""What a kind of letter is: who signs it, who reads it, what it says, its documents and their forms."""

from collections.abc import Callable
from enum import StrEnum
from typing import Any, ClassVar, Generic, TypeAlias, TypeVar

from correspondence.protocol.days.clocks import Deadline
from correspondence.protocol.letters import FAMILY, Audience
from correspondence.protocol.record import record
from correspondence.protocol.words.prose import Said, said_in

from .reader import Reader

_O = TypeVar("_O")


class Post(StrEnum):
    """Who signs."""

    PRACTICE_SUPERVISOR = "practice_supervisor"
    SERVICE_MANAGER = "service_manager"
    ASSISTANT_DIRECTOR = "assistant_director"
    DIRECTOR_OF_OPERATIONS = "director_of_operations"
    CHIEF_EXECUTIVE = "chief_executive"


class DocumentForm(StrEnum):
    """A form of a Text. The value is the file name's ending."""

    PDF = "pdf"
    DOCX = "docx"
    HTML = "html"
    TXT = "txt"
    CSV = "csv"


class Sheet(StrEnum):
    """What surrounds the words: Cafcass's letterhead, or nothing, as a court's own documents have it.

    `landscape`: nothing either, on paper turned for a wide table.
    """

    LETTERHEAD = "letterhead"
    PLAIN = "plain"
    LANDSCAPE = "landscape"


@record
class Part:
    """One document of a letter, written from one template and given every form it is needed in.

    `folder`: where the templates stand, under `templates/`; one for each version of the kind.
    """

    name: str
    folder: str
    forms: tuple[DocumentForm, ...]
    sheet: Sheet = Sheet.LETTERHEAD


LETTER_PART = "letter"
"""The name of the part that is the letter itself."""


EVERY_FORM = (DocumentForm.PDF, DocumentForm.DOCX, DocumentForm.HTML, DocumentForm.TXT)
OFFICE_FORMS = (DocumentForm.PDF, DocumentForm.DOCX)


@record
class Facts:
    """What a template may say beyond who its reader is: one record a kind of letter, beside its declaration.

    Every date a family will hold us to comes from a clock of the Protocol, never from a template. A date that has
    passed before the letter is written is left out (None): a letter promises nothing that can no longer be kept.
    """

    told_ahead_or_past: ClassVar[frozenset[str]] = frozenset()
    """The fields of those days that the template tells as ahead, and otherwise once they have passed."""

    @property
    def own_words(self) -> tuple[Said, ...]:
        """The paragraphs in somebody's own words that the letter prints."""
        return tuple(said_in(self))

    @property
    def has_free_text(self) -> bool:
        """Whether somebody's own words are printed, which whoever approves the letter has to have read."""
        return bool(self.own_words)

    @property
    def quoted(self) -> tuple[str, ...]:
        """The words of somebody outside Cafcass that are printed as they are: how we speak is not asked of them."""
        return ()

    @property
    def spreadsheet(self) -> tuple[tuple[object, ...], ...]:
        """What a table of the letter holds, for a program to read: the names of its columns, then its rows."""
        return ()


@record
class LetterKind(Generic[_O]):
    """A kind of letter, declared once. What it lacks (a template, a golden scenario) fails a test by itself.

    `documents`: its names in the register of duties (F1, C4). `recipients` and `deadline` say in words, for the
    table of letters, what `to` and `due` work out. `speaks_of_review`: it says that a qualified person looked, so one
    must have recorded that. `languages`: those it may be written in beside English; None: any.
    `is_for_some`: not everybody in the family gets it, so whoever opens a child's learns something. `names_children`:
    an adult of the family reads the children's first names in it.
    """

    code: str
    documents: tuple[str, ...]
    title: str
    source: str
    sent_on: type[Any]
    to: Callable[[_O], tuple[Reader, ...]]
    recipients: str
    facts: Callable[[_O, Reader], Facts]
    facts_type: type[Facts]
    due: Callable[[_O, Reader], Deadline]
    deadline: str
    signed_by: Post
    versions: tuple[Audience, ...]
    parts: tuple[Part, ...]
    waits_for_alerts: bool
    speaks_of_review: bool = False
    is_for_some: bool = False
    names_children: bool = True
    languages: frozenset[str] | None = None

    def may_be_written_in(self, language: str) -> bool:
        """Whether its letters are written in that base language once it has their words: offices read English."""
        return language == "en" or (self.is_for_families and (self.languages is None or language in self.languages))

    @property
    def is_for_families(self) -> bool:
        """Whether its readers are people of a case, in their own language and form."""
        return bool(FAMILY & {*self.versions})

    def part(self, name: str) -> Part:
        """The part of that name. Raises `LookupError` for a part that is no more."""
        for part in self.parts:
            if part.name == name:
                return part
        raise LookupError(f"this kind has no part {name}")


AnyKind: TypeAlias = LetterKind[Any]


def letter_part(code: str, forms: tuple[DocumentForm, ...] = EVERY_FORM) -> Part:
    """The part that is the letter itself, its templates in `letters/<code>/`."""
    return Part(name=LETTER_PART, folder=f"letters/{code}", forms=forms)

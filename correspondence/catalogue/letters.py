"""What a kind of letter is, what a letter is, and all that its reader may know."""

from collections.abc import Callable
from datetime import date
from enum import StrEnum
from hashlib import sha256
from typing import Any, Generic, TypeAlias, TypeVar

from correspondence.protocol.clocks import Deadline
from correspondence.protocol.fields import record
from correspondence.protocol.letters import FAMILY, Audience
from correspondence.protocol.people import Form, Route
from correspondence.protocol.prose import Said, said_in

from .dated import Helplines

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
class HubView:
    """The Hub as those it writes to know it: whom to call, when, and who covers."""

    name: str
    contact_name: str
    phone: str
    email: str
    hours: str
    cover: str


@record
class RecipientView:
    """All that one reader may know, from an allow-list: the only thing a template can see.

    `post`: who signs. `children` are the first names of those whom a reader in the family may see named.
    What stays on file is signed by nobody: `signed_by` is empty.
    """

    name: str
    dated: date
    reference: str
    hub: HubView
    signed_by: str
    post: Post
    children: tuple[str, ...]
    corrects: date | None
    helplines: Helplines
    facts: Facts

    @property
    def sender(self) -> tuple[str, ...]:
        """Who writes, beside the letterhead."""
        return (self.hub.name, self.hub.phone, self.hub.email)


@record
class OfficeView:
    """All that an office outside the Hub is told: the only thing its template can see.

    `key`: which office it is, such as `ofsted` or `local_authorities`. `name` and `reader_post`: as it is addressed;
    at least one is known. `area`: the service area's name; None where a letter is about all of them. `corrects`: the
    date of the letter, already sent, that this one puts right.
    """

    key: str
    name: str | None
    reader_post: str | None
    salutation: str
    dated: date
    reference: str
    area: str | None
    signed_by: str
    post: Post
    sender: tuple[str, ...]
    facts: Facts
    corrects: date | None = None


View: TypeAlias = RecipientView | OfficeView


@record
class Envelope:
    """How the letter leaves. `lines` are the name and address for a window; empty where nothing is posted.

    `own_page`: the address stands on a page of its own, to be taken off before others read the letter.
    """

    route: Route | None
    lines: tuple[str, ...] = ()
    own_page: bool = False


@record
class Reader:
    """Whom a letter is written to.

    `key`: a person's id, else the sort of reader and its key (`court:chelmsford`). `name`: what follows "Dear", or a
    court's or an office's name. `copies`: for whom else copies are made. `seen_by`: the people of the case who may
    read it, so that it holds nothing which any of them may not know; nobody, for a document that stays with the court
    or on file.
    """

    key: str
    ordinal: int
    audience: Audience
    name: str
    language: str = "en"
    form: Form = Form.STANDARD
    envelope: Envelope
    copies: tuple[str, ...] = ()
    seen_by: tuple[str, ...] = ()


@record
class LetterKind(Generic[_O]):
    """A kind of letter, declared once. What it lacks (a template, a golden scenario) fails a test by itself.

    `documents`: its names in the register of duties (F1, C4). `recipients` and `deadline` say in words, for the
    table of letters, what `to` and `due` work out. `needs_hub`: it speaks of waiting, so it is withdrawn once the case
    has left the Hub. `speaks_of_review`: it says that a qualified person looked, so one must have recorded that.
    `is_for_some`: not everybody in the family gets it, so whoever opens a child's learns something.
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
    needs_hub: bool = False
    speaks_of_review: bool = False
    is_for_some: bool = False

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


@record
class Letter:
    """One obligation to one recipient. Its identity is (event, kind, recipient), never content or name."""

    letter_id: str
    kind: AnyKind
    event_id: str
    given_by: str
    case_number: str
    recipient: str
    ordinal: int
    audience: Audience
    language: str
    form: Form
    dated: date
    due: Deadline
    view: View
    envelope: Envelope
    copies: tuple[str, ...] = ()
    seen_by: tuple[str, ...] = ()
    free_text: bool = False

    @property
    def content(self) -> str:
        """The hash of all that goes into the letter: two letters with one content have the same words."""
        parts = (self.view, self.envelope, self.audience, self.language, self.form, self.copies)
        return sha256(repr(parts).encode()).hexdigest()

    @property
    def is_unsigned(self) -> bool:
        """Whether nobody holds the post that signs it. What stays on file is signed by nobody anyhow."""
        return not self.view.signed_by and self.audience is not Audience.FILE

    @property
    def is_for_family(self) -> bool:
        """Whether its reader is a person of the case."""
        return self.audience in FAMILY


_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's base 32: no I, L, O or U to misread


def letter_id(event_id: str, kind: str, recipient: str, given_by: str | None = None) -> str:
    """The id and printed reference of a letter, such as `4F7K-2291-QX8M`: sixty bits of its identity's hash.

    *given_by*: the event that gives the letter, where the one that made us write gives none of that kind for it: an
    event may give a letter of its own and have an earlier event's written anew, to one recipient.
    """
    identity = (event_id, kind, recipient, *([given_by] if given_by else ()))
    number = int.from_bytes(sha256("\x1f".join(identity).encode()).digest()[:8]) >> 4
    text = "".join(_ALPHABET[number >> shift & 31] for shift in range(55, -1, -5))
    return f"{text[:4]}-{text[4:8]}-{text[8:]}"

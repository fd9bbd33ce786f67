"""What a letter is, and all that its reader may know."""

from datetime import date, timedelta
from hashlib import sha256
from typing import TypeAlias

from correspondence.protocol.case.people import Form, Route
from correspondence.protocol.days.calendar import ONE_DAY, bank_holidays_until
from correspondence.protocol.days.clocks import Deadline
from correspondence.protocol.directory import OfficeContact
from correspondence.protocol.letters import FAMILY, Audience, LetterRecord
from correspondence.protocol.record import record
from correspondence.protocol.subject import Subject

from .helplines import Helplines
from .kind import AnyKind, Facts, Post
from .reader import Envelope

WEBSITE = "www.cafcass.gov.uk"
TOLD_AHEAD = timedelta(days=14)
"""How far ahead a court is told on which days a Hub is closed (ours): lists come weekly, an answer within days."""


@record
class HubView:
    """The Hub as those it writes to know it: where it is, whom to call, when, and who covers.

    `address`: the lines of its postal address.
    """

    name: str
    address: tuple[str, ...]
    contact_name: str
    phone: str
    email: str
    hours: str
    cover: str


@record
class ClosedDay:
    """A bank holiday on which a Hub is closed, by its name."""

    on: date
    name: str


@record
class Owned:
    """The days that a reader was told and that were not kept, each sort in the order of its days.

    `letters_by`: we did not write by then. `advisers_by`: we aimed to name an adviser by then, and did not.
    `guardians_by`: a guardian was likely to be named by then, and was not. `applying_by`: we were to ask the court by
    then, should we need longer, and asked later. `finishing_by`: the work could be done by then, and was not.
    """

    letters_by: tuple[date, ...] = ()
    advisers_by: tuple[date, ...] = ()
    guardians_by: tuple[date, ...] = ()
    applying_by: tuple[date, ...] = ()
    finishing_by: tuple[date, ...] = ()


NOTHING = Owned()
"""Every promise was kept, or lies ahead."""


@record
class Wrong:
    """A day that a letter told a reader wrongly, as it was said and as it is right.

    `in_letters`: the days of all letters that told them so.
    """

    said: date
    right: date
    in_letters: tuple[date, ...]


@record
class WrongDays:
    """What a letter that is put right told its reader wrongly, by what each day is of; None where that was right."""

    filing: Wrong | None = None
    hearing: Wrong | None = None
    adviser: Wrong | None = None
    guardian: Wrong | None = None
    realistic: Wrong | None = None
    finishing: Wrong | None = None
    applying: Wrong | None = None
    closing: Wrong | None = None
    asked: Wrong | None = None
    entered: Wrong | None = None


NO_DAY = WrongDays()
"""Nothing is put right, or no day was wrong."""


@record
class RecipientView:
    """All that one reader may know, from an allow-list: the only thing a template can see.

    `name`: what follows "Dear" in English; `title` and `full_name`, an adult's, are for other languages. `post`: who
    signs. `children` are the first names of those whom an adult of the family may see named, where their letter names
    any. What stays on file is signed by nobody: `signed_by` is empty. `owned`: what we promised them and did not keep.
    `wrong`: what the letter of the day `corrects` told them wrongly, as far as that is a day. `by_email`: the letter
    goes to them by e-mail. `signature`: a PNG of it.
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
    owned: Owned = NOTHING
    wrong: WrongDays = NO_DAY
    by_email: bool = False
    signature: bytes | None = None
    title: str | None = None
    full_name: str = ""

    @property
    def sender(self) -> tuple[str, ...]:
        """Who writes, beside the letterhead, and how to reach them."""
        return (self.hub.name, *self.hub.address, self.hub.phone, self.hub.email, WEBSITE)

    @property
    def closed_days(self) -> tuple[ClosedDay, ...]:
        """The bank holidays of the fortnight after the letter, on which nobody of the Hub answers."""
        days = bank_holidays_until(self.dated + ONE_DAY, self.dated + TOLD_AHEAD)
        return tuple(ClosedDay(on=day, name=name) for day, name in days)


@record
class OfficeView:
    """All that an office outside the Hub is told: the only thing its template can see.

    `key`: which office it is, such as `ofsted` or `local_authorities`. `name` and `reader_post`: as it is addressed;
    at least one is known. `area`: the service area's name; None where a letter is about all of them. `corrects`: the
    date of the letter, already sent, that this one puts right. `by_email`: the letter goes to it by e-mail.
    `signature`: a PNG of it. `contact`: who answers for whoever signs, where the directory says.
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
    by_email: bool = False
    signature: bytes | None = None
    contact: OfficeContact | None = None


View: TypeAlias = RecipientView | OfficeView


@record
class Letter:
    """One obligation to one recipient. Its identity is (event, kind, recipient, version), never content or name."""

    letter_id: str
    kind: AnyKind
    event_id: str
    given_by: str
    subject: Subject
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
    def may_be_posted(self) -> bool:
        """Whether paper may carry it: to a person whose safe route is the post, and to any court or office.

        Those mostly have it by e-mail, and staff may post it all the same, in an envelope without a window: what goes
        by e-mail keeps the print area, and leaves no window free.
        """
        return self.envelope.route is Route.POST or self.audience in (Audience.COURT, Audience.OFFICE)

    @property
    def is_for_family(self) -> bool:
        """Whether its reader is a person of the case."""
        return self.audience in FAMILY


_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's base 32: no I, L, O or U to misread


def letter_id(event_id: str, kind: str, recipient: str, given_by: str | None = None, version: int = 0) -> str:
    """The id and printed reference of a letter, such as `4F7K-2291-QX8M`: sixty bits of its identity's hash.

    *given_by*: the event that gives the letter, where the one that made us write gives none of that kind for it: an
    event may give a letter of its own and have an earlier event's written anew, to one recipient. *version*: how many
    have been written with all these before: no event comes between where one letter makes another say something else.
    """
    beside = (given_by or "", str(version)) if version else (given_by,) if given_by else ()
    identity = (event_id, kind, recipient, *beside)
    number = int.from_bytes(sha256("\x1f".join(identity).encode()).digest()[:8]) >> 4
    text = "".join(_ALPHABET[number >> shift & 31] for shift in range(55, -1, -5))
    return f"{text[:4]}-{text[4:8]}-{text[8:]}"


def is_restated(letter: LetterRecord) -> bool:
    """Whether a letter was written in the place of another without an event between them: not its first version."""
    identity = (letter.event_id, letter.kind, letter.recipient)
    return letter.letter_id not in {letter_id(*identity), letter_id(*identity, letter.given_by)}

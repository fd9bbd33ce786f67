"""What a law is shown of a life: what was posted, what was written, what is owed, all as plain values.

Laws are written from the Protocol and read the finished words, so nothing here is of the code that decides. A `Seen` is
of whole cases: on most days of those alone in which something happened, and once a week of all; a law must hold of any
set of whole cases.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

from correspondence.protocol.record import record


@record
class SeenDocument:
    """One document of a letter. `text`: its finished words, a line for each block; `form` that of the file."""

    form: str
    language: str
    copy_to: str | None
    text: str
    sha256: str


@record
class SeenLetter:
    """A letter as the register has it. `subject`: the number of its case, or the name of the stream it belongs to.

    `event_id` made us write it and `given_by` owes it. `form` is the form its reader asked for. `findings`: code,
    severity, place; `history`: status, day, who moved it ("" for the service itself), the first of all first. Where a
    step was `recorded_in_error` that is said, and then where the letter is again.
    """

    letter_id: str
    kind: str
    event_id: str
    given_by: str
    subject: str
    hub: str
    recipient: str
    audience: str
    language: str
    form: str
    status: str
    dated: date
    due_on: date | None
    findings: tuple[tuple[str, str, str], ...]
    documents: tuple[SeenDocument, ...]
    history: tuple[tuple[str, date, str], ...]


@record
class Posted:
    """An event that somebody posted: its JSON, parsed; the day; whether it was taken, or the rule that refused it.

    `answer`: all that whoever posted it was told of why it was refused.
    """

    body: Mapping[str, Any]
    on: date
    taken: bool
    rule: str
    answer: str = ""


@record
class Seen:
    """A life at the end of a day. `directory` is the YAML as read; `duties` as the API shows them, done ones too."""

    today: date
    directory: Mapping[str, Any]
    posted: tuple[Posted, ...]
    letters: tuple[SeenLetter, ...]
    duties: tuple[Mapping[str, Any], ...]


@record
class Broken:
    """A law that does not hold: which, since when, of what. `says` never holds a person's value."""

    law: int
    on: date
    subject: str
    letter_id: str | None
    says: str


Law = Callable[[Seen], Iterable[Broken]]
"""Called at the end of a day."""
TwinLaw = Callable[[Seen, Seen], Iterable[Broken]]
"""Called with two lives that differ in one hidden fact."""

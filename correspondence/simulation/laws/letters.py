"""What the laws ask of a letter: whether it is on its way, when it went, and whose eyes it meets."""

from collections.abc import Iterable, Iterator
from datetime import date

from correspondence.simulation.seen import SeenLetter

from .facts import case_key
from .printed_words import plain

ON_ITS_WAY = frozenset({"draft", "held", "approved", "sent_back"})
FAMILY = frozenset({"adult", "older", "younger"})
COURT = "court:"
ON_FILE = "file"
"""The audience of what goes to nobody. Of all else the laws know when it is not owed, whoever made it owed."""
UPDATE = "update"
TELLS_WHEN_NEXT = frozenset({"hub_letter", UPDATE})
"""F1 to F3: what starts a person's own clock of six weeks (Protocol 3.2(v))."""


def is_on_its_way(letter: SeenLetter) -> bool:
    """Whether it waits to be sent."""
    return letter.status in ON_ITS_WAY


def sent_on(letter: SeenLetter) -> date | None:
    """The day on which it was sent, as far as that still stands; None for what never went, or came back."""
    return went_on(letter) if letter.status == "sent" else None


def went_on(letter: SeenLetter) -> date | None:
    """The day on which it last left us, whatever became of it; None for what has not.

    Where only its return was recorded in error, it went on the day on which it did.
    """
    if letter.status not in ("sent", "returned"):
        return None
    before = (None, *(status for status, _, _ in letter.history))
    went = [on for last, (status, on, _) in zip(before, letter.history, strict=False) if _leaves(last, status)]
    return went[-1] if went else None


def _leaves(last: str | None, status: str) -> bool:
    return status == "sent" and last != "recorded_in_error"


def of_case(letters: Iterable[SeenLetter], number: str) -> tuple[SeenLetter, ...]:
    """The letters of one case."""
    return tuple(x for x in letters if case_key(x.subject) == number)


def eyes(letter: SeenLetter, parties: frozenset[str]) -> Iterator[str]:
    """Who of the family sees a letter: its reader; of one to a court, each party, where it says that it is copied."""
    if letter.audience in FAMILY:
        yield letter.recipient
    elif is_copied(letter):
        yield from parties


def is_copied(letter: SeenLetter) -> bool:
    """Whether a letter to a court says that each party has a copy (FPR 2010 r.5.7)."""
    return letter.audience == "court" and any("copied to each party" in plain(x.text) for x in letter.documents)

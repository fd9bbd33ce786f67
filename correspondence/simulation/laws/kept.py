"""Law 9: what was kept is never changed."""

from collections.abc import Iterator
from itertools import pairwise

from correspondence.simulation.seen import Broken, Seen, SeenLetter

_FIRST = frozenset({"draft", "held"})
_UNSENT = _FIRST | {"approved", "sent_back"}
LAWFUL = frozenset(
    {
        ("draft", "approved"),
        ("sent_back", "approved"),
        ("approved", "sent"),
        ("sent", "returned"),
        *((before, "withdrawn") for before in _UNSENT),
        *((before, "sent_back") for before in _UNSENT - {"sent_back"}),
        *((before, after) for before in _UNSENT - {"sent_back"} for after in _FIRST if before != after),
        *((before, "recorded_in_error") for before in ("sent", "returned")),
        *(("recorded_in_error", after) for after in ("approved", "sent")),
    }
)
"""How a letter may move from one step of its history to the next (`contract.md`)."""


class Law9:
    """A letter once seen keeps who it is for, what it is and every byte of it; its history only grows, lawfully.

    It remembers what it saw, so it is made anew for each life.
    """

    def __init__(self) -> None:
        self._kept: dict[str, SeenLetter] = {}
        self._last: dict[str, set[str]] = {}

    def __call__(self, seen: Seen) -> Iterator[Broken]:
        """What of the letters that were seen before is other than it was, or gone."""
        found: dict[str, set[str]] = {}
        for letter in seen.letters:
            before = self._kept.get(letter.letter_id)
            found.setdefault(letter.subject, set()).add(letter.letter_id)
            for says in (*_moves(letter), *(_changes(before, letter) if before else ())):
                yield _broken(seen, letter, says)
            self._kept[letter.letter_id] = letter
        for subject, letters in found.items():
            for gone in sorted(self._last.get(subject, set()) - letters):
                yield _broken(seen, self._kept[gone], "a letter that was kept is gone")
        self._last |= found


def _broken(seen: Seen, letter: SeenLetter, says: str) -> Broken:
    return Broken(law=9, on=seen.today, subject=letter.subject, letter_id=letter.letter_id, says=says)


def _changes(before: SeenLetter, after: SeenLetter) -> Iterator[str]:
    """What changed of a letter that must not."""
    for what in ("kind", "recipient", "audience", "language", "form", "dated", "event_id", "given_by", "subject"):
        if getattr(before, what) != getattr(after, what):
            yield f"the {what} of a kept {before.kind} changed"
    if _bytes_of(before) != _bytes_of(after):
        yield f"the documents of a kept {before.kind} changed"
    if after.history[: len(before.history)] != before.history:
        yield f"the history of a kept {before.kind} was rewritten"


def _bytes_of(letter: SeenLetter) -> list[tuple[str, str, str, str]]:
    return sorted((x.form, x.language, x.copy_to or "", x.sha256) for x in letter.documents)


def _moves(letter: SeenLetter) -> Iterator[str]:
    """Steps that no letter may take."""
    steps = [status for status, _, _ in letter.history]
    days = [on for _, on, _ in letter.history]
    if steps and steps[0] not in _FIRST:
        yield f"a {letter.kind} begins as {steps[0]}"
    for before, after in pairwise(steps):
        if (before, after) not in LAWFUL:
            yield f"a {letter.kind} went from {before} to {after}"
    if any(later < earlier for earlier, later in pairwise(days)):
        yield f"a step of a {letter.kind} is recorded for a day before the one that it follows"
    if steps and steps[-1] != letter.status:
        yield f"a {letter.kind} is {letter.status}, and its history ends otherwise"

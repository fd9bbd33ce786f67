"""Law 6: nothing is sent twice in the same words to the same reader."""

from collections.abc import Iterator

from correspondence.simulation.seen import Broken, Seen, SeenLetter

from .facts import case_key
from .letters import sent_on
from .printed_words import without_date_and_reference

_OWED_EACH_TIME = frozenset({"opening_list", "weekly_list"})
"""What is owed again though nothing has changed: a court's list, every week (Protocol Annex B)."""
_SOMEBODY_WANTS_IT = "already_told"
"""What whoever approves a letter has acknowledged where its reader was sent the same before (`contract.md`)."""


def law_6(seen: Seen) -> Iterator[Broken]:
    """Of the letters that went to one reader of one case and did not come back, no two have the same words."""
    first: dict[tuple[str, str, tuple[str, ...]], SeenLetter] = {}
    for letter in sorted((x for x in seen.letters if sent_on(x)), key=lambda x: (sent_on(x), x.letter_id)):
        words = _words(letter)
        if letter.audience not in ("file", "office") and letter.kind not in _OWED_EACH_TIME and words:
            earlier = first.setdefault((case_key(letter.subject), letter.recipient, words), letter)
            if earlier is not letter and _SOMEBODY_WANTS_IT not in {code for code, _, _ in letter.findings}:
                says = f"a {letter.kind} went again in the words of a {earlier.kind} of {earlier.dated}"
                yield Broken(law=6, on=seen.today, subject=letter.subject, letter_id=letter.letter_id, says=says)


def _words(letter: SeenLetter) -> tuple[str, ...]:
    """What its reader reads, in each language, whatever the file."""
    own = {x.language: x.text for x in letter.documents if x.copy_to is None and x.text}
    return tuple(f"{key} {without_date_and_reference(text, letter.dated)}" for key, text in sorted(own.items()))

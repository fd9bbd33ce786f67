"""How far each letter is translated and reviewed."""

from collections import Counter
from collections.abc import Iterable

from correspondence.ledger import Standing, stands_in
from correspondence.ledger.catalogue import Key
from correspondence.protocol.record import record

from .letters import letters_in

EVERY = "every letter"


@record
class State:
    """How many sentences of a letter in a language stand in which way; of every letter each sentence counts once."""

    language: str
    letter: str
    version: str
    counts: dict[Standing, int]

    @property
    def total(self) -> int:
        """How many sentences there are."""
        return sum(self.counts.values())


def states_of(language: str) -> tuple[State, ...]:
    """How each letter stands in a language, and last how all of them do."""
    letters = letters_in(language)
    rows = [_state(language, each.kind, each.audience, each.keys) for each in letters]
    every = frozenset(key for each in letters for key in each.keys)
    return (*rows, _state(language, EVERY, "", every))


def _state(language: str, letter: str, version: str, keys: Iterable[Key]) -> State:
    counts = Counter(stands_in(language, key) for key in keys)
    return State(
        language=language,
        letter=letter,
        version=version,
        counts={standing: counts[standing] for standing in Standing},
    )

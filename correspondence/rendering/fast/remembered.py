"""What was found out about a text, kept under all that it depends on.

What is of our own words alone is kept from one letter to the next; what has any other word, such as a name or a day,
until its own letter is made. So no value of a letter outlives it here, and an erasure has nothing to look for.
"""

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

MOST_BYTES = 16_000_000
"""Of what is kept from letter to letter, a thousand of them beside each text: past that, all is forgotten."""

_BESIDE_TEXT = 1000
_LINE_END = "\n"
_BETWEEN = re.compile("(?<=[.?!:؟۔।]) ")
"""Where one sentence may end and another begin, in any language of ours."""


class _Present:
    """The letter that is being made: our words in it, and what is kept for it alone."""

    def __init__(self, words: str) -> None:
        self.words = f"{_LINE_END}{words}{_LINE_END}"
        self.own: dict[Any, Any] = {}
        self.met: set[Any] = set()


_present: ContextVar[_Present | None] = ContextVar("present", default=None)
kept: dict[Any, Any] = {}
"""What is kept from letter to letter."""

_weighs = 0


@contextmanager
def present(words: Iterable[str]) -> Iterator[None]:
    """A letter is made within. *words*: what it says in words of ours, each sentence by itself."""
    token = _present.set(_Present(_LINE_END.join(words)))
    try:
        yield
    finally:
        _present.reset(token)


def find(key: Any) -> Any:
    """What is kept under that key, or None."""
    found = kept.get(key)
    if found is None and (letter := _present.get()) is not None:
        return letter.own.get(key)
    return found


def is_met(key: Any, text: str) -> bool:
    """Whether *text* may be met again: it is words of ours, or is met a second time in the letter being made."""
    letter = _present.get()
    if letter is None or _is_in(letter.words, text):
        return letter is not None
    if key in letter.met:
        return True
    letter.met.add(key)
    return False


def keep(key: Any, value: Any, text: str) -> None:
    """Keeps what was found out about *text*, which the key may hold: nowhere where no letter is made."""
    global _weighs
    letter = _present.get()
    if letter is None:
        return
    if not _is_in(letter.words, text):
        letter.own[key] = value
        return
    if _weighs >= MOST_BYTES:
        forget()
    kept[key] = value
    _weighs += 8 * len(text) + _BESIDE_TEXT


def forget() -> None:
    """Forgets all that is kept from letter to letter."""
    global _weighs
    kept.clear()
    _weighs = 0


def _is_in(words: str, text: str) -> bool:
    """Whether *text* is whole words that stand together in *words*, or no word at all.

    *words*: a sentence a line, with a line's end before and after each. Sentences may follow each other in a text: the
    end of one, whole ones, and the beginning of another.
    """
    bare = text.strip()
    if not any(map(str.isalnum, bare)) or _stand_in(words, bare):
        return True
    parts = _BETWEEN.split(bare)
    start, last = 0, len(parts)
    while start < last:
        for end in range(last, start, -1):
            piece = " ".join(parts[start:end])
            if _stand_in(words, f"{_LINE_END if start else ''}{piece}{_LINE_END if end < last else ''}"):
                start = end
                break
        else:
            return False
    return True


def _stand_in(words: str, some: str) -> bool:
    start = words.find(some)
    if start < 0:
        return False
    end = start + len(some)
    goes_on_before = some[0].isalnum() and words[start - 1].isalnum()
    return not goes_on_before and not (some[-1].isalnum() and words[end].isalnum())

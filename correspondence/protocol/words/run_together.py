"""Words as they look: a digit for a letter, run together or broken in pieces, they are read as they are meant.

`P1aceholder`, `PlaceholderClose` and `Pla ce holder Close` deceive a search that goes word by word, and no reader.
"""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import islice, product

from correspondence.protocol.record import record

Words = tuple[frozenset[str], ...]
"""Words one after another, each in one of its forms."""

_ALIKE = {"o": "0", "l": "1i", "e": "3", "a": "4", "s": "52z", "t": "7", "g": "689b"}
"""A letter, and the digits and letters that are taken for it here: one digit may stand for any of those letters."""
_AS_IT_LOOKS = str.maketrans({sign: letter for letter, signs in _ALIKE.items() for sign in signs})
_SHORTEST = 4
"""How many letters a word has at least that a digit may stand in: a shorter one is half a postcode, or a number."""
_SEVERAL = 2
_LONG_ENOUGH = 8
"""How many letters words have together that are no chance when they stand without a blank, or with one more."""
_MOST_SPELLINGS = 500
_LONG_ENOUGH_FOR_A_SLIP = 7
"""How many letters one of two words has at least that are one and a slip: in shorter ones it makes another word."""


@lru_cache(maxsize=4096)
def as_it_looks(letters: str) -> str:
    """Folded letters with digits read as the letters that they look like; all that look alike become one."""
    return letters.translate(_AS_IT_LOOKS)


def meant_by(letters: str) -> str:
    """How a word looks that has a digit or two in place of letters; empty for every other word."""
    digits = sum(c.isdigit() for c in letters)
    is_disguised = 0 < digits < len(letters) - digits and len(letters) >= _SHORTEST
    return as_it_looks(letters) if is_disguised else ""


@lru_cache(maxsize=4096)
def looks(forms: frozenset[str]) -> frozenset[str]:
    """How each of *forms* looks."""
    return frozenset(map(as_it_looks, forms))


def is_slip_of(word: str, meant: str) -> bool:
    """Whether a long word is another with one letter too many, too few, another or two changed round: `Placehoder`."""
    if max(len(word), len(meant)) < _LONG_ENOUGH_FOR_A_SLIP or abs(len(word) - len(meant)) > 1 or word == meant:
        return False
    start = next((i for i, (a, b) in enumerate(zip(word, meant, strict=False)) if a != b), min(len(word), len(meant)))
    one, other = word[start:], meant[start:]
    is_swapped = one[:2] == other[:2][::-1] and one[2:] == other[2:]
    return start > 0 and (is_swapped or one[1:] == other[1:] or one[1:] == other or one == other[1:])


@lru_cache(maxsize=256)
def _written_together(words: Words) -> tuple[frozenset[str], frozenset[str]]:
    """How *words* are written as one, and how those of letters alone look: the same for every text of an event."""
    together = {"".join(each) for each in islice(product(*words), _MOST_SPELLINGS)}
    long = frozenset(each for each in together if len(each) >= _LONG_ENOUGH)
    return long, frozenset(as_it_looks(each) for each in long if each.isalpha())


@record
class Strung:
    """A text's words without anything between them, as they are and as they look; where one `starts`, where one ends.

    A number that is written together with a word is one of its own too: `2PlaceholderClose`.
    """

    letters: str
    looks: str
    starts: frozenset[int]
    ends: frozenset[int]

    def hold(self, words: Words) -> bool:
        """Whether several *words* stand there, however they are broken up and whatever stands for their letters."""
        if len(words) < _SEVERAL or len(self.letters) < _LONG_ENOUGH:
            return False
        spelt, looking = _written_together(words)
        return any(each in self.letters and self._has(each, self.letters) for each in spelt) or any(
            each in self.looks and self._has(each, self.looks) for each in looking
        )

    def _has(self, wanted: str, text: str) -> bool:
        """Whether *wanted* stands in *text* from the beginning of a word to the end of one."""
        start = text.find(wanted)
        while start >= 0:
            if start in self.starts and start + len(wanted) in self.ends:
                return True
            start = text.find(wanted, start + 1)
        return False


def strung(words: Sequence[str]) -> Strung:
    """*words* of a text, strung together."""
    letters = "".join(words)
    bounds = {*_bounds(words)} | {
        i for i in range(1, len(letters)) if letters[i - 1].isdigit() is not letters[i].isdigit()
    }
    edges = frozenset(bounds)
    return Strung(letters=letters, looks=as_it_looks(letters), starts=edges, ends=edges)


def _bounds(words: Iterable[str]) -> Iterable[int]:
    at = 0
    yield at
    for word in words:
        at += len(word)
        yield at

"""Finding a value in a text however it is written: spacing, case, accents, hyphens and hidden characters aside.

Both sides are folded to the same letters and digits. What separates words is left out of the comparison, so a value
is found across line breaks, hyphenation and any spacing, but is still remembered, so that a value in Latin letters
is only found where it begins and ends as a word of its own.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from itertools import accumulate
from urllib.parse import unquote_plus

from correspondence.protocol.words.common_words import ORDINARY
from correspondence.protocol.words.plain_letters import folded

_SEPARATORS = re.compile(r"[\W_]+")
_BARRIER = "\n\u4e00\n"
"""A letter that stands in no letter of ours, as a word of its own."""
_POSTCODE = re.compile(r"[a-z]{1,2}[0-9][a-z0-9]?[0-9][a-z]{2}|gir0aa")


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A text and where it stands, such as `pdf page 2`.

    `is_markup`: no reader reads it (a style, a tag, a key), so a short word in it is ours by all chance.
    """

    where: str
    text: str
    is_markup: bool = False


def squeezed(text: str) -> str:
    """The letters and digits of *text*, folded, and nothing between them."""
    return _SEPARATORS.sub("", folded(text))


class Searchable:
    """Pieces of text that are read in one go, ready to be searched; a value may run over from piece to piece.

    Pieces that stand `apart` (attributes, properties, names) are searched together but never run over.
    """

    def __init__(self, pieces: tuple[Piece, ...], *, apart: bool = False) -> None:
        parts = [folded(piece.text) + (_BARRIER if apart else "\n") for piece in pieces]
        self._apart = apart
        self._places = [piece.where for piece in pieces]
        self._starts = list(accumulate((len(part) for part in parts[:-1]), initial=0))
        self._text = "".join(parts)
        self.letters = _SEPARATORS.sub("", self._text)

    @cached_property
    def _positions(self) -> list[int]:
        """Where each of `letters` stands in the text; made only once something is found."""
        return [i for i, c in enumerate(self._text) if c.isalnum()]

    def place(self, start: int) -> str:
        """Where the letter with that index in `letters` stands."""
        return self._places[self._piece(start)]

    def unit(self, start: int) -> int:
        """Which text that is read in one go a letter belongs to: its piece where pieces stand apart, else the whole."""
        return self._piece(start) if self._apart else 0

    def _piece(self, start: int) -> int:
        return bisect_right(self._starts, self._positions[start]) - 1

    def spans(self, letters: str) -> Iterator[tuple[int, int]]:
        """Every span of `letters` that holds these letters, also within words, first to last."""
        start = self.letters.find(letters) if letters else -1
        while start >= 0:
            yield start, start + len(letters)
            start = self.letters.find(letters, start + 1)

    def adjoining(self, start: int, end: int) -> tuple[str, str]:
        """What touches a span with no separator between: the run of letters or digits before it and after it."""
        first, last = self._positions[start], self._positions[end - 1]
        before = re.search(r"[^\W_]*\Z", self._text[max(0, first - 40) : first])
        after = re.match(r"[^\W_]*", self._text[last + 1 : last + 41])
        return before[0] if before else "", after[0] if after else ""

    def preceding(self, start: int) -> str:
        """The two characters right before a letter, separators too."""
        first = self._positions[start]
        return self._text[max(0, first - 2) : first]

    def is_unbroken(self, start: int, end: int) -> bool:
        """Whether nothing separates the letters of a span."""
        return self._positions[end - 1] - self._positions[start] == end - 1 - start


class Kind(StrEnum):
    """How a value is looked for."""

    WORDS = "words"
    POSTCODE = "postcode"
    EMAIL = "email"
    PHONE = "phone"


@dataclass(frozen=True, slots=True, kw_only=True)
class Needle:
    """A value to look for, folded once. `letters` is empty for a value that says too little to be looked for.

    `is_word`: it is a single word without a digit, which may be a part of a name, a month or a style as well.
    `is_name`: it is somebody's name, which may be a part of a longer one.
    """

    kind: Kind
    letters: str
    is_word: bool = field(default=False, compare=False)
    is_name: bool = field(default=False, compare=False)

    @property
    def is_ordinary(self) -> bool:
        """Whether it is a word that anybody may write: a town called March."""
        return self.is_word and self.letters in ORDINARY

    def spans(self, text: Searchable) -> Iterator[tuple[int, int]]:
        """Every span of the text's letters where the value stands."""
        return _FINDERS[self.kind](text, self.letters) if self.letters else iter(())


def needle(value: str, *, is_phone: bool = False) -> Needle:
    """What to look for to find *value*: told by its shape, but a telephone number by what it is known to be.

    Words with fewer than three letters or digits, or without a letter, would be everywhere and are not looked for;
    nor is a telephone number with fewer than five digits.
    """
    letters = squeezed(value)
    if is_phone:
        return Needle(kind=Kind.PHONE, letters=phone_digits(value))
    if "@" in value:
        return Needle(kind=Kind.EMAIL, letters=letters)
    if is_postcode(value):
        return Needle(kind=Kind.POSTCODE, letters=letters)
    says_nothing = len(letters) < 3 or not any(c.isalpha() for c in letters)
    is_word = len(_SEPARATORS.split(value.strip())) == 1 and not any(c.isdigit() for c in letters)
    return Needle(kind=Kind.WORDS, letters="" if says_nothing else letters, is_word=is_word)


def percent_decoded(text: str) -> str | None:
    """*text* with its percent-encoding undone, where it has any."""
    return unquote_plus(text) if "%" in text and re.search("%[0-9A-Fa-f]{2}", text) else None


def is_postcode(value: str) -> bool:
    """Whether *value* has the shape of a United Kingdom postcode, in any spacing."""
    return _POSTCODE.fullmatch(squeezed(value)) is not None


def phone_digits(value: str) -> str:
    """The digits of a number without +44, 0044 or its leading 0; those of a foreign number with its country.

    Nothing for fewer than five digits (999, 101): nobody is reached by those alone.
    """
    digits = "".join(c for c in folded(value) if c.isdigit())
    if digits.startswith("0044") or (digits.startswith("44") and (len(digits) > 11 or "+" in value)):
        digits = digits.removeprefix("00").removeprefix("44")
    digits = digits.lstrip("0")
    return digits if len(digits) >= 5 else ""


def _find_words(text: Searchable, letters: str) -> Iterator[tuple[int, int]]:
    """A name, an address line, a school: as words of their own.

    An edge in a script that joins its words, or puts prefixes before them, need not stand alone. A value with fewer
    than three letters ("12a", "CO1") is found only unbroken.
    """
    says_little = sum(c.isalpha() for c in letters) < 3
    for start, end in text.spans(letters):
        before, after = text.adjoining(start, end)
        joined = (before[-1:] + letters[0], letters[-1] + after[:1])
        stands_alone = not any(len(edge) > 1 and edge.isascii() for edge in joined)
        if stands_alone and not (says_little and not text.is_unbroken(start, end)):
            yield start, end


def _find_postcode(text: Searchable, letters: str) -> Iterator[tuple[int, int]]:
    """A postcode in any spacing; unbroken, also within a longer word such as `addressCO11JN`."""
    for start, end in text.spans(letters):
        if text.is_unbroken(start, end) or text.adjoining(start, end) == ("", ""):
            yield start, end


def _find_email(text: Searchable, letters: str) -> Iterator[tuple[int, int]]:
    """An e-mail address that is not just the end of a longer one."""
    for start, end in text.spans(letters):
        before, after = text.adjoining(start, end)
        is_tail = re.fullmatch(r"\w[.+_%'-]", text.preceding(start)) is not None
        if not before and not after and not is_tail:
            yield start, end


def _find_phone(text: Searchable, letters: str) -> Iterator[tuple[int, int]]:
    """A telephone number by its digits: with or without +44, 0044 or (0), a foreign one also without its country."""
    for digits in dict.fromkeys((letters, letters[-9:] if len(letters) > 10 else letters)):
        for start, end in text.spans(digits):
            before, after = text.adjoining(start, end)
            digits_before = re.search("[0-9]*$", before)
            is_prefix = re.fullmatch("(00)?(44)?0?", digits_before[0] if digits_before else "") is not None
            if (is_prefix or digits != letters) and not after[:1].isdigit():
                yield start, end


_FINDERS = {
    Kind.WORDS: _find_words,
    Kind.POSTCODE: _find_postcode,
    Kind.EMAIL: _find_email,
    Kind.PHONE: _find_phone,
}

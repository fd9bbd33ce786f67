"""Somebody's own words, read as closely as a person reads them: word by word, with the numbers that they spell out."""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from correspondence.protocol.record import record

from .plain_letters import folded
from .run_together import Strung, as_it_looks, meant_by, strung
from .sounds import script_of

_APOSTROPHES = dict.fromkeys(map(ord, "'’‘ʼ`´"))
_AND = str.maketrans({"&": " and ", "+": " and "})
_WORD = re.compile(r"[^\W_]+")
_ALOUD = re.compile(r"[^\W\d_](?:[^\W\d_]|[\u0300-\u036f\u064b-\u065f\u0670\u0a01-\u0a03\u0a3c-\u0a4d\u0a70\u0a71])*")
"""A word with the signs that stand on its letters."""
_ONE_SCRIPT = re.compile(r"[a-z0-9]+|[^\W_a-z0-9]+")
_OPENING = re.compile(r"(?:^|[.!?:;•\n])[\W_]*\Z")
_LIKE_DIGITS = str.maketrans("oil", "011")
_SIGNS = {"@": "4", "$": "5", "€": "3", "!": "1", "|": "1"}
_SIGN = re.compile(r"\$(?=[^\W\d_]{2})|(?<=[^\W_])(?:[$€!|]|@(?![\w-]*\.\w))(?=[^\W_])")
"""A sign in a word that stands for a letter there, `Pl@ceholder`, and so is read as the digit that does; the @ of an
e-mail address stands for itself."""
_ODD_CAPITAL = re.compile(r"[^\W\d_]I[a-z]|[a-z]I(?![^\W_])")
"""A capital I in a word, which may be meant for an l: `PIaceholder`, `hosteI`."""
_HYPHENATED = re.compile(r"[^\W_]+(?:[-\u2010\u2011]\s*[^\W_]+)+")
_SPELT = re.compile(r"(?<![^\W_])(?:[^\W\d_][\s.*_-]{1,2}){3,}[^\W\d_](?![^\W_])")
"""A word letter by letter: `K o w a l s k a`, `K.o.w.a.l.s.k.a`."""
_NUMERALS = {
    **dict.fromkeys(("zero", "oh", "o", "nought", "nil", "صفر"), "0"),
    **{
        word: str(n)
        for n, word in enumerate(["one", "two", "three", "four", "five", "six", "seven", "eight", "nine"], 1)
    },
    **{
        word: str(n)
        for n, word in enumerate(["jeden", "dwa", "trzy", "cztery", "piec", "szesc", "siedem", "osiem", "dziewiec"], 1)
    },
    **{
        word: str(n)
        for n, word in enumerate(["واحد", "اثنان", "ثلاثه", "اربعه", "خمسه", "سته", "سبعه", "ثمانيه", "تسعه"], 1)
    },
}
NUMERALS_OF = {digit: tuple(word for word, said in _NUMERALS.items() if said == digit) for digit in "0123456789"}
"""The words in which each digit is said."""
_A_FEW = 5
_REPEATED = {"double": 2, "triple": 3, "treble": 3}


@record
class Word:
    """One word: its folded letters, whether it has a capital, whether it opens a sentence or stands beside a number.

    `meant`: how it looks, where digits stand in it for letters. `before`: the few words that come before it.
    """

    letters: str
    meant: str
    is_capital: bool
    opens: bool
    beside_number: bool
    before: tuple[str, ...] = ()


@record
class Writing:
    """A text as it is searched: its `words`, and as they are `strung` together; itself, folded, as `plain`.

    `hyphenated`: its words with hyphens, without them. `numbers`: every run of digits that it says. `typed`: as it was.
    """

    words: tuple[Word, ...]
    strung: Strung
    hyphenated: frozenset[str]
    plain: str
    numbers: tuple[str, ...]
    typed: str


@lru_cache(maxsize=512)
def read_closely(text: str) -> Writing:
    """*text* as it is searched for what gives a protected value away. A name is met again in every event of a case."""
    tidied = "".join(c for c in unicodedata.normalize("NFKC", text) if not _is_unseen_alone(c))
    apart = _SIGN.sub(lambda sign: _SIGNS[sign[0]], tidied.translate(_APOSTROPHES)).translate(_AND)
    found = tuple(_words(_SPELT.sub(lambda word: re.sub(r"[\W_]", "", word[0]), apart)))
    numbered = [any(c.isdigit() for c in letters) and not meant for letters, meant, _, _ in found]
    words = tuple(
        Word(
            letters=letters,
            meant=meant,
            is_capital=capital,
            opens=opens,
            beside_number=any(numbered[max(0, i - 1) : i + 2]),
            before=tuple(word for word, *_ in found[max(0, i - _A_FEW) : i]),
        )
        for i, (letters, meant, capital, opens) in enumerate(found)
    )
    return Writing(
        words=words,
        strung=strung([word.letters for word in words]),
        hyphenated=frozenset(folded(re.sub(r"[\W_]", "", each)) for each in _HYPHENATED.findall(apart)),
        plain=folded(tidied),
        numbers=tuple(_numbers(words)),
        typed=text,
    )


@lru_cache(maxsize=64)
def heard_in(typed: str) -> tuple[Word, ...]:
    """The words of a text to be read aloud: in their own letters, neither folded nor parted at their vowel signs."""
    return tuple(
        Word(
            letters=found[0],
            meant="",
            is_capital=found[0][0].isupper(),
            opens=_OPENING.search(typed, max(0, found.start() - 12), found.start()) is not None,
            beside_number=False,
        )
        for found in _ALOUD.finditer(typed)
    )


@lru_cache(maxsize=64)
def scripts_in(typed: str) -> frozenset[str]:
    """The scripts of the words of a text."""
    return frozenset(script_of(word.letters) for word in heard_in(typed))


def _is_unseen_alone(character: str) -> bool:
    """Whether a character is seen only on another, or not at all: accents, and the vowel signs of Panjabi or Hindi,
    which no word ends at."""
    category = unicodedata.category(character)
    return category == "Cf" or category.startswith("M")


def letters_of(text: str) -> tuple[str, ...]:
    """The folded words of a value."""
    return tuple(word.letters for word in read_closely(text).words)


def _words(text: str) -> Iterator[tuple[str, str, bool, bool]]:
    """Every word: its letters, how it looks where it is disguised, whether it has a capital, whether it opens."""
    for found in _WORD.finditer(text):
        opens = _OPENING.search(text, max(0, found.start() - 12), found.start()) is not None
        for letters in _ONE_SCRIPT.findall(folded(found[0])):
            meant = as_it_looks(letters) if _ODD_CAPITAL.search(found[0]) else meant_by(letters)
            capital = any(c.isupper() for c in found[0]) or bool(meant)
            yield letters, meant, capital, opens


def _numbers(words: tuple[Word, ...]) -> Iterator[str]:
    """Every run of digits, however they are grouped or spelt: `oh seven seven double oh`, `O77OO`, `nine hundred`."""
    run, times = "", 1
    for word in words:
        if word.letters in _REPEATED:
            times = _REPEATED[word.letters]
            continue
        digits = _digits(word.letters)
        if word.letters == "hundred" and run:
            digits = "00"
        if digits:
            run += digits * times
        elif run:
            yield run
            run = ""
        times = 1
    if run:
        yield run


def _digits(letters: str) -> str:
    """The digits that a word says, letters that look like digits among them; nothing for any other word."""
    if letters in _NUMERALS:
        return _NUMERALS[letters]
    alike = letters.translate(_LIKE_DIGITS)
    return alike if alike.isdecimal() and any(c.isdecimal() for c in letters) else ""

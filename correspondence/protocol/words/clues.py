"""A clue to a protected value, and whether a text says it: in other spellings, run together, with digits for letters.

A clue is *certain* where what it finds is a part of the value without doubt, else it may be chance, and somebody has to
look. It names the detail, never the value (FPR 2010 r.29.1; protocol.md section 7).
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from correspondence.protocol.record import record

from .common_words import DWELLING, MONTHS, OF_A_MONTH, ORDINARY
from .run_together import Words, is_slip_of, looks
from .sounds import script_of, sound_alike, sounds_of_any
from .writing_read import Word, Writing, heard_in, letters_of, scripts_in

_SOUNDS_OF_A_NAME, _SOUNDS_OF_ANY_WORD = 3, 4
"""How many consonants agree where that is no chance: fewer in a name, whose capital says that it is one."""


@record
class Clue:
    """Something to look for: `words` one after another, each in one of its forms; a `pattern`; or the end of a number.

    `by_ear`: only where the words sound so in another script than theirs, Ковальський for Kowalski: long words, or
    shorter ones with capitals, a single one inside a sentence or in Latin letters.
    `slips`: a long word counts too that is one of them with one letter wrong, unless it is one of those `known`.
    `detail` is the detail it belongs to and `what` names it in words. `proper`: only where it is written as a name is,
    with capitals; a single word that anybody may write neither at the head of a sentence nor beside a number ("March
    2027").
    """

    detail: str
    what: str
    certain: bool
    words: Words = ()
    pattern: str = ""
    number: str = ""
    proper: bool = False
    slips: bool = False
    by_ear: bool = False
    known: frozenset[str] = frozenset()

    def stands_in(self, writing: Writing) -> bool:
        """Whether the text says it."""
        if self.number:
            return any(_ends_with(run, self.number, whole=self.certain) for run in writing.numbers)
        if self.pattern:
            return re.search(self.pattern, writing.plain) is not None
        length = len(self.words)
        if self.by_ear:
            return self._is_heard_in(writing)
        places = range(len(writing.words) - length + 1)
        fits = any(self._fits(writing.words[i : i + length]) for i in places)
        return fits or (self.certain and self._is_set_otherwise(writing))

    def _is_set_otherwise(self, writing: Writing) -> bool:
        """Whether it stands there run together or in pieces; a single word only where hyphens part it."""
        if len(self.words) == 1:
            return not self.words[0].isdisjoint(writing.hyphenated)
        return writing.strung.hold(self.words)

    def _fits(self, words: tuple[Word, ...]) -> bool:
        if not all(self._is_said(word, forms) for word, forms in zip(words, self.words, strict=True)):
            return False
        if not self.proper or len(words) > 1:
            return not self.proper or all(word.is_capital for word in words)
        return words[0].is_capital and not _is_by_the_way(words[0])

    def _is_heard_in(self, writing: Writing) -> bool:
        length = len(self.words)
        if scripts_in(writing.typed) <= {script_of(form) for forms in self.words for form in forms}:
            return False
        aloud = heard_in(writing.typed)
        return any(self._sounds_in(aloud[i : i + length]) for i in range(len(aloud) - length + 1))

    def _sounds_in(self, words: tuple[Word, ...]) -> bool:
        heard = [
            max((len(each) for form in forms for each in sound_alike(word.letters, form)), default=0)
            for word, forms in zip(words, self.words, strict=True)
        ]
        may_open = len(words) > 1 or script_of(words[0].letters) == "LATIN"
        is_named = all(word.is_capital for word in words) and (may_open or not words[0].opens)
        return all(heard) and sum(heard) >= (_SOUNDS_OF_A_NAME if is_named else _SOUNDS_OF_ANY_WORD)

    def _is_said(self, word: Word, forms: frozenset[str]) -> bool:
        """Whether a word is one of *forms*, as it is written, as it is meant or with a slip."""
        if word.letters in forms or (word.meant and word.meant in looks(forms)):
            return True
        return self.slips and word.letters not in self.known and any(is_slip_of(word.letters, each) for each in forms)


def _is_by_the_way(word: Word) -> bool:
    """Whether a word that anybody may write says nothing of a person here: at the head of a sentence, or as a month."""
    is_month = word.letters in MONTHS and not DWELLING & {*word.before} and bool(OF_A_MONTH & {*word.before[-1:]})
    return word.letters in ORDINARY and (word.opens or word.beside_number or is_month)


def _ends_with(run: str, number: str, *, whole: bool) -> bool:
    if whole:
        return re.search(rf"(?:^|0|44){number}", run) is not None
    return run.endswith(number)


def known_forms(values: Iterable[str]) -> frozenset[str]:
    """Every word that a reader may see anyway: what is made of those alone gives nothing away."""
    return frozenset(letters for value in values for letters in letters_of(value))


def without_known(clues: Iterable[Clue], known: frozenset[str], sequences: Iterable[Writing]) -> Iterator[Clue]:
    """The clues that say more than what the reader knows: words of *known*, or texts that hold the clue themselves."""
    texts = tuple(sequences)
    heard = sounds_of_any(known)
    for clue in clues:
        if clue.by_ear and len(clue.words) == 1:
            if heard.isdisjoint(sounds_of_any(clue.words[0])):
                yield clue
        elif len(clue.words) == 1:
            left = clue.words[0] - known
            if left:
                yield replace(clue, words=(left,), known=known if clue.slips else clue.known)
        elif not any(replace(clue, proper=False).stands_in(text) for text in texts):
            yield clue

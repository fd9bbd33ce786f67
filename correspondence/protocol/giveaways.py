"""What gives a protected value away without being the whole of it: a street without its number, a family name alone.

Found in somebody's own words alone, where anything may stand; our own sentences are known. A clue is *certain* where
what it finds is a part of the value without doubt, else it may be chance, and somebody has to look. It names the
detail, never the value (FPR 2010 r.29.1; protocol.md section 7).
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice, product

from .common_words import (
    COMMON_STREETS,
    DWELLING,
    FIRMS,
    FLATS,
    HOUSES,
    MONTHS,
    OF_A_MONTH,
    ORDINARY,
    PARTICLES,
    SCHOOL_KINDS,
    SCHOOLS,
    STREETS,
    spellings,
)
from .endings import inflected, perhaps_inflected, prefixed
from .fields import record
from .people import Address, Name, Representative
from .places import pieces_of
from .writing_read import Word, Writing, letters_of

Words = tuple[frozenset[str], ...]

_SEVERAL = 2
_LONG_ENOUGH = 8
"""How many letters words have together that are no chance when they stand without a blank, or with one more."""
_MOST_SPELLINGS = 500


@record
class Clue:
    """Something to look for: `words` one after another, each in one of its forms; a `pattern`; or the end of a number.

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

    def stands_in(self, writing: Writing) -> bool:
        """Whether the text says it."""
        if self.number:
            return any(_ends_with(run, self.number, whole=self.certain) for run in writing.numbers)
        if self.pattern:
            return re.search(self.pattern, writing.plain) is not None
        length = len(self.words)
        places = range(len(writing.words) - length + 1)
        return any(self._fits(writing.words[i : i + length]) for i in places) or self._is_set_otherwise(writing)

    def _is_set_otherwise(self, writing: Writing) -> bool:
        """Whether several words that are certain stand there run together, or one of them in two pieces."""
        if not self.certain or len(self.words) < _SEVERAL:
            return False
        wanted = {"".join(words) for words in islice(product(*self.words), _MOST_SPELLINGS)}
        wanted = {each for each in wanted if len(each) >= _LONG_ENOUGH}
        lengths = [n for n in range(1, len(self.words) + _SEVERAL) if n != len(self.words)]
        letters = [word.letters for word in writing.words]
        return any("".join(letters[i : i + n]) in wanted for n in lengths for i in range(len(letters) - n + 1))

    def _fits(self, words: tuple[Word, ...]) -> bool:
        if not all(word.letters in forms for word, forms in zip(words, self.words, strict=True)):
            return False
        if not self.proper or len(words) > 1:
            return not self.proper or all(word.is_capital for word in words)
        return words[0].is_capital and not _is_by_the_way(words[0])


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
    for clue in clues:
        if len(clue.words) == 1:
            left = clue.words[0] - known
            if left:
                yield replace(clue, words=(left,))
        elif not any(replace(clue, proper=False).stands_in(text) for text in texts):
            yield clue


def of_address(address: Address) -> Iterator[Clue]:
    """The street in every spelling, with and without its number; a house by its name; town and postcode."""
    for piece in pieces_of(address):
        yield from _of_line(letters_of(piece))
    town = letters_of(address.post_town or "")
    if town:
        forms = (_forms(inflected(town[-1]) | perhaps_inflected(town[-1])),)
        yield Clue(
            detail="address", what="town", certain=False, words=(*map(spellings, town[:-1]), *forms), proper=True
        )
        if len(town) == 1 and town[0] in ORDINARY:
            yield Clue(detail="address", what="town", certain=False, words=(frozenset(town),), proper=True)
    if address.postcode:
        yield from _of_postcode("".join(letters_of(address.postcode)))


def _of_line(line: tuple[str, ...]) -> Iterator[Clue]:
    kinds = [i for i, word in enumerate(line) if i and spellings(word) & STREETS]
    last = kinds[-1] if kinds else len(line)
    start = next((i + 1 for i in range(last - 1, -1, -1) if _is_before_a_name(line, i)), 0)
    name, kind = line[start:last], line[last : last + 1]
    if not name:
        return
    is_common = all(word in COMMON_STREETS or word in ORDINARY for word in name)
    number = line[start - 1] if start and line[start - 1][:1].isdigit() else ""
    if kind:
        yield _street((*name, *kind), certain=not is_common)
    if number:
        numbered = (frozenset(_numbers_like(number)), *map(spellings, name))
        yield Clue(detail="address", what="street and number", certain=not is_common, words=numbered)
        full = (*numbered, *map(spellings, kind))
        yield Clue(detail="address", what="street and number", certain=True, words=full)
    if len(name) > 1 or _says_much(name[0]):
        yield Clue(detail="address", what="street", certain=False, words=tuple(map(spellings, name)), proper=True)
    house = tuple(w for w in line[:start] if w not in FLATS and not w[:1].isdigit())
    if len(house) > 1:
        yield Clue(detail="address", what="house", certain=True, words=tuple(map(spellings, house)))


def _street(words: tuple[str, ...], *, certain: bool) -> Clue:
    """A street without its number. One that every town has counts only where it is written as a name."""
    forms = tuple(map(spellings, words))
    return Clue(detail="address", what="street", certain=certain, words=forms, proper=not certain)


def _is_before_a_name(line: tuple[str, ...], i: int) -> bool:
    """Whether the name of the street begins after that word: a number, or a kind of house with a name of its own."""
    return line[i][:1].isdigit() or (bool(spellings(line[i]) & HOUSES) and i + 1 < len(line) - 1)


def _numbers_like(number: str) -> Iterator[str]:
    """`2`, `2a`, `2b` and so on, for any of them: a letter more or less is the same door."""
    digits = number.rstrip("abcdefghijklmnopqrstuvwxyz")
    yield from (digits + letter for letter in ("", *"abcdefghijklmnopqrstuvwxyz"))


_DIGIT_FOR = {"o": "o0", "i": "i1l", "l": "l1i", "s": "s5", "b": "b8", "z": "z2", "g": "g6"}
_LETTER_FOR = {"0": "0o", "1": "1il", "5": "5s", "8": "8b", "2": "2z", "6": "6g"}


def _of_postcode(postcode: str) -> Iterator[Clue]:
    """The whole of it with letters for digits, and its first half alone: that is a part of it only with two letters."""
    outward, inward = postcode[:-3], postcode[-3:]
    if len(postcode) < 5 or not inward[0].isdigit():
        return
    first, last = _alike(outward), _alike(inward)
    yield Clue(
        detail="address",
        what="postcode",
        certain=True,
        pattern=rf"(?<![a-z0-9]){first}[\W_]{{0,3}}{last}(?![a-z0-9])",
    )
    other = r"(?![a-z0-9])(?![\W_]{0,2}[0-9][a-z]{2}(?![a-z0-9]))"
    exact = "".join(outward)
    yield Clue(
        detail="address",
        what="first half of the postcode",
        certain=outward[:2].isalpha(),
        pattern=rf"(?<![a-z0-9]){exact}{other}",
    )
    if outward[:2].isalpha():
        mixed = rf"(?<![a-z0-9])(?=[a-z]*[0-9]){first}{other}"
        yield Clue(detail="address", what="first half of the postcode", certain=False, pattern=mixed)


def _alike(part: str) -> str:
    return r"[\W_]?".join(f"[{_DIGIT_FOR.get(c, _LETTER_FOR.get(c, c))}]" for c in part)


def of_school(school: str) -> Iterator[Clue]:
    """A school without its last word, or by its own name beside any word for a school."""
    yield from _of_named("school", "school", letters_of(school), SCHOOLS, SCHOOL_KINDS)


def of_a_school_by_kind(school: str) -> Iterator[Clue]:
    """A school where it is named as one. Without a word for a school it may be the name of whom it is called after."""
    words = letters_of(school)
    if len(words) > 1 and words[-1] in SCHOOLS:
        yield Clue(detail="school", what="school", certain=True, words=tuple(map(spellings, words)))
    yield from (clue for clue in of_school(school) if clue.certain and clue.words[-1] >= frozenset(SCHOOL_KINDS))


def of_representative(one: Representative) -> Iterator[Clue]:
    """A solicitor's firm without its last word, and the family name."""
    yield from _of_named("representative", "firm", letters_of(one.firm), FIRMS, ("solicitors", "llp", "law", "legal"))
    family = letters_of(one.name)[-1:]
    if family and _says_much(family[0]):
        forms = (frozenset(family),)
        yield Clue(detail="representative", what="solicitor", certain=False, words=forms, proper=True)
    yield from of_email(one.email, "representative")


def _of_named(
    detail: str, what: str, words: tuple[str, ...], generic: frozenset[str], kinds: tuple[str, ...]
) -> Iterator[Clue]:
    own = words[1:] if words[:1] == ("the",) else words
    head = own[: next((i for i, word in enumerate(own) if i and word in generic and word != "and"), len(own))]
    says_much = any(word not in generic and _says_much(word) for word in own)
    if len(own) > 2 and says_much:
        yield Clue(detail=detail, what=what, certain=True, words=tuple(map(spellings, own[:-1])))
    if not head or head[0] in generic:
        return
    named = tuple(map(spellings, head))
    if len(head) > 1 or _says_much(head[0]):
        yield Clue(detail=detail, what=what, certain=says_much and len(head) > 2, words=named, proper=len(head) < 3)
        any_kind = frozenset().union(*map(spellings, kinds))
        yield Clue(detail=detail, what=what, certain=True, words=(*named, any_kind))


def of_name(name: Name, *, certain: bool) -> Iterator[Clue]:
    """A family name alone or after a title, in its forms; its parts; a first name. *certain*: the name is protected."""
    family = letters_of(name.family)
    own = [word for word in family if word not in PARTICLES]
    said = tuple(map(_forms_of, family))
    if own and family:
        plain = own[-1] not in ORDINARY
        yield Clue(detail="name", what="family name", certain=certain and plain, words=said, proper=not plain)
        titled = (frozenset(_TITLES), *said)
        yield Clue(detail="name", what="family name", certain=certain, words=titled)
    for part in own if len(own) > 1 else ():
        if len(part) > 2:
            yield Clue(
                detail="name", what="part of the family name", certain=False, words=(_forms_of(part),), proper=True
            )
    for part in own:
        if len(part) > 3:
            strong, weak = inflected(part), perhaps_inflected(part)
            yield Clue(detail="name", what="family name", certain=certain, words=(_forms(strong),), proper=True)
            yield Clue(detail="name", what="family name", certain=False, words=(_forms(weak),), proper=True)
    firsts = dict.fromkeys(w for given in (name.given, name.known_as or "") for w in letters_of(given) if len(w) > 2)
    for first in firsts:
        if first not in PARTICLES:
            forms = _forms_of(first) | (inflected(first) | perhaps_inflected(first) if len(first) > 3 else frozenset())
            yield Clue(detail="name", what="first name", certain=False, words=(_forms(forms),), proper=True)


_TITLES = ("mr", "mrs", "ms", "miss", "mx", "dr", "master", "sir", "pan", "pani", "panu", "pana", "السيد", "السيده")


def _forms_of(word: str) -> frozenset[str]:
    return frozenset({word, f"{word}s"}) if word.isascii() else prefixed(word)


def _forms(words: frozenset[str]) -> frozenset[str]:
    return words - ORDINARY


def of_email(email: str, detail: str = "email") -> Iterator[Clue]:
    """An e-mail address with words for its signs, and what stands before its @ where it is no name."""
    local, _, domain = email.partition("@")
    before, after = (r"[\W_]*(?:dot|point|kropka)?[\W_]*".join(map(re.escape, letters_of(x))) for x in (local, domain))
    if not before or not after:
        return
    at = r"[\W_]*(?:at|malpa)?[\W_]*"
    whole = rf"(?<![a-z0-9]){before}{at}{after}(?![a-z0-9])"
    yield Clue(detail=detail, what="e-mail address", certain=True, pattern=whole)
    if any(c.isdigit() for c in local) and len(local) > 5:
        alone = rf"(?<![a-z0-9]){before}(?![a-z0-9])"
        yield Clue(detail=detail, what="e-mail address", certain=False, pattern=alone)


def of_phone(phone: str) -> Iterator[Clue]:
    """A telephone number by its digits, however they are said, and the last six of them alone."""
    digits = "".join(c for word in letters_of(phone) for c in word if c.isdigit())
    national = digits.removeprefix("00").removeprefix("44").lstrip("0") if len(digits) > 9 else digits.lstrip("0")
    if len(national) >= 7:
        yield Clue(detail="phone", what="telephone number", certain=True, number=national)
        yield Clue(detail="phone", what="telephone number", certain=False, number=national[-6:])


def _says_much(word: str) -> bool:
    """Whether a single word can be somebody's alone: it is long enough and no word that anybody may write."""
    return len(word) > 3 and word.isalpha() and word not in ORDINARY

"""What gives a protected value away without being the whole of it: a street without its number, a family name alone.

Found in somebody's own words alone, where anything may stand; our own sentences are known. Each is a `Clue`.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from correspondence.protocol.words.clues import Clue
from correspondence.protocol.words.common_words import (
    COMMON_STREETS,
    FIRMS,
    FLATS,
    HOUSES,
    ORDINARY,
    PARTICLES,
    SCHOOL_KINDS,
    SCHOOLS,
    SCHOOLS_IN_LETTERS,
    STREETS,
    spellings,
)
from correspondence.protocol.words.endings import inflected, perhaps_inflected, prefixed
from correspondence.protocol.words.fillers import says_nothing
from correspondence.protocol.words.numerals import in_english
from correspondence.protocol.words.run_together import Words
from correspondence.protocol.words.sounds import script_of
from correspondence.protocol.words.writing_read import NUMERALS_OF, heard_in, letters_of

from .people import Address, Name, Representative
from .places import pieces_of


def of_address(address: Address) -> Iterator[Clue]:
    """The street in every spelling, with and without its number; a house by its name; town and postcode."""
    for piece in pieces_of(address):
        if not says_nothing(piece):
            yield from _of_line(letters_of(piece))
    town = letters_of(address.post_town or "")
    if town:
        yield _by_ear("address", "town", town)
        forms = (_forms(inflected(town[-1]) | perhaps_inflected(town[-1]) | {town[-1]}),)
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
    if not is_common:
        yield _by_ear("address", "street", name)
    number = line[start - 1] if start and line[start - 1][:1].isdigit() else ""
    if kind:
        yield _street((*name, *kind), certain=not is_common)
        yield replace(_street((*name, *kind), certain=False), slips=True)
    for door in _doors(number) if number else ():
        numbered = (*door, *map(_said, _without_its_kind(name)))
        yield Clue(detail="address", what="street and number", certain=not is_common, words=numbered)
        full = (*door, *map(_said, name), *map(spellings, kind))
        yield Clue(detail="address", what="street and number", certain=True, words=full)
    if len(name) > 1 or _says_much(name[0]):
        yield Clue(detail="address", what="street", certain=False, words=tuple(map(spellings, name)), proper=True)
    house = tuple(w for w in line[:start] if w not in FLATS and not w[:1].isdigit())
    if len(house) > 1:
        yield Clue(detail="address", what="house", certain=True, words=tuple(map(spellings, house)))


def _by_ear(detail: str, what: str, words: tuple[str, ...]) -> Clue:
    """Words in another script than their own, as somebody writes them who heard them: nobody can be sure of those."""
    return Clue(detail=detail, what=what, certain=False, words=tuple(frozenset({w}) for w in words), by_ear=True)


def _without_its_kind(name: tuple[str, ...]) -> tuple[str, ...]:
    """What a house is called: Harwick of Harwick House."""
    return name[:-1] if len(name) > 1 and spellings(name[-1]) & HOUSES and _says_much(name[0]) else name


def _said(word: str) -> frozenset[str]:
    """A word of a name that places have: in every spelling, with and without the s of its owner."""
    owned = {word + "s"} if len(word) > 3 and word.isalpha() else set()
    own = {word[:-1]} if len(word) > 5 and word.endswith("s") and not word.endswith("ss") else set()
    return spellings(word) | owned | own


def _street(words: tuple[str, ...], *, certain: bool) -> Clue:
    """A street without its number. One that every town has counts only where it is written as a name."""
    forms = (*map(_said, words[:-1]), spellings(words[-1]))
    return Clue(detail="address", what="street", certain=certain, words=forms, proper=not certain)


def _is_before_a_name(line: tuple[str, ...], i: int) -> bool:
    """Whether the name of the street begins after that word: a number, or a kind of house with a name of its own."""
    return line[i][:1].isdigit() or (bool(spellings(line[i]) & HOUSES) and i + 1 < len(line) - 1)


def _numbers_like(number: str) -> Iterator[str]:
    """`2`, `2a`, `2b` and so on, for any of them: a letter more or less is the same door."""
    digits = number.rstrip("abcdefghijklmnopqrstuvwxyz")
    yield from (digits + letter for letter in ("", *"abcdefghijklmnopqrstuvwxyz"))


def _doors(number: str) -> Iterator[Words]:
    """How the number of a house is written: `14b`, `14 b`, `fourteen`, `fourteen b`."""
    digits = number.rstrip("abcdefghijklmnopqrstuvwxyz")
    yield (frozenset(_numbers_like(number)),)
    spelt = tuple(frozenset({word}) for word in in_english(int(digits) if digits.isdecimal() else 0))
    for written in ((frozenset({digits}),), spelt) if number != digits else (spelt,):
        if written:
            yield from ((*written, _ANY_LETTER), written) if written is spelt else ((*written, _ANY_LETTER),)


_ANY_LETTER = frozenset("abcdefghijklmnopqrstuvwxyz")
_DIGITS_FOR = {"o": "0", "i": "1l", "l": "1i", "e": "3", "a": "4", "s": "5", "t": "7", "b": "8", "z": "2", "g": "69"}
_LETTERS_FOR = {"0": "o", "1": "il", "3": "e", "4": "a", "5": "s", "7": "t", "8": "b", "2": "z", "6": "g", "9": "g"}


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
    return r"[\W_]?".join(f"(?:{'|'.join((_any_like(c), *NUMERALS_OF.get(c, ())))})" for c in part)


def _any_like(c: str) -> str:
    """That letter or digit, or what may be typed for it."""
    return f"[{re.escape(c)}{_DIGITS_FOR.get(c, _LETTERS_FOR.get(c, ''))}]"


def of_school(school: str) -> Iterator[Clue]:
    """A school without its last word, or by its own name beside any word for a school: `Example HS`."""
    for clue in _of_named("school", "school", letters_of(school), SCHOOLS, SCHOOL_KINDS):
        yield clue
        if clue.certain and clue.words[-1] >= frozenset(SCHOOL_KINDS):
            yield replace(clue, words=(*clue.words[:-1], SCHOOLS_IN_LETTERS), proper=True)


def of_a_school_by_kind(school: str) -> Iterator[Clue]:
    """A school where it is named as one. Without a word for a school it may be the name of whom it is called after."""
    words = letters_of(school)
    if len(words) > 1 and words[-1] in SCHOOLS:
        yield Clue(detail="school", what="school", certain=True, words=tuple(map(spellings, words)))
    kinds = (frozenset(SCHOOL_KINDS), SCHOOLS_IN_LETTERS)
    yield from (c for c in of_school(school) if c.certain and any(c.words[-1] >= each for each in kinds))


def of_representative(one: Representative) -> Iterator[Clue]:
    """A solicitor's firm without its last word, the family name, the number of the document exchange."""
    yield from _of_named("representative", "firm", letters_of(one.firm), FIRMS, ("solicitors", "llp", "law", "legal"))
    family = letters_of(one.name)[-1:]
    if family and _says_much(family[0]):
        forms = (_forms_of(family[0]),)
        yield Clue(detail="representative", what="solicitor", certain=False, words=forms, proper=True)
    exchange = next((word for word in letters_of(one.dx or "") if word.isdigit()), None)
    if exchange:
        number = "".join(map(_any_like, exchange))
        pattern = rf"(?<![a-z0-9])(?:d[\W_]?x|document exchange)[\W_]*(?:n[or]|number|box)?[\W_]*{number}(?![0-9])"
        yield Clue(detail="representative", what="document exchange", certain=True, pattern=pattern)
    yield from of_email(one.email, "representative")


def _of_named(
    detail: str, what: str, words: tuple[str, ...], generic: frozenset[str], kinds: tuple[str, ...]
) -> Iterator[Clue]:
    own = words[1:] if words[:1] == ("the",) else words
    head = own[: next((i for i, word in enumerate(own) if i and word in generic and word != "and"), len(own))]
    head = head[:-1] if head[-1:] == ("and",) else head
    says_much = any(word not in generic and _says_much(word) for word in own)
    if len(own) > 2 and says_much:
        yield Clue(detail=detail, what=what, certain=True, words=tuple(map(spellings, own[:-1])))
    if not head or head[0] in generic:
        return
    yield _by_ear(detail, what, head)
    named = tuple(map(_said, head))
    if len(head) > 1 or _says_much(head[0]):
        yield Clue(detail=detail, what=what, certain=says_much and len(head) > 2, words=named, proper=len(head) < 3)
        any_kind = frozenset().union(*map(spellings, kinds))
        yield Clue(detail=detail, what=what, certain=True, words=(*named, any_kind))
        yield Clue(detail=detail, what=what, certain=False, words=(*named, any_kind), proper=True, slips=True)


def of_name(name: Name, *, certain: bool) -> Iterator[Clue]:
    """A family name alone or after a title, in its forms; its parts; a first name. *certain*: the name is protected."""
    family = letters_of(name.family)
    own = [word for word in family if word not in PARTICLES]
    said = tuple(map(_forms_of, family))
    if own and family and name.given:
        whole = (*(frozenset({word}) for word in letters_of(name.given)), *said)
        yield Clue(detail="name", what="name", certain=certain, words=whole)
        plain = own[-1] not in ORDINARY
        yield Clue(detail="name", what="family name", certain=certain and plain, words=said, proper=not plain)
        titled = (frozenset(_TITLES), *said)
        yield Clue(detail="name", what="family name", certain=certain, words=titled)
        if certain and len(own) == 1:
            yield Clue(detail="name", what="family name", certain=False, words=said, proper=True, slips=True)
    yield from _of_name_aloud(name)
    if certain and script_of(name.family) == "LATIN":
        yield Clue(detail="name", what="name in another script", certain=False, pattern=_BEYOND_LATIN)
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


def _of_name_aloud(name: Name) -> Iterator[Clue]:
    for what, text in (("family name", name.family), ("first name", name.given), ("first name", name.known_as or "")):
        for word in heard_in(text):
            if word.letters.casefold() not in PARTICLES:
                yield _by_ear("name", what, (word.letters,))


_BEYOND_LATIN = r"[^\W\d_a-z]"
"""A letter of another script, once the text is folded: no search knows every spelling of a name there."""
_TITLES = ("mr", "mrs", "ms", "miss", "mx", "dr", "master", "sir", "pan", "pani", "panu", "pana", "السيد", "السيده")


def _forms_of(word: str) -> frozenset[str]:
    return frozenset({word, f"{word}s"}) if word.isascii() else prefixed(word)


def _forms(words: frozenset[str]) -> frozenset[str]:
    return words - ORDINARY


_SHORTEST_LOCAL_PART = 5


def of_email(email: str, detail: str = "email") -> Iterator[Clue]:
    """An e-mail address with words for its signs, and what stands before its @ where it is no name."""
    local, _, domain = email.partition("@")
    dot = r"[\W_]*(?:dot|point|period|full stop|kropka|punto)?[\W_]*"
    before, after = (dot.join("".join(map(_any_like, word)) for word in letters_of(x)) for x in (local, domain))
    if not before or not after:
        return
    at = r"[\W_]*(?:at|a|malpa|arroba)?[\W_]*"
    whole = rf"(?<![a-z0-9]){before}{at}{after}(?![a-z0-9])"
    yield Clue(detail=detail, what="e-mail address", certain=True, pattern=whole)
    if len(local) <= _SHORTEST_LOCAL_PART:
        return
    if re.search(r"[._+]", local.strip("._+")):
        parted = r"(?:[._+]|[\W_]+(?:dot|point|full stop|underscore|plus|kropka|punto|ponto)[\W_]+)"
        said = parted.join("".join(map(_any_like, word)) for word in letters_of(local))
        yield Clue(detail=detail, what="e-mail address", certain=False, pattern=rf"(?<![a-z0-9]){said}(?![a-z0-9])")
    if any(c.isdigit() for c in local):
        alone = rf"(?<![a-z0-9]){before}(?![a-z0-9])"
        yield Clue(detail=detail, what="e-mail address", certain=False, pattern=alone)


def of_phone(phone: str) -> Iterator[Clue]:
    """A telephone number by its digits, however they are said, and the last six of them alone."""
    digits = "".join(c for word in letters_of(phone) for c in word if c.isdigit())
    national = digits.removeprefix("00").removeprefix("44").lstrip("0") if len(digits) > 9 else digits.lstrip("0")
    if len(national) >= 7:
        yield Clue(detail="phone", what="telephone number", certain=True, number=national)
        yield Clue(detail="phone", what="telephone number", certain=False, number=national[-6:])
        end = r"[\W_]*".join(national[-3:])
        ending = rf"(?<![a-z])(?:ends?|ending|finish(?:es|ing)|konczy sie)\b[^.!?;]{{0,12}}{end}(?![0-9])"
        yield Clue(detail="phone", what="telephone number", certain=False, pattern=ending)


def _says_much(word: str) -> bool:
    """Whether a single word can be somebody's alone: it is long enough and no word that anybody may write."""
    return len(word) > 3 and word.isalpha() and word not in ORDINARY

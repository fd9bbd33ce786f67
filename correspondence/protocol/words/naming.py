"""What may stand in a name: words, and nothing by which somebody is found."""

import re
from functools import cache, lru_cache

from .common_words import STREETS, spellings
from .safe_places import SAFE_PLACES
from .writing_read import letters_of, read_closely

_EMAIL = re.compile(r"@|＠|\(at\)|\[at\]|\bat\b[\W_]*[\w.-]+[\W_]*\bdot\b", re.IGNORECASE)
_POSTCODE = re.compile(r"(?<![a-z0-9])(?=[a-z]+[0-9])[a-z]{1,2}[0-9oil]{1,2}[a-z]?[\W_]{0,2}[0-9][a-z]{2}(?![a-z0-9])")
_FLAT = re.compile(r"\b(?:flat|apartment|apt|room|rm|bfpo|unit|plot|floor|house|box|dx)[\W_]*[0-9]", re.IGNORECASE)
_SITE = re.compile(r"\bhttps?\b|\bwww\b")
_DOMAIN = re.compile(r"[a-z0-9]\.(?:com|org|net|info|uk|gov|eu)\b|\bdot (?:com|org|net|co|uk)\b")
_LIVES = re.compile(
    r"\b(?:lives?|lived|living|stays?|stayed|staying|resid(?:es|ing)|moved)\W+(?:at|with|in|on|to|near)\b"
)
_CARE_OF = re.compile(r"\bc\s*[/\\⁄∕]\s*[o0]\b|\bcare of\b")
_DOOR = re.compile(r"[0-9]{1,4}[a-z]?")
_PHONE_DIGITS = 7
_A_PART_OF_A_PHONE = 5
"""How many digits one after another no name has: a dialling code alone, `Sample 07700`."""
_SHORTEST_SAFE_PLACE = 5
"""How many letters a word for a safe place has at least that nobody is called by: Panah and Mawa are names."""
_NAME_OF_A_STREET = 4
"""How many words the name of a street has at most, with its kind."""

POSTCODE, STREET, PHONE, EMAIL = "postcode_in_a_name", "street_in_a_name", "phone_in_a_name", "email_in_a_name"
SITE, CARE_OF = "web_address_in_a_name", "care_of_in_a_name"
WHAT_IT_HOLDS = {
    POSTCODE: "a name holds no postcode",
    STREET: "a name holds no address",
    PHONE: "a name holds no telephone number",
    EMAIL: "a name holds no e-mail address",
    SITE: "a name holds no web address",
    CARE_OF: "a name says nobody in whose care post goes",
}


@lru_cache(maxsize=512)
def strange_to_a_name(text: str) -> str | None:
    """The rule that a name breaks by what it holds beside the name; None where it is a name alone."""
    writing = read_closely(text)
    holds = {
        EMAIL: _EMAIL.search(text),
        PHONE: any(len(run) >= _A_PART_OF_A_PHONE for run in writing.numbers),
        POSTCODE: _POSTCODE.search(writing.plain),
        SITE: _SITE.search(writing.plain) or _DOMAIN.search(writing.plain),
        CARE_OF: _CARE_OF.search(writing.plain),
        STREET: _FLAT.search(text)
        or _LIVES.search(writing.plain)
        or _holds_street(tuple(w.letters for w in writing.words))
        or _holds_safe_place(tuple(w.letters for w in writing.words)),
    }
    return next((rule for rule, found in holds.items() if found), None)


def strange_to_a_firm(text: str) -> str | None:
    """The same for a firm, which may be called after its house, its year or its site: `42 Sample Row Chambers`."""
    rule, writing = strange_to_a_name(text), read_closely(text)
    is_its_own = (
        rule == STREET
        or (rule == SITE and not _SITE.search(writing.plain))
        or (rule == PHONE and all(len(run) < _PHONE_DIGITS for run in writing.numbers))
    )
    return None if is_its_own else rule


@cache
def _safe_places() -> frozenset[tuple[str, ...]]:
    phrases = (letters_of(each) for of_a_language in SAFE_PLACES.values() for each in of_a_language.split(";"))
    return frozenset(each for each in phrases if len("".join(each)) >= _SHORTEST_SAFE_PLACE)


def _holds_safe_place(words: tuple[str, ...]) -> bool:
    """Whether a refuge is spoken of, in any language: it says of whom it is said that they are in one."""
    return any(
        words[i : i + len(phrase)] == phrase for phrase in _safe_places() for i in range(len(words) - len(phrase) + 1)
    )


def _holds_street(words: tuple[str, ...]) -> bool:
    doors = (i for i, word in enumerate(words) if _DOOR.fullmatch(word))
    ahead = (words[i + 2 : i + 2 + _NAME_OF_A_STREET] for i in doors)
    return any(spellings(word) & STREETS for following in ahead for word in following)

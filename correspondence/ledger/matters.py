"""Which sentences two people have to review: those about safety, contact and dates."""

import re
from enum import StrEnum

from .catalogue import Sentence
from .placeholders import PLACEHOLDERS, Holds, placeholders_in


class Matter(StrEnum):
    """What a sentence is about, so that a mistake in it may do harm."""

    SAFETY = "safety"
    CONTACT = "contact"
    DATES = "dates"


_WORDS = {
    Matter.SAFETY: (
        r"danger|(?:un)?safe(?:st|ly|ty)?|scared|hurt|abuse|childline|helpline|advice line|worr(?:y|ies|ied)"
        r"|999|mobile|numbers?|trust|pass on|tell someone what|nobody else|not give|not repeat|repeats?|repeat nothing"
    ),
    Matter.CONTACT: (
        r"call(?:s|ing)?|e-?mails?|telephone|phone|post|address|reach us|get in touch|visit|write to us|ask for"
        r"|interpreter|hours|answers"
    ),
    Matter.DATES: (
        r"days?|weeks?|months?|dates?|today|tomorrow|hearing|by then|soon(?:er)?|(?:mon|tues|wednes|thurs|fri)day"
    ),
}
"""Words that tell what a sentence is about. A sentence too many costs a second reader; one too few may cost a child."""

_SAYS = {matter: re.compile(rf"\b(?:{words})\b", re.IGNORECASE) for matter, words in _WORDS.items()}
_HOLDS = {Holds.CONTACT: Matter.CONTACT, Holds.DAY: Matter.DATES}


def matters_of(sentence: Sentence) -> frozenset[Matter]:
    """What a sentence is about, by its words and its places, in English; nothing where no harm comes of a mistake."""
    said = {matter for matter, words in _SAYS.items() if any(map(words.search, sentence.english))}
    places = (PLACEHOLDERS[name].holds for name in placeholders_in(sentence.english) if name in PLACEHOLDERS)
    return frozenset(said | {_HOLDS[holds] for holds in places if holds in _HOLDS})


def reviewers_wanted(sentence: Sentence) -> int:
    """How many people have to review a sentence: two where it is about safety, contact or dates."""
    return 2 if matters_of(sentence) else 1

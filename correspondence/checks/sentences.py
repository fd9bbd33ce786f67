"""The fixed sentences of letters and their translations, as the catalogues in `locales/` have them."""

import re
from functools import cache, lru_cache

from correspondence.ledger import every_way, sentences_of

_PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|\{\w+\}")
_MARKUP = re.compile(r"<[^<>]*>|&\w+;")


@lru_cache(maxsize=10_000)
def parts(sentence: str, language: str) -> frozenset[str]:
    """The fixed words of a sentence between its placeholders, in English and in that language, without markup."""
    forms = (sentence, *_forms(language.split("-")[0].lower()).get(sentence, ()))
    return frozenset(part for form in forms for part in _PLACEHOLDER.split(_MARKUP.sub(" ", form).replace("%%", "%")))


@cache
def _forms(language: str) -> dict[str, tuple[str, ...]]:
    """Every form of each sentence of a catalogue, in English and in its language, by each of its English forms."""
    forms: dict[str, tuple[str, ...]] = {}
    for sentence in sentences_of(language).values():
        for one in sentence.english:
            said = (way for form in sentence.translation for way in every_way(form))
            forms[one] = tuple(dict.fromkeys((*forms.get(one, ()), *sentence.english, *said)))
    return forms

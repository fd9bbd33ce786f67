"""The fixed sentences of letters and their translations, as the catalogues in `locales/` have them."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from babel.messages.pofile import read_po

from correspondence.shipped import LOCALES

_PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|\{\w+\}")
_MARKUP = re.compile(r"<[^<>]*>|&\w+;")
_LANGUAGE = re.compile(r"[a-z]{2,3}")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Catalogue:
    """What a catalogue says: every form of each sentence, and whether its header names who reviewed it and when."""

    forms: dict[str, tuple[str, ...]]
    is_reviewed: bool


@lru_cache(maxsize=10_000)
def parts(sentence: str, language: str) -> frozenset[str]:
    """The fixed words of a sentence between its placeholders, in English and in that language, without markup."""
    forms = (sentence, *_catalogue(_base(language)).forms.get(sentence, ()))
    return frozenset(part for form in forms for part in _PLACEHOLDER.split(_MARKUP.sub(" ", form).replace("%%", "%")))


@cache
def written_languages() -> frozenset[str]:
    """The languages that letters are written in, by their base tags: English, and each that has a catalogue."""
    return frozenset({"en", *(path.parents[1].name for path in LOCALES.glob("*/LC_MESSAGES/messages.po"))})


def is_reviewed(language: str) -> bool:
    """Whether somebody has reviewed the translations into *language*. English needs none."""
    base = _base(language)
    return base == "en" or _catalogue(base).is_reviewed


def _base(language: str) -> str:
    return language.split("-")[0].lower()


@cache
def _catalogue(language: str) -> _Catalogue:
    path = LOCALES / language / "LC_MESSAGES" / "messages.po"
    if not _LANGUAGE.fullmatch(language) or not path.is_file():
        return _Catalogue(forms={}, is_reviewed=False)
    with path.open("rb") as file:
        catalogue = read_po(file)
    forms: dict[str, tuple[str, ...]] = {}
    for message in catalogue:
        ids = tuple(message.id) if isinstance(message.id, list | tuple) else (message.id,)
        strings = message.string if isinstance(message.string, list | tuple | dict) else (message.string,)
        for one in ids:
            forms[one] = tuple(dict.fromkeys((*forms.get(one, ()), *ids, *(str(s) for s in strings if s))))
    header = path.read_text("utf-8").split("\n\n", 1)[0]
    reviewed = all(re.search(rf'^"{name}:[ \t]*[^ \t\\"]', header, re.MULTILINE) for name in _REVIEW)
    return _Catalogue(forms=forms, is_reviewed=reviewed)


_REVIEW = ("X-Reviewed-By", "X-Reviewed-On")

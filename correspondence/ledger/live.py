"""Which letters are written in which language.

A kind says in which it may be written, and the head of a catalogue of which kinds it has all the words: `X-Letters`,
with their codes, and none while it is only begun. A head without it has those of every kind.
"""

import re
from collections.abc import Collection
from functools import cache

from correspondence.catalogue.kind import AnyKind

from .catalogue import catalogue_file, catalogue_languages

_LISTED = re.compile(r'^"X-Letters:([a-z_ ]*)\\n"\n', re.MULTILINE)
_END_OF_HEAD = re.compile(r"(?<=\n)(?=\n)")


def letters_listed(text: str) -> frozenset[str] | None:
    """The codes of the kinds whose words a catalogue has, as its head lists them; None where it has those of every."""
    head, *_ = _END_OF_HEAD.split(text, 1)
    listed = _LISTED.search(head)
    return frozenset(listed[1].split()) if listed else None


def listing(text: str, kinds: Collection[str] | None) -> str:
    """The same catalogue with these kinds in its head; with None, it lists none because it has the words of every."""
    head, rest = _END_OF_HEAD.split(text, 1)
    line = "" if kinds is None else f'"X-Letters: {" ".join(sorted(kinds))}\\n"\n'
    return f"{_LISTED.sub('', head)}{line}{rest}"


@cache
def written_languages() -> tuple[str, ...]:
    """The languages beside English that some letters are written in, by their base tags."""
    return tuple(language for language in catalogue_languages() if _letters_of(language) != frozenset())


@cache
def languages_of(kind: AnyKind) -> frozenset[str]:
    """The base languages in which letters of a kind are written: English, and each that has its words."""
    return frozenset({"en", *(language for language in written_languages() if _has_words(language, kind))})


def _has_words(language: str, kind: AnyKind) -> bool:
    listed = _letters_of(language)
    return kind.may_be_written_in(language) and (listed is None or kind.code in listed)


@cache
def _letters_of(language: str) -> frozenset[str] | None:
    return letters_listed(catalogue_file(language).read_text("utf-8"))

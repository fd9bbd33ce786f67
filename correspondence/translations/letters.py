"""What each letter to a family can come to say, sentence by sentence in the order in which it is read."""

from collections.abc import Iterator
from functools import cache

from correspondence.catalogue.kind import AnyKind
from correspondence.catalogue.registry import CATALOGUE
from correspondence.checks import accepted_sentences
from correspondence.ledger import languages_of, letters_listed, listing
from correspondence.ledger.catalogue import Key, sentence_of
from correspondence.ledger.placeholders import placeholders_in
from correspondence.protocol.letters import CHILDREN, FAMILY, Audience
from correspondence.protocol.record import record
from correspondence.shipped import TEMPLATES

from .catalogues import key_of, opened
from .templates import BODY, Place, places

_FRAME = "shared/letter.html"
_FOOT, _HOURS = "shared/foot_line.html", "shared/directory_words.html"
_AROUND = ("shared/page_line.html", "shared/signature_line.html", _FOOT, _HOURS)
_READERS = {"to a child": CHILDREN}
"""Whom a sentence is for that says another thing to others, by its context."""


@record
class LetterWords:
    """A version of a kind of letter, and the sentences that it can come to say, each once."""

    kind: str
    audience: Audience
    title: str
    places: tuple[Place, ...]

    @property
    def name(self) -> str:
        """What it is called in a pack: `hub_letter.adult`."""
        return f"{self.kind}.{self.audience}"

    @property
    def keys(self) -> frozenset[Key]:
        """What its sentences are known by."""
        return frozenset(place.key for place in self.places)


@cache
def letters_in(language: str) -> tuple[LetterWords, ...]:
    """Every version of every letter to families that may be written in a language, in the catalogue's order."""
    return tuple(
        LetterWords(kind=kind.code, audience=audience, title=kind.title, places=_said(kind, audience))
        for kind in kinds_in(language)
        for audience in kind.versions
        if audience in FAMILY
    )


def kinds_in(language: str) -> tuple[AnyKind, ...]:
    """The kinds of letters to families that may be written in a language, in the catalogue's order."""
    return tuple(kind for kind in CATALOGUE.values() if kind.may_be_written_in(language))


@cache
def words_of(kind: AnyKind) -> frozenset[Key]:
    """What a language has to say before letters of a kind are written in it.

    A sentence of its templates that no letter was accepted with yet is one of them.
    """
    folders = {part.folder for part in kind.parts}
    own = (place for place in places() if place.folder in folders)
    said = (place for audience in kind.versions for place in _said(kind, audience))
    return frozenset(place.key for place in (*own, *said))


def wanted_in(language: str) -> frozenset[Key]:
    """What a language has to say: the words of each kind that is written in it, of each that may be where none is."""
    kinds = kinds_in(language)
    written = [kind for kind in kinds if language in languages_of(kind)]
    return frozenset(key for kind in written or kinds for key in words_of(kind))


def with_its_letters(text: str, language: str) -> str:
    """The catalogue *text* of a language, its head with each kind whose every word it has by now; none goes from it."""
    listed = letters_listed(text)
    if listed is None:
        return text
    catalogue = opened(text)
    said = {key_of(message) for message in catalogue if message.id and sentence_of(message, catalogue).translation}
    every = {kind.code for kind in kinds_in(language)}
    ready = listed | {kind.code for kind in kinds_in(language) if words_of(kind) <= said}
    return listing(text, None if ready >= every else ready)


def _said(kind: AnyKind, audience: Audience) -> tuple[Place, ...]:
    """What was accepted for those readers, and what stands around it on every sheet."""
    accepted = accepted_sentences(kind.code, audience)
    files = {f"{part.folder}/{audience}.html" for part in kind.parts}
    reachable = (place for place in places() if place.file in files or place.folder == "shared")
    found = [place for place in reachable if place.english[0] in accepted and _is_for(place, audience)]
    said = {place.key: place for place in sorted(found, key=lambda place: _order(place, files))}
    around = _around(audience, gives_hours="hours" in placeholders_in(place.english[0] for place in said.values()))
    return (*said.values(), *(place for place in around if place.key not in said))


def _around(audience: Audience, *, gives_hours: bool) -> Iterator[Place]:
    for place in sorted((x for x in places() if x.file in _AROUND), key=lambda x: (_AROUND.index(x.file), x.line)):
        if not (place.file == _FOOT and audience in CHILDREN) and (place.file != _HOURS or gives_hours):
            yield place


def _is_for(place: Place, audience: Audience) -> bool:
    return place.context not in _READERS or audience in _READERS[place.context]


def _order(place: Place, own: set[str]) -> tuple[int, str, int]:
    """A letter's own words stand in the frame's, and those that it shares with others come after them."""
    if place.file == _FRAME:
        return (0 if place.line < _line_of_the_body() else 3, "", place.line)
    return (1 if place.file in own else 2, place.file, place.line)


@cache
def _line_of_the_body() -> int:
    lines = (TEMPLATES / _FRAME).read_text("utf-8").splitlines()
    return next(number for number, line in enumerate(lines, 1) if BODY in line)

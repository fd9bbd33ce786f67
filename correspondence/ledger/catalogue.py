"""The sentences of a catalogue, each with its context, its English and its translation."""

import json
import re
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TypeAlias

from babel.messages import Catalog, Message
from babel.messages.pofile import read_po

from correspondence.protocol.record import record
from correspondence.shipped import LOCALES

_FILE = Path("LC_MESSAGES", "messages.po")
_LANGUAGE = re.compile(r"[a-z]{2,3}")

Key: TypeAlias = tuple[str, str]
"""What a sentence is known by: where it stands, which is empty for most, and its English for one."""


@record
class Sentence:
    """A sentence: its English for one and, where it depends on a number, for many; and each form of its translation.

    `context`: where it stands, empty for most. A translation that is missing or marked fuzzy has no forms.
    `rule`: which form serves which number, as the head of the catalogue has it; empty where no number matters.
    """

    context: str
    english: tuple[str, ...]
    translation: tuple[str, ...]
    rule: str = ""

    @property
    def key(self) -> Key:
        """What it is known by."""
        return (self.context, self.english[0])

    @property
    def hash(self) -> str:
        """The SHA-256 of all that a review is of: context, English and translation, in every form, and their rule."""
        rule = [self.rule] if self.rule else []
        whole = json.dumps([self.context, self.english, self.translation, *rule], ensure_ascii=False)
        return sha256(whole.encode()).hexdigest()


def catalogue_file(language: str) -> Path:
    """Where the catalogue of a base language stands."""
    return LOCALES / language / _FILE


@cache
def sentences_of(language: str) -> dict[Key, Sentence]:
    """Every sentence of the catalogue of a base language; none where there is no catalogue."""
    if not _LANGUAGE.fullmatch(language) or not catalogue_file(language).is_file():
        return {}
    return {sentence.key: sentence for sentence in read_catalogue(catalogue_file(language))}


def read_catalogue(path: Path) -> tuple[Sentence, ...]:
    """The sentences of the catalogue at *path*, in its order."""
    with path.open("rb") as file:
        catalogue = read_po(file)
    return tuple(sentence_of(message, catalogue) for message in catalogue if message.id)


def sentence_of(message: Message, catalogue: Catalog) -> Sentence:
    """A message of a catalogue as a sentence."""
    english = english_of(message)
    return Sentence(
        context=message.context or "",
        english=english,
        translation=_translation(message),
        rule=catalogue.plural_forms if len(english) > 1 else "",
    )


def english_of(message: Message) -> tuple[str, ...]:
    """The English of a message: for one and, where it depends on a number, for many."""
    return tuple(message.id) if isinstance(message.id, list | tuple) else (message.id,)


def _translation(message: Message) -> tuple[str, ...]:
    forms = tuple(message.string) if isinstance(message.string, list | tuple) else (message.string or "",)
    return forms if all(forms) and not message.fuzzy else ()


def catalogue_languages() -> tuple[str, ...]:
    """The languages that have a catalogue, by their base tags: those that letters are written in, and those begun."""
    return tuple(sorted(path.parents[1].name for path in LOCALES.glob(f"[a-z]*/{_FILE.as_posix()}")))

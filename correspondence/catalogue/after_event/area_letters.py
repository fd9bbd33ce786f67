"""What an event of a service area does to letters: which it gives; which a correction writes again, and which stand."""

from collections.abc import Mapping
from datetime import date
from typing import TypeAlias

from correspondence.catalogue.composing import compose_each
from correspondence.catalogue.letter import Letter
from correspondence.catalogue.occasions.area import AreaOccasion
from correspondence.catalogue.registry import AREA_KINDS
from correspondence.protocol.areas.area_file import AreaFile
from correspondence.protocol.areas.events import AnyAreaEvent, AnyAreaOrNationalEvent
from correspondence.protocol.directory import Directory
from correspondence.protocol.letters import LetterRecord, Status
from correspondence.protocol.record import record

from .packs import PACK_KINDS
from .superseding import is_overtaken

_Key: TypeAlias = tuple[str, str]
"""The code of a letter's kind, and its recipient."""


def area_letters(
    event: AnyAreaOrNationalEvent,
    files: Mapping[str, AreaFile],
    directory: Directory,
    today: date,
    made_by: str | None = None,
) -> tuple[Letter, ...]:
    """Every document that an event gives, in the order of the catalogue and of the directory.

    *files*: how each area stands, the event taken in. *made_by*: the correction that makes us write, where one does.
    Raises `Inconsistent` where a post is vacant.
    """
    made_by = made_by or event.event_id
    occasion = AreaOccasion(event=event, made_by=made_by, files=files, directory=directory, today=today)
    kinds = (kind for kind in AREA_KINDS.values() if isinstance(event, kind.sent_on))
    return tuple(letter for kind in kinds for letter in compose_each(kind, occasion))


@record
class Rewritten:
    """The letters that a correction gives, and the ids of the unsent ones they replace, or that nobody is owed now.

    `spared`: kind and recipient of each letter that it leaves: one that was sent and would say the same now, and one
    that a later decision overtook before it was sent.
    """

    letters: tuple[Letter, ...]
    withdrawn: tuple[str, ...]
    spared: frozenset[_Key]


def rewritten(
    source: AnyAreaEvent, made_by: str, files: Mapping[str, AreaFile], directory: Directory, today: date
) -> Rewritten:
    """What the correction *made_by* makes of the letters of *source*, the event as it should have been.

    A letter that would say the same is left as it is, sent or not. Yet a pack goes out under one day: where one of its
    letters is written again, so are all that were not sent. What a later decision overtook is put right for those
    who had been told, and told to nobody else.
    """
    now = {_key(x): x for x in area_letters(source, files, directory, today, made_by)}
    last = {_key(x): x for x in files[source.service_area].letters if _is_of(x, source)}
    same = {key for key, letter in last.items() if _says_the_same(letter, source, files, directory)}
    packs = {code for code, _ in now.keys() - same if code in PACK_KINDS}
    area_file = files[source.service_area]
    overtaken = {key for key in now.keys() - last.keys() if is_overtaken(key[0], source, area_file)}
    again = {key for key in now if key not in same or (key[0] in packs and last[key].is_unsent)} - overtaken
    return Rewritten(
        letters=tuple(letter for key, letter in now.items() if key in again),
        withdrawn=tuple(x.letter_id for key, x in last.items() if x.is_unsent and (key in again or key not in now)),
        spared=frozenset(overtaken | {key for key in same if not last[key].is_unsent}),
    )


def _key(letter: Letter | LetterRecord) -> _Key:
    return (letter.kind.code if isinstance(letter, Letter) else letter.kind, letter.recipient)


def _is_of(letter: LetterRecord, source: AnyAreaEvent) -> bool:
    is_written = letter.kind in AREA_KINDS and letter.status is not Status.WITHDRAWN
    return is_written and letter.given_by == source.event_id


def _says_the_same(
    letter: LetterRecord, source: AnyAreaEvent, files: Mapping[str, AreaFile], directory: Directory
) -> bool:
    """Whether a letter would be the same were it written on its own day of the event as it should have been."""
    every = area_letters(source, files, directory, letter.dated, letter.event_id)
    return letter.status is not Status.HELD and any(
        _key(x) == _key(letter) and x.content == letter.content for x in every
    )

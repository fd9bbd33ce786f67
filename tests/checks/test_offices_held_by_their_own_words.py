"""No document for an office that is made of valid input is held by its own words: random areas, random directories.

What a document says is composed and looked at as the service does it; no page is laid out but with `--deep`.
"""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from random import Random
from typing import get_args

import pytest

from correspondence import rendering
from correspondence.catalogue.file.pack_index import PACK_INDEX
from correspondence.catalogue.letter import Letter
from correspondence.catalogue.occasions.area import AreaOccasion
from correspondence.catalogue.packs import packs_of
from correspondence.catalogue.reconcile_area import AreasNow, reconcile_area
from correspondence.catalogue.registry import AREA_KINDS
from correspondence.checks import drawable, wording
from correspondence.documents import Finding, Severity
from correspondence.packing import index_letter
from correspondence.protocol.areas import rules
from correspondence.protocol.areas.area_file import AreaFile, fold
from correspondence.protocol.areas.events import (
    AnyAreaEvent,
    AnyAreaOrNationalEvent,
    AnyNationalEvent,
    AreaCorrection,
)
from correspondence.protocol.directory import Directory
from correspondence.protocol.letters import LetterRecord, Status
from correspondence.writing import write_to_office
from tests import area, build
from tests.notified import finished

from . import anything

CLASSES = get_args(AnyAreaOrNationalEvent)
ROUNDS = 3
"""How often each type of event is tried; `--deep N` tries it N times as often."""
_TRIES = 8
"""How many random events are made until one passes the rules."""


def test_no_document_of_a_random_area_is_held_by_its_own_words(pytestconfig: pytest.Config) -> None:
    chance, written = Random(29), Counter[str]()
    deep = pytestconfig.getoption("--deep")
    for number in range(ROUNDS * deep):
        directory = anything.directory(chance)
        for kind in CLASSES:
            for letter in _given(chance, kind, directory):
                written[letter.kind.code] += 1
                assert _holding(letter) == [], (number, letter.kind.code, letter.recipient)
                if deep > 1 and written[letter.kind.code] == 1:
                    assert not any(x.severity is Severity.BLOCKING for x in write_to_office(letter).findings)
    assert {*written} == {*AREA_KINDS, PACK_INDEX.code}


def _one_of_each(letters: Iterable[Letter]) -> tuple[Letter, ...]:
    """The last letter of each kind that an event gives, and of each that corrects one: others differ by their heads."""
    return tuple({(x.kind.code, x.event_id): x for x in letters}.values())


def _holding(letter: Letter) -> list[Finding]:
    texts = [rendering.compose(letter, "en", part) for part in letter.kind.parts]
    found = (*wording.examine_official(letter, texts), *drawable.examine(letter, texts, None))
    return [each for each in found if each.severity is Severity.BLOCKING]


def _given(chance: Random, kind: type, directory: Directory) -> Iterator[Letter]:
    """The documents of a random event of that class, of its packs, and of its correction, if the rules let it pass."""
    area_key = chance.choice(sorted(directory.service_areas))
    before = _before(kind, area_key)
    records = _sent(chance, before, directory)
    tries = (_event(chance, kind, area_key, directory) for _ in range(_TRIES))
    event = next((each for each in tries if _passes(each, before, directory)), None)
    if event is None:
        return
    files = _files(before, event, records)
    letters = area.given(event, files, directory, event.occurred_on)
    yield from letters
    occasion = AreaOccasion(
        event=event, made_by=event.event_id, files=files, directory=directory, today=event.occurred_on
    )
    for pack in packs_of(letters, occasion):
        yield index_letter(pack, {x.letter.letter_id: x.documents for x in finished(pack.letters)})
    yield from _corrected(chance, event, before, (*records, *(_as_sent(x) for x in letters)), directory)


def _corrected(
    chance: Random,
    event: AnyAreaOrNationalEvent,
    before: Sequence[AnyAreaEvent],
    records: Sequence[LetterRecord],
    directory: Directory,
) -> tuple[Letter, ...]:
    """What is sent once it turns out that an event should have been another of its class."""
    if isinstance(event, AnyNationalEvent):
        return ()
    right = _event(chance, type(event), event.service_area, directory)
    if isinstance(right, AnyNationalEvent) or not _passes(right, before, directory):
        return ()
    told = AreaCorrection(
        event_id="correction",
        occurred_on=right.occurred_on,
        recorded_by=right.recorded_by,
        service_area=right.service_area,
        type="area_correction",
        replaces=event.event_id,
        reason="It was recorded wrongly.",
        event=right,
    )
    own = fold((*before, event, told), records)
    now = AreasNow(own=own, files={own.service_area: own}, directory=directory, today=right.occurred_on)
    return reconcile_area(told, now).letters


def _passes(event: AnyAreaOrNationalEvent, before: Sequence[AnyAreaEvent], directory: Directory) -> bool:
    file = fold(before) if before else None
    return not rules.faults(event, file, directory) and not rules.gate(event, file, directory)


def _files(
    before: Sequence[AnyAreaEvent], event: AnyAreaOrNationalEvent, records: Sequence[LetterRecord]
) -> dict[str, AreaFile]:
    received = before if isinstance(event, AnyNationalEvent) else (*before, event)
    return {received[-1].service_area: fold(received, records)} if received else {}


def _before(kind: type, area_key: str) -> tuple[AnyAreaEvent, ...]:
    """The story of an area until then; of a type that has no place in it, until the Hub is open."""
    name = build.type_of(kind)
    types = area.types_before(name if name in area.PLACED else "status_reviewed")
    return tuple(area.area_event(each, {"service_area": area_key}) for each in types if each != "hub_opened")


def _sent(chance: Random, before: Sequence[AnyAreaEvent], directory: Directory) -> tuple[LetterRecord, ...]:
    """Some of the letters that the story gave until then, as they were sent."""
    records: list[LetterRecord] = []
    for place, event in enumerate(before, start=1):
        files = {event.service_area: fold(before[:place], records)}
        if _passes(event, before[: place - 1], directory):
            given = area.given(event, files, directory, event.occurred_on)
            records += [_as_sent(x) for x in given if chance.random() < 0.5]
    return tuple(records)


def _as_sent(letter: Letter) -> LetterRecord:
    return LetterRecord(
        letter_id=letter.letter_id,
        kind=letter.kind.code,
        event_id=letter.event_id,
        given_by=letter.given_by,
        recipient=letter.recipient,
        status=Status.SENT,
        dated=letter.dated,
        sent_on=letter.dated,
        content=letter.content,
    )


def _event(chance: Random, kind: type, area_key: str, directory: Directory) -> AnyAreaOrNationalEvent:
    example = area.body(build.type_of(kind))
    if "areas" in example:
        example["areas"] = [example["areas"][0] | {"service_area": each} for each in directory.service_areas]
    elif "service_area" in example:
        example["service_area"] = area_key
    return area.read(json.loads(json.dumps(anything.event(chance, kind, example))))

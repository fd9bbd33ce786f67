"""Scenarios of service areas: the documents that their events give, and the indexes of packs."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml
from pydantic import TypeAdapter

from correspondence.catalogue.composing import compose_each
from correspondence.catalogue.file.pack_index import PACK_INDEX
from correspondence.catalogue.letter import Letter
from correspondence.catalogue.occasions.area import AreaOccasion
from correspondence.catalogue.occasions.pack import Pack
from correspondence.catalogue.packs import pack_of
from correspondence.catalogue.reconcile_area import AreasNow, reconcile_area
from correspondence.catalogue.registry import AREA_KINDS
from correspondence.documents import WrittenLetter
from correspondence.packing import index_letter, index_of
from correspondence.protocol.areas.area_file import AreaFile, NationalFile, fold
from correspondence.protocol.areas.events import AnyNationalEvent, AnyOfAreas, AreaCorrection, RecordedOfArea
from correspondence.protocol.directory import Directory
from correspondence.protocol.letters import LetterRecord
from correspondence.reading import read_incoming
from correspondence.writing import write_to_office
from tests import build
from tests.golden.scenario import Scenario, sent_on
from tests.notified import finished


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaScenario(Scenario):
    """A scenario of service areas: `received` are the events of all of them, the last of which gives the documents.

    `directory` is the sample, with the fields that `scenario.json` changes under its own `directory`.
    """

    received: tuple[AnyOfAreas, ...]
    records: tuple[LetterRecord, ...]
    directory: Directory

    def letters(self) -> tuple[Letter, ...]:
        files = area_files(self.received, self.records)
        every = letters_of(self.received[-1], files, self.directory, self.today)
        return tuple(letter for letter in every if letter.kind.code == self.kind)

    def written(self) -> tuple[WrittenLetter, ...]:
        return tuple(map(write_to_office, self.letters()))


@dataclass(frozen=True, slots=True, kw_only=True)
class PackScenario(AreaScenario):
    """A scenario of a pack's index: of the pack of `of`, over made-up files whose hashes are the same everywhere."""

    of: str

    def _pack(self) -> Pack:
        last, files = self.received[-1], area_files(self.received, self.records)
        assert not isinstance(last, AreaCorrection)
        occasion = AreaOccasion(
            event=last, made_by=last.event_id, files=files, directory=self.directory, today=self.today
        )
        return pack_of(compose_each(AREA_KINDS[self.of], occasion), occasion, self.of)

    def letters(self) -> tuple[Letter, ...]:
        pack = self._pack()
        return (index_letter(pack, {x.letter.letter_id: x.documents for x in finished(pack.letters)}),)

    def written(self) -> tuple[WrittenLetter, ...]:
        pack = self._pack()
        return (index_of(pack, finished(pack.letters)),)


def letters_of(event: AnyOfAreas, files: dict[str, AreaFile], directory: Directory, today: date) -> tuple[Letter, ...]:
    """What an event gives; *files*: how each area stands, the event taken in."""
    if isinstance(event, AnyNationalEvent):
        own: AreaFile | NationalFile = NationalFile(events=(event,), letters=())
    else:
        own = files[event.service_area]
    return reconcile_area(event, AreasNow(own=own, files=files, directory=directory, today=today)).letters


def area_files(received: Sequence[AnyOfAreas], records: Sequence[LetterRecord]) -> dict[str, AreaFile]:
    """How each area stands, by its key."""
    events: dict[str, list[RecordedOfArea]] = {}
    for event in received:
        if not isinstance(event, AnyNationalEvent):
            events.setdefault(event.service_area, []).append(event)
    return {key: fold(of_area, records) for key, of_area in events.items()}


def directory_with(changes: build.Changes) -> Directory:
    """The sample directory with the value at each dotted path changed."""
    sample: build.Body = yaml.safe_load((build.EXAMPLES / "directory.yaml").read_text("utf-8"))
    return TypeAdapter(Directory).validate_python(build.changed(sample, changes))


def read_about_area(kind: str, folder: Path, about: dict[str, Any], steps: list[dict[str, Any]]) -> Scenario:
    """Its steps as those of a case; what was sent was given by the last event before it, on that event's day.

    `recipients` name whom it reached; without them, everybody.
    """
    directory = directory_with(about.get("directory", {}))
    received: list[AnyOfAreas] = []
    records: list[LetterRecord] = []
    for step in steps:
        if "event" in step:
            event = read_incoming(json.dumps(step["event"]).encode())
            assert isinstance(event, AnyOfAreas)
            received.append(event)
        else:
            files = area_files(received, records)
            letters = letters_of(received[-1], files, directory, received[-1].occurred_on)
            sent = step["sent"]
            reached = (x for x in letters if x.recipient in sent.get("recipients", [x.recipient]))
            records += [sent_on(x, date.fromisoformat(sent["on"])) for x in reached if x.kind.code == sent["kind"]]
    own: dict[str, Any] = {
        "kind": kind,
        "name": folder.name,
        "folder": folder,
        "received": tuple(received),
        "records": tuple(records),
        "directory": directory,
        "today": date.fromisoformat(about["today"]) if "today" in about else received[-1].occurred_on,
        "why": about.get("why", ""),
        "held_for": frozenset(about.get("held_for", ())),
    }
    return PackScenario(**own, of=about["of"]) if kind == PACK_INDEX.code else AreaScenario(**own)

"""What every scenario of the golden files is, whatever gives its letters."""

import json
from abc import ABC, abstractmethod
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from correspondence import checks, rendering
from correspondence.catalogue.days_told import days_told
from correspondence.catalogue.letter import Letter
from correspondence.documents import Text, WrittenLetter
from correspondence.making.letters import languages_for
from correspondence.protocol.letters import LetterRecord, Status
from tests import build

PLACED = "hub_allocation_decided"


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario(ABC):
    """One scenario, read: what gives its letters is a matter of the kind."""

    kind: str
    name: str
    folder: Path
    today: date
    why: str
    held_for: frozenset[str] = frozenset()
    """The codes of what the scenario shows a letter to be held for; found for anything else, none is golden."""

    @abstractmethod
    def letters(self) -> tuple[Letter, ...]:
        """The letters of this kind that the scenario gives, not yet written."""

    @abstractmethod
    def written(self) -> tuple[WrittenLetter, ...]:
        """The same letters, written and examined as the service does it."""

    def texts(self) -> tuple[tuple[Letter, Text], ...]:
        """The words of each letter in each language in which we write it for its reader, and in English."""
        return tuple(
            (letter, rendering.compose(letter, language, part))
            for letter in self.letters()
            for part in letter.kind.parts
            for language in languages_for(letter)
        )


def said_by_name(folder: Path) -> str:
    """Why a scenario exists, by the name of its folder; empty where that is too short to say it."""
    words = folder.name.split("_")
    return " ".join(words) if len(words) > 3 else ""


def read_json(path: Path, otherwise: Any) -> Any:
    """What the JSON file at *path* says, or *otherwise* where there is none."""
    return json.loads(path.read_text("utf-8")) if path.is_file() else otherwise


def steps_before(folder: Path) -> list[dict[str, Any]]:
    """What came before the event of a case: `before.json`, or else that the same case was placed in its Hub."""
    event = read_json(folder / "event.json", {})
    given = {each: event[each] for each in ("hub", "case") if each in event}
    placed = [] if event.get("type") == PLACED else [{"event": build.body(PLACED, given)}]
    steps: list[dict[str, Any]] = read_json(folder / "before.json", placed)
    return steps


def sent_on(letter: Letter, on: date) -> LetterRecord:
    """A letter as the register knows it once it was sent."""
    texts = [rendering.compose(letter, "en", part) for part in letter.kind.parts]
    return LetterRecord(
        letter_id=letter.letter_id,
        kind=letter.kind.code,
        event_id=letter.event_id,
        given_by=letter.given_by,
        recipient=letter.recipient,
        status=Status.SENT,
        dated=letter.dated,
        sent_on=on,
        wording=checks.wording_of(texts),
        content=letter.content,
        told=days_told(day for text in texts for day in text.days),
    )

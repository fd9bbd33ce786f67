"""The scenarios in `golden_files/<kind>/<scenario>/` and the letters they give.

A scenario is a folder with `event.json`, the event that gives the letters; where other things came first,
`before.json`, a list of steps in order, each `{"event": {...}}` or `{"sent": {"kind", "person_id", "on"}}`; and
`scenario.json` with `why` the scenario exists and the `today` of its letters, the event's own day unless it says.
Its documents stand beside them as `<person_id>.<language>[.large_print][.<copy_to>-copy].<form>`, what the checks
found in `findings.json`.
"""

import json
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from correspondence import checks, rendering
from correspondence.catalogue import kinds
from correspondence.catalogue.kinds import CATALOGUE
from correspondence.catalogue.letters import Letter
from correspondence.documents import Document, Text, WrittenLetter
from correspondence.protocol.case_file import fold
from correspondence.protocol.events import AnyEvent
from correspondence.protocol.letters import LetterRecord, Status
from correspondence.reading import read_event
from tests import build

GOLDEN_FILES = Path(__file__).resolve().parents[2] / "golden_files"
FINDINGS = "findings.json"
FORMS = (".pdf", ".docx", ".html", ".txt")


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario:
    """One scenario, read. `received` ends with the event that gives the letters."""

    kind: str
    name: str
    folder: Path
    received: tuple[AnyEvent, ...]
    records: tuple[LetterRecord, ...]
    today: date
    why: str

    def letters(self) -> tuple[Letter, ...]:
        """The letters of this kind that the scenario gives, not yet written."""
        return _letters(self.received, self.records, self.today, self.kind)

    def texts(self) -> tuple[tuple[Letter, Text], ...]:
        """The words of each letter in each language in which we write it for its reader, and in English."""
        return tuple(
            (letter, rendering.compose(letter, language))
            for letter in self.letters()
            for language in dict.fromkeys((rendering.written(letter.language) or "en", "en"))
        )


@cache
def scenarios() -> tuple[Scenario, ...]:
    """Every scenario of every kind of the catalogue, in order."""
    return tuple(
        _read(kind, path.parent)
        for kind in sorted(CATALOGUE)
        for path in sorted((GOLDEN_FILES / kind).glob("*/event.json"))
    )


def write_scenario(scenario: Scenario) -> dict[str, bytes]:
    """Every file that the scenario's folder ought to hold besides its input: documents and findings."""
    from correspondence.service import write_letters

    every = write_letters(list(scenario.received), list(scenario.records), build.directory(), scenario.today)
    written = [one for one in every if one.letter.kind.code == scenario.kind]
    files = {file_name(one.letter, document): document.content for one in written for document in one.documents}
    return files | {FINDINGS: _findings(written)}


def file_name(letter: Letter, document: Document) -> str:
    """What a document is called in its scenario's folder."""
    large = ".large_print" if document.large_print else ""
    copy = f".{document.copy_to}-copy" if document.copy_to else ""
    return f"{letter.person_id}.{document.language}{large}{copy}.{document.form}"


def kept_files(scenario: Scenario) -> dict[str, Path]:
    """The files that the scenario's folder holds besides its input."""
    kept = (path for path in scenario.folder.iterdir() if path.suffix in FORMS or path.name == FINDINGS)
    return {path.name: path for path in kept}


@cache
def sentences_seen(kind: str) -> dict[str, tuple[str, ...]]:
    """The fixed sentences that a kind's scenarios show, by audience, each once and sorted."""
    seen: dict[str, set[str]] = {}
    for scenario in scenarios():
        if scenario.kind == kind:
            for letter, text in scenario.texts():
                seen.setdefault(letter.audience.value, set()).update(text.sentences)
    return {audience: tuple(sorted(sentences)) for audience, sentences in sorted(seen.items())}


def as_json(value: object) -> bytes:
    """*value* as the golden files keep it."""
    return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode()


def _findings(written: list[WrittenLetter]) -> bytes:
    """What the checks found, letter by letter: whether it is held, and each code with its place."""
    found = {
        one.letter.person_id: {
            "status": one.status.value,
            "findings": [f"{finding.severity}: {finding.code} ({finding.where})" for finding in one.findings],
        }
        for one in written
    }
    return as_json(found)


def _read(kind: str, folder: Path) -> Scenario:
    event = read_event((folder / "event.json").read_bytes())
    about = _json(folder / "scenario.json", {})
    received, records = _before(_json(folder / "before.json", []))
    return Scenario(
        kind=kind,
        name=folder.name,
        folder=folder,
        received=(*received, event),
        records=records,
        today=date.fromisoformat(about["today"]) if "today" in about else event.occurred_on,
        why=about.get("why", ""),
    )


def _json(path: Path, otherwise: Any) -> Any:
    return json.loads(path.read_text("utf-8")) if path.is_file() else otherwise


def _before(steps: list[dict[str, Any]]) -> tuple[tuple[AnyEvent, ...], tuple[LetterRecord, ...]]:
    """The events that came first and the letters that were sent meanwhile, each written on its event's own day."""
    received: tuple[AnyEvent, ...] = ()
    records: tuple[LetterRecord, ...] = ()
    written: dict[tuple[str, str], Letter] = {}
    for step in steps:
        if "event" in step:
            received = (*received, read_event(json.dumps(step["event"]).encode()))
            for letter in _letters(received, records, received[-1].occurred_on):
                written[letter.kind.code, letter.person_id] = letter
        else:
            sent = step["sent"]
            records = (*records, _sent(written[sent["kind"], sent["person_id"]], date.fromisoformat(sent["on"])))
    return received, records


def _letters(
    received: tuple[AnyEvent, ...], records: tuple[LetterRecord, ...], today: date, kind: str | None = None
) -> tuple[Letter, ...]:
    case_file = fold(received, records)
    every = kinds.letters(received[-1], case_file, build.directory().hubs[case_file.hub], today)
    return tuple(letter for letter in every if kind in (None, letter.kind.code))


def _sent(letter: Letter, on: date) -> LetterRecord:
    return LetterRecord(
        letter_id=letter.letter_id,
        kind=letter.kind.code,
        event_id=letter.event_id,
        given_by=letter.given_by,
        person_id=letter.person_id,
        status=Status.SENT,
        dated=letter.dated,
        sent_on=on,
        wording=checks.wording_of(rendering.compose(letter, "en")),
        content=letter.content,
    )

"""The scenarios in `golden_files/<kind>/<scenario>/` and the letters they give.

A scenario is a folder with `event.json`, the event that gives the letters; where more came first than that its case
was placed in the Hub, `before.json`, a list of steps in order, each `{"event": {...}}` or
`{"sent": {"kind", "recipient", "on"}}`; and
`scenario.json` with `why` the scenario exists, unless its folder's name says so in four words or more, the `today` of
its letters, the event's own day unless it says, and the codes they are `held_for`, if that is what it shows.
Its documents stand beside them as `<recipient>[.<part>].<language>[.large_print][.<copy_to>-copy].<form>`, with a dash
for a colon, a Word file as text (`word_files`); what the checks found in `findings.json`.

Nothing is read before it is asked for: what is wrong with one scenario fails the tests of that one.
"""

import json
from collections.abc import Collection, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import starmap
from pathlib import Path
from typing import Any

from babel.messages.extract import extract_from_file
from pydantic import TypeAdapter

from correspondence.catalogue import reconcile
from correspondence.catalogue.composing import compose_list
from correspondence.catalogue.kind import LETTER_PART
from correspondence.catalogue.letter import Letter
from correspondence.catalogue.registry import CASE_KINDS, CATALOGUE, LIST_KINDS
from correspondence.documents import Document, DocumentForm, Severity, Text, WrittenLetter
from correspondence.protocol.events import AnyEvent
from correspondence.protocol.history.case_file import fold
from correspondence.protocol.letters import LetterRecord
from correspondence.protocol.lists.court_lists import CourtListMade
from correspondence.reading import read_event
from correspondence.writing import write, write_court_list
from tests import build
from tests.golden import reach, word_files
from tests.golden.area_scenarios import read_about_area
from tests.golden.scenario import Scenario, read_json, said_by_name, sent_on, steps_before

GOLDEN_FILES = Path(__file__).resolve().parents[2] / "golden_files"
TEMPLATES = GOLDEN_FILES.parent / "templates"
FINDINGS = "findings.json"
ACCEPTED = "accepted.json"
FORMS = tuple(f".{form}{word_files.SUFFIX if form is DocumentForm.DOCX else ''}" for form in DocumentForm)


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseScenario(Scenario):
    """A scenario of a case. `received` ends with the event that gives the letters."""

    received: tuple[AnyEvent, ...]
    records: tuple[LetterRecord, ...]

    def letters(self) -> tuple[Letter, ...]:
        return _letters(self.received, self.records, self.today, self.kind)

    def written(self) -> tuple[WrittenLetter, ...]:
        from tests.written import decided

        case_file = decided(self.received, self.records, build.sample())
        return tuple(write(letter, case_file, build.sample()) for letter in self.letters())


@dataclass(frozen=True, slots=True, kw_only=True)
class ListScenario(Scenario):
    """A scenario of a court's list: `made` is the list, as it is kept. No case is at hand to be searched for."""

    made: CourtListMade

    def letters(self) -> tuple[Letter, ...]:
        return (compose_list(self.made, build.sample(), self.today),)

    def written(self) -> tuple[WrittenLetter, ...]:
        return (write_court_list(self.made, build.sample(), self.today, ()),)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a scenario stands. It is listed by its folder and read by the test that wants it."""

    kind: str
    folder: Path

    def __str__(self) -> str:
        return f"{self.kind}/{self.folder.name}"

    def read(self) -> Scenario:
        """The scenario, or whatever error its input or what it came from makes."""
        return _read(self.kind, self.folder)


def places(*kinds_of_letter: str) -> tuple[Place, ...]:
    """Where the scenarios of some kinds stand, or of every kind of the catalogue, in order."""
    return tuple(
        Place(kind, folder)
        for kind in sorted(kinds_of_letter or CATALOGUE)
        for folder in sorted((GOLDEN_FILES / kind).glob("*/"))
    )


def texts_of(place: Place) -> tuple[tuple[Letter, Text], ...]:
    """The words of a scenario's letters; none where it cannot be read: then it fails by its own name."""
    with suppress(Exception):
        return _texts(place)
    return ()


@cache
def _texts(place: Place) -> tuple[tuple[Letter, Text], ...]:
    return place.read().texts()


def write_scenario(scenario: Scenario) -> dict[str, bytes]:
    """Every file that the scenario's folder ought to hold besides its input: documents and findings."""
    written = scenario.written()
    documents = [(file_name(one.letter, document), document.content) for one in written for document in one.documents]
    return dict(starmap(_golden, documents)) | {FINDINGS: _findings(written)}


def _golden(name: str, content: bytes) -> tuple[str, bytes]:
    if name.endswith(".docx"):
        return name + word_files.SUFFIX, word_files.as_text(content)
    return name, content


def file_name(letter: Letter, document: Document) -> str:
    """What a document is called in its scenario's folder."""
    large = ".large_print" if document.large_print else ""
    copy = f".{document.copy_to}-copy" if document.copy_to else ""
    part = "" if document.part == LETTER_PART else f".{document.part}"
    return f"{letter.recipient.replace(':', '-')}{part}.{document.language}{large}{copy}.{document.form}"


def kept_files(scenario: Scenario) -> dict[str, Path]:
    """The files that the scenario's folder holds besides its input."""
    kept = (path for path in scenario.folder.iterdir() if path.name.endswith(FORMS) or path.name == FINDINGS)
    return {path.name: path for path in kept}


@cache
def sentences_seen(kind: str) -> dict[str, tuple[str, ...]]:
    """The fixed sentences that a kind's scenarios show, by audience, each once and sorted."""
    seen: dict[str, set[str]] = {}
    for place in places(kind):
        for letter, text in texts_of(place):
            seen.setdefault(letter.audience.value, set()).update(text.sentences)
    return {audience: tuple(sorted(sentences)) for audience, sentences in sorted(seen.items())}


def sentences_of(template: Path) -> set[str]:
    """The sentences that a template asks to be translated; of a plural the form for one."""
    keywords = {"gettext": None, "ngettext": (1, 2), "pgettext": ((1, "c"), 2), "npgettext": ((1, "c"), 2, 3)}
    options = {"newstyle_gettext": "true", "trimmed": "true", "silent": "false"}
    found = extract_from_file("jinja2", template, keywords=keywords, options=options)
    return {message if isinstance(message, str) else message[0] for _, message, _, _ in found}


def frame_seen() -> dict[str, dict[str, list[str]]]:
    """What each kind can say, by audience, that is accepted of other kinds and not shown by its own golden files."""
    return reach.shared({kind: accepted(kind) for kind in CATALOGUE})


def accepted(kind: str) -> dict[str, list[str]]:
    """The accepted sentences of a kind as they are kept, by audience."""
    kept: dict[str, list[str]] = read_json(GOLDEN_FILES / kind / ACCEPTED, {})
    return kept


def how_to_show(kind: str, unseen: Collection[str]) -> str:
    """What to do where a letter can say what no golden file shows: accept the scenario that is there, or write one."""
    lacking = sorted({*unseen}.difference(*sentences_seen(kind).values(), *frame_seen().get(kind, {}).values()))
    if not lacking:
        return accepting(kind)
    said = "\n      ".join(lacking)
    return f"write golden_files/{kind}/SCENARIO/event.json whose letter says these, then accept it:\n      {said}"


def accepting(kind: str) -> str:
    """How what the scenarios of a kind give is taken as golden."""
    return f"run: .venv/bin/pytest tests/golden --accept-golden={kind}, and look at the pages that it writes"


def as_json(value: object) -> bytes:
    """*value* as the golden files keep it."""
    return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode()


def _findings(written: Sequence[WrittenLetter]) -> bytes:
    """What the checks found, letter by letter: whether it is held, and each code with its place."""
    found = {
        one.letter.recipient: {
            "status": one.status.value,
            "findings": [f"{finding.severity}: {finding.code} ({finding.where})" for finding in one.findings],
        }
        for one in written
    }
    return as_json(found)


def blocking_in(findings: bytes) -> list[tuple[str, str]]:
    """What holds letters, by the findings of a scenario: each recipient with a code."""
    return [
        (recipient, said.split()[1])
        for recipient, found in json.loads(findings).items()
        for said in found["findings"]
        if said.startswith(f"{Severity.BLOCKING}:")
    ]


def _read(kind: str, folder: Path) -> Scenario:
    about = read_json(folder / "scenario.json", {})
    if kind in LIST_KINDS:
        return _read_list(kind, folder, about)
    if kind in CASE_KINDS:
        return _read_about_case(kind, folder, about)
    steps = [*read_json(folder / "before.json", []), {"event": read_json(folder / "event.json", {})}]
    return read_about_area(kind, folder, about, steps)


def _read_list(kind: str, folder: Path, about: dict[str, Any]) -> Scenario:
    made = TypeAdapter(CourtListMade).validate_json((folder / "event.json").read_bytes(), strict=True)
    return ListScenario(
        kind=kind,
        name=folder.name,
        folder=folder,
        made=made,
        today=date.fromisoformat(about["today"]) if "today" in about else made.occurred_on,
        why=about.get("why", ""),
        held_for=frozenset(about.get("held_for", ())),
    )


def _read_about_case(kind: str, folder: Path, about: dict[str, Any]) -> Scenario:
    received, records = _before(steps_before(folder))
    event = read_event((folder / "event.json").read_bytes())
    return CaseScenario(
        kind=kind,
        name=folder.name,
        folder=folder,
        received=(*received, event),
        records=records,
        today=date.fromisoformat(about["today"]) if "today" in about else event.occurred_on,
        why=about.get("why", said_by_name(folder)),
        held_for=frozenset(about.get("held_for", ())),
    )


def _before(steps: list[dict[str, Any]]) -> tuple[tuple[AnyEvent, ...], tuple[LetterRecord, ...]]:
    """The events that came first and the letters that were sent meanwhile, each written on its event's own day."""
    received: tuple[AnyEvent, ...] = ()
    records: tuple[LetterRecord, ...] = ()
    written: dict[tuple[str, str], Letter] = {}
    for step in steps:
        if "event" in step:
            received = (*received, read_event(json.dumps(step["event"]).encode()))
            for letter in _letters(received, records, received[-1].occurred_on):
                written[letter.kind.code, letter.recipient] = letter
        else:
            sent = step["sent"]
            records = (*records, sent_on(written[sent["kind"], sent["recipient"]], date.fromisoformat(sent["on"])))
    return received, records


def _letters(
    received: tuple[AnyEvent, ...], records: tuple[LetterRecord, ...], today: date, kind: str | None = None
) -> tuple[Letter, ...]:
    case_file = fold(received, records)
    every = reconcile.letters(received[-1], case_file, build.sample(), today)
    return tuple(letter for letter in every if kind in (None, letter.kind.code))

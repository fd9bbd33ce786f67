"""Commands that write letters into a folder and keep nothing."""

import json
from argparse import Namespace
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import date
from pathlib import Path

from correspondence import checks, service
from correspondence.catalogue import kinds
from correspondence.documents import Finding, WrittenLetter, file_name
from correspondence.hmcts.importing import read_feed
from correspondence.protocol.directory import Directory
from correspondence.protocol.events import AnyEvent
from correspondence.protocol.letters import Status
from correspondence.protocol.refusals import Refused
from correspondence.reading import read_event
from correspondence.writing import write

from . import settings


def render(given: Namespace) -> None:
    """`render EVENT.json ... -o DIR`: the letters that the last event gives. A held letter is named, not written."""
    directory = settings.directory()
    events = [read_event(settings.read_file(path)) for path in given.events]
    letters = _written(events, directory, given.today or events[-1].occurred_on)
    _write_all(letters, given.output)


def _written(events: Sequence[AnyEvent], directory: Directory, today: date) -> tuple[WrittenLetter, ...]:
    alone = len(events) == 1
    case_file = service.decide_alone(events[0], directory) if alone else service.decide(events, (), directory)
    letters = kinds.letters(events[-1], case_file, directory, today)
    written = []
    for done, letter in enumerate(letters, start=1):
        written.append(write(letter, case_file, directory))
        settings.progress(done, len(letters), "letters")
    return tuple(written)


def _write_all(letters: Iterable[WrittenLetter], folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for letter in letters:
        print(f"{letter.letter.kind.code} {letter.letter.ordinal} ({letter.letter.audience}): {letter.status}")
        for finding in letter.findings:
            print(told(finding))
        for document in letter.documents if letter.status is not Status.HELD else ():
            path = folder / file_name(letter.letter, document)
            write_whole(path, document.content)
            print(f"  {path}")


def told(finding: Finding) -> str:
    """A finding as a line under its letter."""
    return f"  {finding.severity}: {finding.code} at {finding.where}: {checks.meaning(finding.code).says}"


def write_whole(path: Path, content: bytes) -> None:
    """Write a file whole or not at all."""
    half = path.with_name(f".{path.name}.part")
    half.write_bytes(content)
    half.replace(path)


def import_hmcts(given: Namespace) -> None:
    """`import-hmcts FEED.json --decision DECISION.json -o DIR`: a folder a case, and `report.json` with the rest.

    Folders are numbered in the order of the feed's events. One case's trouble stops no other.
    """
    directory = settings.directory()
    imported = read_feed(settings.read_file(given.feed), settings.read_file(given.decision))
    report: list[dict[str, object]] = [asdict(problem) for problem in imported.problems]
    for ordinal, body in enumerate(imported.events, start=1):
        raw = json.dumps(body, ensure_ascii=False).encode()
        folder = given.output / f"case-{ordinal}"
        try:
            event = read_event(raw)
            letters = _written([event], directory, event.occurred_on)
        except Refused as refused:
            report += [{"case": f"case-{ordinal}", **asdict(reason)} for reason in refused.reasons]
            continue
        _write_all(letters, folder)
        write_whole(folder / "event.json", json.dumps(body, ensure_ascii=False, indent=2).encode())
        report += [
            {"case": f"case-{ordinal}", "letter": f"{w.letter.kind.code}-{w.letter.ordinal}", "finding": f.code}
            for w in letters
            for f in w.findings
        ]
    given.output.mkdir(parents=True, exist_ok=True)
    write_whole(given.output / "report.json", json.dumps(report, ensure_ascii=False, indent=2).encode())
    for line in report:
        print(json.dumps(line, ensure_ascii=False))
    print(f"{len(imported.events)} of the feed's cases became events; {len(report)} lines in report.json")

"""Commands that write letters into a folder and keep nothing."""

import json
from argparse import Namespace
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

from correspondence import checks
from correspondence.catalogue import reconcile
from correspondence.documents import Finding, WrittenLetter, file_name
from correspondence.hmcts.importing import read_feed
from correspondence.hmcts.problems import Problem
from correspondence.hmcts.template import template_for
from correspondence.protocol.directory import Directory
from correspondence.protocol.events import AnyEvent
from correspondence.protocol.history.case_file import fold
from correspondence.protocol.intake.decide import decide, decide_alone
from correspondence.protocol.letters import Status
from correspondence.protocol.refusals import Reason, Refused
from correspondence.reading import read_event
from correspondence.writing import write

from . import settings


def render(given: Namespace) -> None:
    """`render EVENT.json ... -o DIR`: the letters that the last event gives. A held letter is named, not written."""
    directory = settings.directory()
    events = [read_event(settings.read_file(path)) for path in given.events]
    with settings.letters_made_apart():
        letters = _written(events, directory, given.today or events[-1].occurred_on)
    _write_all(letters, given.output)


def _written(events: Sequence[AnyEvent], directory: Directory, today: date) -> tuple[WrittenLetter, ...]:
    *earlier, event = events
    case_file = decide(event, fold(earlier), directory) if earlier else decide_alone(event, directory)
    letters = reconcile.letters(event, case_file, directory, today)
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

    Folders are numbered in the order of the feed's events. One case's trouble stops no other. Refuses at its end where
    a case that the decision file decides gave no letters. `--template` prints the decision file to fill in instead.
    """
    if given.template:
        print(template_for(settings.read_file(given.feed)))
        return
    if given.decision is None or given.output is None:
        raise settings.WrongUse("import-hmcts wants --decision and -o, or --template alone")
    directory = settings.directory()
    imported = read_feed(settings.read_file(given.feed), settings.read_file(given.decision))
    report = [_of_problem(problem) for problem in imported.problems]
    whole = 0
    with settings.letters_made_apart():
        for ordinal, (case_id, body) in enumerate(zip(imported.case_ids, imported.events, strict=True), start=1):
            folder = given.output / f"case-{ordinal}"
            try:
                lines = _imported(case_id, body, directory, folder)
                whole += 1
            except Refused as refused:
                lines = [_of_reason(case_id, reason) for reason in refused.reasons]
            report += lines
    given.output.mkdir(parents=True, exist_ok=True)
    write_whole(given.output / "report.json", json.dumps(report, ensure_ascii=False, indent=2).encode())
    for line in report:
        print(json.dumps(line, ensure_ascii=False))
    asked = len(imported.asked)
    print(f"{whole} of {asked} decided cases gave letters; {len(report)} lines in report.json")
    if whole < asked or not asked:
        detail = f"{asked - whole} of the cases that were decided gave no letters: report.json says why"
        raise Refused([Reason(rule="not_all_imported", field="decision.cases", detail=detail if asked else _NO_CASE)])


def _imported(case_id: str, body: Mapping[str, Any], directory: Directory, folder: Path) -> list[dict[str, Any]]:
    """Write the letters of one case into its folder; the report's lines about them. Raises `Refused`."""
    event = read_event(json.dumps(body, ensure_ascii=False).encode())
    letters = _written([event], directory, event.occurred_on)
    _write_all(letters, folder)
    write_whole(folder / "event.json", json.dumps(body, ensure_ascii=False, indent=2).encode())
    return [_of_finding(case_id, folder.name, written, found) for written in letters for found in written.findings]


_NO_CASE = "the decision file decides no case, so nothing was written"


def _of_problem(problem: Problem) -> dict[str, Any]:
    """A line of a report. `field` is a path in HMCTS's answer, in the decision file, in the event, or in a letter."""
    return {**asdict(problem), "folder": None}


def _of_reason(case_id: str, reason: Reason) -> dict[str, Any]:
    return _line(case_id, None, reason.field, reason.rule, reason.detail, reason.source, stops=True)


def _of_finding(case_id: str, folder: str, written: WrittenLetter, found: Finding) -> dict[str, Any]:
    letter, says = written.letter, checks.meaning(found.code).says
    at = f"{letter.kind.code}-{letter.ordinal}: {found.where}"
    return _line(case_id, folder, at, found.code, says, letter.kind.source, stops=False)


def _line(
    case_id: str, folder: str | None, field: str, rule: str, detail: str, source: str, *, stops: bool
) -> dict[str, Any]:
    problem = {"case_id": case_id, "field": field, "rule": rule, "detail": detail, "stops_case": stops}
    return problem | {"source": source, "folder": folder}

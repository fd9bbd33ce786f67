"""Commands that do something for many at once, keep it, and can be run again: nothing is made twice."""

from argparse import Namespace
from datetime import date
from pathlib import Path

from correspondence import runs
from correspondence.cases import documents_of
from correspondence.documents import name_of_file
from correspondence.protocol.letters import Status
from correspondence.protocol.refusals import Reason, Refused
from correspondence.service import Service
from correspondence.storage import RunStatus, StoredLetter, StoredRun

from . import settings
from .writing import told, write_whole


def court_lists(given: Namespace) -> None:
    """`court-lists --week-of DATE [--court KEY] -o DIR`: makes and keeps the lists of a week, and writes their files.

    A held list is named, not written. Refuses a week that has not begun, and at its end if a list could not be made.
    """
    today = _today(given, given.week_of)
    with settings.letters_made_apart(), settings.service() as service:
        hubs = tuple(service.directory.hubs)
        run = runs.ask_court_lists(service, given.week_of, today, court=given.court, hubs=hubs, by=None)
        ended = _carry_out(service, run, today, "lists")
        _write_all(service, ended, given.output)
    _refuse_failures(ended)


def _write_all(service: Service, ended: StoredRun, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for ordinal, letter in enumerate(service.register.runs.letters(ended.run_id), start=1):
        _write(service, letter, ordinal, folder)


def _write(service: Service, letter: StoredLetter, ordinal: int, folder: Path) -> None:
    """Write a letter's files under its place in the run, since a run has many that are the first of their kind."""
    print(f"{letter.kind} {ordinal} ({letter.recipient}): {letter.status}")
    for finding in letter.findings:
        print(told(finding))
    for document in documents_of(service.register, letter) if letter.status is not Status.HELD else ():
        name = name_of_file(letter.kind, ordinal, document.part, document.language, document.copy_to, document.form)
        write_whole(folder / name, document.content)
        print(f"  {folder / name}")


def run_due(given: Namespace) -> None:
    """`run-due --on DATE`: writes and keeps every update that is due by then.

    Refuses a day to come, and at its end if somebody's update could not be written.
    """
    today = _today(given, given.on)
    with settings.letters_made_apart(), settings.service() as service:
        run = runs.ask_due_updates(service, given.on, today, hubs=tuple(service.directory.hubs), by=None)
        ended = _carry_out(service, run, today, "cases")
        letters = service.register.runs.letters(ended.run_id)
    held = sum(letter.status is Status.HELD for letter in letters)
    print(
        f"{ended.done} of {ended.total} cases; {len(letters)} letters, {held} of them held; {len(ended.failed)} failed"
    )
    _refuse_failures(ended)


def run_closing(given: Namespace) -> None:
    """`run-closing --hub HUB -o DIR`: tells every family still waiting in a Hub that it closes.

    Keeps the letters and writes their files. A held one is named, not written. Refuses where the Board has not decided
    that the Hub closes, and at its end if some family could not be told.
    """
    today = _today(given)
    with settings.letters_made_apart(), settings.service() as service:
        run = runs.ask_hub_closing(service, given.hub, by=None)
        ended = _carry_out(service, run, today, "cases")
        _write_all(service, ended, given.output)
    _refuse_failures(ended)


def _today(given: Namespace, asked: date | None = None) -> date:
    """The day it is in London; while trying out (`--dev`) that of `--today`, else the day that is asked for.

    Raises `WrongUse` for a day of one's own without `--dev`: what is kept under a day to come would stand in the way of
    every day until then.
    """
    if given.dev:
        return given.today or asked or settings.today()
    if given.today is not None:
        raise settings.WrongUse("--today is for trying out, with --dev alone")
    return settings.today()


def _carry_out(service: Service, run: StoredRun, today: date, what: str) -> StoredRun:
    return runs.carry_out(service, run, today, tell=lambda step: settings.progress(step.run.done, step.run.total, what))


def _refuse_failures(ended: StoredRun) -> None:
    reasons = [Reason(rule=each.rule, field=each.what, detail=each.detail) for each in ended.failed]
    if ended.status is not RunStatus.DONE:
        reasons.append(Reason(rule=f"run_{ended.status}", field=ended.kind, detail="not all was done; run it again"))
    if reasons:
        raise Refused(reasons)

"""The same story for many: court lists, due updates, a Hub that closes, as runs that can be watched and run again.

A run deals with one thing after another. What one of them is refused is listed, and stops none of the others. Running
again what was run makes nothing twice, and what an interruption left out.
"""

import logging
import secrets
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from traceback import extract_tb

from correspondence import closing, due_updates
from correspondence.cases import CaseFiles
from correspondence.lists import monday_of
from correspondence.making import Closed
from correspondence.protocol.days.calendar import COUNTABLE_FROM, COUNTABLE_UNTIL
from correspondence.protocol.events import HubClosing
from correspondence.protocol.refusals import Inconsistent, Reason, Refused
from correspondence.protocol.rules import broken
from correspondence.service import Service
from correspondence.storage import (
    NewRun,
    RunFailure,
    RunKind,
    RunStatus,
    StoredLetter,
    StoredRun,
)

LOG = logging.getLogger(__name__)
Made = tuple[tuple[StoredLetter, ...], bool]
"""The letters a thing gave, and whether they were made now."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One thing that a run has dealt with, and how the run stands then. `made_now`: no earlier run had made it."""

    run: StoredRun
    letters: tuple[StoredLetter, ...]
    made_now: bool
    failed: RunFailure | None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Task:
    """One thing to do. `what` names it in the list of failures."""

    what: str
    do: Callable[[], Made]


def ask_court_lists(
    service: Service, week_of: date, today: date, *, court: str | None, hubs: Sequence[str], by: str | None
) -> StoredRun:
    """A run that makes the lists of that week for the courts of *hubs*, or for *court* alone; see `carry_out`.

    Raises `Inconsistent` for a week that has not begun, and for a court that none of *hubs* serves.
    """
    served = bool(service.lists.places(hubs, court))
    reasons = broken(
        *_day_faults("week_of", week_of, monday_of(week_of), today),
        (court is not None and court not in service.directory.courts, "court_unknown", "court", _NO_SUCH_COURT),
        (court in service.directory.courts and not served, "court_not_served", "court", _NOT_SERVED),
    )
    asked = {"week_of": week_of.isoformat(), "court": court}
    return _ask(service, RunKind.COURT_LISTS, asked, reasons, hubs, by)


def ask_due_updates(service: Service, on: date, today: date, *, hubs: Sequence[str], by: str | None) -> StoredRun:
    """A run that gives every reader in *hubs* the update that is due to them on *on*; see `carry_out`.

    Raises `Inconsistent` for a day to come.
    """
    return _ask(
        service, RunKind.DUE_UPDATES, {"on": on.isoformat()}, broken(*_day_faults("on", on, on, today)), hubs, by
    )


def ask_hub_closing(service: Service, hub: str, *, by: str | None) -> StoredRun:
    """A run that has every family told which still waits in *hub* that it closes, and when; see `carry_out`.

    The day is the one that the Board decided. Where it decided that the Hub stays open nothing changes for a family,
    and none is written to. Raises `Inconsistent` (`not_decided`) unless a decision to close it stands (Protocol 6.2).
    """
    decided = closing.decision_to_close(service, hub)
    place = service.directory.hubs.get(hub)
    other = decided is not None and place is not None and place.closed_on not in (None, decided.closes_on)
    reasons = (
        *broken((place is None, "hub_unknown", "hub", _NO_SUCH_HUB)),
        *broken(
            (place is not None and decided is None, "not_decided", "hub", _NOT_DECIDED),
            (other, "other_closing_day", "hub", "the directory has another closing day than the Board decided"),
            source=HubClosing.paragraph,
        ),
    )
    asked = {"closes_on": str(decided.closes_on), "decided_on": str(decided.occurred_on)} if decided else {}
    return _ask(service, RunKind.HUB_CLOSING, asked, reasons, (hub,), by)


_NO_SUCH_HUB = "no such Hub in the directory"
_NOT_DECIDED = "the Board has not decided that this Hub closes, or has opened it again since"
_NO_SUCH_COURT = "no such court in the directory"
_NOT_SERVED = "no Hub that this call is for serves this court"


def _day_faults(field: str, day: date, begins: date, today: date) -> tuple[tuple[bool, str, str, str], ...]:
    countable = COUNTABLE_FROM <= day <= COUNTABLE_UNTIL
    detail = f"a day must lie between {COUNTABLE_FROM} and {COUNTABLE_UNTIL}"
    return (
        (not countable, "day_out_of_range", field, detail),
        (countable and begins > today, "in_the_future", field, "this cannot be done before its day"),
    )


def _ask(
    service: Service,
    kind: RunKind,
    asked: Mapping[str, str | None],
    reasons: Iterable[Reason],
    hubs: Sequence[str],
    by: str | None,
) -> StoredRun:
    if faults := tuple(reasons):
        raise Inconsistent(faults)
    run_id = secrets.token_hex(8)
    return service.register.runs.add(NewRun(run_id=run_id, kind=kind, asked=asked, hubs=tuple(hubs), key_name=by))


def _nobody(_step: Step) -> None:
    """Nobody watches."""


def carry_out(
    service: Service,
    run: StoredRun,
    today: date,
    tell: Callable[[Step], None] = _nobody,
    is_stopping: Callable[[], bool] = lambda: False,
) -> StoredRun:
    """Do what a run asks for, one thing after another; *tell* hears of each. Gives the run as it ended.

    *is_stopping* is asked before each: then the run ends as `interrupted`, as it does when the process is stopped.
    """
    book = service.register.runs
    end = RunStatus.INTERRUPTED
    try:
        tasks = deque(_tasks(service, run, today))
        book.plan(run.run_id, len(tasks))
        while tasks and not is_stopping():
            tell(_done(service, run.run_id, tasks.popleft()))  # and let go of what it was made with
        end = RunStatus.INTERRUPTED if tasks else RunStatus.DONE
    except Closed:
        end = RunStatus.INTERRUPTED
    except Exception as error:  # a run that breaks says so, whatever broke
        _log("run", error)
        end = RunStatus.FAILED
    finally:
        ended = book.end(run.run_id, end)
    return ended


def give_up(service: Service, run: StoredRun) -> StoredRun:
    """End a run that was accepted and never begun, saying so: whoever asked for it asks again."""
    detail = "the service was stopped before this run was begun; ask for it again"
    failed = RunFailure(what=run.kind, rule="not_begun", detail=detail)
    return service.register.runs.end(run.run_id, RunStatus.FAILED, failed)


def _done(service: Service, run_id: str, task: _Task) -> Step:
    """Do one thing; what it is refused, or breaks on, is written down and raised no further."""
    letters: tuple[StoredLetter, ...] = ()
    made_now, failed = False, None
    try:
        letters, made_now = task.do()
    except Closed:
        raise  # the service ends: this thing, and what is left, is for the next run
    except Refused as refused:
        reason = refused.reasons[0]
        failed = RunFailure(what=task.what, rule=reason.rule, detail=reason.detail)
    except Exception as error:  # one case's trouble of any kind stops no other
        _log("one thing of a run", error)
        failed = RunFailure(what=task.what, rule="unexpected", detail="it was noted, without what was recorded")
    run = service.register.runs.note(run_id, [letter.letter_id for letter in letters], failed)
    return Step(run=run, letters=letters, made_now=made_now, failed=failed)


def _log(what: str, error: Exception) -> None:
    """The place in our code, never a value."""
    place = extract_tb(error.__traceback__)[-1]
    LOG.error("%s failed: %s at %s:%s", what, type(error).__name__, Path(place.filename).name, place.lineno)


def _tasks(service: Service, run: StoredRun, today: date) -> Iterator[_Task]:
    if run.kind is RunKind.COURT_LISTS:
        return _lists(service, run, date.fromisoformat(run.asked["week_of"] or ""), today)
    if run.kind is RunKind.HUB_CLOSING:
        return _closings(service, run, date.fromisoformat(run.asked["closes_on"] or ""), today)
    return _updates(service, run, date.fromisoformat(run.asked["on"] or ""), today)


def _lists(service: Service, run: StoredRun, week_of: date, today: date) -> Iterator[_Task]:
    """The list of each Hub for each of its courts; a Hub that owes none is passed over unless its court was named."""
    court = run.asked["court"]
    service.derive_anew()
    for hub in run.hubs:
        read = CaseFiles(service.register)
        for _, each in service.lists.places((hub,), court):
            if court is not None or service.lists.is_owed(hub, each, today):
                do = partial(service.lists.keep, hub, each, week_of, today, read, run.key_name)
                yield _Task(what=f"{hub}/{each}", do=do)


def _updates(service: Service, run: StoredRun, on: date, today: date) -> Iterator[_Task]:
    """The updates of each open case in which one is due, or was recorded for that day."""
    for number in _cases_where(service, run, partial(due_updates.is_wanted, service, on=on)):
        yield _Task(what=number, do=partial(due_updates.record_update, service, number, on, today, run.key_name))


def _closings(service: Service, run: StoredRun, closes_on: date, today: date) -> Iterator[_Task]:
    """The letters of each open case whose family is to hear of that closing day, or was told of it by a run."""
    for number in _cases_where(service, run, partial(closing.is_wanted, service, closes_on=closes_on)):
        yield _Task(what=number, do=partial(closing.record_closing, service, number, closes_on, today, run.key_name))


def _cases_where(service: Service, run: StoredRun, is_wanted: Callable[[str], bool]) -> Iterator[str]:
    """The open cases of a run's Hubs in which there is something to do, or in which that cannot even be told."""
    for hub in run.hubs:
        for number in service.register.open_cases(hub):
            try:
                wanted = is_wanted(number)
            except Exception:  # whatever it is, it comes up again when the event is to be recorded, and is listed then
                wanted = True
            if wanted:
                yield number

"""One case's row in a court's list: where it stands, its days, and what is asked of the court (Protocol Annex B)."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from enum import StrEnum

from correspondence.protocol.case.annex_a import ANNEX_A
from correspondence.protocol.case.case import WorkType
from correspondence.protocol.case.people import Name
from correspondence.protocol.directory import Hub
from correspondence.protocol.events import (
    AdviserAllocated,
    GuardianAppointed,
    Progress,
    ReviewOutcome,
    UpdateDue,
)
from correspondence.protocol.fields import CaseNumber, Line
from correspondence.protocol.history.case_file import CaseFile, is_review
from correspondence.protocol.history.disclosure import is_in_refuge
from correspondence.protocol.history.more_time import allocation_clock, day_the_court_set
from correspondence.protocol.record import record
from correspondence.protocol.words.folding import case_identity

from .filing import (
    Action,
    Application,
    action_on,
    application_of,
    date_sought,
    is_after_hearing,
    is_lost,
    last_day_to_apply,
    realistic_date,
)


class Standing(StrEnum):
    """Where a case stands, told from the court's last list.

    `new`: in the Hub, and in no list yet. `held`: still waiting there. `ready`: to be transferred out, to a Family
    Court Adviser. `passed_back`: it waits no more, and a named adviser is still to take it. `gone`: it was in the last
    list and has left; it is in one list more, this one.
    """

    NEW = "new"
    HELD = "held"
    READY = "ready"
    PASSED_BACK = "passed_back"
    GONE = "gone"


class Left(StrEnum):
    """Why a case is gone. `moved`: to another Hub or court. `hub_closed`: it waits, but in no Hub."""

    ALLOCATED = "allocated"
    CLOSED = "closed"
    MOVED = "moved"
    HUB_CLOSED = "hub_closed"


@record
class ListRow:
    """One case of a list. The days are those of the day on which the list was made.

    `initials`: the children's, empty where they are withheld. `category`: its name in Annex A. `allocate_by`: for a
    case that is to be transferred out, the day by which, where there is one. `hearing_on`: the next, None once past.
    `apply_by`: the last day to ask for more time, where the filing date is not likely to be kept and nobody has asked.
    `first_listed`: the court sees it for the first time. `changed`: the columns that differ from the last list.
    `ordered_work`: None in a list made before lists told it. `realistic_on`: when the work can be filed, where the
    court's own day cannot be kept. `sought_on`: the filing date that the application with the court asks for.
    `hearing_first`: the next hearing does not wait for the work, as it now stands.
    """

    case_number: CaseNumber
    initials: tuple[Line, ...]
    category: Line
    priority_status: int
    standing: Standing
    first_listed: bool
    entered_on: date
    days_in_hub: int
    allocate_by: date | None = None
    filing_date: date | None
    hearing_on: date | None
    last_review_on: date | None
    application: Application
    apply_by: date | None = None
    action: Action
    changed: tuple[Line, ...] = ()
    left: Left | None = None
    ordered_work: WorkType | None = None
    realistic_on: date | None = None
    sought_on: date | None = None
    hearing_first: bool = False

    @property
    def identity(self) -> str:
        """The number by which the case is known, however it is printed."""
        return case_identity(self.case_number)

    @property
    def is_leaving(self) -> bool:
        """Whether a Family Court Adviser is to take it: it was passed back for that, or is to be transferred out."""
        return self.standing in (Standing.READY, Standing.PASSED_BACK)


def row_of(case_file: CaseFile, hub: Hub, today: date, before: ListRow | None) -> ListRow | None:
    """The row of a case; None where it was never in the Hub, is not there yet, or left before the court heard of it."""
    entered = case_file.entered_hub_on
    if entered is None or entered > today:
        return None
    left, left_on = _left(case_file, hub, today)
    if left is not None and before is None:
        return None
    work = case_file.case.ordered_work
    to_come = work.next_hearing_on is not None and work.next_hearing_on >= today
    by = None if left else _transfer(case_file, hub, entered, today)
    row = ListRow(
        case_number=case_file.case.case_number,
        initials=_initials(case_file),
        category=ANNEX_A[case_file.case.category].name,
        priority_status=case_file.case.priority_status,
        standing=_standing(left, by, before),
        first_listed=before is None,
        entered_on=entered,
        days_in_hub=max((left_on - entered).days, 0),
        allocate_by=by.on if by else None,
        filing_date=work.filing_date,
        hearing_on=work.next_hearing_on if to_come else None,
        last_review_on=_last_review_on(case_file),
        application=application_of(case_file),
        action=Action.NONE,
        left=left,
        ordered_work=work.type,
    )
    row = row if left else _with_asks(_with_days_to_file(row, case_file, hub, today), hub, today)
    return replace(row, changed=_changed(row, before))


def _with_days_to_file(row: ListRow, case_file: CaseFile, hub: Hub, today: date) -> ListRow:
    sought = date_sought(case_file, row.application)
    realistic = realistic_date(case_file, row.application, hub, today)
    filed_on = sought or realistic or row.filing_date
    first = is_after_hearing(filed_on, row.hearing_on)
    return replace(row, sought_on=sought, realistic_on=realistic, hearing_first=first)


def _with_asks(row: ListRow, hub: Hub, today: date) -> ListRow:
    lost = is_lost(row.filing_date, hub, today)
    return replace(
        row,
        apply_by=last_day_to_apply(row.filing_date, row.application, hub, today),
        action=action_on(row.filing_date, row.hearing_on, row.application, lost=lost),
    )


def listed_from(case_file: CaseFile) -> date | None:
    """The first day on which a case can come into a list; None where only a list that had it will tell of it again."""
    gone = case_file.closed_on is not None or _taken_on(case_file) is not None
    return None if gone else case_file.entered_hub_on


def _left(case_file: CaseFile, hub: Hub, today: date) -> tuple[Left | None, date]:
    """Why a case is gone, if it is, and the last day it counts as having been in the Hub."""
    if case_file.closed_on is not None:
        return Left.CLOSED, case_file.closed_on
    taken_on = _taken_on(case_file)
    if taken_on is not None:
        return Left.ALLOCATED, taken_on
    if hub.closed_on is not None and hub.closed_on <= today:
        return Left.HUB_CLOSED, hub.closed_on
    return None, today


def _taken_on(case_file: CaseFile) -> date | None:
    """The day a named adviser took the case, unless a later review holds it in the Hub again."""
    taken: date | None = None
    for event in case_file.stay:
        if isinstance(event, AdviserAllocated):
            taken = event.occurred_on
        elif is_review(event) and event.outcome is ReviewOutcome.HOLD:
            taken = None
    return taken


def moved(before: ListRow) -> ListRow:
    """The row of a case that was listed and is this Hub's and this court's no more. Nothing is known of its people."""
    gone = replace(before, first_listed=False, standing=Standing.GONE, left=Left.MOVED, initials=(), action=Action.NONE)
    gone = replace(gone, realistic_on=None, sought_on=None, hearing_first=False)
    return replace(gone, allocate_by=None, apply_by=None, changed=("standing",))


@record
class _Transfer:
    """A case is to be transferred out: by which day, where there is one, and whether it was passed back for it."""

    on: date | None
    is_back: bool = False


def _standing(left: Left | None, transfer: _Transfer | None, before: ListRow | None) -> Standing:
    if left is not None:
        return Standing.GONE
    if transfer is not None:
        return Standing.PASSED_BACK if transfer.is_back else Standing.READY
    return Standing.NEW if before is None else Standing.HELD


def _transfer(case_file: CaseFile, hub: Hub, entered: date, today: date) -> _Transfer | None:
    """Whether a case is to be transferred out: passed back for allocation, expected to be, or due within the lead.

    (Protocol Annex B: cases that may be ready; 5.1: the weeks an adviser needs before the filing date.)
    """
    if case_file.leaves_hub_on is not None:
        return _Transfer(on=day_the_court_set(case_file), is_back=True)
    due = allocation_clock(case_file, entered, hub.allocation_lead_weeks).due_on
    expected = [e.expected_allocation_on for e in case_file.stay if isinstance(e, GuardianAppointed)]
    soonest = min((due, *expected[-1:]))
    if soonest <= today + timedelta(weeks=hub.allocation_lead_weeks):
        return _Transfer(on=soonest)
    updates = [e for e in case_file.stay if isinstance(e, UpdateDue)]
    soon = bool(updates) and Progress.ADVISER_EXPECTED_SOON in updates[-1].progress
    return _Transfer(on=None) if soon else None


def _initials(case_file: CaseFile) -> tuple[str, ...]:
    """The living children's initials, in the order of the case.

    None at all where anybody's identity is withheld, anybody is in a refuge, or information waits to be reviewed: the
    rest of the row is the same for all, and a reader cannot tell which it was.
    """
    people = case_file.case.people
    if case_file.open_alerts or any(p.identity_withheld or is_in_refuge(case_file, p) for p in people):
        return ()
    return tuple(_initials_of(c.name) for c in case_file.case.children if c.person_id not in case_file.dead)


def _initials_of(name: Name) -> str:
    """The first letter of each part of a name, without full stops: "LS"."""
    letters = (next((c for c in part if c.isalpha()), "") for part in (name.given, name.family))
    return "".join(letters).upper() or "?"


def _last_review_on(case_file: CaseFile) -> date | None:
    """The day a supervisor last reviewed the case during this stay (Protocol 3.2(vi)); None before there is one."""
    reviews = [e for e in case_file.stay if is_review(e)]
    return reviews[-1].occurred_on if reviews else None


_COLUMNS: dict[str, Callable[[ListRow], object]] = {
    "category": lambda row: row.category,
    "priority_status": lambda row: row.priority_status,
    "standing": lambda row: (row.standing is Standing.NEW and Standing.HELD) or row.standing,
    "entered_on": lambda row: row.entered_on,
    "allocate_by": lambda row: row.allocate_by,
    "filing_date": lambda row: row.filing_date,
    "hearing_on": lambda row: row.hearing_on,
    "last_review_on": lambda row: row.last_review_on,
    "application": lambda row: row.application,
    "apply_by": lambda row: row.apply_by,
    "action": lambda row: row.action,
}
"""What is compared from list to list: a case that was new and is held has not changed, nor has one a week older.

Initials are not compared: a mark on them would tell that somebody's protection changed.
"""
_TOLD_SINCE: dict[str, Callable[[ListRow], object]] = {
    "ordered_work": lambda row: row.ordered_work,
    "realistic_on": lambda row: row.realistic_on,
    "sought_on": lambda row: row.sought_on,
    "hearing_first": lambda row: row.hearing_first,
}
"""Columns that a list made before had not: against such a row nothing in them has changed."""


def _changed(row: ListRow, before: ListRow | None) -> tuple[str, ...]:
    """The columns that differ from the row the court last saw; none for a case it sees for the first time.

    Of a case that is gone nothing else is marked.
    """
    if before is None:
        return ()
    if row.left is not None:
        return ("standing",)
    if before.ordered_work is not None:
        return tuple(name for name, of in (_COLUMNS | _TOLD_SINCE).items() if of(row) != of(before))
    if row.standing is Standing.PASSED_BACK:  # lists called that `ready` then
        row = replace(row, standing=Standing.READY)
    return tuple(name for name, of in _COLUMNS.items() if of(row) != of(before))

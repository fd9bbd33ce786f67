"""The list a court has of the children's cases that its Hub holds: what stands in it (Protocol Annex B).

Pure, and made from case files alone. A list that was made is kept whole, so that it can be written again from itself,
and the next one compared with it. It has numbers and initials, and nobody's name.
"""

from collections.abc import Collection, Sequence
from datetime import date
from hashlib import sha256
from typing import Literal

from correspondence.protocol.directory import Directory, Hub
from correspondence.protocol.fields import CaseNumber, EventId, Key
from correspondence.protocol.history.case_file import CaseFile
from correspondence.protocol.record import record
from correspondence.protocol.subject import Subject, lists_of

from .filing import Action, Application, is_lost
from .rows import Left, ListRow, Standing, moved, row_of

__all__ = [
    "Action",
    "Application",
    "CourtListMade",
    "Left",
    "ListRow",
    "Standing",
    "is_lost",
    "list_id",
    "make_list",
]

_MONDAY = 0


@record
class CourtListMade:
    """A court's list, as it was made: an event of its own, and the whole of what its documents say of cases.

    `week_of` is a Monday. `opening`: the first list of this Hub that this court has. `last_list_on`: the day of the
    last list that was sent, which `last_sent_on` went. `held_back`: how many cases are left
    out until a review (Protocol 3.2(vii)); `carried` are their rows as the court last saw them, which no document of
    this list shows, so that the next list knows what the court was told. `hub_closed_on`: the Hub has closed, and this
    is its last list. `left_out`: the cases of the Hub that could not be read, and may be missing.
    """

    event_id: EventId
    type: Literal["court_list_made"] = "court_list_made"
    occurred_on: date
    week_of: date
    hub: Key
    court: Key
    opening: bool
    last_list_on: date | None
    last_sent_on: date | None = None
    rows: tuple[ListRow, ...]
    held_back: int
    carried: tuple[ListRow, ...] = ()
    hub_closed_on: date | None = None
    left_out: tuple[CaseNumber, ...] = ()

    @property
    def subject(self) -> Subject:
        """Its Hub's lists."""
        return lists_of(self.hub)


def list_id(hub: str, court: str, week_of: date) -> str:
    """The id of the list of that Hub for that court and week: the same whenever it is asked for."""
    mark = sha256("\x1f".join((hub, court)).encode()).hexdigest()[:16]
    return f"court-list-{week_of.isoformat()}-{mark}"


def make_list(
    hub: str,
    court: str,
    week_of: date,
    today: date,
    case_files: Sequence[CaseFile],
    directory: Directory,
    last: CourtListMade | None,
    unreadable: Collection[str] = (),
) -> CourtListMade:
    """The list of *hub* for *court* as things stand *today* (Protocol Annex B). `last`: the last one sent, or None.

    *case_files*: every case of the Hub, also those that have left; others are passed over. *unreadable*: cases of which
    nothing is known just now. A case with information that nobody has reviewed is held back and counted, unless it has
    left the Hub: then nobody in the Hub will review it, and its row has a number and no initials. Rows are in order of
    hearing (none: last), filing date and number.
    Raises ValueError where *week_of* is no Monday.
    """
    if week_of.weekday() != _MONDAY:
        raise ValueError(f"a week is named by its Monday: {week_of}")
    ours = [each for each in case_files if each.hub == hub and each.case.court == court]
    rows, held_back, carried = _rows(ours, directory.hubs[hub], today, last, unreadable)
    closed_on = directory.hubs[hub].closed_on
    return CourtListMade(
        event_id=list_id(hub, court, week_of),
        occurred_on=today,
        week_of=week_of,
        hub=hub,
        court=court,
        opening=last is None,
        last_list_on=last.occurred_on if last else None,
        rows=tuple(sorted(rows, key=_place)),
        held_back=held_back,
        carried=tuple(carried),
        hub_closed_on=closed_on if closed_on is not None and closed_on <= today else None,
        left_out=tuple(sorted(unreadable)),
    )


def _rows(
    case_files: Sequence[CaseFile], hub: Hub, today: date, last: CourtListMade | None, unreadable: Collection[str]
) -> tuple[list[ListRow], int, list[ListRow]]:
    """The rows, how many cases are held back, and the rows of those as the court last saw them."""
    known = {row.identity: row for row in (*last.rows, *last.carried) if row.left is None} if last else {}
    rows: list[ListRow] = []
    held_back: list[ListRow | None] = []
    for case_file in case_files:
        before = known.pop(case_file.case_number, None)
        row = row_of(case_file, hub, today, before) or (moved(before) if before else None)
        if row is None:
            continue
        if case_file.open_alerts and row.left is None:
            held_back.append(before)
        else:
            rows.append(row)
    unseen = [known.pop(number) for number in unreadable if number in known]
    rows += map(moved, known.values())
    return rows, len(held_back), [before for before in (*held_back, *unseen) if before is not None]


def _place(row: ListRow) -> tuple[date, date, str]:
    """Where a row stands: by hearing, filing date and number; what has no day stands last."""
    return row.hearing_on or date.max, row.filing_date or date.max, row.case_number

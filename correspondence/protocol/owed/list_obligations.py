"""What the Protocol makes of a Hub: the list that each court it serves is owed next (Protocol Annex B).

Each is declared once. Its duty, the day by which its letter is due and the words of the table of letters come from
that. What stands in a list is decided in `protocol.lists`, what its letter says in the catalogue.
"""

from collections.abc import Callable, Mapping
from datetime import date
from types import MappingProxyType
from typing import Any, TypeAlias

from correspondence.protocol.days import clocks
from correspondence.protocol.days.clocks import Deadline
from correspondence.protocol.directory import Hub
from correspondence.protocol.record import record


@record
class LastList:
    """The last of a Hub's lists that reached a court: the day it was made, as of which it tells, and that it went."""

    made_on: date
    sent_on: date


By: TypeAlias = Callable[[Hub, Any], Deadline]
Until: TypeAlias = Callable[[Hub, Any, date], bool]


@record
class ListObligation:
    """A list that a Hub owes each court it serves: by when, until what. Declared once.

    `code`: of the kind of letter that goes with it, and of its templates. `source`: the paragraph that orders it. `by`:
    the deadline, by the Hub and the last list that reached the court; `within`: the same in words. `until`: whether it
    is owed still on a day.
    """

    code: str
    source: str
    by: By
    within: str
    until: Until


def _until_the_hub_closes(hub: Hub, _last: LastList | None, today: date) -> bool:
    return hub.closed_on is None or today < hub.closed_on


def _until_it_told_of_the_closing(hub: Hub, last: LastList, today: date) -> bool:
    """While the Hub is open, and once more after it has closed (ours): only a list that is made then says so."""
    return hub.closed_on is None or today < hub.closed_on or last.made_on < hub.closed_on


OPENING_LIST = ListObligation(
    code="opening_list",
    source="Annex B 3 courts (first week)",
    by=lambda hub, _last: clocks.first_court_list(hub.open_from),
    within="the last working day of the first working week the Hub is open",
    until=_until_the_hub_closes,
)
WEEKLY_LIST = ListObligation(
    code="weekly_list",
    source="Annex B 3 courts (weekly)",
    by=lambda hub, last: clocks.next_court_list(last.sent_on, hub.list_every_days),
    within="7 days from the last list, or as agreed locally",
    until=_until_it_told_of_the_closing,
)

LIST_OBLIGATIONS: Mapping[str, ListObligation] = MappingProxyType(
    {each.code: each for each in (OPENING_LIST, WEEKLY_LIST)}
)
"""Both, by the code of the kind of letter."""


def next_list(last: LastList | None) -> ListObligation:
    """The list that a court is to have next: the opening list until one has reached it. *last*: that one, or None."""
    return OPENING_LIST if last is None else WEEKLY_LIST

"""What the laws ask of the courts' lists: each is owed by its day, counted again (Protocol Annex B)."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from correspondence.simulation.seen import Seen, SeenLetter

from .letters import COURT, is_on_its_way, sent_on
from .working_days import WorkingDays, a_day

LISTS = frozenset({"opening_list", "weekly_list"})
_OF_HUB = "hub:"


def lists_missing(seen: Seen, calendar: WorkingDays) -> Iterator[tuple[str, str]]:
    """Of each Hub that is shown, by its subject: a list whose duty is on another day than the laws count, or none."""
    shown = {x.subject for x in seen.letters if x.subject.startswith(_OF_HUB) and x.kind in LISTS}
    for subject in sorted(shown):
        hub = (seen.directory.get("hubs") or {}).get(subject.removeprefix(_OF_HUB)) or {}
        closed = a_day(hub.get("closed_on"))
        for court in hub.get("courts") or () if closed is None or seen.today < closed else ():
            lists = [x for x in seen.letters if x.subject == subject and x.recipient == f"{COURT}{court}"]
            due = next_list_on(hub, lists, calendar)
            days = {a_day(x["due_on"]) for x in seen.duties if x["duty"] == "court_list" and x.get("court") == court}
            if due not in days:
                found = ", ".join(map(str, sorted(filter(None, days)))) or "no day"
                yield subject, f"a list is due by {due} as the laws count, and on {found} among the duties"


def next_list_on(hub: Mapping[str, Any], lists: list[SeenLetter], calendar: WorkingDays) -> date:
    """The last working day of the Hub's first working week; then so many days from the last list that was sent."""
    sent = [day for x in lists if x.kind in LISTS and (day := sent_on(x))]
    if sent:
        last = max(sent)
        limit = last + timedelta(days=int(hub.get("list_every_days") or 7))
        return max(calendar.until(limit), _first_working_day(last + timedelta(days=1), calendar))
    first = _first_working_day(a_day(hub["open_from"]) or date.min, calendar)
    return calendar.until(first + timedelta(days=6 - first.weekday()))


def _first_working_day(day: date, calendar: WorkingDays) -> date:
    return day if calendar.has(day) else calendar.after(day, 1)


def twice_on_its_way(seen: Seen) -> Iterator[SeenLetter]:
    """Lists on their way to a court that has a newer one on its way: one of an earlier week is withdrawn."""
    newest: dict[str, SeenLetter] = {}
    for letter in sorted(seen.letters, key=lambda x: (x.dated, x.letter_id)):
        if letter.kind in LISTS and is_on_its_way(letter):
            older = newest.get(letter.recipient)
            newest[letter.recipient] = letter
            if older is not None and older.dated < letter.dated:
                yield older

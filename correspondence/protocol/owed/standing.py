"""How a case stands for whoever asks about many: what it owes on any day, and in which court's list it can be.

Derived from the case file and the Hub alone, as everything is. It is kept beside the case (`storage.standings`), so
that a question about a thousand cases folds none of them.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date

from correspondence.protocol.case.people import birthday
from correspondence.protocol.days import clocks
from correspondence.protocol.days.calendar import ONE_DAY
from correspondence.protocol.directory import Hub
from correspondence.protocol.history.case_file import CaseFile
from correspondence.protocol.history.readers import GROWN_UP_AGE, undecided_children
from correspondence.protocol.lists.rows import listed_from
from correspondence.protocol.record import record

from .duties import duties_by_day
from .duty import Duty
from .obligations import OBLIGATIONS
from .vacant_posts import days_posts_change


@record
class Owed:
    """A duty that is still to be done, as it reads from `since` until the day before `until`, whenever it is overdue.

    `place`: where it stands among those of its case.
    """

    place: int
    since: date
    until: date
    duty: Duty


@record
class Standing:
    """What is kept beside a case. `listed_from`: the day from which `court` can have it in a list; None: it cannot.

    `letters_due`: the day by which each unsent letter is owed, by its id: one that was sent may start its clock anew.
    """

    court: str
    listed_from: date | None
    owed: tuple[Owed, ...]
    letters_due: Mapping[str, date]


def standing(case_file: CaseFile, hub: Hub) -> Standing:
    """How a case in that Hub stands."""
    return Standing(
        court=case_file.case.court,
        listed_from=listed_from(case_file),
        owed=tuple(_owed(case_file, hub)),
        letters_due=dict(_letters_due(case_file)),
    )


def _letters_due(case_file: CaseFile) -> Iterator[tuple[str, date]]:
    for letter in case_file.letters:
        event = case_file.event(letter.given_by)
        if letter.is_unsent and isinstance(event, OBLIGATIONS[letter.kind].arises_on):
            due = OBLIGATIONS[letter.kind].due(event, case_file, letter.recipient, letter.event_id)
            yield letter.letter_id, due.due_on


def _owed(case_file: CaseFile, hub: Hub) -> Iterator[Owed]:
    """What is still to be done, each duty for as long as it reads the same."""
    began: dict[tuple[int, Duty], date] = {}
    duties_on = duties_by_day(case_file, hub)
    for day in sorted({date.min, *days_of_change(case_file, hub)}):
        now = {(place, duty) for place, duty in enumerate(_to_be_done(duties_on(day)))}
        for place, duty in began.keys() - now:
            yield Owed(place=place, since=began.pop((place, duty)), until=day, duty=duty)
        began = dict.fromkeys(now, day) | began
    for (place, duty), since in began.items():
        yield Owed(place=place, since=since, until=date.max, duty=duty)


def _to_be_done(found: Iterable[Duty]) -> Iterator[Duty]:
    return (replace(duty, overdue=False) for duty in found if duty.done_on is None)


def days_of_change(case_file: CaseFile, hub: Hub) -> frozenset[date]:
    """Every day from which `duties` may read otherwise than the day before, but for what is overdue by then.

    The words of an allocation change when the filing date is lost, and again when the last day to apply is past
    (Protocol 3.2(iii), 5.1); those about a child for whom no version is decided, on each birthday; a post that nobody
    holds, whenever somebody takes it up or leaves it.
    """
    filing = case_file.case.ordered_work.filing_date
    born = (child.date_of_birth for child in undecided_children(case_file))
    birthdays = frozenset(birthday(day, age) for day in born if day is not None for age in range(GROWN_UP_AGE + 1))
    always = birthdays | days_posts_change(hub)
    if filing is None:
        return always
    last = (clocks.latest_allocation(filing, hub.allocation_lead_weeks), clocks.extension_application(filing).due_on)
    return always | {day + ONE_DAY for day in last}

"""The days of a case: whatever was posted, and what the Protocol makes of it, worked out by the laws themselves."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from correspondence.simulation.seen import SeenLetter

from .facts import Body, Facts, Itself, happened_on
from .holdings import bodies
from .letters import went_on
from .printed_words import days_in
from .working_days import WorkingDays, a_day

SECTION_7 = frozenset({"section_7_report", "section_7_addendum"})
HUB_WEEKS, SECTION_7_WEEKS, COMPLETION_WEEKS, NOTICE_WEEKS = 20, 26, 6, 4
_SPANS = (1, 2, 3, 5, 10)
"""The working days within which the Protocol and we ask for something."""


def state_on(facts: Facts, day: date) -> tuple[Facts, ...]:
    """The case as it stood at the start of *day*, and after each thing that was posted on it."""
    places = [place for place, each in enumerate(facts.posted, 1) if each.on == day]
    before = sum(each.on < day for each in facts.posted)
    every = sorted({before, *places} - {0})
    return tuple(Facts(number=facts.number, posted=facts.posted[:place]) for place in every)


def days_posted(facts: Facts) -> frozenset[date]:
    """Every day that anything posted of the case names, also in what somebody typed."""
    return frozenset(day for body in bodies(facts.posted) for day in _days_in(Itself(body)))


@lru_cache(maxsize=20_000)  # as many as are posted in a life; each is asked about with every letter of its case
def _days_in(itself: Itself[Body]) -> frozenset[date]:
    return frozenset(_days(itself.it))


def _days(value: Any) -> Iterator[date]:
    if isinstance(value, Mapping):
        for each in value.values():
            yield from _days(each)
    elif isinstance(value, list | tuple):
        for each in value:
            yield from _days(each)
    elif isinstance(value, date | str):
        day = a_day(value)
        yield from (day,) if day else days_in(str(value))


def days_known(
    facts: Facts, letters: Iterable[SeenLetter], calendar: WorkingDays, hub: Mapping[str, Any]
) -> frozenset[date]:
    """The days that a letter of the case may name: posted, of its letters, and worked out from those."""
    found = set(days_posted(facts)) | {each.on for each in facts.posted}
    of_letters = [day for x in letters for day in (x.dated, went_on(x), x.due_on) if day]
    found.update(of_letters)
    lead = timedelta(weeks=hub.get("allocation_lead_weeks") or COMPLETION_WEEKS)
    for body in bodies(facts.posted):
        found.update(_worked_out(body, lead))
    aims = {timedelta(days=hub.get("update_aim_days") or 35), timedelta(weeks=6)}
    found.update(day + aim for day in of_letters for aim in aims)
    found.update(calendar.after(happened_on(e), span) for e in facts.events for span in _SPANS)
    return frozenset(found | {calendar.until(day) for day in found})


def _worked_out(body: Body, lead: timedelta) -> Iterator[date]:
    """The limits that one event sets, in calendar days."""
    on = happened_on(body)
    yield from (on + timedelta(days=14), on + timedelta(weeks=COMPLETION_WEEKS))
    work = (body.get("case") or {}).get("ordered_work") or {}
    entered = a_day(body.get("entered_hub_on")) or on
    latest = [entered + timedelta(weeks=HUB_WEEKS)]
    if (communicated := a_day(work.get("communicated_on"))) and work.get("type") in SECTION_7:
        limit = communicated + timedelta(weeks=SECTION_7_WEEKS)
        yield limit
        latest.append(limit - lead)
    filings = (a_day(x) for x in (work.get("filing_date"), body.get("filing_date"), body.get("proposed_filing_date")))
    for filing in filings:
        if filing:
            yield filing - timedelta(weeks=NOTICE_WEEKS)
            latest.append(filing - lead)
    for day in latest:
        yield from (day, day + lead)

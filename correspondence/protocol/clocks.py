"""The clocks that run inside a Hub: one function each, from the day it starts to the day it is due.

A sum is worked with unrolled days and rolled once, at the end: a limit in calendar days or weeks that falls on a
day that is no working day is met by the last working day before it, never later. A limit already past is
returned as it is.
"""

from datetime import date, timedelta

from .calendar import (
    ONE_DAY,
    add_working_days,
    in_words,
    is_provisional,
    working_day_on_or_after,
    working_day_on_or_before,
)
from .case import SECTION_7_WORK, OrderedWork
from .fields import record

FAMILY_LETTER_WORKING_DAYS = 5
ALERT_REVIEW_WORKING_DAYS = 1
THANK_YOU_WORKING_DAYS = 5
CORRECTING_LETTER_WORKING_DAYS = 5
REVIEW_DAYS = 14
UPDATE_WEEKS = 6
EXTENSION_NOTICE_WEEKS = 4
HUB_STAY_WEEKS = 20
COMPLETION_WEEKS = 6
SECTION_7_WEEKS = 26
SHORTEST_UPDATE_AIM_DAYS, LONGEST_UPDATE_AIM_DAYS = 28, 42


@record
class Deadline:
    """The day by which something is due. `why`: the sum in words. `provisional`: rests on unpublished holidays."""

    due_on: date
    why: str
    source: str
    provisional: bool


def _rolled(limit: date, why: str, source: str) -> Deadline:
    """The deadline that *limit* sets: itself or the last working day before it."""
    due_on = working_day_on_or_before(limit)
    moved = "" if due_on == limit else ", moved back to the last working day before"
    return Deadline(due_on=due_on, why=why + moved, source=source, provisional=is_provisional(limit))


def in_working_days(start: date, n: int, source: str) -> Deadline:
    """*n* working days from *start*, which is day 0."""
    due_on = add_working_days(start, n)
    why = f"{n} working {'day' if n == 1 else 'days'} from {in_words(start)}"
    return Deadline(due_on=due_on, why=why, source=source, provisional=is_provisional(due_on))


def _weeks_from(start: date, weeks: int, source: str) -> Deadline:
    return _rolled(start + timedelta(weeks=weeks), f"{weeks} weeks from {in_words(start)}", source)


def family_letter(decided_on: date) -> Deadline:
    """The family's first letter is sent within 5 working days of the decision (Protocol 3.2(iv))."""
    return in_working_days(decided_on, FAMILY_LETTER_WORKING_DAYS, "3.2(iv)")


def review(last_on: date, sooner: date | None = None) -> Deadline:
    """The next review is 14 days at most after Hub entry or the last one, or on the *sooner* day it named.

    (Protocol 3.2(vi), Annex B.)
    """
    limit = last_on + timedelta(days=REVIEW_DAYS)
    if sooner is not None and sooner < limit:
        return _rolled(sooner, f"the day named at the last review, {in_words(sooner)}", "3.2(vi)")
    return _rolled(limit, f"{REVIEW_DAYS} days from {in_words(last_on)}", "3.2(vi)")


def update(last_sent_on: date) -> Deadline:
    """A person hears again at most 6 weeks after the last letter sent to them (Protocol 3.2(v))."""
    return _weeks_from(last_sent_on, UPDATE_WEEKS, "3.2(v)")


def alert_review(received_on: date) -> Deadline:
    """Information or an alert is reviewed within 1 working day of its receipt (Protocol 3.2(vii))."""
    return in_working_days(received_on, ALERT_REVIEW_WORKING_DAYS, "3.2(vii)")


def thank_you(reviewed_on: date) -> Deadline:
    """Who sent information is thanked within 5 working days of the review it caused.

    (The letter: Protocol 3.2(vii). The five days: ours, those of the family letter.)
    """
    return in_working_days(reviewed_on, THANK_YOU_WORKING_DAYS, "3.2(vii)")


def correcting_letter(corrected_on: date) -> Deadline:
    """Who was sent something wrong is told within 5 working days of the correction (ours)."""
    return in_working_days(corrected_on, CORRECTING_LETTER_WORKING_DAYS, "ours")


def extension_application(filing_date: date) -> Deadline:
    """More time is asked for no less than 4 weeks before the filing date (Protocol 3.2(iii), Annex B)."""
    limit = filing_date - timedelta(weeks=EXTENSION_NOTICE_WEEKS)
    why = f"{EXTENSION_NOTICE_WEEKS} weeks before the filing date, {in_words(filing_date)}"
    return _rolled(limit, why, "3.2(iii)")


def latest_allocation(filing_date: date, lead_weeks: int) -> date:
    """The last working day on which allocation still leaves *lead_weeks* to file in time (Protocol 5.1)."""
    return working_day_on_or_before(filing_date - timedelta(weeks=lead_weeks))


def allocation(entered_hub_on: date, ordered_work: OrderedWork, lead_weeks: int) -> Deadline:
    """A case is allocated by the earliest of three days; `why` names that one (Protocol 3.2(ii), 3.2(iii), 5.1).

    They are Hub entry and 20 weeks; the section 7 limit less the lead weeks, for section 7 work alone; the filing
    date less the lead weeks, where there is one.
    """
    lead = timedelta(weeks=lead_weeks)
    entered = in_words(entered_hub_on)
    sums = [(entered_hub_on + timedelta(weeks=HUB_STAY_WEEKS), f"{HUB_STAY_WEEKS} weeks from Hub entry, {entered}")]
    if ordered_work.filing_date is not None:
        filing = ordered_work.filing_date
        sums.append((filing - lead, f"{lead_weeks} weeks before the filing date, {in_words(filing)}"))
    if ordered_work.type in SECTION_7_WORK:
        limit = ordered_work.communicated_on + timedelta(weeks=SECTION_7_WEEKS)
        sums.append((limit - lead, f"{lead_weeks} weeks before the section 7 limit, {in_words(limit)}"))
    earliest, why = min(sums, key=lambda each: each[0])
    return _rolled(earliest, why, "3.2(ii)")


def completion(allocated_on: date) -> Deadline:
    """Work is completed at most 6 weeks after allocation from a Hub (Protocol 5.1)."""
    return _weeks_from(allocated_on, COMPLETION_WEEKS, "5.1")


def section_7_filing(communicated_on: date) -> Deadline:
    """A section 7 report is filed at most 26 weeks after the requirement reached Cafcass (Protocol 3.2(iii))."""
    return _weeks_from(communicated_on, SECTION_7_WEEKS, "3.2(iii)")


def court_list(opened_on: date, last_list_on: date | None, every_days: int) -> Deadline:
    """The court's first list is due on the last working day of the first working week the Hub is open.

    Each next one is due *every_days* days after the last, but never again on the day of the last itself, as
    a daily list over a weekend would be (Protocol Annex B). Raises ValueError where *every_days* is under 1.
    """
    if every_days < 1:
        raise ValueError(f"a list is made every day at most: {every_days}")
    if last_list_on is not None:
        limit = last_list_on + timedelta(days=every_days)
        soonest = working_day_on_or_after(last_list_on + ONE_DAY)
        why = f"{every_days} {'day' if every_days == 1 else 'days'} from the last list, {in_words(last_list_on)}"
        return _rolled(max(limit, soonest), why, "Annex B")
    first_day = working_day_on_or_after(opened_on)
    sunday = first_day + timedelta(days=6 - first_day.weekday())
    why = f"the last working day of the Hub's first working week, from {in_words(first_day)}"
    due_on = working_day_on_or_before(sunday)
    return Deadline(due_on=due_on, why=why, source="Annex B", provisional=is_provisional(due_on))


def promised_update(dated: date, aim_days: int) -> date:
    """The day a letter dated *dated* promises the next update: the working day on or before it and *aim_days*.

    Raises ValueError for an aim outside 28 to 42 days (Protocol 3.2(v), Annex B: every 4 to 6 weeks).
    """
    if not SHORTEST_UPDATE_AIM_DAYS <= aim_days <= LONGEST_UPDATE_AIM_DAYS:
        raise ValueError(f"an update is aimed at 28 to 42 days: {aim_days}")
    return working_day_on_or_before(dated + timedelta(days=aim_days))

"""The clocks that run inside a Hub: one function each, from the day it starts to the day it is due.

A sum is worked with unrolled days and rolled once, at the end: a limit in calendar days or weeks that falls on a
day that is no working day is met by the last working day before it, never later. A limit already past is
returned as it is.
"""

from datetime import date, timedelta

from correspondence.protocol.case.case import SECTION_7_WORK, OrderedWork
from correspondence.protocol.letters import LetterRecord, Told
from correspondence.protocol.record import record

from .calendar import (
    ONE_DAY,
    add_working_days,
    bank_holiday_name,
    in_words,
    is_provisional,
    subtract_working_days,
    working_day_on_or_after,
    working_day_on_or_before,
)

FAMILY_LETTER_WORKING_DAYS = 5
ALERT_REVIEW_WORKING_DAYS = 1
THANK_YOU_WORKING_DAYS = 5
CORRECTING_LETTER_WORKING_DAYS = 5
RISK_NOTICE_WORKING_DAYS = 1
GUARDIAN_TIMEFRAME_WORKING_DAYS = 5
ANSWER_TO_COURT_WORKING_DAYS = 2
HUB_CLOSING_WORKING_DAYS = 5
FILING_TIME_WORKING_DAYS = 5
ADVISER_LETTER_WORKING_DAYS = 5
BROUGHT_FORWARD_WORKING_DAYS = 1
EXTENSION_SOUGHT_WORKING_DAYS = 1
EXTENSION_DECIDED_WORKING_DAYS = 5
REPLY_WORKING_DAYS = 5
EXTENSION_CHASE_WORKING_DAYS = 10
EXTENSION_ALARM_WORKING_DAYS = 5
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


def rolled(limit: date, why: str, source: str) -> Deadline:
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
    return rolled(start + timedelta(weeks=weeks), f"{weeks} weeks from {in_words(start)}", source)


def family_letter(decided_on: date) -> Deadline:
    """The family's first letter is sent within 5 working days of the decision (Protocol 3.2(iv))."""
    return in_working_days(decided_on, FAMILY_LETTER_WORKING_DAYS, "3.2(iv)")


def review(last_on: date, sooner: date | None = None) -> Deadline:
    """The next review is 14 days at most after Hub entry or the last one, or on the *sooner* day it named.

    (Protocol 3.2(vi), Annex B.)
    """
    limit = last_on + timedelta(days=REVIEW_DAYS)
    if sooner is not None and sooner < limit:
        return rolled(sooner, f"the day named at the last review, {in_words(sooner)}", "3.2(vi)")
    return rolled(limit, f"{REVIEW_DAYS} days from {in_words(last_on)}", "3.2(vi)")


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


def risk_notice(decided_on: date) -> Deadline:
    """The court hears of an increased risk within 1 working day. (The notice: Protocol Annex B. The day: ours.)"""
    return in_working_days(decided_on, RISK_NOTICE_WORKING_DAYS, "Annex B 3 families (risk)")


def extension_sought(needed_on: date) -> Deadline:
    """The family hears that more time is asked for within 1 working day, with the application itself.

    (The letter: Protocol 3.1(k), OF 8.2. The day: ours.)
    """
    return in_working_days(needed_on, EXTENSION_SOUGHT_WORKING_DAYS, "3.1(k)")


def extension_decided(recorded_on: date) -> Deadline:
    """The family hears what the court decided within 5 working days of the day on which that was recorded.

    (The letter: Protocol 3.1(k), OF 8.2. The five days: ours, those of the family letter.)
    """
    return in_working_days(recorded_on, EXTENSION_DECIDED_WORKING_DAYS, "3.1(k)")


def reply(received_on: date) -> Deadline:
    """A party who asks for the case to be allocated is answered within 5 working days.

    (The letter: Protocol 3.1(l), Annex B 3(c). The five days: ours, those of the family letter.)
    """
    return in_working_days(received_on, REPLY_WORKING_DAYS, "3.1(l)")


def adviser_letter(allocated_on: date) -> Deadline:
    """The family is told who their adviser is within 5 working days of the allocation.

    (Told of progress to allocation: Protocol 3.2(v). The five days: ours, those of the family letter.)
    """
    return in_working_days(allocated_on, ADVISER_LETTER_WORKING_DAYS, "3.2(v)")


def brought_forward(decided_on: date) -> Deadline:
    """Who may be told that a case is brought forward hears it within 1 working day.

    (Passed back to the team: Protocol 5.1. The day: ours, that of the court's risk notice.)
    """
    return in_working_days(decided_on, BROUGHT_FORWARD_WORKING_DAYS, "5.1 (risk)")


def guardian_timeframe(recorded_on: date) -> Deadline:
    """The court hears within 5 working days when a guardian it appointed is likely to be allocated.

    (The letter: Protocol 5.2. The five days: ours, those of the family letter.)
    """
    return in_working_days(recorded_on, GUARDIAN_TIMEFRAME_WORKING_DAYS, "5.2 (16.4)")


def answer_to_court(received_on: date) -> Deadline:
    """The court is answered within 2 working days. (The answer: Protocol 2.5, 2.7, 5.2. The two days: ours.)"""
    return in_working_days(received_on, ANSWER_TO_COURT_WORKING_DAYS, "5.2")


def filing_time_letter(decided_on: date) -> Deadline:
    """The court hears of filing times within 5 working days of the decision, with the family.

    (The letter: Protocol 5.1, Annex B 3. The five days: ours, those of the family letter.)
    """
    return in_working_days(decided_on, FILING_TIME_WORKING_DAYS, "5.1")


def hub_closing_letter(recorded_on: date) -> Deadline:
    """Who still waits hears that the Hub closes within 5 working days of the day on which that was recorded.

    (The decision: Protocol 6.2. No paragraph names those who wait: the letter and its five days are ours.)
    """
    return in_working_days(recorded_on, HUB_CLOSING_WORKING_DAYS, "6.2 (decision)")


def review_record(reviewed_on: date) -> Deadline:
    """A review is recorded on its day. (The record: Protocol 3.2(vi). The day: ours.)"""
    why = f"the day of the review, {in_words(reviewed_on)}"
    return Deadline(due_on=reviewed_on, why=why, source="3.2(vi)", provisional=False)


def extension_application(filing_date: date) -> Deadline:
    """More time is asked for no less than 4 weeks before the filing date (Protocol 3.2(iii), Annex B)."""
    limit = filing_date - timedelta(weeks=EXTENSION_NOTICE_WEEKS)
    why = f"{EXTENSION_NOTICE_WEEKS} weeks before the filing date, {in_words(filing_date)}"
    return rolled(limit, why, "3.2(iii)")


def notice_moved_by(filing_date: date) -> str | None:
    """The bank holiday for which the last day to ask for more time comes before four weeks are left; None: for none."""
    return bank_holiday_name(filing_date - timedelta(weeks=EXTENSION_NOTICE_WEEKS))


def extension_chase(asked_on: date) -> Deadline:
    """The court is asked for its answer 10 working days after more time was asked for (ours)."""
    return in_working_days(asked_on, EXTENSION_CHASE_WORKING_DAYS, "ours")


def extension_alarm(filing_date: date) -> Deadline:
    """Without an answer, staff are alarmed 5 working days before the filing date (ours)."""
    due_on = subtract_working_days(filing_date, EXTENSION_ALARM_WORKING_DAYS)
    why = f"{EXTENSION_ALARM_WORKING_DAYS} working days before the filing date, {in_words(filing_date)}"
    return Deadline(due_on=due_on, why=why, source="ours", provisional=is_provisional(filing_date))


def granted_filing(filing_date: date, granted_on: date) -> Deadline:
    """Once the court has granted more time, its date replaces our limits (Protocol 5.2)."""
    return rolled(filing_date, f"the court granted this date on {in_words(granted_on)}", "5.2")


def refused_filing(filing_date: date, refused_on: date) -> Deadline:
    """Once the court has refused more time, the work is filed on time with what is known (Operating Framework 4.14)."""
    why = f"the court refused more time on {in_words(refused_on)}: file on time, noting gaps"
    return rolled(filing_date, why, "OF 4.14")


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
    return rolled(earliest, why, "3.2(ii)")


def allocation_for_grant(filing_date: date, granted_on: date, lead_weeks: int) -> Deadline:
    """A case whose filing date the court has put off is allocated the lead weeks before it (Protocol 2.7, 5.2)."""
    granted = f"{in_words(filing_date)}, granted by the court on {in_words(granted_on)}"
    why = f"{lead_weeks} weeks before the filing date, {granted}"
    return rolled(filing_date - timedelta(weeks=lead_weeks), why, "5.2")


def allocation_by_order(allocate_by: date) -> Deadline:
    """A case is allocated by the day the court set, whatever our own limit would be (Protocol 5.2)."""
    return rolled(allocate_by, f"the day the court set, {in_words(allocate_by)}", "5.2")


def completion(allocated_on: date) -> Deadline:
    """Work is completed at most 6 weeks after allocation from a Hub (Protocol 5.1)."""
    return _weeks_from(allocated_on, COMPLETION_WEEKS, "5.1")


def section_7_filing(communicated_on: date) -> Deadline:
    """A section 7 report is filed at most 26 weeks after the requirement reached Cafcass (Protocol 3.2(iii))."""
    return _weeks_from(communicated_on, SECTION_7_WEEKS, "3.2(iii)")


def first_court_list(opened_on: date) -> Deadline:
    """A court's first list is due on the last working day of the Hub's first working week (Protocol Annex B)."""
    first_day = working_day_on_or_after(opened_on)
    due_on = working_day_on_or_before(first_day + timedelta(days=6 - first_day.weekday()))
    why = f"the last working day of the Hub's first working week, from {in_words(first_day)}"
    return Deadline(due_on=due_on, why=why, source="Annex B", provisional=is_provisional(due_on))


def next_court_list(last_list_on: date, every_days: int) -> Deadline:
    """Each next list is due *every_days* days after the last (Protocol Annex B).

    Never again on the day of the last itself, as a daily list over a weekend would be. Raises ValueError where
    *every_days* is under 1.
    """
    if every_days < 1:
        raise ValueError(f"a list is made every day at most: {every_days}")
    limit = last_list_on + timedelta(days=every_days)
    soonest = working_day_on_or_after(last_list_on + ONE_DAY)
    why = f"{every_days} {'day' if every_days == 1 else 'days'} from the last list, {in_words(last_list_on)}"
    return rolled(max(limit, soonest), why, "Annex B")


def promised_update(dated: date, aim_days: int) -> date:
    """The day a letter dated *dated* promises the next update: the working day on or before it and *aim_days*.

    Raises ValueError for an aim outside 28 to 42 days (Protocol 3.2(v), Annex B: every 4 to 6 weeks).
    """
    if not SHORTEST_UPDATE_AIM_DAYS <= aim_days <= LONGEST_UPDATE_AIM_DAYS:
        raise ValueError(f"an update is aimed at 28 to 42 days: {aim_days}")
    return working_day_on_or_before(dated + timedelta(days=aim_days))


def promised_in(letter: LetterRecord, aim_days: int) -> date:
    """The day by which a letter, as it was printed, said that its reader hears again.

    Of one that an older version kept it is worked out as `promised_update` does, of the Hub's present aim.
    """
    told = letter.days_told(Told.NEXT_LETTER)
    return told[0] if told else promised_update(letter.dated, aim_days)

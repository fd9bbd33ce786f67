"""By when an open Hub is reported on and given up, and the Protocol itself is reviewed."""

from datetime import date, timedelta

from correspondence.protocol.days.calendar import in_words, months_after, working_day_on_or_before
from correspondence.protocol.days.clocks import Deadline, in_working_days, rolled

from .events import ReviewPeriod

REPORT_WEEKS = 4
REPORT_WORKING_DAYS = 5
REVIEW_MEETING_MONTHS = 3

_MONTHS = {ReviewPeriod.THREE_MONTHS: 3, ReviewPeriod.ONE_YEAR: 12}
_IN_WORDS = {ReviewPeriod.THREE_MONTHS: "3 months", ReviewPeriod.ONE_YEAR: "12 months"}
_SOURCES = {ReviewPeriod.THREE_MONTHS: "End note", ReviewPeriod.ONE_YEAR: "6.3"}


def next_report(last_on: date) -> Deadline:
    """An open Hub is looked at and reported on 4 weeks at most after the last time, or after it opened (Protocol 6.1).

    *last_on*: the day of the last status review, or of the opening where there was none.
    """
    return rolled(last_on + timedelta(weeks=REPORT_WEEKS), f"4 weeks from {in_words(last_on)}", "6.1")


def operation_report(reviewed_on: date) -> Deadline:
    """The Board has the report within 5 working days of the review. (The report: Protocol 6.1. The days: ours.)"""
    return in_working_days(reviewed_on, REPORT_WORKING_DAYS, "6.1")


def review_request(requested_on: date) -> Deadline:
    """The Director of Operations has the request within 5 working days.

    (The request: Protocol 6.2. The five days: ours.)
    """
    return in_working_days(requested_on, REPORT_WORKING_DAYS, "6.2 (request)")


def next_review_meeting(held_on: date) -> date:
    """The last working day by which a Hub that stays open has its next Review Challenge Meeting: 3 months on.

    (Cafcass's own practice, as its Board was told in February 2024; the Protocol sets no interval.)
    """
    return working_day_on_or_before(months_after(held_on, REVIEW_MEETING_MONTHS))


def protocol_review(period: ReviewPeriod, first_hub_opened_on: date, reviewed_on: date) -> Deadline:
    """The Protocol is reviewed, and that told, 3 and 12 months after the first Hub opened (Protocol 6.3, end note).

    A review that comes in time is told by that day, moved back to a working day; one that comes after it, within 5
    working days of the review (ours). *reviewed_on* is no earlier than *first_hub_opened_on*.
    """
    months, source = _MONTHS[period], _SOURCES[period]
    why = f"{_IN_WORDS[period]} from {in_words(first_hub_opened_on)}, when the first Hub opened"
    in_time = rolled(months_after(first_hub_opened_on, months), why, source)
    return in_time if reviewed_on <= in_time.due_on else in_working_days(reviewed_on, REPORT_WORKING_DAYS, source)

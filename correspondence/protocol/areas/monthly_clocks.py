"""By when the papers of the monthly look at every area reach their readers, and the next look is due."""

from datetime import date

from correspondence.protocol.days.calendar import in_words, months_after
from correspondence.protocol.days.clocks import Deadline, in_working_days, rolled

MONTHLY_PAPER_WORKING_DAYS = 5


def monthly_paper(reviewed_on: date, source: str) -> Deadline:
    """A monthly update or summary reaches its readers within 5 working days of the review it tells of.

    *source* is the paper's paragraph. (The papers: Protocol 4.2, 5.4, 5.5, 6.1. The five days: ours.)
    """
    return in_working_days(reviewed_on, MONTHLY_PAPER_WORKING_DAYS, source)


def next_monthly_review(reviewed_on: date) -> Deadline:
    """Every area is looked at again within a month of the last look (Protocol 4.2, 5.5).

    The limit is the same day of the next month, or its last day where it has no such day.
    """
    return rolled(months_after(reviewed_on, 1), f"1 month from {in_words(reviewed_on)}", "4.2")

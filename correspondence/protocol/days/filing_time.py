"""When the ordered work of a case in a Hub can be filed, and whether the court's own date can be kept.

The Protocol would have a realistic filing time agreed with the court at the outset (2.5, 5.1, Annex B 3), so that
nobody has to wait for a date that was never going to be kept.
"""

from datetime import date, timedelta

from correspondence.protocol.case.case import SECTION_7_WORK, OrderedWork
from correspondence.protocol.record import record

from .calendar import working_day_on_or_before
from .clocks import HUB_STAY_WEEKS, SECTION_7_WEEKS, extension_application, latest_allocation


@record
class FilingTime:
    """What can be said to the court on a day; every date in it is a working day.

    `longest_wait_ends_on`: the end of the 20 weeks. `allocate_by`: the day by which an adviser is to be allocated, and
    `realistic_on` the day by which the work can then be filed; each None where every limit leaves no such day.
    `can_keep`: whether the court's filing date can be kept, and `apply_by` the last day to ask for another; None where
    the court has set no date.
    """

    longest_wait_ends_on: date
    allocate_by: date | None
    realistic_on: date | None
    can_keep: bool | None
    apply_by: date | None


def filing_time(entered_hub_on: date, work: OrderedWork, lead_weeks: int, today: date) -> FilingTime:
    """What can be said on *today* of a case that entered its Hub on *entered_hub_on*, of *lead_weeks* to do the work.

    An adviser can be allocated until the 20 weeks end or, for section 7 work, until the 26 weeks leave no more than
    the lead weeks; the work is done that many weeks later, and so never after the 26 weeks (Protocol 3.2(ii), (iii),
    5.1). A court's date can be kept while allocation can still come the lead weeks before it. Limits that have passed
    give no date, nor do those that end on the day itself: it is over when the letter is read.
    """
    day, lead, filing = max(today, entered_hub_on), timedelta(weeks=lead_weeks), work.filing_date
    longest = entered_hub_on + timedelta(weeks=HUB_STAY_WEEKS)
    ours = _latest_of_ours(longest, work, lead)
    ours_is_ahead = _is_ahead(working_day_on_or_before(ours), day, today)
    realistic = working_day_on_or_before(ours + lead) if ours_is_ahead else None
    days = [ours, *([filing - lead] if filing is not None else [])]
    ahead = [rolled for each in days if _is_ahead(rolled := working_day_on_or_before(each), day, today)]
    in_time = filing is not None and _is_ahead(latest_allocation(filing, lead_weeks), day, today)
    return FilingTime(
        longest_wait_ends_on=working_day_on_or_before(longest),
        allocate_by=min(ahead, default=None),
        realistic_on=realistic,
        can_keep=None if filing is None else _is_kept(filing, in_time, realistic),
        apply_by=None if filing is None else extension_application(filing).due_on,
    )


def _latest_of_ours(longest: date, work: OrderedWork, lead: timedelta) -> date:
    """The last day, not yet rolled, on which the Protocol's own limits still let a case be allocated."""
    if work.type not in SECTION_7_WORK:
        return longest
    return min(longest, work.communicated_on + timedelta(weeks=SECTION_7_WEEKS) - lead)


def _is_ahead(limit: date, day: date, today: date) -> bool:
    """Whether a case that is in its Hub from *day* on can still be allocated by *limit*, later than *today*."""
    return limit >= day and limit > today


def _is_kept(filing: date, in_time: bool, realistic: date | None) -> bool:
    """Whether a court's date can be kept. A realistic day that falls on it or before it keeps it as well.

    That happens where bank holidays move the realistic day, and not the day of allocation, back to the court's own.
    """
    return in_time or (realistic is not None and realistic <= filing)

"""By when a case's adviser and its finished work can be expected: told alike in letters, applications and lists."""

from dataclasses import replace
from datetime import date

from correspondence.protocol.days.filing_time import FilingTime, filing_time

from .case_file import CaseFile
from .more_time import allocation_clock, answer_that_stands, day_the_court_set


def filing_times(case_file: CaseFile, lead_weeks: int, today: date) -> FilingTime | None:
    """What can be said on *today* of a case in a Hub; None for one that never was in any.

    A day by which the court told us to allocate it, and one that follows from the date that it granted, take the place
    of our own (Protocol 2.7, 5.2).
    """
    entered = case_file.entered_hub_on
    if entered is None:
        return None
    times = filing_time(entered, case_file.case.ordered_work, lead_weeks, today)
    if day_the_court_set(case_file) or answer_that_stands(case_file, granted=True):
        by_the_court = allocation_clock(case_file, entered, lead_weeks).due_on
        times = replace(times, allocate_by=by_the_court if by_the_court > today else None)
    return times

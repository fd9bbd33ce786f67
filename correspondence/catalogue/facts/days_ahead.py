"""The days that a letter still promises: none that has passed."""

from datetime import date

from correspondence.protocol.days import clocks
from correspondence.protocol.history.case_file import CaseFile


def still_ahead(day: date | None, today: date) -> date | None:
    """*day* where it is later than *today*, else None: a letter promises no day that has passed."""
    return day if day is not None and day > today else None


def extension_by(case_file: CaseFile, today: date) -> date | None:
    """The last day to ask the court for longer, while it lies ahead (Protocol 3.2(iii))."""
    filing_date = case_file.case.ordered_work.filing_date
    return None if filing_date is None else still_ahead(clocks.extension_application(filing_date).due_on, today)

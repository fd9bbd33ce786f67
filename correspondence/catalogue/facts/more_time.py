"""How it stands with more time from the court, as the letters to a family tell it beside the filing date."""

from datetime import date
from enum import StrEnum

from correspondence.protocol.days import clocks
from correspondence.protocol.history.case_file import CaseFile
from correspondence.protocol.history.more_time import answer_that_stands, request_pending, requests_made
from correspondence.protocol.record import record

from .days_ahead import still_ahead


class Asked(StrEnum):
    """Whether the court was asked for more time. `not_now`: it was, and to ask again would be exceptional."""

    NOT_YET = "not_yet"
    PENDING = "pending"
    REFUSED = "refused"
    NOT_NOW = "not_now"


@record
class MoreTime:
    """What a family is told of a request. `until`: the day asked for, while the request waits and the day lies ahead.

    It says no more than the letters of the request and of the answer to it told every one of them (F6).
    """

    asked: Asked
    until: date | None


def extension_by(case_file: CaseFile, today: date) -> date | None:
    """The last day to ask the court for longer, while it lies ahead and nobody has asked (Protocol 3.2(iii))."""
    filing_date = case_file.case.ordered_work.filing_date
    if filing_date is None or more_time(case_file, today).asked is not Asked.NOT_YET:
        return None
    return still_ahead(clocks.extension_application(filing_date).due_on, today)


def more_time(case_file: CaseFile, today: date) -> MoreTime:
    """How it stands with more time for the filing date that a case has (Protocol 2.7, 3.2(iii)).

    A date that the court granted stands: as one that took the place of a date asked about, it is asked about again only
    exceptionally.
    """
    pending, answer = request_pending(case_file), answer_that_stands(case_file)
    if pending is not None:
        return MoreTime(asked=Asked.PENDING, until=still_ahead(pending.proposed_filing_date, today))
    if answer is not None and not answer.granted:
        return MoreTime(asked=Asked.REFUSED, until=None)
    made = requests_made(case_file, case_file.case.ordered_work)
    return MoreTime(asked=Asked.NOT_NOW if made else Asked.NOT_YET, until=None)

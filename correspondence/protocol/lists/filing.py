"""Filing dates in a court's list: which are not likely to be kept, what was asked of the court, and what is."""

from datetime import date
from enum import StrEnum

from correspondence.protocol.addressees import is_court
from correspondence.protocol.days import clocks
from correspondence.protocol.directory import Hub
from correspondence.protocol.events import ExtensionDecided, ExtensionNeeded
from correspondence.protocol.history.case_file import CaseFile
from correspondence.protocol.history.filing_times import filing_times
from correspondence.protocol.letters import Status


class Application(StrEnum):
    """Where the last application for more time stands.

    `prepared` until what was written is sent to the court: no list says of an application that it was made before it
    was.
    """

    NONE = "none"
    PREPARED = "prepared"
    LODGED = "lodged"
    GRANTED = "granted"
    REFUSED = "refused"


class Action(StrEnum):
    """What is asked of the court for a case: one thing, the most pressing."""

    NONE = "none"
    DECIDE_APPLICATION = "decide_application"
    CONSIDER_FILING_DATE = "consider_filing_date"
    TELL_US_OF_FILING_DATE = "tell_us_of_filing_date"
    TELL_US_OF_HEARING = "tell_us_of_hearing"


def application_of(case_file: CaseFile) -> Application:
    """Where the last application for more time of this stay stands (Protocol 3.2(iii), Annex B 3(b))."""
    asked = [e for e in case_file.stay if isinstance(e, ExtensionNeeded | ExtensionDecided)]
    match asked[-1:]:
        case [ExtensionDecided(granted=True)]:
            return Application.GRANTED
        case [ExtensionDecided()]:
            return Application.REFUSED
        case [ExtensionNeeded(event_id=event_id)]:
            sent = (x for x in case_file.letters if x.given_by == event_id and x.status is Status.SENT)
            lodged = any(is_court(x.recipient) for x in sent)
            return Application.LODGED if lodged else Application.PREPARED
        case _:
            return Application.NONE


_ASKED = frozenset({Application.LODGED, Application.REFUSED})
"""The court has been asked about this filing date: it is with the court, or the report is filed on time (OF 4.14)."""


def is_lost(filing_date: date | None, hub: Hub, today: date) -> bool:
    """Whether a filing date is not likely to be kept: an adviser who took the case *today* would lack the lead weeks.

    (Protocol 5.1; the lead weeks are the directory's.)
    """
    return filing_date is not None and clocks.latest_allocation(filing_date, hub.allocation_lead_weeks) < today


def last_day_to_apply(filing_date: date | None, application: Application, hub: Hub, today: date) -> date | None:
    """The last day to ask for more time, where the date is lost and nobody has asked (Protocol 3.2(iii), Annex B)."""
    if filing_date is None or application in _ASKED or not is_lost(filing_date, hub, today):
        return None
    return clocks.extension_application(filing_date).due_on


def date_sought(case_file: CaseFile, application: Application) -> date | None:
    """The filing date that the application with the court asks for; None where none is with it (Annex B 3(b))."""
    asked = [e.proposed_filing_date for e in case_file.stay if isinstance(e, ExtensionNeeded)]
    return asked[-1] if application is Application.LODGED else None


def realistic_date(case_file: CaseFile, application: Application, hub: Hub, today: date) -> date | None:
    """The day by which the work can be filed, where the court's own cannot be kept or it set none (Protocol 2.5, 5.1).

    It is the day of the filing-time letter and of the family's. None once the court has been asked for another day, or
    an adviser is to take the case without waiting.
    """
    times = filing_times(case_file, hub.allocation_lead_weeks, today)
    if times is None or times.can_keep or application in _ASKED or case_file.leaves_hub_on is not None:
        return None
    return times.realistic_on


def is_after_hearing(filed_on: date | None, hearing_on: date | None) -> bool:
    """Whether the next hearing comes before the work is filed, or on the same day (Annex B 3)."""
    return filed_on is not None and hearing_on is not None and filed_on >= hearing_on


def action_on(filing_date: date | None, hearing_on: date | None, application: Application, *, lost: bool) -> Action:
    """The most pressing thing that only the court can do for a case that is still with us."""
    if application is Application.LODGED:
        return Action.DECIDE_APPLICATION
    if lost and application not in _ASKED:
        return Action.CONSIDER_FILING_DATE
    if filing_date is None:
        return Action.TELL_US_OF_FILING_DATE
    return Action.TELL_US_OF_HEARING if hearing_on is None else Action.NONE

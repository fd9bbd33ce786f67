"""More time from the court: what makes a request exceptional, whether it is answered, and what the answer moves.

A first request made in time is ordinary; a second, a late one, or one past the limits of the Protocol is exceptional
(Protocol 2.7, 3.2(iii); Operating Framework 4.14). A date that the court grants takes the place of our 20 and 26 weeks
(Protocol 2.7, 5.2). An answer is to the last request before it; a request that another follows is never answered.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from enum import StrEnum

from correspondence.protocol.case.case import SECTION_7_WORK, OrderedWork
from correspondence.protocol.days import clocks
from correspondence.protocol.days.calendar import in_words
from correspondence.protocol.days.clocks import Deadline
from correspondence.protocol.events import AnyEvent, CourtChallenged, ExtensionDecided, ExtensionNeeded
from correspondence.protocol.letters import Status
from correspondence.protocol.record import record

from .case_file import CaseFile
from .found import as_it_stood

_APPLICATION = "extension_application"
"""The code of the letter by which a request goes to the court."""


class Ground(StrEnum):
    """What makes a request for more time exceptional."""

    SECOND_REQUEST = "second_request"
    LATE = "late"
    PAST_20_WEEKS = "past_20_weeks"
    PAST_26_WEEKS = "past_26_weeks"


@record
class Exceptional:
    """A ground with what it rests on in words, its limit or day among them, and its paragraph."""

    ground: Ground
    because: str
    source: str


def as_found(event: AnyEvent, case_file: CaseFile | None) -> CaseFile | None:
    """The case file as *event* found it, whether or not the file holds that event already; None for no history."""
    known = case_file is not None and event.event_id in case_file.arrivals
    return as_it_stood(case_file, event, event.event_id if known else None)


def grounds(application: ExtensionNeeded, case_file: CaseFile | None) -> tuple[Ground, ...]:
    """What makes a request exceptional, as it found its case; nothing, for a first one within every limit.

    *case_file* may hold the request already; it is None where the case's history is not known.
    """
    return tuple(each.ground for each in exceptional(application, case_file))


def exceptional(application: ExtensionNeeded, case_file: CaseFile | None) -> Iterator[Exceptional]:
    """The grounds of a request, each with what it rests on.

    A request is late after the last day to apply, and past the 20 weeks once so many have gone by since the case
    entered the Hub or once an adviser has it (Protocol 2.7, 3.2(iii)).
    """
    work, made_on = application.case.ordered_work, application.occurred_on
    stood, earlier = as_found(application, case_file), earlier_requests(application, case_file)
    if earlier:
        asked = f"more time was already asked for on {in_words(earlier[-1].occurred_on)}"
        yield Exceptional(ground=Ground.SECOND_REQUEST, because=asked, source="2.7")
    last_day = clocks.extension_application(work.filing_date) if work.filing_date else None
    if last_day is not None and made_on > last_day.due_on:
        missed = f"the last day to apply was {in_words(last_day.due_on)}, {last_day.why}"
        yield Exceptional(ground=Ground.LATE, because=missed, source="3.2(iii)")
    waited = _past_20_weeks(made_on, stood)
    if waited:
        yield Exceptional(ground=Ground.PAST_20_WEEKS, because=waited, source="2.7")
    limit = section_7_limit(work)
    if limit is not None and application.proposed_filing_date > limit:
        over = f"26 weeks from the day the work reached Cafcass are over on {in_words(limit)}"
        yield Exceptional(ground=Ground.PAST_26_WEEKS, because=over, source="3.2(iii)")


def _past_20_weeks(made_on: date, stood: CaseFile | None) -> str:
    """Why a request is past the 20 weeks, in words; empty where it is not."""
    limit = hub_limit(stood)
    if stood is not None and stood.allocation is not None:
        return f"the case was allocated on {in_words(stood.allocation.occurred_on)}, after its stay in the Hub"
    return f"20 weeks from Hub entry were over on {in_words(limit)}" if limit is not None and made_on >= limit else ""


def hub_limit(case_file: CaseFile | None) -> date | None:
    """The day on which 20 weeks from Hub entry are over, not rolled; None for a case in no Hub (Protocol 2.7, 5.1)."""
    entered = case_file.entered_hub_on if case_file is not None else None
    return entered + timedelta(weeks=clocks.HUB_STAY_WEEKS) if entered else None


def section_7_limit(work: OrderedWork) -> date | None:
    """The day on which the 26 weeks are over, not rolled; None for work not under section 7 (Protocol 3.2(iii))."""
    return work.communicated_on + timedelta(weeks=clocks.SECTION_7_WEEKS) if work.type in SECTION_7_WORK else None


def earlier_requests(application: ExtensionNeeded, case_file: CaseFile | None) -> tuple[ExtensionNeeded, ...]:
    """The requests made before *application* in the same stay in the Hub, or for the same ordered work."""
    stood = as_found(application, case_file)
    return () if stood is None else requests_made(stood, application.case.ordered_work)


def requests(case_file: CaseFile) -> tuple[ExtensionNeeded, ...]:
    """Every request, by the event that told it first: one that is told again is no other.

    One of an earlier stay was made if it went to the court or the court answered it: what a closing took back unsent,
    nobody asked.
    """
    told = (e for e in case_file.of_type(ExtensionNeeded) if not case_file.told_before(e))
    return tuple(e for e in told if e in case_file.stay or _was_asked(e, case_file))


def _was_asked(request: ExtensionNeeded, case_file: CaseFile) -> bool:
    return application_sent_on(request, case_file) is not None or answer_to(request, case_file) is not None


def requests_made(case_file: CaseFile, work: OrderedWork) -> tuple[ExtensionNeeded, ...]:
    """The requests of this stay in the Hub, or for that work: after one of them, another is exceptional (2.7)."""
    stay = {e.event_id for e in case_file.stay}
    return tuple(e for e in requests(case_file) if e.event_id in stay or _is_same(e.case.ordered_work, work))


def request_pending(case_file: CaseFile) -> ExtensionNeeded | None:
    """The request that waits for the court, or None."""
    made = requests(case_file)
    return made[-1] if made and is_pending(made[-1], case_file) else None


def _is_same(one: OrderedWork, other: OrderedWork) -> bool:
    return (one.type, one.ordered_on) == (other.type, other.ordered_on)


def answer_to(application: ExtensionNeeded, case_file: CaseFile) -> ExtensionDecided | None:
    """The court's answer to a request of the file, or None: not given yet, or another request came before it."""
    following = _following(application, case_file)
    return following[0] if following and isinstance(following[0], ExtensionDecided) else None


def is_pending(application: ExtensionNeeded, case_file: CaseFile) -> bool:
    """Whether a request of the file still waits for the court.

    It is the last one made, without an answer, about the filing date that the case still has, of work not filed yet.
    """
    asked, now = application.case.ordered_work.filing_date, case_file.case.ordered_work.filing_date
    return not _following(application, case_file) and asked == now and case_file.filed_on is None


def application_sent_on(request: ExtensionNeeded, case_file: CaseFile) -> date | None:
    """The day on which the application of a request first went to the court; one that came back went nowhere."""
    its_own = (x for x in case_file.letters if (x.kind, x.given_by) == (_APPLICATION, request.event_id))
    return min((x.sent_on for x in its_own if x.sent_on and x.status is Status.SENT), default=None)


def _following(application: ExtensionNeeded, case_file: CaseFile) -> tuple[ExtensionNeeded | ExtensionDecided, ...]:
    """The requests and answers that came after a request, in order, but for those that told it again."""
    place = [e.event_id for e in case_file.events].index(application.event_id)
    later = (e for e in case_file.events[place + 1 :] if isinstance(e, ExtensionNeeded | ExtensionDecided))
    return tuple(e for e in later if application.event_id not in case_file.told_before(e))


def answer_that_stands(case_file: CaseFile, *, granted: bool | None = None) -> ExtensionDecided | None:
    """The last answer of the court by which the case has the filing date it has; None where none set or kept it.

    *granted*: only one that granted more time.
    """
    work = case_file.case.ordered_work
    answers = [
        e
        for e in case_file.of_type(ExtensionDecided)
        if e.case.ordered_work.filing_date == work.filing_date
        and _is_same(e.case.ordered_work, work)
        and granted in (None, e.granted)
    ]
    return answers[-1] if answers and work.filing_date is not None else None


def day_the_court_set(case_file: CaseFile) -> date | None:
    """The last day by which the court told us, during this stay, to allocate the case (Protocol 5.2)."""
    days = [e.allocate_by for e in case_file.stay if isinstance(e, CourtChallenged) and e.allocate_by]
    return days[-1] if days else None


def allocation_clock(case_file: CaseFile, entered_hub_on: date, lead_weeks: int) -> Deadline:
    """The day by which a case that entered a Hub is to be allocated (Protocol 3.2(ii), 5.1).

    Where the court has set a day, in a challenge or a question, it is that one. Once the court has granted a date, it
    is that less the lead weeks alone: a revised order replaces our 20 and 26 weeks (Protocol 2.7, 5.2).
    """
    ordered = day_the_court_set(case_file)
    if ordered is not None:
        return clocks.allocation_by_order(ordered)
    work, granted = case_file.case.ordered_work, answer_that_stands(case_file, granted=True)
    if granted is not None and work.filing_date is not None:
        return clocks.allocation_for_grant(work.filing_date, granted.decided_on, lead_weeks)
    return clocks.allocation(entered_hub_on, work, lead_weeks)

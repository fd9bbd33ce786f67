"""What is owed around a filing date: more time is asked for in time, the court is chased, and the work is filed."""

from collections.abc import Iterator
from datetime import date

from correspondence.protocol.days import clocks
from correspondence.protocol.days.calendar import in_words
from correspondence.protocol.days.clocks import Deadline
from correspondence.protocol.days.filing import filing_limit
from correspondence.protocol.events import ExtensionDecided, ExtensionNeeded
from correspondence.protocol.history.case_file import CaseFile
from correspondence.protocol.history.more_time import (
    answer_that_stands,
    answer_to,
    application_sent_on,
    is_pending,
    request_pending,
    requests,
)

from .duty import Duty, DutyName, owed


def extension_duties(case_file: CaseFile) -> Iterator[Duty]:
    """The application, what chases the court's answer to it, and the filing (Protocol 3.2(iii), 5.2; OF 4.14)."""
    yield from _application(case_file)
    yield from _answer(case_file)
    yield from _filing(case_file)


def application_in_words(case_file: CaseFile, filing: date, day: date) -> str:
    """How it stands on *day* with an extension of *filing*, the filing date of a case (Protocol 3.2(iii); OF 4.14)."""
    request, answer = request_pending(case_file), answer_that_stands(case_file)
    apply_by = clocks.extension_application(filing).due_on
    verb = "is" if apply_by >= day else "was"
    if request is not None:
        sent_on = application_sent_on(request, case_file)
        if sent_on is not None:
            return f"the application for an extension went to the court on {in_words(sent_on)}, and no answer has come"
        return f"the application for an extension is not sent yet, and {verb} to go by {in_words(apply_by)}"
    if answer is None:
        return f"the last day to apply for an extension {verb} {in_words(apply_by)}"
    on = in_words(answer.decided_on)
    if answer.granted:
        return f"the court granted an extension, until {in_words(answer.filing_date or filing)}, on {on}"
    return f"the court refused an extension on {on}, and the report is filed on time, noting gaps"


def _application(case_file: CaseFile) -> Iterator[Duty]:
    """More time is asked for at least 4 weeks before the filing date; done once the application for it is sent.

    Of a request that waits for the court it is the application for that one. The court's answer proves that it was
    asked, whatever the record of letters says. With an adviser, an application is owed only where the six weeks run
    past the filing date (2.7); but always where somebody decided to make one. Once the work is filed none is owed.
    """
    filing, taken_on = case_file.case.ordered_work.filing_date, case_file.taken_on
    asked = [e for e in requests(case_file) if e.case.ordered_work.filing_date == filing]
    if filing is None:
        return
    in_time = taken_on is not None and clocks.completion(taken_on).due_on <= filing
    waiting = [each for each in asked if is_pending(each, case_file)]
    sent = (application_sent_on(each, case_file) or _answered_on(each, case_file) for each in waiting or asked)
    done = [day for day in sent if day is not None]
    if not done and (case_file.filed_on or (in_time and not asked)):
        return
    clock = clocks.extension_application(filing)
    yield owed(case_file, DutyName.EXTENSION_APPLICATION, clock, done_on=min(done, default=None))


def _answered_on(application: ExtensionNeeded, case_file: CaseFile) -> date | None:
    answer = answer_to(application, case_file)
    return answer.decided_on if answer else None


def _answer(case_file: CaseFile) -> Iterator[Duty]:
    """Staff chase the court for its answer to the last request, and raise the alarm before the filing date (ours)."""
    made = requests(case_file)
    filing = made[-1].case.ordered_work.filing_date if made else None
    if filing is None:
        return
    last = made[-1]
    answer = answer_to(last, case_file)
    if answer is None and not is_pending(last, case_file):
        return
    done_on = answer.occurred_on if answer else None
    chase = clocks.extension_chase(application_sent_on(last, case_file) or last.occurred_on)
    yield owed(case_file, DutyName.EXTENSION_CHASE, chase, done_on=done_on)
    yield owed(case_file, DutyName.EXTENSION_ALARM, clocks.extension_alarm(filing), done_on=done_on)


def _filing(case_file: CaseFile) -> Iterator[Duty]:
    """Ordered work is filed by the day that an answer of the court set or kept, else by its own or our limit."""
    work, answer = case_file.case.ordered_work, answer_that_stands(case_file)
    by_answer = _by_the_court(work.filing_date, answer) if answer and work.filing_date else None
    if clock := by_answer or filing_limit(work):
        yield owed(case_file, DutyName.FILING, clock, done_on=case_file.filed_on)


def _by_the_court(filing_date: date, answer: ExtensionDecided) -> Deadline:
    if answer.granted:
        return clocks.granted_filing(filing_date, answer.decided_on)
    return clocks.refused_filing(filing_date, answer.decided_on)

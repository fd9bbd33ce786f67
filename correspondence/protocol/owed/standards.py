"""Which of the standards that a Hub answers for were not kept, by what is recorded of its cases and its lists.

They go by their names in the statement of assurance (Protocol 4.7, 6.2). Whether a Hub had its staff no record says.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from itertools import pairwise

from correspondence.protocol.addressees import to_court
from correspondence.protocol.case.case import SECTION_7_WORK
from correspondence.protocol.days import clocks
from correspondence.protocol.days.calendar import ONE_DAY, working_day_on_or_before
from correspondence.protocol.directory import Hub
from correspondence.protocol.events import InformationReceived
from correspondence.protocol.history.case_file import CaseFile, is_review
from correspondence.protocol.history.more_time import (
    answer_that_stands,
    answer_to,
    application_sent_on,
    day_the_court_set,
    hub_limit,
    is_pending,
    requests,
)
from correspondence.protocol.history.readers import days_reached, readers
from correspondence.protocol.letters import LetterRecord, Status
from correspondence.protocol.record import record

from .given import letters_given
from .list_obligations import LastList, next_list
from .obligations import HUB_LETTER
from .terms import TELL_WHEN_NEXT


@record
class Owed:
    """Something that was due on a day. `done_on`: when it was done, or owed no longer; None while it still is."""

    due_on: date
    done_on: date | None

    def was_overdue(self, since: date, until: date) -> bool:
        """Whether it was overdue on a day after *since*, *until* with it."""
        done_on = self.done_on or date.max
        return self.due_on < min(done_on, until) and done_on > since


def not_kept(
    case_files: Sequence[CaseFile],
    lists: Mapping[str, Sequence[LetterRecord]],
    hubs: Mapping[str, Hub],
    since: date,
    until: date,
) -> frozenset[str]:
    """The standards that the records contradict, for the time after *since*, *until* with it.

    *case_files*: every case of *hubs*, those of one service area by their keys; *lists*: the lists of each, in order.
    """
    of_cases = {
        name
        for name, owed in _OF_A_CASE.items()
        for case_file in case_files
        if any(each.was_overdue(since, until) for each in owed(case_file))
    }
    of_lists = (each for key, hub in hubs.items() for each in _lists(hub, lists[key], until))
    return frozenset(of_cases | ({_LISTS} if any(each.was_overdue(since, until) for each in of_lists) else set()))


def _left_on(case_file: CaseFile) -> date | None:
    """The day on which the case waited no longer; None while it does."""
    return min((on for on in (case_file.leaves_hub_on, case_file.closed_on) if on is not None), default=None)


def _ended(day: date | None, case_file: CaseFile) -> date | None:
    """That day, or the one on which the case was closed, where nothing is owed any more."""
    return day or case_file.closed_on


_ALLOCATED_AT_ONCE = 1
"""The priority status of Annex A that waits in no Hub."""


def _priority(case_file: CaseFile) -> Iterator[Owed]:
    """What is allocated at once waits in no Hub (Protocol 3.2(i))."""
    found = [e.occurred_on for e in case_file.stay if e.case.priority_status == _ALLOCATED_AT_ONCE]
    if found and case_file.decision is not None:
        yield Owed(due_on=found[0], done_on=_left_on(case_file))


def _allocation(case_file: CaseFile) -> Iterator[Owed]:
    """Within 20 weeks, but where the court has set a day of its own or granted one (Protocol 2.7, 3.2(ii), 5.2)."""
    limit = hub_limit(case_file)
    if (
        limit is not None
        and day_the_court_set(case_file) is None
        and answer_that_stands(case_file, granted=True) is None
    ):
        yield Owed(due_on=working_day_on_or_before(limit), done_on=_ended(case_file.taken_on, case_file))


def _applications(case_file: CaseFile) -> Iterator[Owed]:
    """Each request that was made, by the day on which its application went: from when it was made (3.2(iii))."""
    for request in requests(case_file):
        filing, answer = request.case.ordered_work.filing_date, answer_to(request, case_file)
        went_on = application_sent_on(request, case_file) or (answer.decided_on if answer else None)
        if filing is not None and (went_on is not None or is_pending(request, case_file)):
            due_on = max(clocks.extension_application(filing).due_on, request.occurred_on - ONE_DAY)
            yield Owed(due_on=due_on, done_on=_ended(went_on, case_file))


def _granted(case_file: CaseFile) -> date | None:
    """The filing date that the court granted, where the case has it; None where it granted none."""
    granted = answer_that_stands(case_file, granted=True)
    return case_file.case.ordered_work.filing_date if granted else None


def _section_7(case_file: CaseFile) -> Iterator[Owed]:
    """Within 26 weeks, or by the day that the court granted (Protocol 3.2(iii), 5.2)."""
    work = case_file.case.ordered_work
    if work.type in SECTION_7_WORK:
        due_on = _granted(case_file) or clocks.section_7_filing(work.communicated_on).due_on
        yield Owed(due_on=due_on, done_on=_ended(case_file.filed_on, case_file))


def _first_letters(case_file: CaseFile) -> Iterator[Owed]:
    """The first letter to each who is written to (Protocol 3.2(iv))."""
    written_to = {p.person_id for p in readers(case_file)}
    for given in letters_given(case_file):
        if given.obligation is HUB_LETTER and given.recipient in written_to:
            yield Owed(due_on=given.by.due_on, done_on=given.done_on or _left_on(case_file))


def _updates(case_file: CaseFile) -> Iterator[Owed]:
    """Each letter that says how the wait goes on, by the one before it to the same reader (Protocol 3.2(v))."""
    left_on = _left_on(case_file)
    for person in readers(case_file):
        sent = days_reached(case_file, person.person_id, TELL_WHEN_NEXT)
        for before, after in pairwise((*sent, left_on) if sent else ()):
            if before is not None:
                yield Owed(due_on=clocks.update(before).due_on, done_on=after)


def _reviews(case_file: CaseFile) -> Iterator[Owed]:
    """Each review, by the one before it (Protocol 3.2(vi))."""
    if case_file.entered_hub_on is None:
        return
    reviews = [e for e in case_file.stay if is_review(e)]
    dues = [clocks.review(case_file.entered_hub_on), *(clocks.review(e.occurred_on, e.next_review_on) for e in reviews)]
    for due, done_on in zip(dues, [*(e.occurred_on for e in reviews), _left_on(case_file)], strict=True):
        yield Owed(due_on=due.due_on, done_on=done_on)


def _alerts(case_file: CaseFile) -> Iterator[Owed]:
    """Each alert, by the look that ended it (Protocol 3.2(vii))."""
    for alert in case_file.stay:
        if isinstance(alert, InformationReceived):
            due_on = clocks.alert_review(alert.occurred_on).due_on
            yield Owed(due_on=due_on, done_on=_ended(case_file.looked_at_on(alert), case_file))


def _completion(case_file: CaseFile) -> Iterator[Owed]:
    """The work of a case that an adviser took, within 6 weeks, or by the day that the court granted (5.1, 5.2)."""
    if case_file.taken_on is not None:
        due_on = max(clocks.completion(case_file.taken_on).due_on, _granted(case_file) or date.min)
        yield Owed(due_on=due_on, done_on=_ended(case_file.filed_on, case_file))


_LISTS = "lists_sent_to_courts"


def _lists(hub: Hub, lists: Sequence[LetterRecord], until: date) -> Iterator[Owed]:
    """Each list that a court of the Hub was owed, by the last that had reached it (Protocol Annex B)."""
    for court in hub.courts:
        sent = [x for x in lists if x.recipient == to_court(court) and x.status is Status.SENT and x.sent_on]
        reached = sorted((LastList(made_on=x.dated, sent_on=x.sent_on) for x in sent if x.sent_on), key=_went_on)
        for last, after in pairwise((None, *reached, None)):
            obligation = next_list(last)
            if obligation.until(hub, last, until) or after is not None:
                yield Owed(due_on=obligation.by(hub, last).due_on, done_on=after.sent_on if after else None)


def _went_on(last: LastList) -> date:
    return last.sent_on


_OF_A_CASE: Mapping[str, Callable[[CaseFile], Iterator[Owed]]] = {
    "takes_only_lower_priority": _priority,
    "allocates_within_20_weeks": _allocation,
    "asks_extensions_4_weeks_before": _applications,
    "files_section_7_within_26_weeks": _section_7,
    "writes_within_5_working_days": _first_letters,
    "updates_every_6_weeks": _updates,
    "reviews_every_2_weeks": _reviews,
    "reviews_alerts_within_1_working_day": _alerts,
    "completes_within_6_weeks": _completion,
}

RECORDED = frozenset({*_OF_A_CASE, _LISTS})
"""The standards of which the records tell at all."""

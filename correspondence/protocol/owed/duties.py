"""What is owed, by when, citing the paragraph: derived from the case file, never stored."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date

from correspondence.protocol.days import clocks
from correspondence.protocol.days.calendar import in_words
from correspondence.protocol.days.clocks import Deadline
from correspondence.protocol.directory import Hub
from correspondence.protocol.events import (
    ReviewRecorded,
)
from correspondence.protocol.history.case_file import CaseFile, is_review
from correspondence.protocol.history.more_time import allocation_clock
from correspondence.protocol.history.readers import (
    days_reached,
    days_told,
    reachable,
    readers,
    suggested_version,
    undecided_children,
)

from .correcting_duties import correcting_duties
from .duty import Duty, DutyName, owed
from .extension_duties import application_in_words, extension_duties
from .given import facts_told, given_duties, letters_given
from .mending_duties import mending_duties
from .obligations import DUTY_NAMES, THANK_YOU, UPDATE
from .promised_duties import promised_duties
from .reaching_duties import calls_with_interpreter, safe_addresses
from .terms import TELL_WHEN_NEXT
from .vacant_posts import vacant_posts

_ORDER = {name: place for place, name in enumerate(DUTY_NAMES)}


def duties(case_file: CaseFile, hub: Hub, today: date) -> tuple[Duty, ...]:
    """All that is owed in a case, soonest first, people in the order of the case; nothing once it is closed.

    Only a letter that was sent, and did not come back, ends a duty and starts a clock.
    """
    return duties_by_day(case_file, hub)(today)


def duties_by_day(case_file: CaseFile, hub: Hub) -> Callable[[date], tuple[Duty, ...]]:
    """What `duties` gives on whatever day it is asked: what reads the same on each of them is derived once."""
    if case_file.closed_on is not None:
        return lambda _today: ()
    found = [
        *_updates(case_file),
        *_next_review(case_file),
        *_alert_reviews(case_file),
        *extension_duties(case_file),
        *_completion(case_file),
        *_thank_yous(case_file),
        *correcting_duties(case_file),
        *given_duties(case_file),
    ]
    found += [*safe_addresses(case_file, found), *calls_with_interpreter(case_file)]
    found += [*promised_duties(case_file, hub), *mending_duties(case_file)]

    def on(today: date) -> tuple[Duty, ...]:
        every = [*found, *_allocation(case_file, hub, today), *_letter_versions(case_file, today)]
        every += vacant_posts(case_file, hub, every, today)
        judged = (replace(each, overdue=each.done_on is None and each.due_on < today) for each in every)
        return tuple(sorted(judged, key=lambda each: (each.due_on, _ORDER[each.duty])))

    return on


def next_update_on(case_file: CaseFile, person_id: str) -> date | None:
    """The day by which that person must hear again while the case waits; None before any letter has reached them."""
    clock = _update_clock(case_file, person_id)
    return clock.due_on if clock else None


def next_review(case_file: CaseFile) -> Deadline | None:
    """By when a case in a Hub is reviewed next: from its last review by a supervisor, else from its entry.

    None for a case that never entered one (Protocol 3.2(vi)).
    """
    reviews = [e for e in case_file.stay if is_review(e)]
    if reviews:
        return clocks.review(reviews[-1].occurred_on, reviews[-1].next_review_on)
    entered = case_file.entered_hub_on
    return clocks.review(entered) if entered is not None else None


def _has_left(case_file: CaseFile) -> bool:
    return case_file.leaves_hub_on is not None


def _update_clock(case_file: CaseFile, person_id: str) -> Deadline | None:
    sent = days_reached(case_file, person_id, TELL_WHEN_NEXT)
    return clocks.update(sent[-1]) if sent and not _has_left(case_file) else None


def _updates(case_file: CaseFile) -> Iterator[Duty]:
    """Each reader hears again by their own clock while the case waits (Protocol 3.2(v)).

    Where no letter has reached them yet, that of an update which was asked for.
    """
    wanted = dict(_updates_asked_for(case_file))
    for person in readers(case_file):
        clock = _update_clock(case_file, person.person_id) or wanted.get(person.person_id)
        if clock is not None:
            yield owed(case_file, DutyName.UPDATE, clock, person.person_id)


def _updates_asked_for(case_file: CaseFile) -> Iterator[tuple[str, Deadline]]:
    for event, _ in facts_told(case_file, UPDATE):
        yield from ((each, UPDATE.due(event, case_file, each)) for each in UPDATE.owed_to(event, case_file))


def _next_review(case_file: CaseFile) -> Iterator[Duty]:
    """One review is owed, the next, while the case is in the Hub (Protocol 3.2(vi))."""
    clock = next_review(case_file)
    if clock is not None and not _has_left(case_file):
        yield owed(case_file, DutyName.REVIEW, clock)


def _alert_reviews(case_file: CaseFile) -> Iterator[Duty]:
    """Each open alert is reviewed within a working day; who sent it is not said (Protocol 3.2(vii))."""
    for alert in case_file.open_alerts:
        yield owed(case_file, DutyName.ALERT_REVIEW, clocks.alert_review(alert.occurred_on))


def _allocation(case_file: CaseFile, hub: Hub, today: date) -> Iterator[Duty]:
    """The case is allocated to a named adviser in time: ours (Protocol 3.2(ii), 5.1), or the court's own (5.2)."""
    entered, taken_on = case_file.entered_hub_on, case_file.taken_on
    if entered is None:
        return
    clock = allocation_clock(case_file, entered, hub.allocation_lead_weeks)
    too_late = "" if taken_on else _filing_date_lost(case_file, hub.allocation_lead_weeks, max(today, entered))
    yield owed(case_file, DutyName.ALLOCATION, clock, why=clock.why + too_late, done_on=taken_on)


def _completion(case_file: CaseFile) -> Iterator[Duty]:
    """An adviser who takes the case from a Hub completes the work in time (Protocol 5.1)."""
    taken_on = case_file.taken_on
    if taken_on is not None:
        yield owed(case_file, DutyName.COMPLETION, clocks.completion(taken_on), done_on=case_file.filed_on)


def _filing_date_lost(case_file: CaseFile, lead_weeks: int, day: date) -> str:
    """What `why` adds once allocation on *day* leaves too little time to file: how an application stands (Annex B)."""
    filing = case_file.case.ordered_work.filing_date
    if filing is None or clocks.latest_allocation(filing, lead_weeks) >= day:
        return ""
    return f"; the filing date, {in_words(filing)}, cannot be met: {application_in_words(case_file, filing, day)}"


def _thank_yous(case_file: CaseFile) -> Iterator[Duty]:
    """Who sent information is thanked once a review has answered it, where they want an answer (Protocol 3.2(vii))."""
    alive = {p.person_id for p in reachable(case_file)}
    for review, informant in _thanks(case_file):
        if informant in alive:
            clock = THANK_YOU.due(review, case_file, informant)
            done_on = _thanked_on(case_file, informant, review)
            yield owed(case_file, DutyName.THANK_YOU, clock, informant, done_on=done_on)


def _thanks(case_file: CaseFile) -> Iterator[tuple[ReviewRecorded, str]]:
    """Each review of the stay by which somebody is to be thanked, and whom."""
    reviews = [e for e in case_file.stay if is_review(e)]
    return ((review, informant) for review in reviews for informant in THANK_YOU.owed_to(review, case_file))


def _thanked_on(case_file: CaseFile, person_id: str, review: ReviewRecorded) -> date | None:
    thanks = (x for x in case_file.letters if x.kind == THANK_YOU.code and x.given_by == review.event_id)
    return days_told(thanks).get(person_id)


def _letter_versions(case_file: CaseFile, today: date) -> Iterator[Duty]:
    """A practitioner decides for each child which letter they get, if any (Protocol 3.2(v): age appropriate)."""
    thanks = [(informant, THANK_YOU.due(review, case_file, informant)) for review, informant in _thanks(case_file)]
    for child in undecided_children(case_file):
        given = [x.by for x in letters_given(case_file) if x.recipient == child.person_id and x.done_on is None]
        given += [clock for informant, clock in thanks if informant == child.person_id]
        if clock := min(given, key=lambda by: by.due_on, default=None):
            why = f"no version is decided: {suggested_version(child, today)}; the letter is due {clock.why}"
            yield owed(case_file, DutyName.LETTER_VERSION, clock, child.person_id, why=why, source="3.2(v)")

"""What is owed, by when, citing the paragraph: derived from the case file, never stored."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from enum import StrEnum

from . import clocks
from .calendar import in_words
from .case import SECTION_7_WORK, OrderedWork
from .case_file import CaseFile
from .clocks import Deadline
from .directory import Hub
from .events import Correction, InformationReceived, ReplyRoute, ReviewRecorded
from .fields import record
from .readers import (
    days_reached,
    days_told,
    lacking_route,
    living,
    readers,
    suggested_version,
    undecided_children,
)

HUB_LETTER, UPDATE_LETTER, THANK_YOU_LETTER = "hub_letter", "update", "thank_you"


class DutyName(StrEnum):
    """The clocks of the Protocol, and what only staff can do."""

    FAMILY_LETTER = "family_letter"
    REVIEW = "review"
    UPDATE = "update"
    ALERT_REVIEW = "alert_review"
    EXTENSION_APPLICATION = "extension_application"
    ALLOCATION = "allocation"
    COMPLETION = "completion"
    SECTION_7_FILING = "section_7_filing"
    COURT_LIST = "court_list"
    THANK_YOU = "thank_you"
    SAFE_CONTACT = "safe_contact"
    LETTER_VERSION = "letter_version"
    CORRECTING_LETTER = "correcting_letter"


@record
class Duty:
    """Something owed by a date. `why` is the sum in words; `for_staff` marks what no letter can discharge."""

    duty: DutyName
    case_number: str
    person_id: str | None = None
    due_on: date
    source: str
    why: str
    overdue: bool = False
    provisional: bool = False
    for_staff: bool = False
    done_on: date | None = None


FOR_FAMILIES = frozenset({DutyName.FAMILY_LETTER, DutyName.UPDATE, DutyName.THANK_YOU})
"""The duties that a letter discharges; all others are for staff."""

_ORDER = {name: place for place, name in enumerate(DutyName)}


def duties(case_file: CaseFile, hub: Hub, today: date) -> tuple[Duty, ...]:
    """All that is owed in a case, soonest first, people in the order of the case; nothing once it is closed.

    Only a letter that was sent, and did not come back, ends a duty and starts a clock.
    """
    if case_file.closed_on is not None:
        return ()
    owed = [
        *_family_letters(case_file),
        *_updates(case_file),
        *_next_review(case_file),
        *_alert_reviews(case_file),
        *_court_dates(case_file),
        *_allocation(case_file, hub, today),
        *_thank_yous(case_file),
        *_correcting_letters(case_file),
        *_safe_contacts(case_file),
        *_letter_versions(case_file, today),
    ]
    judged = (replace(each, overdue=each.done_on is None and each.due_on < today) for each in owed)
    return tuple(sorted(judged, key=lambda each: (each.due_on, _ORDER[each.duty])))


def next_update_on(case_file: CaseFile, person_id: str) -> date | None:
    """The day by which that person must hear again; None while no letter of this stay has reached them."""
    clock = _update_clock(case_file, person_id)
    return clock.due_on if clock else None


def _duty(
    case_file: CaseFile,
    name: DutyName,
    by: Deadline,
    person_id: str | None = None,
    *,
    why: str | None = None,
    source: str | None = None,
    done_on: date | None = None,
) -> Duty:
    return Duty(
        duty=name,
        case_number=case_file.case_number,
        person_id=person_id,
        due_on=by.due_on,
        source=source or by.source,
        why=why or by.why,
        provisional=by.provisional,
        for_staff=name not in FOR_FAMILIES,
        done_on=done_on,
    )


def _family_clock(case_file: CaseFile) -> Deadline | None:
    decision = case_file.decision
    return clocks.family_letter(decision.occurred_on) if decision else None


def _update_clock(case_file: CaseFile, person_id: str) -> Deadline | None:
    sent = days_reached(case_file, person_id, (HUB_LETTER, UPDATE_LETTER))
    return clocks.update(sent[-1]) if sent else None


def _family_letters(case_file: CaseFile) -> Iterator[Duty]:
    """Each reader has the first letter within 5 working days of the decision (Protocol 3.2(iv))."""
    clock = _family_clock(case_file)
    if clock is None:
        return
    for person in readers(case_file):
        done_on = min(days_reached(case_file, person.person_id, (HUB_LETTER,)), default=None)
        yield _duty(case_file, DutyName.FAMILY_LETTER, clock, person.person_id, done_on=done_on)


def _updates(case_file: CaseFile) -> Iterator[Duty]:
    """Each reader hears again by their own clock (Protocol 3.2(v))."""
    for person in readers(case_file):
        clock = _update_clock(case_file, person.person_id)
        if clock is not None:
            yield _duty(case_file, DutyName.UPDATE, clock, person.person_id)


def _next_review(case_file: CaseFile) -> Iterator[Duty]:
    """One review is owed, the next, while the case is in the Hub (Protocol 3.2(vi))."""
    reviews = [e for e in case_file.stay if isinstance(e, ReviewRecorded)]
    entered = case_file.entered_hub_on
    if case_file.leaves_hub_on is not None:
        return
    if reviews:
        yield _duty(case_file, DutyName.REVIEW, clocks.review(reviews[-1].occurred_on, reviews[-1].next_review_on))
    elif entered is not None:
        yield _duty(case_file, DutyName.REVIEW, clocks.review(entered))


def _alert_reviews(case_file: CaseFile) -> Iterator[Duty]:
    """Each open alert is reviewed within a working day; who sent it is not said (Protocol 3.2(vii))."""
    for alert in case_file.open_alerts:
        yield _duty(case_file, DutyName.ALERT_REVIEW, clocks.alert_review(alert.occurred_on))


def _court_dates(case_file: CaseFile) -> Iterator[Duty]:
    """More time is asked for in time, and a section 7 report filed in time (Protocol 3.2(iii))."""
    work = case_file.case.ordered_work
    if work.filing_date is not None:
        yield _duty(case_file, DutyName.EXTENSION_APPLICATION, clocks.extension_application(work.filing_date))
    if work.type in SECTION_7_WORK:
        yield _duty(case_file, DutyName.SECTION_7_FILING, clocks.section_7_filing(work.communicated_on))


def _allocation(case_file: CaseFile, hub: Hub, today: date) -> Iterator[Duty]:
    """The case is allocated to a named adviser in time (Protocol 3.2(ii), 5.1)."""
    entered, work = case_file.entered_hub_on, case_file.case.ordered_work
    if entered is None:
        return
    clock = clocks.allocation(entered, work, hub.allocation_lead_weeks)
    too_late = _filing_date_lost(work, hub.allocation_lead_weeks, max(today, entered))
    yield _duty(case_file, DutyName.ALLOCATION, clock, why=clock.why + too_late)


def _filing_date_lost(work: OrderedWork, lead_weeks: int, day: date) -> str:
    """What `why` adds once allocation on *day* leaves too little time to file: the last day to apply (Annex B)."""
    filing = work.filing_date
    if filing is None or clocks.latest_allocation(filing, lead_weeks) >= day:
        return ""
    apply_by = clocks.extension_application(filing).due_on
    verb = "is" if apply_by >= day else "was"
    return (
        f"; the filing date, {in_words(filing)}, cannot be met: the last day to apply for an extension "
        f"{verb} {in_words(apply_by)}"
    )


def _thank_yous(case_file: CaseFile) -> Iterator[Duty]:
    """Who sent information is thanked once a review has answered it, where they want an answer (Protocol 3.2(vii))."""
    alive = {p.person_id for p in living(case_file)}
    first: dict[str, ReviewRecorded] = {}
    for event in case_file.stay:
        if isinstance(event, ReviewRecorded) and event.answers is not None:
            first.setdefault(event.answers, event)
    for information, review in first.items():
        informant = _informant(case_file, information)
        if informant in alive:
            clock = clocks.thank_you(review.occurred_on)
            done_on = _thanked_on(case_file, informant, review)
            yield _duty(case_file, DutyName.THANK_YOU, clock, informant, done_on=done_on)


def _informant(case_file: CaseFile, event_id: str) -> str:
    """Who is to be answered for that information; empty where nobody is."""
    information = case_file.event(event_id)
    if not isinstance(information, InformationReceived) or information.reply_route is ReplyRoute.NONE:
        return ""
    return information.from_person or ""


def _thanked_on(case_file: CaseFile, person_id: str, review: ReviewRecorded) -> date | None:
    thanks = (x for x in case_file.letters if x.kind == THANK_YOU_LETTER and x.given_by == review.event_id)
    return days_told(thanks).get(person_id)


def _correcting_letters(case_file: CaseFile) -> Iterator[Duty]:
    """Who was sent a letter of an event that turned out wrong is told so (ours).

    One duty a person and an event corrected, by its last correction; done once a letter written since is sent.
    """
    last = {e.replaces: e for e in case_file.stay if isinstance(e, Correction)}
    for replaced, correction in last.items():
        clock = clocks.correcting_letter(correction.occurred_on)
        letters = [x for x in case_file.letters if x.given_by == replaced]
        since = set(case_file.arrivals[case_file.arrivals.index(correction.event_id) :])
        told = days_told(x for x in letters if x.event_id in since)
        for person_id in days_told(x for x in letters if x.event_id not in since):
            if person_id not in case_file.dead:
                done_on = told.get(person_id)
                yield _duty(case_file, DutyName.CORRECTING_LETTER, clock, person_id, done_on=done_on)


def _safe_contacts(case_file: CaseFile) -> Iterator[Duty]:
    """A safe route is confirmed for each reader in time for their next letter (ours)."""
    for person in readers(case_file):
        lack = lacking_route(case_file, person)
        clock = _update_clock(case_file, person.person_id) or _family_clock(case_file)
        if lack and clock:
            why = f"{lack}; the letter is due {clock.why}"
            yield _duty(case_file, DutyName.SAFE_CONTACT, clock, person.person_id, why=why, source="ours")


def _letter_versions(case_file: CaseFile, today: date) -> Iterator[Duty]:
    """A practitioner decides for each child which letter they get, if any (Protocol 3.2(v): age appropriate)."""
    clock = _family_clock(case_file)
    if clock is None:
        return
    for child in undecided_children(case_file):
        why = f"no version is decided: {suggested_version(child, today)}; the letter is due {clock.why}"
        yield _duty(case_file, DutyName.LETTER_VERSION, clock, child.person_id, why=why, source="3.2(v)")

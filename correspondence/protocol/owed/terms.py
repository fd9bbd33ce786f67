"""The terms of an obligation: to whom it is owed, by when, and for as long as what holds."""

from collections.abc import Callable
from datetime import date
from typing import Any, TypeAlias

from correspondence.protocol.addressees import to_court, to_file
from correspondence.protocol.days import clocks
from correspondence.protocol.days.clocks import Deadline
from correspondence.protocol.events import (
    CaseEvent,
    ExtensionNeeded,
    HubClosing,
    InformationReceived,
    ReplyRoute,
    RepresentationReceived,
    ReviewRecorded,
    RiskIncreased,
    UpdateDue,
)
from correspondence.protocol.history.case_file import CaseFile, is_review
from correspondence.protocol.history.readers import days_reached

TELL_WHEN_NEXT = ("hub_letter", "update")
"""F1 to F3: the kinds that say how the wait goes on, and start the clock of the next update (Protocol 3.2(v))."""

By: TypeAlias = Callable[[Any, CaseFile, str], Deadline]
OwedTo: TypeAlias = Callable[[Any, CaseFile], tuple[str, ...]]
Holds: TypeAlias = Callable[[Any, CaseFile], bool]


def family(_event: CaseEvent, case_file: CaseFile) -> tuple[str, ...]:
    """Everybody of the case: who of them is written to is not asked here."""
    return tuple(p.person_id for p in case_file.case.people)


def parties(_event: CaseEvent, case_file: CaseFile) -> tuple[str, ...]:
    """Each party: no child, and no carer."""
    return tuple(p.person_id for p in case_file.case.parties)


def who_may_be_told(event: RiskIncreased, _case_file: CaseFile) -> tuple[str, ...]:
    """Those whom the event names as safe to be told."""
    return event.may_be_told


def who_asked(event: RepresentationReceived, _case_file: CaseFile) -> tuple[str, ...]:
    """The party who asked."""
    return (event.from_person,)


def whose_update(event: UpdateDue, case_file: CaseFile) -> tuple[str, ...]:
    """Those whom the event names; the family as it was then where it names nobody; whom a later one covers, not again.

    Who joined since hears by a first letter of their own.
    """
    later = case_file.events[1 + case_file.events.index(event) :]
    since = [e for e in later if isinstance(e, UpdateDue) and event.event_id not in case_file.told_before(e)]
    covered = {person_id for e in since for person_id in _named_by(e)}
    return tuple(person_id for person_id in _named_by(event) if person_id not in covered)


def _named_by(event: UpdateDue) -> tuple[str, ...]:
    told = (p.person_id for p in event.case.people if not p.is_child or p.letter_version is not None)
    return tuple(told) if event.only is None else event.only


def who_is_thanked(event: ReviewRecorded, case_file: CaseFile) -> tuple[str, ...]:
    """Who sent the information that a supervisor's review answers, where they want an answer; by the first that came.

    Nobody is thanked twice for what they told once.
    """
    told = _answered_by(event, case_file)
    if told is None or told.from_person is None or told.reply_route is ReplyRoute.NONE:
        return ()
    came = case_file.arrivals.index
    earlier = (e for e in case_file.stay if is_review(e) and came(e.event_id) < came(event.event_id))
    is_first = all(_answered_by(each, case_file) != told for each in earlier)
    return (told.from_person,) if is_first else ()


def _answered_by(review: ReviewRecorded, case_file: CaseFile) -> InformationReceived | None:
    """The information that a supervisor's review answers, as it was told first where it was told again."""
    told = case_file.event(review.answers) if review.answers and is_review(review) else None
    if not isinstance(told, InformationReceived):
        return None
    first = case_file.event(next(iter(case_file.told_before(told)), told.event_id))
    return first if isinstance(first, InformationReceived) else told


def the_court(_event: CaseEvent, case_file: CaseFile) -> tuple[str, ...]:
    """The court of the case."""
    return (to_court(case_file.case.court),)


def the_file(_event: CaseEvent, case_file: CaseFile) -> tuple[str, ...]:
    """The case's own file in its Hub."""
    return (to_file(case_file.hub),)


def from_its_day(clock: Callable[[date], Deadline]) -> By:
    """A clock that the day of the event starts; for whoever joined the case since, the day on which that was learnt."""

    def due(event: CaseEvent, case_file: CaseFile, recipient: str) -> Deadline:
        return clock(max(event.occurred_on, case_file.joined_on(recipient) or event.occurred_on))

    return due


def in_working_days(n: int) -> By:
    """*n* working days from the day of the event, a term of ours (Protocol: counting)."""
    return from_its_day(lambda day: clocks.in_working_days(day, n, "ours"))


def from_what_they_last_heard(event: UpdateDue, case_file: CaseFile, recipient: str) -> Deadline:
    """The clock that the last letter to reach that person started, or, where none has, the event."""
    heard = days_reached(case_file, recipient, TELL_WHEN_NEXT)
    return clocks.update(heard[-1] if heard else event.occurred_on)


def before_the_filing_date(event: ExtensionNeeded, _case_file: CaseFile, _recipient: str) -> Deadline:
    """The clock that runs backwards from the filing date. Raises `LookupError` for a request without one."""
    filing = event.case.ordered_work.filing_date
    if filing is None:
        raise LookupError("a request for more time is of work with a filing date")
    return clocks.extension_application(filing)


def always(_event: CaseEvent, _case_file: CaseFile) -> bool:
    """Once made, it holds."""
    return True


def while_in_hub(_event: CaseEvent, case_file: CaseFile) -> bool:
    """While the case waits there."""
    return case_file.is_in_hub


def until_next(*kinds: type[CaseEvent]) -> Holds:
    """Whether no event of any of those types has come since: a fact that is told again is none."""

    def holds(event: CaseEvent, case_file: CaseFile) -> bool:
        ids = [e.event_id for e in case_file.events]
        since = (e for e in case_file.events[ids.index(event.event_id) + 1 :] if isinstance(e, kinds))
        return all(event.event_id in case_file.told_before(e) for e in since)

    return holds


def while_nobody_has_it(event: RiskIncreased, case_file: CaseFile) -> bool:
    """Whether that risk is the last, and the case neither waits again nor has an adviser, whose letter says more."""
    last = [e.event_id for e in case_file.stay if isinstance(e, RiskIncreased)][-1:]
    return last == [event.event_id] and case_file.leaves_hub_on is not None and case_file.allocation is None


def last_while_in_hub(event: HubClosing, case_file: CaseFile) -> bool:
    """Whether the case still waits, and no other closing day has been recorded since."""
    return while_in_hub(event, case_file) and until_next(HubClosing)(event, case_file)

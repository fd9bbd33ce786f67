"""The gate: whether a case may be placed in an Allocation Hub, or held there after a review (Protocol 3.2(i), Annex A).

`consistency` goes before it: what is asked here rests on days that can be counted with and a Hub that exists.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import TypeAlias

from correspondence.protocol.case.annex_a import ANNEX_A, Category
from correspondence.protocol.case.case import Case
from correspondence.protocol.days import clocks
from correspondence.protocol.days.calendar import in_words
from correspondence.protocol.days.filing import filing_limit
from correspondence.protocol.directory import Hub
from correspondence.protocol.events import (
    AnyEvent,
    CorrectableEvent,
    Correction,
    HubAllocationDecided,
    ReviewOutcome,
    ReviewRecorded,
)
from correspondence.protocol.events.waiting import NOT_IN_HUB, THE_CASE
from correspondence.protocol.history.case_file import CaseFile
from correspondence.protocol.history.found import as_it_stood
from correspondence.protocol.owed.duty import DutyName
from correspondence.protocol.refusals import Reason
from correspondence.protocol.rules import broken

from . import details, returning
from . import more_time as extension_rules
from .consistency import CASE_CLOSED

FAMILYMAN_NUMBER = re.compile(r"[A-Z]{2}\d{2}[A-Z]\d{5}", re.ASCII)
MOST_URGENT, LEAST_URGENT = 1, 4
LONGEST_WAIT_TO_ENTER = timedelta(days=clocks.REVIEW_DAYS)
"""A case enters the Hub by the day its first review would be due, were it there from the decision on (ours)."""

_Placing: TypeAlias = HubAllocationDecided | ReviewRecorded
"""An event by which a case is placed or held in a Hub."""


def gate(event: AnyEvent, before: CaseFile | None, hub: Hub) -> tuple[Reason, ...]:
    """Every reason why *event* may not place or hold its case in *hub*, or ask the court for more time.

    *before* is the case as recorded so far. What a correction says should have been passes the same gate, its
    reasons under `event.`, judged by how the case stood then; whether it is in the Hub now is not asked again.
    """
    if isinstance(event, Correction):
        corrected = replace(event.event, event_id=event.replaces)
        reasons = (*_reasons(corrected, before, hub, event.replaces), *_may_return(event.event, before, event.replaces))
        return tuple(replace(r, field=f"event.{r.field}") for r in reasons)
    return (*_reasons(event, before, hub), *_not_held(event, before), *_may_return(event, before))


def _placing(event: CorrectableEvent | Correction) -> _Placing | None:
    if isinstance(event, HubAllocationDecided):
        return event
    held = isinstance(event, ReviewRecorded) and event.outcome is ReviewOutcome.HOLD
    return event if held and isinstance(event, ReviewRecorded) else None


def _reasons(
    event: CorrectableEvent, before: CaseFile | None, hub: Hub, replaces: str | None = None
) -> Iterator[Reason]:
    yield from extension_rules.reasons(event, before)
    placing = _placing(event)
    if placing is None:
        return
    yield from _hub_not_open(placing, hub, as_it_stood(before, placing, replaces))
    yield from _public_law(placing, before)
    yield from _priority(placing.case)
    yield from _unresolved(placing.case)
    if isinstance(placing, HubAllocationDecided):
        yield from _entry(placing)
        yield from _screening(placing)
        yield from _urgency(placing)


def _entry_day(decision: HubAllocationDecided) -> date:
    return decision.entered_hub_on or decision.occurred_on


def _hub_not_open(event: _Placing, hub: Hub, stood: CaseFile | None) -> Iterator[Reason]:
    """A Hub takes cases only while it is open (Protocol 4.6).

    One that waits in it when it closes is still reviewed, and may be held, until an adviser takes it (ours).
    """
    waits = isinstance(event, ReviewRecorded) and stood is not None and stood.is_in_hub
    if waits and event.occurred_on >= hub.open_from:
        return iter(())
    days = {"occurred_on": event.occurred_on}
    if isinstance(event, HubAllocationDecided) and event.entered_hub_on is not None:
        days["entered_hub_on"] = event.entered_hub_on
    return broken(
        *(
            (not hub.is_open_on(day), "hub_not_open", field, f"the Hub is not open on {in_words(day)}")
            for field, day in days.items()
        ),
        source="4.6",
    )


def _entry(decision: HubAllocationDecided) -> Iterator[Reason]:
    """An entry may be recorded late or lie ahead, but never so far that no review would be owed (ours)."""
    too_late = _entry_day(decision) - decision.occurred_on > LONGEST_WAIT_TO_ENTER
    detail = f"a case enters the Hub at most {LONGEST_WAIT_TO_ENTER.days} days after the decision"
    return broken((too_late, "entered_hub_too_late", "entered_hub_on", detail), source="ours")


def _public_law(event: _Placing, before: CaseFile | None) -> Iterator[Reason]:
    """Care and supervision never; other public law of status 2 to 4 by override (Protocol 1.3, 3.1(i), 5.1; ours)."""
    category = event.case.category
    entry = ANNEX_A[category]
    exempt = category is Category.CARE_OR_SUPERVISION_ORDER
    needs_override = entry.public_law and entry.priority_status > MOST_URGENT
    return broken(
        (exempt, "care_or_supervision", "case.category", "a care or supervision application is always allocated"),
        (
            needs_override and not _has_override(event, before),
            "public_law_without_override",
            "case.category",
            f"the category {category} is public law: it needs an override with its reason and approver",
        ),
        source="3.1(i)",
    )


def _has_override(event: _Placing, before: CaseFile | None) -> bool:
    """Whether an override is recorded: with this event, or for this category earlier in the stay it reviews."""
    earlier = before.stay if before is not None and isinstance(event, ReviewRecorded) else ()
    return any(e.override is not None and e.case.category is event.case.category for e in (*earlier, event))


def _priority(case: Case) -> Iterator[Reason]:
    """Status 2 to 4, as Annex A has it; a more urgent one with its reason (Protocol 2.6, 3.2(i), Annex A)."""
    status, field = case.priority_status, "case.priority_status"
    listed = ANNEX_A[case.category].priority_status
    known = MOST_URGENT <= status <= LEAST_URGENT
    yield from broken(
        (not known, "priority_status_unknown", field, f"a Priority Status is {MOST_URGENT} to {LEAST_URGENT}"),
        (
            status == MOST_URGENT,
            "priority_status_1",
            field,
            f"Priority Status {MOST_URGENT} is allocated in the normal way and leaves the Hub",
        ),
        source="3.2(i)",
    )
    yield from broken(
        (
            known and status > listed,
            "less_urgent_than_annex_a",
            field,
            f"{status} is less urgent than Annex A allows for this category: {listed}",
        ),
        (
            known and status < listed and case.status_reason is None,
            "status_reason_missing",
            "case.status_reason",
            f"{status} is more urgent than Annex A has for this category, {listed}: it needs its reason",
        ),
        source="Annex A",
    )


def _unresolved(case: Case) -> Iterator[Reason]:
    """None of the features may be present and unresolved (Protocol 3.2(i))."""
    return broken(
        *(
            (True, "unresolved_feature", "case.unresolved_features", f"{feature} is present and unresolved")
            for feature in dict.fromkeys(case.unresolved_features)
        ),
        source="3.2(i)",
    )


def _screening(decision: HubAllocationDecided) -> Iterator[Reason]:
    """A named person has screened the case, no later than the decision (Protocol 3.2(i))."""
    screened = decision.screened
    return broken(
        (screened is None, "screening_missing", "screened", "a named person must have screened the case"),
        (
            screened is not None and screened.on > decision.occurred_on,
            "screened_after_decision",
            "screened.on",
            f"the screening must not be later than the decision, {decision.occurred_on}",
        ),
        source="3.2(i)",
    )


def _urgency(decision: HubAllocationDecided) -> Iterator[Reason]:
    """What the court or Cafcass finds urgent is allocated (Protocol Annex B 3)."""
    return broken((decision.urgent, "urgent", "urgent", "an urgent case is allocated"), source="Annex B 3")


def _not_held(event: AnyEvent, before: CaseFile | None) -> Iterator[Reason]:
    """Only a case that waits in a Hub can be held in it."""
    if not isinstance(event, ReviewRecorded) or _placing(event) is None:
        return iter(())
    closed = before.closed_on if before else None
    never = before is None or before.decision is None
    return broken(
        (never, NOT_IN_HUB, THE_CASE, "this case was never placed in a Hub"),
        (closed is not None, CASE_CLOSED, THE_CASE, f"this case was closed on {closed}"),
        source="3.2(i)",
    )


def _may_return(event: CorrectableEvent, before: CaseFile | None, replaces: str | None = None) -> Iterator[Reason]:
    """An allocated case remains allocated (Protocol 5.6); one that left its Hub for good needs a new decision."""
    placing = _placing(event)
    if placing is None:
        return iter(())
    return returning.return_reasons(placing, as_it_stood(before, event, replaces))


def warnings(event: AnyEvent, before: CaseFile | None, hub: Hub) -> tuple[str, ...]:
    """What is accepted, but worth a second look. A warning holds no person's value."""
    subject, replaces = (event.event, event.replaces) if isinstance(event, Correction) else (event, None)
    placing, is_new = _placing(subject), replaces is None
    stood = as_it_stood(before, subject, replaces)
    found = [*_odd_number(event.case), *_odd_reviewer(subject), *returning.warnings_of_leaving(subject, stood)]
    found += extension_rules.warnings(event)
    found += details.warnings(event, before) if not isinstance(event, Correction) else ()
    if placing is not None:
        found += _odd_placing(placing.case)
    if isinstance(placing, HubAllocationDecided):
        found += _already_in_hub(before) if is_new else ()
        found += _already_past(placing, hub)
    return tuple(found)


def _odd_number(case: Case) -> Iterator[str]:
    if not FAMILYMAN_NUMBER.fullmatch(case.case_number):
        yield "case.case_number is not of FamilyMan's shape, AA99A99999"


def _odd_reviewer(event: CorrectableEvent) -> Iterator[str]:
    """A review is a supervisor's (Protocol 3.2(vi), (vii)): what anybody else records as one changes nothing."""
    if isinstance(event, ReviewRecorded) and not event.is_by_supervisor:
        yield (
            "recorded_by.role: no supervisor recorded this review, so it ends no alert, sets no next review and leaves "
            "the case where it was (Protocol 3.2(vi))"
        )


def _odd_placing(case: Case) -> Iterator[str]:
    listed = ANNEX_A[case.category].priority_status
    if case.category is Category.SECTION_7_FACT_FINDING_SCHEDULED:
        yield "case.category: this case is to be considered for allocation after the fact-finding (Annex A)"
    if case.priority_status < listed:
        yield f"case.priority_status: {case.priority_status} is taken, more urgent than Annex A's {listed}"


def _already_in_hub(before: CaseFile | None) -> Iterator[str]:
    if before is not None and before.is_in_hub and before.entered_hub_on is not None:
        yield f"this case is in the Hub already: its clocks run on from {in_words(before.entered_hub_on)}"


def _already_past(decision: HubAllocationDecided, hub: Hub) -> Iterator[str]:
    """The limits that had passed on the day the case entered: shown as overdue, never moved (Protocol 5.1)."""
    entered, work = _entry_day(decision), decision.case.ordered_work
    limits = {DutyName.ALLOCATION: clocks.allocation(entered, work, hub.allocation_lead_weeks)}
    if work.filing_date is not None:
        limits[DutyName.EXTENSION_APPLICATION] = clocks.extension_application(work.filing_date)
    if clock := filing_limit(work):
        limits[DutyName.FILING] = clock
    for name, limit in limits.items():
        if limit.due_on < max(entered, decision.occurred_on):
            yield f"{name} is past already: it was due on {in_words(limit.due_on)}"

"""What is owed in a case, derived by the laws themselves from what was posted (`protocol.md` sections 3, 4 and 6)."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType

from .case_days import COMPLETION_WEEKS, HUB_WEEKS, SECTION_7, SECTION_7_WEEKS
from .facts import Body, Facts, happened_on, is_review
from .letters import COURT
from .working_days import WorkingDays, a_day


@dataclass(frozen=True, slots=True, kw_only=True)
class OwedLetter:
    """A letter that is owed. `givers`: the events that may have given it, as a fact may be told again."""

    kind: str
    recipient: str
    givers: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class OwedDuty:
    """A duty that stands open, by its name, whose it is, and its day by the sums of the laws."""

    duty: str
    person_id: str | None
    due_on: date


@dataclass(frozen=True, slots=True)
class Owes:
    """By which event a letter is owed, and to whom; who of them is written to is not asked here."""

    event: str
    to_whom: Callable[[Body, Facts], Iterator[str]]


def letters_owed(facts: Facts) -> Iterator[OwedLetter]:
    """Every letter that the present stay owes somebody who is written to; nothing once the case is closed."""
    if facts.closed:
        return
    readers = facts.readers()
    for kind, owes in LETTERS_OF.items():
        events = [e for e in facts.stay if e["type"] == owes.event]
        for event in _giving(kind, events, facts):
            same = frozenset(e["event_id"] for e in events if _tells_the_same(kind, e, event))
            for recipient in owes.to_whom(event, facts):
                if recipient.startswith(COURT) or recipient in readers:
                    yield OwedLetter(kind=kind, recipient=recipient, givers=same)


def _giving(kind: str, events: list[Body], facts: Facts) -> list[Body]:
    """The events of the stay whose letter of that kind is owed as things stand."""
    last = events[-1:]
    left = facts.passed_back
    match kind:
        case "hub_letter" | "filing_time":
            return [] if left else events[:1]
        case "hub_closing":
            return [] if left else last
        case "brought_forward":
            return last if left and not facts.of_type_in_stay("adviser_allocated") else []
        case "extension_application" | "extension_sought":
            return [e for e in last if _is_pending(e, facts)]
        case "guardian_timeframe":
            return [] if facts.of_type_in_stay("adviser_allocated") else last
        case "adviser_letter" | "extension_decided":
            return last
        case "update":
            return []
        case _:
            return events


def _is_pending(request: Body, facts: Facts) -> bool:
    after = facts.events[facts.events.index(request) + 1 :]
    asked = (request["case"].get("ordered_work") or {}).get("filing_date")
    is_answered = any(e["type"] == "extension_decided" for e in after)
    return not (is_answered or _filed(facts)) and asked == facts.work.get("filing_date")


def _everybody(_event: Body, facts: Facts) -> Iterator[str]:
    yield from facts.people


def _the_court(_event: Body, facts: Facts) -> Iterator[str]:
    yield f"{COURT}{facts.case.get('court')}"


def _who_may_be_told(event: Body, _facts: Facts) -> Iterator[str]:
    yield from event.get("may_be_told") or ()


def _who_asked(event: Body, _facts: Facts) -> Iterator[str]:
    yield str(event["from_person"])


def _thanked(review: Body, facts: Facts) -> Iterator[str]:
    told = facts.event(str(review.get("answers"))) if is_review(review) and review.get("answers") else None
    wished = told is not None and told["type"] == "information_received" and told.get("reply_route") != "none"
    if told and wished and told.get("from_person"):
        yield str(told["from_person"])


LETTERS_OF: Mapping[str, Owes] = MappingProxyType(
    {
        "hub_letter": Owes("hub_allocation_decided", _everybody),
        "filing_time": Owes("hub_allocation_decided", _the_court),
        "update": Owes("update_due", _everybody),
        "adviser_letter": Owes("adviser_allocated", _everybody),
        "brought_forward": Owes("risk_increased", _who_may_be_told),
        "risk_notice": Owes("risk_increased", _the_court),
        "extension_application": Owes("extension_needed", _the_court),
        "extension_sought": Owes("extension_needed", _everybody),
        "extension_decided": Owes("extension_decided", _everybody),
        "thank_you": Owes("review_recorded", _thanked),
        "reply": Owes("representation_received", _who_asked),
        "guardian_timeframe": Owes("guardian_appointed", _the_court),
        "answer_to_court": Owes("court_challenged", _the_court),
        "hub_closing": Owes("hub_closing", _everybody),
    }
)
"""The kinds of letter that a paragraph makes a case owe, by the law's own reading of it. One of ours is in none."""


def _tells_the_same(kind: str, event: Body, other: Body) -> bool:
    """Whether two events of a type may have given the same letter: a fact told again owes nothing anew."""
    if kind == "thank_you":
        return bool(event.get("answers") == other.get("answers"))
    if kind == "reply":
        return bool(event["from_person"] == other["from_person"])
    return True


def duties_owed(facts: Facts, calendar: WorkingDays, lead_weeks: int) -> Iterator[OwedDuty]:
    """The duties of staff that stand open by the clocks of section 6, with their days."""
    if facts.closed:
        return
    for alert in facts.open_alerts():
        yield OwedDuty(duty="alert_review", person_id=None, due_on=calendar.after(happened_on(alert), 1))
    if facts.waits:
        yield OwedDuty(duty="review", person_id=None, due_on=calendar.until(_next_review(facts)))
        if allocation := _allocation(facts, lead_weeks):
            yield OwedDuty(duty="allocation", person_id=None, due_on=calendar.until(allocation))
    if not _filed(facts):
        if filing := _filing(facts, calendar):
            yield OwedDuty(duty="filing", person_id=None, due_on=filing)
        for event in facts.of_type_in_stay("adviser_allocated")[:1]:
            done_by = happened_on(event) + timedelta(weeks=COMPLETION_WEEKS)
            yield OwedDuty(duty="completion", person_id=None, due_on=calendar.until(done_by))


def _next_review(facts: Facts) -> date:
    """Fourteen days from Hub entry or the last review, or the sooner day that it named (Protocol 3.2(vi))."""
    reviews = [e for e in facts.stay if is_review(e)]
    if not reviews:
        return (facts.entered_on or happened_on(facts.stay[0])) + timedelta(days=14)
    limit = happened_on(reviews[-1]) + timedelta(days=14)
    return min(limit, a_day(reviews[-1].get("next_review_on")) or limit)


def _allocation(facts: Facts, lead_weeks: int) -> date | None:
    """The earliest of the three days, or the day that the court set (Protocol 3.2(ii), 5.1, 5.2)."""
    ordered = [day for e in facts.of_type_in_stay("court_challenged") if (day := a_day(e.get("allocate_by")))]
    lead, filing = timedelta(weeks=lead_weeks), a_day(facts.work.get("filing_date"))
    if ordered or facts.entered_on is None:
        return ordered[-1] if ordered else None
    if filing and _answer_that_stands(facts, only_granted=True):
        return filing - lead
    days = [facts.entered_on + timedelta(weeks=HUB_WEEKS), *([filing - lead] if filing else [])]
    days += [limit - lead] if (limit := _section_7_limit(facts)) else []
    return min(days)


def _section_7_limit(facts: Facts) -> date | None:
    communicated = a_day(facts.work.get("communicated_on"))
    if communicated is None or facts.work.get("type") not in SECTION_7:
        return None
    return communicated + timedelta(weeks=SECTION_7_WEEKS)


def _answer_that_stands(facts: Facts, *, only_granted: bool = False) -> bool:
    """Whether an answer of the court set or kept the filing date that the work now has."""
    which = ("type", "ordered_on", "filing_date")
    now = [facts.work.get(key) for key in which]
    answers = [e for e in facts.of_type("extension_decided") if e.get("granted") or not only_granted]
    return any([(e["case"].get("ordered_work") or {}).get(key) for key in which] == now for e in answers)


def _filing(facts: Facts, calendar: WorkingDays) -> date | None:
    """The court's day; for section 7 the earlier of it and 26 weeks; a day granted or kept replaces both."""
    filing, limit = a_day(facts.work.get("filing_date")), _section_7_limit(facts)
    if filing and _answer_that_stands(facts):
        return calendar.until(filing)
    return min((calendar.until(day) for day in (filing, limit) if day), default=None)


def _filed(facts: Facts) -> bool:
    filed = facts.of_type("report_filed")
    ordered = str(facts.work.get("ordered_on"))
    return any(e["work_type"] == facts.work.get("type") and str(e["filed_on"]) >= ordered for e in filed)

"""What a request for more time, and the court's answer to it, may not say; and what the Protocol does not allow.

`own_faults` show without the case's history, `history_faults` contradict it; `reasons` are the gate of Protocol 2.7
and 3.2(iii). What a correction says should have been is judged with the id of the event it replaces.
"""

from collections.abc import Iterator
from datetime import date

from .calendar import COUNTABLE_FROM, COUNTABLE_UNTIL, in_words, is_working_day
from .case_file import CaseFile
from .events import AnyEvent, CorrectableEvent, Correction, ExtensionDecided, ExtensionNeeded, HearingEffect
from .extension import CLEAR_WORKING_DAYS, answer_to, as_found, exceptional, hearing_ahead, touches
from .refusals import Reason
from .rules import broken

_FILING_DATE = "case.ordered_work.filing_date"
_MOVED = frozenset({HearingEffect.RELIST, HearingEffect.VACATE})


def own_faults(event: AnyEvent) -> Iterator[Reason]:
    """What contradicts itself in a request for more time, or in the court's answer; nothing for any other event."""
    match event:
        case ExtensionNeeded():
            yield from _request_faults(event)
            yield from _hearing_faults(event)
        case ExtensionDecided():
            yield from _answer_faults(event)


def _request_faults(application: ExtensionNeeded) -> Iterator[Reason]:
    filing = application.case.ordered_work.filing_date
    return broken(
        (filing is None, "filing_date_missing", _FILING_DATE, "there is no filing date to extend"),
        (
            filing is not None and application.proposed_filing_date <= filing,
            "proposed_not_after_filing_date",
            "proposed_filing_date",
            f"the date asked for must be after the filing date, {filing}",
        ),
        source="3.2(iii)",
    )


def _hearing_faults(application: ExtensionNeeded) -> Iterator[Reason]:
    """The court is told what a later report does to the hearing, and asked what is wanted (ours)."""
    hearing, effect, proposed = hearing_ahead(application), application.hearing_effect, application.proposed_filing_date
    countable = COUNTABLE_FROM <= proposed <= COUNTABLE_UNTIL
    return broken(
        (
            hearing is not None and effect is None and countable and touches(proposed, hearing),
            "hearing_effect_missing",
            "hearing_effect",
            f"the date asked for leaves fewer than {CLEAR_WORKING_DAYS} working days before the hearing, {hearing}: "
            "what is asked for it must be said",
        ),
        (
            hearing is None and effect in _MOVED,
            "hearing_unknown",
            "hearing_effect",
            f"no hearing is known that could be moved, on or after {application.occurred_on}",
        ),
        source="ours",
    )


def _answer_faults(decided: ExtensionDecided) -> Iterator[Reason]:
    """The date that the court leaves is the one the case now has (Protocol 5.2)."""
    now, granted = decided.case.ordered_work.filing_date, decided.granted
    other = decided.filing_date is not None and decided.filing_date != now
    return broken(
        (
            granted and decided.filing_date is None,
            "filing_date_missing",
            "filing_date",
            "a request that was granted has the date the court set",
        ),
        (granted and other, "granted_date_not_kept", _FILING_DATE, "must be the date that the court granted"),
        (
            not granted and other,
            "refused_with_another_date",
            "filing_date",
            "a request that was refused leaves the filing date that the case has, or names none",
        ),
        (
            decided.decided_on > decided.occurred_on,
            "decided_after_event",
            "decided_on",
            f"the court cannot have decided after the day of this event, {decided.occurred_on}",
        ),
        source="5.2",
    )


def history_faults(event: CorrectableEvent, before: CaseFile) -> Iterator[Reason]:
    """What contradicts the requests and answers already recorded, as the event found its case."""
    match event:
        case ExtensionDecided():
            yield from _unasked(event, as_found(event, before))
        case ExtensionNeeded() if event.event_id in before.arrivals:
            answer = answer_to(event, before)
            day = answer.decided_on if answer else event.occurred_on
            detail = f"the court answered this request on {day}: it was made by then"
            yield from broken((event.occurred_on > day, "made_after_answer", "occurred_on", detail), source="5.2")


def _unasked(decided: ExtensionDecided, stood: CaseFile | None) -> Iterator[Reason]:
    """The court answers a request that waits, and either sets a later date or leaves the one that stood."""
    court = [e for e in stood.events if isinstance(e, ExtensionNeeded | ExtensionDecided)] if stood else []
    asked = court[-1] if court else None
    if not isinstance(asked, ExtensionNeeded):
        detail = "no request for more time waits for an answer in this case"
        yield Reason(rule="nothing_to_decide", field="type", detail=detail, source="5.2")
        return
    old, now = asked.case.ordered_work.filing_date, decided.case.ordered_work.filing_date
    set_on = decided.filing_date if decided.granted else None
    yield from broken(
        (
            decided.decided_on < asked.occurred_on,
            "decided_before_request",
            "decided_on",
            f"the court cannot have decided before the request was made, on {asked.occurred_on}",
        ),
        (
            set_on is not None and old is not None and set_on <= old,
            "granted_date_not_later",
            "filing_date",
            f"the date granted must be after the filing date that stood, {old}",
        ),
        (
            not decided.granted and now != old,
            "refused_date_not_kept",
            _FILING_DATE,
            f"a request that was refused leaves the filing date that stood, {old}",
        ),
        source="5.2",
    )


def reasons(event: CorrectableEvent, before: CaseFile | None) -> Iterator[Reason]:
    """Why the Protocol does not allow a request for more time; nothing for any other event.

    After the filing date it is refused outright. What is exceptional needs its reason and who approved it: a reason
    for each that is missing, with the ground and its limit (Protocol 2.7, 3.2(iii); Operating Framework 4.14).
    """
    if not isinstance(event, ExtensionNeeded):
        return
    filing = event.case.ordered_work.filing_date
    if filing is not None and event.occurred_on > filing:
        detail = f"more time is asked for by the filing date, {in_words(filing)}, and never after it"
        yield Reason(rule="after_filing_date", field="occurred_on", detail=detail, source="3.2(iii)")
        return
    missing = {
        "exceptional_reason": (event.exceptional_reason is None, "reason", "the reason that makes it exceptional"),
        "approved_by": (event.approved_by is None, "approval", "the name of who approved it"),
    }
    for each in exceptional(event, before):
        yield from broken(
            *(
                (
                    is_missing,
                    f"{each.ground}_without_{what}",
                    field,
                    f"{each.ground}: {each.because}; it needs {needed}",
                )
                for field, (is_missing, what, needed) in missing.items()
            ),
            source=each.source,
        )


def warnings(event: AnyEvent) -> Iterator[str]:
    """What is taken of a request or an answer, but worth a second look. No warning holds a person's value."""
    subject = event.event if isinstance(event, Correction) else event
    if isinstance(subject, ExtensionNeeded):
        yield from _idle("proposed_filing_date", subject.proposed_filing_date)
        if subject.case.ordered_work.filing_date != event.case.ordered_work.filing_date:
            yield "event.case.ordered_work.filing_date: the case has another by now, so no application is written"
    elif isinstance(subject, ExtensionDecided) and subject.granted and subject.filing_date is not None:
        yield from _idle("filing_date", subject.filing_date)
        if subject.filing_date <= subject.decided_on:
            yield "filing_date: the court granted a date that does not lie after its decision"


def _idle(field: str, day: date) -> Iterator[str]:
    if not is_working_day(day):
        yield f"{field}: {in_words(day)} is no working day"

"""What is not allowed of a request for more time, and what staff are told of one (Protocol 2.7, 3.2(iii))."""

from collections.abc import Iterator
from datetime import date

from correspondence.protocol.days.calendar import in_words, is_working_day
from correspondence.protocol.events import AnyEvent, CorrectableEvent, Correction, ExtensionDecided, ExtensionNeeded
from correspondence.protocol.history.case_file import CaseFile
from correspondence.protocol.history.more_time import exceptional
from correspondence.protocol.refusals import Reason
from correspondence.protocol.rules import broken


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

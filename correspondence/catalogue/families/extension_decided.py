"""F6, decided: each party and child hears what the court answered when it was asked for more time."""

from dataclasses import replace
from datetime import date
from enum import StrEnum

from correspondence.catalogue.facts.changes import Changes, changes_since_told, work_told
from correspondence.catalogue.facts.days_ahead import still_ahead
from correspondence.catalogue.facts.next_update import adviser_of, promised_to
from correspondence.catalogue.kind import Facts, Post, letter_part
from correspondence.catalogue.occasions.case import Occasion, kind_of
from correspondence.catalogue.reader import Reader
from correspondence.catalogue.recipients import families
from correspondence.protocol.events import Adviser, ExtensionDecided, ExtensionNeeded
from correspondence.protocol.history.case_file import CaseFile
from correspondence.protocol.history.more_time import answer_to, requests
from correspondence.protocol.letters import Audience
from correspondence.protocol.owed import obligations
from correspondence.protocol.record import record


class Answer(StrEnum):
    """What the court said. `another_day`: it gave more time, but not until the day that was asked for."""

    GRANTED = "granted"
    ANOTHER_DAY = "another_day"
    REFUSED = "refused"


@record
class ExtensionDecidedFacts(Facts):
    """F6: the court's answer. Its words are not among them.

    `filing_date` is the day that holds now, granted or left as it was. `filing_date_before` is what it was, where it is
    another now; after a refusal, what the reader was last told. It stands in the letter's own words, and so not among
    the `changes`. `has_passed`: the day that holds is over.
    """

    answer: Answer
    decided_on: date
    filing_date: date | None
    filing_date_before: date | None
    has_passed: bool
    hearing_on: date | None
    adviser: Adviser | None
    next_update_on: date | None
    changes: Changes


def request_answered(case_file: CaseFile, decided: ExtensionDecided) -> ExtensionNeeded | None:
    """The request that a decision answers, or None where none waited for one."""
    answered = ((each, answer_to(each, case_file)) for each in requests(case_file))
    return next((each for each, answer in answered if answer and answer.event_id == decided.event_id), None)


def _answer(decided: ExtensionDecided, request: ExtensionNeeded | None) -> Answer:
    if not decided.granted:
        return Answer.REFUSED
    same = request is None or decided.filing_date == request.proposed_filing_date
    return Answer.GRANTED if same else Answer.ANOTHER_DAY


def _filing_date_before(occasion: Occasion, reader: Reader, request: ExtensionNeeded | None) -> date | None:
    """The day that stood when more time was asked for; where nobody asked, the one that the reader was last told."""
    work = request.case.ordered_work if request else work_told(occasion.case_file, reader.key)
    return work.filing_date if work else None


def _facts(occasion: Occasion, reader: Reader) -> ExtensionDecidedFacts:
    decided = occasion.event_as(ExtensionDecided)
    request = request_answered(occasion.case_file, decided)
    filing_date = occasion.case.ordered_work.filing_date
    changes = changes_since_told(occasion, reader)
    before = _filing_date_before(occasion, reader, request) if decided.granted else changes.filing_date_before
    return ExtensionDecidedFacts(
        answer=_answer(decided, request),
        decided_on=decided.decided_on,
        filing_date=filing_date,
        filing_date_before=before if before != filing_date else None,
        has_passed=filing_date is not None and filing_date < occasion.today,
        hearing_on=still_ahead(occasion.case.ordered_work.next_hearing_on, occasion.today),
        adviser=adviser_of(occasion.case_file),
        next_update_on=promised_to(occasion, reader),
        changes=replace(changes, filing_date_before=None),
    )


EXTENSION_DECIDED = kind_of(
    obligations.EXTENSION_DECIDED,
    documents=("F6",),
    title="The court’s answer about more time",
    to=families,
    recipients="each party; each child with a version decided",
    facts=_facts,
    facts_type=ExtensionDecidedFacts,
    signed_by=Post.PRACTICE_SUPERVISOR,
    versions=(Audience.ADULT, Audience.OLDER, Audience.YOUNGER),
    parts=(letter_part(obligations.EXTENSION_DECIDED.code),),
    waits_for_alerts=True,
)

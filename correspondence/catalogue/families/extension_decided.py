"""F6, decided: each party and child hears what the court answered when it was asked for more time."""

from dataclasses import replace
from datetime import date
from enum import StrEnum

from correspondence.catalogue.facts.aims import Aims, aims_told
from correspondence.catalogue.facts.changes import Changes, changes_since_told, work_told
from correspondence.catalogue.facts.days_ahead import still_ahead
from correspondence.catalogue.facts.next_update import adviser_told, promised_to
from correspondence.catalogue.facts.versions import to_adults, where_changed
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
    the `changes`. `asked_for`: the day that was asked for, where the court chose another. `has_passed`: the day that
    holds is over, and the court left it so. `aims`: while nobody has the case. A child is not told of
    a day that has passed, of one before that a refusal left, nor which day was asked for; a younger one, of none
    before.
    """

    answer: Answer
    decided_on: date | None
    filing_date: date | None
    filing_date_before: date | None
    asked_for: date | None
    has_passed: bool
    hearing_on: date | None
    adviser: Adviser | None
    aims: Aims | None
    next_update_on: date | None
    changes: Changes


def request_answered(case_file: CaseFile, decided: ExtensionDecided) -> ExtensionNeeded | None:
    """The request that a decision answers, or None where none waited for one."""
    answered = ((each, answer_to(each, case_file)) for each in requests(case_file))
    return next((each for each, answer in answered if answer and answer.event_id == decided.event_id), None)


def _answer(decided: ExtensionDecided, request: ExtensionNeeded | None, reader: Reader) -> Answer:
    if not decided.granted:
        return Answer.REFUSED
    is_another = request is not None and decided.filing_date != request.proposed_filing_date
    return Answer.ANOTHER_DAY if is_another and reader.audience is Audience.ADULT else Answer.GRANTED


def _filing_date_before(occasion: Occasion, reader: Reader, request: ExtensionNeeded | None) -> date | None:
    """The day that stood when more time was asked for; where nobody asked, the one that the reader was last told.

    After a refusal, what an adult was last told, where it is another now.
    """
    if not occasion.event_as(ExtensionDecided).granted:
        return to_adults(changes_since_told(occasion, reader).filing_date_before, reader)
    work = request.case.ordered_work if request else work_told(occasion.case_file, reader.key)
    return work.filing_date if work and reader.audience is not Audience.YOUNGER else None


def _facts(occasion: Occasion, reader: Reader) -> ExtensionDecidedFacts:
    decided = occasion.event_as(ExtensionDecided)
    request = request_answered(occasion.case_file, decided)
    filing_date = occasion.case.ordered_work.filing_date
    changes, before = changes_since_told(occasion, reader), _filing_date_before(occasion, reader, request)
    has_passed = not decided.granted and filing_date is not None and filing_date < occasion.today
    hearing_on = still_ahead(occasion.case.ordered_work.next_hearing_on, occasion.today)
    answer = _answer(decided, request, reader)
    is_younger = reader.audience is Audience.YOUNGER
    return ExtensionDecidedFacts(
        answer=answer,
        decided_on=to_adults(decided.decided_on, reader),
        filing_date=to_adults(filing_date, reader) if has_passed else filing_date,
        filing_date_before=before if before != filing_date else None,
        asked_for=request.proposed_filing_date if request and answer is Answer.ANOTHER_DAY else None,
        has_passed=has_passed,
        hearing_on=where_changed(hearing_on, changes.hearing_on_before, reader) if is_younger else hearing_on,
        adviser=adviser_told(occasion, reader),
        aims=aims_told(occasion, reader),
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

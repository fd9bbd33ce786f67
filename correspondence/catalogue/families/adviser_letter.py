"""F4: the letter that tells a family, and each child, which Family Court Adviser has their case."""

from datetime import date

from correspondence.catalogue.facts.aims import told_otherwise
from correspondence.catalogue.facts.changes import Changes, changes_since_told
from correspondence.catalogue.facts.days_ahead import still_ahead
from correspondence.catalogue.facts.more_time import MoreTime, extension_by, more_time
from correspondence.catalogue.facts.versions import adviser_to, of_those, to_adults, where_changed
from correspondence.catalogue.kind import Facts, Post, letter_part
from correspondence.catalogue.occasions.case import Occasion, kind_of
from correspondence.catalogue.reader import Reader
from correspondence.catalogue.recipients import families
from correspondence.protocol.case.case import WorkType
from correspondence.protocol.days import clocks
from correspondence.protocol.events import Adviser, AdviserAllocated, ExtensionDecided
from correspondence.protocol.history.case_file import CaseFile
from correspondence.protocol.letters import Audience, Told
from correspondence.protocol.owed import obligations
from correspondence.protocol.record import record


@record
class AdviserLetterFacts(Facts):
    """F4: a named adviser has the case. `completion_by`: None where the court's own day counts.

    `realistic_on_before`: the day by which they were told that the work can be done, where we aim at another now.
    A child is told no day but those that have changed.
    """

    told_ahead_or_past = frozenset({"filing_date"})

    adviser: Adviser
    work: WorkType
    completion_by: date | None
    realistic_on_before: date | None
    filing_date: date | None
    extension_by: date | None
    more_time: MoreTime | None
    hearing_on: date | None
    changes: Changes


_TOLD_APART = {
    Audience.ADULT: frozenset(WorkType),
    Audience.OLDER: frozenset({WorkType.RULE_16_4, WorkType.OTHER_REPORT}),
    Audience.YOUNGER: frozenset({WorkType.RULE_16_4}),
}
"""The sorts of work that each version has its own words for."""


def completion_by(taken_on: date, filing_date: date | None, today: date) -> date | None:
    """The day by which the work is to be done, while it lies ahead (Protocol 5.1).

    None where the filing date lies ahead and is no later: then that is the day that counts.
    """
    limit = clocks.completion(taken_on).due_on
    filing = still_ahead(filing_date, today)
    return None if filing is not None and filing <= limit else still_ahead(limit, today)


def _taken_on(case_file: CaseFile) -> date | None:
    """The day from which the six weeks run, the first adviser's: another one starts nothing again (Protocol 5.1).

    None once the court has granted more time since: its date takes the place of our limit (Protocol 5.2).
    """
    taken_on: date | None = None
    for event in case_file.stay:
        if isinstance(event, AdviserAllocated) and taken_on is None:
            taken_on = event.occurred_on
        elif isinstance(event, ExtensionDecided) and event.granted and taken_on is not None:
            return None
    return taken_on


def _facts(occasion: Occasion, reader: Reader) -> AdviserLetterFacts:
    work, today, taken_on = occasion.case.ordered_work, occasion.today, _taken_on(occasion.case_file)
    allocation, changes = occasion.event_as(AdviserAllocated), changes_since_told(occasion, reader)
    completed_by = completion_by(taken_on, work.filing_date, today) if taken_on else None
    return AdviserLetterFacts(
        adviser=adviser_to(reader, allocation.adviser),
        work=of_those(work.type, _TOLD_APART[reader.audience]),
        completion_by=to_adults(completed_by, reader),
        realistic_on_before=told_otherwise(occasion, reader, Told.REALISTIC, completed_by or work.filing_date),
        filing_date=where_changed(work.filing_date, changes.filing_date_before, reader),
        extension_by=to_adults(extension_by(occasion.case_file, today), reader),
        more_time=to_adults(more_time(occasion.case_file, today), reader),
        hearing_on=where_changed(still_ahead(work.next_hearing_on, today), changes.hearing_on_before, reader),
        changes=changes,
    )


ADVISER_LETTER = kind_of(
    obligations.ADVISER_LETTER,
    documents=("F4",),
    title="Adviser letter",
    to=families,
    recipients="each party; each child with a version decided",
    facts=_facts,
    facts_type=AdviserLetterFacts,
    signed_by=Post.PRACTICE_SUPERVISOR,
    versions=(Audience.ADULT, Audience.OLDER, Audience.YOUNGER),
    parts=(letter_part(obligations.ADVISER_LETTER.code),),
    waits_for_alerts=True,
)

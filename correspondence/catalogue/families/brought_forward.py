"""F5: the letter that a case no longer waits, to those alone who may safely be told; never why."""

from datetime import date

from correspondence.catalogue.facts.changes import Changes, changes_since_told
from correspondence.catalogue.facts.days_ahead import still_ahead
from correspondence.catalogue.facts.more_time import MoreTime, extension_by, more_time
from correspondence.catalogue.facts.versions import to_adults, where_changed
from correspondence.catalogue.kind import Facts, Post, letter_part
from correspondence.catalogue.occasions.case import Occasion, kind_of
from correspondence.catalogue.reader import Reader
from correspondence.catalogue.recipients import told_of_the_move
from correspondence.protocol.letters import Audience
from correspondence.protocol.owed import obligations
from correspondence.protocol.record import record


@record
class BroughtForwardFacts(Facts):
    """F5: an adviser is found now. Nothing of what the event says of the risk is among these facts.

    A child is told no day but those that have changed.
    """

    told_ahead_or_past = frozenset({"filing_date"})

    filing_date: date | None
    extension_by: date | None
    more_time: MoreTime | None
    hearing_on: date | None
    changes: Changes


def _facts(occasion: Occasion, reader: Reader) -> BroughtForwardFacts:
    work, today = occasion.case.ordered_work, occasion.today
    changes = changes_since_told(occasion, reader)
    return BroughtForwardFacts(
        filing_date=where_changed(work.filing_date, changes.filing_date_before, reader),
        extension_by=to_adults(extension_by(occasion.case_file, today), reader),
        more_time=to_adults(more_time(occasion.case_file, today), reader),
        hearing_on=where_changed(still_ahead(work.next_hearing_on, today), changes.hearing_on_before, reader),
        changes=changes,
    )


BROUGHT_FORWARD = kind_of(
    obligations.BROUGHT_FORWARD,
    documents=("F5",),
    title="Case brought forward",
    to=told_of_the_move,
    recipients="those whom the event lets be told, and nobody else",
    facts=_facts,
    facts_type=BroughtForwardFacts,
    signed_by=Post.PRACTICE_SUPERVISOR,
    versions=(Audience.ADULT, Audience.OLDER, Audience.YOUNGER),
    parts=(letter_part(obligations.BROUGHT_FORWARD.code),),
    waits_for_alerts=True,
    is_for_some=True,
)

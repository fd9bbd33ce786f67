"""A11 to families: the Hub closes, and whoever still waits in it hears that nothing is lost by it; never why."""

from datetime import date

from correspondence.catalogue.facts.aims import Aims, aims_of
from correspondence.catalogue.facts.changes import Changes, changes_since_told
from correspondence.catalogue.facts.days_ahead import still_ahead
from correspondence.catalogue.facts.more_time import MoreTime, extension_by, more_time
from correspondence.catalogue.facts.next_update import promised_until
from correspondence.catalogue.facts.versions import to_adults, where_changed
from correspondence.catalogue.kind import Facts, Post, letter_part
from correspondence.catalogue.occasions.case import Occasion, kind_of
from correspondence.catalogue.reader import Reader
from correspondence.catalogue.recipients import families
from correspondence.protocol.events import HubClosing
from correspondence.protocol.letters import Audience, Status
from correspondence.protocol.owed import obligations
from correspondence.protocol.record import record


@record
class HubClosingFacts(Facts):
    """A11 to families: `closes_on` is the first day without the Hub; `closes_on_before`, another that they were told.

    `next_update_on`: the day that the last F1, F2 or F3 promised them, while it lies ahead; this letter promises no
    other and starts no clock (Protocol 3.2(v)). A child is told of the court's days those alone that have changed.
    """

    told_ahead_or_past = frozenset({"closes_on", "filing_date", "hearing_on"})

    closes_on: date
    closes_on_before: date | None
    next_update_on: date | None
    aims: Aims | None
    filing_date: date | None
    extension_by: date | None
    more_time: MoreTime | None
    hearing_on: date | None
    changes: Changes


def _facts(occasion: Occasion, reader: Reader) -> HubClosingFacts:
    work, today = occasion.case.ordered_work, occasion.today
    closes_on, changes = occasion.event_as(HubClosing).closes_on, changes_since_told(occasion, reader)
    return HubClosingFacts(
        closes_on=closes_on,
        closes_on_before=_closes_on_before(occasion, reader, closes_on),
        next_update_on=promised_until(occasion, reader),
        aims=to_adults(aims_of(occasion, reader), reader),
        filing_date=where_changed(work.filing_date, changes.filing_date_before, reader),
        extension_by=to_adults(extension_by(occasion.case_file, today), reader),
        more_time=to_adults(more_time(occasion.case_file, today), reader),
        hearing_on=where_changed(still_ahead(work.next_hearing_on, today), changes.hearing_on_before, reader),
        changes=changes,
    )


def _closes_on_before(occasion: Occasion, reader: Reader, closes_on: date) -> date | None:
    """The closing day that a letter last told the reader during this stay, where it is another one now."""
    case_file = occasion.case_file
    arrived = (x for x in case_file.sent_to(reader.key, (obligations.HUB_CLOSING.code,)) if x.status is Status.SENT)
    told = {x.given_by: x for x in arrived}
    days = [e.closes_on for e in case_file.stay if isinstance(e, HubClosing) and e.event_id in told]
    return days[-1] if days and days[-1] != closes_on else None


HUB_CLOSING = kind_of(
    obligations.HUB_CLOSING,
    documents=("A11",),
    title="The Hub closes",
    to=families,
    recipients="each party and each child with a version decided, in each case that still waits (ours)",
    facts=_facts,
    facts_type=HubClosingFacts,
    signed_by=Post.PRACTICE_SUPERVISOR,
    versions=(Audience.ADULT, Audience.OLDER, Audience.YOUNGER),
    parts=(letter_part(obligations.HUB_CLOSING.code),),
    waits_for_alerts=True,
)

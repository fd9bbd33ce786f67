"""C5: by when a guardian whom the court has appointed can be allocated, so that it can consider alternatives."""

from datetime import date

from correspondence.catalogue.facts.days_ahead import still_ahead
from correspondence.catalogue.facts.matter import (
    Kept,
    Matter,
    kept_from_a_party,
    left_hub_on,
    matter_for_the_court_alone,
    matter_of,
    the_court_as_is_safe,
)
from correspondence.catalogue.kind import OFFICE_FORMS, Facts, Post, letter_part
from correspondence.catalogue.occasions.case import Occasion, kind_of
from correspondence.catalogue.reader import Reader
from correspondence.protocol.events import GuardianAppointed
from correspondence.protocol.letters import Audience
from correspondence.protocol.owed import obligations
from correspondence.protocol.record import record


@record
class GuardianTimeframeFacts(Facts):
    """C5: the court has appointed a guardian. `expected_on`: the likely day of allocation, ahead or past.

    `entered_hub_on` while the case waits in the Hub; `has_left` once it is passed back, `left_hub_on` where the day may
    be told; `kept`: why that is kept from a party. `filing_date` and `hearing_on` while they lie ahead.
    """

    told_ahead_or_past = frozenset({"expected_on"})

    matter: Matter
    appointed_on: date
    expected_on: date
    entered_hub_on: date | None
    has_left: bool
    left_hub_on: date | None
    kept: Kept | None
    filing_date: date | None
    hearing_on: date | None


def _facts(occasion: Occasion, _reader: Reader) -> GuardianTimeframeFacts:
    event, case_file, today = occasion.event_as(GuardianAppointed), occasion.case_file, occasion.today
    kept = kept_from_a_party(occasion)
    matter = matter_for_the_court_alone(occasion) if kept else matter_of(occasion)
    return GuardianTimeframeFacts(
        matter=matter,
        appointed_on=event.appointed_on,
        expected_on=event.expected_allocation_on,
        entered_hub_on=case_file.entered_hub_on if case_file.is_in_hub else None,
        has_left=case_file.passed_back_by is not None,
        left_hub_on=left_hub_on(occasion),
        kept=kept,
        filing_date=still_ahead(matter.filing_date, today),
        hearing_on=still_ahead(matter.hearing_on, today),
    )


GUARDIAN_TIMEFRAME = kind_of(
    obligations.GUARDIAN_TIMEFRAME,
    documents=("C5",),
    title="Time to the allocation of a guardian",
    to=the_court_as_is_safe,
    recipients="the court; copied to each party",
    facts=_facts,
    facts_type=GuardianTimeframeFacts,
    signed_by=Post.PRACTICE_SUPERVISOR,
    versions=(Audience.COURT,),
    parts=(letter_part(obligations.GUARDIAN_TIMEFRAME.code, OFFICE_FORMS),),
    waits_for_alerts=True,
)

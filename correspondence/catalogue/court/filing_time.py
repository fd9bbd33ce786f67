"""C7: what placing a case in the Hub means for its filing date, told to the court at the outset."""

from datetime import date

from correspondence.catalogue.facts.days_ahead import still_ahead
from correspondence.catalogue.facts.matter import Matter, matter_of
from correspondence.catalogue.kind import OFFICE_FORMS, Facts, Post, letter_part
from correspondence.catalogue.occasions.case import Occasion, kind_of
from correspondence.catalogue.reader import Reader
from correspondence.catalogue.recipients import audience_of, the_court
from correspondence.protocol.days import clocks
from correspondence.protocol.days.filing_time import FilingTime, filing_time
from correspondence.protocol.events import HubAllocationDecided
from correspondence.protocol.history.filing_times import filing_times
from correspondence.protocol.history.readers import living
from correspondence.protocol.letters import Audience
from correspondence.protocol.owed import obligations
from correspondence.protocol.record import record


@record
class FilingTimeFacts(Facts):
    """C7: the ordered work is accepted, and when it can be filed. `file_by`: the day we expect to file, if any.

    `filing_date` is the court's, ahead or past; `hearing_on` the next hearing while it lies ahead. `family_letters_by`:
    the last day for the family's letters, ahead or past. `child_letters`: whether one was decided for any child.
    """

    told_ahead_or_past = frozenset({"filing_date", "times.apply_by", "times.longest_wait_ends_on"})

    matter: Matter
    decided_on: date
    entered_hub_on: date
    times: FilingTime
    lead_weeks: int
    filing_date: date | None
    file_by: date | None
    hearing_on: date | None
    family_letters_by: date
    child_letters: bool

    @property
    def notice_moved_by(self) -> str | None:
        """The bank holiday for which the last day to apply is a day sooner than four weeks before the filing date."""
        return clocks.notice_moved_by(self.filing_date) if self.filing_date else None


def _facts(occasion: Occasion, _reader: Reader) -> FilingTimeFacts:
    decision = occasion.event_as(HubAllocationDecided)
    case_file, work = occasion.case_file, occasion.case.ordered_work
    entered = case_file.entered_hub_on or decision.entered_hub_on or decision.occurred_on
    lead_weeks, today = occasion.hub.allocation_lead_weeks, occasion.today
    times = filing_times(case_file, lead_weeks, today) or filing_time(entered, work, lead_weeks, today)
    return FilingTimeFacts(
        matter=matter_of(occasion),
        decided_on=decision.occurred_on,
        entered_hub_on=entered,
        times=times,
        lead_weeks=lead_weeks,
        filing_date=work.filing_date,
        file_by=work.filing_date if times.can_keep else times.realistic_on,
        hearing_on=still_ahead(work.next_hearing_on, occasion.today),
        family_letters_by=clocks.family_letter(decision.occurred_on).due_on,
        child_letters=any(audience_of(person) for person in living(case_file) if person.is_child),
    )


FILING_TIME = kind_of(
    obligations.FILING_TIME,
    documents=("C7",),
    title="Filing-time letter to the court",
    to=the_court,
    recipients="the court; copied to each party",
    facts=_facts,
    facts_type=FilingTimeFacts,
    signed_by=Post.PRACTICE_SUPERVISOR,
    versions=(Audience.COURT,),
    parts=(letter_part(obligations.FILING_TIME.code, OFFICE_FORMS),),
    waits_for_alerts=True,
)

"""C1: the application to the court for more time: a letter, answers for form C2 and a draft order, of one set of facts.

Every party is sent a copy (FPR 2010 r.5.7), so nothing stands in it that one of them may not know. While one of them
may not know that the case has been brought forward, it goes to the court alone and says so.
"""

from datetime import date

from correspondence.catalogue.facts.aims import needed_by
from correspondence.catalogue.facts.matter import Matter, kept_from_a_party, matter_of, the_court_as_is_safe
from correspondence.catalogue.kind import OFFICE_FORMS, DocumentForm, Facts, Part, Post, Sheet, letter_part
from correspondence.catalogue.occasions.case import Occasion, kind_of
from correspondence.catalogue.reader import Reader
from correspondence.protocol.days import clocks
from correspondence.protocol.events import (
    ExtensionNeeded,
    HearingEffect,
    ReviewRecorded,
)
from correspondence.protocol.events.extension_needed import touches
from correspondence.protocol.history.case_file import CaseFile
from correspondence.protocol.history.more_time import (
    Ground,
    answer_to,
    earlier_requests,
    grounds,
    hub_limit,
    section_7_limit,
)
from correspondence.protocol.letters import Audience
from correspondence.protocol.owed import obligations
from correspondence.protocol.record import record
from correspondence.protocol.words.prose import Said, paragraphs

RECITALS_IN_A_SCHEDULE_FROM = date(2023, 5, 17)
"""From this day on the house rules for orders put recitals in a schedule at the end, and no longer in the body."""


@record
class Hearing:
    """The next hearing. `is_touched`: the report would come fewer than ten working days before it; `is_missed`: not
    before it at all. `effect`: what is asked for it; None, nothing.
    """

    on: date
    is_touched: bool
    is_missed: bool
    effect: HearingEffect | None


@record
class Waiting:
    """How the case has waited. `until`: the end of its 20 weeks. `reviews`: the routine ones a supervisor recorded.

    One that answers information is not among them: its day could tell the parties that somebody had been in touch.
    `allocate_by`: the last day to allocate the case for the date asked for, and `allocate_in_time` whether that lies
    within the 20 weeks; None once an adviser has it, or no such day lies ahead. Nothing here says whether information
    has come: that, and the silence where it was said before, would tell the parties that somebody had been in touch.
    """

    entered_on: date
    weeks: int
    until: date
    allocated_on: date | None
    allocate_by: date | None
    allocate_in_time: bool
    reviews: int
    last_review_on: date | None


@record
class EarlierRequest:
    """A request for more time that came before, and the court's answer. `until`: the date granted; None, refused."""

    made_on: date
    answered_on: date | None
    until: date | None


@record
class ExtensionApplicationFacts(Facts):
    """C1: what is asked of the court and why. `reason` and `exceptional_reason` are free text for the court.

    `matter`: as every party may see it even where `court_alone`, since the order, once made, is for each of them.
    `court`: as an order's heading names it. `online_reference`: HMCTS's, as it is shown. `section_7_limit`: the end of
    the 26 weeks, for section 7 work alone.
    """

    told_ahead_or_past = frozenset({"filing_date"})

    matter: Matter
    court_alone: bool
    court: str
    online_reference: str | None
    service_address: str
    filing_date: date
    proposed_on: date
    last_day: date
    hearing: Hearing | None
    hearing_wanted: bool
    reason: tuple[Said, ...]
    agreed_by: str
    grounds: tuple[Ground, ...]
    exceptional_reason: tuple[Said, ...]
    approved_by: str | None
    section_7_limit: date | None
    waiting: Waiting | None
    earlier: tuple[EarlierRequest, ...]
    recitals_in_schedule: bool

    @property
    def last_day_moved_by(self) -> str | None:
        """The bank holiday for which the last day to apply is a day sooner than four weeks before the filing date."""
        return clocks.notice_moved_by(self.filing_date)

    @property
    def weeks_later(self) -> int:
        """How many weeks later the date asked for is than the court's: whole ones, a part of one counted as one."""
        return -((self.filing_date - self.proposed_on).days // 7)


def _filing_date(application: ExtensionNeeded) -> date:
    filing_date = application.case.ordered_work.filing_date
    if filing_date is None:
        raise ValueError("more time is asked for where there is a filing date")
    return filing_date


def _in_fours(digits: str) -> str:
    """A CCD reference as HMCTS shows it: `1234-5678-1234-5678`."""
    return "-".join(digits[place : place + 4] for place in range(0, len(digits), 4))


def _hearing(application: ExtensionNeeded, hearing_on: date | None, today: date) -> Hearing | None:
    if hearing_on is None or hearing_on < today:
        return None
    proposed = application.proposed_filing_date
    return Hearing(
        on=hearing_on,
        is_touched=touches(proposed, hearing_on),
        is_missed=proposed >= hearing_on,
        effect=application.hearing_effect,
    )


def _waiting(application: ExtensionNeeded, occasion: Occasion) -> Waiting | None:
    case_file, today = occasion.case_file, occasion.today
    entered, until, allocation = case_file.entered_hub_on, hub_limit(case_file), case_file.allocation
    if entered is None or until is None:
        return None
    latest = clocks.latest_allocation(application.proposed_filing_date, occasion.hub.allocation_lead_weeks)
    reviews = (e for e in case_file.stay if isinstance(e, ReviewRecorded) and e.is_by_supervisor)
    routine = [e.occurred_on for e in reviews if e.answers is None]
    return Waiting(
        entered_on=entered,
        weeks=max(0, (today - entered).days // 7),
        until=until,
        allocated_on=allocation.occurred_on if allocation else None,
        allocate_by=needed_by(occasion, application.proposed_filing_date),
        allocate_in_time=latest <= until,
        reviews=len(routine),
        last_review_on=routine[-1] if routine else None,
    )


def _earlier(application: ExtensionNeeded, case_file: CaseFile) -> tuple[EarlierRequest, ...]:
    answered = [(each, answer_to(each, case_file)) for each in earlier_requests(application, case_file)]
    return tuple(
        EarlierRequest(
            made_on=each.occurred_on,
            answered_on=answer.decided_on if answer else None,
            until=answer.filing_date if answer and answer.granted else None,
        )
        for each, answer in answered
    )


def _facts(occasion: Occasion, _reader: Reader) -> ExtensionApplicationFacts:
    application, case_file = occasion.event_as(ExtensionNeeded), occasion.case_file
    matter, filing_date = matter_of(occasion), _filing_date(application)
    return ExtensionApplicationFacts(
        matter=matter,
        court_alone=kept_from_a_party(occasion) is not None,
        court=occasion.court.name.replace("Family Court at ", "Family Court sitting at ", 1),
        online_reference=_in_fours(matter.ccd_reference) if matter.ccd_reference else None,
        service_address=", ".join(occasion.hub.address.parts),
        filing_date=filing_date,
        proposed_on=application.proposed_filing_date,
        last_day=clocks.extension_application(filing_date).due_on,
        hearing=_hearing(application, matter.hearing_on, occasion.today),
        hearing_wanted=application.hearing_wanted,
        reason=paragraphs(application.reason),
        agreed_by=application.agreed_by,
        grounds=grounds(application, case_file),
        exceptional_reason=paragraphs(application.exceptional_reason or ""),
        approved_by=application.approved_by,
        section_7_limit=section_7_limit(application.case.ordered_work),
        waiting=_waiting(application, occasion),
        earlier=_earlier(application, case_file),
        recitals_in_schedule=occasion.today >= RECITALS_IN_A_SCHEDULE_FROM,
    )


EXTENSION_APPLICATION = kind_of(
    obligations.EXTENSION_APPLICATION,
    documents=("C1",),
    title="Application to extend a filing date",
    to=the_court_as_is_safe,
    recipients="the court, with copies to the parties",
    facts=_facts,
    facts_type=ExtensionApplicationFacts,
    signed_by=Post.SERVICE_MANAGER,
    versions=(Audience.COURT,),
    parts=(
        letter_part(obligations.EXTENSION_APPLICATION.code, OFFICE_FORMS),
        Part(name="form_c2", folder="forms/c2_answers", forms=(DocumentForm.DOCX,), sheet=Sheet.PLAIN),
        Part(name="draft_order", folder="forms/draft_order", forms=OFFICE_FORMS, sheet=Sheet.PLAIN),
    ),
    waits_for_alerts=True,
)

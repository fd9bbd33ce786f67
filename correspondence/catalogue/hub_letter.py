"""F1 and F2: the letter that tells a family, and each child, that their case is in the Hub."""

from datetime import date

from correspondence.protocol import clocks
from correspondence.protocol.case_file import CaseFile
from correspondence.protocol.clocks import Deadline
from correspondence.protocol.directory import Hub
from correspondence.protocol.events import AnyEvent, HubAllocationDecided
from correspondence.protocol.letters import Audience
from correspondence.protocol.people import Person

from .dated import SEPARATED_PARENTS_PROGRAMME, name_on
from .facts import HubLetterFacts
from .letters import LetterKind, Post, audience_of
from .recipients import families, safe_route, still_ahead


def allocation_by(case_file: CaseFile, hub: Hub, today: date) -> date | None:
    """The day by which an adviser is to be named, while it lies ahead (Protocol 3.2(ii), 5.1)."""
    entered = case_file.entered_hub_on
    if entered is None:
        return None
    deadline = clocks.allocation(entered, case_file.case.ordered_work, hub.allocation_lead_weeks)
    return still_ahead(deadline.due_on, today)


def extension_by(case_file: CaseFile, today: date) -> date | None:
    """The last day to ask the court for longer, while it lies ahead (Protocol 3.2(iii))."""
    filing_date = case_file.case.ordered_work.filing_date
    return None if filing_date is None else still_ahead(clocks.extension_application(filing_date).due_on, today)


def _facts(case_file: CaseFile, _event: AnyEvent, _person: Person, hub: Hub, today: date) -> HubLetterFacts:
    case = case_file.case
    return HubLetterFacts(
        work=case.ordered_work.type,
        next_update_on=clocks.promised_update(today, hub.update_aim_days),
        allocation_by=allocation_by(case_file, hub, today),
        filing_date=case.ordered_work.filing_date,
        extension_by=extension_by(case_file, today),
        child_letters=any(audience_of(child) for child in case.children),
        programme=name_on(SEPARATED_PARENTS_PROGRAMME, today) if case.spip_advised else None,
    )


def _due(_case_file: CaseFile, event: AnyEvent, _person: Person) -> Deadline:
    return clocks.family_letter(event.occurred_on)


HUB_LETTER = LetterKind(
    code="hub_letter",
    title="Hub allocation letter",
    source="3.2(iv)",
    sent_on=HubAllocationDecided,
    to=families,
    facts=_facts,
    facts_type=HubLetterFacts,
    due=_due,
    route=safe_route,
    signed_by=Post.PRACTICE_SUPERVISOR,
    versions=(Audience.ADULT, Audience.OLDER, Audience.YOUNGER),
    copied_to_representative=True,
    waits_for_alerts=True,
)

"""F1 and F2: the letter that tells a family, and each child, that their case is in the Hub."""

from datetime import date

from correspondence.catalogue.facts.aims import Aims, aims_of
from correspondence.catalogue.facts.dated_names import SEPARATED_PARENTS_PROGRAMME, name_on
from correspondence.catalogue.facts.days_ahead import extension_by
from correspondence.catalogue.facts.more_time import MoreTime, more_time
from correspondence.catalogue.kind import Facts, Post, letter_part
from correspondence.catalogue.occasions.case import Occasion, kind_of
from correspondence.catalogue.reader import Reader
from correspondence.catalogue.recipients import audience_of, families
from correspondence.protocol.case.case import WorkType
from correspondence.protocol.days import clocks
from correspondence.protocol.letters import Audience
from correspondence.protocol.owed import obligations
from correspondence.protocol.record import record


@record
class HubLetterFacts(Facts):
    """F1 and F2: the case was placed in the Hub."""

    told_ahead_or_past = frozenset({"filing_date"})

    work: WorkType
    next_update_on: date
    aims: Aims
    filing_date: date | None
    extension_by: date | None
    more_time: MoreTime
    child_letters: bool
    programme: str | None


def _facts(occasion: Occasion, reader: Reader) -> HubLetterFacts:
    case, hub, today = occasion.case, occasion.hub, occasion.today
    return HubLetterFacts(
        work=case.ordered_work.type,
        next_update_on=clocks.promised_update(today, hub.update_aim_days),
        aims=aims_of(occasion, reader),
        filing_date=case.ordered_work.filing_date,
        extension_by=extension_by(occasion.case_file, today),
        more_time=more_time(occasion.case_file, today),
        child_letters=any(audience_of(child) for child in case.children),
        programme=name_on(SEPARATED_PARENTS_PROGRAMME, today) if case.spip_advised else None,
    )


HUB_LETTER = kind_of(
    obligations.HUB_LETTER,
    documents=("F1", "F2"),
    title="Hub allocation letter",
    to=families,
    recipients="each party; each child with a version decided",
    facts=_facts,
    facts_type=HubLetterFacts,
    signed_by=Post.PRACTICE_SUPERVISOR,
    versions=(Audience.ADULT, Audience.OLDER, Audience.YOUNGER),
    parts=(letter_part(obligations.HUB_LETTER.code),),
    waits_for_alerts=True,
)

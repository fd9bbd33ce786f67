"""F1 and F2: the letter that tells a family, and each child, that their case is in the Hub."""

from datetime import date

from correspondence.catalogue.facts.aims import Aims, aims_of
from correspondence.catalogue.facts.dated_names import SEPARATED_PARENTS_PROGRAMME, name_on
from correspondence.catalogue.facts.more_time import MoreTime, extension_by, more_time
from correspondence.catalogue.facts.next_update import next_promise
from correspondence.catalogue.facts.versions import of_those, to_adults
from correspondence.catalogue.kind import Facts, Post, letter_part
from correspondence.catalogue.occasions.case import Occasion, kind_of
from correspondence.catalogue.reader import Reader
from correspondence.catalogue.recipients import audience_of, families
from correspondence.protocol.case.case import WorkType
from correspondence.protocol.letters import Audience
from correspondence.protocol.owed import obligations
from correspondence.protocol.record import record


@record
class HubLetterFacts(Facts):
    """F1 and F2: the case was placed in the Hub. A child is told what the work is, and the day of our next letter."""

    told_ahead_or_past = frozenset({"filing_date", "hearing_on"})

    work: WorkType
    next_update_on: date
    aims: Aims | None
    filing_date: date | None
    hearing_on: date | None
    extension_by: date | None
    more_time: MoreTime | None
    child_letters: bool
    programme: str | None


_TOLD_APART = {
    Audience.ADULT: frozenset(WorkType),
    Audience.OLDER: frozenset({WorkType.RULE_16_4, WorkType.SECTION_7_ADDENDUM}),
    Audience.YOUNGER: frozenset({WorkType.RULE_16_4}),
}
"""The sorts of work that each version has its own words for."""


def _facts(occasion: Occasion, reader: Reader) -> HubLetterFacts:
    case, today = occasion.case, occasion.today
    is_adult = reader.audience is Audience.ADULT
    return HubLetterFacts(
        work=of_those(case.ordered_work.type, _TOLD_APART[reader.audience]),
        next_update_on=next_promise(occasion, reader, obligations.HUB_LETTER.code),
        aims=to_adults(aims_of(occasion, reader), reader),
        filing_date=to_adults(case.ordered_work.filing_date, reader),
        hearing_on=to_adults(case.ordered_work.next_hearing_on, reader),
        extension_by=to_adults(extension_by(occasion.case_file, today), reader),
        more_time=to_adults(more_time(occasion.case_file, today), reader),
        child_letters=is_adult and any(audience_of(child) for child in case.children),
        programme=name_on(SEPARATED_PARENTS_PROGRAMME, today) if is_adult and case.spip_advised else None,
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

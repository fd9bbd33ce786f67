"""C4: the notice to the court, and to nobody else, that the risk has increased and the case is passed back."""

from datetime import date

from correspondence.catalogue.facts.days_ahead import still_ahead
from correspondence.catalogue.facts.matter import (
    Matter,
    PartyView,
    matter_for_the_court_alone,
    named_for_the_court_alone,
)
from correspondence.catalogue.kind import OFFICE_FORMS, Facts, Post, letter_part
from correspondence.catalogue.occasions.case import Occasion, kind_of
from correspondence.catalogue.reader import Reader
from correspondence.catalogue.recipients import the_court_alone, told_of_the_move
from correspondence.protocol.events import RiskIncreased
from correspondence.protocol.letters import Audience
from correspondence.protocol.owed import obligations
from correspondence.protocol.record import record
from correspondence.protocol.words.prose import Said, paragraphs


@record
class RiskNoticeFacts(Facts):
    """C4: the risk has increased. `summary`, in its paragraphs, is for the court alone, and so are all the names.

    `told_parties` and `told_children`: whom we judge it safe to tell that the case moves, and who has a letter of it,
    by whole names. `filing_date` and `hearing_on` while they lie ahead.
    """

    matter: Matter
    decided_on: date
    summary: tuple[Said, ...]
    referral_made: bool
    told_parties: tuple[PartyView, ...]
    told_children: tuple[str, ...]
    filing_date: date | None
    hearing_on: date | None


def _facts(occasion: Occasion, _reader: Reader) -> RiskNoticeFacts:
    event = occasion.event_as(RiskIncreased)
    matter = matter_for_the_court_alone(occasion)
    told = {reader.key for reader in told_of_the_move(occasion)}
    parties, children = named_for_the_court_alone(occasion, told)
    return RiskNoticeFacts(
        matter=matter,
        decided_on=event.occurred_on,
        summary=paragraphs(event.summary),
        referral_made=event.referral_made,
        told_parties=parties,
        told_children=children,
        filing_date=still_ahead(matter.filing_date, occasion.today),
        hearing_on=still_ahead(matter.hearing_on, occasion.today),
    )


RISK_NOTICE = kind_of(
    obligations.RISK_NOTICE,
    documents=("C4",),
    title="Risk notice to the court",
    to=the_court_alone,
    recipients="the court, and nobody else",
    facts=_facts,
    facts_type=RiskNoticeFacts,
    signed_by=Post.PRACTICE_SUPERVISOR,
    versions=(Audience.COURT,),
    parts=(letter_part(obligations.RISK_NOTICE.code, OFFICE_FORMS),),
    waits_for_alerts=False,
)

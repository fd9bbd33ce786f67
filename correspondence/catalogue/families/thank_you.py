"""F8: the thank-you to who sent information, after the review it caused, and to nobody else."""

from datetime import date

from correspondence.catalogue.facts.days_ahead import still_ahead
from correspondence.catalogue.facts.next_update import last_told
from correspondence.catalogue.kind import Facts, LetterKind, Post, letter_part
from correspondence.catalogue.occasions.case import CaseKind, Occasion
from correspondence.catalogue.reader import Reader
from correspondence.catalogue.recipients import informant, information_answered
from correspondence.protocol.days import clocks
from correspondence.protocol.days.clocks import Deadline
from correspondence.protocol.events import ReviewOutcome, ReviewRecorded
from correspondence.protocol.letters import Audience
from correspondence.protocol.record import record


@record
class ThankYouFacts(Facts):
    """F8: what came of what somebody told us."""

    received_on: date
    reviewed_on: date
    outcome: ReviewOutcome
    next_update_on: date | None


CODE = "thank_you"


def _facts(occasion: Occasion, reader: Reader) -> ThankYouFacts:
    review = occasion.event_as(ReviewRecorded)
    information = information_answered(occasion.case_file, review)
    told = last_told(occasion.case_file, reader.key)
    promised = clocks.promised_update(told.dated, occasion.hub.update_aim_days) if told else None
    return ThankYouFacts(
        received_on=information.occurred_on if information else review.occurred_on,
        reviewed_on=review.occurred_on,
        outcome=review.outcome,
        next_update_on=still_ahead(promised, occasion.today),
    )


def _due(occasion: Occasion, _reader: Reader) -> Deadline:
    return clocks.thank_you(occasion.event.occurred_on)


THANK_YOU: CaseKind = LetterKind(
    code=CODE,
    documents=("F8",),
    title="Thank-you for information",
    source="3.2(vii)",
    sent_on=ReviewRecorded,
    to=informant,
    recipients="who sent information, and nobody else",
    facts=_facts,
    facts_type=ThankYouFacts,
    due=_due,
    deadline="5 working days from the review (ours)",
    signed_by=Post.PRACTICE_SUPERVISOR,
    versions=(Audience.ADULT, Audience.OLDER, Audience.YOUNGER),
    parts=(letter_part(CODE),),
    waits_for_alerts=False,
    speaks_of_review=True,
    is_for_some=True,
)

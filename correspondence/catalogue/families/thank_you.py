"""F8: the thank-you to who sent information, after the review it caused, and to nobody else."""

from datetime import date

from correspondence.catalogue.facts.next_update import promised_until
from correspondence.catalogue.kind import Facts, Post, letter_part
from correspondence.catalogue.occasions.case import Occasion, kind_of
from correspondence.catalogue.reader import Reader
from correspondence.catalogue.recipients import informant, information_answered
from correspondence.protocol.events import ReviewOutcome, ReviewRecorded
from correspondence.protocol.letters import Audience
from correspondence.protocol.owed import obligations
from correspondence.protocol.record import record


@record
class ThankYouFacts(Facts):
    """F8: what came of what somebody told us. A younger child is told no day of it."""

    received_on: date | None
    reviewed_on: date | None
    outcome: ReviewOutcome
    next_update_on: date | None


def _facts(occasion: Occasion, reader: Reader) -> ThankYouFacts:
    review = occasion.event_as(ReviewRecorded)
    information = information_answered(occasion.case_file, review)
    received_on = information.occurred_on if information else review.occurred_on
    tells_days = reader.audience is not Audience.YOUNGER
    return ThankYouFacts(
        received_on=received_on if tells_days else None,
        reviewed_on=review.occurred_on if tells_days else None,
        outcome=review.outcome,
        next_update_on=promised_until(occasion, reader),
    )


THANK_YOU = kind_of(
    obligations.THANK_YOU,
    documents=("F8",),
    title="Thank-you for information",
    to=informant,
    recipients="who sent information, and nobody else",
    facts=_facts,
    facts_type=ThankYouFacts,
    signed_by=Post.PRACTICE_SUPERVISOR,
    versions=(Audience.ADULT, Audience.OLDER, Audience.YOUNGER),
    parts=(letter_part(obligations.THANK_YOU.code),),
    waits_for_alerts=False,
    speaks_of_review=True,
    is_for_some=True,
    names_children=False,
)

"""A17: the Protocol is reviewed: all of it for the Cafcass Board, what was learnt for the National Recovery Group."""

from datetime import date

from correspondence.catalogue.facts.days_ahead import still_ahead
from correspondence.catalogue.kind import OFFICE_FORMS, Facts, Post, letter_part
from correspondence.catalogue.occasions.area import AreaOccasion, area_kind_of
from correspondence.catalogue.offices import OfficeReader, national_office, readers, the_recovery_group
from correspondence.catalogue.reader import Reader
from correspondence.protocol.areas import obligations
from correspondence.protocol.areas.events import EqualityFindings, ProtocolReviewed, ReviewPeriod
from correspondence.protocol.areas.report_clocks import protocol_review
from correspondence.protocol.record import record
from correspondence.protocol.words.prose import Said, paragraphs


@record
class LearningFacts(Facts):
    """A17, to the National Recovery Group: what was learnt; no point where nothing was."""

    period: ReviewPeriod
    reviewed_on: date
    first_hub_opened_on: date
    learning: tuple[Said, ...]


@record
class Equality:
    """The effect on people with protected characteristics, and whether it discriminates (Protocol 6.3)."""

    staff: tuple[Said, ...]
    children: tuple[Said, ...]
    families: tuple[Said, ...]
    is_directly_discriminating: bool
    is_indirectly_discriminating: bool


@record
class ProtocolReviewFacts(LearningFacts):
    """A17, to the Cafcass Board: findings and changes too. `equality` is None only in a review before the first year's.

    `is_discriminating`: in either way. `next_review_by`: of the first year's review, where it lies ahead.
    """

    findings: tuple[Said, ...]
    changes: tuple[Said, ...]
    equality: Equality | None
    is_discriminating: bool
    next_review_by: date | None


def _equality(found: EqualityFindings) -> Equality:
    return Equality(
        staff=paragraphs(found.staff),
        children=paragraphs(found.children),
        families=paragraphs(found.families),
        is_directly_discriminating=found.is_directly_discriminating,
        is_indirectly_discriminating=found.is_indirectly_discriminating,
    )


def _to_the_cafcass_board(occasion: AreaOccasion) -> tuple[OfficeReader, ...]:
    """The Cafcass Board."""
    return readers((national_office(occasion, "cafcass_board"),))


def _to_the_recovery_group(occasion: AreaOccasion) -> tuple[OfficeReader, ...]:
    """The National Recovery Group."""
    return readers((the_recovery_group(occasion),))


def _next_review_by(event: ProtocolReviewed) -> date | None:
    """The day of the review after the first year; None where this is that review."""
    if event.period is ReviewPeriod.ONE_YEAR:
        return None
    opened_on = event.first_hub_opened_on
    return protocol_review(ReviewPeriod.ONE_YEAR, opened_on, opened_on).due_on


def _review_facts(occasion: AreaOccasion, _reader: Reader) -> ProtocolReviewFacts:
    event = occasion.event_as(ProtocolReviewed)
    found = event.equality
    return ProtocolReviewFacts(
        period=event.period,
        reviewed_on=event.occurred_on,
        first_hub_opened_on=event.first_hub_opened_on,
        learning=paragraphs(*event.learning),
        findings=paragraphs(event.findings),
        changes=paragraphs(*event.changes),
        equality=None if found is None else _equality(found),
        is_discriminating=found is not None
        and (found.is_directly_discriminating or found.is_indirectly_discriminating),
        next_review_by=still_ahead(_next_review_by(event), occasion.today),
    )


def _learning_facts(occasion: AreaOccasion, _reader: Reader) -> LearningFacts:
    event = occasion.event_as(ProtocolReviewed)
    return LearningFacts(
        period=event.period,
        reviewed_on=event.occurred_on,
        first_hub_opened_on=event.first_hub_opened_on,
        learning=paragraphs(*event.learning),
    )


PROTOCOL_REVIEW = area_kind_of(
    obligations.PROTOCOL_REVIEW,
    documents=("A17",),
    title="Review of the Protocol",
    to=_to_the_cafcass_board,
    recipients="Cafcass Board",
    facts=_review_facts,
    facts_type=ProtocolReviewFacts,
    signed_by=Post.DIRECTOR_OF_OPERATIONS,
    parts=(letter_part(obligations.PROTOCOL_REVIEW.code, OFFICE_FORMS),),
)

PROTOCOL_LEARNING = area_kind_of(
    obligations.PROTOCOL_LEARNING,
    documents=("A17",),
    title="What a review of the Protocol learnt",
    to=_to_the_recovery_group,
    recipients="National Recovery Group",
    facts=_learning_facts,
    facts_type=LearningFacts,
    signed_by=Post.DIRECTOR_OF_OPERATIONS,
    parts=(letter_part(obligations.PROTOCOL_LEARNING.code, OFFICE_FORMS),),
)

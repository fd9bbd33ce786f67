"""A10: a Review Challenge Meeting is asked for, and what it recommends to the Board, with the judiciary's views."""

from datetime import date

from correspondence.catalogue.facts.since_opening import Comparison, since_activation, this_opening
from correspondence.catalogue.kind import OFFICE_FORMS, Facts, Post, letter_part
from correspondence.catalogue.occasions.area import AreaOccasion, area_kind_of
from correspondence.catalogue.offices import OfficeReader, readers, the_board, the_director_of_operations
from correspondence.catalogue.reader import Reader
from correspondence.protocol.areas import obligations
from correspondence.protocol.areas.events import ReviewChallengeMeetingHeld, ReviewChallengeMeetingRequested
from correspondence.protocol.areas.report_clocks import next_review_meeting
from correspondence.protocol.record import record
from correspondence.protocol.words.prose import Said, paragraphs


@record
class ReviewFacts(Facts):
    """What both papers hold: the figures at activation and now, what the judges think, and the writer's reasons."""

    comparison: Comparison
    judiciary_views: tuple[Said, ...]
    reasons: tuple[Said, ...]


@record
class ReviewRequestFacts(ReviewFacts):
    """A10, the request: the local judges were met first, on `judges_met_on`."""

    judges_met_on: date


@record
class ReviewRecommendationFacts(ReviewFacts):
    """A10, the recommendation of the meeting on `held_on` to the Board of `board_on`.

    `judges_met_on`: as the last request says; None where none is recorded. `meet_again_by`: where the Hub stays open.
    """

    held_on: date
    board_on: date
    recommends_deactivation: bool
    judges_met_on: date | None
    meet_again_by: date


def _to_the_director(occasion: AreaOccasion) -> tuple[OfficeReader, ...]:
    """The Director of Operations."""
    return readers((the_director_of_operations(occasion),))


def _to_the_board(occasion: AreaOccasion) -> tuple[OfficeReader, ...]:
    """The Covid-19 Board."""
    return readers((the_board(occasion),))


def _request_facts(occasion: AreaOccasion, _reader: Reader) -> ReviewRequestFacts:
    event = occasion.event_as(ReviewChallengeMeetingRequested)
    return ReviewRequestFacts(
        judges_met_on=event.judges_met_on,
        comparison=since_activation(event.measures, this_opening(occasion.area_file, event)),
        judiciary_views=paragraphs(event.judiciary_views),
        reasons=paragraphs(event.reasons),
    )


def _recommendation_facts(occasion: AreaOccasion, _reader: Reader) -> ReviewRecommendationFacts:
    event = occasion.event_as(ReviewChallengeMeetingHeld)
    opening = this_opening(occasion.area_file, event)
    met = [e.judges_met_on for e in opening if isinstance(e, ReviewChallengeMeetingRequested)]
    return ReviewRecommendationFacts(
        held_on=event.occurred_on,
        board_on=event.board_on,
        recommends_deactivation=event.recommends_deactivation,
        judges_met_on=met[-1] if met else None,
        meet_again_by=next_review_meeting(event.occurred_on),
        comparison=since_activation(event.measures, opening),
        judiciary_views=paragraphs(event.judiciary_views),
        reasons=paragraphs(event.reasons),
    )


REVIEW_REQUEST = area_kind_of(
    obligations.REVIEW_REQUEST,
    documents=("A10",),
    title="Request for a Review Challenge Meeting",
    to=_to_the_director,
    recipients="Director of Operations",
    facts=_request_facts,
    facts_type=ReviewRequestFacts,
    signed_by=Post.ASSISTANT_DIRECTOR,
    parts=(letter_part(obligations.REVIEW_REQUEST.code, OFFICE_FORMS),),
)

REVIEW_RECOMMENDATION = area_kind_of(
    obligations.REVIEW_RECOMMENDATION,
    documents=("A10",),
    title="Recommendation of a Review Challenge Meeting",
    to=_to_the_board,
    recipients="Covid-19 Board",
    facts=_recommendation_facts,
    facts_type=ReviewRecommendationFacts,
    signed_by=Post.ASSISTANT_DIRECTOR,
    parts=(letter_part(obligations.REVIEW_RECOMMENDATION.code, OFFICE_FORMS),),
)

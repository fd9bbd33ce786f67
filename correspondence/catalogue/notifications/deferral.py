"""A7: the Board has deferred the opening. Exactly those who were told of it before hear so, with the new days."""

from datetime import date

from correspondence.catalogue.board_decision import Decision
from correspondence.catalogue.facts.notices import NoticeFacts, days_stated_before, stops_from, timetable_of
from correspondence.catalogue.occasions.area import AreaOccasion
from correspondence.catalogue.reader import Reader
from correspondence.catalogue.told import to_those, told_of_the_opening_locally, told_of_the_opening_nationally
from correspondence.protocol.areas import obligations
from correspondence.protocol.areas.events import OpeningDeferred
from correspondence.protocol.days.timetable import Step
from correspondence.protocol.record import record
from correspondence.protocol.words.prose import Said, paragraphs


@record
class DeferralFacts(NoticeFacts):
    """A7: the opening is deferred. `reasons`, in their paragraphs, are the Board's own.

    `was_to_open_on`: the day that its readers were told before. `stops`: the new timetable; what the event leaves open
    is the earliest that can be.
    """

    checkpoint_on: date
    was_to_open_on: date
    reasons: tuple[Said, ...]


def _facts(occasion: AreaOccasion, _reader: Reader) -> DeferralFacts:
    event = occasion.event_as(OpeningDeferred)
    return DeferralFacts(
        decided_on=event.occurred_on,
        stops=stops_from(Step.CHECKPOINT, timetable_of(occasion, event), event),
        checkpoint_on=event.checkpoint_on,
        was_to_open_on=days_stated_before(occasion.area_file, event)[Step.OPENING],
        reasons=paragraphs(event.reasons),
    )


_DEFERRAL = Decision(
    title="Deferral of an opening",
    documents=("A7",),
    recipients="exactly those who were told of the opening (ours)",
    facts=_facts,
    facts_type=DeferralFacts,
)
DEFERRAL_NATIONAL = _DEFERRAL.nationally(obligations.DEFERRAL_NATIONAL, to_those(told_of_the_opening_nationally))
DEFERRAL_LOCAL = _DEFERRAL.locally(obligations.DEFERRAL_LOCAL, to_those(told_of_the_opening_locally))

"""A15: what the Director of Operations advises the Covid-19 Board after a Checkpoint: to open, or to defer."""

from datetime import date

from correspondence.catalogue.facts.compared_figures import ComparedTable, compared, demand_against, pressure_in
from correspondence.catalogue.facts.comparing import Change
from correspondence.catalogue.facts.notices import Stop, stops_from, timetable_of
from correspondence.catalogue.facts.pressure import Pressure
from correspondence.catalogue.facts.then_and_now import activation_of
from correspondence.catalogue.kind import OFFICE_FORMS, Facts, Post, letter_part
from correspondence.catalogue.occasions.area import AreaOccasion, area_kind_of
from correspondence.catalogue.offices import OfficeReader, readers, the_board
from correspondence.catalogue.reader import Reader
from correspondence.protocol.areas import obligations
from correspondence.protocol.areas.events import CheckpointHeld, OpeningDeferred
from correspondence.protocol.areas.notice_clocks import opening_notice
from correspondence.protocol.days.timetable import Step
from correspondence.protocol.record import record
from correspondence.protocol.words.prose import Said, paragraphs


@record
class CheckpointFacts(Facts):
    """A15: the advice, and what either decision means.

    Whether anything has improved and what is advised are two findings, and neither follows from the other. `figures`
    are compared with those of the activation where these are recorded. `deferred_on`: when the Board last deferred
    this opening, if it did. `days_after_board`, `days_after_checkpoint`: from there to the opening. `confirm_by`: the
    day by which everybody hears of a confirmed opening.
    """

    held_on: date
    activated_on: date
    deferred_on: date | None
    board_on: date
    opening_on: date
    has_improved_significantly: bool
    advises_opening: bool
    reasons: tuple[Said, ...]
    tested: tuple[Said, ...]
    pressure: Pressure
    demand: Change
    figures: tuple[ComparedTable, ...]
    stops: tuple[Stop, ...]
    days_after_board: int
    days_after_checkpoint: int
    confirm_by: date


def _deferred_on(occasion: AreaOccasion, event: CheckpointHeld) -> date | None:
    """When the Board last deferred the opening in this round; None where it never did."""
    earlier = occasion.area_file.round_until(event)
    return next((e.occurred_on for e in reversed(earlier) if isinstance(e, OpeningDeferred)), None)


def _to(occasion: AreaOccasion) -> tuple[OfficeReader, ...]:
    """The Covid-19 Board."""
    return readers((the_board(occasion),))


def _facts(occasion: AreaOccasion, _reader: Reader) -> CheckpointFacts:
    event = occasion.event_as(CheckpointHeld)
    timetable = timetable_of(occasion, event)
    activation = activation_of(occasion.area_file, event)
    figures = compared(event.measures, activation.measures if activation else None)
    return CheckpointFacts(
        held_on=event.occurred_on,
        activated_on=event.activated_on,
        deferred_on=_deferred_on(occasion, event),
        board_on=event.board_on,
        opening_on=event.opening_on,
        has_improved_significantly=event.has_improved_significantly,
        advises_opening=event.advises_opening,
        reasons=paragraphs(event.reasons),
        tested=paragraphs(*event.measures_tested),
        pressure=pressure_in(figures),
        demand=demand_against(event.measures),
        figures=figures,
        stops=stops_from(Step.BOARD_ACTIVATES, timetable, event),
        days_after_board=timetable.days_between(Step.BOARD_CONFIRMS, Step.OPENING),
        days_after_checkpoint=timetable.days_between(Step.CHECKPOINT, Step.OPENING),
        confirm_by=opening_notice(event.board_on, event.opening_on).due_on,
    )


CHECKPOINT_ADVICE = area_kind_of(
    obligations.CHECKPOINT_ADVICE,
    documents=("A15",),
    title="Advice after a Checkpoint",
    to=_to,
    recipients="the Covid-19 Board",
    facts=_facts,
    facts_type=CheckpointFacts,
    signed_by=Post.DIRECTOR_OF_OPERATIONS,
    parts=(letter_part(obligations.CHECKPOINT_ADVICE.code, OFFICE_FORMS),),
)

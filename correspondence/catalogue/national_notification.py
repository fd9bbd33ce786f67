"""A5: the Chief Executive tells the national offices that prioritisation is activated in an area, each its own way."""

from datetime import date

from correspondence.catalogue.facts.dated_names import COURTS_SERVICE, name_on
from correspondence.catalogue.occasions.area import AreaKind, AreaOccasion
from correspondence.protocol.area_events import ActivationDecided
from correspondence.protocol.clocks import Deadline
from correspondence.protocol.fields import record
from correspondence.protocol.letters import Audience
from correspondence.protocol.notice_clocks import board_decision
from correspondence.protocol.timetable import Step

from .kind import OFFICE_FORMS, LetterKind, Post, letter_part
from .notices import FigureTable, NoticeFacts, figure_tables, office_of, stops_from, timetable_of
from .offices import OfficeReader, national_offices, readers, signer
from .reader import Reader
from .recipients import still_ahead

CODE = "national_notification"

_DEMAND = ("demand_average_last_4_weeks", "demand_average_last_6_months")
_WAIT = ("cases_held_on_duty", "average_days_to_allocation")
_OVERSIGHT = ("service_manager_capacity", "practice_supervisor_capacity")

FIGURES: dict[str, tuple[str, ...]] = {
    "cafcass_board": (
        *_DEMAND,
        *_WAIT,
        "advisers_over_25_cases_percent",
        *_OVERSIGHT,
        "audits_good_or_better_percent",
        "budget_forecast",
    ),
    "president_of_the_family_division": (*_DEMAND, *_WAIT, "advisers_over_25_cases_percent"),
    "ministry_of_justice": (
        *_DEMAND,
        *_WAIT,
        "advisers_over_25_cases_percent",
        "leavers",
        "starters",
        "budget_forecast",
    ),
    "department_for_education": (*_DEMAND, *_WAIT),
    "hmcts": (*_DEMAND, *_WAIT),
    "ofsted": (
        "average_days_to_allocation",
        "advisers_over_25_cases_percent",
        *_OVERSIGHT,
        "audits_good_or_better_percent",
    ),
    "adcs": (*_DEMAND, *_WAIT),
}
"""The measures that serve each reader, of those that justify the decision (Protocol 4.1)."""


@record
class NationalNotificationFacts(NoticeFacts):
    """A5: prioritisation is activated. `answer_by`: the day of the Checkpoint, while it lies ahead.

    `figures`: those that serve this reader. `courts_service`: what it was called on the letter's day.
    """

    board_on: date
    opening_on: date
    answer_by: date | None
    figures: tuple[FigureTable, ...]
    assistant_director: str
    courts_service: str


def _to(occasion: AreaOccasion) -> tuple[OfficeReader, ...]:
    """The seven offices that the Chief Executive tells."""
    return readers(national_offices(occasion))


def _facts(occasion: AreaOccasion, reader: Reader) -> NationalNotificationFacts:
    event = occasion.event_as(ActivationDecided)
    return NationalNotificationFacts(
        decided_on=event.occurred_on,
        stops=stops_from(Step.CHALLENGE_MEETING, timetable_of(occasion, event), event),
        board_on=event.board_on,
        opening_on=event.opening_on,
        answer_by=still_ahead(event.checkpoint_on, occasion.today),
        figures=figure_tables(event.measures, FIGURES[office_of(reader).key]),
        assistant_director=signer(Post.ASSISTANT_DIRECTOR, occasion).name,
        courts_service=name_on(COURTS_SERVICE, occasion.today),
    )


def _due(occasion: AreaOccasion, _reader: Reader) -> Deadline:
    return board_decision(occasion.event.occurred_on, "4.5 table row 1")


NATIONAL_NOTIFICATION: AreaKind = LetterKind(
    code=CODE,
    documents=("A5",),
    title="National notification of an activation",
    source="4.5 table row 1",
    sent_on=ActivationDecided,
    to=_to,
    recipients="Cafcass Board, President of the Family Division, MoJ, DfE, HMCTS, Ofsted and ADCS: a letter each",
    facts=_facts,
    facts_type=NationalNotificationFacts,
    due=_due,
    deadline="5 working days from the decision (ours)",
    signed_by=Post.CHIEF_EXECUTIVE,
    versions=(Audience.OFFICE,),
    parts=(letter_part(CODE, OFFICE_FORMS),),
    waits_for_alerts=False,
)

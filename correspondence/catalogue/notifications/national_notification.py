"""A5: the Chief Executive tells the national offices that prioritisation is activated in an area, each its own way."""

from datetime import date

from correspondence.catalogue.facts.dated_names import COURTS_SERVICE, name_on
from correspondence.catalogue.facts.days_ahead import still_ahead
from correspondence.catalogue.facts.figures import FigureTable, figure_tables
from correspondence.catalogue.facts.figures_served import FIGURES
from correspondence.catalogue.facts.notices import NoticeFacts, office_of, stops_from, timetable_of
from correspondence.catalogue.kind import OFFICE_FORMS, Post, letter_part
from correspondence.catalogue.occasions.area import AreaOccasion, area_kind_of
from correspondence.catalogue.offices import OfficeReader, national_offices, readers, signer
from correspondence.catalogue.reader import Reader
from correspondence.protocol.areas import obligations
from correspondence.protocol.areas.events import ActivationDecided
from correspondence.protocol.days.timetable import Step
from correspondence.protocol.record import record


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


NATIONAL_NOTIFICATION = area_kind_of(
    obligations.NATIONAL_NOTIFICATION,
    documents=("A5",),
    title="National notification of an activation",
    to=_to,
    recipients="Cafcass Board, President of the Family Division, MoJ, DfE, HMCTS, Ofsted and ADCS: a letter each",
    facts=_facts,
    facts_type=NationalNotificationFacts,
    signed_by=Post.CHIEF_EXECUTIVE,
    parts=(letter_part(obligations.NATIONAL_NOTIFICATION.code, OFFICE_FORMS),),
)

"""A6: the Assistant Director tells the area's judges, courts and partners that prioritisation is activated."""

from datetime import date

from correspondence.catalogue.facts.dated_names import COURTS_SERVICE, name_on
from correspondence.catalogue.facts.days_ahead import still_ahead
from correspondence.catalogue.facts.figures import FigureTable, figure_tables
from correspondence.catalogue.facts.figures_served import figures_for
from correspondence.catalogue.facts.notices import NoticeFacts, office_of, stops_from, timetable_of
from correspondence.catalogue.kind import OFFICE_FORMS, Post, letter_part
from correspondence.catalogue.occasions.area import AreaOccasion, area_kind_of
from correspondence.catalogue.offices import OfficeReader, local_offices, readers
from correspondence.catalogue.reader import Reader
from correspondence.protocol.areas import obligations
from correspondence.protocol.areas.events import ActivationDecided
from correspondence.protocol.days.timetable import Step
from correspondence.protocol.record import record


@record
class LocalNotificationFacts(NoticeFacts):
    """A6: prioritisation is activated. `answer_by`: the day of the Checkpoint, while it lies ahead.

    `figures`: those that serve this reader. `courts_service`: what it was called on the letter's day.
    """

    board_on: date
    opening_on: date
    answer_by: date | None
    figures: tuple[FigureTable, ...]
    courts_service: str


def _to(occasion: AreaOccasion) -> tuple[OfficeReader, ...]:
    """The judges, the Directors of Children's Services, ADCS, the courts, and whom else the judges agreed to tell."""
    return readers(local_offices(occasion))


def _facts(occasion: AreaOccasion, reader: Reader) -> LocalNotificationFacts:
    event = occasion.event_as(ActivationDecided)
    return LocalNotificationFacts(
        decided_on=event.occurred_on,
        stops=stops_from(Step.CHALLENGE_MEETING, timetable_of(occasion, event), event),
        board_on=event.board_on,
        opening_on=event.opening_on,
        answer_by=still_ahead(event.checkpoint_on, occasion.today),
        figures=figure_tables(event.measures, figures_for(office_of(reader).key)),
        courts_service=name_on(COURTS_SERVICE, occasion.today),
    )


LOCAL_NOTIFICATION = area_kind_of(
    obligations.LOCAL_NOTIFICATION,
    documents=("A6",),
    title="Local notification of an activation",
    to=_to,
    recipients="FDLJ, DFJs, Directors of Children's Services, regional ADCS, courts, whom else the DFJs agreed to tell",
    facts=_facts,
    facts_type=LocalNotificationFacts,
    signed_by=Post.ASSISTANT_DIRECTOR,
    parts=(letter_part(obligations.LOCAL_NOTIFICATION.code, OFFICE_FORMS),),
)

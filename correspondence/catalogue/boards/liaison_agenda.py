"""A2: the agenda of a liaison meeting, its nine items, to those who are asked to it."""

from datetime import date

from correspondence.catalogue.facts.dated_names import COURTS_SERVICE, name_on
from correspondence.catalogue.facts.liaison_purposes import OF_AN_OPEN_HUB
from correspondence.catalogue.facts.way_ahead import Ahead, way_ahead
from correspondence.catalogue.kind import OFFICE_FORMS, Facts, Post, letter_part
from correspondence.catalogue.occasions.area import AreaOccasion, area_kind_of
from correspondence.catalogue.offices import OfficeReader, judges, local_authorities, national_office, readers
from correspondence.catalogue.reader import Reader
from correspondence.protocol.areas import obligations
from correspondence.protocol.areas.events import LiaisonMeetingCalled, LiaisonPurpose
from correspondence.protocol.areas.liaison_clocks import AGREEMENT_WORKING_DAYS
from correspondence.protocol.days.timetable import Step
from correspondence.protocol.record import record


@record
class LiaisonAgendaFacts(Facts):
    """A2: who meets, why, when and where. `steps`: the timetable, where a step of it is still to come.

    `agreement_days`: the working days in which the judge is asked to agree the note of the meeting.
    """

    purpose: LiaisonPurpose
    is_of_open_hub: bool
    meeting_on: date
    time_and_place: str
    invites_local_authorities: bool
    steps: tuple[Ahead, ...]
    agreement_days: int
    courts_service: str


def _to(occasion: AreaOccasion) -> tuple[OfficeReader, ...]:
    """The area's judges and the courts service; the Directors of Children's Services where they are asked too."""
    asked = (*judges(occasion), national_office(occasion, "hmcts"))
    if not occasion.event_as(LiaisonMeetingCalled).invites_local_authorities:
        return readers(asked)
    return readers((*asked, *local_authorities(occasion)))


def _facts(occasion: AreaOccasion, _reader: Reader) -> LiaisonAgendaFacts:
    event = occasion.event_as(LiaisonMeetingCalled)
    return LiaisonAgendaFacts(
        purpose=event.purpose,
        is_of_open_hub=event.purpose in OF_AN_OPEN_HUB,
        meeting_on=event.meeting_on,
        time_and_place=event.time_and_place,
        invites_local_authorities=event.invites_local_authorities,
        steps=way_ahead(occasion, event, Step.CHALLENGE_MEETING),
        agreement_days=AGREEMENT_WORKING_DAYS,
        courts_service=name_on(COURTS_SERVICE, occasion.today),
    )


LIAISON_AGENDA = area_kind_of(
    obligations.LIAISON_AGENDA,
    documents=("A2",),
    title="Agenda of a liaison meeting",
    to=_to,
    recipients="DFJs, FDLJ and HMCTS; Directors of Children's Services where they are invited",
    facts=_facts,
    facts_type=LiaisonAgendaFacts,
    signed_by=Post.ASSISTANT_DIRECTOR,
    parts=(letter_part(obligations.LIAISON_AGENDA.code, OFFICE_FORMS),),
)

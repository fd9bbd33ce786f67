"""A2: the note of a liaison meeting, item by item, for the judge to agree or to put right."""

from datetime import date

from correspondence.catalogue.facts.liaison_purposes import OF_AN_OPEN_HUB
from correspondence.catalogue.kind import OFFICE_FORMS, Facts, Post, letter_part
from correspondence.catalogue.occasions.area import AreaOccasion, area_kind_of
from correspondence.catalogue.offices import OfficeReader, designated_judges, readers
from correspondence.catalogue.reader import Reader
from correspondence.protocol.areas import obligations
from correspondence.protocol.areas.events import LiaisonMeetingHeld
from correspondence.protocol.areas.liaison_clocks import agreement_of_note
from correspondence.protocol.record import record
from correspondence.protocol.words.prose import Said, paragraphs


@record
class LiaisonNoteFacts(Facts):
    """A2: what was said under each of the nine items. Texts are in their paragraphs, lists in their entries.

    `agree_by`: the day by which the judge is asked to answer. The next meeting has a day and a place, or neither.
    """

    held_on: date
    is_of_open_hub: bool
    attendees: tuple[str, ...]
    apologies: tuple[str, ...]
    data_reviewed: tuple[Said, ...]
    measures_taken: tuple[Said, ...]
    measures_discussed: tuple[Said, ...]
    views: tuple[Said, ...]
    task_and_finish_group: tuple[str, ...]
    next_steps: tuple[Said, ...]
    liaison_arrangements: tuple[Said, ...]
    next_meeting_on: date | None
    next_time_and_place: str | None
    note_by: str
    agree_by: date


def _to(occasion: AreaOccasion) -> tuple[OfficeReader, ...]:
    """The Designated Family Judges of the area."""
    return readers(designated_judges(occasion))


def _facts(occasion: AreaOccasion, _reader: Reader) -> LiaisonNoteFacts:
    event = occasion.event_as(LiaisonMeetingHeld)
    return LiaisonNoteFacts(
        held_on=event.occurred_on,
        is_of_open_hub=event.purpose in OF_AN_OPEN_HUB,
        attendees=event.attendees,
        apologies=event.apologies,
        data_reviewed=paragraphs(event.data_reviewed),
        measures_taken=paragraphs(*event.measures_taken),
        measures_discussed=paragraphs(*event.measures_discussed),
        views=paragraphs(event.views_on_next_4_to_6_weeks),
        task_and_finish_group=event.task_and_finish_group,
        next_steps=paragraphs(*event.next_steps),
        liaison_arrangements=paragraphs(event.liaison_arrangements),
        next_meeting_on=event.next_meeting_on,
        next_time_and_place=event.next_time_and_place,
        note_by=event.note_by,
        agree_by=agreement_of_note(occasion.today),
    )


LIAISON_NOTE = area_kind_of(
    obligations.LIAISON_NOTE,
    documents=("A2",),
    title="Note of a liaison meeting",
    to=_to,
    recipients="DFJs, who are asked to agree it within 10 working days of its date (ours)",
    facts=_facts,
    facts_type=LiaisonNoteFacts,
    signed_by=Post.ASSISTANT_DIRECTOR,
    parts=(letter_part(obligations.LIAISON_NOTE.code, OFFICE_FORMS),),
)

"""A16: judges and legal advisers are briefed on how a Hub works, before it opens."""

from datetime import date

from correspondence.catalogue.facts.notices import ContactPoint, contact_of, first_list_by, hubs_opening, office_of
from correspondence.catalogue.facts.way_ahead import Ahead, stage_after, way_ahead
from correspondence.catalogue.kind import OFFICE_FORMS, Facts, Post, letter_part
from correspondence.catalogue.occasions.area import AreaOccasion, area_kind_of
from correspondence.catalogue.offices import OfficeReader, courts, judges, readers
from correspondence.catalogue.reader import Reader
from correspondence.protocol.areas import obligations
from correspondence.protocol.areas.events import BriefingArranged
from correspondence.protocol.areas.stage import Stage
from correspondence.protocol.days.clocks import EXTENSION_NOTICE_WEEKS
from correspondence.protocol.days.timetable import Step
from correspondence.protocol.record import record


@record
class JudicialBriefingFacts(Facts):
    """A16: the briefing, and all that a bench needs of a Hub on one sheet. `contacts`: the Hubs that serve this reader.

    `is_confirmed`: whether the Board has decided that the Hub opens. `steps`: the way to its opening, until then.
    """

    briefing_on: date
    time_and_place: str
    opening_on: date
    is_confirmed: bool
    contacts: tuple[ContactPoint, ...]
    first_list_by: date
    list_every_days: int
    extension_weeks: int
    steps: tuple[Ahead, ...]


def _to(occasion: AreaOccasion) -> tuple[OfficeReader, ...]:
    """The Designated Family Judges, the Family Division Liaison Judge, and each court for its legal advisers."""
    return readers((*judges(occasion), *courts(occasion)))


def _facts(occasion: AreaOccasion, reader: Reader) -> JudicialBriefingFacts:
    event = occasion.event_as(BriefingArranged)
    hubs = hubs_opening(occasion, event.opening_on, office_of(reader).office.court)
    is_confirmed = stage_after(occasion, event) is Stage.OPENING_CONFIRMED
    return JudicialBriefingFacts(
        briefing_on=event.briefing_on,
        time_and_place=event.time_and_place,
        opening_on=event.opening_on,
        is_confirmed=is_confirmed,
        contacts=tuple(map(contact_of, hubs)),
        first_list_by=first_list_by(event.opening_on),
        list_every_days=hubs[0].list_every_days,
        extension_weeks=EXTENSION_NOTICE_WEEKS,
        steps=() if is_confirmed else way_ahead(occasion, event, Step.BOARD_ACTIVATES),
    )


JUDICIAL_BRIEFING = area_kind_of(
    obligations.JUDICIAL_BRIEFING,
    documents=("A16",),
    title="Briefing for judges and legal advisers",
    to=_to,
    recipients="DFJs, FDLJ, and each court for its legal advisers",
    facts=_facts,
    facts_type=JudicialBriefingFacts,
    signed_by=Post.ASSISTANT_DIRECTOR,
    parts=(letter_part(obligations.JUDICIAL_BRIEFING.code, OFFICE_FORMS),),
)

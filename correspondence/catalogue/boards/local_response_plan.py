"""A14: the local response plan as it stands on the day: what is done against saturation, by whom and by when."""

from datetime import date

from correspondence.catalogue.facts.days_ahead import still_ahead
from correspondence.catalogue.facts.notices import days_stated
from correspondence.catalogue.facts.planned_measures import PlannedMeasure, Progress, measure_on
from correspondence.catalogue.kind import OFFICE_FORMS, Facts, Post, letter_part
from correspondence.catalogue.occasions.area import AreaOccasion, area_kind_of
from correspondence.catalogue.offices import OfficeReader, designated_judges, readers, the_board
from correspondence.catalogue.reader import Reader
from correspondence.protocol.areas import obligations
from correspondence.protocol.areas.events import ResponsePlanRecorded
from correspondence.protocol.days.timetable import Step
from correspondence.protocol.record import record


@record
class LocalResponsePlanFacts(Facts):
    """A14: the measures, overdue ones first, then what is to do and what is done, each by its day; how many of each.

    `challenge_meeting_on`, `checkpoint_on`: the next of the two where its day is stated and lies ahead.
    """

    recorded_on: date
    measures: tuple[PlannedMeasure, ...]
    done: int
    overdue: int
    to_do: int
    challenge_meeting_on: date | None
    checkpoint_on: date | None


def _to(occasion: AreaOccasion) -> tuple[OfficeReader, ...]:
    """The Designated Family Judges, and the Covid-19 Board."""
    return readers((*designated_judges(occasion), the_board(occasion)))


def _facts(occasion: AreaOccasion, _reader: Reader) -> LocalResponsePlanFacts:
    event = occasion.event_as(ResponsePlanRecorded)
    standing = (measure_on(each, occasion.today) for each in event.actions)
    measures = sorted(standing, key=lambda each: (tuple(Progress).index(each.progress), each.by_on))
    progress = [each.progress for each in measures]
    days = days_stated(occasion.area_file, event)
    meeting_on = still_ahead(days.get(Step.CHALLENGE_MEETING), occasion.today)
    checkpoint_on = still_ahead(days.get(Step.CHECKPOINT), occasion.today)
    return LocalResponsePlanFacts(
        recorded_on=event.occurred_on,
        measures=tuple(measures),
        done=progress.count(Progress.DONE),
        overdue=progress.count(Progress.OVERDUE),
        to_do=progress.count(Progress.TO_DO),
        challenge_meeting_on=meeting_on,
        checkpoint_on=None if meeting_on else checkpoint_on,
    )


LOCAL_RESPONSE_PLAN = area_kind_of(
    obligations.LOCAL_RESPONSE_PLAN,
    documents=("A14",),
    title="Local response plan",
    to=_to,
    recipients="DFJs and the Covid-19 Board",
    facts=_facts,
    facts_type=LocalResponsePlanFacts,
    signed_by=Post.ASSISTANT_DIRECTOR,
    parts=(letter_part(obligations.LOCAL_RESPONSE_PLAN.code, OFFICE_FORMS),),
)

"""A7: the Board has deferred the opening. Exactly those who were told of it before hear so, with the new days."""

from collections.abc import Callable
from datetime import date

from correspondence.protocol.area_events import OpeningDeferred
from correspondence.protocol.clocks import Deadline
from correspondence.protocol.fields import record
from correspondence.protocol.letters import Audience
from correspondence.protocol.notice_clocks import board_decision
from correspondence.protocol.timetable import Step

from . import final_confirmation, local_notification, national_notification
from .areas import AreaKind, AreaOccasion, OfficeReader, readers
from .letters import OFFICE_FORMS, LetterKind, Post, Reader, letter_part
from .matter import paragraphs
from .notices import NoticeFacts, days_stated_before, stops_from, timetable_of
from .told import found_again, told_locally, told_nationally

NATIONAL_CODE, LOCAL_CODE = "deferral_national", "deferral_local"

TOLD_NATIONALLY = (national_notification.CODE, final_confirmation.NATIONAL_CODE)
TOLD_LOCALLY = (local_notification.CODE, final_confirmation.LOCAL_CODE)
"""The kinds of letters that told somebody of an opening."""


@record
class DeferralFacts(NoticeFacts):
    """A7: the opening is deferred. `reasons`, in their paragraphs, are the Board's own.

    `was_to_open_on`: the day that its readers were told before. `stops`: the new timetable; what the event leaves open
    is the earliest that can be.
    """

    checkpoint_on: date
    was_to_open_on: date
    reasons: tuple[str, ...]

    @property
    def has_free_text(self) -> bool:
        """Always: the reasons are somebody's own words."""
        return True


def _facts(occasion: AreaOccasion, _reader: Reader) -> DeferralFacts:
    event = occasion.event_as(OpeningDeferred)
    return DeferralFacts(
        decided_on=event.occurred_on,
        stops=stops_from(Step.CHECKPOINT, timetable_of(occasion, event), event),
        checkpoint_on=event.checkpoint_on,
        was_to_open_on=days_stated_before(occasion.area_file, event)[Step.OPENING],
        reasons=paragraphs(event.reasons),
    )


def _due(occasion: AreaOccasion, _reader: Reader) -> Deadline:
    return board_decision(occasion.event.occurred_on, "4.6 (letters)")


def _nationally(occasion: AreaOccasion) -> tuple[OfficeReader, ...]:
    """Whom the Chief Executive told of the opening, as the register says."""
    event = occasion.event_as(OpeningDeferred)
    return readers(found_again(occasion, told_nationally(occasion, TOLD_NATIONALLY, event)))


def _locally(occasion: AreaOccasion) -> tuple[OfficeReader, ...]:
    """Whom the Assistant Director told of the opening, as the register says."""
    event = occasion.event_as(OpeningDeferred)
    return readers(found_again(occasion, told_locally(occasion, TOLD_LOCALLY, event)))


def _kind(code: str, title: str, to: Callable[[AreaOccasion], tuple[OfficeReader, ...]], post: Post) -> AreaKind:
    return LetterKind(
        code=code,
        documents=("A7",),
        title=title,
        source="4.6 (letters)",
        sent_on=OpeningDeferred,
        to=to,
        recipients="exactly those who were told of the opening (ours)",
        facts=_facts,
        facts_type=DeferralFacts,
        due=_due,
        deadline="5 working days from the decision (ours)",
        signed_by=post,
        versions=(Audience.OFFICE,),
        parts=(letter_part(code, OFFICE_FORMS),),
        waits_for_alerts=False,
    )


DEFERRAL_NATIONAL = _kind(NATIONAL_CODE, "Deferral of an opening, national", _nationally, Post.CHIEF_EXECUTIVE)
DEFERRAL_LOCAL = _kind(LOCAL_CODE, "Deferral of an opening, local", _locally, Post.ASSISTANT_DIRECTOR)

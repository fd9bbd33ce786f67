"""A7: the Board has decided that no Hub opens. Everybody outside whom a letter of the round reached hears so."""

from collections.abc import Callable
from datetime import date

from correspondence.protocol.area_events import ActivationDeclined
from correspondence.protocol.clocks import Deadline
from correspondence.protocol.fields import record
from correspondence.protocol.letters import Audience
from correspondence.protocol.notice_clocks import board_decision

from .areas import AreaKind, AreaOccasion, OfficeReader, readers
from .letters import OFFICE_FORMS, Facts, LetterKind, Post, Reader, letter_part
from .matter import paragraphs
from .told import Told, found_again, told_locally, told_nationally

NATIONAL_CODE, LOCAL_CODE = "not_activated_national", "not_activated_local"


@record
class NotActivatedFacts(Facts):
    """A7: no Hub opens. `reasons`, in their paragraphs, are the Board's own."""

    decided_on: date
    reasons: tuple[str, ...]

    @property
    def has_free_text(self) -> bool:
        """Always: the reasons are somebody's own words."""
        return True


def told_nationally_of_the_round(occasion: AreaOccasion) -> Told:
    """The national offices that any letter of the round reached: of a Challenge Meeting, or of an activation."""
    return told_nationally(occasion, _kinds_written(occasion), occasion.event_as(ActivationDeclined))


def told_locally_of_the_round(occasion: AreaOccasion) -> Told:
    """The local offices that any letter of the round reached: an invitation to the judges, or an activation."""
    return told_locally(occasion, _kinds_written(occasion), occasion.event_as(ActivationDeclined))


def _kinds_written(occasion: AreaOccasion) -> frozenset[str]:
    return frozenset(letter.kind for letter in occasion.area_file.letters)


def _facts(occasion: AreaOccasion, _reader: Reader) -> NotActivatedFacts:
    event = occasion.event_as(ActivationDeclined)
    return NotActivatedFacts(decided_on=event.occurred_on, reasons=paragraphs(event.reasons))


def _due(occasion: AreaOccasion, _reader: Reader) -> Deadline:
    return board_decision(occasion.event.occurred_on, "4.6 (letters)")


def _nationally(occasion: AreaOccasion) -> tuple[OfficeReader, ...]:
    """The national offices that were told before, as the register says."""
    return readers(found_again(occasion, told_nationally_of_the_round(occasion)))


def _locally(occasion: AreaOccasion) -> tuple[OfficeReader, ...]:
    """The local offices that were told before, as the register says."""
    return readers(found_again(occasion, told_locally_of_the_round(occasion)))


def _kind(code: str, title: str, to: Callable[[AreaOccasion], tuple[OfficeReader, ...]], post: Post) -> AreaKind:
    return LetterKind(
        code=code,
        documents=("A7",),
        title=title,
        source="4.6 (letters)",
        sent_on=ActivationDeclined,
        to=to,
        recipients="exactly those who were told before (ours)",
        facts=_facts,
        facts_type=NotActivatedFacts,
        due=_due,
        deadline="5 working days from the decision (ours)",
        signed_by=post,
        versions=(Audience.OFFICE,),
        parts=(letter_part(code, OFFICE_FORMS),),
        waits_for_alerts=False,
    )


NOT_ACTIVATED_NATIONAL = _kind(NATIONAL_CODE, "No Hub after all, national", _nationally, Post.CHIEF_EXECUTIVE)
NOT_ACTIVATED_LOCAL = _kind(LOCAL_CODE, "No Hub after all, local", _locally, Post.ASSISTANT_DIRECTOR)

"""A family is told how things stand (Protocol 3.2(v))."""

from enum import StrEnum
from typing import Literal

from correspondence.protocol.fields import FreeText, LanguageTag, People, PersonId, Several, record

from .event import CaseEvent


class Progress(StrEnum):
    """What has happened towards allocation, for the family's update (Protocol 3.2(v))."""

    STILL_WAITING = "still_waiting"
    REVIEWED_NO_CHANGE = "reviewed_no_change"
    FILING_DATE_CHANGED = "filing_date_changed"
    HEARING_DATE_CHANGED = "hearing_date_changed"
    ADVISER_EXPECTED_SOON = "adviser_expected_soon"


@record
class Note:
    """Free text for one person alone, in that person's language."""

    person_id: PersonId
    language: LanguageTag
    text: FreeText


@record
class UpdateDue(CaseEvent):
    """A family update is wanted now (Protocol 3.2(v)). `only`: whose update is due; absent, the whole family's."""

    type: Literal["update_due"]
    progress: Several[Progress]
    notes: Several[Note] = ()
    only: People[PersonId] | None = None

"""Somebody of the case was spoken with (ours)."""

from collections.abc import Iterator
from enum import StrEnum
from typing import TYPE_CHECKING, Literal

from correspondence.protocol.case.people import Person
from correspondence.protocol.fields import FreeText, LanguageTag, PersonId
from correspondence.protocol.record import record
from correspondence.protocol.refusals import Reason
from correspondence.protocol.words.tags import Tag

from .event import CaseEvent

if TYPE_CHECKING:
    from correspondence.protocol.directory import Hub
    from correspondence.protocol.history.case_file import CaseFile


class ContactBy(StrEnum):
    """How somebody was spoken with. `interpreter`: by telephone, with one."""

    PHONE = "phone"
    INTERPRETER = "interpreter"
    VISIT = "visit"
    VIDEO = "video"


@record
class ContactMade(CaseEvent):
    """Somebody of the case was spoken with (ours). `summary` is for the file, and stands in no letter."""

    changes_no_letter = True

    type: Literal["contact_made"]
    with_person: PersonId
    how: ContactBy
    spoken_language: LanguageTag
    summary: FreeText

    def was_understood_by(self, person: Person) -> bool:
        """Whether it was with that person, in their own language or through an interpreter."""
        is_theirs = Tag.of(self.spoken_language).language == Tag.of(person.language).language
        return self.with_person == person.person_id and (is_theirs or self.how is ContactBy.INTERPRETER)

    def is_known_to(self, person_id: str, case_file: "CaseFile") -> bool:
        """Whoever was spoken with knows."""
        return person_id == self.with_person

    def faults(self, hub: "Hub | None") -> Iterator[Reason]:
        """Whoever was spoken with is of the case."""
        return self.strangers(("with_person", self.with_person))

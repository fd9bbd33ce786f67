"""What a letter about a case is written on."""

from datetime import date
from typing import TypeVar

from correspondence.catalogue.kind import LetterKind
from correspondence.catalogue.reader import Reader
from correspondence.protocol.case.case import Case
from correspondence.protocol.case.people import Person
from correspondence.protocol.directory import Court, Directory, Hub
from correspondence.protocol.events import AnyEvent, Correction
from correspondence.protocol.history.case_file import CaseFile
from correspondence.protocol.record import record

_E = TypeVar("_E", bound=AnyEvent)


@record
class Occasion:
    """What a letter is written on: the event that gives it, as it should have been, and the day.

    `made_by` is the id of the event that made us write: another one where a letter is written anew because a later
    event changed what it should say.
    """

    event: AnyEvent
    made_by: str
    case_file: CaseFile
    directory: Directory
    today: date

    @property
    def case(self) -> Case:
        """The case as it now stands."""
        return self.case_file.case

    @property
    def hub(self) -> Hub:
        """The Hub that writes."""
        return self.directory.hubs[self.case_file.hub]

    @property
    def court(self) -> Court:
        """The court of the case."""
        return self.directory.courts[self.case.court]

    def event_as(self, kind: type[_E]) -> _E:
        """The event, which is of that type wherever the catalogue says so. Raises `TypeError` where it is not."""
        if not isinstance(self.event, kind):
            raise TypeError(f"{kind.__name__} was declared, {self.event.type} came")
        return self.event

    @property
    def is_anew(self) -> bool:
        """Whether a later event had the letter written again, and neither gives it itself nor corrects what does."""
        made_by = self.case_file.event(self.made_by)
        corrected = made_by.replaces if isinstance(made_by, Correction) else None
        return self.event.event_id not in (self.made_by, corrected)

    def person(self, reader: Reader) -> Person:
        """The person of the case whom a letter is to. Raises `LookupError` for a reader who is none."""
        found = self.case.person(reader.key)
        if found is None:
            raise LookupError("this reader is no person of the case")
        return found


CaseKind = LetterKind[Occasion]
"""A kind of letter about a case."""

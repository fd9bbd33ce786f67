"""What the letter that goes with a court's list is written on."""

from datetime import date
from typing import ClassVar

from correspondence.catalogue.kind import LetterKind
from correspondence.protocol.directory import Court, Directory, Hub
from correspondence.protocol.lists.court_lists import CourtListMade
from correspondence.protocol.record import record
from correspondence.protocol.subject import Subject


@record
class ListOccasion:
    """What a list's letter is written on: the list as it was made, and the day."""

    made: CourtListMade
    directory: Directory
    today: date

    giver_beside: ClassVar[None] = None
    references: ClassVar[frozenset[str]] = frozenset()

    @property
    def subject(self) -> Subject:
        """The lists of its Hub."""
        return self.made.subject

    @property
    def made_by(self) -> str:
        """The id of the list."""
        return self.made.event_id

    @property
    def given_by(self) -> str:
        """The same: a list is never written anew."""
        return self.made.event_id

    @property
    def hub(self) -> Hub:
        """The Hub that writes."""
        return self.directory.hubs[self.made.hub]

    @property
    def court(self) -> Court:
        """The court whose list it is."""
        return self.directory.courts[self.made.court]


ListKind = LetterKind[ListOccasion]
"""A kind of letter that goes with a court's list."""

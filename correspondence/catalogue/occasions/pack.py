"""A pack of letters, and what the index of one is written on."""

from datetime import date
from enum import StrEnum

from correspondence.catalogue.kind import DocumentForm
from correspondence.catalogue.letter import Letter
from correspondence.protocol.record import record
from correspondence.protocol.subject import Subject

from .area import AreaKind


class Scope(StrEnum):
    """Whose pack it is: the Chief Executive's, or the Assistant Director's."""

    NATIONAL = "national"
    LOCAL = "local"


@record
class Pack:
    """The letters of one decision to one scope, proved whole: every recipient once, one day and one figure for all.

    `references`: those of the letters that there were before. `giver_beside`: as of its letters' occasion.
    """

    kind: AreaKind
    scope: Scope
    event_id: str
    area: str
    dated: date
    letters: tuple[Letter, ...]
    references: frozenset[str]
    giver_beside: str | None = None


@record
class IndexedDocument:
    """One file of a pack, as the index lists it. `pages` is known of a PDF alone; `sha256` stands in groups."""

    post: str | None
    office: str | None
    reference: str
    form: DocumentForm
    pages: int | None
    sha256: str


@record
class IndexOccasion:
    """What an index is written on: the pack, its finished files, and their hash as a whole."""

    pack: Pack
    documents: tuple[IndexedDocument, ...]
    pack_sha256: str

    @property
    def giver_beside(self) -> str | None:
        """As of its letters: an event may give a pack and have an earlier event's written again for the same scope."""
        return self.pack.giver_beside

    @property
    def references(self) -> frozenset[str]:
        """Those of the letters that there were before the pack."""
        return self.pack.references

    @property
    def subject(self) -> Subject:
        """The area, as of every letter in it."""
        return self.pack.letters[0].subject

    @property
    def made_by(self) -> str:
        """The id of the event that made us write the letters of the pack."""
        return self.pack.letters[0].event_id

    @property
    def given_by(self) -> str:
        """The id of the event that gives the pack."""
        return self.pack.event_id

    @property
    def today(self) -> date:
        """The day of its letters."""
        return self.pack.dated

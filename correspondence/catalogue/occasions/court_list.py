"""What the letter that goes with a court's list is written on."""

from collections.abc import Callable
from datetime import date
from typing import ClassVar

from correspondence.catalogue.kind import Facts, LetterKind, Part, Post
from correspondence.catalogue.reader import Reader
from correspondence.protocol.directory import Court, Directory, Hub
from correspondence.protocol.letters import Audience
from correspondence.protocol.lists.court_lists import CourtListMade
from correspondence.protocol.owed.list_obligations import LastList, ListObligation
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

    @property
    def last(self) -> LastList | None:
        """The last list that the court had before it; None where it had none."""
        made_on = self.made.last_list_on
        return LastList(made_on=made_on, sent_on=self.made.last_sent_on or made_on) if made_on else None


ListKind = LetterKind[ListOccasion]
"""A kind of letter that goes with a court's list."""


def list_kind_of(
    obligation: ListObligation,
    *,
    documents: tuple[str, ...],
    title: str,
    to: Callable[[ListOccasion], tuple[Reader, ...]],
    recipients: str,
    facts: Callable[[ListOccasion, Reader], Facts],
    facts_type: type[Facts],
    signed_by: Post,
    parts: tuple[Part, ...],
) -> ListKind:
    """The kind of letter by which an obligation is met: by when it is owed is the obligation's to say."""
    return LetterKind(
        code=obligation.code,
        documents=documents,
        title=title,
        source=obligation.source,
        sent_on=CourtListMade,
        to=to,
        recipients=recipients,
        facts=facts,
        facts_type=facts_type,
        due=lambda occasion, _reader: obligation.by(occasion.hub, occasion.last),
        deadline=obligation.within,
        signed_by=signed_by,
        versions=(Audience.COURT,),
        parts=parts,
        waits_for_alerts=False,
    )

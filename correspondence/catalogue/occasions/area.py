"""What a document about a service area, or about all of them, is written on."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import TypeVar

from correspondence.catalogue.kind import Facts, LetterKind, Part, Post
from correspondence.catalogue.reader import Reader
from correspondence.protocol.areas.area_file import AreaFile
from correspondence.protocol.areas.events import AnyAreaOrNationalEvent, AnyNationalEvent
from correspondence.protocol.areas.obligations import AreaObligation
from correspondence.protocol.directory import Directory, National, ServiceArea
from correspondence.protocol.letters import Audience, Status
from correspondence.protocol.record import record
from correspondence.protocol.refusals import Inconsistent, Reason
from correspondence.protocol.subject import Subject

_E = TypeVar("_E", bound=AnyAreaOrNationalEvent)


@record
class AreaOccasion:
    """What a document is written on: the event that gives it, and how every area stands, that event included.

    `made_by` is the id of the event that made us write: another one where a correction did, or (`is_anew`) where a
    later event, or whoever was to send it, found that it must be written again. `files` are by the areas' keys; an area
    without an event has none. `references`: those of the letters that there are.
    """

    event: AnyAreaOrNationalEvent
    made_by: str
    files: Mapping[str, AreaFile]
    directory: Directory
    today: date
    is_anew: bool = False
    references: frozenset[str] = frozenset()

    @property
    def subject(self) -> Subject:
        """The area, or all of them."""
        return self.event.subject

    @property
    def given_by(self) -> str:
        """The id of the event that gives the document."""
        return self.event.event_id

    @property
    def giver_beside(self) -> str | None:
        """That id, where a later event had the document written again: it may have one of the kind of its own."""
        return self.given_by if self.is_anew else None

    @property
    def is_of_one_area(self) -> bool:
        """Whether the event is of one service area."""
        return not isinstance(self.event, AnyNationalEvent)

    def corrects(self, kind: str, recipient: str) -> date | None:
        """The date of the letter, already sent, that one written now would put right.

        None where nothing that they had was wrong.
        """
        if self.made_by == self.given_by or not self.is_of_one_area:
            return None
        theirs = (x for x in self.area_file.letters if (x.kind, x.recipient) == (kind, recipient))
        sent = (x for x in theirs if x.status is Status.SENT)
        return max((x.dated for x in sent if x.given_by == self.given_by and x.event_id != self.made_by), default=None)

    @property
    def area_key(self) -> str:
        """The key of the service area. Raises `TypeError` on an event that is about all of them."""
        if isinstance(self.event, AnyNationalEvent):
            raise TypeError("this event is of no one service area")
        return self.event.service_area

    @property
    def area(self) -> ServiceArea:
        """The service area of the directory."""
        return self.directory.service_areas[self.area_key]

    @property
    def area_file(self) -> AreaFile:
        """How that area stands."""
        return self.files[self.area_key]

    @property
    def national(self) -> National:
        """The directory's national part. Raises `Inconsistent` where it has none."""
        return filled(self.directory.national, "national", self.today)

    def event_as(self, kind: type[_E]) -> _E:
        """The event, which is of that type wherever the catalogue says so. Raises `TypeError` where it is not."""
        if not isinstance(self.event, kind):
            raise TypeError(f"{kind.__name__} was declared, {self.event.type} came")
        return self.event


AreaKind = LetterKind[AreaOccasion]
"""A kind of document about a service area, or about all of them."""


def area_kind_of(
    obligation: AreaObligation,
    *,
    documents: tuple[str, ...],
    title: str,
    to: Callable[[AreaOccasion], tuple[Reader, ...]],
    recipients: str,
    facts: Callable[[AreaOccasion, Reader], Facts],
    facts_type: type[Facts],
    signed_by: Post,
    parts: tuple[Part, ...],
) -> AreaKind:
    """The kind of document by which an obligation is met: what gives it and by when is the obligation's to say."""
    return LetterKind(
        code=obligation.code,
        documents=documents,
        title=title,
        source=obligation.source,
        sent_on=obligation.arises_on,
        to=to,
        recipients=recipients,
        facts=facts,
        facts_type=facts_type,
        due=lambda occasion, _reader: obligation.due(occasion.event),
        deadline=obligation.within,
        signed_by=signed_by,
        versions=(Audience.OFFICE,),
        parts=parts,
        waits_for_alerts=False,
    )


_T = TypeVar("_T")


def filled(found: _T | None, path: str, today: date) -> _T:
    """*found*, which somebody must be. Raises `Inconsistent` naming the directory's field: never "Sir or Madam"."""
    if found is None:
        detail = f"nobody is named there on {today.isoformat()}, so no document can be written to or signed by them"
        raise Inconsistent([Reason(rule="vacant_post", field=f"directory.{path}", detail=detail, source="ours")])
    return found

"""What a letter about a case is written on."""

from collections.abc import Callable
from datetime import date
from typing import TypeVar

from correspondence.catalogue.kind import Facts, LetterKind, Part, Post
from correspondence.catalogue.reader import Reader
from correspondence.protocol.case.case import Case
from correspondence.protocol.case.people import Person
from correspondence.protocol.directory import Court, Directory, Hub
from correspondence.protocol.events import AnyEvent, Correction
from correspondence.protocol.history.case_file import CaseFile
from correspondence.protocol.letters import Audience, LetterRecord
from correspondence.protocol.owed.obligations import Obligation
from correspondence.protocol.record import record
from correspondence.protocol.subject import Subject, case_of

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
    def subject(self) -> Subject:
        """The case."""
        return case_of(self.case_file.case_number)

    @property
    def given_by(self) -> str:
        """The id of the event that gives the letter."""
        return self.event.event_id

    @property
    def giver_beside(self) -> str | None:
        """That id, where a later event had the letter written again and neither gives it itself nor corrects what does.

        That event may have a letter of the kind of its own for the same reader.
        """
        made_by = self.case_file.event(self.made_by)
        corrected = made_by.replaces if isinstance(made_by, Correction) else None
        return None if self.given_by in (self.made_by, corrected) else self.given_by

    def puts_right(self, kind: str, recipient: str) -> LetterRecord | None:
        """The letter, already sent, that one of that kind to that reader puts right; None where it corrects nothing."""
        return self.case_file.put_right(kind, self.given_by, recipient, self.made_by)[0]

    @property
    def references(self) -> frozenset[str]:
        """Those of the letters that the case has."""
        return frozenset(x.letter_id for x in self.case_file.letters)

    def person(self, reader: Reader) -> Person:
        """The person of the case whom a letter is to. Raises `LookupError` for a reader who is none."""
        found = self.case.person(reader.key)
        if found is None:
            raise LookupError("this reader is no person of the case")
        return found


CaseKind = LetterKind[Occasion]
"""A kind of letter about a case."""


def kind_of(
    obligation: Obligation,
    *,
    documents: tuple[str, ...],
    title: str,
    to: Callable[[Occasion], tuple[Reader, ...]],
    recipients: str,
    facts: Callable[[Occasion, Reader], Facts],
    facts_type: type[Facts],
    signed_by: Post,
    versions: tuple[Audience, ...],
    parts: tuple[Part, ...],
    waits_for_alerts: bool,
    speaks_of_review: bool = False,
    is_for_some: bool = False,
    names_children: bool = True,
    languages: frozenset[str] | None = None,
) -> CaseKind:
    """The kind of letter by which an obligation is met: when it is owed and by when is the obligation's to say."""
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
        due=lambda occasion, reader: obligation.due(occasion.event, occasion.case_file, reader.key, occasion.made_by),
        deadline=obligation.within,
        signed_by=signed_by,
        versions=versions,
        parts=parts,
        waits_for_alerts=waits_for_alerts,
        speaks_of_review=speaks_of_review,
        is_for_some=is_for_some,
        names_children=names_children,
        languages=languages,
    )

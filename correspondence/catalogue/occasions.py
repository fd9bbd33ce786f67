"""What a letter about a case is written on, and how it is written: view, envelope, identity."""

from datetime import date
from typing import Any, TypeVar

from correspondence.protocol.case import Case
from correspondence.protocol.case_file import CaseFile
from correspondence.protocol.directory import Court, Directory, Hub, PostHolder, holder_on
from correspondence.protocol.disclosure import children_known_to
from correspondence.protocol.events import AnyEvent, Correction
from correspondence.protocol.fields import record
from correspondence.protocol.letters import Audience
from correspondence.protocol.people import Person
from correspondence.protocol.refusals import Inconsistent, Reason

from .helplines import helplines_on
from .kind import Facts, LetterKind, Post
from .letter import HubView, Letter, RecipientView, letter_id
from .reader import Reader

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


def write(kind: CaseKind, occasion: Occasion) -> tuple[Letter, ...]:
    """The letters of one kind, one per reader for whom the kind has a version.

    Where nobody held the signing post on the day they are unsigned, and go nowhere.
    """
    readers = (reader for reader in kind.to(occasion) if reader.audience in kind.versions)
    return tuple(_letter(kind, occasion, reader) for reader in readers)


def _letter(kind: CaseKind, occasion: Occasion, reader: Reader) -> Letter:
    giver = occasion.event.event_id if occasion.is_anew else None
    reference = letter_id(occasion.made_by, kind.code, reader.key, giver)
    facts = kind.facts(occasion, reader)
    return Letter(
        letter_id=reference,
        kind=kind,
        event_id=occasion.made_by,
        given_by=occasion.event.event_id,
        case_number=occasion.case_file.case_number,
        recipient=reader.key,
        ordinal=reader.ordinal,
        audience=reader.audience,
        language=reader.language,
        form=reader.form,
        dated=occasion.today,
        due=kind.due(occasion, reader),
        view=_view(kind, occasion, reader, reference, facts),
        envelope=reader.envelope,
        copies=reader.copies,
        seen_by=reader.seen_by,
        free_text=facts.has_free_text,
    )


def _view(kind: CaseKind, occasion: Occasion, reader: Reader, reference: str, facts: Facts) -> RecipientView:
    hub, today = occasion.hub, occasion.today
    person = occasion.case.person(reader.key)
    return RecipientView(
        name=reader.name,
        dated=today,
        reference=reference,
        hub=HubView(
            name=hub.name,
            contact_name=hub.contact.name,
            phone=hub.contact.phone,
            email=hub.contact.email,
            hours=hub.contact.hours,
            cover=hub.contact.cover,
        ),
        signed_by="" if reader.audience is Audience.FILE else _signature(kind.signed_by, hub, today),
        post=kind.signed_by,
        children=children_known_to(occasion.case_file, person) if person else (),
        corrects=_corrects(kind, occasion, reader),
        helplines=helplines_on(today),
        facts=facts,
    )


def _corrects(kind: LetterKind[Any], occasion: Occasion, reader: Reader) -> date | None:
    """The date of the letter, already sent, that this one puts right; None unless a correction made us write."""
    if not isinstance(occasion.case_file.event(occasion.made_by), Correction):
        return None
    sent = occasion.case_file.sent_to(reader.key, (kind.code,))
    wrong = [x.dated for x in sent if x.given_by == occasion.event.event_id and x.event_id != occasion.made_by]
    return wrong[-1] if wrong else None


def _signature(post: Post, hub: Hub, today: date) -> str:
    holder = _holder(post, hub, today)
    return holder.name if holder else ""


def _holder(post: Post, hub: Hub, today: date) -> PostHolder | None:
    holders: dict[Post, tuple[PostHolder, ...]] = {
        Post.PRACTICE_SUPERVISOR: hub.practice_supervisor,
        Post.SERVICE_MANAGER: hub.service_manager,
    }
    return holder_on(holders[post], today)


def signer(post: Post, hub: Hub, today: date) -> PostHolder:
    """Who holds a post of the Hub on that day. Raises `Inconsistent` when it is vacant."""
    holder = _holder(post, hub, today)
    if holder is None:
        detail = f"nobody holds this post on {today.isoformat()}, so no letter can be signed"
        raise Inconsistent([Reason(rule="vacant_post", field=f"directory.hubs.{post}", detail=detail, source="ours")])
    return holder

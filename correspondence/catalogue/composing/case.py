"""Letters about a case, one for each reader: view, envelope, identity, and who signs."""

from datetime import date
from typing import Any

from correspondence.catalogue.helplines import helplines_on
from correspondence.catalogue.kind import Facts, LetterKind, Post
from correspondence.catalogue.letter import HubView, Letter, RecipientView, letter_id
from correspondence.catalogue.occasions.case import CaseKind, Occasion
from correspondence.catalogue.reader import Reader
from correspondence.protocol.directory import Hub, PostHolder, holder_on
from correspondence.protocol.events import Correction
from correspondence.protocol.history.disclosure import children_known_to
from correspondence.protocol.letters import Audience
from correspondence.protocol.refusals import Inconsistent, Reason


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

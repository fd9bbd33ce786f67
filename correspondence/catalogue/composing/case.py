"""Letters about a case, one for each reader: view, envelope, identity, and who signs."""

from datetime import date

from correspondence.catalogue.helplines import helplines_on
from correspondence.catalogue.kind import Facts, Post
from correspondence.catalogue.letter import HubView, Letter, RecipientView, letter_id
from correspondence.catalogue.occasions.case import CaseKind, Occasion
from correspondence.catalogue.reader import Reader
from correspondence.protocol.directory import Hub, PostHolder, holder_on
from correspondence.protocol.history.disclosure import children_known_to
from correspondence.protocol.letters import Audience
from correspondence.protocol.refusals import Inconsistent, Reason


def readers_of(kind: CaseKind, occasion: Occasion) -> tuple[Reader, ...]:
    """Whom the letters of one kind are to: each reader for whom the kind has a version."""
    return tuple(reader for reader in kind.to(occasion) if reader.audience in kind.versions)


def write(kind: CaseKind, occasion: Occasion) -> tuple[Letter, ...]:
    """The letters of one kind, one per reader.

    Where nobody held the signing post on the day they are unsigned, and go nowhere.
    """
    return tuple(write_to(kind, occasion, reader) for reader in readers_of(kind, occasion))


def write_to(kind: CaseKind, occasion: Occasion, reader: Reader) -> Letter:
    """The letter of one kind to one of its readers."""
    giver = occasion.event.event_id if occasion.is_anew else None
    reference = letter_id(occasion.made_by, kind.code, reader.key, giver)
    facts = kind.facts(occasion, reader)
    wrong, _ = occasion.case_file.put_right(kind.code, occasion.event.event_id, reader.key, occasion.made_by)
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
        view=_view(kind, occasion, reader, reference, facts, corrects=wrong.dated if wrong else None),
        envelope=reader.envelope,
        copies=reader.copies,
        seen_by=reader.seen_by,
        free_text=facts.has_free_text,
    )


def _view(
    kind: CaseKind, occasion: Occasion, reader: Reader, reference: str, facts: Facts, *, corrects: date | None
) -> RecipientView:
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
        corrects=corrects,
        helplines=helplines_on(today),
        facts=facts,
    )


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

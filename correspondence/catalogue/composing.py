"""A letter composed, whatever it is about: its identity, who signs, and all that its reader may see of it."""

from collections.abc import Mapping
from datetime import date
from itertools import count
from types import MappingProxyType
from typing import TypeAlias, TypeVar, assert_never

from correspondence.protocol.case.people import Route
from correspondence.protocol.directory import Contact, Directory, Hub, PostHolder, holder_on
from correspondence.protocol.history.disclosure import children_known_to
from correspondence.protocol.letters import CHILDREN, Audience
from correspondence.protocol.lists.court_lists import CourtListMade
from correspondence.protocol.refusals import Inconsistent, Reason

from .court.lists import OPENING_LIST, WEEKLY_LIST
from .facts.owned import owned_to
from .facts.wrong import wrong_in
from .file.pack_index import PACK_INDEX
from .helplines import helplines_on
from .kind import AnyKind, Facts, LetterKind, Post
from .letter import (
    NO_DAY,
    NOTHING,
    WEBSITE,
    HubView,
    Letter,
    OfficeView,
    Owned,
    RecipientView,
    View,
    WrongDays,
    letter_id,
)
from .occasions.area import AreaOccasion
from .occasions.case import Occasion
from .occasions.court_list import ListOccasion
from .occasions.pack import IndexOccasion
from .offices import OfficeReader, signer, who_answers
from .reader import Reader

AnyOccasion: TypeAlias = Occasion | AreaOccasion | ListOccasion | IndexOccasion
"""What a letter is written on: something about a case, an area or all of them, a court's list, or a pack."""

_O = TypeVar("_O", bound=AnyOccasion)

_SENDERS = {
    Post.CHIEF_EXECUTIVE: ("Chief Executive", "Cafcass", WEBSITE),
    Post.DIRECTOR_OF_OPERATIONS: ("Director of Operations", "Cafcass", WEBSITE),
    Post.ASSISTANT_DIRECTOR: ("Assistant Director", "Cafcass", WEBSITE),
}


def readers_of(kind: LetterKind[_O], occasion: _O) -> tuple[Reader, ...]:
    """Whom the letters of one kind are to: each reader for whom the kind has a version."""
    return tuple(reader for reader in kind.to(occasion) if reader.audience in kind.versions)


References: TypeAlias = Mapping[tuple[str, str], str]
"""The references of letters as they were kept, by the code of the kind and the recipient."""

NEW: References = MappingProxyType({})
"""None was kept."""


def compose_each(kind: LetterKind[_O], occasion: _O, kept: References = NEW) -> tuple[Letter, ...]:
    """The letters of one kind, one a reader, with the references that were *kept*. Raises as `compose`."""
    readers = readers_of(kind, occasion)
    return tuple(compose(kind, occasion, x, reference=kept.get((kind.code, x.key))) for x in readers)


def compose(kind: LetterKind[_O], occasion: _O, reader: Reader, *, reference: str | None = None) -> Letter:
    """The letter of one kind to one of its readers. *reference*: that of the letter as it was kept; None: a new one.

    Where nobody held the signing post on the day, a letter about a case is unsigned, and goes nowhere; for any other,
    and where an office is missing from the directory, it raises `Inconsistent`.
    """
    reference = reference or _new_reference(kind, occasion, reader)
    facts = kind.facts(occasion, reader)
    return Letter(
        letter_id=reference,
        kind=kind,
        event_id=occasion.made_by,
        given_by=occasion.given_by,
        subject=occasion.subject,
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


def _new_reference(kind: AnyKind, occasion: AnyOccasion, reader: Reader) -> str:
    """The first of a letter's references that no letter has."""
    each = (letter_id(occasion.made_by, kind.code, reader.key, occasion.giver_beside, n) for n in count())
    return next(reference for reference in each if reference not in occasion.references)


def compose_list(made: CourtListMade, directory: Directory, today: date) -> Letter:
    """The letter that goes with a court's list. Raises as `compose`."""
    kind = OPENING_LIST if made.opening else WEEKLY_LIST
    (letter,) = compose_each(kind, ListOccasion(made=made, directory=directory, today=today))
    return letter


def compose_index(occasion: IndexOccasion, kept: References = NEW) -> Letter:
    """The index of a pack, of the day of its letters, with the reference that was *kept*.

    The pack has one letter at least.
    """
    (index,) = compose_each(PACK_INDEX, occasion, kept)
    return index


def _view(kind: AnyKind, occasion: AnyOccasion, reader: Reader, reference: str, facts: Facts) -> View:
    match occasion:
        case Occasion():
            return _of_case(kind, occasion, reader, reference, facts)
        case ListOccasion():
            holder = _held(kind.signed_by, occasion.hub, occasion.today)
            return _from_hub(kind, occasion, reader, reference, facts, holder=holder)
        case AreaOccasion():
            return _of_area(kind, occasion, reader, reference, facts)
        case IndexOccasion():
            return _of_index(occasion, reader, reference, facts)
    assert_never(occasion)


def _of_case(kind: AnyKind, occasion: Occasion, reader: Reader, reference: str, facts: Facts) -> RecipientView:
    """What somebody of a case sees, or its court, or its file, for which nobody signs."""
    holder = _holder(kind.signed_by, occasion.hub, occasion.today) if reader.audience is not Audience.FILE else None
    person = occasion.case.person(reader.key)
    names_children = kind.names_children and reader.audience is Audience.ADULT
    wrong = occasion.puts_right(kind.code, reader.key)
    return _from_hub(
        kind,
        occasion,
        reader,
        reference,
        facts,
        holder=holder,
        children=children_known_to(occasion.case_file, person) if person and names_children else (),
        corrects=wrong.dated if wrong else None,
        owned=owned_to(occasion, reader.key) if person else NOTHING,
        wrong=wrong_in(wrong, kind, occasion, reader) if wrong else NO_DAY,
    )


def _from_hub(
    kind: AnyKind,
    occasion: Occasion | ListOccasion,
    reader: Reader,
    reference: str,
    facts: Facts,
    *,
    holder: PostHolder | None,
    children: tuple[str, ...] = (),
    corrects: date | None = None,
    owned: Owned = NOTHING,
    wrong: WrongDays = NO_DAY,
) -> RecipientView:
    contact = occasion.hub.contact
    return RecipientView(
        name=reader.name,
        title=reader.title,
        full_name=reader.full_name,
        dated=occasion.today,
        reference=reference,
        hub=HubView(
            name=occasion.hub.name,
            address=occasion.hub.address.parts,
            contact_name=_called(contact, reader),
            phone=contact.phone,
            email=contact.email,
            hours=contact.hours,
            cover=contact.cover,
        ),
        signed_by=_called(holder, reader) if holder else "",
        signature=holder.signature if holder else None,
        post=kind.signed_by,
        children=children,
        corrects=corrects,
        helplines=helplines_on(occasion.today),
        facts=facts,
        owned=owned,
        wrong=wrong,
        by_email=reader.envelope.route is Route.EMAIL,
    )


def _called(one: PostHolder | Contact, reader: Reader) -> str:
    """What a reader is told to call somebody of the Hub: a child, what they are known as, where the directory says."""
    return (one.known_as or one.name) if reader.audience in CHILDREN else one.name


def _of_area(kind: AnyKind, occasion: AreaOccasion, reader: Reader, reference: str, facts: Facts) -> OfficeView:
    if not isinstance(reader, OfficeReader):
        raise TypeError("a document about an area is to an office")
    office, holder = reader.addressed.office, signer(kind.signed_by, occasion)
    return OfficeView(
        key=reader.addressed.key,
        name=office.name,
        reader_post=office.post,
        salutation=office.salutation,
        dated=occasion.today,
        reference=reference,
        area=occasion.area.name if occasion.is_of_one_area else None,
        signed_by=holder.name,
        signature=holder.signature,
        post=kind.signed_by,
        sender=_SENDERS[kind.signed_by],
        contact=who_answers(kind.signed_by, occasion),
        facts=facts,
        corrects=occasion.corrects(kind.code, reader.key),
        by_email=reader.envelope.route is Route.EMAIL,
    )


def _of_index(occasion: IndexOccasion, reader: Reader, reference: str, facts: Facts) -> OfficeView:
    """The index of a pack: signed by nobody, it names who signs the letters."""
    first = occasion.pack.letters[0].view
    if not isinstance(first, OfficeView):
        raise TypeError("a pack is of letters to offices")
    return OfficeView(
        key="file",
        name=reader.name,
        reader_post=None,
        salutation="",
        dated=occasion.today,
        reference=reference,
        area=occasion.pack.area,
        signed_by=first.signed_by,
        post=first.post,
        sender=first.sender,
        facts=facts,
    )


def _holder(post: Post, hub: Hub, today: date) -> PostHolder | None:
    holders: dict[Post, tuple[PostHolder, ...]] = {
        Post.PRACTICE_SUPERVISOR: hub.practice_supervisor,
        Post.SERVICE_MANAGER: hub.service_manager,
    }
    return holder_on(holders[post], today)


def _held(post: Post, hub: Hub, today: date) -> PostHolder:
    """Who holds a post of the Hub on that day. Raises `Inconsistent` when it is vacant."""
    holder = _holder(post, hub, today)
    if holder is None:
        detail = f"nobody holds this post on {today.isoformat()}, so no letter can be signed"
        raise Inconsistent([Reason(rule="vacant_post", field=f"directory.hubs.{post}", detail=detail, source="ours")])
    return holder

"""A document about a service area, composed for each of its readers: who writes it, and what it puts right."""

from datetime import date

from correspondence.catalogue.kind import Post
from correspondence.catalogue.letter import Letter, OfficeView, letter_id
from correspondence.catalogue.occasions.area import AreaKind, AreaOccasion, stream_of
from correspondence.catalogue.offices import OfficeReader, signer
from correspondence.protocol.areas.events import AnyNationalEvent


def write_about_area(kind: AreaKind, occasion: AreaOccasion) -> tuple[Letter, ...]:
    """The documents of one kind, one per office.

    Raises `Inconsistent` when nobody held the signing post on the day, or an office is missing from the directory.
    """
    return tuple(_letter(kind, occasion, reader) for reader in kind.to(occasion) if isinstance(reader, OfficeReader))


def _letter(kind: AreaKind, occasion: AreaOccasion, reader: OfficeReader) -> Letter:
    reference = letter_id(occasion.made_by, kind.code, reader.key)
    facts = kind.facts(occasion, reader)
    return Letter(
        letter_id=reference,
        kind=kind,
        event_id=occasion.made_by,
        given_by=occasion.event.event_id,
        case_number=stream_of(occasion.event),
        recipient=reader.key,
        ordinal=reader.ordinal,
        audience=reader.audience,
        language=reader.language,
        form=reader.form,
        dated=occasion.today,
        due=kind.due(occasion, reader),
        view=OfficeView(
            key=reader.addressed.key,
            name=reader.addressed.office.name,
            reader_post=reader.addressed.office.post,
            salutation=reader.addressed.office.salutation,
            dated=occasion.today,
            reference=reference,
            area=None if isinstance(occasion.event, AnyNationalEvent) else occasion.area.name,
            signed_by=signer(kind.signed_by, occasion).name,
            post=kind.signed_by,
            sender=_SENDERS[kind.signed_by],
            facts=facts,
            corrects=_corrects(kind, occasion, reader),
        ),
        envelope=reader.envelope,
        free_text=facts.has_free_text,
    )


def _corrects(kind: AreaKind, occasion: AreaOccasion, reader: OfficeReader) -> date | None:
    """The date of the letter, already sent, that this one puts right; None unless a correction made us write."""
    if occasion.made_by == occasion.event.event_id:
        return None
    sent = (x for x in occasion.area_file.letters if (x.kind, x.recipient) == (kind.code, reader.key) and x.sent_on)
    wrong = [x.dated for x in sent if x.given_by == occasion.event.event_id and x.event_id != occasion.made_by]
    return max(wrong, default=None)


_SENDERS = {
    Post.CHIEF_EXECUTIVE: ("Chief Executive", "Cafcass"),
    Post.DIRECTOR_OF_OPERATIONS: ("Director of Operations", "Cafcass"),
    Post.ASSISTANT_DIRECTOR: ("Assistant Director", "Cafcass"),
}

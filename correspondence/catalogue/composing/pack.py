"""The index of a pack."""

from correspondence.catalogue.file.pack_index import CODE, PACK_INDEX
from correspondence.catalogue.kind import Facts
from correspondence.catalogue.letter import Letter, OfficeView, letter_id
from correspondence.catalogue.occasions.pack import IndexOccasion, Pack
from correspondence.catalogue.reader import Reader
from correspondence.protocol.case.people import Form


def write_index(occasion: IndexOccasion) -> Letter:
    """The index of a pack, of the day of its letters. The pack has one letter at least."""
    pack = occasion.pack
    (reader,) = PACK_INDEX.to(occasion)
    reference = letter_id(pack.letters[0].event_id, CODE, reader.key)
    facts = PACK_INDEX.facts(occasion, reader)
    return Letter(
        letter_id=reference,
        kind=PACK_INDEX,
        event_id=pack.letters[0].event_id,
        given_by=pack.event_id,
        case_number=pack.letters[0].case_number,
        recipient=reader.key,
        ordinal=reader.ordinal,
        audience=reader.audience,
        language=reader.language,
        form=Form.STANDARD,
        dated=pack.dated,
        due=PACK_INDEX.due(occasion, reader),
        view=_view(pack, reader, reference, facts),
        envelope=reader.envelope,
    )


def _view(pack: Pack, reader: Reader, reference: str, facts: Facts) -> OfficeView:
    """The index as its template sees it: signed by nobody, it names who signs the letters."""
    first = pack.letters[0].view
    if not isinstance(first, OfficeView):
        raise TypeError("a pack is of letters to offices")
    return OfficeView(
        key="file",
        name=reader.name,
        reader_post=None,
        salutation="",
        dated=pack.dated,
        reference=reference,
        area=pack.area,
        signed_by=first.signed_by,
        post=first.post,
        sender=first.sender,
        facts=facts,
    )

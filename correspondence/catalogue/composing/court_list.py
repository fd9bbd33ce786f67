"""The letter that goes with a court's list."""

from datetime import date

from correspondence.catalogue.court.lists import OPENING_LIST, WEEKLY_LIST
from correspondence.catalogue.helplines import helplines_on
from correspondence.catalogue.kind import Facts
from correspondence.catalogue.letter import HubView, Letter, RecipientView, letter_id
from correspondence.catalogue.occasions.court_list import ListKind, ListOccasion
from correspondence.catalogue.reader import Reader
from correspondence.protocol.case.people import Form
from correspondence.protocol.directory import Directory
from correspondence.protocol.lists.court_lists import CourtListMade

from .case import signer


def write_list(made: CourtListMade, directory: Directory, today: date) -> Letter:
    """The letter that a list gives, dated *today*. Raises `Inconsistent` when nobody holds the signing post then."""
    kind = OPENING_LIST if made.opening else WEEKLY_LIST
    occasion = ListOccasion(made=made, directory=directory, today=today)
    (reader,) = kind.to(occasion)
    reference = letter_id(made.event_id, kind.code, reader.key)
    facts = kind.facts(occasion, reader)
    return Letter(
        letter_id=reference,
        kind=kind,
        event_id=made.event_id,
        given_by=made.event_id,
        case_number=f"hub:{made.hub}",
        recipient=reader.key,
        ordinal=reader.ordinal,
        audience=reader.audience,
        language=reader.language,
        form=Form.STANDARD,
        dated=today,
        due=kind.due(occasion, reader),
        view=_view(kind, occasion, reader, reference, facts),
        envelope=reader.envelope,
    )


def _view(kind: ListKind, occasion: ListOccasion, reader: Reader, reference: str, facts: Facts) -> RecipientView:
    contact = occasion.hub.contact
    return RecipientView(
        name=reader.name,
        dated=occasion.today,
        reference=reference,
        hub=HubView(
            name=occasion.hub.name,
            contact_name=contact.name,
            phone=contact.phone,
            email=contact.email,
            hours=contact.hours,
            cover=contact.cover,
        ),
        signed_by=signer(kind.signed_by, occasion.hub, occasion.today).name,
        post=kind.signed_by,
        children=(),
        corrects=None,
        helplines=helplines_on(occasion.today),
        facts=facts,
    )

"""Who is written to, and by which route: what several kinds of letter share."""

from collections.abc import Iterable

from correspondence.catalogue.occasions.case import Occasion
from correspondence.protocol.addressees import to_court, to_file
from correspondence.protocol.case.people import LetterVersion, Person, Route
from correspondence.protocol.events import AnyEvent, InformationReceived, ReplyRoute, ReviewRecorded, RiskIncreased
from correspondence.protocol.history.case_file import CaseFile, is_review
from correspondence.protocol.history.disclosure import household_is_open
from correspondence.protocol.history.readers import keeper_of, lacking_route
from correspondence.protocol.letters import Audience

from .reader import Envelope, Reader

REPRESENTATIVE, COURT = "representative", "court"
"""For whom copies are made: a party's solicitor, and the court."""

_AUDIENCES = {LetterVersion.YOUNGER: Audience.YOUNGER, LetterVersion.OLDER: Audience.OLDER}


def families(occasion: Occasion) -> tuple[Reader, ...]:
    """Every party and every child with a version decided, in the order of the case (Protocol 3.2(iv), (v)).

    A carer is no party.
    """
    return people(occasion, (p for p in occasion.case.people if p.is_party or p.is_child))


def told_of_the_move(occasion: Occasion) -> tuple[Reader, ...]:
    """The parties and children who may safely be told that the case no longer waits (Protocol 5.1, Annex B)."""
    may_be_told = occasion.event_as(RiskIncreased).may_be_told
    return tuple(reader for reader in families(occasion) if reader.key in may_be_told)


def people(occasion: Occasion, wanted: Iterable[Person]) -> tuple[Reader, ...]:
    """Those people of the case as readers, by their safe routes: the dead and children without a version left out."""
    return tuple(reader for p in wanted if (reader := reader_of(occasion, p, safe_route(occasion.case_file, p))))


def reader_of(
    occasion: Occasion, person: Person, route: Route | None, *, copies: tuple[str, ...] | None = None
) -> Reader | None:
    """A person of the case as a reader; None for the dead, and for a child whose version nobody has decided.

    *copies*: for whom copies are made; unless said, for a party's representative.
    """
    audience = audience_of(person)
    if audience is None or person.person_id in occasion.case_file.dead:
        return None
    represented = (REPRESENTATIVE,) if person.representative is not None else ()
    return Reader(
        key=person.person_id,
        ordinal=1 + [p.person_id for p in occasion.case.people].index(person.person_id),
        audience=audience,
        name=person.name.first if person.is_child else person.name.in_salutation,
        title=None if person.is_child else person.name.title,
        full_name="" if person.is_child else person.name.full,
        language=person.language,
        form=person.form,
        envelope=envelope(occasion.case_file, person, route),
        copies=represented if copies is None else copies,
        seen_by=(person.person_id,),
    )


def audience_of(person: Person) -> Audience | None:
    """Which version a person reads: adults the adult's, a child what a practitioner decided, else none."""
    if not person.is_child:
        return Audience.ADULT
    return _AUDIENCES.get(person.letter_version) if person.letter_version else None


def envelope(case_file: CaseFile, person: Person, route: Route | None) -> Envelope:
    """How a letter to *person* leaves by *route*. A child's goes to the home of the adult it lives with."""
    if route is not Route.POST:
        return Envelope(route=route)
    home = keeper_of(case_file, person) if person.is_child else person
    address = home.address.on_envelope if home and home.address else ()
    closed = person.is_child and not household_is_open(case_file, person)
    return Envelope(route=route, lines=(person.name.on_envelope, *address), own_page=closed)


def safe_route(case_file: CaseFile, person: Person) -> Route | None:
    """The route that a named person confirmed, or None while nobody has.

    A child's letter needs the child's route and that of the adult it lives with.
    """
    if person.safe_contact is None or lacking_route(case_file, person):
        return None
    return person.safe_contact.route


def informant(occasion: Occasion) -> tuple[Reader, ...]:
    """Who sent the information that a review answers, by the route they chose, and nobody else, copies neither.

    Nobody where no answer is wanted.
    """
    information = information_answered(occasion.case_file, occasion.event) if is_review(occasion.event) else None
    if information is None or information.from_person is None or information.reply_route is ReplyRoute.NONE:
        return ()
    person = occasion.case.person(information.from_person)
    if person is None:
        return ()
    confirmed = safe_route(occasion.case_file, person) is not None
    reader = reader_of(occasion, person, Route(information.reply_route) if confirmed else None, copies=())
    return (reader,) if reader else ()


def information_answered(case_file: CaseFile, event: AnyEvent) -> InformationReceived | None:
    """The information that a review names as its cause, or None."""
    if not isinstance(event, ReviewRecorded) or event.answers is None:
        return None
    found = case_file.event(event.answers)
    return found if isinstance(found, InformationReceived) else None


def the_court(occasion: Occasion) -> tuple[Reader, ...]:
    """The court of the case, by e-mail, with copies to the parties (FPR 2010 r.5.7): so all of them may read it."""
    return (_court(occasion, seen_by=tuple(p.person_id for p in occasion.case.parties)),)


def the_court_alone(occasion: Occasion) -> tuple[Reader, ...]:
    """The court of the case and nobody else: the document says why it is not copied (FPR 2010 r.5.7(3))."""
    return (_court(occasion, seen_by=()),)


def _court(occasion: Occasion, seen_by: tuple[str, ...]) -> Reader:
    return Reader(
        key=to_court(occasion.case.court),
        ordinal=1,
        audience=Audience.COURT,
        name=occasion.court.name,
        envelope=Envelope(route=Route.EMAIL),
        seen_by=seen_by,
    )


def the_file(occasion: Occasion) -> tuple[Reader, ...]:
    """The case's own file in the Hub: it is kept there and sent to nobody."""
    key = to_file(occasion.case_file.hub)
    route = Envelope(route=Route.NONE)
    return (Reader(key=key, ordinal=1, audience=Audience.FILE, name=occasion.hub.name, envelope=route),)

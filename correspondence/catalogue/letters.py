"""What a kind of letter is, what a letter is, and all that its reader may know."""

from collections.abc import Callable
from datetime import date
from enum import StrEnum
from hashlib import sha256

from correspondence.protocol.case_file import CaseFile
from correspondence.protocol.clocks import Deadline
from correspondence.protocol.directory import Hub, holder_on
from correspondence.protocol.disclosure import children_known_to, household_is_open
from correspondence.protocol.events import AnyEvent, Correction
from correspondence.protocol.fields import record
from correspondence.protocol.letters import Audience
from correspondence.protocol.people import Form, LetterVersion, Person, Route
from correspondence.protocol.readers import keeper_of
from correspondence.protocol.refusals import Inconsistent, Reason

from .dated import Helplines, helplines_on
from .facts import HubLetterFacts, ThankYouFacts, UpdateFacts

Facts = HubLetterFacts | UpdateFacts | ThankYouFacts


class Post(StrEnum):
    """Who signs."""

    PRACTICE_SUPERVISOR = "practice_supervisor"


@record
class HubView:
    """The Hub as its families know it: whom to call, when, and who covers."""

    name: str
    contact_name: str
    phone: str
    email: str
    hours: str
    cover: str


@record
class RecipientView:
    """All that one reader may know, from an allow-list: the only thing a template can see."""

    name: str
    dated: date
    reference: str
    hub: HubView
    signed_by: str
    children: tuple[str, ...]
    corrects: date | None
    helplines: Helplines
    facts: Facts


@record
class Envelope:
    """How the letter leaves. `lines` are the name and address for a window; empty where nothing is posted.

    `own_page`: the address stands on a page of its own, to be taken off before others read the letter.
    """

    route: Route | None
    lines: tuple[str, ...]
    own_page: bool = False


@record
class LetterKind:
    """A kind of letter, declared once. What it lacks (a template, a golden scenario) fails a test by itself."""

    code: str
    title: str
    source: str
    sent_on: type[AnyEvent]
    to: Callable[[CaseFile, AnyEvent], tuple[Person, ...]]
    facts: Callable[[CaseFile, AnyEvent, Person, Hub, date], Facts]
    facts_type: type[Facts]
    due: Callable[[CaseFile, AnyEvent, Person], Deadline]
    route: Callable[[CaseFile, AnyEvent, Person], Route | None]
    signed_by: Post
    versions: tuple[Audience, ...]
    copied_to_representative: bool
    waits_for_alerts: bool


@record
class Letter:
    """One obligation to one recipient. Its identity is (event, kind, recipient), never content or name."""

    letter_id: str
    kind: LetterKind
    event_id: str
    given_by: str
    case_number: str
    person_id: str
    ordinal: int
    audience: Audience
    language: str
    form: Form
    dated: date
    due: Deadline
    view: RecipientView
    envelope: Envelope
    representative: bool = False
    free_text: bool = False

    @property
    def content(self) -> str:
        """The hash of all that goes into the letter: two letters with one content have the same words."""
        parts = (self.view, self.envelope, self.audience, self.language, self.form, self.representative)
        return sha256(repr(parts).encode()).hexdigest()


_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's base 32: no I, L, O or U to misread
_AUDIENCES = {LetterVersion.YOUNGER: Audience.YOUNGER, LetterVersion.OLDER: Audience.OLDER}


def letter_id(event_id: str, kind: str, person_id: str) -> str:
    """The id and printed reference of a letter, such as `4F7K-2291-QX8M`: sixty bits of its identity's hash."""
    number = int.from_bytes(sha256("\x1f".join((event_id, kind, person_id)).encode()).digest()[:8]) >> 4
    text = "".join(_ALPHABET[number >> shift & 31] for shift in range(55, -1, -5))
    return f"{text[:4]}-{text[4:8]}-{text[8:]}"


def audience_of(person: Person) -> Audience | None:
    """Which version a person reads: adults the adult's, a child what a practitioner decided, else none."""
    if not person.is_child:
        return Audience.ADULT
    return _AUDIENCES.get(person.letter_version) if person.letter_version else None


@record
class Occasion:
    """What a letter is written on: the event that gives it, as it should have been, and the day.

    `made_by` is the id of the event that made us write: another one where a letter is written anew because a later
    event changed what it should say.
    """

    event: AnyEvent
    made_by: str
    case_file: CaseFile
    hub: Hub
    today: date


def write(kind: LetterKind, occasion: Occasion) -> tuple[Letter, ...]:
    """The letters of one kind, one per recipient who is alive and has a version decided.

    Raises `Inconsistent` when nobody held the signing post on the day.
    """
    return tuple(
        _letter(kind, occasion, person, audience)
        for person in kind.to(occasion.case_file, occasion.event)
        if person.person_id not in occasion.case_file.dead and (audience := audience_of(person)) in kind.versions
    )


def _letter(kind: LetterKind, occasion: Occasion, person: Person, audience: Audience) -> Letter:
    case_file, event = occasion.case_file, occasion.event
    reference = letter_id(occasion.made_by, kind.code, person.person_id)
    facts = kind.facts(case_file, event, person, occasion.hub, occasion.today)
    return Letter(
        letter_id=reference,
        kind=kind,
        event_id=occasion.made_by,
        given_by=event.event_id,
        case_number=case_file.case_number,
        person_id=person.person_id,
        ordinal=1 + [p.person_id for p in case_file.case.people].index(person.person_id),
        audience=audience,
        language=person.language,
        form=person.form,
        dated=occasion.today,
        due=kind.due(case_file, event, person),
        view=_view(kind, occasion, person, reference, facts),
        envelope=envelope(case_file, person, kind.route(case_file, event, person)),
        representative=kind.copied_to_representative and person.representative is not None,
        free_text=isinstance(facts, UpdateFacts) and facts.note is not None,
    )


def _view(kind: LetterKind, occasion: Occasion, person: Person, reference: str, facts: Facts) -> RecipientView:
    hub, today = occasion.hub, occasion.today
    return RecipientView(
        name=person.name.first if person.is_child else person.name.in_salutation,
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
        signed_by=_holder(kind.signed_by, hub, today),
        children=children_known_to(occasion.case_file, person),
        corrects=_corrects(kind, occasion, person),
        helplines=helplines_on(today),
        facts=facts,
    )


def _corrects(kind: LetterKind, occasion: Occasion, person: Person) -> date | None:
    """The date of the letter, already sent, that this one puts right; None unless a correction made us write."""
    if not isinstance(occasion.case_file.event(occasion.made_by), Correction):
        return None
    sent = (x for x in occasion.case_file.sent_to(person.person_id, (kind.code,)))
    wrong = [x.dated for x in sent if x.given_by == occasion.event.event_id and x.event_id != occasion.made_by]
    return wrong[-1] if wrong else None


def _holder(post: Post, hub: Hub, today: date) -> str:
    holder = holder_on(getattr(hub, post), today)
    if holder is None:
        detail = f"nobody holds this post on {today.isoformat()}, so no letter can be signed"
        raise Inconsistent([Reason(rule="vacant_post", field=f"directory.hubs.{post}", detail=detail, source="ours")])
    return holder.name


def envelope(case_file: CaseFile, person: Person, route: Route | None) -> Envelope:
    """How a letter to *person* leaves by *route*. A child's goes to the home of the adult it lives with."""
    if route is not Route.POST:
        return Envelope(route=route, lines=())
    home = keeper_of(case_file, person) if person.is_child else person
    address = home.address.on_envelope if home and home.address else ()
    closed = person.is_child and not household_is_open(case_file, person)
    return Envelope(route=route, lines=(person.name.on_envelope, *address), own_page=closed)

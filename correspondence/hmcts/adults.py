"""The adults of a case: parties and carers of the feed as people of the contract."""

from dataclasses import asdict

from pydantic import TypeAdapter, ValidationError

from correspondence.protocol.case.people import PARTIES, Role, Route
from correspondence.protocol.fields import Email, Phone, SecureEmail

from .addresses import address_json
from .confidentiality import identity_is_withheld, opened
from .decision import Decided, RepresentativeDecision
from .feed import Child, Party, Solicitor
from .in_hand import InHand, Json, as_json, given
from .place import Flag
from .problems import Notes, Rule

_EMAIL: TypeAdapter[str] = TypeAdapter(Email)
_SECURE_EMAIL: TypeAdapter[str] = TypeAdapter(SecureEmail)
_PHONE: TypeAdapter[str] = TypeAdapter(Phone)
_RELATIONSHIPS = {
    "father": "father",
    "mother": "mother",
    "stepFather": "step-father",
    "stepMother": "step-mother",
    "grandParent": "grandparent",
    "guardian": "guardian",
    "specialGuardian": "special guardian",
}
_NEEDS = {
    Route.EMAIL: ("email", Rule.ROUTE_WITHOUT_EMAIL),
    Route.PHONE: ("phone", Rule.ROUTE_WITHOUT_PHONE),
    Route.REPRESENTATIVE: ("representative", Rule.ROUTE_WITHOUT_REPRESENTATIVE),
}


def adult_json(party: Party, hand: InHand) -> Json | None:
    """The person, or None where the contract cannot hold them: an applicant or respondent then stops the case."""
    must_stay = party.role in (Role.APPLICANT, Role.RESPONDENT)
    held = can_be_held(party, party.party_id, hand.notes, stops=must_stay)
    if not held and not must_stay:
        return None
    decided = hand.decided_for(party.party_id)
    role = _role(party, decided, hand.notes)
    if party.address.is_empty:
        hand.notes.add(party.address.at, Rule.NO_ADDRESS)
    withheld = identity_is_withheld(party, decided, hand)
    person = given(
        person_id=party.party_id,
        role=role,
        relationship=_relationship(party, hand),
        name=name_json(party, decided),
        address=address_json(party.address, hand.notes),
        email=_fitting(_EMAIL, party.email, f"{party.at}.email", Rule.EMAIL_UNUSABLE, hand.notes),
        phone=_fitting(_PHONE, party.phone_number, f"{party.at}.phoneNumber", Rule.PHONE_UNUSABLE, hand.notes),
        may_be_known_by_others=sorted(opened(party, decided, hand, withheld=withheld)),
        identity_withheld=withheld,
        representative=_representative(party, decided.what.representative, hand.notes) if role in PARTIES else None,
        **preferences(decided),
    )
    person |= given(in_refuge=decided.what.in_refuge or party.live_in_refuge is Flag.YES)
    if party.role is Role.OTHER_PARTY and decided.what.role is None:
        hand.notes.add(party.at, Rule.ROLE_NOT_DECIDED)
        return person
    return person | given(safe_contact=safe_contact(party.at, decided, person, hand))


def can_be_held(person: Party | Child, person_id: str | None, notes: Notes, *, stops: bool) -> bool:
    """Whether the contract can hold this person at all: it needs an id and both names."""
    named = bool(person.first_name and person.last_name)
    if person_id is None:
        notes.add(person.at, Rule.NO_ID, stops=stops)
    if not named:
        notes.add(person.at, Rule.NO_NAME, stops=stops)
    return named and person_id is not None


def name_json(person: Party | Child, decided: Decided) -> Json:
    """The name, with the title that the decision file gives."""
    return given(title=decided.what.title, given=person.first_name, family=person.last_name)


def preferences(decided: Decided) -> Json:
    """What the decision file alone knows of any person."""
    what = decided.what
    return given(in_refuge=what.in_refuge, language=what.language, form=what.form)


def _role(party: Party, decided: Decided, notes: Notes) -> Role:
    """The role in the contract; for others of the case the decided one, a party until somebody decides."""
    what = decided.what
    inapplicable = {
        "role": what.role is not None and party.role is not Role.OTHER_PARTY,
        "lives_with": what.lives_with is not None,
        "letter_version": what.letter_version is not None,
    }
    for field in (name for name, is_given in inapplicable.items() if is_given):
        notes.add(f"{decided.at}.{field}", Rule.DECISION_NOT_APPLICABLE)
    return what.role if what.role and party.role is Role.OTHER_PARTY else party.role


def _relationship(party: Party, hand: InHand) -> str | None:
    """What the party is to the children, where the feed says one thing of all of them."""
    said = [r.relation_type for r in hand.by_party.get(party.party_id, ())]
    if not said and len(hand.feed.of_role(party.role)) == 1:
        if party.role is Role.APPLICANT:
            said = [c.applicants_relationship for c in hand.feed.children]
        elif party.role is Role.RESPONDENT:
            said = [c.respondents_relationship for c in hand.feed.children]
    words = {_RELATIONSHIPS.get(each) for each in said if each}
    return party.relationship or (next(iter(words)) if len(words) == 1 else None)


def _fitting(kind: TypeAdapter[str], value: str | None, at: str, rule: Rule, notes: Notes) -> str | None:
    if value is None or _fits(kind, value):
        return value
    notes.add(at, rule)
    return None


def _fits(kind: TypeAdapter[str], value: str) -> bool:
    try:
        kind.validate_python(value)
    except ValidationError:
        return False
    return True


def _representative(party: Party, decided: RepresentativeDecision | None, notes: Notes) -> Json | None:
    """The solicitor, if one can be written to by CJSM (Operating Framework 8.2): as decided, else as HMCTS has it."""
    solicitor = party.solicitor
    if solicitor is None and decided is None:
        return None
    if decided is None and party.do_they_have_legal_representation is False:
        notes.add(f"{party.at}.doTheyHaveLegalRepresentation", Rule.REPRESENTATION_UNCLEAR)
        return None
    known = _of_feed(solicitor) | (given(**asdict(decided)) if decided else {})
    if not _fits(_SECURE_EMAIL, known.get("email", "")):
        notes.add(f"{party.at}.solicitorEmail", Rule.REPRESENTATIVE_EMAIL_NOT_SECURE)
        return None
    if not known.get("name") or not known.get("firm"):
        notes.add(party.at, Rule.REPRESENTATIVE_INCOMPLETE)
        return None
    return known


def _of_feed(solicitor: Solicitor | None) -> Json:
    if solicitor is None:
        return {}
    name = " ".join(part for part in (solicitor.first_name, solicitor.last_name) if part)
    email = solicitor.email.lower() if solicitor.email else None
    return given(name=name, firm=solicitor.organisation_name, email=email, dx=solicitor.dx_number)


def safe_contact(at: str, decided: Decided, reached_by: Json, hand: InHand) -> Json | None:
    """The confirmed route, if *reached_by* holds what it needs; else None, and the letter is held."""
    contact = decided.what.safe_contact
    if contact is None:
        hand.notes.add(at, Rule.NO_CONFIRMED_ROUTE)
        return None
    if contact.confirmed_on > hand.day:
        hand.notes.add(f"{decided.at}.safe_contact.confirmed_on", Rule.CONFIRMED_AFTER_DECISION)
        return None
    needed, rule = _NEEDS.get(contact.route, ("", None))
    if rule is not None and needed not in reached_by:
        hand.notes.add(f"{decided.at}.safe_contact.route", rule)
        return None
    return as_json(contact)

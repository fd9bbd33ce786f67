"""What the others may know of a person: only what a literal "No" opens, and nothing else closes (FPR 2010 r.29.1)."""

from collections.abc import Iterator

from correspondence.protocol.case.people import Detail, Role

from .decision import Decided
from .feed import Party
from .in_hand import InHand
from .place import Flag
from .problems import Notes, Rule

NOTHING: frozenset[Detail] = frozenset()


def opened(party: Party, decided: Decided, hand: InHand, *, withheld: bool) -> frozenset[Detail]:
    """The details of an adult that the others may know. A flag that is not set keeps its detail confidential.

    *withheld*: they may not know who this is, so they may know nothing.
    """
    rows = (
        (Detail.ADDRESS, party.is_address_confidential, not party.address.is_empty, "isAddressConfidential"),
        (Detail.EMAIL, party.is_email_address_confidential, bool(party.email), "isEmailAddressConfidential"),
        (Detail.PHONE, party.is_phone_number_confidential, bool(party.phone_number), "isPhoneNumberConfidential"),
    )
    if party.role is not Role.CARER:
        for _, flag, is_given, field in rows:
            if flag is Flag.UNSET and is_given:
                hand.notes.add(f"{party.at}.{field}", Rule.CONFIDENTIAL_BY_DEFAULT)
    by_flag = frozenset(detail for detail, flag, _, _ in rows if flag is Flag.NO)
    closed = frozenset(Detail) if withheld else frozenset(_closed(party, hand))
    return as_decided(by_flag - closed, decided, hand.notes)


def as_decided(by_feed: frozenset[Detail], decided: Decided, notes: Notes) -> frozenset[Detail]:
    """What the decision file leaves open of what the feed opens. It can close, and never open."""
    wanted = decided.what.may_be_known_by_others
    if wanted is None:
        return by_feed
    if wanted - by_feed:
        notes.add(f"{decided.at}.may_be_known_by_others", Rule.PROTECTION_KEPT)
    return by_feed & wanted


def case_is_confidential(hand: InHand) -> bool:
    """Whether the case says that it holds confidential details: then nobody's are open."""
    return hand.feed.is_confidential_details_available is Flag.YES


def _closed(party: Party, hand: InHand) -> Iterator[Detail]:
    """What is closed whatever the party's own flags say."""
    if case_is_confidential(hand):
        yield from Detail
    ids = {p.party_id for p in hand.feed.parties}
    for entry in hand.feed.applicants_confidential_details:
        anybody = entry.party_id is None or entry.party_id not in ids
        if entry.party_id == party.party_id or (anybody and party.role is Role.APPLICANT):
            held = ((Detail.ADDRESS, entry.address), (Detail.EMAIL, entry.email), (Detail.PHONE, entry.phone_number))
            yield from (detail for detail, is_held in held if is_held)


def note_confidential_details(hand: InHand) -> None:
    """Note, once a case, what closes more than one person's details."""
    if case_is_confidential(hand):
        field = "case_data.confidentialDetails.isConfidentialDetailsAvailable"
        hand.notes.add(field, Rule.CONFIDENTIAL_DETAILS_IN_CASE)
    ids = {p.party_id for p in hand.feed.parties}
    for entry in hand.feed.applicants_confidential_details:
        if entry.party_id is None or entry.party_id not in ids:
            hand.notes.add(entry.at, Rule.CONFIDENTIAL_ENTRY_NOT_JOINED)


def identity_is_withheld(party: Party, decided: Decided, hand: InHand) -> bool:
    """Whether the others may not know who this is.

    Parties know each other. Somebody with whom a child lives and who is no party is withheld unless the feed says
    No in so many words: HMCTS asks "Do you need to keep the identity of the person that the child lives with
    confidential?", and its answer to Cafcass leaves the reply out of some collections.
    """
    own = (party.is_person_identity_confidential, party.is_party_identity_confidential)
    flags = {r.is_child_lives_with_person_confidential for r in hand.by_party.get(party.party_id, ())}
    carer = party.role is Role.CARER and party.is_person_identity_confidential is Flag.UNSET
    unsaid = [f"{party.at}.isPersonIdentityConfidential"] if carer else [*_unsaid(party, hand)]
    for field in unsaid:
        hand.notes.add(field, Rule.CONFIDENTIAL_BY_DEFAULT)
    return bool(unsaid) or Flag.YES in flags or Flag.YES in own or decided.what.identity_withheld


def _unsaid(party: Party, hand: InHand) -> Iterator[str]:
    """The relations that may say a child lives with this person, no party, and leave open whether to tell."""
    for relation in hand.by_party.get(party.party_id, ()):
        unset = relation.is_child_lives_with_person_confidential is Flag.UNSET
        if unset and relation.role is Role.OTHER_PARTY and relation.child_lives_with is not False:
            yield f"{relation.at}.isChildLivesWithPersonConfidential"

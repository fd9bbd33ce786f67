"""The children of a case: only those under 18, each with the home that ids tell."""

from correspondence.protocol.case.people import Detail, LetterVersion, Role, age_on
from correspondence.protocol.intake.person_faults import ADULT_FROM_AGE

from .addresses import address_json
from .adults import can_be_held, name_json, preferences, safe_contact
from .confidentiality import NOTHING, as_decided, case_is_confidential
from .decision import Decided
from .feed import Child
from .homes import LivesWith, lives_with
from .in_hand import InHand, Json, given
from .problems import Notes, Rule

_GENDERS = {"female": "girl", "male": "boy"}


def child_json(child: Child, hand: InHand, adults: dict[str, Json]) -> Json | None:
    """The child, or None where the contract cannot hold them. *adults* are those it does hold, by id.

    Somebody of 18 or more on the day of the decision is no child and is left out. A child who is one and cannot be
    held stops the case: a letter that names a family's children must not forget one.
    """
    if not _is_a_child(child, hand):
        return None
    if not can_be_held(child, child.child_id, hand.notes, stops=True):
        return None
    decided = hand.decided_for(child.child_id)
    home = lives_with(child, hand.feed, hand.by_child.get(child.child_id, ()), decided, adults, hand.notes)
    keeper = adults[home.person_ids[0]] if home.person_ids else {}
    reached_by: Json = {detail: keeper[detail] for detail in ("email", "phone") if detail in keeper}
    return given(
        person_id=child.child_id,
        role=Role.CHILD,
        name=name_json(child, decided),
        gender=_GENDERS.get(child.gender.casefold()) if child.gender else None,
        date_of_birth=child.date_of_birth.isoformat() if child.date_of_birth else None,
        address=address_json(child.address, hand.notes),
        lives_with=list(home.person_ids),
        may_be_known_by_others=sorted(_opened(home, decided, hand)),
        identity_withheld=decided.what.identity_withheld,
        letter_version=_letter_version(child, decided, hand.notes),
        safe_contact=safe_contact(child.at, decided, reached_by, hand),
        **preferences(decided),
    )


def _is_a_child(child: Child, hand: InHand) -> bool:
    at, born = f"{child.at}.dateOfBirth", child.date_of_birth
    if born is None:
        hand.notes.add(at, Rule.NO_DATE_OF_BIRTH, stops=True)
    elif born > hand.day:
        hand.notes.add(at, Rule.BORN_AFTER_DECISION, stops=True)
    elif age_on(born, hand.day) >= ADULT_FROM_AGE:
        hand.notes.add(at, Rule.NOT_A_CHILD, f"the decision was made on {hand.day}")
        return False
    return True


def _opened(home: LivesWith, decided: Decided, hand: InHand) -> frozenset[Detail]:
    is_open = home.is_open and not case_is_confidential(hand)
    return as_decided(frozenset({Detail.LIVES_WITH}) if is_open else NOTHING, decided, hand.notes)


def _letter_version(child: Child, decided: Decided, notes: Notes) -> LetterVersion | None:
    if decided.what.role is not None:
        notes.add(f"{decided.at}.role", Rule.DECISION_NOT_APPLICABLE)
    if decided.what.letter_version is None:
        notes.add(child.at, Rule.NO_LETTER_VERSION)
    return decided.what.letter_version

"""Reading HMCTS's answer as it is: collections of `{id, value}`, "Yes" and "No", nulls, and missing parts."""

from collections.abc import Iterable, Iterator
from dataclasses import fields, replace
from typing import Any, TypeVar

from correspondence.protocol.case.people import Role

from .feed import (
    Child,
    ConfidentialEntry,
    FeedAddress,
    FeedCase,
    Hearing,
    InterpreterNeed,
    Order,
    Party,
    Relation,
    Solicitor,
)
from .place import MAX_EMAIL, MAX_LINE, Flag, Place, tighter
from .problems import Rule

_P = TypeVar("_P", Party, Child)

PARTIES = (
    ("applicants", Role.APPLICANT),
    ("respondents", Role.RESPONDENT),
)
OTHERS = (
    ("otherPartyInTheCaseRevised", Role.OTHER_PARTY),
    ("otherPeopleInTheCaseTable", Role.OTHER_PARTY),
)
RELATIONS = (
    ("childAndApplicantRelations", Role.APPLICANT, "applicantId", "childAndApplicantRelation"),
    ("childAndRespondentRelations", Role.RESPONDENT, "respondentId", "childAndRespondentRelation"),
    ("childAndOtherPeopleRelations", Role.OTHER_PARTY, "otherPeopleId", "childAndOtherPeopleRelation"),
)
CHILDREN = ("newChildDetails", "children")


def read_case(case_id: str, data: Place) -> FeedCase:
    """The case that stands in `case_data`. What cannot be read is noted and left out."""
    children = _merged(*(list(_children(data, name)) for name in CHILDREN))
    named = (*_parties(data, PARTIES), *_merged(*(_parties(data, (row,)) for row in OTHERS)))
    return FeedCase(
        case_id=case_id,
        familyman_case_number=data.text("familymanCaseNumber"),
        court_name=data.text("courtName"),
        issue_date=data.day("issueDate"),
        is_confidential_details_available=_confidential_details(data),
        parties=(*named, *_carers(children, named)),
        children=children,
        relations=tuple(_relation(e.part("value"), row) for row in RELATIONS for e in data.items(row[0], stops=True)),
        applicants_confidential_details=tuple(_confidential_entries(data)),
        is_interpreter_needed=data.yes("isInterpreterNeeded"),
        interpreter_needs=tuple(_interpreter(e.part("value")) for e in data.items("interpreterNeeds")),
        hearings=tuple(map(_hearing, data.part("hearingData").items("caseHearings"))),
        orders=tuple(map(_order, data.items("orderCollection"))),
    )


def _address(person: Place) -> FeedAddress:
    noted = len(person.notes)
    place = person.part("address")
    return FeedAddress(
        at=place.path,
        lines=tuple(line for n in (1, 2, 3) if (line := place.text(f"AddressLine{n}"))),
        post_town=place.text("PostTown"),
        county=place.text("County"),
        country=place.text("Country"),
        post_code=place.text("PostCode"),
        readable=len(person.notes) == noted,
        is_known=_is_known(person, "isCurrentAddressKnown", "isAddressUnknown"),
    )


def _is_known(person: Place, known: str, unknown: str = "") -> bool:
    """Whether HMCTS does not say that a detail is not known: then what stands there is old, or was never theirs."""
    return person.yes(known) is not False and not (unknown and person.text(unknown))


def _if_known(person: Place, known: str, name: str, limit: int = MAX_LINE) -> str | None:
    """A telephone number or an e-mail, unless the person is said to have none that we may use."""
    given = person.contact(name, limit)
    if given is not None and not _is_known(person, known):
        person.notes.add(person.at(name), Rule.NOT_KNOWN)
        return None
    return given


def _parties(data: Place, rows: Iterable[tuple[str, Role]]) -> list[Party]:
    return [_party(entry, role) for name, role in rows for entry in data.items(name, stops=True)]


def _party(entry: Place, role: Role) -> Party:
    value = entry.part("value")
    return Party(
        at=value.path,
        role=role,
        party_id=entry.identifier("id"),
        first_name=value.text("firstName"),
        last_name=value.text("lastName"),
        address=_address(value),
        email=_if_known(value, "canYouProvideEmailAddress", "email", MAX_EMAIL),
        phone_number=_if_known(value, "canYouProvidePhoneNumber", "phoneNumber"),
        is_address_confidential=value.flag("isAddressConfidential"),
        is_email_address_confidential=value.flag("isEmailAddressConfidential"),
        is_phone_number_confidential=value.flag("isPhoneNumberConfidential"),
        is_party_identity_confidential=value.flag("isPartyIdentityConfidential"),
        live_in_refuge=value.flag("liveInRefuge"),
        solicitor=_solicitor(value),
        do_they_have_legal_representation=value.yes("doTheyHaveLegalRepresentation"),
    )


def _solicitor(party: Place) -> Solicitor | None:
    first, last = party.text("representativeFirstName"), party.text("representativeLastName")
    email, dx = party.contact("solicitorEmail", MAX_EMAIL), party.text("dxNumber")
    firm = party.part("solicitorOrg").text("OrganisationName")
    if not any((first, last, email, dx, firm)):
        return None
    return Solicitor(at=party.path, first_name=first, last_name=last, organisation_name=firm, email=email, dx_number=dx)


def _children(data: Place, collection: str) -> Iterator[Child]:
    for entry in data.items(collection, stops=True):
        value = entry.part("value")
        who = value.part("whoDoesTheChildLiveWith")
        yield Child(
            at=value.path,
            child_id=entry.identifier("id"),
            first_name=value.text("firstName"),
            last_name=value.text("lastName"),
            date_of_birth=value.day("dateOfBirth"),
            gender=value.text("gender"),
            address=_address(value),
            is_child_address_confidential=value.flag("isChildAddressConfidential"),
            child_live_with=value.texts("childLiveWith"),
            who_id=who.identifier("partyId") or who.part("value").identifier("code"),
            person_who_lives_with_child=tuple(map(_carer, value.items("personWhoLivesWithChild"))),
            applicants_relationship=value.text("applicantsRelationshipToChild"),
            respondents_relationship=value.text("respondentsRelationshipToChild"),
        )


def _carer(entry: Place) -> Party:
    value = entry.part("value")
    return Party(
        at=value.path,
        role=Role.CARER,
        party_id=entry.identifier("id"),
        first_name=value.text("firstName"),
        last_name=value.text("lastName"),
        address=_address(value),
        is_person_identity_confidential=value.flag("isPersonIdentityConfidential"),
        relationship=value.text("relationshipToChildDetails"),
    )


def _merged(first: Iterable[_P], second: Iterable[_P]) -> tuple[_P, ...]:
    """The people of two collections: HMCTS repeats some in a second one, under the same id.

    Two entries of one collection are never merged, whatever their ids: that is judged later.
    """
    found = list(first)
    known = {_id(person): i for i, person in reversed(list(enumerate(found))) if _id(person)}
    for person in second:
        i = known.pop(_id(person), None)
        if i is None:
            found.append(person)
        else:
            found[i] = _both(found[i], person)
    return tuple(found)


def _carers(children: Iterable[Child], known: Iterable[Party]) -> tuple[Party, ...]:
    """The people with whom a child lives and who stand in no other collection, each once."""
    found: dict[object, Party] = {}
    for place, carer in enumerate(c for child in children for c in child.person_who_lives_with_child):
        key = carer.party_id or place
        found[key] = _both(found[key], carer) if key in found else carer
    ids = {p.party_id for p in known}
    return tuple(c for c in found.values() if c.party_id is None or c.party_id not in ids)


def _id(person: Party | Child) -> str | None:
    return person.party_id if isinstance(person, Party) else person.child_id


def _both(first: _P, second: _P) -> _P:
    """What two records of one person hold together. The first one's values win, the tighter flag always does."""
    together: dict[str, Any] = {}
    for name in (f.name for f in fields(first)):
        one, other = getattr(first, name), getattr(second, name)
        if isinstance(one, Flag):
            together[name] = tighter(one, other)
        elif one is None or one == () or (isinstance(one, FeedAddress) and one.is_empty):
            together[name] = other
    return replace(first, **together)


def _relation(value: Place, row: tuple[str, Role, str, str]) -> Relation:
    _, role, older_id, older_type = row
    return Relation(
        at=value.path,
        role=role,
        party_id=value.identifier("partyId") or value.identifier(older_id),
        child_id=value.identifier("childId"),
        relation_type=value.text("relationType") or value.text(older_type),
        child_lives_with=value.yes("childLivesWith"),
        is_child_lives_with_person_confidential=value.flag("isChildLivesWithPersonConfidential"),
    )


def _confidential_details(data: Place) -> Flag:
    """What the case says of confidential details; what cannot be read means that it holds some."""
    details = data.value.get("confidentialDetails")
    flag = data.part("confidentialDetails").flag("isConfidentialDetailsAvailable")
    return flag if details is None or isinstance(details, dict) else Flag.YES


def _confidential_entries(data: Place) -> Iterator[ConfidentialEntry]:
    """The entries; one of nobody, which closes everything, where the collection cannot be read."""
    name = "applicantsConfidentialDetails"
    given = data.value.get(name)
    yield from map(_confidential, data.items(name))
    if given is not None and not isinstance(given, list):
        yield ConfidentialEntry(at=data.at(name), party_id=None, address=True, email=True, phone_number=True)


def _confidential(entry: Place) -> ConfidentialEntry:
    value = entry.part("value")
    held = {name: value.value.get(name) not in (None, "", {}) for name in ("address", "email", "phoneNumber")}
    everything = not any(held.values())
    return ConfidentialEntry(
        at=value.path,
        party_id=entry.identifier("id"),
        address=held["address"] or everything,
        email=held["email"] or everything,
        phone_number=held["phoneNumber"] or everything,
    )


def _interpreter(value: Place) -> InterpreterNeed:
    return InterpreterNeed(at=value.path, party=value.texts("party"), language=value.text("language"))


def _hearing(hearing: Place) -> Hearing:
    days = (scheduled.countable_day("hearingStartDateTime") for scheduled in hearing.items("hearingDaySchedule"))
    status = (hearing.text("hearingStatus") or "").upper()
    return Hearing(at=hearing.path, status=status, days=tuple(day for day in days if day))


def _order(entry: Place) -> Order:
    value = entry.part("value")
    holder = next((p for p in (value, entry) if p.value.get("caseOrder") is not None), None)
    order = holder.part("caseOrder") if holder else value
    return Order(
        at=order.path,
        date_created=order.day("dateCreated"),
        court_report_type=order.texts("courtReportType"),
        original_filing_date=order.countable_day("originalFilingDate"),
    )

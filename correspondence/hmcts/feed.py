"""HMCTS's answer in its own terms: `{total, cases: [{id, case_data}]}`, kept to the fields that we use.

Field names as in hmcts/prl-cos-api at ef0ed908, `models/dto/cafcass`. Reading is in `feed_reading`; nothing here
is judged or joined yet. `at` is the path of a record in its case.
"""

from datetime import date

from correspondence.protocol.case.people import Role
from correspondence.protocol.record import record

from .place import Flag


@record
class FeedAddress:
    """`AddressLine1` to `PostCode`. `readable`: no part of it had to be left out.

    `is_known`: HMCTS does not say of it that it is unknown, whatever stands in its lines.
    """

    at: str
    lines: tuple[str, ...]
    post_town: str | None
    county: str | None
    country: str | None
    post_code: str | None
    readable: bool
    is_known: bool = True

    @property
    def is_empty(self) -> bool:
        """Whether nothing of a place was given, whatever the country, or what was given is said not to be known."""
        given = self.lines or self.post_town or self.county or self.post_code
        return not self.is_known or (self.readable and not given)


@record
class Solicitor:
    """`representativeFirstName`, `representativeLastName`, `solicitorOrg`, `solicitorEmail` and `dxNumber`."""

    at: str
    first_name: str | None
    last_name: str | None
    organisation_name: str | None
    email: str | None
    dx_number: str | None


@record
class Party:
    """One of `applicants`, `respondents`, `otherPartyInTheCaseRevised` or `otherPeopleInTheCaseTable`.

    A person with whom a child lives and who stands nowhere else (`personWhoLivesWithChild`) is one too, a carer.
    `isPartyIdentityConfidential` and `liveInRefuge` are HMCTS's, and not in its answer to Cafcass today: should they
    ever come, they are not overlooked.
    """

    at: str
    role: Role
    party_id: str | None
    first_name: str | None
    last_name: str | None
    address: FeedAddress
    email: str | None = None
    phone_number: str | None = None
    is_address_confidential: Flag = Flag.UNSET
    is_email_address_confidential: Flag = Flag.UNSET
    is_phone_number_confidential: Flag = Flag.UNSET
    is_person_identity_confidential: Flag = Flag.UNSET
    is_party_identity_confidential: Flag = Flag.UNSET
    live_in_refuge: Flag = Flag.UNSET
    relationship: str | None = None
    solicitor: Solicitor | None = None
    do_they_have_legal_representation: bool | None = None


@record
class Child:
    """One of `newChildDetails`, or of the older `children`. `who_id`: the id in `whoDoesTheChildLiveWith`."""

    at: str
    child_id: str | None
    first_name: str | None
    last_name: str | None
    date_of_birth: date | None
    gender: str | None
    address: FeedAddress
    is_child_address_confidential: Flag
    child_live_with: tuple[str, ...]
    who_id: str | None
    person_who_lives_with_child: tuple[Party, ...]
    applicants_relationship: str | None
    respondents_relationship: str | None


@record
class Relation:
    """A row of `childAndApplicantRelations`, `childAndRespondentRelations` or `childAndOtherPeopleRelations`."""

    at: str
    role: Role
    party_id: str | None
    child_id: str | None
    relation_type: str | None
    child_lives_with: bool | None
    is_child_lives_with_person_confidential: Flag


@record
class ConfidentialEntry:
    """An entry of `applicantsConfidentialDetails`: whose, and which details it holds."""

    at: str
    party_id: str | None
    address: bool
    email: bool
    phone_number: bool


@record
class InterpreterNeed:
    """An entry of `interpreterNeeds`. It tells roles and a name, but no id: it can be joined to nobody."""

    at: str
    party: tuple[str, ...]
    language: str | None


@record
class Hearing:
    """One of `hearingData.caseHearings`: its `hearingStatus` and the days of its schedule."""

    at: str
    status: str
    days: tuple[date, ...]


@record
class Order:
    """A `caseOrder` of `orderCollection`. `originalFilingDate`: when the reports must be filed."""

    at: str
    date_created: date | None
    court_report_type: tuple[str, ...]
    original_filing_date: date | None


@record
class FeedCase:
    """One case of the answer."""

    case_id: str
    familyman_case_number: str | None
    court_name: str | None
    issue_date: date | None
    is_confidential_details_available: Flag
    parties: tuple[Party, ...]
    children: tuple[Child, ...]
    relations: tuple[Relation, ...]
    applicants_confidential_details: tuple[ConfidentialEntry, ...]
    is_interpreter_needed: bool | None
    interpreter_needs: tuple[InterpreterNeed, ...]
    hearings: tuple[Hearing, ...]
    orders: tuple[Order, ...]

    def of_role(self, role: Role) -> tuple[Party, ...]:
        """The people in one role, in the order of the feed."""
        return tuple(p for p in self.parties if p.role is role)

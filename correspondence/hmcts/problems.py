"""What of HMCTS's answer cannot become a letter, listed by case and field. A person's value is never in it."""

from enum import StrEnum

from correspondence.protocol.record import record


class Rule(StrEnum):
    """Why a part of the answer, or of the decision file, is listed."""

    # the whole case
    CASE_ID_UNUSABLE = "case_id_unusable"
    CASE_REPEATED = "case_repeated"
    NO_CASE_DATA = "no_case_data"
    NO_DECISION = "no_decision"
    NOT_IN_FEED = "not_in_feed"
    DECISION_UNREADABLE = "decision_unreadable"
    TOTAL_DIFFERS = "total_differs"
    NO_CHILD = "no_child"
    NO_PARTY = "no_party"
    NO_APPLICANT = "no_applicant"
    # signs that the case is not for a Hub
    CASE_ENDED = "case_ended"
    STATE_UNUSUAL = "state_unusual"
    PUBLIC_LAW = "public_law"
    NOT_C100 = "not_c100"
    FINAL_ORDER = "final_order"
    KNOWN_TO_LOCAL_AUTHORITY = "known_to_local_authority"
    HARM_STATED = "harm_stated"
    CHILD_PROTECTION_CONCERN = "child_protection_concern"
    DOMESTIC_ABUSE_STATED = "domestic_abuse_stated"
    URGENCY_STATED = "urgency_stated"
    CONFIDENTIAL_FORM_ON_FILE = "confidential_form_on_file"
    NOT_IN_CONTRACT = "not_in_contract"
    # one field of the feed
    WRONG_TYPE = "wrong_type"
    REPEATED_KEY = "repeated_key"
    CONTROL_CHARACTER = "control_character"
    TOO_LONG = "too_long"
    DAY_UNREADABLE = "day_unreadable"
    FLAG_NOT_UNDERSTOOD = "flag_not_understood"
    ID_UNUSABLE = "id_unusable"
    # the case's numbers, court and work
    NO_FAMILYMAN_NUMBER = "no_familyman_number"
    CASE_NUMBER_UNUSABLE = "case_number_unusable"
    CASE_NUMBER_DIFFERS = "case_number_differs"
    CCD_REFERENCE_INVALID = "ccd_reference_invalid"
    COURT_DIFFERS = "court_differs"
    DECIDED_BEFORE_ISSUE = "decided_before_issue"
    FILING_DATE_DIFFERS = "filing_date_differs"
    FILING_DATE_UNCLEAR = "filing_date_unclear"
    NEXT_HEARING_DIFFERS = "next_hearing_differs"
    HEARING_NOT_LISTED = "hearing_not_listed"
    # one person
    NO_ID = "no_id"
    ID_REPEATED = "id_repeated"
    NO_NAME = "no_name"
    NO_DATE_OF_BIRTH = "no_date_of_birth"
    BORN_AFTER_DECISION = "born_after_decision"
    NOT_A_CHILD = "not_a_child"
    NO_ADDRESS = "no_address"
    NOT_KNOWN = "not_known"
    NO_POSTCODE = "no_postcode"
    POSTCODE_UNUSUAL = "postcode_unusual"
    ADDRESS_UNREADABLE = "address_unreadable"
    ADDRESS_OUTSIDE_UK = "address_outside_uk"
    EMAIL_UNUSABLE = "email_unusable"
    PHONE_UNUSABLE = "phone_unusable"
    REPRESENTATIVE_EMAIL_NOT_SECURE = "representative_email_not_secure"
    REPRESENTATIVE_INCOMPLETE = "representative_incomplete"
    REPRESENTATION_UNCLEAR = "representation_unclear"
    ROLE_NOT_DECIDED = "role_not_decided"
    # who may know what, and who lives where
    CONFIDENTIAL_BY_DEFAULT = "confidential_by_default"
    CONFIDENTIAL_DETAILS_IN_CASE = "confidential_details_in_case"
    CONFIDENTIAL_ENTRY_NOT_JOINED = "confidential_entry_not_joined"
    PROTECTION_KEPT = "protection_kept"
    RELATION_NOT_JOINED = "relation_not_joined"
    LIVES_WITH_UNCLEAR = "lives_with_unclear"
    LIVES_WITH_UNKNOWN = "lives_with_unknown"
    LIVES_WITH_SEVERAL = "lives_with_several"
    # what a person has to decide
    LANGUAGE_TO_BE_DECIDED = "language_to_be_decided"
    NO_CONFIRMED_ROUTE = "no_confirmed_route"
    CONFIRMED_AFTER_DECISION = "confirmed_after_decision"
    ROUTE_WITHOUT_EMAIL = "route_without_email"
    ROUTE_WITHOUT_PHONE = "route_without_phone"
    ROUTE_WITHOUT_REPRESENTATIVE = "route_without_representative"
    NO_LETTER_VERSION = "no_letter_version"
    PERSON_NOT_IN_FEED = "person_not_in_feed"
    DECISION_NOT_APPLICABLE = "decision_not_applicable"


WHY: dict[Rule, str] = {
    Rule.CASE_ID_UNUSABLE: "HMCTS's case id must be a number of at most 19 digits",
    Rule.CASE_REPEATED: "the case stands in the answer more than once: nobody can tell which one holds",
    Rule.NO_CASE_DATA: "the case has no data",
    Rule.NO_DECISION: "the decision file holds no decision for this case",
    Rule.NOT_IN_FEED: "the decision file names a case that the answer does not hold",
    Rule.DECISION_UNREADABLE: "the decision for this case cannot be read",
    Rule.TOTAL_DIFFERS: "the total does not match the number of cases: the answer may be cut short",
    Rule.NO_CHILD: "no child under 18 remains",
    Rule.NO_PARTY: "the case has no party",
    Rule.NO_APPLICANT: "a private law case has an applicant, and this one has none: the answer may be cut short",
    Rule.CASE_ENDED: "HMCTS says that the case has ended: a Hub holds work that is still to be done",
    Rule.STATE_UNUSUAL: "this is none of the states that HMCTS sends to Cafcass: is the first hearing over?",
    Rule.PUBLIC_LAW: "the case is not private law: it is held in no Hub unless a decision says why",
    Rule.NOT_C100: "this is no application about children (C100): it is held in no Hub unless a decision says why",
    Rule.FINAL_ORDER: "an order on file is called final: is there work still to be done?",
    Rule.KNOWN_TO_LOCAL_AUTHORITY: "the children are said to be known to a local authority, or nobody knows",
    Rule.HARM_STATED: "a form C1A is on file: somebody has told the court of harm or abuse",
    Rule.CHILD_PROTECTION_CONCERN: "mediation was not tried because of a concern for a child's protection",
    Rule.DOMESTIC_ABUSE_STATED: "domestic abuse is stated, or an order against molestation is on file",
    Rule.URGENCY_STATED: "mediation was not tried because of urgency",
    Rule.CONFIDENTIAL_FORM_ON_FILE: "a form C8 or another confidential document is on file: do the flags say the same?",
    Rule.NOT_IN_CONTRACT: "the contract of events cannot hold this",
    Rule.WRONG_TYPE: "another type of value was expected here",
    Rule.REPEATED_KEY: "the field is given more than once, with different values: none of them is used",
    Rule.CONTROL_CHARACTER: "the text holds a control character",
    Rule.TOO_LONG: "the text is too long for this field",
    Rule.DAY_UNREADABLE: "this is no day as YYYY-MM-DD, or one no clock can count from",
    Rule.FLAG_NOT_UNDERSTOOD: "this is neither Yes nor No, so it is taken to mean confidential",
    Rule.ID_UNUSABLE: "an id has letters, digits, hyphens and underscores, 64 at most",
    Rule.NO_FAMILYMAN_NUMBER: "there is no FamilyMan number, so HMCTS's case id stands in for it",
    Rule.CASE_NUMBER_UNUSABLE: "a case number has 5 to 20 letters, digits or hyphens",
    Rule.CASE_NUMBER_DIFFERS: "the decision file gives another case number, which is used",
    Rule.CCD_REFERENCE_INVALID: "the case id is no CCD reference: its check digit or its length is wrong",
    Rule.COURT_DIFFERS: "the court's name here does not resemble the court of the decision file, which is used",
    Rule.DECIDED_BEFORE_ISSUE: "the case was issued after the day of the decision",
    Rule.FILING_DATE_DIFFERS: "the court's order gives another filing date than the decision file, whose date is used",
    Rule.FILING_DATE_UNCLEAR: "the orders give several filing dates and do not tell which is the latest: none is used",
    Rule.HEARING_NOT_LISTED: "the hearing is not listed, so its day is no hearing to come",
    Rule.NEXT_HEARING_DIFFERS: "the hearings give another next hearing than the decision file, whose day is used",
    Rule.NO_ID: "this person has no id that could be used",
    Rule.ID_REPEATED: "this id stands for more than one person",
    Rule.NO_NAME: "a first and a last name are needed",
    Rule.NO_DATE_OF_BIRTH: "a child has a date of birth",
    Rule.BORN_AFTER_DECISION: "the date of birth is after the day of the decision",
    Rule.NOT_A_CHILD: "a child is under 18 on the day of the decision: this person is left out",
    Rule.NOT_KNOWN: "HMCTS says that this is not known, or cannot be given, so what stands there is not used",
    Rule.NO_ADDRESS: "there is no address to write to",
    Rule.NO_POSTCODE: "the address has no postcode",
    Rule.POSTCODE_UNUSUAL: "the postcode has no usual form and is kept as it was given",
    Rule.ADDRESS_UNREADABLE: "part of the address cannot be read, so none of it is used",
    Rule.ADDRESS_OUTSIDE_UK: "the address is not in the United Kingdom",
    Rule.EMAIL_UNUSABLE: "this is no e-mail address, and is left out",
    Rule.PHONE_UNUSABLE: "this is no telephone number, and is left out",
    Rule.REPRESENTATIVE_EMAIL_NOT_SECURE: "solicitors are written to by CJSM alone, so no copy goes until the decision "
    "file gives this one's address that ends in .cjsm.net",
    Rule.REPRESENTATIVE_INCOMPLETE: "a representative has a name and a firm, so no copy goes until the decision file "
    "gives what is missing",
    Rule.REPRESENTATION_UNCLEAR: "a solicitor is given for somebody who is said to have none, and is left out",
    Rule.ROLE_NOT_DECIDED: "nobody decided whether this person is a party, so their letter is held",
    Rule.CONFIDENTIAL_BY_DEFAULT: "no flag is set, so this is confidential",
    Rule.CONFIDENTIAL_DETAILS_IN_CASE: "the case holds confidential details, so everybody's are kept confidential",
    Rule.CONFIDENTIAL_ENTRY_NOT_JOINED: "nobody has this entry's id, so it closes the details of every applicant",
    Rule.PROTECTION_KEPT: "a decision file cannot open what HMCTS's answer keeps confidential",
    Rule.RELATION_NOT_JOINED: "the ids of this relation do not belong to a child and an adult of the case",
    Rule.LIVES_WITH_UNCLEAR: "whom the child lives with is given by a word alone, which fits no one person",
    Rule.LIVES_WITH_UNKNOWN: "whom the child lives with is not known",
    Rule.LIVES_WITH_SEVERAL: "the child lives with several people: the first is written to unless the decision says",
    Rule.LANGUAGE_TO_BE_DECIDED: "an interpreter is asked for: the decision file must say each such person's language",
    Rule.NO_CONFIRMED_ROUTE: "nobody confirmed a safe way to reach this person, so their letter is held",
    Rule.CONFIRMED_AFTER_DECISION: "the route was confirmed after the day of the decision, so it is not used",
    Rule.ROUTE_WITHOUT_EMAIL: "the route is e-mail and there is none, so it is not used",
    Rule.ROUTE_WITHOUT_PHONE: "the route is the telephone and there is no number, so it is not used",
    Rule.ROUTE_WITHOUT_REPRESENTATIVE: "the route is a representative and there is none, so it is not used",
    Rule.NO_LETTER_VERSION: "nobody decided which letter this child gets, so they get none",
    Rule.PERSON_NOT_IN_FEED: "the decision file names a person whom this case does not hold",
    Rule.DECISION_NOT_APPLICABLE: "the decision does not apply to a person of this role, and is left out",
}


@record
class Problem:
    """One thing that cannot become a letter, or part of one, as it stands.

    `case_id` is HMCTS's, or empty where it is not known. `field` is the path in the answer, or begins with
    `decision` where the decision file is meant. `stops_case`: because of it the case gives no event. `source`: the
    paragraph of the Protocol, where one asks for it.
    """

    case_id: str
    field: str
    rule: Rule
    detail: str
    stops_case: bool = False
    source: str = ""


class Notes:
    """The problems of one case, in the order in which they were found."""

    def __init__(self, case_id: str) -> None:
        self.case_id = case_id
        self._found: dict[Problem, None] = {}

    def add(self, field: str, rule: Rule, said: str = "", *, stops: bool = False, source: str = "") -> None:
        """Note a problem once. *said* may hold a date, a code or a count, never a person's value."""
        detail = f"{WHY[rule]} ({said})" if said else WHY[rule]
        found = Problem(case_id=self.case_id, field=field, rule=rule, detail=detail, stops_case=stops, source=source)
        self._found[found] = None

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Everything noted so far."""
        return tuple(self._found)

    @property
    def stop_case(self) -> bool:
        """Whether the case can no longer become an event."""
        return any(p.stops_case for p in self._found)

    def __len__(self) -> int:
        return len(self._found)

"""One small family, made messy in one place at a time."""

import json
from typing import Any

import pytest

from correspondence.hmcts.importing import read_feed
from tests.build import Changes
from tests.hmcts.feeds import (
    ANNA,
    AT_A,
    AT_B,
    AT_C,
    AT_R,
    BERT,
    CASE_ID,
    CAT,
    GRANDMOTHER,
    NO_RELATIONS,
    WITH_GRAN,
    A,
    B,
    C,
    R,
    importing,
    listed,
    lives_with_gran,
    order,
    person,
    rules,
    small,
    small_decision,
    small_feed,
)

SOLICITOR: Changes = {
    B + "representativeFirstName": "Ola",
    B + "representativeLastName": "Pattern",
    B + "solicitorOrg": {"OrganisationName": "Pattern LLP"},
    B + "solicitorEmail": "ola@pattern.cjsm.net",
}


def test_the_small_family_lacks_nothing() -> None:
    imported = small()
    assert imported.problems == ()
    assert len(imported.events) == 1


LISTED: list[tuple[Changes, str, str]] = [
    ({A + "address": "1 Wren Yard"}, f"{AT_A}.address", "wrong_type"),
    ({A + "address": "1 Wren Yard"}, f"{AT_A}.address", "address_unreadable"),
    ({A + "address.AddressLine1": 1}, f"{AT_A}.address.AddressLine1", "wrong_type"),
    ({A + "address.AddressLine1": "1 \u0000Yard"}, f"{AT_A}.address.AddressLine1", "control_character"),
    ({A + "address.AddressLine1": "1 \u202eYard"}, f"{AT_A}.address.AddressLine1", "control_character"),
    ({A + "address.AddressLine1": "x" * 121}, f"{AT_A}.address.AddressLine1", "too_long"),
    ({A + "address": None}, f"{AT_A}.address", "no_address"),
    ({A + "address": {}}, f"{AT_A}.address", "no_address"),
    ({A + "address": {"AddressLine1": " ", "Country": "United Kingdom"}}, f"{AT_A}.address", "no_address"),
    ({A + "address.PostCode": ""}, f"{AT_A}.address", "no_postcode"),
    ({A + "address.PostCode": "75001"}, f"{AT_A}.address.PostCode", "postcode_unusual"),
    ({A + "address.Country": "France"}, f"{AT_A}.address.Country", "address_outside_uk"),
    ({A + "email": "none"}, f"{AT_A}.email", "email_unusable"),
    ({A + "phoneNumber": "unknown"}, f"{AT_A}.phoneNumber", "phone_unusable"),
    ({A + "phoneNumber": 7700900111}, f"{AT_A}.phoneNumber", "wrong_type"),
    ({A + "isAddressConfidential": None}, f"{AT_A}.isAddressConfidential", "confidential_by_default"),
    ({A + "isAddressConfidential": ""}, f"{AT_A}.isAddressConfidential", "confidential_by_default"),
    ({A + "isAddressConfidential": "no"}, f"{AT_A}.isAddressConfidential", "flag_not_understood"),
    ({A + "isAddressConfidential": False}, f"{AT_A}.isAddressConfidential", "flag_not_understood"),
    ({B + "solicitorEmail": "ola@pattern.example.org"}, f"{AT_B}.solicitorEmail", "representative_email_not_secure"),
    ({B + "dxNumber": "DX 1"}, f"{AT_B}.solicitorEmail", "representative_email_not_secure"),
    ({**SOLICITOR, B + "solicitorOrg": {}}, AT_B, "representative_incomplete"),
    (
        {**SOLICITOR, B + "doTheyHaveLegalRepresentation": "no"},
        f"{AT_B}.doTheyHaveLegalRepresentation",
        "representation_unclear",
    ),
    (WITH_GRAN, "otherPartyInTheCaseRevised[0].value", "role_not_decided"),
    ({"otherPeopleInTheCaseTable": [{"id": "x", "value": {}}]}, "otherPeopleInTheCaseTable[0].value", "no_name"),
    ({"otherPeopleInTheCaseTable": [{**GRANDMOTHER, "id": None}]}, "otherPeopleInTheCaseTable[0].value", "no_id"),
    ({R + "value.partyId": "somebody-else"}, AT_R, "relation_not_joined"),
    ({R + "value.childId": None}, AT_R, "relation_not_joined"),
    (NO_RELATIONS, AT_C, "lives_with_unknown"),
    ({R + "value.childLivesWith": "No"}, AT_C, "lives_with_unknown"),
    ({R + "value.childLivesWith": True}, f"{AT_R}.childLivesWith", "wrong_type"),
    (
        {
            "childAndRespondentRelations": [
                {"id": "r2", "value": {"partyId": BERT, "childId": CAT, "childLivesWith": "yes"}}
            ]
        },
        AT_C,
        "lives_with_several",
    ),
    ({**NO_RELATIONS, C + "childLiveWith": ["anotherPerson"]}, f"{AT_C}.childLiveWith", "lives_with_unclear"),
    ({**NO_RELATIONS, C + "childLiveWith": ["nobody"]}, f"{AT_C}.childLiveWith", "lives_with_unclear"),
    (
        {**NO_RELATIONS, C + "whoDoesTheChildLiveWith": {"partyId": "stranger"}},
        f"{AT_C}.whoDoesTheChildLiveWith",
        "relation_not_joined",
    ),
    (
        lives_with_gran(),
        "childAndOtherPeopleRelations[0].value.isChildLivesWithPersonConfidential",
        "confidential_by_default",
    ),
    (
        {"confidentialDetails": {"isConfidentialDetailsAvailable": "Yes"}},
        "confidentialDetails.isConfidentialDetailsAvailable",
        "confidential_details_in_case",
    ),
    (
        {"applicantsConfidentialDetails": [{"id": None}]},
        "applicantsConfidentialDetails[0].value",
        "confidential_entry_not_joined",
    ),
    ({"applicantsConfidentialDetails": {}}, "applicantsConfidentialDetails", "confidential_entry_not_joined"),
    ({"isInterpreterNeeded": "Yes"}, "isInterpreterNeeded", "language_to_be_decided"),
    (
        {"interpreterNeeds": [{"value": {"party": ["applicant"], "language": "Farsi"}}]},
        "interpreterNeeds[0].value.language",
        "language_to_be_decided",
    ),
    ({"interpreterNeeds": [{"value": None}]}, "interpreterNeeds[0].value.language", "language_to_be_decided"),
    ({"familymanCaseNumber": "??"}, "familymanCaseNumber", "case_number_unusable"),
    ({"familymanCaseNumber": None}, "familymanCaseNumber", "no_familyman_number"),
    ({"courtName": "West London Family Court"}, "courtName", "court_differs"),
    ({"issueDate": "2026-11-20"}, "issueDate", "decided_before_issue"),
    ({"issueDate": "20/11/2026"}, "issueDate", "day_unreadable"),
    ({"issueDate": "2026-11-31"}, "issueDate", "day_unreadable"),
    ({"orderCollection": [order("9999-01-01")]}, "orderCollection[0].value.originalFilingDate", "day_unreadable"),
    ({"orderCollection": [order("2027-03-01"), order("2027-03-02")]}, "orderCollection", "filing_date_unclear"),
    ({"hearingData": []}, "hearingData", "wrong_type"),
    ({"hearingData": {"caseHearings": ["soon"]}}, "hearingData.caseHearings[0]", "wrong_type"),
]


@pytest.mark.parametrize(("changes", "field", "rule"), LISTED)
def test_what_cannot_be_read_or_sent_is_listed_and_stops_nothing_else(changes: Changes, field: str, rule: str) -> None:
    imported = small(changes)
    assert (field, rule) in rules(imported)
    assert len(imported.events) == 1


STOPPING: list[tuple[Changes, str, str]] = [
    ({A + "firstName": None}, AT_A, "no_name"),
    ({A + "lastName": " "}, AT_A, "no_name"),
    ({B + "lastName": "x\u0007"}, AT_B, "no_name"),
    ({"respondents": [None]}, "respondents[0].value", "no_name"),
    ({"respondents": ["Bertrand"]}, "respondents[0]", "wrong_type"),
    ({"respondents": "Bertrand"}, "respondents", "wrong_type"),
    ({"applicants.0.id": None}, AT_A, "no_id"),
    ({"applicants.0.id": "1 2"}, AT_A, "no_id"),
    ({"respondents.0.id": ANNA}, AT_B, "id_repeated"),
    ({"newChildDetails.0.id": BERT}, AT_C, "id_repeated"),
    ({C + "firstName": None}, AT_C, "no_name"),
    ({C + "dateOfBirth": None}, f"{AT_C}.dateOfBirth", "no_date_of_birth"),
    ({C + "dateOfBirth": "2026-11-20"}, f"{AT_C}.dateOfBirth", "born_after_decision"),
    ({C + "dateOfBirth": "2008-11-19"}, "children", "no_child"),
    ({"newChildDetails": []}, "children", "no_child"),
    ({"newChildDetails": None}, "children", "no_child"),
    ({"applicants": None, "childAndApplicantRelations": None}, "applicants", "no_applicant"),
    ({"childAndOtherPeopleRelations": "x"}, "childAndOtherPeopleRelations", "wrong_type"),
    (
        {R + "value.partyId": "stranger", R + "value.isChildLivesWithPersonConfidential": "Yes"},
        AT_R,
        "relation_not_joined",
    ),
]


@pytest.mark.parametrize(("changes", "field", "rule"), STOPPING)
def test_a_case_that_the_contract_cannot_hold_is_listed_and_gives_no_event(
    changes: Changes, field: str, rule: str
) -> None:
    imported = small(changes)
    assert (field, rule) in {
        (p.field.removeprefix("case_data."), str(p.rule)) for p in imported.problems if p.stops_case
    }
    assert imported.events == ()


def test_one_cases_trouble_stops_no_other() -> None:
    feed, decision = small_feed(), small_decision()
    good = feed["cases"][0]
    feed["cases"] = [None, {"id": "x"}, {"id": 7}, {**good, "id": 1, "case_data": [good]}, {**good, "id": 2}, good]
    for other in ("1", "3"):
        decision["cases"][other] = decision["cases"][CASE_ID]
    imported = importing(feed, decision)
    assert len(imported.events) == 1
    assert listed(imported) == [
        ("", "total", "total_differs"),
        ("", "cases[0].id", "case_id_unusable"),
        ("", "cases[1].id", "case_id_unusable"),
        ("7", "case_data", "no_case_data"),
        ("7", "", "no_decision"),
        ("1", "case_data", "wrong_type"),
        ("1", "case_data", "no_case_data"),
        ("2", "", "no_decision"),
        ("3", "decision", "not_in_feed"),
    ]


def test_a_case_that_stands_in_the_answer_twice_gives_no_event() -> None:
    feed = small_feed()
    feed["cases"] *= 2
    imported = importing({**feed, "total": 2}, small_decision())
    assert imported.events == ()
    assert listed(imported) == [(CASE_ID, "", "case_repeated")] * 2


def test_a_case_id_that_is_no_ccd_reference_is_kept_as_a_number_alone() -> None:
    feed, decision = small_feed({"familymanCaseNumber": None}), small_decision()
    feed["cases"][0]["id"] = 1763112345678006
    decision["cases"]["1763112345678006"] = decision["cases"].pop(CASE_ID)
    imported = importing(feed, decision)
    assert ("id", "ccd_reference_invalid") in rules(imported)
    assert "ccd_reference" not in imported.events[0]["case"]
    assert imported.events[0]["case"]["case_number"] == "1763112345678006"


@pytest.mark.parametrize(
    "answer",
    [
        b'"isAddressConfidential": "No", "isAddressConfidential": "Yes"',
        b'"isAddressConfidential": "Yes", "isAddressConfidential": "No"',
    ],
)
def test_a_flag_that_is_given_twice_with_different_values_opens_nothing(answer: bytes) -> None:
    raw = json.dumps(small_feed()).encode().replace(b'"isAddressConfidential": "No"', answer, 1)
    imported = read_feed(raw, json.dumps(small_decision()).encode())
    assert (f"{AT_A}.isAddressConfidential", "flag_not_understood") in rules(imported)
    assert person(imported.events[0], ANNA)["may_be_known_by_others"] == ["email", "phone"]


@pytest.mark.parametrize(
    ("field", "given", "at", "stops"),
    [
        ("firstName", b'"firstName": "Annabel"', AT_A, True),
        ("phoneNumber", b'"phoneNumber": "07700 900111"', AT_A, False),
        ("newChildDetails", b'"newChildDetails": []', "", True),
    ],
)
def test_a_field_that_is_given_twice_with_different_values_is_not_used(
    field: str, given: bytes, at: str, stops: bool
) -> None:
    other = f'"{field}": [{{"id": "x"}}], '.encode() if field == "newChildDetails" else f'"{field}": "Zz", '.encode()
    raw = json.dumps(small_feed({"newChildDetails": []} if stops and not at else {})).encode()
    imported = read_feed(raw.replace(given, other + given, 1), json.dumps(small_decision()).encode())
    assert (f"{at}.{field}".lstrip("."), "repeated_key") in rules(imported)
    assert (imported.events == ()) is stops


@pytest.mark.parametrize(("given", "kept"), [("female", "girl"), ("Male", "boy"), ("other", None), (None, None)])
def test_a_childs_gender_is_kept_where_the_contract_has_a_word_for_it(given: str | None, kept: str | None) -> None:
    assert person(small({C + "gender": given}).events[0], CAT).get("gender") == kept


def test_a_childs_eighteenth_birthday_is_the_first_day_on_which_it_is_no_child() -> None:
    assert len(small({C + "dateOfBirth": "2008-11-20"}).events) == 1
    assert small({C + "dateOfBirth": "2008-11-19"}).events == ()


def test_what_we_do_not_use_is_ignored_whatever_it_holds() -> None:
    unused: dict[str, Any] = {"miamExemptionsTable": {"x": ["\u0000", None, 1e9]}, "bundleInformation": True}
    assert small(unused) == small()

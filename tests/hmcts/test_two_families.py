"""Two made-up families in the shape of HMCTS's answer, with all that the published one lacks."""

import json

import pytest
from pydantic import TypeAdapter

from correspondence.protocol.events import HubAllocationDecided
from correspondence.protocol.intake.consistency import faults
from correspondence.protocol.intake.eligibility import gate
from correspondence.reading import read_event
from tests.build import Body, directory
from tests.hmcts.feeds import TWO_FAMILIES, TWO_FAMILIES_DECISION, from_files, listed, person

NEWER, OLDER = "1763112345678005", "1763119987654004"
MOTHER, FATHER, GRANDMOTHER, MAJA, OSKAR = (
    f"0a6f7f0c-1df7-4d0e-8a4e-5f2f0b7d1{n}" for n in ("a01", "a02", "a03", "c01", "c02")
)
TEMITOPE, AUNT, AYO, DARA, KOLA = (f"4f3b9a52-7c31-4a1e-9a4d-0e8f6f8f2{n}" for n in ("a01", "b01", "c01", "c02", "c03"))


def events() -> tuple[Body, Body]:
    newer, older = from_files(TWO_FAMILIES, TWO_FAMILIES_DECISION).events
    return newer, older


@pytest.mark.parametrize("place", [0, 1])
def test_each_event_is_of_the_contract_and_the_service_would_take_it(place: int) -> None:
    raw = json.dumps(events()[place])
    event = TypeAdapter(HubAllocationDecided).validate_json(raw, strict=True)
    assert read_event(raw.encode()) == event
    assert faults(event, None, directory()) == ()
    assert gate(event, None, directory().hubs[event.hub]) == ()


def test_what_the_two_families_lack_is_listed_by_case_field_and_rule() -> None:
    newer, older = f"{NEWER} case_data.", f"{OLDER} case_data."
    expected = [
        (newer + "respondents[0].value.isEmailAddressConfidential", "confidential_by_default"),
        (newer + "interpreterNeeds[1].value.language", "language_to_be_decided"),
        (newer + "hearingData.caseHearings[1]", "hearing_not_listed"),
        (older + "applicants[0].value.isPhoneNumberConfidential", "confidential_by_default"),
        (older + "respondents[0].value.address", "no_address"),
        (older + "respondents[0].value.solicitorEmail", "representative_email_not_secure"),
        (older + "respondents[0].value", "no_confirmed_route"),
        (older + "otherPeopleInTheCaseTable[0].value", "no_name"),
        (
            older + "children[1].value.personWhoLivesWithChild[0].value.isPersonIdentityConfidential",
            "confidential_by_default",
        ),
        (older + "children[2].value.dateOfBirth", "not_a_child"),
        (older + "familymanCaseNumber", "no_familyman_number"),
    ]
    found = [(f"{case} {field}", rule) for case, field, rule in listed(from_files(TWO_FAMILIES, TWO_FAMILIES_DECISION))]
    assert found == expected


def test_the_same_two_files_give_the_same_events() -> None:
    assert from_files(TWO_FAMILIES, TWO_FAMILIES_DECISION) == from_files(TWO_FAMILIES, TWO_FAMILIES_DECISION)
    imported = from_files(TWO_FAMILIES, TWO_FAMILIES_DECISION)
    assert imported.case_ids == (NEWER, OLDER)
    assert [e["event_id"].rpartition("-")[0] for e in imported.events] == [
        f"hmcts-{case}-2026-11-19" for case in imported.case_ids
    ]


def test_people_that_hmcts_repeats_in_a_second_collection_stand_once_in_the_event() -> None:
    newer, older = events()
    assert [p["person_id"] for p in newer["case"]["people"]] == [MOTHER, FATHER, GRANDMOTHER, MAJA, OSKAR]
    assert [p["role"] for p in newer["case"]["people"]] == ["applicant", "respondent", "carer", "child", "child"]
    assert KOLA not in {p["person_id"] for p in older["case"]["people"]}


def test_only_a_literal_no_opens_a_detail() -> None:
    newer, older = events()
    assert "may_be_known_by_others" not in person(newer, MOTHER)
    assert person(newer, FATHER)["may_be_known_by_others"] == ["address", "phone"]
    assert "may_be_known_by_others" not in person(newer, MAJA)
    assert "may_be_known_by_others" not in person(older, DARA)


def test_the_decision_file_closes_what_the_feed_opened() -> None:
    assert "may_be_known_by_others" not in person(events()[1], TEMITOPE)


def test_whoever_a_child_lives_with_and_is_no_party_is_not_named_unless_the_feed_says_so() -> None:
    newer, older = events()
    assert person(newer, GRANDMOTHER)["identity_withheld"] is True
    assert "may_be_known_by_others" not in person(newer, GRANDMOTHER)
    assert person(older, AUNT)["identity_withheld"] is True
    assert person(older, AUNT)["in_refuge"] is True


def test_children_live_with_whom_the_ids_say() -> None:
    newer, older = events()
    assert person(newer, MAJA)["lives_with"] == [MOTHER]
    assert person(newer, OSKAR)["lives_with"] == [GRANDMOTHER]
    assert person(older, AYO)["lives_with"] == [TEMITOPE]
    assert person(older, DARA)["lives_with"] == [AUNT]


def test_a_party_is_what_the_relations_say_of_all_children() -> None:
    newer, older = events()
    assert [p.get("relationship") for p in newer["case"]["people"]] == ["mother", "father", "grandparent", None, None]
    assert [p.get("relationship") for p in older["case"]["people"]] == ["mother", "step-mother", "aunt", None, None]


def test_a_solicitor_is_kept_only_with_a_secure_address() -> None:
    newer, older = events()
    assert person(newer, FATHER)["representative"] == {
        "name": "Morwenna Specimen",
        "firm": "Specimen & Partners LLP",
        "email": "m.specimen@specimenlaw.cjsm.net",
        "dx": "DX 00001 Chelmsford",
    }
    assert not any("representative" in p for p in older["case"]["people"])


def test_the_filing_date_is_the_latest_orders_for_this_work_and_the_hearing_the_next_that_takes_place() -> None:
    newer, older = events()
    assert newer["case"]["ordered_work"]["filing_date"] == "2027-03-26"
    assert newer["case"]["ordered_work"]["next_hearing_on"] == "2027-04-20"
    assert older["case"]["ordered_work"]["filing_date"] == "2027-03-19"


def test_familymans_number_is_the_case_number_and_hmctss_id_stands_in_for_it() -> None:
    newer, older = events()
    assert (newer["case"]["case_number"], newer["case"]["ccd_reference"]) == ("CM26P00521", NEWER)
    assert (older["case"]["case_number"], older["case"]["ccd_reference"]) == (OLDER, OLDER)


def test_addresses_are_put_in_order() -> None:
    assert person(events()[0], MOTHER)["address"] == {
        "line_1": "Flat 12",
        "line_2": "40 Sample Parade",
        "post_town": "Braintree",
        "postcode": "CM7 1AA",
    }

"""What the others may know of the small family, and who lives where, as single answers of the feed change."""

import pytest

from tests.build import Changes
from tests.hmcts.feeds import (
    ANNA,
    AT_C,
    BERT,
    CAT,
    CONFIRMED,
    GRAN,
    GRANDMOTHER,
    NO_RELATIONS,
    WITH_GRAN,
    A,
    C,
    R,
    importing,
    lives_with_gran,
    person,
    rules,
    small,
    small_decision,
    small_feed,
)

OPENED: list[tuple[Changes, list[str]]] = [
    ({}, ["address", "email", "phone"]),
    ({A + "isAddressConfidential": "Yes"}, ["email", "phone"]),
    ({A + "isEmailAddressConfidential": None}, ["address", "phone"]),
    ({"confidentialDetails": {"isConfidentialDetailsAvailable": "Yes"}}, []),
    ({"confidentialDetails": {"isConfidentialDetailsAvailable": "perhaps"}}, []),
    ({"confidentialDetails": "Yes"}, []),
    ({"confidentialDetails": {"isConfidentialDetailsAvailable": None}}, ["address", "email", "phone"]),
    ({"applicantsConfidentialDetails": [{"id": ANNA, "value": {"phoneNumber": "1"}}]}, ["address", "email"]),
    ({"applicantsConfidentialDetails": [{"id": ANNA, "value": {}}]}, []),
    ({"applicantsConfidentialDetails": [{"id": "nobody", "value": {"email": "x"}}]}, ["address", "phone"]),
    ({"applicantsConfidentialDetails": [{"id": BERT, "value": {"email": "x"}}]}, ["address", "email", "phone"]),
    ({"applicantsConfidentialDetails": "x"}, []),
    ({A + "isPartyIdentityConfidential": "Yes"}, []),
]


@pytest.mark.parametrize(("changes", "opened"), OPENED)
def test_the_others_may_know_only_what_a_no_opened_and_nothing_closed(changes: Changes, opened: list[str]) -> None:
    found = person(small(changes).events[0], ANNA)
    assert found.get("may_be_known_by_others", []) == opened


HOMES: list[tuple[Changes, list[str], bool]] = [
    ({}, [ANNA], True),
    ({R + "value.isChildLivesWithPersonConfidential": None}, [ANNA], False),
    ({R + "value.isChildLivesWithPersonConfidential": "Yes"}, [ANNA], False),
    ({C + "isChildAddressConfidential": "Yes"}, [ANNA], False),
    ({C + "address": {"PostCode": "CM1 1QH"}}, [ANNA], False),
    ({C + "address": {"PostCode": "CM1 1QH"}, C + "isChildAddressConfidential": "No"}, [ANNA], True),
    ({"confidentialDetails": {"isConfidentialDetailsAvailable": "Yes"}}, [ANNA], False),
    ({**NO_RELATIONS, C + "childLiveWith": ["respondent"]}, [BERT], False),
    ({**NO_RELATIONS, C + "whoDoesTheChildLiveWith": {"value": {"code": BERT}}}, [BERT], False),
    ({**NO_RELATIONS, C + "whoDoesTheChildLiveWith": {"partyId": BERT}}, [BERT], False),
    ({C + "childLiveWith": ["respondent"]}, [ANNA], True),
    (lives_with_gran(), [GRAN], False),
    (lives_with_gran(isChildLivesWithPersonConfidential="No"), [GRAN], True),
]


@pytest.mark.parametrize(("changes", "ids", "is_open"), HOMES)
def test_a_home_is_joined_by_id_and_open_only_where_every_answer_says_so(
    changes: Changes, ids: list[str], is_open: bool
) -> None:
    child = person(small(changes).events[0], CAT)
    assert child["lives_with"] == ids
    assert ("may_be_known_by_others" in child) is is_open


def test_two_people_of_one_name_are_told_apart_by_their_ids() -> None:
    twin = {"id": "twin-id", "value": {"firstName": "Annabel", "lastName": "Quillfeather"}}
    event = small({"otherPeopleInTheCaseTable": [twin]}).events[0]
    assert person(event, CAT)["lives_with"] == [ANNA]
    assert person(event, "twin-id")["role"] == "other_party"


def test_a_word_for_a_role_joins_nobody_where_two_have_that_role() -> None:
    second = {"id": "second-id", "value": {"firstName": "Second", "lastName": "Applicant"}}
    feed = small_feed({**NO_RELATIONS, C + "childLiveWith": ["applicant"]})
    feed["cases"][0]["case_data"]["applicants"].append(second)
    imported = importing(feed, small_decision())
    assert (f"{AT_C}.childLiveWith", "lives_with_unclear") in rules(imported)
    assert "lives_with" not in person(imported.events[0], CAT)


@pytest.mark.parametrize(("flag", "withheld"), [("Yes", True), (None, True), ("No", False)])
def test_a_carer_in_no_other_collection_is_withheld_unless_the_feed_says_no(flag: str | None, withheld: bool) -> None:
    carer = {"id": GRAN, "value": {**GRANDMOTHER["value"], "isPersonIdentityConfidential": flag}}
    event = small({**NO_RELATIONS, C + "personWhoLivesWithChild": [carer]}).events[0]
    assert person(event, GRAN)["role"] == "carer"
    assert ("identity_withheld" in person(event, GRAN)) is withheld
    assert person(event, CAT)["lives_with"] == [GRAN]


def test_a_carer_of_two_children_stands_once_with_the_tighter_flag() -> None:
    feed = small_feed(NO_RELATIONS)
    children = feed["cases"][0]["case_data"]["newChildDetails"]
    children.append({"id": "dan-id", "value": {**children[0]["value"], "firstName": "Dan"}})
    for child, flag in zip(children, ("No", "Yes"), strict=True):
        value = {**GRANDMOTHER["value"], "isPersonIdentityConfidential": flag}
        child["value"]["personWhoLivesWithChild"] = [{"id": GRAN, "value": value}]
    event = importing(feed, small_decision()).events[0]
    assert [p["person_id"] for p in event["case"]["people"]] == [ANNA, BERT, GRAN, CAT, "dan-id"]
    assert person(event, GRAN)["identity_withheld"] is True


def test_a_refuge_in_the_feed_is_never_overlooked() -> None:
    assert person(small({A + "liveInRefuge": "Yes"}).events[0], ANNA)["in_refuge"] is True
    assert person(small({A + "liveInRefuge": "dontKnow"}).events[0], ANNA)["in_refuge"] is True
    assert "in_refuge" not in person(small({A + "liveInRefuge": "No"}).events[0], ANNA)


def test_other_people_of_the_case_are_written_to_only_when_somebody_decided_what_they_are() -> None:
    undecided = small(WITH_GRAN, {f"people.{GRAN}": {"safe_contact": CONFIRMED}})
    assert "safe_contact" not in person(undecided.events[0], GRAN)
    decided = small(WITH_GRAN, {f"people.{GRAN}": {"safe_contact": CONFIRMED, "role": "other_party"}})
    assert person(decided.events[0], GRAN)["safe_contact"] == CONFIRMED


def test_two_records_of_one_person_are_put_together_and_the_tighter_flag_holds() -> None:
    first = {"id": GRAN, "value": {**GRANDMOTHER["value"], "lastName": None, "phoneNumber": "01632 960001"}}
    second = {
        "id": GRAN,
        "value": {**GRANDMOTHER["value"], "isAddressConfidential": "Yes", "phoneNumber": "01632 960002"},
    }
    others = {"otherPartyInTheCaseRevised": [first], "otherPeopleInTheCaseTable": [second]}
    gran = person(small(others).events[0], GRAN)
    assert gran["name"] == {"given": "Georgiana", "family": "Featherstone"}
    assert gran["phone"] == "01632 960001"
    assert "may_be_known_by_others" not in gran

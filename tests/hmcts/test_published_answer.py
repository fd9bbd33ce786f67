"""HMCTS's published answer as it stands, byte for byte."""

import json
from hashlib import sha256

from correspondence.reading import read_event
from tests.build import Body
from tests.hmcts.feeds import PUBLISHED, PUBLISHED_DECISION, from_files, importing, listed, person, text_of

FIRST, SECOND = "1661164783455399", "1661447479032162"
EXPECTED = [
    ("applicants[0].value.solicitorEmail", "representative_email_not_secure"),
    ("respondents[0].value.address", "no_address"),
    ("respondents[0].value", "no_confirmed_route"),
    ("otherPeopleInTheCaseTable[0].value", "no_name"),
    ("children[0].value.dateOfBirth", "not_a_child"),
    ("children", "no_child"),
    ("familymanCaseNumber", "no_familyman_number"),
]

FIRST_SIGNS = [
    ("miamExemptionsTable.urgencyEvidence", "urgency_stated"),
    ("miamExemptionsTable.reasonsForMiamExemption", "urgency_stated"),
]
SECOND_SIGNS = [
    ("miamExemptionsTable.domesticViolenceEvidence", "domestic_abuse_stated"),
    ("miamExemptionsTable.reasonsForMiamExemption", "domestic_abuse_stated"),
]


def as_published() -> tuple[Body, Body]:
    feed, decision = (json.loads(text_of(path)) for path in (PUBLISHED, PUBLISHED_DECISION))
    return feed, decision


def test_the_published_answer_is_the_very_file_hmcts_published() -> None:
    assert sha256(text_of(PUBLISHED)).hexdigest() == "7b4c4ae66c34ebe3cf2c718862acfe3cd4fc9c36edeff6f9ab3742f95298760e"


def test_no_case_of_the_published_answer_becomes_an_event_since_both_children_are_adults() -> None:
    imported = from_files(PUBLISHED, PUBLISHED_DECISION)
    assert imported.events == ()
    assert listed(imported) == [
        (case, f"case_data.{field}", rule)
        for case, signs in ((FIRST, FIRST_SIGNS), (SECOND, SECOND_SIGNS))
        for field, rule in (*signs, *EXPECTED)
    ]
    assert [(p.case_id, str(p.rule)) for p in imported.problems if p.stops_case] == [
        (FIRST, "no_child"),
        (SECOND, "no_child"),
    ]


def test_the_case_reference_that_the_published_answer_repeats_with_one_value_is_no_problem() -> None:
    assert text_of(PUBLISHED).count(b'"caseRef": "1661447479032162"') == 2
    assert "repeated_key" not in {str(p.rule) for p in from_files(PUBLISHED, PUBLISHED_DECISION).problems}


def test_with_children_under_eighteen_the_published_cases_become_events_that_open_only_what_a_flag_opened() -> None:
    feed, decision = as_published()
    for case in feed["cases"]:
        case["case_data"]["children"][0]["value"]["dateOfBirth"] = "2015-10-10"
    imported = importing(feed, decision)
    assert imported.case_ids == (FIRST, SECOND)
    for event, case in zip(imported.events, feed["cases"], strict=True):
        read_event(json.dumps(event).encode())
        applicant, respondent, child = event["case"]["people"]
        assert applicant["may_be_known_by_others"] == ["address", "phone"]
        assert "may_be_known_by_others" not in respondent
        assert "may_be_known_by_others" not in child
        assert child["lives_with"] == [case["case_data"]["applicants"][0]["id"]]
        assert "address" not in respondent
        assert "representative" not in applicant
        assert event["case"]["ccd_reference"] == event["case"]["case_number"] == str(case["id"])


def test_a_hearing_of_the_published_answer_has_no_status_so_it_is_noted_and_not_used() -> None:
    feed, decision = as_published()
    decision["occurred_on"] = "2023-04-11"
    for case in feed["cases"]:
        case["case_data"]["children"][0]["value"]["dateOfBirth"] = "2015-10-10"
    imported = importing(feed, decision)
    first, second = imported.events
    assert first["case"]["ordered_work"]["next_hearing_on"] == "2023-09-08"
    assert "next_hearing_on" not in second["case"]["ordered_work"]
    assert (SECOND, "case_data.hearingData.caseHearings[0]", "hearing_not_listed") in listed(imported)


def test_a_postcode_written_together_is_set_apart() -> None:
    feed, decision = as_published()
    feed["cases"][0]["case_data"]["children"][0]["value"]["dateOfBirth"] = "2015-10-10"
    event = importing(feed, decision).events[0]
    assert person(event, "f03aff33-42ca-4b44-9dd9-c414294f87d5")["address"] == {
        "line_1": "29 Radnor Road",
        "post_town": "Harrow",
        "postcode": "HA1 1SA",
    }

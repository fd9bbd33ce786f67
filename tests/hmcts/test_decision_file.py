"""The decision file is read strictly, and can only tighten what the feed says."""

import json

import pytest

from correspondence.hmcts.decision import read_decision
from correspondence.hmcts.importing import read_feed
from correspondence.hmcts.json_text import MAX_BYTES, Unreadable
from tests.build import REMOVED, Body, Changes, changed
from tests.hmcts.feeds import (
    ANNA,
    BERT,
    CASE_ID,
    CAT,
    CONFIRMED,
    importing,
    person,
    rules,
    small,
    small_decision,
    small_feed,
)

FEED = json.dumps(small_feed()).encode()


def with_route(route: str) -> Body:
    return {**CONFIRMED, "route": route}


def refused(raw: bytes) -> list[tuple[str, str]]:
    with pytest.raises(Unreadable) as caught:
        read_feed(FEED, raw)
    return [(reason.field, reason.rule) for reason in caught.value.reasons]


NOTHING_TO_READ = [
    (b"", "not_json"),
    (b"{", "not_json"),
    (b"NaN", "not_json"),
    (b'{"a": -Infinity}', "not_json"),
    (b"\xff", "not_utf_8"),
    (b"[" * 61 + b"]" * 61, "too_deep"),
    (b"[" * 100_000, "too_deep"),
    (b" " * (MAX_BYTES + 1), "too_large"),
    (b"1" * 5000, "not_json"),
]


@pytest.mark.parametrize(("raw", "rule"), NOTHING_TO_READ)
def test_a_file_that_cannot_be_read_at_all_is_refused_by_one_named_error(raw: bytes, rule: str) -> None:
    assert refused(raw) == [("decision", rule)]
    with pytest.raises(Unreadable) as caught:
        read_feed(raw, json.dumps(small_decision()).encode())
    assert [(r.field, r.rule) for r in caught.value.reasons] == [("feed", rule)]


@pytest.mark.parametrize("raw", [b"[]", b"{}", b"null", b'{"total": 0}', b'{"cases": {}}', b'{"cases": 1, "cases": 2}'])
def test_an_answer_without_a_list_of_cases_is_refused(raw: bytes) -> None:
    with pytest.raises(Unreadable) as caught:
        read_feed(raw, json.dumps(small_decision()).encode())
    assert [(r.field, r.rule) for r in caught.value.reasons] == [("feed", "no_cases")]


def test_an_answer_with_a_byte_order_mark_is_read() -> None:
    assert len(read_feed(b"\xef\xbb\xbf" + FEED, json.dumps(small_decision()).encode()).events) == 1


@pytest.mark.parametrize(
    ("raw", "rule"),
    [
        (b'{"hub": "essex", "hub": "essex"}', "repeated_key"),
        (b'{"hub": "es\\u0000sex"}', "control_character"),
        (b'{"\\ud800": 1}', "control_character"),
    ],
)
def test_a_decision_file_with_a_key_twice_or_a_control_character_is_refused(raw: bytes, rule: str) -> None:
    assert refused(raw) == [("decision", rule)]


ENVELOPE: list[tuple[Changes, str]] = [
    ({"occurred_on": 20261119}, "decision.occurred_on"),
    ({"hub": REMOVED}, "decision.hub"),
    ({"recorded_by.role": "clerk"}, "decision.recorded_by.role"),
    ({"cases": []}, "decision.cases"),
    ({"Jane Example": 1}, "decision[4]"),
]


@pytest.mark.parametrize(("changes", "field"), ENVELOPE)
def test_what_is_wrong_outside_the_cases_refuses_the_file(changes: Changes, field: str) -> None:
    raw = json.dumps(changed(small_decision(), changes)).encode()
    assert refused(raw) == [(field, "decision_unreadable")]


def test_what_is_wrong_outside_the_cases_refuses_the_file_whatever_is_wrong_inside_them() -> None:
    decision = {**small_decision({"urgent": None}), "hub": None}
    assert refused(json.dumps(decision).encode()) == [("decision.hub", "decision_unreadable")]


IN_A_CASE: list[tuple[Changes, str]] = [
    ({"urgent": "false"}, "decision.cases[0].urgent"),
    ({"unresolved_features": ["connected_children", 1]}, "decision.cases[0].unresolved_features[1]"),
    ({"screened": REMOVED}, "decision.cases[0].screened"),
    ({"category": "no_such"}, "decision.cases[0].category"),
    ({"priority_status": "3"}, "decision.cases[0].priority_status"),
    ({"ordered_work.ordered_on": "yesterday"}, "decision.cases[0].ordered_work.ordered_on"),
    ({"Jane Example": 1}, "decision.cases[0][8]"),
    ({f"people.{ANNA}.safe_contact.route": "pigeon"}, "decision.cases[0].people[0].safe_contact.route"),
    ({"people.Jane Example": {}}, "decision.cases[0].people[3]"),
    ({f"people.{CAT}.letter_version": "teenager"}, "decision.cases[0].people[2].letter_version"),
    ({f"people.{ANNA}.role": "applicant"}, "decision.cases[0].people[0].role"),
]


@pytest.mark.parametrize(("changes", "field"), IN_A_CASE)
def test_a_decision_that_cannot_be_read_is_listed_without_the_callers_words_and_stops_no_other(
    changes: Changes, field: str
) -> None:
    feed, decision = small_feed(), small_decision(changes)
    feed["cases"].append({**feed["cases"][0], "id": 7})
    decision["cases"]["7"] = small_decision()["cases"][CASE_ID]
    imported = importing({**feed, "total": 2}, decision)
    stopped = [p for p in imported.problems if p.stops_case]
    assert {(p.case_id, p.field, str(p.rule)) for p in stopped} == {(CASE_ID, field, "decision_unreadable")}
    assert "Jane" not in repr(imported.problems)
    assert imported.case_ids == ("7",)


def test_a_case_under_no_case_id_is_listed_by_its_place() -> None:
    decision = small_decision()
    decision["cases"]["Jane Example"] = decision["cases"][CASE_ID]
    _, problems = read_decision(json.dumps(decision).encode())
    assert [(p.case_id, p.field, str(p.rule)) for p in problems] == [("", "decision.cases[1]", "decision_unreadable")]


@pytest.mark.parametrize(
    ("asked", "kept"),
    [
        (None, ["address", "email", "phone"]),
        ([], []),
        (["phone"], ["phone"]),
        (["phone", "school"], ["phone"]),
    ],
)
def test_the_decision_file_can_close_what_the_feed_opens_and_never_open(
    asked: list[str] | None, kept: list[str]
) -> None:
    imported = small(decision={f"people.{ANNA}.may_be_known_by_others": asked})
    assert person(imported.events[0], ANNA).get("may_be_known_by_others", []) == kept
    told = ("decision.people[0].may_be_known_by_others", "protection_kept") in rules(imported)
    assert told is ("school" in (asked or []))


def test_a_child_is_kept_from_the_others_where_the_decision_file_says_so() -> None:
    closing: Changes = {f"people.{CAT}.may_be_known_by_others": [], f"people.{CAT}.identity_withheld": True}
    child = person(small(decision=closing).events[0], CAT)
    assert "may_be_known_by_others" not in child
    assert child["identity_withheld"] is True


def test_the_decision_file_says_whom_a_child_lives_with() -> None:
    imported = small(decision={f"people.{CAT}.lives_with": [BERT, ANNA]})
    assert person(imported.events[0], CAT)["lives_with"] == [BERT, ANNA]
    assert "may_be_known_by_others" not in person(imported.events[0], CAT)
    assert imported.problems == ()


def test_a_home_of_nobody_in_the_case_is_listed() -> None:
    imported = small(decision={f"people.{CAT}.lives_with": ["stranger"]})
    assert ("decision.people[2].lives_with", "relation_not_joined") in rules(imported)
    assert "lives_with" not in person(imported.events[0], CAT)


NOT_APPLICABLE: list[tuple[Changes, str]] = [
    ({f"people.{ANNA}.letter_version": "older"}, "decision.people[0].letter_version"),
    ({f"people.{ANNA}.lives_with": [BERT]}, "decision.people[0].lives_with"),
    ({f"people.{ANNA}.role": "carer"}, "decision.people[0].role"),
    ({f"people.{CAT}.role": "carer"}, "decision.people[2].role"),
]


@pytest.mark.parametrize(("changes", "field"), NOT_APPLICABLE)
def test_a_decision_that_does_not_fit_a_persons_role_is_listed_and_left_out(changes: Changes, field: str) -> None:
    imported = small(decision=changes)
    assert rules(imported) == {(field, "decision_not_applicable")}
    assert imported.events == small().events


ROUTES: list[tuple[Changes, str, str, str]] = [
    ({f"people.{ANNA}.safe_contact": None}, ANNA, "applicants[0].value", "no_confirmed_route"),
    (
        {f"people.{ANNA}.safe_contact.confirmed_on": "2026-11-20"},
        ANNA,
        "decision.people[0].safe_contact.confirmed_on",
        "confirmed_after_decision",
    ),
    (
        {f"people.{BERT}.safe_contact": with_route("email")},
        BERT,
        "decision.people[1].safe_contact.route",
        "route_without_email",
    ),
    (
        {f"people.{BERT}.safe_contact": with_route("phone")},
        BERT,
        "decision.people[1].safe_contact.route",
        "route_without_phone",
    ),
    (
        {f"people.{BERT}.safe_contact": with_route("representative")},
        BERT,
        "decision.people[1].safe_contact.route",
        "route_without_representative",
    ),
    ({f"people.{CAT}.safe_contact": None}, CAT, "newChildDetails[0].value", "no_confirmed_route"),
    (
        {f"people.{CAT}.safe_contact": with_route("representative")},
        CAT,
        "decision.people[2].safe_contact.route",
        "route_without_representative",
    ),
]


@pytest.mark.parametrize(("changes", "who", "field", "rule"), ROUTES)
def test_a_route_that_cannot_be_used_is_listed_and_left_out(changes: Changes, who: str, field: str, rule: str) -> None:
    imported = small(decision=changes)
    assert rules(imported) == {(field, rule)}
    assert "safe_contact" not in person(imported.events[0], who)


@pytest.mark.parametrize("route", ["email", "phone", "none", "post"])
def test_a_child_may_be_reached_by_the_adult_it_lives_with(route: str) -> None:
    imported = small(decision={f"people.{CAT}.safe_contact": with_route(route)})
    assert person(imported.events[0], CAT)["safe_contact"]["route"] == route


def test_a_person_of_whom_nothing_was_decided_stays_in_the_case() -> None:
    imported = small(decision={f"people.{BERT}": REMOVED, f"people.{CAT}": REMOVED})
    assert rules(imported) == {
        ("respondents[0].value", "no_confirmed_route"),
        ("newChildDetails[0].value", "no_confirmed_route"),
        ("newChildDetails[0].value", "no_letter_version"),
    }
    assert [p["person_id"] for p in imported.events[0]["case"]["people"]] == [ANNA, BERT, CAT]


def test_a_decision_on_somebody_who_is_not_in_the_case_is_listed_by_its_place() -> None:
    assert rules(small(decision={"people.stranger": {}})) == {("decision.people[3]", "person_not_in_feed")}


NEEDS: list[tuple[list[str], list[str], bool]] = [
    (["applicant"], [], False),
    (["applicant"], [ANNA], True),
    (["applicant", "respondent"], [ANNA], False),
    (["applicant", "respondent"], [ANNA, BERT], True),
    (["other"], [ANNA, BERT], False),
    (["applicant_solicitor"], [], True),
    (["judge"], [ANNA], False),
    ([], [ANNA, BERT], False),
]


@pytest.mark.parametrize(("roles", "decided", "is_settled"), NEEDS)
def test_an_interpreter_is_settled_when_everybody_in_that_role_has_a_decided_language(
    roles: list[str], decided: list[str], is_settled: bool
) -> None:
    need = {"value": {"party": roles, "name": "Annabel Quillfeather", "language": "Polish"}}
    imported = small({"interpreterNeeds": [need]}, {f"people.{who}.language": "pl" for who in decided})
    assert (imported.problems == ()) is is_settled
    if not decided:
        assert "language" not in person(imported.events[0], ANNA)


def test_the_decision_file_gives_number_status_and_override() -> None:
    override = {"reason": "The only Hub that is open.", "approved_by": "R. Sample"}
    changes: Changes = {
        "case_number": "CM26P00999",
        "status_reason": "Sooner.",
        "unresolved_features": ["connected_children"],
        "override": override,
    }
    imported = small(decision=changes)
    event = imported.events[0]
    assert event["override"] == override | {"loosens": []}
    assert event["case"]["case_number"] == "CM26P00999"
    assert event["case"]["unresolved_features"] == ["connected_children"]
    assert rules(imported) == {("familymanCaseNumber", "case_number_differs")}

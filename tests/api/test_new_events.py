"""`POST /events` for the court's word, a risk and an adviser: how each is answered, and how it is refused."""

from typing import Any

import pytest
from starlette.testclient import TestClient

from tests import build

from .calls import PROBLEM, TODAY, House, move, small

A_CARER = {"person_id": "p3", "role": "carer", "name": {"given": "Grandma", "family": "Sample"}}
SECRETS = ("Sample", "Grandma", "Nadia", "Wiśniewski", "Zaphod", "injuries", "960220", "p3", "p9")


def about(kind: str, case_number: str, changes: dict[str, Any] | None = None) -> build.Body:
    """The JSON of an event of that type, of today, about the case of one party under that number."""
    case = small("x", case_number)["case"]
    own = {"event_id": f"{kind}-{case_number}", "occurred_on": TODAY.isoformat(), "case": case}
    return build.changed(build.body(kind), own | (changes or {}))


def place(client: TestClient, case_number: str) -> build.Body:
    """A case of one party is placed in the Hub."""
    answer = client.post("/events", json=small(f"decision-{case_number}", case_number))
    assert answer.status_code in (200, 201)
    body: build.Body = answer.json()
    return body


WAITING = "CM26P00701"
RISK: dict[str, Any] = {"may_be_told": []}

REFUSED: list[tuple[str, dict[str, Any], str, str, str]] = [
    ("court_challenged", {"made_by": "party", "allocate_by": None}, "not_the_court", "made_by", "3.1(l), 5.2"),
    ("court_challenged", {"allocate_by": "2026-11-19"}, "allocate_by_before_event", "allocate_by", "5.2"),
    ("representation_received", {"from_person": "p9"}, "person_unknown", "from_person", "3.1(l)"),
    (
        "representation_received",
        {"from_person": "p3", "case.people": [*small("x", WAITING)["case"]["people"], A_CARER]},
        "not_a_party",
        "from_person",
        "3.1(l)",
    ),
    ("risk_increased", {"may_be_told": ["p1", "p1"]}, "may_be_told_repeated", "may_be_told.1", "5.1 (risk)"),
    ("guardian_appointed", {"appointed_on": "2026-11-21"}, "appointed_after_event", "appointed_on", "5.2 (16.4)"),
    ("update_due", {"only": ["p9"]}, "person_unknown", "only.0", "3.2(v)"),
    ("update_due", {"only": []}, "nobody_named", "only", "3.2(v)"),
]


@pytest.mark.parametrize(("kind", "changes", "rule", "field", "source"), REFUSED)
def test_a_refusal_names_rule_field_and_paragraph_and_no_persons_value(
    desk: TestClient, kind: str, changes: dict[str, Any], rule: str, field: str, source: str
) -> None:
    place(desk, WAITING)
    answer = desk.post("/events", json=about(kind, WAITING, changes))
    problem = answer.json()
    assert (answer.status_code, answer.headers["content-type"]) == (422, PROBLEM)
    assert (problem["rule"], problem["field"], problem["source"]) == (rule, field, source)
    assert not [value for value in SECRETS if value in answer.text]
    assert [e["type"] for e in desk.get(f"/cases/{WAITING}").json()["events"]] == ["hub_allocation_decided"]


@pytest.mark.parametrize(
    ("kind", "changes", "source"),
    [
        ("adviser_allocated", {}, "3.2(ii)"),
        ("risk_increased", RISK, "5.1 (risk)"),
        ("court_challenged", {}, "5.2"),
    ],
)
def test_a_case_that_nobody_placed_in_a_hub_is_not_made_one(
    desk: TestClient, kind: str, changes: dict[str, Any], source: str
) -> None:
    answer = desk.post("/events", json=about(kind, "CM26P00702", changes))
    assert (answer.status_code, answer.json()["rule"], answer.json()["source"]) == (422, "not_in_hub", source)
    assert desk.get("/cases/CM26P00702").status_code == 404


def test_an_allocated_case_stays_allocated(desk: TestClient) -> None:
    place(desk, "CM26P00703")
    answer = desk.post("/events", json=about("adviser_allocated", "CM26P00703"))
    assert answer.status_code == 201
    assert {d["duty"] for d in answer.json()["duties"]} >= {"adviser_letter", "completion"}
    again = small("decision-again", "CM26P00703", {"occurred_on": TODAY.isoformat()})
    for body, rule, source in (
        (again, "already_allocated", "5.6"),
        (about("review_recorded", "CM26P00703"), "already_allocated", "5.6"),
        (about("update_due", "CM26P00703"), "left_hub", "3.2(v)"),
    ):
        refused = desk.post("/events", json=body)
        assert (refused.status_code, refused.json()["rule"], refused.json()["source"]) == (422, rule, source)
        assert not [value for value in SECRETS if value in refused.text]


def test_a_risk_is_answered_with_a_notice_to_the_court_whose_duty_names_nobody(desk: TestClient) -> None:
    place(desk, "CM26P00704")
    answer = desk.post("/events", json=about("risk_increased", "CM26P00704", RISK))
    assert answer.status_code == 201
    assert [(x["kind"], x["recipient"], x["due_on"]) for x in answer.json()["letters"]] == [
        ("risk_notice", "court:chelmsford", "2026-11-23")
    ]
    (duty,) = (d for d in answer.json()["duties"] if d["duty"] == "risk_notice")
    assert (duty.get("person_id"), duty["due_on"], duty["for_staff"]) == (None, "2026-11-23", False)
    assert "injuries" not in answer.text


def test_the_same_event_with_another_summary_is_a_conflict_and_changes_nothing(desk: TestClient) -> None:
    place(desk, "CM26P00705")
    first = desk.post("/events", json=about("risk_increased", "CM26P00705", RISK))
    other = desk.post("/events", json=about("risk_increased", "CM26P00705", RISK | {"summary": "Zaphod said so."}))
    assert (other.status_code, other.json()["rule"]) == (409, "event_id_taken")
    assert "Zaphod" not in other.text
    again = desk.post("/events", json=about("risk_increased", "CM26P00705", RISK))
    assert (again.status_code, again.json()) == (200, first.json())


def test_what_came_before_a_letter_that_was_sent_is_a_conflict(here: House) -> None:
    supervisor = here.client("supervisor")
    letter = place(supervisor, "CM26P00706")["letters"][0]
    for status in (move("approved"), move("sent", route="post")):
        assert supervisor.post(f"/letters/{letter['letter_id']}/status", json=status).status_code == 200
    asked = about("representation_received", "CM26P00706")
    assert supervisor.post("/events", json=asked).status_code == 201
    late = {"event_id": "late-1", "occurred_on": "2026-11-19"}
    answer = supervisor.post("/events", json=about("representation_received", "CM26P00706", late))
    assert (answer.status_code, answer.json()["rule"], answer.json()["field"]) == (409, "out_of_order", "occurred_on")

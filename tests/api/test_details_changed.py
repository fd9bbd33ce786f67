"""`POST /events` for details that staff learnt, and for somebody spoken with: answers and refusals without a value."""

from typing import Any

import pytest
from starlette.testclient import TestClient

from tests import build
from tests.build import Body

from .calls import CASE, PROBLEM, TODAY, House, small

FATHER: Body = small("x", CASE)["case"]["people"][0]
SECRETS = ("Specimen", "Braintree", "CM7", "Zaphod", "Sample-", "960114")
MOVED = build.changed(FATHER, {"address": build.MOVED})


def learnt(case_number: str, changes: dict[str, Any] | None = None) -> Body:
    """Staff learn today that the one party of that case has moved."""
    own = {"event_id": f"details-{case_number}", "occurred_on": TODAY.isoformat(), "people": [MOVED]}
    case = small("x", case_number)["case"]
    return build.changed(build.body("details_changed", own | {"case": case}), changes or {})


def place(client: TestClient, case_number: str) -> Body:
    answer = client.post("/events", json=small(f"decision-{case_number}", case_number))
    assert answer.status_code == 201
    body: Body = answer.json()
    return body


def test_details_are_recorded_and_the_letter_that_waits_is_written_anew(desk: TestClient) -> None:
    before = place(desk, "CM26P00801")["letters"]
    answer = desk.post("/events", json=learnt("CM26P00801", {"reason": "Zaphod said so."}))
    assert answer.status_code == 201
    assert [(x["kind"], x["recipient"]) for x in answer.json()["letters"]] == [("hub_letter", "p1")]
    assert answer.json()["letters"][0]["letter_id"] not in {x["letter_id"] for x in before}
    case = desk.get("/cases/CM26P00801")
    for told in (answer, case):
        assert not [value for value in SECRETS if value in told.text]


LOOSENS = {"reason": "He asks for it.", "approved_by": "N. Sample"}


@pytest.mark.parametrize(
    ("changes", "rule", "field"),
    [
        ({"people": []}, "nobody_concerned", "people"),
        ({"case.people.0.address": build.MOVED, "people.0.address": None}, "unlike_people", "case.people.0"),
        ({"case.people.0.address": build.MOVED, "people.0.person_id": "p2"}, "not_among_people", "case.people.0"),
        ({"told_by": "neighbour"}, "enum", "told_by"),
        ({"confirmed_by": "TBC"}, "filler", "confirmed_by"),
        ({"reason": "n/a"}, "filler", "reason"),
        ({"people.0.moved": True}, "unknown_field", "people.0.moved"),
        (
            {"override": {**LOOSENS, "loosens": [{"person_id": "p8", "what": "phone"}]}},
            "person_unknown",
            "override.loosens.0.person_id",
        ),
    ],
)
def test_a_refusal_names_rule_and_field_and_no_value(
    here: House, changes: dict[str, Any], rule: str, field: str
) -> None:
    supervisor = here.client("supervisor")
    if supervisor.get("/cases/CM26P00802").status_code == 404:
        place(supervisor, "CM26P00802")
    answer = supervisor.post("/events", json=learnt("CM26P00802", changes))
    assert (answer.status_code, answer.headers["content-type"]) == (422, PROBLEM)
    assert (answer.json()["rule"], answer.json()["field"]) == (rule, field)
    assert not [value for value in SECRETS if value in answer.text]
    assert [e["type"] for e in supervisor.get("/cases/CM26P00802").json()["events"]] == ["hub_allocation_decided"]


def test_what_details_loosen_wants_a_supervisors_key(here: House) -> None:
    place(here.client("supervisor"), "CM26P00803")
    loosens = [{"person_id": "p1", "what": "email"}]
    known = {"people.0.may_be_known_by_others": ["address", "email"], "override": {**LOOSENS, "loosens": loosens}}
    event = learnt("CM26P00803", known)
    refused = here.client("desk").post("/events", json=event)
    assert (refused.status_code, refused.json()["rule"]) == (403, "loosening_needs_supervisor")
    taken = here.client("supervisor").post("/events", json=event)
    assert taken.status_code == 201
    assert "p1: email is loosened by the override of this event" in taken.json()["warnings"]


def test_a_contact_is_recorded_and_answered_with_no_letter_and_no_word_of_it(desk: TestClient) -> None:
    place(desk, "CM26P00804")
    own = {"event_id": "contact-804", "occurred_on": TODAY.isoformat(), "case": small("x", "CM26P00804")["case"]}
    talked = build.body("contact_made", own | {"with_person": "p1", "summary": "Zaphod said so."})
    answer = desk.post("/events", json=talked)
    assert (answer.status_code, answer.json()["letters"]) == (201, [])
    stranger = desk.post("/events", json=talked | {"event_id": "contact-805", "with_person": "p9"})
    assert (stranger.status_code, stranger.json()["rule"], stranger.json()["field"]) == (
        422,
        "person_unknown",
        "with_person",
    )
    for told in (answer, stranger, desk.get("/cases/CM26P00804")):
        assert not [value for value in SECRETS if value in told.text]

"""A protection is loosened by name, by a supervisor, and never in passing."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import build
from tests.build import Body

from .calls import House, house

REFUGE = {"case.people.0.in_refuge": True}
LEFT = {"case.people.0.in_refuge": False}
NAMED = {"reason": "He has left it.", "approved_by": "N. Sample", "loosens": [{"person_id": "p1", "what": "in_refuge"}]}
CASE = "CM26P00600"


@pytest.fixture(scope="module")
def refuge(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """A house where the only party of a case is in a refuge."""
    folder: Path = tmp_path_factory.mktemp("house")
    with house(folder) as made:
        answer = made.client("desk").post("/events", json=decided("refuge-1", REFUGE))
        assert answer.status_code == 201
        yield made


def decided(event_id: str, changes: build.Changes) -> Body:
    father = build.example("hub_allocation_decided")["case"]["people"][0] | {"language": "en"}
    alone: Body = {"event_id": event_id, "case.case_number": CASE, "case.people": [father]}
    return build.body("hub_allocation_decided", alone | dict(changes))


def corrected(event_id: str, inner: build.Changes, outer: build.Changes) -> Body:
    event = decided("refuge-1", inner)
    own = {"type": "correction", "replaces": "refuge-1", "reason": "He has left it.", "event": event}
    fields = ("recorded_by", "hub", "case", "occurred_on")
    body = {field: event[field] for field in fields} | own | {"event_id": event_id}
    return build.changed(body, outer)


@pytest.mark.parametrize(
    "body",
    [
        decided("loose-1", {**LEFT, "override": NAMED}),
        corrected("loose-2", LEFT, {"override": NAMED}),
        corrected("loose-3", {**LEFT, "override": NAMED}, {}),
    ],
    ids=["an event", "a correction", "what a correction corrects"],
)
def test_a_hubs_key_loosens_nothing_and_nothing_is_stored(refuge: House, body: Body) -> None:
    answer = refuge.client("desk").post("/events", json=body)
    assert (answer.status_code, answer.json()["rule"]) == (403, "loosening_needs_supervisor")
    assert answer.json()["field"] == "override.loosens"
    assert refuge.service.register.stored_event(body["event_id"]) is None


def test_an_override_for_the_gate_takes_nobody_out_of_a_refuge(refuge: House) -> None:
    override = {key: value for key, value in NAMED.items() if key != "loosens"}
    answer = refuge.client("desk").post("/events", json=decided("gate-1", {**LEFT, "override": override}))
    assert answer.status_code == 201
    assert (
        "p1: in_refuge stays protected, since the event loosens it and no override names it"
        in (answer.json()["warnings"])
    )
    case_file = refuge.service.case_file(CASE)
    assert case_file is not None
    assert case_file.case.people[0].in_refuge


def test_a_supervisor_loosens_by_name_and_it_is_said(tmp_path: Path) -> None:
    with house(tmp_path) as made:
        made.client("desk").post("/events", json=decided("refuge-1", REFUGE))
        answer = made.client("supervisor").post("/events", json=decided("loose-1", {**LEFT, "override": NAMED}))
        assert answer.status_code == 201
        assert "p1: in_refuge is loosened by the override of this event" in answer.json()["warnings"]
        case_file = made.service.case_file(CASE)
        assert case_file is not None
        assert not case_file.case.people[0].in_refuge

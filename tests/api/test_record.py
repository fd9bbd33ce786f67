"""`GET /cases/{case_number}/record`: the case as it now stands, on which the next event is built."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from tests import build
from tests.service.sequences import written_at_no_cost

from .calls import CASE, House, house

FIRST = json.loads((build.EXAMPLES / "hub_allocation_decided.json").read_text("utf-8"))


@pytest.fixture(scope="module")
def trying(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """A house where each event is taken on its own day, whose letters cost nothing to write."""
    with written_at_no_cost(), house(tmp_path_factory.mktemp("record"), dev=True) as made:
        yield made


def client_of(trying: House) -> TestClient:
    """Who tries out, on this machine."""
    return TestClient(trying.app, base_url="http://127.0.0.1", client=("127.0.0.1", 5000))


def numbered(body: build.Body, number: str) -> build.Body:
    """The same event of a case of its own, with ids of its own."""
    body = build.changed(body, {"case.case_number": number, "event_id": f"{body['event_id']}-{number}"})
    return {k: v for k, v in body.items() if k != "answers"}


def record_of(client: TestClient, number: str) -> build.Body:
    answer = client.get(f"/cases/{number}/record")
    assert answer.status_code == 200, answer.text
    body: build.Body = answer.json()
    return body


def until(kind: str) -> list[build.Body]:
    """What happens to a case until an event of that type: the court decides on what it was asked for."""
    asked = [build.body("extension_needed")] if kind == "extension_decided" else []
    granted = {"case.ordered_work.filing_date": "2027-04-09"} if asked else {}
    first = [build.body("hub_allocation_decided")] if kind != "hub_allocation_decided" else []
    return [*first, *asked, build.body(kind, granted)]


def next_event(number: str, case: build.Body, after: str, ended_by: str = "") -> build.Body:
    """An event that says nothing but the case: someone telephoned, or, of a case that has ended, it waits again."""
    if ended_by == "case_closed":
        again = {"event_id": f"next-{number}", "occurred_on": after, "screened.on": after}
        return build.body("hub_allocation_decided", again) | {"case": case}
    envelope = {"recorded_by": FIRST["recorded_by"], "hub": "essex"}
    own: build.Body = {
        "event_id": f"next-{number}",
        "type": "contact_made",
        "occurred_on": after,
        "with_person": case["people"][0]["person_id"],
        "how": "phone",
        "spoken_language": "en",
        "summary": "No questions.",
    }
    return {**envelope, **own, "case": case}


@pytest.mark.parametrize("place", range(len(build.EVENTS)), ids=build.EVENTS)
def test_after_any_event_it_is_taken_unchanged_as_the_case_of_the_next_and_is_then_the_same(
    trying: House, place: int
) -> None:
    number, client = f"CM26P01{place:03}", client_of(trying)
    for body in (numbered(each, number) for each in until(build.EVENTS[place])):
        answer = client.post("/events", json=body)
        assert answer.status_code == 201, answer.text
    record = record_of(client, number)
    posted = client.post("/events", json=next_event(number, record, body["occurred_on"], body["type"]))
    assert posted.status_code == 201, posted.text
    assert [w for w in posted.json()["warnings"] if "loosen" in w or "protect" in w] == []
    assert record_of(client, number) == record


EXAMPLES = sorted(path.stem for path in build.EXAMPLES.glob("*.json"))


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_case_of_every_example_is_posted_back_as_it_is_told(tmp_path: Path, name: str) -> None:
    body = build.example(name)
    if "case" not in body:
        assert "service_area" in body, name
        return
    with house(tmp_path, dev=True) as made:
        client = client_of(made)
        if name != "hub_allocation_decided":
            client.post("/events", json=FIRST)
        assert client.post("/events", json=body).status_code == 201
        record = record_of(client, body["case"]["case_number"])
        posted = client.post("/events", json=next_event("example", record, body["occurred_on"]))
        assert posted.status_code == 201, posted.text
        assert record_of(client, body["case"]["case_number"]) == record


def test_it_has_the_protection_that_people_earned_and_not_what_the_last_event_said(trying: House) -> None:
    client, number = client_of(trying), "CM26P02000"
    refuge = {"case.people.1.in_refuge": True}
    client.post("/events", json=numbered(build.body("hub_allocation_decided", refuge), number))
    client.post("/events", json=numbered(build.body("update_due"), number))
    mother = record_of(client, number)["people"][1]
    assert mother["in_refuge"] is True


def test_it_has_what_staff_learnt_since(trying: House) -> None:
    client, number = client_of(trying), "CM26P02001"
    client.post("/events", json=numbered(build.body("hub_allocation_decided"), number))
    client.post("/events", json=numbered(build.body("details_changed"), number))
    assert record_of(client, number)["people"][0]["address"] == build.MOVED


@pytest.mark.usefixtures("posted")
class TestItsReading:
    """It holds everybody's details."""

    def test_it_is_recorded_under_the_key(self, here: House, desk: TestClient) -> None:
        assert desk.get(f"/cases/{CASE.lower()}/record").json() == desk.get(f"/cases/{CASE}/record").json()
        assert ("desk", "read record") in {(a.key_name, a.action) for a in here.service.register.accesses_of(CASE)}

    def test_no_cache_keeps_it(self, desk: TestClient) -> None:
        assert desk.get(f"/cases/{CASE}/record").headers["cache-control"] == "no-store"

    @pytest.mark.parametrize("number", ["CM26P99999", "x", "%00"])
    def test_an_unknown_case_is_not_found(self, desk: TestClient, number: str) -> None:
        answer = desk.get(f"/cases/{number}/record")
        assert (answer.status_code, answer.json()["rule"]) == (404, "no_such_case")


def test_of_an_erased_case_nothing_is_told(tmp_path: Path) -> None:
    with house(tmp_path) as made:
        made.service.take(json.dumps(numbered(build.body("hub_allocation_decided"), CASE)).encode())
        made.service.register.erase_case(CASE)
        for path in ("record", "people/p1/received"):
            answer = made.client().get(f"/cases/{CASE}/{path}")
            assert (answer.status_code, answer.json()["rule"]) == (410, "erased")

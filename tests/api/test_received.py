"""`GET /cases/{case_number}/people/{person_id}/received`: what somebody was sent, by whom, and what became of it."""

import json
from collections.abc import Iterator
from datetime import date
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from httpx2 import Response
from starlette.testclient import TestClient

from correspondence.protocol.letters import Status
from correspondence.storage import Mistake, StatusChange, StoredLetter
from tests import build

from .calls import CASE, PROBLEM, House, house

DECIDED = build.body("hub_allocation_decided", build.represented(1))
SENT, BACK = date(2026, 11, 20), date(2026, 11, 25)
TODAY = date(2026, 11, 27)
ZIP = "application/zip"


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """Every letter of the example was sent on Friday but that to p1, whose sending was an error; one came back."""
    with house(tmp_path_factory.mktemp("received"), today=TODAY) as made:
        for letter in made.service.take(json.dumps(DECIDED).encode()).letters:
            if letter.status is Status.DRAFT:
                _sent(made, letter)
        p1, c1 = (
            next(x for x in made.service.register.letters_of_case(CASE) if x.recipient == who) for who in ("p1", "c1")
        )
        made.service.take_back(p1.letter_id, Mistake(by="S. Visor", on=SENT, reason="It lay in the tray"))
        change = StatusChange(status=Status.RETURNED, by="R. Sample", on=BACK, reason="Gone away")
        made.service.move_on(c1.letter_id, change)
        yield made


def _sent(made: House, letter: StoredLetter) -> None:
    codes = tuple(finding.code for finding in letter.findings)
    for status, route in ((Status.APPROVED, None), (Status.SENT, letter.route)):
        change = StatusChange(status=status, by="A. Prover", on=SENT, route=route, acknowledges=codes)
        made.service.move_on(letter.letter_id, change)


def asked(world: House, person_id: str, key: str = "desk", accept: str = "application/json", **query: str) -> Response:
    path = f"/cases/{CASE}/people/{person_id}/received"
    return world.client(key).get(path, params=query, headers={"Accept": accept})


def received(world: House, person_id: str, **query: str) -> list[build.Body]:
    answer = asked(world, person_id, **query)
    assert answer.status_code == 200, answer.text
    body: list[build.Body] = answer.json()
    return body


def test_a_letter_is_told_with_who_approved_it_how_it_went_and_its_hashes(world: House) -> None:
    (own,) = (each for each in received(world, "p2") if not each["is_copy"])
    letter = world.client().get(f"/letters/{own['letter_id']}").json()
    assert (own["kind"], own["version"], own["language"], own["form"]) == ("hub_letter", "adult", "ar", "large_print")
    assert (own["approved_by"], own["approved_on"], own["sent_on"]) == ("A. Prover", "2026-11-20", "2026-11-20")
    assert (own["status"], own["returned_on"]) == ("sent", None)
    assert own["route"] == world.service.register.letter(own["letter_id"]).route  # type: ignore[union-attr]
    went = [d for d in letter["documents"] if d["language"] == "ar" or d["copy_to"] == "representative"]
    assert own["documents"] == went
    assert {d["copy_to"] for d in went} == {None, "representative"}


def test_a_childs_letter_is_the_childs_and_what_came_back_says_so_from_its_day(world: House) -> None:
    (own,) = received(world, "c1")
    assert (own["version"], own["status"], own["returned_on"]) == ("older", "returned", "2026-11-25")
    (then,) = received(world, "c1", by="2026-11-24")
    assert (then["status"], then["returned_on"]) == ("sent", None)
    assert own["letter_id"] not in {each["letter_id"] for who in ("p1", "p2", "c2") for each in received(world, who)}


def test_a_letter_to_the_court_is_each_partys_as_a_copy_and_no_childs(world: House) -> None:
    for party in ("p1", "p2"):
        (copy,) = (each for each in received(world, party) if each["is_copy"])
        assert (copy["kind"], copy["version"], copy["route"], copy["status"]) == ("filing_time", "court", None, "sent")
        assert copy["documents"]
    assert not [each for child in ("c1", "c2") for each in received(world, child) if each["is_copy"]]


def test_what_was_recorded_as_sent_in_error_went_to_nobody(world: House) -> None:
    assert [each["is_copy"] for each in received(world, "p1")] == [True]


def test_by_a_day_before_anything_went_nothing_had(world: House) -> None:
    for person in DECIDED["case"]["people"]:
        assert received(world, person["person_id"], by="2026-11-19") == []


def test_without_a_day_it_is_all_that_went_whatever_day_somebody_who_tries_out_has_reached(tmp_path: Path) -> None:
    with house(tmp_path, dev=True) as made:
        outcome = made.service.take(json.dumps(DECIDED).encode())
        _sent(made, next(letter for letter in outcome.letters if letter.recipient == "p2"))
        client = TestClient(made.app, base_url="http://127.0.0.1", client=("127.0.0.1", 5000))
        (own,) = client.get(f"/cases/{CASE}/people/p2/received").json()
        assert own["sent_on"] > DECIDED["occurred_on"]


def test_nothing_is_told_of_what_anybody_else_was_sent(world: House) -> None:
    for person_id in ("p1", "p2", "c1", "c2"):
        letters = [world.client().get(f"/letters/{x['letter_id']}").json() for x in received(world, person_id)]
        assert {letter["recipient"] for letter in letters} <= {person_id, "court:chelmsford"}
    people = {p["person_id"]: p for p in DECIDED["case"]["people"]}
    for person_id in people:
        told = asked(world, person_id).text
        assert not [p["name"]["given"] for p in people.values() if p["name"]["given"] in told]


def test_as_an_archive_it_is_those_very_files_with_an_index_and_no_name(world: House) -> None:
    answer = asked(world, "p2", accept=ZIP)
    assert (answer.status_code, answer.headers["content-type"]) == (200, ZIP)
    with ZipFile(BytesIO(answer.content)) as file:
        names = file.namelist()
        index = json.loads(file.read("index.json"))
        listed = {each["file"]: each["sha256"] for letter in index["letters"] for each in letter["files"]}
        assert names == ["index.json", *listed]
        assert {name: sha256(file.read(name)).hexdigest() for name in listed} == listed
    assert (index["person_id"], index["by"]) == ("p2", None)
    told = [{k: v for k, v in letter.items() if k != "files"} for letter in index["letters"]]
    assert told == received(world, "p2")
    assert not [p for p in DECIDED["case"]["people"] if p["name"]["family"].lower() in str(names).lower()]
    assert asked(world, "p2", accept=ZIP).content == answer.content


def test_every_reading_is_recorded(world: House) -> None:
    (copy,) = received(world, "p1")
    asked(world, "p1", accept=ZIP)
    register = world.service.register
    assert ("desk", "read received") in {(a.key_name, a.action) for a in register.accesses_of(CASE)}
    assert ("desk", "read all documents") in {(a.key_name, a.action) for a in register.accesses_of(copy["letter_id"])}


def test_of_a_register_from_before_copies_were_kept_they_are_worked_out_as_the_case_stood(world: House) -> None:
    before = {who: received(world, who) for who in ("p1", "p2", "c1", "c2")}
    engine = world.service.register.standings._engine
    with engine.begin() as connection:
        kept = connection.exec_driver_sql("SELECT letter_id, seen_by FROM letters").all()
        connection.exec_driver_sql("UPDATE letters SET seen_by = NULL")
    assert {who: received(world, who) for who in before} == before
    with engine.begin() as connection:
        for letter_id, seen_by in kept:
            connection.exec_driver_sql("UPDATE letters SET seen_by = ? WHERE letter_id = ?", (seen_by, letter_id))
    assert world.service.register.broken_rows() == ()


@pytest.mark.parametrize("person_id", ["p9", "Zaphod", "%00", "..%2Fp1"])
def test_nobody_of_that_id_is_not_found(world: House, person_id: str) -> None:
    answer = asked(world, person_id)
    assert answer.status_code == 404
    assert answer.headers["content-type"] == PROBLEM
    assert "Zaphod" not in answer.text


def test_what_it_does_not_give_or_know_is_refused(world: House) -> None:
    assert asked(world, "p1", accept="application/pdf").json()["rule"] == "not_acceptable"
    assert asked(world, "p1", by="soon").status_code == 422
    assert asked(world, "p1", until="2026-11-20").json()["rule"] == "unknown_field"
    assert asked(world, "p1", key="kent").json()["rule"] == "another_hub"


def test_somebody_who_has_left_the_case_is_still_told_of(world: House) -> None:
    gone = build.body("hub_allocation_decided", {"event_id": "gone-1", "case.case_number": "CM26P00777"})
    world.service.take(json.dumps(gone).encode())
    fewer = gone["case"] | {"people": gone["case"]["people"][:3]}
    left = {**build.body("update_due"), "event_id": "gone-2", "occurred_on": "2026-11-25", "case": fewer}
    world.service.take(json.dumps(left).encode())
    answer = world.client("desk").get("/cases/CM26P00777/people/c2/received")
    assert (answer.status_code, answer.json()) == (200, [])

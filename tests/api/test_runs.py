"""`/court-lists` and `/runs`: begun, watched, fetched in one archive; and who may do what."""

import json
import threading
import time
from collections.abc import Iterator
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from starlette.testclient import TestClient

from api.app import create_app
from correspondence.protocol.letters import Status
from correspondence.service import Service
from correspondence.storage import NewRun, Register, RunKind, RunStatus, StatusChange
from tests import board, build

from .calls import NOW, PROBLEM, UNCONFIRMED, House, house, small, two_hubs

MONDAY = build.day("Mon 30 Nov 2026")
PROMISED_ON = build.day("Thu 24 Dec 2026")
"""The working day on which the letters of Thursday 19 November promise the next."""
CASE, OTHER, HELD = "CM26P00501", "CM26P00502", "CM26P00503"
NOBODYS = "0" * 16
CLOSING = {"hub": "essex"}
LISTS, DUE = {"week_of": "2026-11-30", "court": None}, {"on": "2026-12-24"}
LATEST = {"week_of": "2026-12-21"}
COURTS = sum(len(hub.courts) for hub in two_hubs().hubs.values())
"""How many lists a week has: one for each court of each Hub."""


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """A server on Christmas Eve; two cases wait in its Hub, whose letters were sent a month ago, and one's is held."""
    with house(tmp_path_factory.mktemp("runs"), today=PROMISED_ON) as made:
        waiting(made, CASE)
        waiting(made, OTHER)
        made.service.take(json.dumps(small(f"decision-{HELD}", HELD, UNCONFIRMED)).encode())
        yield made


def waiting(made: House, number: str) -> None:
    """A case was placed in the Hub on Thursday 19 November, and its father's letter sent on the Friday."""
    made.service.take(json.dumps(small(f"decision-{number}", number)).encode())
    (letter,) = made.service.register.letters_to(number, "p1")
    for status in (Status.APPROVED, Status.SENT):
        route = letter.route if status is Status.SENT else None
        change = StatusChange(status=status, by="R. Sample", on=build.day("Fri 20 Nov 2026"), route=route)
        made.service.move_on(letter.letter_id, change)


def ended(client: TestClient, begun: Any) -> build.Body:
    """The run that a call began, once it has come to its end."""
    assert begun.status_code == 202, begun.text
    for _ in range(600):
        run: build.Body = client.get(begun.headers["location"]).json()
        if run["status"] != "running":
            return run
        time.sleep(0.05)
    raise AssertionError("the run does not end")


@pytest.fixture(scope="module")
def lists_made(here: House) -> build.Body:
    """The lists of the week of 30 November, made by who makes lists and nothing else."""
    client = here.client("lists")
    return ended(client, client.post("/court-lists", json=LISTS))


@pytest.fixture(scope="module")
def updates_made(here: House) -> build.Body:
    """The updates that are due on Christmas Eve."""
    client = here.client("desk")
    return ended(client, client.post("/runs/due", json=DUE))


@pytest.fixture(scope="module")
def closes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """A server on the Monday after the Board decided that the Hub closes; two cases wait in it."""
    with house(tmp_path_factory.mktemp("closing"), today=build.day("Mon 11 Jan 2027")) as made:
        board.decide(made.service.register)
        waiting(made, CASE)
        waiting(made, OTHER)
        yield made


class TestCourtLists:
    """`POST /court-lists`."""

    def test_a_run_is_begun_and_says_where_it_is_watched(self, here: House) -> None:
        answer = here.client("desk").post("/court-lists", json=LISTS)
        run = answer.json()
        assert (answer.status_code, answer.headers["location"]) == (202, f"/runs/{run['run_id']}")
        assert set(run) == {"run_id", "kind", "status", "total", "done", "failed", "documents"}
        assert (run["kind"], run["status"], run["done"]) == ("court_lists", "running", 0)

    def test_there_is_a_list_for_each_hub_and_court(self, lists_made: build.Body) -> None:
        assert (lists_made["status"], lists_made["total"], lists_made["done"]) == ("done", COURTS, COURTS)
        assert lists_made["failed"] == []
        assert {d["kind"] for d in lists_made["documents"]} == {"opening_list"}
        assert len({d["letter_id"] for d in lists_made["documents"]}) == COURTS
        assert {d["form"] for d in lists_made["documents"]} == {"pdf", "docx", "csv"}

    def test_the_same_week_again_gives_the_same_lists(self, here: House, lists_made: build.Body) -> None:
        client = here.client("lists")
        again = ended(client, client.post("/court-lists", json={"week_of": "2026-12-03"}))
        assert again["documents"] == lists_made["documents"]
        assert again["run_id"] != lists_made["run_id"]

    def test_a_hubs_key_makes_its_own_hubs_lists_alone(self, here: House, lists_made: build.Body) -> None:
        client = here.client("kent")
        own = ended(client, client.post("/court-lists", json=LISTS))
        assert own["total"] == len(here.service.directory.hubs["kent"].courts) < COURTS
        assert {d["letter_id"] for d in own["documents"]} < {d["letter_id"] for d in lists_made["documents"]}

    def test_a_list_is_a_letter_of_no_case(self, here: House, lists_made: build.Body) -> None:
        letter = here.client("lists").get(f"/letters/{lists_made['documents'][0]['letter_id']}").json()
        assert (letter["case_number"], letter["recipient"]) == (None, "court:chelmsford")
        assert here.client("supervisor").get("/cases/hub:essex").status_code == 404

    def test_a_list_goes_its_way_as_every_letter_does(self, here: House) -> None:
        client = here.client("lists")
        made = ended(client, client.post("/court-lists", json=LATEST))
        path = f"/letters/{made['documents'][0]['letter_id']}/status"
        move = {"by": "L. Sample", "on": "2026-12-24"}
        assert client.post(path, json=move | {"status": "approved"}).status_code == 200
        answer = client.post(path, json=move | {"status": "sent", "route": "email"})
        assert (answer.status_code, answer.json()["status"]) == (200, "sent")

    @pytest.mark.parametrize(
        ("wrong", "rule"),
        [
            ({"week_of": "2026-12-28"}, "in_the_future"),
            ({"week_of": "1815-06-18"}, "day_out_of_range"),
            ({"week_of": "2026-11-30", "court": "atlantis"}, "court_unknown"),
            ({"week_of": "2026-11-30", "court": "Zaphod!"}, "string_pattern_mismatch"),
            ({"week_of": 20261130}, "date_type"),
            ({"court": None}, "missing"),
            ({"week_of": "2026-11-30", "Zaphod": 1}, "unknown_field"),
        ],
    )
    def test_what_cannot_be_is_refused_and_begins_nothing(self, here: House, wrong: build.Body, rule: str) -> None:
        answer = here.client("lists").post("/court-lists", json=wrong)
        assert (answer.status_code, answer.headers["content-type"]) == (422, PROBLEM)
        assert answer.json()["rule"] == rule
        assert "Zaphod" not in answer.text and "atlantis" not in answer.text


class TestDueUpdates:
    """`POST /runs/due`."""

    def test_every_update_that_is_due_is_written(self, here: House, updates_made: build.Body) -> None:
        assert (updates_made["status"], updates_made["total"], updates_made["failed"]) == ("done", 2, [])
        assert {(d["kind"], d["status"]) for d in updates_made["documents"]} == {("update", "draft")}
        case = here.client("desk").get(f"/cases/{CASE}").json()
        assert [event["type"] for event in case["events"]] == ["hub_allocation_decided", "update_due"]

    def test_running_it_again_makes_nothing_twice(self, here: House, updates_made: build.Body) -> None:
        client = here.client("supervisor")
        again = ended(client, client.post("/runs/due", json=DUE))
        assert again["documents"] == updates_made["documents"]
        assert len(here.service.register.history(CASE)) == 2

    def test_another_hub_has_nothing_due(self, here: House) -> None:
        client = here.client("kent")
        run = ended(client, client.post("/runs/due", json=DUE))
        assert (run["total"], run["documents"]) == (0, [])

    @pytest.mark.parametrize(
        ("wrong", "rule"), [({"on": "2026-12-25"}, "in_the_future"), ({}, "missing"), ({"on": None}, "date_type")]
    )
    def test_what_cannot_be_is_refused(self, here: House, wrong: build.Body, rule: str) -> None:
        answer = here.client("desk").post("/runs/due", json=wrong)
        assert (answer.status_code, answer.json()["rule"]) == (422, rule)

    def test_a_case_that_is_held_back_is_in_the_list_of_failures(self, tmp_path: Path) -> None:
        with house(tmp_path, today=PROMISED_ON) as other:
            client = other.client("desk")
            waiting(other, CASE)
            people = {"case.people": small("any", CASE)["case"]["people"], "case.case_number": CASE}
            alert = {"from_person": None, "reply_route": "none", "occurred_on": "2026-12-23"}
            told = build.body("information_received", people | alert)
            assert client.post("/events", json=told).status_code == 201
            run = ended(client, client.post("/runs/due", json=DUE))
            assert (run["status"], run["done"], run["documents"]) == ("done", 1, [])
            assert [(each["what"], each["rule"]) for each in run["failed"]] == [(CASE, "open_alert")]


class TestClosing:
    """`POST /runs/closing`."""

    def test_every_family_that_waits_is_written_to_and_the_same_call_makes_nothing_twice(self, closes: House) -> None:
        client = closes.client("desk")
        run, again = (ended(client, client.post("/runs/closing", json=CLOSING)) for _ in range(2))
        assert (run["kind"], run["status"], run["total"], run["failed"]) == ("hub_closing", "done", 2, [])
        assert {(d["kind"], d["status"]) for d in run["documents"]} == {("hub_closing", "draft")}
        assert again["documents"] == run["documents"]
        case = client.get(f"/cases/{CASE}").json()
        assert [event["type"] for event in case["events"]] == ["hub_allocation_decided", "hub_closing"]

    def test_what_it_made_is_counted(self, closes: House) -> None:
        client = closes.client("supervisor")
        ended(client, client.post("/runs/closing", json=CLOSING))
        assert 'correspondence_events_total{type="hub_closing"} 2\n' in client.get("/metrics").text

    def test_a_key_for_another_hub_closes_none(self, closes: House) -> None:
        answer = closes.client("kent").post("/runs/closing", json=CLOSING)
        assert (answer.status_code, answer.json()["rule"]) == (403, "another_hub")

    def test_where_the_board_has_not_decided_it_nothing_is_begun(self, here: House) -> None:
        answer = here.client("supervisor").post("/runs/closing", json=CLOSING)
        assert (answer.status_code, answer.json()["rule"], answer.json()["field"]) == (422, "not_decided", "hub")
        assert answer.json()["source"] == "6.2 (decision)"

    @pytest.mark.parametrize(
        ("wrong", "rule"),
        [({}, "missing"), ({"hub": "Zaphod!"}, "string_pattern_mismatch"), ({**CLOSING, "on": 1}, "unknown_field")],
    )
    def test_what_cannot_be_is_refused(self, here: House, wrong: build.Body, rule: str) -> None:
        answer = here.client("desk").post("/runs/closing", json=wrong)
        assert (answer.status_code, answer.json()["rule"]) == (422, rule)
        assert "Zaphod" not in answer.text

    def test_while_trying_out_it_is_the_day_of_the_decision(self, tmp_path: Path) -> None:
        with house(tmp_path, dev=True, today=date(2026, 1, 1)) as made:
            board.decide(made.service.register)
            local = TestClient(made.app, base_url="http://127.0.0.1:8000", client=("127.0.0.1", 50000))
            local.post("/events", json=small("decision", CASE))
            unknown = local.post("/runs/closing", json={"hub": "atlantis"})
            assert (unknown.status_code, unknown.json()["rule"]) == (422, "hub_unknown")
            run = ended(local, local.post("/runs/closing", json=CLOSING))
            letter = local.get(f"/letters/{run['documents'][0]['letter_id']}").json()
            assert letter["dated"] == board.DECIDED_ON.isoformat()


class TestARun:
    """`GET /runs/{run_id}` and its archive."""

    def test_its_documents_can_be_fetched_one_by_one(self, here: House, updates_made: build.Body) -> None:
        for document in updates_made["documents"]:
            assert here.client("desk").get(document["href"]).headers["etag"] == f'"{document["sha256"]}"'

    def test_its_archive_holds_every_document_and_no_name(self, here: House, updates_made: build.Body) -> None:
        answer = here.client("desk").get(f"/runs/{updates_made['run_id']}.zip")
        assert answer.headers["content-type"] == "application/zip"
        assert answer.headers["content-disposition"] == 'attachment; filename="due_updates.zip"'
        assert answer.headers["content-length"] == str(len(answer.content))
        with ZipFile(BytesIO(answer.content)) as file:
            assert file.testzip() is None
            assert file.namelist() == [
                f"update-{n}.en.{form}" for n in (1, 2) for form in ("pdf", "docx", "html", "txt")
            ]

    def test_the_same_letters_give_the_same_bytes(self, here: House) -> None:
        client = here.client("lists")
        runs = [ended(client, client.post("/court-lists", json=LATEST)) for _ in range(2)]
        one, other = (client.get(f"/runs/{run['run_id']}.zip").content for run in runs)
        assert one == other
        assert len(one) > 10_000

    def test_what_is_held_is_in_the_archive_of_a_supervisor_alone(self, here: House) -> None:
        desk, supervisor = here.client("desk"), here.client("supervisor")
        (letter,) = here.service.register.letters_to(HELD, "p1")
        assert letter.status is Status.HELD
        book = here.service.register.runs
        run = book.add(NewRun(run_id="a" * 16, kind=RunKind.DUE_UPDATES, asked={"on": None}, hubs=("essex",)))
        book.note(run.run_id, [letter.letter_id])
        book.end(run.run_id, RunStatus.DONE)
        answers = [client.get(f"/runs/{run.run_id}.zip") for client in (desk, supervisor)]
        assert [answer.headers["correspondence-letters-held"] for answer in answers] == ["1", "1"]
        assert [len(ZipFile(BytesIO(answer.content)).namelist()) for answer in answers] == [0, 4]

    def test_its_archive_is_not_given_before_its_end(self, here: House) -> None:
        book = here.service.register.runs
        book.add(NewRun(run_id="b" * 16, kind=RunKind.COURT_LISTS, asked=dict(LISTS), hubs=("essex",)))
        answer = here.client("desk").get(f"/runs/{'b' * 16}.zip")
        assert (answer.status_code, answer.json()["rule"]) == (409, "run_unfinished")
        book.end("b" * 16, RunStatus.INTERRUPTED)
        assert here.client("desk").get(f"/runs/{'b' * 16}.zip").status_code == 200

    @pytest.mark.parametrize("run_id", [NOBODYS, "due", "x", "%00", "%F0%9F%93%AE"])
    @pytest.mark.parametrize("ending", ["", ".zip"])
    def test_a_run_that_nobody_began_is_not_found(self, here: House, run_id: str, ending: str) -> None:
        answer = here.client("desk").get(f"/runs/{run_id}{ending}")
        assert (answer.status_code, answer.json()["rule"]) == (404, "no_such_run")

    def test_asking_and_fetching_are_recorded(self, here: House) -> None:
        client = here.client("lists")
        run = ended(client, client.post("/court-lists", json=LATEST))
        client.get(f"/runs/{run['run_id']}.zip")
        register = here.service.register
        accesses = register.accesses_of(run["run_id"])
        assert {(a.key_name, a.action) for a in accesses} == {("lists", "run court_lists"), ("lists", "read run")}
        read = register.accesses_of(run["documents"][0]["letter_id"])
        assert ("lists", "read all documents") in {(a.key_name, a.action) for a in read}

    def test_runs_and_what_they_make_are_counted(self, tmp_path: Path) -> None:
        with house(tmp_path, today=MONDAY) as counted:
            client = counted.client("lists")
            for _ in range(2):
                ended(client, client.post("/court-lists", json=LISTS))
            wait_for_counters(client)
            text = client.get("/metrics").text
        assert 'correspondence_runs_total{kind="court_lists",status="done"} 2\n' in text
        assert f'correspondence_events_total{{type="court_list_made"}} {COURTS}\n' in text
        assert f'correspondence_letters_total{{kind="opening_list",status="draft"}} {COURTS}\n' in text


def wait_for_counters(client: TestClient) -> None:
    """A run is counted a moment after its end can be read."""
    for _ in range(100):
        if '{kind="court_lists",status="done"} 2' in client.get("/metrics").text:
            return
        time.sleep(0.02)


class TestWhoMay:
    """Roles, and Hubs."""

    CALLS = (
        ("POST", "/court-lists"),
        ("POST", "/runs/due"),
        ("POST", "/runs/closing"),
        ("GET", f"/runs/{NOBODYS}"),
        ("GET", f"/runs/{NOBODYS}.zip"),
    )

    @pytest.mark.parametrize(("method", "path"), CALLS)
    def test_without_a_key_nothing_is_answered(self, here: House, method: str, path: str) -> None:
        assert here.client(None).request(method, path).status_code == 401

    @pytest.mark.parametrize(("method", "path"), CALLS)
    def test_who_makes_keys_has_no_part_in_it(self, here: House, method: str, path: str) -> None:
        answer = here.client("admin").request(method, path)
        assert (answer.status_code, answer.json()["rule"]) == (403, "role")

    def test_who_makes_lists_begins_and_sees_no_updates(self, here: House, updates_made: build.Body) -> None:
        client = here.client("lists")
        answers = [
            client.post("/runs/due", json=DUE),
            client.post("/runs/closing", json=CLOSING),
            *(client.get(f"/runs/{updates_made['run_id']}{ending}") for ending in ("", ".zip")),
            client.get(updates_made["documents"][0]["href"]),
            client.get("/duties"),
        ]
        assert [(answer.status_code, answer.json()["rule"]) for answer in answers] == [(403, "role")] * 6

    def test_who_makes_lists_reads_lists_and_no_other_letter(self, here: House, lists_made: build.Body) -> None:
        client = here.client("lists")
        assert all(client.get(document["href"]).status_code == 200 for document in lists_made["documents"])
        family = here.service.register.letters_to(CASE, "p1")[0]
        for path in (f"/letters/{family.letter_id}", f"/letters/{family.letter_id}/document.pdf"):
            assert (client.get(path).status_code, client.get(path).json()["rule"]) == (403, "role")

    def test_a_hubs_key_sees_no_run_of_another_hub_nor_one_of_them_all(
        self, here: House, lists_made: build.Body, updates_made: build.Body
    ) -> None:
        kent = here.client("kent")
        for run in (lists_made, updates_made):
            for ending in ("", ".zip"):
                answer = kent.get(f"/runs/{run['run_id']}{ending}")
                assert (answer.status_code, answer.json()["rule"]) == (403, "another_hub")

    def test_a_court_of_another_hub_alone_is_none_that_a_hubs_key_can_ask_for(self, here: House) -> None:
        answer = here.client("desk").post("/court-lists", json={"week_of": "2026-11-30", "court": "atlantis"})
        assert (answer.status_code, answer.json()["rule"]) == (422, "court_unknown")


def test_while_trying_out_the_day_given_is_today(tmp_path: Path) -> None:
    with house(tmp_path, dev=True, today=date(2026, 1, 1)) as made:
        local = TestClient(made.app, base_url="http://127.0.0.1:8000", client=("127.0.0.1", 50000))
        local.post("/events", json=small("decision", CASE))
        run = ended(local, local.post("/court-lists", json=LISTS))
        assert (run["status"], run["failed"]) == ("done", [])
        letter = local.get(f"/letters/{run['documents'][0]['letter_id']}").json()
        assert letter["dated"] == "2026-11-30"
        assert ended(local, local.post("/runs/due", json=DUE))["status"] == "done"


def test_what_is_owed_names_the_court_of_a_list_and_no_case(here: House) -> None:
    owed = [d for d in here.client("kent").get("/duties").json() if d["duty"] == "court_list"]
    courts = here.service.directory.hubs["kent"].courts
    assert [(d["case_number"], d["court"], d["person_id"]) for d in owed] == [(None, each, None) for each in courts]
    others = (d for d in here.client("desk").get("/duties").json() if d["duty"] != "court_list")
    assert not any("court" in d for d in others)


class TestStartingAndStopping:
    """What a process left, the next one knows; and it leaves nothing half done itself."""

    def test_a_run_that_an_earlier_process_left_is_interrupted_from_the_first_call_on(self, tmp_path: Path) -> None:
        with house(tmp_path) as made:
            left = NewRun(run_id="c" * 16, kind=RunKind.COURT_LISTS, asked=dict(LISTS), hubs=("essex",))
            made.service.register.runs.add(left)
            with Register.open(None, tmp_path / "var", lambda: NOW + timedelta(minutes=1)) as register:
                app = create_app(Service(register, made.service.directory), dev=False, today=lambda: PROMISED_ON)
                with TestClient(app, headers={"Authorization": f"Bearer {made.keys['desk']}"}) as client:
                    assert client.get(f"/runs/{'c' * 16}").json()["status"] == "interrupted"

    def test_a_run_that_waits_when_the_server_stops_ends_and_says_why(self, tmp_path: Path) -> None:
        with house(tmp_path, today=MONDAY) as made:
            app = create_app(made.service, dev=False, today=lambda: MONDAY)
            stop = threading.Event()
            with TestClient(app, headers={"Authorization": f"Bearer {made.keys['lists']}"}) as client:
                app.state.context.worker.give(lambda: stop.wait(30))
                begun = client.post("/court-lists", json=LISTS).json()
                threading.Timer(0.5, stop.set).start()
            run = made.service.register.runs.find(begun["run_id"])
            assert run is not None
            assert (run.status, [failed.rule for failed in run.failed]) == (RunStatus.FAILED, ["not_begun"])

    def test_a_server_that_stops_ends_its_run_before_the_next_thing(self, tmp_path: Path) -> None:
        with house(tmp_path, today=MONDAY) as made:
            app = create_app(made.service, dev=False, today=lambda: MONDAY)
            with TestClient(app, headers={"Authorization": f"Bearer {made.keys['lists']}"}) as client:
                begun = client.post("/court-lists", json=LISTS).json()
            run = made.service.register.runs.find(begun["run_id"])
            assert run is not None
            assert run.status in (RunStatus.INTERRUPTED, RunStatus.FAILED)  # failed: it was not even begun
            assert run.done < 2

"""What is asked about the service itself: health, counters, the page of calls; and what it says of what breaks."""

import json
import logging
import re
import sqlite3
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from correspondence import making
from correspondence.cli import logs
from correspondence.storage import register
from tests import build

from .calls import CASE, PROBLEM, House, house, small


def test_health_is_that_the_service_is_alive(here: House) -> None:
    answer = here.client(None).get("/health")
    assert (answer.status_code, answer.json()) == (200, {"status": "ok"})


class TestReady:
    """Whether the service can do its work now, and what stands in the way."""

    def test_it_is_when_the_register_takes_a_write_and_the_disk_has_room(self, here: House) -> None:
        answer = here.client(None).get("/ready")
        assert (answer.status_code, answer.json()["status"]) == (200, "ready")
        assert set(answer.json()["checks"].values()) == {"ok"}
        assert here.client().get("/duties").status_code == 200  # and leaves no lock behind

    def test_it_is_not_while_the_database_takes_no_write(self, tmp_path: Path) -> None:
        with house(tmp_path) as made:
            holder = sqlite3.connect(tmp_path / "var" / "register.sqlite", isolation_level=None)
            holder.execute("BEGIN IMMEDIATE")
            began = time.monotonic()
            answer = made.client(None).get("/ready")
            assert time.monotonic() - began < 10
            assert made.client(None).get("/health").status_code == 200
            holder.close()
            assert made.client(None).get("/ready").status_code == 200
        assert (answer.status_code, answer.json()["status"]) == (503, "not_ready")
        assert answer.json()["checks"]["database"] == "busy"
        assert "retry-after" in answer.headers

    def test_it_is_not_while_the_disk_is_full(self, here: House, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(register, "ROOM_BYTES", 1 << 60)
        answer = here.client(None).get("/ready")
        assert (answer.status_code, answer.json()["checks"]["disk"]) == (503, "full")

    def test_it_is_not_while_no_letter_can_be_made(self, here: House, monkeypatch: pytest.MonkeyPatch) -> None:
        pool = making.Pool(1, making.Limits(), "tests.making.never_ready")
        monkeypatch.setattr(making, "_maker", pool)
        answer = here.client(None).get("/ready")
        metrics = here.client(None).get("/metrics").text
        pool.close()
        assert (answer.status_code, answer.json()["checks"]["letters"]) == (503, "not_made")
        assert "\ncorrespondence_workers 1\n" in metrics


def test_every_answer_may_be_kept_by_nobody(here: House) -> None:
    for path in ("/health", "/duties", "/nowhere"):
        headers = here.client().get(path).headers
        assert headers["cache-control"] == "no-store"
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["content-security-policy"].startswith("default-src 'none'")


def test_what_is_nowhere_is_a_problem_too(here: House) -> None:
    answer = here.client(None).get("/nowhere/at/all")
    assert (answer.status_code, answer.headers["content-type"]) == (404, PROBLEM)
    assert answer.json()["type"] == "/problems/no_such_page"


def test_a_method_that_is_not_taken_names_those_that_are(here: House) -> None:
    answer = here.client().delete("/duties")
    assert (answer.status_code, answer.json()["rule"]) == (405, "method_not_allowed")
    assert answer.headers["allow"] == "GET"


class TestMetrics:
    """Few counters, and no id in any of them."""

    def test_events_letters_and_calls_are_counted(self, tmp_path: Path) -> None:
        with house(tmp_path) as counted:
            client = counted.client()
            for _ in range(2):
                client.post("/events", json=small("counted-1", "CM26P00801"))
            client.get("/cases/CM26P00801")
            client.request("BREW", "/coffee")
            text = client.get("/metrics").text
        assert 'correspondence_events_total{type="hub_allocation_decided"} 1\n' in text
        assert 'correspondence_letters_total{kind="hub_letter",status="draft"} 1\n' in text
        assert 'correspondence_requests_total{method="POST",route="/events",status="200"} 1\n' in text
        assert 'correspondence_requests_total{method="GET",route="/cases/{case_number}",status="200"} 1\n' in text
        assert 'correspondence_requests_total{method="other",route="unknown",status="404"} 1\n' in text
        assert "CM26P00801" not in text

    def test_it_is_prometheus_text(self, here: House) -> None:
        answer = here.client(None).get("/metrics")
        assert answer.headers["content-type"] == "text/plain; version=0.0.4; charset=utf-8"
        line = re.compile(r'# (HELP|TYPE) \w+ .+|\w+(\{\w+="[^"\\\n]*"(,\w+="[^"\\\n]*")*\})? \d+(\.\d+)?(e[-+]\d+)?')
        assert [text for text in answer.text.splitlines() if not line.fullmatch(text)] == []


class TestTheFrontPage:
    """The address that `make run` prints answers, to whoever opens it."""

    @pytest.mark.parametrize("dev", [True, False])
    def test_it_says_what_this_is_and_every_link_of_it_answers_without_a_key(self, dev: bool, tmp_path: Path) -> None:
        with house(tmp_path, dev=dev) as made:
            client = TestClient(made.app, base_url="http://127.0.0.1:8123", client=("127.0.0.1", 50000))
            page = client.get("/")
            links = re.findall(r'href="([^"]+)"', page.text)
            assert {link: client.get(link).status_code for link in links} == dict.fromkeys(links, 200)
        assert page.headers["content-type"].startswith("text/html")
        assert "Allocation Hubs" in page.text
        assert {"/docs", "/health"} <= set(links)
        assert ("development server" in page.text) == ("/duties" in links) == dev
        assert ("correspondence key add" in page.text) == (not dev)

    def test_the_next_step_that_it_names_is_for_this_very_address(self, here: House) -> None:
        other = TestClient(here.app, base_url="http://127.0.0.1:8123").get("/").text
        usual = TestClient(here.app, base_url="http://127.0.0.1:8000").get("/").text
        assert "post examples/extension_needed.json --to http://127.0.0.1:8123 -o letters<" in other
        assert "post examples/extension_needed.json -o letters<" in usual

    def test_it_loads_nothing_and_runs_nothing(self, here: House) -> None:
        answer = here.client(None).get("/")
        assert not re.search(r"<script|<link|<img|<iframe|\ssrc=|@import|url\(|\son\w+=", answer.text)
        assert answer.headers["content-security-policy"].startswith("default-src 'none'; style-src 'unsafe-inline'")


class TestThePageOfCalls:
    """Everything on one page that loads nothing."""

    def test_it_names_every_call_and_every_shape(self, here: House) -> None:
        page = here.client(None).get("/docs").text
        document = here.app.openapi()
        for path, methods in document["paths"].items():
            for method in methods:
                assert f"{method.upper()} {path}" in page
        for name in document["components"]["schemas"]:
            assert f'id="shape-{name}"' in page

    def test_it_loads_nothing_and_runs_nothing(self, here: House) -> None:
        answer = here.client(None).get("/docs")
        assert not re.search(r"<script|<link|<img|<iframe|\ssrc=|@import|url\(|\son\w+=", answer.text)
        assert set(re.findall(r'href="([^"#]+)', answer.text)) == {"/openapi.json"}
        assert answer.headers["content-security-policy"].startswith("default-src 'none'; style-src 'unsafe-inline'")

    def test_its_links_lead_somewhere(self, here: House) -> None:
        page = here.client(None).get("/docs").text
        assert set(re.findall(r'href="#([^"]+)"', page)) <= set(re.findall(r'id="([^"]+)"', page))


class TestWhatBreaks:
    """The caller and the log are told that, and where; never what was sent."""

    SECRET = "Zaphod"

    @pytest.fixture
    def broken(self, tmp_path: Path) -> Iterator[TestClient]:
        """A server whose register has gone, as a full disk or a lost connection would have it."""
        with house(tmp_path) as made:
            client = made.client()
            client.post("/events", json=small("broken-1", "CM26P00802"))
        for file in (tmp_path / "var").glob("register.sqlite*"):
            file.unlink()
        yield client
        made.service.register.close()  # it was opened anew by whoever asked for what is gone

    def test_it_is_a_problem_without_a_detail(self, broken: TestClient, caplog: pytest.LogCaptureFixture) -> None:
        with caplog.at_level(logging.DEBUG):
            answer = broken.get(f"/cases/{self.SECRET}")
        logged = "".join(record.getMessage() for record in caplog.records if not record.name.startswith("httpx"))
        assert (answer.status_code, answer.headers["content-type"]) == (500, PROBLEM)
        assert answer.json()["rule"] == "unexpected"
        assert "unexpected: OperationalError at" in logged
        assert self.SECRET not in logged + answer.text

    def test_it_is_alive_and_not_ready(self, broken: TestClient) -> None:
        assert broken.get("/health").status_code == 200
        assert broken.get("/ready").status_code == 503


def test_the_log_names_the_call_and_nothing_of_anybody(here: House, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG, logger="correspondence"):
        here.client().get(f"/cases/{CASE}")
        here.client().post("/events", json=build.changed(small("Zaphod", "CM26P00803"), {"urgent": "Zaphod"}))
    lines = [json.loads(logs.Lines().format(each)) for each in caplog.records if each.name == "correspondence.api"]
    told = [(line["method"], line["route"], line["status"], line["key"]) for line in lines]
    assert told == [("GET", "/cases/{case_number}", 404, "supervisor"), ("POST", "/events", 422, "supervisor")]
    assert all(line.keys() >= {"time", "level", "event", "request_id", "milliseconds"} for line in lines)
    assert "Zaphod" not in str(lines) and CASE not in str(lines)


def test_a_call_has_an_id_in_its_header_its_problem_and_its_line(here: House, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, logger="correspondence"):
        answers = [here.client().get(f"/letters/{n}", headers={"Request-Id": "Zaphod"}) for n in range(2)]
    ids = [answer.headers["request-id"] for answer in answers]
    assert len(set(ids)) == 2
    assert ids == [answer.json()["request_id"] for answer in answers]
    assert ids == [vars(record)["request_id"] for record in caplog.records if record.name == "correspondence.api"]
    assert "Zaphod" not in ids


class TestLines:
    """What is logged, whoever logs it."""

    @staticmethod
    def line(name: str, said: str, *into: object, error: BaseException | None = None) -> build.Body:
        record = logging.LogRecord(name, logging.WARNING, "", 0, said, into, None)
        if error is not None:
            record.exc_info = (type(error), error, error.__traceback__)
        line = logs.Lines().format(record)
        assert "\n" not in line
        found: build.Body = json.loads(line)
        return found

    def test_of_what_a_library_says_only_its_own_words_are_kept(self) -> None:
        line = self.line("uvicorn.error", "Invalid request for %s", "Zaphod")
        assert (line["event"], line["level"], line["logger"]) == ("Invalid request for %s", "warning", "uvicorn.error")

    def test_of_an_exception_its_type_and_place_are_kept(self) -> None:
        try:
            raise ValueError("Zaphod\nBeeblebrox")
        except ValueError as raised:
            line = self.line("uvicorn.error", "Exception in ASGI application\n", error=raised)
        assert (line["error"], line["place"].split(":")[0]) == ("ValueError", "test_meta.py")
        assert "Zaphod" not in str(line)

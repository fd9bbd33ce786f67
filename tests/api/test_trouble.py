"""When the database or the disk fails, every call says so and when to try again; nothing is half written."""

import json
import socket
import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from sqlalchemy import Engine
from sqlalchemy import event as sql_event
from starlette.testclient import TestClient

from api import heads, problems
from correspondence import making
from correspondence.storage import IN_WORDS, Trouble, database
from tests import build

from .calls import CASE, EXAMPLE, JSON, PROBLEM, House, house, small


def error(code: int) -> sqlite3.OperationalError:
    """What SQLite says."""
    raised = sqlite3.OperationalError("what SQLite says")
    raised.sqlite_errorcode = code
    return raised


@contextmanager
def failing(engine: Engine, code: int) -> Iterator[None]:
    """A database that fails whatever it is asked."""

    def fail(*_: object) -> None:
        raise error(code)

    sql_event.listen(engine, "before_cursor_execute", fail)
    try:
        yield
    finally:
        sql_event.remove(engine, "before_cursor_execute", fail)


def calls(here: House) -> list[tuple[str, str]]:
    """Every call of the application that wants a key, for it says something of the register; its path filled in."""
    values = {"case_number": CASE, "letter_id": "AAAA-AAAA-AAAA", "form": "pdf", "run_id": "0" * 16}
    values |= {
        "reference": "AAAA-AAAA-AAAA-0",
        "event_id": "decision-1",
        "kind": "local_notification",
        "person_id": "p1",
    }
    paths = here.app.openapi()["paths"].items()
    every = ((method, path, said) for path, methods in paths for method, said in methods.items())
    return [(method, path.format(**values)) for method, path, said in every if "security" in said]


@pytest.mark.parametrize(
    ("code", "status"),
    [
        (sqlite3.SQLITE_BUSY, 503),
        (sqlite3.SQLITE_IOERR, 503),
        (sqlite3.SQLITE_FULL, 507),
        (sqlite3.SQLITE_CORRUPT, 500),
    ],
)
def test_every_call_says_what_is_wrong_with_the_register(here: House, code: int, status: int) -> None:
    client = here.client("supervisor")
    found = calls(here)
    assert len(found) > 12
    for method, path in found:
        with failing(here.service.register.standings._engine, code):
            answer = client.request(method, path, content=EXAMPLE, headers=JSON)
        assert (answer.status_code, answer.headers["content-type"]) == (status, PROBLEM), (method, path, answer.text)
        assert ("retry-after" in answer.headers) == (status == 503)
        assert "SQLite" not in answer.text


def test_every_trouble_has_an_answer_and_words() -> None:
    assert set(problems.TROUBLES) == set(IN_WORDS) == set(Trouble)


def test_a_database_that_another_holds_is_answered_and_nothing_is_half_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "_BUSY_SECONDS", 0.2)
    with house(tmp_path) as made:
        client = made.client("desk")
        holder = sqlite3.connect(tmp_path / "var" / "register.sqlite", isolation_level=None)
        holder.execute("BEGIN IMMEDIATE")
        body = json.dumps(small("decision-1", CASE)).encode()
        answer = client.post("/events", content=body, headers=JSON)
        assert (answer.status_code, answer.json()["rule"]) == (503, "register_busy")
        holder.execute("ROLLBACK")
        holder.close()
        assert not [path for path in (tmp_path / "var" / "documents").rglob("*") if path.is_file()]
        assert client.get(f"/cases/{CASE}").status_code == 404
        assert client.post("/events", content=body, headers=JSON).status_code == 201


def test_a_full_disk_is_answered_and_nothing_is_half_written(tmp_path: Path) -> None:
    with house(tmp_path) as made:
        engine = made.service.register.standings._engine
        with closing(sqlite3.connect(tmp_path / "var" / "register.sqlite")) as connection:
            connection.execute("VACUUM")  # what the revisions left free would be written first

        def no_page_more(connection: sqlite3.Connection, *_: object) -> None:
            connection.execute("PRAGMA max_page_count = 1")  # no fewer than there are

        client = made.client("desk")
        body = small("decision-1", CASE, {"case.status_reason": "As was said. " * 300})
        sql_event.listen(engine, "checkout", no_page_more)
        answer = client.post("/events", json=body)
        sql_event.remove(engine, "checkout", no_page_more)
        assert (answer.status_code, answer.json()["rule"]) == (507, "disk_full")
        assert made.service.register.case(CASE) is None
        assert not [path for path in (tmp_path / "var" / "documents").rglob("*") if path.is_file()]


# What is too much, or too slow


def test_a_case_has_forty_people_at_most(desk: TestClient) -> None:
    father = small("d-41", "CM26P00441")["case"]["people"][0]
    people = [father | {"person_id": f"p{n}"} for n in range(41)]
    answer = desk.post("/events", json=small("d-41", "CM26P00441", {"case.people": people}))
    problem = answer.json()
    assert (answer.status_code, problem["field"], problem["rule"]) == (422, "case.people", "too_long")
    assert "40" in problem["detail"]


def test_every_list_and_every_text_of_a_body_has_an_end(here: House) -> None:
    """Whatever a caller can send, read from the document of the application itself."""
    document = here.client(None).get("/openapi.json").json()
    shapes = document["components"]["schemas"]
    bodies = [
        methods["post"]["requestBody"]["content"]["application/json"]["schema"]
        for methods in document["paths"].values()
        if "post" in methods
    ]
    seen: set[str] = set()
    endless = sorted(place for body in bodies for place in _endless(body, shapes, "", seen))
    assert len(seen) > 30
    assert endless == []


def _endless(shape: Any, shapes: build.Body, place: str, seen: set[str]) -> Iterator[str]:
    if isinstance(shape, list):
        for each in shape:
            yield from _endless(each, shapes, place, seen)
    if not isinstance(shape, dict):
        return
    if "$ref" in shape:
        name = shape["$ref"].rsplit("/", 1)[-1]
        if name not in seen:
            seen.add(name)
            yield from _endless(shapes[name], shapes, name, seen)
    if shape.get("type") == "array" and "maxItems" not in shape and not shape.get("uniqueItems"):
        yield place
    if shape.get("type") == "string" and not {"maxLength", "pattern", "enum", "const", "format"} & set(shape):
        yield place
    for key in ("anyOf", "oneOf", "allOf", "items", "additionalProperties"):
        yield from _endless(shape.get(key), shapes, place, seen)
    for name, each in shape.get("properties", {}).items():
        yield from _endless(each, shapes, f"{place}.{name}", seen)


@pytest.fixture
def address(here: House, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[str, int]]:
    """A real server on a real socket, where a head and a body have half a second each to come."""
    monkeypatch.setattr(problems, "BODY_SECONDS", 0.5)
    monkeypatch.setattr(heads, "HEAD_SECONDS", 0.5)
    config = uvicorn.Config(here.app, http=heads.PromptHeads, port=0, log_level="error", lifespan="off")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    yield server.servers[0].sockets[0].getsockname()
    server.should_exit = True
    thread.join(10)


@pytest.mark.parametrize("length", [b"Content-Length: 1000", b"Transfer-Encoding: chunked"])
@pytest.mark.parametrize("path", [b"/events", b"/runs/due", b"/court-lists"])
def test_a_body_that_does_not_come_to_its_end_is_answered_and_the_line_is_cut(
    here: House, address: tuple[str, int], path: bytes, length: bytes
) -> None:
    head = [b"POST %s HTTP/1.1" % path, b"Host: here", b"Content-Type: application/json", length]
    head.append(b"Authorization: Bearer " + here.keys["desk"].encode())
    with socket.create_connection(address, timeout=10) as line:
        line.sendall(b"\r\n".join(head) + b"\r\n\r\n" + (b'5\r\n{"eve\r\n' if b"chunked" in length else b'{"eve'))
        said = b""
        while piece := line.recv(4096):
            said += piece
    assert said.startswith(b"HTTP/1.1 408 ")
    assert b"body_too_slow" in said


@pytest.mark.parametrize(
    "before", [b"", b"GET /health HTTP/1.1\r\nHost: here\r\n\r\n"], ids=["a new line", "a kept one"]
)
@pytest.mark.parametrize("said", [b"", b"GET /health HTTP/1.1\r\nHost: he"], ids=["nothing", "half a head"])
def test_a_line_on_which_nobody_says_what_they_ask_for_is_cut(
    address: tuple[str, int], before: bytes, said: bytes
) -> None:
    with socket.create_connection(address, timeout=10) as line:
        line.sendall(before + said)
        begun = time.monotonic()
        heard = b""
        while piece := line.recv(4096):
            heard += piece
    assert time.monotonic() - begun < 4, (
        "uvicorn itself lets an idle line go after five seconds, a half-said head never"
    )
    assert heard.count(b"HTTP/1.1 200 ") == bool(before)


def test_a_head_that_comes_drop_by_drop_has_no_longer(address: tuple[str, int]) -> None:
    with socket.create_connection(address, timeout=10) as line, pytest.raises(ConnectionError):
        _send_slowly(line, b"GET /health HTTP/1.1\r\nHost: " + b"h" * 100)


def _send_slowly(line: socket.socket, said: bytes) -> None:
    """Five seconds or so."""
    for drop in said:
        line.sendall(bytes([drop]))
        time.sleep(0.05)


def test_a_call_that_is_answered_slowly_is_not_cut(address: tuple[str, int], monkeypatch: pytest.MonkeyPatch) -> None:
    def slowly(_seconds: float) -> bool:
        time.sleep(1.5)
        return True

    monkeypatch.setattr(making, "is_ready", slowly)
    with socket.create_connection(address, timeout=10) as line:
        line.sendall(b"GET /ready HTTP/1.1\r\nHost: here\r\n\r\n")
        assert line.recv(4096).startswith(b"HTTP/1.1 200 ")

"""A real server, cold, posted to by many at once: every letter is made, in its workers alone, as on a quiet day."""

import io
import json
import os
import signal
import time
import zipfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import pytest

from correspondence import verification
from correspondence.documents import file_name
from correspondence.reading import read_event
from correspondence.service import Service
from correspondence.storage import Register
from tests import build
from tests.processes import is_alive, wait_for
from tests.served import Served, served
from tests.written import write_letters

from .calls import small

FAMILIES = 8
ENDS_WITHIN_SECONDS = 30
"""How long a server may take to end while it makes letters; it gives itself less, and a busy machine more."""


def family(number: int) -> build.Body:
    """A small family of its own: a letter to its father, in one of our languages, and one to the court."""
    language = ("en", "pl", "ar")[number % 3]
    return small(f"cold-{number}", f"CM26P{number:05d}", {"case.people.0.language": language})


@pytest.fixture(scope="module")
def quiet() -> dict[str, dict[str, bytes]]:
    """By the id of each family's event, the files that a quiet run makes of it."""
    directory, made = build.directory(), {}
    for body in map(family, range(FAMILIES)):
        event = read_event(json.dumps(body).encode())
        letters = write_letters([event], [], directory, event.occurred_on)
        made[event.event_id] = {file_name(x.letter, d): d.content for x in letters for d in x.documents}
    return made


def together(server: Served, bodies: list[build.Body], accept: str) -> list[tuple[int, bytes]]:
    """What they are answered who post at the same moment."""
    with ThreadPoolExecutor(len(bodies)) as callers:
        return list(callers.map(lambda body: server.post(body, accept), bodies))


def test_a_cold_server_makes_what_eight_families_are_owed_at_once_as_on_a_quiet_day(
    quiet: dict[str, dict[str, bytes]], tmp_path: Path, pytestconfig: pytest.Config
) -> None:
    for number in range(pytestconfig.getoption("--deep")):
        _makes_what_they_are_owed(quiet, tmp_path / str(number))


def _makes_what_they_are_owed(quiet: dict[str, dict[str, bytes]], data: Path) -> None:
    bodies = [family(number) for number in range(FAMILIES)]
    with served(data) as server:
        answers = together(server, bodies, "application/zip")
        server.process.terminate()
        server.process.wait(ENDS_WITHIN_SECONDS)
    assert [status for status, _ in answers] == [201] * FAMILIES
    for body, (_, content) in zip(bodies, answers, strict=True):
        files = zipfile.ZipFile(io.BytesIO(content))
        assert {name: files.read(name) for name in files.namelist()} == quiet[str(body["event_id"])]
    with Register.open(None, data, lambda: datetime.now(UTC)) as register:
        proofs = list(verification.verify(Service(register, build.directory())))
    assert {proof.fault for proof in proofs} == {None}
    assert {proof.made_again for proof in proofs if proof.letter_id} == {True}


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A server of two workers."""
    with served(tmp_path_factory.mktemp("served")) as one:
        yield one


def test_it_never_loads_the_renderer(server: Served) -> None:
    status, _ = server.post(family(100), "application/zip")
    assert status == 201
    loaded = server.modules()
    assert "correspondence.service" in loaded
    assert not {name.partition(".")[0] for name in loaded} & {"weasyprint", "pydyf", "cffi", "_cffi_backend"}
    assert not [name for name in loaded if name.startswith("correspondence.rendering")]


def test_a_worker_that_is_killed_in_the_middle_costs_nobody_a_letter(server: Served) -> None:
    with ThreadPoolExecutor(4) as callers:
        waiting = [callers.submit(server.post, family(number)) for number in range(200, 204)]
        killed: set[int] = set()
        while not all(each.done() for each in waiting):
            if len(killed) < 2 and any(each.done() for each in waiting):
                worker = min(set(server.workers()) - killed, default=None)
                with suppress(ProcessLookupError):  # one that is being buried is listed a moment longer
                    if worker is not None:
                        os.kill(worker, signal.SIGKILL)
                        killed.add(worker)
            time.sleep(0.01)
    answers = [each.result() for each in waiting]
    assert len(killed) == 2
    assert [status for status, _ in answers] == [201] * 4
    assert {letter["status"] for _, body in answers for letter in json.loads(body)["letters"]} == {"draft"}
    assert len(server.workers()) == 2


def test_it_answers_while_it_makes_letters(server: Served) -> None:
    with ThreadPoolExecutor(4) as callers:
        waiting = [callers.submit(server.post, family(number)) for number in range(300, 304)]
        time.sleep(0.1)
        status, _ = server.get("/health")
        assert not any(each.done() for each in waiting)
    assert status == 200


def test_eight_events_of_one_case_at_once_are_all_recorded(server: Served) -> None:
    decision = family(400)
    reviews = [
        build.changed(
            build.body("review_recorded"),
            {"event_id": f"review-{number}", "case": decision["case"], "hub": decision["hub"]},
        )
        for number in range(8)
    ]
    server.post(decision)
    answers = together(server, [*reviews, reviews[0]], "application/json")
    assert sorted(status for status, _ in answers) == [200, *[201] * 8]
    assert len({body for (_, body) in (answers[0], answers[-1])}) == 1


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT, signal.SIGKILL])
def test_it_ends_with_letters_in_the_making_and_leaves_no_process(how: signal.Signals, tmp_path: Path) -> None:
    with served(tmp_path) as server, ThreadPoolExecutor(FAMILIES) as callers:
        for number in range(FAMILIES):
            callers.submit(server.post, family(number))
        assert wait_for(lambda: len(server.workers()) == 2)
        processes = server.processes()
        time.sleep(0.5)
        server.process.send_signal(how)
        server.process.wait(ENDS_WITHIN_SECONDS)
    assert len(processes) == 3
    assert wait_for(lambda: not any(map(is_alive, processes)))

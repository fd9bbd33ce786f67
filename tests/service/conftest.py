"""A service on a register of its own, and a small family whose letters are quickly written."""

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from correspondence.protocol.letters import Status
from correspondence.service import Outcome, Service
from correspondence.storage import Register, StatusChange, StoredLetter
from tests import build
from tests.build import Body
from tests.remembered import remember_what_was_rendered  # noqa: F401  # a fixture of every test here


class Clock:
    """A clock that moves on by a second whenever it is read."""

    def __init__(self) -> None:
        self._now = datetime(2026, 11, 19, 9, tzinfo=UTC)

    def __call__(self) -> datetime:
        self._now += timedelta(seconds=1)
        return self._now


@pytest.fixture
def service(tmp_path: Path) -> Iterator[Service]:
    with Register.open(None, tmp_path, Clock()) as register:
        yield Service(register, build.directory())


def small_family() -> list[Body]:
    """A father and a mother who read English; the mother's home is confidential. No child gets a letter."""
    people = build.example("hub_allocation_decided")["case"]["people"]
    father, mother, child, _ = people
    father["language"] = "en"
    mother |= {"language": "en", "form": "standard"}
    del mother["representative"]
    child["letter_version"] = "none"
    return [father, mother, child]


def event(kind: str, changes: dict[str, Any] | None = None) -> bytes:
    """The JSON of an event of that type about the small family."""
    body = build.changed(build.body(kind), {"case.people": small_family()})
    return json.dumps(build.changed(body, changes or {})).encode()


def post(service: Service, kind: str, changes: dict[str, Any] | None = None) -> Outcome:
    """Take an event about the small family, on its own day."""
    return service.take(event(kind, changes))


def letter_of(service: Service, person_id: str, kind: str = "hub_letter") -> StoredLetter:
    """The newest letter of that kind to that person."""
    found = service.register.letters_of_case("CM26P00417")
    return [x for x in found if x.recipient == person_id and x.kind == kind][-1]


def move(service: Service, letter: StoredLetter, status: Status, on: date) -> StoredLetter:
    """Move a letter on by hand."""
    codes = tuple(f.code for f in letter.findings)
    route = letter.route if status is Status.SENT else None
    change = StatusChange(status=status, by="R. Sample", on=on, route=route, acknowledges=codes)
    return service.move_on(letter.letter_id, change)


def send(service: Service, person_id: str, on: date, kind: str = "hub_letter") -> StoredLetter:
    """Approve and send the newest letter of that kind to that person."""
    move(service, letter_of(service, person_id, kind), Status.APPROVED, on)
    return move(service, letter_of(service, person_id, kind), Status.SENT, on)

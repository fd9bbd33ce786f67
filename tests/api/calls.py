"""A real service to call: a register of its own, the example's directory with a second Hub, keys of every role."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from fastapi import FastAPI
from starlette.testclient import TestClient

from api.app import create_app
from correspondence.protocol.directory import Directory
from correspondence.service import Service
from correspondence.storage import KeyRole, Register
from tests import build

TODAY = date(2026, 11, 20)
"""The Friday after the example's decision."""
NOW = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
EXAMPLE = (build.EXAMPLES / "hub_allocation_decided.json").read_bytes()
CASE = "CM26P00417"
JSON = {"Content-Type": "application/json"}
PROBLEM = "application/problem+json"


@dataclass(frozen=True, slots=True, kw_only=True)
class House:
    """A service with its application; `keys` by name: desk, supervisor, kent, lists, admin."""

    service: Service
    app: FastAPI
    keys: dict[str, str]

    def client(self, key: str | None = "supervisor") -> TestClient:
        """Who calls with the key of that name, or with none."""
        headers = {"Authorization": f"Bearer {self.keys[key]}"} if key else {}
        return TestClient(self.app, headers=headers)


@contextmanager
def house(folder: Path, *, dev: bool = False, today: date = TODAY) -> Iterator[House]:
    """A house of its own in *folder*, where it is always *today*."""
    with Register.open(None, folder / "var", lambda: NOW) as register:
        service = Service(register, two_hubs())
        keys = {
            "desk": register.add_key("desk", KeyRole.HUB, "essex"),
            "supervisor": register.add_key("supervisor", KeyRole.SUPERVISOR, "essex"),
            "kent": register.add_key("kent", KeyRole.SUPERVISOR, "kent"),
            "lists": register.add_key("lists", KeyRole.LISTS),
            "admin": register.add_key("admin", KeyRole.ADMIN),
        }
        yield House(service=service, app=create_app(service, dev=dev, today=lambda: today), keys=keys)


def two_hubs() -> Directory:
    """The example's directory, and another Hub that serves the same court."""
    one = build.directory()
    return replace(one, hubs={**one.hubs, "kent": replace(one.hubs["essex"], name="Kent Allocation Hub")})


def small(event_id: str, case_number: str, changes: build.Changes | None = None) -> build.Body:
    """A decision that gives the court a letter, and its family one: to the only party, as no child is to have any."""
    father = build.example("hub_allocation_decided")["case"]["people"][0]
    alone: build.Body = {
        "event_id": event_id,
        "case.case_number": case_number,
        "case.people": [father | {"language": "en"}],
    }
    return build.body("hub_allocation_decided", alone | dict(changes or {}))


UNCONFIRMED = {"case.people.0.safe_contact": None}
"""Nobody confirmed a safe route: the letter is held."""


def move(status: str, **more: Any) -> build.Body:
    """A letter moves on, today."""
    return {"status": status, "by": "R. Sample", "on": TODAY.isoformat()} | more

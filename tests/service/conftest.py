"""A service on a register of its own, and a small family whose letters are quickly written."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, cast

import pytest

from correspondence import making
from correspondence.documents import DocumentForm
from correspondence.making import Order, OwnProcess, Write
from correspondence.making.orders import T
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


class Undrawn(OwnProcess):
    """Makes letters without the form of them that is drawn, page by page, where they have others."""

    def make_all(self, orders: Sequence[Order[T]]) -> tuple[T, ...]:
        """Do orders one after another."""
        return super().make_all([_undrawn(order) for order in orders])


def _undrawn(order: Order[T]) -> Order[T]:
    if not isinstance(order, Write):
        return order
    kind = order.letter.kind
    parts = tuple(replace(part, forms=tuple(x for x in part.forms if x is not DocumentForm.PDF)) for part in kind.parts)
    return cast("Order[T]", replace(order, letter=replace(order.letter, kind=replace(kind, parts=parts), copies=())))


@pytest.fixture(autouse=True)
def no_page_is_drawn(
    whoever_makes_letters_stays_the_same: None, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    """What becomes of letters is asked here, not how they look: pages are drawn for what is marked as `drawn` alone.

    Each letter is composed, examined and kept as it always is. Every golden file shows it drawn, and so do the tests of
    the API, of rendering and of the checks.
    """
    if request.node.get_closest_marker("drawn") is None:
        monkeypatch.setattr(making, "_maker", Undrawn())


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

"""What comes for one case at once is taken one after another, and no letter is made in vain."""

from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import date
from typing import Any

import pytest

from correspondence import making
from correspondence.making import Order, OwnProcess, Write
from correspondence.making.orders import T
from correspondence.protocol.letters import Status
from correspondence.service import Outcome, Service
from correspondence.storage import StatusChange, UnlawfulMove

from .conftest import event, letter_of, post

CASE = "CM26P00417"


class Counting(OwnProcess):
    """Makes letters here, and counts how often each is made."""

    def __init__(self) -> None:
        super().__init__()
        self.made = Counter[str]()

    def make_all(self, orders: Sequence[Order[T]]) -> tuple[T, ...]:
        """Do orders, and count those that make a letter."""
        self.made.update(order.letter.letter_id for order in orders if isinstance(order, Write))
        return super().make_all(orders)


@pytest.fixture
def counting(monkeypatch: pytest.MonkeyPatch) -> Counting:
    """Whoever makes letters while a test runs."""
    maker = Counting()
    monkeypatch.setattr(making, "_maker", maker)
    return maker


def at_once(*calls: Callable[[], Any]) -> list[Any]:
    """What comes of calls that are made at the same moment."""
    with ThreadPoolExecutor(len(calls)) as pool:
        return [each.result() for each in [pool.submit(call) for call in calls]]


def test_eight_events_of_a_case_at_once_are_all_recorded_and_each_letter_is_made_once(
    service: Service, counting: Counting
) -> None:
    reviews = [event("review_recorded", {"event_id": f"review-{n}"}) for n in range(7)]
    bodies = [event("hub_allocation_decided"), *reviews]
    post(service, "hub_allocation_decided", {"event_id": "first"})
    outcomes: list[Outcome] = at_once(*(lambda body=body: service.take(body) for body in bodies))
    assert [outcome.replayed for outcome in outcomes] == [False] * 8
    assert len(service.register.history(CASE)) == 9
    assert set(counting.made.values()) == {1}


def test_the_same_event_at_once_is_recorded_once_and_all_are_answered_alike(
    service: Service, counting: Counting
) -> None:
    body = event("hub_allocation_decided")
    outcomes: list[Outcome] = at_once(*[lambda: service.take(body)] * 4)
    assert sorted(outcome.replayed for outcome in outcomes) == [False, True, True, True]
    assert len({outcome.letters for outcome in outcomes}) == 1
    assert set(counting.made.values()) == {1}


def test_a_letter_is_moved_on_before_or_after_an_event_and_never_in_the_middle(
    service: Service, counting: Counting
) -> None:
    post(service, "hub_allocation_decided")
    letter = letter_of(service, "p1")
    codes = tuple(finding.code for finding in letter.findings)
    approved = StatusChange(status=Status.APPROVED, by="R. Sample", on=date(2026, 11, 20), acknowledges=codes)
    body = event("review_recorded", {"event_id": "review-1", "case.people.0.address.line_2": "20 Example Street"})

    def approve() -> None:
        with suppress(UnlawfulMove):  # after the event, which withdrew it
            service.move_on(letter.letter_id, approved)

    _, outcome = at_once(approve, lambda: service.take(body))
    assert not outcome.replayed
    assert letter_of(service, "p1").event_id == "review-1"
    assert set(counting.made.values()) == {1}

"""A letter that its workers are lost over is held, and stops no other; the event is kept."""

from collections.abc import Iterator

import pytest

from correspondence import making
from correspondence.checks import Code
from correspondence.making import Limits, Pool
from correspondence.protocol.letters import Status
from correspondence.service import Outcome, Service
from tests.making import loses_one

from .conftest import letter_of, post


@pytest.fixture
def taken(service: Service, monkeypatch: pytest.MonkeyPatch) -> Iterator[Outcome]:
    """The decision, while whoever is to write to the father dies of it."""
    pool = Pool(1, Limits(), loses_one.CRAFT)
    monkeypatch.setattr(making, "_maker", pool)
    yield post(service, "hub_allocation_decided")
    pool.close()


def test_it_is_held_with_the_code_and_tried_again_by_the_next_event(
    taken: Outcome, service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    letters = {letter.recipient: letter for letter in taken.letters}
    lost = letters.pop("p1")
    assert lost.status is Status.HELD
    assert [finding.code for finding in lost.findings] == [Code.WORKER_DIED]
    assert lost.documents == ()
    assert {letter.status for letter in letters.values()} == {Status.DRAFT}
    assert service.register.stored_event(taken.event_id) is not None

    monkeypatch.setattr(making, "_maker", making.OwnProcess())
    assert letter_of(service, "p1").status is Status.HELD
    post(service, "review_recorded")
    assert letter_of(service, "p1").status is Status.DRAFT

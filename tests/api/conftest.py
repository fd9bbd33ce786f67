"""A house for each module of tests, and the example posted to it once."""

from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from tests import build
from tests.remembered import remember_what_was_rendered  # noqa: F401  # a fixture of every test here

from .calls import EXAMPLE, JSON, House, house


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """A real server's house."""
    with house(tmp_path_factory.mktemp("house")) as made:
        yield made


@pytest.fixture(scope="module")
def supervisor(here: House) -> TestClient:
    """Who calls with a supervisor's key."""
    return here.client("supervisor")


@pytest.fixture(scope="module")
def desk(here: House) -> TestClient:
    """Who calls with a Hub's key."""
    return here.client("desk")


@pytest.fixture(scope="module")
def posted(desk: TestClient) -> build.Body:
    """What the Hub's desk is answered when it posts the example."""
    answer = desk.post("/events", content=EXAMPLE, headers=JSON)
    assert answer.status_code == 201
    body: build.Body = answer.json()
    return body

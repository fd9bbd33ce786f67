"""What a law is shown of a life is in the order in which it came."""

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from correspondence.making import use
from correspondence.making.own_process import OwnProcess
from correspondence.protocol.subject import case_of
from correspondence.service import Service
from correspondence.simulation.making import WordsAlone
from correspondence.simulation.seen import Posted
from correspondence.simulation.showing import Album
from correspondence.storage import Register
from tests import build

CASE = "CM26P00417"


@pytest.fixture
def service(tmp_path: Path) -> Iterator[Service]:
    use(WordsAlone())
    with Register.open(None, tmp_path, lambda: datetime(2026, 12, 3, 9, tzinfo=UTC)) as register:
        yield Service(register, build.directory())
    use(OwnProcess())


def test_what_the_service_recorded_in_the_morning_comes_before_what_was_posted_later_that_day(service: Service) -> None:
    album, today = Album(), date(2026, 12, 22)
    for kind in ("hub_allocation_decided", "update_due", "review_recorded"):
        body = build.body(kind, {"occurred_on": str(today)})
        service.take(json.dumps(body).encode(), today)
        if kind != "update_due":  # which a run recorded
            album.note(case_of(CASE), Posted(body=body, on=today, taken=True, rule=""))
    album.look(service, [case_of(CASE)])
    seen = album.seen(service, {}, [case_of(CASE)], today)
    assert [x.body["type"] for x in seen.posted] == ["hub_allocation_decided", "update_due", "review_recorded"]

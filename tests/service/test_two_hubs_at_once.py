"""Two Hubs, on two servers of one register, post one new case number at the same moment: the second is refused."""

import json
from datetime import UTC, datetime
from multiprocessing import get_context
from multiprocessing.synchronize import Barrier
from pathlib import Path

import pytest

from correspondence.service import Service
from correspondence.storage import CaseOfAnotherHub, Register
from tests import build
from tests.api.calls import small, two_hubs
from tests.storage.samples import event, open_register

NOW = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
CASES = tuple(f"CM26P0070{n}" for n in range(3))


def test_a_case_that_another_hub_has_by_now_is_refused_inside_the_transaction(tmp_path: Path) -> None:
    with open_register(tmp_path) as register:
        register.keep(event("essex-1", only_hub="essex"), [], expected_events=0)
        with pytest.raises(CaseOfAnotherHub):  # it decided when there was no such case
            register.keep(event("kent-1", hub="kent", only_hub="kent"), [], expected_events=0)
        assert register.stored_event("kent-1") is None
        register.keep(event("essex-2", only_hub="essex"), [], expected_events=1)


def _post(folder: Path, hub: str, together: Barrier) -> list[str]:
    """What a server of that Hub is answered, case by case."""
    answers = []
    with Register.open(None, folder, lambda: NOW) as register:
        service = Service(register, two_hubs())
        for case_number in CASES:
            body = json.dumps(small(f"{hub}-{case_number}", case_number, {"hub": hub})).encode()
            together.wait(60)
            try:
                answers.append(service.take(body, by=hub, only_hub=hub).letters[0].subject.name)
            except CaseOfAnotherHub:
                answers.append("refused")
    return answers


def test_of_two_hubs_that_post_one_new_case_at_once_one_alone_has_it(tmp_path: Path) -> None:
    context = get_context("spawn")
    with context.Manager() as manager, context.Pool(2) as servers:
        together = manager.Barrier(2)
        asked = [servers.apply_async(_post, (tmp_path, hub, together)) for hub in ("essex", "kent")]
        essex, kent = (each.get(120) for each in asked)
    assert [sorted(pair) for pair in zip(essex, kent, strict=True)] == [[number, "refused"] for number in CASES]
    with Register.open(None, tmp_path, lambda: NOW) as register:
        for case_number, of_essex in zip(CASES, essex, strict=True):
            winner = "kent" if of_essex == "refused" else "essex"
            assert [e.event_id for e in register.history(case_number)] == [f"{winner}-{case_number}"]
            assert {letter.hub for letter in register.letters_of_case(case_number)} == {winner}


def test_a_hub_goes_on_with_a_case_of_its_own(tmp_path: Path) -> None:
    with Register.open(None, tmp_path, lambda: NOW) as register:
        service = Service(register, two_hubs())
        service.take(json.dumps(small("first", CASES[0])).encode(), only_hub="essex")
        update = build.body("update_due", {"case": small("x", CASES[0])["case"]})
        assert service.take(json.dumps(update).encode(), only_hub="essex").subject.name == CASES[0]
        with pytest.raises(CaseOfAnotherHub):
            service.take(json.dumps(update | {"event_id": "update-2"}).encode(), only_hub="kent")

"""Whatever an action may have changed is looked at on its day, also where the action itself was refused."""

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from correspondence.making import use
from correspondence.making.own_process import OwnProcess
from correspondence.protocol.letters import Status
from correspondence.protocol.subject import area_of, case_of
from correspondence.service import Service
from correspondence.simulation.actions import ApprovePack, Move, ReadDirectory
from correspondence.simulation.carrying_out import Hands
from correspondence.simulation.making import WordsAlone
from correspondence.storage import Register, StatusChange
from tests import build

DECIDED_ON, MOVED_ON = date(2026, 11, 27), date(2026, 12, 3)


@pytest.fixture
def hands(tmp_path: Path) -> Iterator[Hands]:
    use(WordsAlone())
    with Register.open(None, tmp_path, lambda: datetime(2026, 12, 3, 9, tzinfo=UTC)) as register:
        yield Hands(Service(register, build.directory()), the_same)
    use(OwnProcess())


def the_same(action: ReadDirectory) -> Service:
    raise AssertionError(action)


def test_a_pack_that_could_not_be_approved_and_was_written_again_is_looked_at(hands: Hands) -> None:
    event = build.example("activation_decided")
    letters = hands.service.take(json.dumps(event).encode(), DECIDED_ON).letters
    pack = [x for x in letters if x.kind == "national_notification"]
    hands.service.move_on(pack[0].letter_id, StatusChange(status=Status.WITHDRAWN, by="R. Sample", on=MOVED_ON))
    done = hands.do(ApprovePack(on=MOVED_ON, event_id=event["event_id"], kind=pack[0].kind, by="R. Sample"))
    assert done.rule != ""
    given = hands.service.register.letters_of_event(event["event_id"])
    assert len([x for x in given if x.kind == pack[0].kind]) == 2 * len(pack)
    assert done.touched == (area_of("essex"),)


def test_a_letter_that_could_not_be_moved_on_is_looked_at_and_one_that_never_was_is_not(hands: Hands) -> None:
    event = build.body("hub_allocation_decided")
    letter = hands.service.take(json.dumps(event).encode(), DECIDED_ON).letters[0]
    move = Move(
        on=MOVED_ON,
        given_by=event["event_id"],
        kind=letter.kind,
        recipient=letter.recipient,
        status="returned",
        by="R. Sample",
    )
    done = hands.do(move)
    assert (done.rule, done.touched) == ("UnlawfulMove", (case_of("CM26P00417"),))
    assert (
        hands.do(Move(on=MOVED_ON, given_by="x", kind="x", recipient="x", status="sent", by="R. Sample")).touched == ()
    )

"""Commands make letters in worker processes too: one that breaks its process is held, and the others are written."""

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import pytest

from correspondence import making
from correspondence.cli import DONE, WRONG_USE, main, settings
from correspondence.making import Figures, Limits, Order, OwnProcess, Pool
from correspondence.making.orders import T
from tests import board, build
from tests.making import loses_one

EXAMPLE, FEED = build.EXAMPLES / "hub_allocation_decided.json", build.EXAMPLES / "hmcts"


@pytest.fixture(autouse=True)
def letters_are_made_here() -> None:
    """They are not."""


@pytest.fixture(autouse=True)
def environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("CORRESPONDENCE_DIRECTORY", str(build.EXAMPLES / "directory.yaml"))
    monkeypatch.setenv("CORRESPONDENCE_DATA", str(tmp_path / "data"))
    monkeypatch.setattr(settings, "now", lambda: datetime(2027, 1, 11, 9, tzinfo=UTC))


class Nobody(OwnProcess):
    """Makes no letter."""

    def make_all(self, orders: Sequence[Order[T]]) -> tuple[T, ...]:
        pytest.fail("a letter was made in the command's own process")


class Watched(OwnProcess):
    """Stands for the workers, and counts what they are asked."""

    def __init__(self) -> None:
        super().__init__()
        self.asked = 0
        self.is_closed = False

    def make_all(self, orders: Sequence[Order[T]]) -> tuple[T, ...]:
        self.asked += len(orders)
        return super().make_all(orders)

    def figures(self) -> Figures:
        return Figures(workers=1, unfinished=0, lost={})

    def close(self) -> None:
        self.is_closed = True


def waiting_family() -> None:
    """A Hub whose Board decided that it closes, with a father who waits in it and was written to."""
    with settings.open_register() as register:
        board.decide(register)
    father = build.example("hub_allocation_decided")["case"]["people"][0] | {"language": "en"}
    with settings.service() as service:
        service.take(json.dumps(build.body("hub_allocation_decided", {"case.people": [father]})).encode())


@pytest.mark.parametrize(
    "line",
    [
        f"render {EXAMPLE} -o out",
        f"import-hmcts {FEED / 'feed.json'} --decision {FEED / 'decision.json'} -o out",
        "court-lists --week-of 2026-11-30 -o out",
        "run-due --on 2027-01-11",
        "run-closing --hub essex -o out",
        "verify",
    ],
)
def test_a_command_has_every_letter_made_by_workers_and_lets_them_go(
    line: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    waiting_family()
    watched = Watched()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(settings, "workers", lambda: watched)
    monkeypatch.setattr(making, "_maker", Nobody())
    assert main(line.split()) == DONE
    assert watched.asked > 0
    assert watched.is_closed


def test_a_letter_that_its_workers_are_lost_over_is_held_and_the_others_are_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(settings, "workers", lambda: Pool(1, Limits(), loses_one.CRAFT))
    assert main(["render", str(EXAMPLE), "-o", str(tmp_path / "out")]) == DONE
    told = capsys.readouterr().out
    assert told.count("making.worker_died") == told.count(": held") == 1
    assert {path.name.partition(".")[0] for path in (tmp_path / "out").iterdir()} == {
        "filing_time-1",
        "hub_letter-2",
        "hub_letter-3",
        "hub_letter-4",
    }


def test_where_no_letter_can_be_made_a_command_does_nothing_and_says_why(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(settings, "workers", lambda: Pool(1, Limits(), "tests.making.no_such_craft"))
    assert main(["court-lists", "--week-of", "2026-11-30", "-o", str(tmp_path / "out")]) == WRONG_USE
    assert "no_such_craft" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()
    assert not (tmp_path / "data").exists()

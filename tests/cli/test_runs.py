"""`court-lists`, `run-due` and `run-closing`: what they make, write and print, and how they end."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from correspondence.cli import DONE, REFUSED, WRONG_USE, main, settings
from correspondence.protocol.letters import Status
from correspondence.storage import StatusChange
from tests import board, build

CASE = "CM26P00417"
MONDAY, PROMISED = "2026-11-30", "2026-12-24"


@pytest.fixture(autouse=True)
def environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("CORRESPONDENCE_DIRECTORY", str(build.EXAMPLES / "directory.yaml"))
    monkeypatch.setenv("CORRESPONDENCE_DATA", str(tmp_path / "data"))
    monkeypatch.delenv("CORRESPONDENCE_DATABASE", raising=False)
    monkeypatch.setattr(settings, "now", lambda: datetime(2027, 1, 11, 9, tzinfo=UTC))


def record(kind: str, changes: dict[str, Any] | None = None, number: str = CASE) -> None:
    """Take an event about a case with the father alone, whose letter is sent on the next day."""
    father = build.example("hub_allocation_decided")["case"]["people"][0] | {"language": "en"}
    small: dict[str, Any] = {"case.people": [father], "case.case_number": number, "event_id": f"{kind}-{number}"}
    with settings.service() as service:
        outcome = service.take(json.dumps(build.body(kind, small | (changes or {}))).encode())
        for letter in (each for each in outcome.letters if each.recipient == "p1"):
            for status in (Status.APPROVED, Status.SENT):
                route = letter.route if status is Status.SENT else None
                change = StatusChange(status=status, by="R. Sample", on=build.day("Fri 20 Nov 2026"), route=route)
                service.move_on(letter.letter_id, change)


class TestCourtLists:
    """The lists of a week, in a folder."""

    def lists(self, folder: Path, *more: str) -> int:
        return main(["court-lists", "--week-of", MONDAY, "-o", str(folder), *more])

    def test_it_writes_the_letter_the_list_and_the_spreadsheet(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        record("hub_allocation_decided")
        assert self.lists(tmp_path / "out") == DONE
        assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [
            "opening_list-1.en.docx",
            "opening_list-1.en.pdf",
            "opening_list-1.list.en.csv",
            "opening_list-1.list.en.docx",
            "opening_list-1.list.en.pdf",
        ]
        printed = capsys.readouterr()
        assert "opening_list 1 (court:chelmsford): draft" in printed.out
        assert "lists: 1 of 1" in printed.err
        assert CASE in (tmp_path / "out" / "opening_list-1.list.en.csv").read_text("utf-8-sig")

    def test_running_it_twice_writes_the_same_bytes_and_makes_nothing_twice(self, tmp_path: Path) -> None:
        record("hub_allocation_decided")
        for folder in ("one", "two"):
            assert self.lists(tmp_path / folder) == DONE
        for path in (tmp_path / "one").iterdir():
            assert path.read_bytes() == (tmp_path / "two" / path.name).read_bytes()
        with settings.open_register() as register:
            assert len(register.history("hub:essex")) == 1

    def test_a_list_without_a_case_is_written_too(self, tmp_path: Path) -> None:
        assert self.lists(tmp_path / "out") == DONE
        assert len(list((tmp_path / "out").iterdir())) == 5

    def test_a_court_that_nobody_knows_is_refused_and_nothing_is_written(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert self.lists(tmp_path / "out", "--court", "atlantis") == REFUSED
        assert "court_unknown" in capsys.readouterr().err
        assert not (tmp_path / "out").exists()

    def test_a_list_that_cannot_be_made_is_told_with_its_rule(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert self.lists(tmp_path / "out") == DONE
        before = ["court-lists", "--week-of", "2026-11-23", "-o", str(tmp_path / "before")]
        assert main(before) == REFUSED
        assert "refused: essex/chelmsford: later_list_made" in capsys.readouterr().err

    def test_a_week_that_has_not_begun_is_refused_and_stands_in_no_other_weeks_way(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        ahead = ["court-lists", "--week-of", "2027-01-18", "-o", str(tmp_path / "ahead")]
        assert main(ahead) == REFUSED
        assert "refused: week_of: in_the_future" in capsys.readouterr().err
        assert not (tmp_path / "ahead").exists()
        assert self.lists(tmp_path / "out") == DONE

    def test_a_list_is_dated_the_day_it_is_made_though_its_week_was_another(self, tmp_path: Path) -> None:
        assert self.lists(tmp_path / "out") == DONE
        with settings.open_register() as register:
            (made,) = register.history("hub:essex")
        assert made.occurred_on == build.day("Mon 11 Jan 2027")

    @pytest.mark.parametrize("week", ["next week", "2026-11-31", "20261130"])
    def test_a_day_that_is_none_is_wrong_use(self, week: str, tmp_path: Path) -> None:
        with pytest.raises(SystemExit) as ended:
            main(["court-lists", "--week-of", week, "-o", str(tmp_path)])
        assert ended.value.code == WRONG_USE


class TestRunDue:
    """Every update that is due."""

    def test_it_says_how_many_letters_it_gave(self, capsys: pytest.CaptureFixture[str]) -> None:
        record("hub_allocation_decided")
        assert main(["run-due", "--on", PROMISED]) == DONE
        printed = capsys.readouterr()
        assert printed.out == "1 of 1 cases; 1 letters, 0 of them held; 0 failed\n"
        assert "cases: 1 of 1" in printed.err

    def test_running_it_twice_makes_nothing_twice(self) -> None:
        record("hub_allocation_decided")
        for _ in range(2):
            assert main(["run-due", "--on", PROMISED]) == DONE
        with settings.open_register() as register:
            assert [each.type for each in register.history(CASE)] == ["hub_allocation_decided", "update_due"]

    def test_nothing_is_done_where_nothing_is_due(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["run-due", "--on", PROMISED]) == DONE
        assert capsys.readouterr().out == "0 of 0 cases; 0 letters, 0 of them held; 0 failed\n"

    def test_a_case_that_is_held_back_is_named_by_number_and_rule_and_the_rest_is_done(
        self, capsys: pytest.CaptureFixture[str]
    ) -> None:
        record("hub_allocation_decided")
        record("hub_allocation_decided", number="CM26P00418")
        record("information_received", {"from_person": None, "reply_route": "none", "occurred_on": "2026-12-23"})
        assert main(["run-due", "--on", PROMISED]) == REFUSED
        printed = capsys.readouterr()
        assert printed.out == "2 of 2 cases; 1 letters, 0 of them held; 1 failed\n"
        assert f"refused: {CASE}: open_alert:" in printed.err


class TestRunClosing:
    """Every family still waiting in a Hub that closes."""

    def closing(self, folder: Path, *more: str) -> int:
        return main(["run-closing", "--hub", "essex", "-o", str(folder), *more])

    def decide(self, changes: build.Changes | None = None) -> None:
        with settings.open_register() as register:
            board.decide(register, changes)

    def test_it_writes_each_familys_letter_in_every_form(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        self.decide()
        record("hub_allocation_decided")
        record("hub_allocation_decided", number="CM26P00418")
        assert self.closing(tmp_path / "out") == DONE
        assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [
            f"hub_closing-{n}.en.{form}" for n in (1, 2) for form in ("docx", "html", "pdf", "txt")
        ]
        printed = capsys.readouterr()
        assert "hub_closing 1 (p1): draft" in printed.out
        assert "cases: 2 of 2" in printed.err

    def test_running_it_twice_makes_nothing_twice(self, tmp_path: Path) -> None:
        self.decide()
        record("hub_allocation_decided")
        for folder in ("one", "two"):
            assert self.closing(tmp_path / folder) == DONE
        for path in (tmp_path / "one").iterdir():
            assert path.read_bytes() == (tmp_path / "two" / path.name).read_bytes()
        with settings.open_register() as register:
            assert [each.type for each in register.history(CASE)] == ["hub_allocation_decided", "hub_closing"]

    @pytest.mark.parametrize("decided", [None, board.STAYS_OPEN], ids=["not yet", "it stays open"])
    def test_without_a_decision_to_close_it_is_refused_and_nothing_is_written(
        self, decided: build.Changes | None, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        record("hub_allocation_decided")
        if decided:
            self.decide(decided)
        assert self.closing(tmp_path / "out") == REFUSED
        assert "refused: hub: not_decided: " in (told := capsys.readouterr().err)
        assert "(Protocol 6.2 (decision))" in told
        assert not (tmp_path / "out").exists()

    def test_a_held_letter_is_named_and_not_written(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.decide()
        record("hub_allocation_decided")
        record("information_received", {"from_person": None, "reply_route": "none", "occurred_on": "2027-01-08"})
        assert self.closing(tmp_path / "out") == DONE
        assert "hub_closing 1 (p1): held" in capsys.readouterr().out
        assert list((tmp_path / "out").iterdir()) == []

    def test_a_day_that_is_none_is_wrong_use(self, tmp_path: Path) -> None:
        with pytest.raises(SystemExit) as ended:
            self.closing(tmp_path, "--dev", "--today", "tomorrow")
        assert ended.value.code == WRONG_USE


class TestTheDay:
    """The day it is: London's, unless one is trying out."""

    RUNS = ("court-lists --week-of 2027-01-11 -o {}", "run-due --on 2027-01-11", "run-closing --hub essex -o {}")

    def run(self, command: str, folder: Path, *more: str) -> int:
        return main([*command.format(folder / "out").split(), *more])

    @pytest.mark.parametrize("command", RUNS)
    def test_a_day_of_ones_own_is_for_trying_out_alone(
        self, command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert self.run(command, tmp_path, "--today", "2027-01-11") == WRONG_USE
        assert "--dev" in capsys.readouterr().err
        assert not (tmp_path / "out").exists()

    def test_an_update_of_a_day_to_come_is_refused_and_the_real_run_then_has_its_work(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        record("hub_allocation_decided")
        assert self.run("run-due --on 2027-03-01", tmp_path) == REFUSED
        assert "refused: on: in_the_future" in capsys.readouterr().err
        assert self.run("run-due --on 2027-01-11", tmp_path) == DONE
        assert capsys.readouterr().out.startswith("1 of 1 cases; 1 letters")

    def test_while_trying_out_today_is_the_day_that_is_asked_for_or_that_is_given(self, tmp_path: Path) -> None:
        assert self.run("court-lists --week-of 2027-06-07 -o {}", tmp_path / "a", "--dev") == DONE
        assert self.run("court-lists --week-of 2027-06-14 -o {}", tmp_path / "b", "--dev", "--today", "2027-06-16") == 0
        with settings.open_register() as register:
            days = [str(made.occurred_on) for made in register.history("hub:essex")]
        assert days == ["2027-06-07", "2027-06-16"]

"""Runs as the register keeps them: how far they are, what they gave, and which a process left over that died."""

import os
import signal
import time
from datetime import timedelta
from multiprocessing import get_context
from pathlib import Path

import pytest

from correspondence.protocol.subject import case_of, lists_of
from correspondence.storage import pulse
from correspondence.storage import runs as storage_runs
from correspondence.storage.errors import NoSuchRun
from correspondence.storage.register import Register
from correspondence.storage.run_records import NewRun, RunFailure, RunKind, RunStatus, StoredRun

from .samples import CASE, NOW, event, keep, letter, open_register

FIRST, SECOND = "AAAA-AAAA-AAAA", "BBBB-BBBB-BBBB"
HELD_BACK = RunFailure(what=CASE, rule="open_alert", detail="an alert waits to be reviewed")
ASKED = {"week_of": "2026-11-30", "court": None}


def begin(register: Register, run_id: str = "run-1") -> StoredRun:
    """A run for the lists of a week begins."""
    return register.runs.add(
        NewRun(run_id=run_id, kind=RunKind.COURT_LISTS, asked=ASKED, hubs=("essex",), key_name="lists-desk")
    )


def test_a_run_comes_back_as_it_was_asked_for(register: Register) -> None:
    begun = begin(register)
    assert register.runs.find("run-1") == begun
    assert (begun.kind, begun.asked, begun.hubs, begun.key_name) == ("court_lists", ASKED, ("essex",), "lists-desk")
    assert (begun.status, begun.total, begun.done, begun.failed) == (RunStatus.RUNNING, 0, 0, ())
    assert (begun.made_at, begun.finished_at) == (NOW, None)


def test_progress_and_failures_add_up(register: Register) -> None:
    begin(register)
    register.runs.plan("run-1", 3)
    register.runs.note("run-1", (), HELD_BACK)
    register.runs.note("run-1", ())
    later = register.runs.note("run-1", (), RunFailure(what="other", rule="unexpected"))
    assert (later.done, later.total) == (3, 3)
    assert later.failed == (HELD_BACK, RunFailure(what="other", rule="unexpected"))
    ended = register.runs.end("run-1", RunStatus.DONE)
    assert (ended.status, ended.finished_at) == (RunStatus.DONE, NOW)
    assert register.runs.find("run-1") == ended


def test_letters_come_back_in_the_order_in_which_the_run_gave_them_and_each_once(register: Register) -> None:
    keep(register, event(), letter(FIRST), letter(SECOND, recipient="p2"))
    begin(register)
    register.runs.note("run-1", [SECOND])
    register.runs.note("run-1", [FIRST, SECOND, FIRST])
    assert [x.letter_id for x in register.runs.letters("run-1")] == [SECOND, FIRST]


def test_two_runs_can_have_the_same_letter(register: Register) -> None:
    keep(register, event(), letter(FIRST))
    for run_id in ("run-1", "run-2"):
        begin(register, run_id)
        register.runs.note(run_id, [FIRST])
    assert register.runs.letters("run-1") == register.runs.letters("run-2") != ()


def test_an_erased_letter_is_in_no_run_any_more(register: Register) -> None:
    keep(register, event(), letter(FIRST))
    begin(register)
    register.runs.note("run-1", [FIRST])
    register.erase_case(CASE)
    assert register.runs.letters("run-1") == ()


def test_a_run_that_nobody_began_is_none(register: Register) -> None:
    assert register.runs.find("run-1") is None
    assert register.runs.letters("run-1") == ()
    with pytest.raises(NoSuchRun):
        register.runs.plan("run-1", 1)
    with pytest.raises(NoSuchRun):
        register.runs.note("run-1", ())
    with pytest.raises(NoSuchRun):
        register.runs.end("run-1", RunStatus.DONE)


# Left over


def later(folder: Path, seconds: int) -> Register:
    """The register, opened that long after the runs of these tests were begun."""
    return Register.open(None, folder, lambda: NOW + timedelta(seconds=seconds))


def test_a_run_that_nobody_answers_for_any_more_is_interrupted(register: Register, folder: Path) -> None:
    begin(register)
    begin(register, "run-2")
    register.runs.end("run-2", RunStatus.DONE)
    with later(folder, 44) as soon:
        assert soon.runs.interrupt_left_over() == 0
    with later(folder, 46) as afterwards:
        assert afterwards.runs.interrupt_left_over() == 1
        assert afterwards.runs.interrupt_left_over() == 0
        found = [afterwards.runs.find(run_id) for run_id in ("run-1", "run-2")]
    assert [run.status for run in found if run] == [RunStatus.INTERRUPTED, RunStatus.DONE]


def test_whoever_looks_at_a_run_that_was_left_over_is_told_so(register: Register, folder: Path) -> None:
    begin(register)
    for seconds, status in ((44, RunStatus.RUNNING), (46, RunStatus.INTERRUPTED), (0, RunStatus.INTERRUPTED)):
        with later(folder, seconds) as looking:
            found = looking.runs.find("run-1")
            assert found is not None and found.status is status


def test_while_a_process_gives_signs_of_life_its_runs_go_on(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pulse, "BEAT_SECONDS", 0.01)
    now = [NOW]
    with Register.open(None, folder, lambda: now[0]) as register:
        begin(register)
        now[0] += timedelta(hours=1)
        time.sleep(0.5)
        with later(folder, 3600) as looking:
            assert looking.runs.interrupt_left_over() == 0
    with later(folder, 3700) as looking:
        assert looking.runs.interrupt_left_over() == 1


def test_a_run_whose_end_could_not_be_recorded_is_left_over(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The database went away: nobody goes on answering for the run when it is back."""
    monkeypatch.setattr(pulse, "BEAT_SECONDS", 0.01)
    now = [NOW]
    with Register.open(None, folder, lambda: now[0]) as register:
        begin(register)
        with monkeypatch.context() as away:
            away.setattr(storage_runs, "writing", lambda _engine: gone())
            with pytest.raises(ConnectionError):
                register.runs.end("run-1", RunStatus.FAILED)
        now[0] += timedelta(seconds=46)
        time.sleep(0.5)
        found = register.runs.find("run-1")
        assert found is not None and found.status is RunStatus.INTERRUPTED


def gone() -> None:
    """What a database does that is away."""
    raise ConnectionError


def test_a_run_that_was_wrongly_taken_for_left_over_goes_on(register: Register, folder: Path) -> None:
    begin(register)
    with later(folder, 46) as afterwards:
        afterwards.runs.interrupt_left_over()
    going_on = register.runs.note("run-1", ())
    assert (going_on.status, going_on.finished_at) == (RunStatus.RUNNING, None)


def begin_and_die(folder: Path) -> None:
    """What a process does that is killed in the middle of a run."""
    register = open_register(folder)
    begin(register)
    register.runs.note("run-1", ())
    os.kill(os.getpid(), signal.SIGKILL)


def test_what_a_killed_process_left_is_known_within_a_minute(folder: Path) -> None:
    process = get_context("spawn").Process(target=begin_and_die, args=(folder,))
    process.start()
    process.join()
    assert process.exitcode == -signal.SIGKILL
    with later(folder, 60) as register:
        left = register.runs.find("run-1")
        assert left is not None
        assert (left.status, left.done) == (RunStatus.INTERRUPTED, 1)


# What a Hub holds


def test_the_cases_of_a_hub_are_those_it_has_open_or_not_and_not_its_own_stream(register: Register) -> None:
    keep(register, event())
    keep(register, event("e-2", subject=case_of("CM26P00999"), case_is_open=False))
    keep(register, event("e-3", subject=case_of("CM26P00998"), hub="kent"))
    keep(register, event("list-1", subject=lists_of("essex"), case_is_open=False))
    assert register.cases_of("essex") == (CASE, "CM26P00999")
    assert register.open_cases("essex") == (CASE,)


def test_one_body_can_be_read_alone(register: Register) -> None:
    keep(register, event())
    assert register.body("decision-1") == event().body
    assert register.body("another") is None
    register.erase_case(CASE)
    assert register.body("decision-1") is None


def test_the_letters_to_one_recipient_come_back_in_their_order(register: Register) -> None:
    keep(register, event(), letter(FIRST), letter(SECOND, recipient="p2"))
    keep(register, event("e-2"), letter("CCCC-CCCC-CCCC", "e-2", recipient="p2"), expected_events=1)
    assert [x.letter_id for x in register.letters_to(CASE, "p2")] == [SECOND, "CCCC-CCCC-CCCC"]
    assert register.letters_to("another", "p2") == ()

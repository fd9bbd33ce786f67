"""Nothing is half kept: not when a row fails, not when the process dies, not when two come at once."""

import os
import signal
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from threading import Barrier
from typing import Any

import pytest
from sqlalchemy.exc import IntegrityError

from correspondence.documents import DocumentForm, Finding
from correspondence.protocol.letters import Status
from correspondence.protocol.subject import case_of
from correspondence.storage.errors import CaseMoved, EventExists
from correspondence.storage.records import StatusChange
from correspondence.storage.register import Register

from .samples import CASE, COMPANION, PDF, TODAY, document, event, files, keep, letter, new, open_register

SECOND = "BBBB-BBBB-BBBB"
FIRST = "AAAA-AAAA-AAAA"


def assert_nothing_was_kept(register: Register) -> None:
    """Not one row stands."""
    assert register.case(CASE) is None
    assert register.stored_event("decision-1") is None
    assert register.received(CASE) == ()
    assert register.letters_of_case(CASE) == ()
    assert register.letter(FIRST) is None
    assert register.steps(FIRST) == ()
    assert register.verify_count() == 0


# All or nothing


@pytest.mark.parametrize(
    "letters",
    [
        [letter(FIRST), letter(FIRST, recipient="p2")],
        [letter(documents=[document(), document(COMPANION)])],
        [letter(given_by="no-such-event")],
    ],
    ids=["one id twice", "one form twice", "an unknown event"],
)
def test_a_row_that_fails_in_the_middle_leaves_no_row(register: Register, letters: Sequence[Any], folder: Path) -> None:
    with pytest.raises(IntegrityError):
        keep(register, event(), *letters)
    assert_nothing_was_kept(register)
    assert files(folder) == set()


def test_what_is_written_instead_without_an_event_is_whole_or_is_overtaken(register: Register, folder: Path) -> None:
    """Of two processes that write it at once the second is told that the case has moved, and leaves nothing."""
    keep(register, event(), letter(FIRST))
    before = files(folder)
    for reference, expected in ((FIRST, 1), (SECOND, 0)):
        late = new(letter(reference, documents=[document(b"of what came too late")]))
        with pytest.raises(CaseMoved):
            register.keep_instead(case_of(CASE), [late], expected_events=expected, withdrawn=[FIRST], on=TODAY)
    (stays,) = register.letters_of_case(CASE)
    assert (stays.status, files(folder)) == (Status.DRAFT, before)
    register.keep_instead(case_of(CASE), [new(letter(SECOND))], expected_events=1, withdrawn=[FIRST], on=TODAY)
    assert [x.status for x in register.letters_of_case(CASE)] == [Status.WITHDRAWN, Status.DRAFT]
    assert list(register.broken_rows()) == []


def test_a_database_error_shows_nothing_of_what_was_to_be_kept(register: Register) -> None:
    with pytest.raises(IntegrityError) as raised:
        keep(register, event(), letter(FIRST), letter(FIRST))
    assert "Sample" not in str(raised.value)
    assert "which-sentences" not in str(raised.value)
    assert "hidden" in str(raised.value)


def test_a_sweep_leaves_what_a_letter_names(register: Register, folder: Path) -> None:
    keep(register, event(), letter())
    assert register.sweep_orphans() == 0
    assert len(files(folder)) == 2


def killed() -> Any:
    """End this process here, at once."""
    os.kill(os.getpid(), signal.SIGKILL)


def killed_between_file_and_row(folder: Path) -> None:
    """The clock is asked for the time after the files are written and before any row is."""
    with Register.open(None, folder, killed) as register:
        keep(register, event(), letter())


class Killing(Mapping[str, Sequence[Finding]]):
    """Findings that end the process when they are looked at: after the rows of the new letters."""

    def __iter__(self) -> Iterator[str]:
        killed()
        return iter(())

    def __getitem__(self, letter_id: str) -> Sequence[Finding]:
        raise KeyError(letter_id)

    def __len__(self) -> int:
        return 0


def killed_between_row_and_commit(folder: Path) -> None:
    with open_register(folder) as register:
        keep(register, event(), letter(), examined=Killing())


@pytest.mark.parametrize("crash", [killed_between_file_and_row, killed_between_row_and_commit])
def test_a_process_that_is_killed_leaves_files_without_rows_and_never_rows_without_files(
    crash: Callable[[Path], None], folder: Path
) -> None:
    process = get_context("spawn").Process(target=crash, args=(folder,))
    process.start()
    process.join()
    assert process.exitcode == -signal.SIGKILL
    with open_register(folder) as register:
        assert len(files(folder)) == 2
        assert_nothing_was_kept(register)
        assert register.sweep_orphans() == 2
        keep(register, event(), letter())
        assert register.document(FIRST, DocumentForm.PDF, "pl") == PDF


# Two at once


def test_an_event_that_exists_is_not_kept_again(register: Register) -> None:
    keep(register, event())
    with pytest.raises(EventExists):
        keep(register, event(), letter(), expected_events=1)
    with pytest.raises(EventExists):
        keep(register, event(subject=case_of("CM26P00999")))
    assert register.letters_of_case(CASE) == ()


@pytest.mark.parametrize("expected", [0, 2])
def test_a_caller_who_did_not_read_every_event_is_told_that_the_case_moved(register: Register, expected: int) -> None:
    keep(register, event())
    with pytest.raises(CaseMoved):
        keep(register, event("e-2"), expected_events=expected)
    assert len(register.received(CASE)) == 1


def at_once(*tasks: Callable[[], Any]) -> list[BaseException | None]:
    """What became of tasks that all start at the same moment."""
    barrier = Barrier(len(tasks))

    def run(task: Callable[[], Any]) -> None:
        barrier.wait()
        task()

    with ThreadPoolExecutor(len(tasks)) as pool:
        return [future.exception() for future in [pool.submit(run, task) for task in tasks]]


def test_of_two_who_read_the_same_case_one_keeps_and_one_is_told_that_it_moved(register: Register) -> None:
    outcomes = at_once(
        lambda: keep(register, event("e-1"), letter(event_id="e-1")),
        lambda: keep(register, event("e-2"), letter(SECOND, event_id="e-2")),
    )
    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["CaseMoved", "NoneType"]
    assert len(register.received(CASE)) == len(register.letters_of_case(CASE)) == 1


def test_of_two_who_post_the_same_event_one_keeps_and_one_is_told_that_it_exists(register: Register) -> None:
    outcomes = at_once(*[lambda: keep(register, event(), letter())] * 2)
    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["EventExists", "NoneType"]
    assert len(register.letters_of_case(CASE)) == 1


def test_everybody_who_reads_again_and_retries_gets_through(register: Register) -> None:
    def until_kept(event_id: str) -> None:
        for _ in range(50):
            try:
                return keep(register, event(event_id), expected_events=len(register.received(CASE)))
            except CaseMoved:
                continue
        raise AssertionError("never kept")

    assert at_once(*[lambda n=n: until_kept(f"e-{n}") for n in range(6)]) == [None] * 6
    assert [e.sequence for e in register.history(CASE)] == [1, 2, 3, 4, 5, 6]


def test_of_two_who_approve_the_same_letter_one_does(register: Register) -> None:
    keep(register, event(), letter())
    approval = StatusChange(status=Status.APPROVED, by="R. Sample", on=TODAY)
    outcomes = at_once(*[lambda: register.set_status(FIRST, approval)] * 2)
    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["NoneType", "UnlawfulMove"]
    assert [step.status for step in register.steps(FIRST)] == [Status.DRAFT, Status.APPROVED]


# What is left over


def test_files_of_an_event_that_was_refused_are_removed_at_once(register: Register, folder: Path) -> None:
    keep(register, event(), letter())
    with pytest.raises(CaseMoved):
        keep(register, event("e-2"), letter(SECOND, event_id="e-2", documents=[document(b"of a refused event")]))
    assert len(files(folder)) == 2


def test_a_file_that_another_letter_names_outlives_a_refusal(register: Register) -> None:
    keep(register, event(), letter())
    with pytest.raises(EventExists):
        keep(register, event(), letter(SECOND))
    assert register.document(FIRST, DocumentForm.PDF, "pl") == PDF


def test_what_a_killed_process_left_goes_when_any_case_is_erased(folder: Path) -> None:
    with open_register(folder) as register:
        keep(register, event("other-1", subject=case_of("CM26P00999")))
    process = get_context("spawn").Process(target=killed_between_file_and_row, args=(folder,))
    process.start()
    process.join()
    with open_register(folder) as register:
        assert len(files(folder)) == 2
        assert register.erase_case("CM26P00999").orphans == 2
        assert files(folder) == set()

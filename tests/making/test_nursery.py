"""The process that workers are forked from: when it is lost, hangs or cannot load, and what it never has in it."""

import os
import signal
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from correspondence.checks import Code
from correspondence.making import CannotMake, Limits, Pool, SayFingerprint, processes
from tests.processes import children, is_alive, wait_for

from .mishaps import CRAFT, HANGS, Act

LIMITS = Limits(seconds=1, megabytes=128)


@pytest.fixture(scope="module")
def pool() -> Iterator[Pool]:
    """Two workers, each letter of which may take a second."""
    with closing(Pool(2, LIMITS, CRAFT)) as made:
        yield made


def workers(pool: Pool) -> set[int]:
    """Its workers, one or two, as they say themselves."""
    return {int(each) for each in pool.make_all([Act(what="rests"), Act(what="rests")])}


def nursery(pool: Pool) -> int:
    """The process that all its workers were forked from."""
    forked = workers(pool)
    (number,) = {each for each in children(os.getpid()) if forked <= children(each)}
    return number


def test_every_worker_is_forked_from_one_process_those_in_the_place_of_others_too(pool: Pool) -> None:
    one, before = nursery(pool), workers(pool)
    pool.make_all([Act(what="leaves")])
    assert workers(pool) != before
    assert nursery(pool) == one


@pytest.mark.parametrize("what", HANGS)
def test_of_a_worker_that_was_replaced_nothing_is_left(pool: Pool, what: str) -> None:
    pool.make_all([Act(what=what)])
    assert children(nursery(pool)) == workers(pool)


def test_whatever_a_terminal_or_a_supervisor_signals_is_not_for_it(pool: Pool) -> None:
    one = nursery(pool)
    for each in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        os.kill(one, each)
    pool.make_all([Act(what="leaves")])
    assert nursery(pool) == one
    assert os.getsid(one) != os.getsid(os.getpid())


def test_one_that_is_killed_costs_no_order_and_another_forks_the_next_workers() -> None:
    with closing(Pool(1, LIMITS, CRAFT)) as pool:
        first, before = nursery(pool), workers(pool)
        os.kill(first, signal.SIGKILL)
        assert wait_for(lambda: not is_alive(first))
        assert workers(pool) == before
        for worker in before:
            os.kill(worker, signal.SIGKILL)
        assert not workers(pool) & before
        assert nursery(pool) != first


def test_one_that_hangs_is_replaced_once_a_worker_was_waited_for_in_vain(monkeypatch: pytest.MonkeyPatch) -> None:
    with closing(Pool(1, LIMITS, CRAFT)) as pool:
        first = nursery(pool)
        os.kill(first, signal.SIGSTOP)
        with monkeypatch.context() as patch:
            patch.setattr(processes, "START_SECONDS", 0.5)
            assert pool.make_all([Act(what="leaves")]) == (Code.TOOK_TOO_LONG,)
        assert nursery(pool) != first
        assert not is_alive(first)


def test_what_could_not_be_loaded_once_is_loaded_for_the_next_order(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LOADED_BEFORE", str(tmp_path / "mark"))
    with closing(Pool(1, LIMITS, "tests.making.loads_the_second_time")) as pool:
        with pytest.raises(CannotMake, match=r"loaded for the first time, for [1-9][0-9]? seconds at most"):
            pool.check()
        assert workers(pool)


def test_a_pool_that_is_closed_while_it_loads_leaves_nothing() -> None:
    before = children(os.getpid())
    pool = Pool(2, LIMITS, CRAFT)
    (one,) = children(os.getpid()) - before
    began = time.monotonic()
    pool.close()
    assert time.monotonic() - began < 5
    assert not is_alive(one)


def test_it_has_one_thread_and_draws_nothing_which_each_worker_does_itself() -> None:
    before = children(os.getpid())
    with closing(Pool(1, Limits())) as pool:
        pool.make_all([SayFingerprint()])
        (one,) = children(os.getpid()) - before
        (worker,) = children(one)
        assert len(list(Path(f"/proc/{one}/task").iterdir())) == 1
        assert ".ttf" not in Path(f"/proc/{one}/maps").read_text()
        assert ".ttf" in Path(f"/proc/{worker}/maps").read_text()


def test_no_order_is_ever_in_its_memory(pool: Pool) -> None:
    words = "told to nobody but Beatrix Example"
    pool.make_all([Act(what=words)] * 2)
    one = nursery(pool)
    assert holds(os.getpid(), words.encode())
    assert holds(one, b"correspondence.making.nursery")
    assert not holds(one, words.encode())


def holds(process: int, words: bytes) -> bool:
    """Whether words are anywhere in the memory that a process may write to."""
    listed = (line.split() for line in Path(f"/proc/{process}/maps").read_text().splitlines())
    places = [(int(start, 16), int(end, 16)) for start, end in (x[0].split("-") for x in listed if "w" in x[1])]
    with Path(f"/proc/{process}/mem").open("rb", buffering=0) as memory:
        for start, end in places:
            memory.seek(start)
            if words in memory.read(end - start):
                return True
    return False

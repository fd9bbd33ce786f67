"""The pool of workers, with real processes: what one letter does to its worker is no other letter's trouble."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from correspondence.checks import Code
from correspondence.making import CannotMake, Closed, Limits, Pool, TryOut
from tests.processes import children, grandchildren, is_alive, wait_for

from .mishaps import CRAFT, DIES, HANGS, Act

LIMITS = Limits(seconds=2, megabytes=128)


@pytest.fixture(scope="module")
def pool() -> Iterator[Pool]:
    """Two workers, each letter of which may take two seconds."""
    made = Pool(2, LIMITS, CRAFT)
    yield made
    made.close()


@pytest.fixture(scope="module")
def impatient() -> Iterator[Pool]:
    """Two workers, each letter of which may take a second, for those that would take for ever."""
    with closing(Pool(2, Limits(seconds=1, megabytes=128), CRAFT)) as made:
        yield made


def act(what: str, mark: Path | None = None) -> Act:
    return Act(what=what, mark=str(mark) if mark else None)


def two_workers(pool: Pool) -> set[int]:
    """The processes of both workers of a pool, warm and idle."""
    workers = {int(each) for each in pool.make_all([act("rests"), act("rests")])}
    assert len(workers) == 2
    return workers


def test_orders_are_done_in_other_processes_and_answered_in_their_order(pool: Pool) -> None:
    said = pool.make_all([act("works") for _ in range(6)])
    assert len(said) == 6
    assert str(os.getpid()) not in said
    assert {int(each) for each in said} <= grandchildren(os.getpid())


def test_two_orders_are_done_side_by_side(pool: Pool) -> None:
    said = pool.make_all([act("rests"), act("rests")])
    assert len(set(said)) == 2


@pytest.mark.parametrize("what", [*DIES, *HANGS, "eats"])
def test_an_order_that_loses_its_worker_once_is_done_by_the_next(
    pool: Pool, impatient: Pool, what: str, tmp_path: Path
) -> None:
    makers = impatient if what in HANGS else pool
    before = sum(makers.figures().lost.values())
    (said,) = makers.make_all([act(what, tmp_path / "once")])
    assert said.isdigit()
    two_workers(makers)  # the place of the lost one is filled, and it is told as lost once
    assert sum(makers.figures().lost.values()) == before + 1


@pytest.mark.parametrize(
    ("what", "code"),
    [
        *((what, Code.WORKER_DIED) for what in DIES),
        *((what, Code.TOOK_TOO_LONG) for what in HANGS),
        ("eats", Code.OUTGREW_MEMORY),
        ("breaks", Code.BROKE),
    ],
)
def test_an_order_that_fails_again_fails_alone_with_its_own_code(
    pool: Pool, impatient: Pool, what: str, code: Code
) -> None:
    makers = impatient if what in HANGS else pool
    said = makers.make_all([act("works"), act(what), act("works"), act("works")])
    assert said[1] == code
    assert all(said[each].isdigit() for each in (0, 2, 3))


def test_an_order_that_breaks_by_itself_is_not_tried_again(pool: Pool, tmp_path: Path) -> None:
    """It would break again, and those behind it would wait for that."""
    assert pool.make_all([act("breaks", tmp_path / "once")]) == (Code.BROKE,)


def test_a_worker_may_grow_only_as_far_as_it_was_told(pool: Pool) -> None:
    assert pool.make_all([act("grows to twice its limit")]) == (Code.OUTGREW_MEMORY,)


def test_nobody_waits_for_one_that_hangs(impatient: Pool) -> None:
    with ThreadPoolExecutor(1) as beside:
        hung = beside.submit(impatient.make_all, [act("sleeps")])
        time.sleep(0.2)
        impatient.make_all([act("works") for _ in range(4)])
        assert not hung.done()
        assert hung.result() == (Code.TOOK_TOO_LONG,)


@pytest.mark.parametrize("orders", [1, 2])
def test_workers_that_were_killed_while_they_were_idle_cost_no_order(pool: Pool, orders: int) -> None:
    """Not even where one order meets them all, one after another."""
    for worker in two_workers(pool):
        os.kill(worker, signal.SIGKILL)
    assert all(each.isdigit() for each in pool.make_all([act("works")] * orders))


def test_workers_that_end_before_they_have_an_order_in_their_hands_cost_it_nothing(pool: Pool) -> None:
    """As where the kernel ends one whose socket still takes what it is sent."""
    workers = two_workers(pool)
    for worker in workers:
        os.kill(worker, signal.SIGSTOP)
    with ThreadPoolExecutor(1) as beside:
        made = beside.submit(pool.make_all, [act("works")])
        time.sleep(0.2)
        for worker in workers:
            os.kill(worker, signal.SIGKILL)
        assert made.result()[0].isdigit()


def test_lost_workers_are_counted_by_why(pool: Pool) -> None:
    before = pool.figures().lost.get(Code.WORKER_DIED, 0)
    pool.make_all([act("leaves")])
    after = pool.figures()
    assert after.lost[Code.WORKER_DIED] == before + 2
    assert (after.workers, after.unfinished) == (2, 0)


def test_what_breaks_tells_its_place_and_none_of_its_words(pool: Pool, caplog: pytest.LogCaptureFixture) -> None:
    pool.make_all([act("breaks")])
    assert "ValueError at mishaps.py" in caplog.text
    assert "Aisha" not in caplog.text


def test_what_a_worker_logs_is_in_our_log(pool: Pool, caplog: pytest.LogCaptureFixture) -> None:
    pool.make_all([act("complains")])
    assert ("correspondence.mishaps", 30, "a complaint") in caplog.record_tuples


def test_an_interrupt_at_the_terminal_or_a_polite_end_is_not_for_a_worker(pool: Pool) -> None:
    (worker,) = pool.make_all([act("works")])
    for each in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        os.kill(int(worker), each)
    time.sleep(0.1)
    assert is_alive(int(worker))
    assert os.getsid(int(worker)) != os.getsid(os.getpid())


def test_it_is_ready_while_a_page_can_be_made_and_while_others_are_made(pool: Pool) -> None:
    assert pool.is_ready(5)
    with ThreadPoolExecutor(1) as beside:
        busy = beside.submit(pool.make_all, [act("rests"), act("rests"), act("rests")])
        time.sleep(0.1)
        assert pool.is_ready(0.01)
        busy.result()


def test_it_is_not_ready_where_a_page_takes_too_long() -> None:
    pool = Pool(1, Limits(seconds=60), "tests.making.never_ready")
    try:
        assert not pool.is_ready(0.2)
    finally:
        pool.close()
    assert not pool.is_ready(1)


@pytest.mark.parametrize(
    ("craft", "why"),
    [
        ("no_such_craft", "No module named .*no_such_craft"),
        ("two_threads", "a process with 2 threads cannot be forked"),
        ("cannot_warm", "no page can be made"),
    ],
)
def test_where_no_worker_can_begin_it_says_why(craft: str, why: str) -> None:
    pool = Pool(1, LIMITS, f"tests.making.{craft}")
    with pytest.raises(CannotMake, match=why):
        pool.check()
    pool.close()


def test_a_closed_pool_ends_its_workers_and_tells_whoever_waits() -> None:
    pool = Pool(1, Limits(), CRAFT)
    (worker,) = pool.make_all([act("works")])
    with ThreadPoolExecutor(40) as beside, switching_often():
        waiting = [beside.submit(pool.make_all, [act("sleeps")]) for _ in range(40)]
        assert wait_for(lambda: pool.figures().unfinished == 40)
        began = time.monotonic()
        pool.close()
        for each in waiting:
            with pytest.raises(Closed):
                each.result()
    assert time.monotonic() - began < 10
    assert wait_for(lambda: not is_alive(int(worker)))
    with pytest.raises(Closed):
        pool.make_all([TryOut()])


def test_a_pool_with_nothing_to_do_can_be_closed_by_two_who_share_it() -> None:
    pool = Pool(2, Limits(), CRAFT)
    pool.check()
    pool.close()
    pool.close()


@contextmanager
def switching_often() -> Iterator[None]:
    """Let each thread run for a moment only, as on a busy machine."""
    usual = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(usual)


@contextmanager
def kept_elsewhere(what: str, seconds: int) -> Iterator[tuple["subprocess.Popen[bytes]", set[int], int]]:
    """Whoever keeps a pool of two workers in a process of its own, these, at *what*, and what they were forked from."""
    program = (
        "from correspondence.making import Limits, Pool\n"
        "from tests.making.mishaps import CRAFT, Act\n"
        f"pool = Pool(2, Limits(seconds={seconds}), CRAFT)\n"
        "print(*pool.make_all([Act(what='rests'), Act(what='rests')]), flush=True)\n"
        f"pool.make_all([Act(what='{what}'), Act(what='{what}')])\n"
        "input()\n"
    )
    with subprocess.Popen([sys.executable, "-c", program], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as keeper:
        assert keeper.stdout is not None
        workers = {int(each) for each in keeper.stdout.readline().split()}
        time.sleep(0.3)
        (nursery,) = children(keeper.pid)
        assert len(workers) == 2 and children(nursery) == workers
        yield keeper, workers, nursery
        keeper.kill()


@pytest.mark.parametrize("what", ["works", "sleeps", "loops", "loops in C"])
def test_neither_a_worker_nor_what_it_was_forked_from_outlives_a_keeper_that_is_killed(what: str) -> None:
    with kept_elsewhere(what, seconds=60) as (keeper, workers, nursery):
        keeper.kill()
        assert wait_for(lambda: not any(map(is_alive, {nursery, *workers})))


def test_where_nobody_is_left_to_end_a_worker_its_time_does() -> None:
    with kept_elsewhere("loops in C", seconds=1) as (keeper, workers, nursery):
        os.kill(nursery, signal.SIGKILL)
        keeper.kill()
        assert wait_for(lambda: not any(map(is_alive, workers)))

"""Turns at a stream of events: one at a time, in the order in which they came, and no one too many."""

import time
from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest

from correspondence.storage import TooManyWait
from correspondence.storage.turns import MOST, Turns


def queue_up(turns: Turns, stream: str, until: Event, count: int, had: list[int]) -> ThreadPoolExecutor:
    """As many as *count* come to *stream* one after another, while somebody has a turn there until told."""

    def take(number: int) -> None:
        with turns.at(stream):
            had.append(number)
            until.wait()

    pool = ThreadPoolExecutor(count)
    for number in range(count):
        pool.submit(take, number)
        while len(turns._waiting.get(stream, ())) != number + 1:
            time.sleep(0.001)
    return pool


def test_turns_come_in_the_order_in_which_they_were_waited_for() -> None:
    turns, until, had = Turns(), Event(), list[int]()
    with queue_up(turns, "a case", until, 10, had):
        assert had == [0]
        until.set()
    assert had == list(range(10))


def test_a_turn_at_one_stream_is_not_waited_for_at_another() -> None:
    turns, until, had = Turns(), Event(), list[int]()
    with queue_up(turns, "a case", until, 2, had):
        with turns.at("another"):
            assert had == [0]
        until.set()


def test_a_turn_in_which_something_broke_is_over() -> None:
    turns = Turns()
    with pytest.raises(ZeroDivisionError), turns.at("a case"):
        raise ZeroDivisionError
    with turns.at("a case"):
        pass


def test_no_more_may_wait_than_may_and_then_they_may_again() -> None:
    turns, until, had = Turns(), Event(), list[int]()
    with queue_up(turns, "a case", until, MOST + 1, had):
        with pytest.raises(TooManyWait), turns.at("a case"):
            had.append(-1)
        until.set()
    assert had == list(range(MOST + 1))
    with turns.at("a case"):
        assert not had.count(-1)


def test_nothing_is_remembered_of_a_stream_at_which_nobody_waits() -> None:
    turns = Turns()
    with turns.at("a case"):
        pass
    assert turns._waiting == {}

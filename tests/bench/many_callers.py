"""How much a server of two workers makes for eight callers at once, against one: `python -m tests.bench.many_callers`.

Each event that is measured gives one letter, so that one caller keeps one worker busy: a family's letters are made side
by side for one caller too, which is measured beside it. Turns are taken, so that a busy machine slows both; only the
ratios mean something. A server and its callers on this machine alone, a minute in all.
"""

import statistics
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from tests import build
from tests.served import Served, served

CALLERS = 8
ROUNDS = 5
EVENTS = 16
AT_LEAST = 1.6
"""How many times as much is to be made for eight callers as for one, of letters that come one by one."""

_numbers = count()


def decision(number: int) -> build.Body:
    """The example's family, under a number of its own."""
    changes: build.Changes = {"event_id": f"decision-{number}", "case.case_number": f"CM26P{number:05d}"}
    return build.body("hub_allocation_decided", changes)


def review(of: build.Body) -> build.Body:
    """A review of that family's case, which gives one letter: its record."""
    return build.body("review_recorded", {"event_id": f"review-{next(_numbers)}", "case": of["case"]})


def seconds(server: Served, bodies: Sequence[build.Body], callers: int) -> float:
    """How long it takes until so many callers have posted all of them."""
    start = perf_counter()
    with ThreadPoolExecutor(callers) as pool:
        statuses = {status for status, _ in pool.map(server.post, bodies)}
    taken = perf_counter() - start
    if statuses != {201}:
        raise SystemExit(f"an event was answered {statuses}")
    return taken


def one_by_one(server: Served, families: Sequence[build.Body]) -> Iterator[tuple[float, float]]:
    """In each round, how long as many reviews take of one caller, and of eight."""
    for _ in range(ROUNDS):
        alone, together = ([review(families[n % len(families)]) for n in range(EVENTS)] for _ in range(2))
        yield seconds(server, alone, 1), seconds(server, together, CALLERS)


def family_alone(folder: Path, workers: int) -> float:
    """How long one caller waits for a family's letters, of so many workers that are warm."""
    with served(folder, CORRESPONDENCE_WORKERS=str(workers)) as server:
        seconds(server, [decision(n) for n in range(2)], 1)
        return statistics.median(seconds(server, [decision(n)], 1) for n in range(2, 7))


def main() -> None:
    """Print the comparisons. Exits with 1 where eight callers are not given as much more as they should be."""
    with TemporaryDirectory() as folder:
        with served(Path(folder) / "many") as server:
            families = [decision(number) for number in range(CALLERS)]
            taken = seconds(server, families, CALLERS)
            print(f"families of the example, 8 callers: {60 * CALLERS / taken:.0f} a minute", flush=True)
            rounds = list(one_by_one(server, families))
        ratio = statistics.median(alone / together for alone, together in rounds)
        alone, together = (EVENTS / statistics.median(column) for column in zip(*rounds, strict=True))
        print(f"letters one by one: 1 caller {alone:.1f} a second, 8 callers {together:.1f}: {ratio:.2f} times as many")
        one, two = (family_alone(Path(folder) / str(workers), workers) for workers in (1, 2))
        print(f"a family's letters, 1 caller: {one:.2f} s of 1 worker, {two:.2f} s of 2: {one / two:.2f} times as fast")
    sys.exit(0 if ratio >= AT_LEAST else 1)


if __name__ == "__main__":
    main()

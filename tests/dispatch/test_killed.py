"""Killed anywhere while a letter leaves: never two at the other end, and never lost; at worst somebody is asked.

A process of its own hands over what waits and kills itself (`kill -9`) at each of six points; another goes on after it.
"""

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from correspondence.dispatch import own_printer
from correspondence.dispatch.channels import NO_FILE, read_channels
from correspondence.dispatch.own_printer import Posted
from correspondence.dispatch.rounds import LEASE
from correspondence.protocol.letters import Status
from correspondence.storage import DeliveryState

from .conftest import TODAY, House
from .mail_server import MailServer, channels_file

pytestmark = pytest.mark.drawn

_HANDS_OVER = """
import json, os, signal, sys
from datetime import datetime
from pathlib import Path
from correspondence.directory_file import read_directory
from correspondence.dispatch import rounds, own_printer
from correspondence.dispatch.channels import NO_FILE, read_channels
from correspondence.moving_on import Letters
from correspondence.service import Service
from correspondence.storage import Register
from correspondence.storage.deliveries import Deliveries
from correspondence.storage.post_runs import PostRuns

def die(*_given, **_named):
    os.kill(os.getpid(), signal.SIGKILL)

def before(of, name):
    setattr(of, name, die)

def after(of, name):
    done = getattr(of, name)
    def do(*given, **named):
        done(*given, **named)
        die()
    setattr(of, name, do)

def be_killed(folder, directory, channels, clock, what, point):
    now = datetime.fromisoformat(clock)
    today = now.date()
    Letters.to_hand_over = lambda self, letter_id, today: self.register.letter(letter_id)  # it is proved elsewhere
    when, of, name = point.replace(":", ".").split(".")
    {"before": before, "after": after}[when](globals()[of], name)
    with Register.open(None, Path(folder), lambda: now) as register:
        service = Service(register, read_directory(Path(directory)))
        if what == "mail":
            rounds.hand_over_all(service, read_channels(Path(channels)), today, lambda: now)
        elif what == "print":
            own_printer.make_run(service, NO_FILE, "essex", today)
        else:
            (run,) = register.post_runs.of("essex")
            own_printer.say_posted(service, run.run_id, own_printer.Posted(by="R. Sample", on=today), today)

for line in sys.stdin:
    if (child := os.fork()) == 0:
        try:
            be_killed(*json.loads(line))
        finally:
            os._exit(1)
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
"""
MAIL_POINTS = {
    "before:Deliveries.claim": (0, DeliveryState.ACCEPTED),
    "after:Deliveries.claim": (0, DeliveryState.ACCEPTED),
    "before:Deliveries.sending": (0, DeliveryState.ACCEPTED),
    "after:Deliveries.sending": (0, DeliveryState.UNKNOWN),
    "before:Deliveries.note": (1, DeliveryState.UNKNOWN),
    "after:Deliveries.note": (1, DeliveryState.ACCEPTED),
}
"""By the point at which a round is killed: how many mails left before that, and where the delivery is in the end."""

PRINT_POINTS = {
    "before:PostRuns.add": 0,
    "after:PostRuns.add": 1,
}
POSTED_POINTS = (
    "before:Deliveries.note",
    "after:Deliveries.note",
    "before:Letters.has_gone",
    "after:Letters.has_gone",
    "before:PostRuns.close",
    "after:PostRuns.close",
)


Kill = Callable[[House, str, str], None]


@pytest.fixture(scope="module")
def forks() -> Iterator[subprocess.Popen[str]]:
    """A process that has loaded all and does nothing but fork those that are killed."""
    command = [sys.executable, "-c", _HANDS_OVER]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as running:
        yield running
        assert running.stdin is not None
        running.stdin.close()


@pytest.fixture
def killed(forks: subprocess.Popen[str], tmp_path: Path) -> Kill:
    """What has a process of its own do something until it kills itself at that point."""

    def kill(house: House, what: str, point: str) -> None:
        assert forks.stdin is not None
        assert forks.stdout is not None
        named = [tmp_path / "var", Path("examples/directory.yaml").resolve(), tmp_path / "channels.yaml"]
        forks.stdin.write(json.dumps([*map(str, named), house.clock().isoformat(), what, point]) + "\n")
        forks.stdin.flush()
        assert forks.stdout.readline() == "-9\n"

    return kill


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Try each point once, and with `--deep` as often as that says: each time with a register of its own."""
    if "time" in metafunc.fixturenames:
        metafunc.parametrize("time", range(metafunc.config.getoption("--deep")))


@pytest.mark.parametrize("point", MAIL_POINTS)
def test_a_round_that_is_killed_mails_nothing_twice_and_loses_nothing(
    house: House, server: MailServer, tmp_path: Path, killed: Kill, point: str, time: int
) -> None:
    left_before, state = MAIL_POINTS[point]
    house.channels = read_channels(channels_file(tmp_path, server))
    house.approve("p1")
    killed(house, "mail", point)
    assert len(server.taken) == left_before
    for _ in range(2):
        house.clock.go_on(LEASE + timedelta(seconds=1))
        house.round()
    mine = [mail for mail in server.mails if f"<{house.delivery().key}@" in mail["Message-ID"]]
    assert len(mine) == (0 if point == "after:Deliveries.sending" else 1)
    assert house.state()[0] is state
    assert (house.letter().status is Status.SENT) is (state is DeliveryState.ACCEPTED)
    assert house.state(copy_to="representative")[0] is DeliveryState.ACCEPTED
    assert house.service.register.broken_rows() == ()


@pytest.mark.parametrize("point", PRINT_POINTS)
def test_a_run_that_is_killed_while_it_is_made_is_there_whole_or_not_at_all(
    house: House, killed: Kill, point: str, time: int
) -> None:
    house.approve("p2")
    killed(house, "print", point)
    runs = house.service.register.post_runs.of("essex")
    assert [len(run.deliveries) for run in runs] == [1] * PRINT_POINTS[point]


@pytest.mark.parametrize("point", POSTED_POINTS)
def test_a_run_of_which_it_was_being_said_that_it_was_posted_is_said_once(
    house: House, killed: Kill, point: str, time: int
) -> None:
    house.approve("p2")
    run = own_printer.make_run(house.service, NO_FILE, "essex", TODAY)
    killed(house, "posted", point)
    if point != "after:PostRuns.close":
        own_printer.say_posted(house.service, run.run_id, Posted(by="R. Sample", on=TODAY), TODAY)
    steps = house.service.register.steps(house.letter("p2").letter_id)
    assert [step.status for step in steps].count(Status.SENT) == 1
    assert house.service.register.broken_rows() == ()

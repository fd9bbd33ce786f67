"""Processes as the system lists them, without a command that a bare machine may lack."""

import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path


def children(of: int) -> set[int]:
    """The processes that a process started, those included that have ended and that it has not buried."""
    listed = (int(each.name) for each in Path("/proc").iterdir() if each.name.isdecimal())
    return {each for each in listed if (found := _state_and_parent(each)) and found[1] == of}


def grandchildren(of: int) -> set[int]:
    """The processes that those which a process started have started."""
    return {each for child in children(of) for each in children(child)}


def is_alive(process: int) -> bool:
    """Whether a process is there and has not ended."""
    found = _state_and_parent(process)
    return found is not None and found[0] != "Z"


def wait_for(what: Callable[[], object], seconds: float = 20) -> bool:
    """Whether something becomes true in time."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if what():
            return True
        time.sleep(0.05)
    return False


def _state_and_parent(process: int) -> tuple[str, int] | None:
    """The first letter of its state, and who started it; None where it is gone."""
    with suppress(FileNotFoundError, ProcessLookupError):
        state, parent, *_ = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
        return state, int(parent)
    return None

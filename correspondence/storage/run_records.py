"""Runs as the register has them: what was asked for many at once, how far it is, and what it could not do."""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum

from correspondence.protocol.record import record


class RunKind(StrEnum):
    """What is done for many at once."""

    COURT_LISTS = "court_lists"
    DUE_UPDATES = "due_updates"
    HUB_CLOSING = "hub_closing"


class RunStatus(StrEnum):
    """How far a run is. `failed`: it broke as a whole; `interrupted`: its process stopped before the end."""

    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    INTERRUPTED = "interrupted"


@record
class RunFailure:
    """What a run could not do, and by which rule. `what`: a case number, or a Hub and its court; no person's value."""

    what: str
    rule: str
    detail: str = ""


@record
class NewRun:
    """A run to be recorded: what was asked, in the words of the call, and for which Hubs."""

    run_id: str
    kind: RunKind
    asked: Mapping[str, str | None]
    hubs: tuple[str, ...]
    key_name: str | None = None


@record
class StoredRun:
    """A run as the register has it: `done` of `total` are dealt with, those that `failed` among them."""

    run_id: str
    kind: RunKind
    asked: Mapping[str, str | None]
    hubs: tuple[str, ...]
    status: RunStatus
    total: int
    done: int
    failed: tuple[RunFailure, ...]
    key_name: str | None
    made_at: datetime
    finished_at: datetime | None

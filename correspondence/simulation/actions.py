"""A life as it is kept: a directory, some days, and plain actions. Nothing in it is random: it can be lived again."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Annotated, Any, Literal, TypeAlias

from pydantic import TypeAdapter

from correspondence.protocol.fields import BY_TYPE
from correspondence.protocol.record import record


@record
class Post:
    """Somebody posts an event: its JSON."""

    type: Literal["post"] = "post"
    on: date
    body: Mapping[str, Any]


@record
class Move:
    """Somebody moves a letter on: the newest of that kind that an event owes that reader and that can be moved so.

    It is named by what it is owed for and not by its id, so that it is found in a shorter life too. `acknowledges`:
    whether they say that they have seen what was found in it.
    """

    type: Literal["move"] = "move"
    on: date
    given_by: str
    kind: str
    recipient: str
    status: str
    by: str
    acknowledges: bool = True
    reason: str | None = None


@record
class ApprovePack:
    """Somebody approves a pack as one, having looked at all of it."""

    type: Literal["approve_pack"] = "approve_pack"
    on: date
    event_id: str
    kind: str
    by: str


@record
class Run:
    """What is done for many at once in one Hub: `court_lists`, `due_updates` or `hub_closing`."""

    type: Literal["run"] = "run"
    on: date
    what: Literal["court_lists", "due_updates", "hub_closing"]
    hub: str


@record
class ReadDirectory:
    """The service is started again, with another directory."""

    type: Literal["read_directory"] = "read_directory"
    on: date
    directory: Mapping[str, Any]


Action: TypeAlias = Post | Move | ApprovePack | Run | ReadDirectory


@record
class Life:
    """A life: the directory that it begins with, its first and last day, and what was done, in order."""

    directory: Mapping[str, Any]
    begins_on: date
    ends_on: date
    actions: tuple[Annotated[Action, BY_TYPE], ...]

    def doing(self, actions: Iterable[Action]) -> "Life":
        """The same life, in which other things were done."""
        return replace(self, actions=tuple(actions))

    def until(self, day: date) -> "Life":
        """The same life as far as *day*."""
        return replace(self, ends_on=day, actions=tuple(each for each in self.actions if each.on <= day))


@cache
def _adapter() -> TypeAdapter[Life]:
    return TypeAdapter(Life)


def written(life: Life) -> bytes:
    """A life as JSON, for people to read and for `read` to live again."""
    return _adapter().dump_json(life, indent=1)


def read(raw: bytes) -> Life:
    """The life that `written` wrote. Raises `pydantic.ValidationError` for anything else."""
    return _adapter().validate_json(raw)


def in_a_line(action: Action) -> str:
    """What was done, for people to read: no person's value is in it."""
    match action:
        case Post(on=on, body=body):
            return f"{on} post {body['type']} {body['event_id']}, of {body['occurred_on']}"
        case Move(on=on, status=status, kind=kind, recipient=recipient, given_by=given_by):
            return f"{on} {status} {kind} to {recipient}, given by {given_by}"
        case ApprovePack(on=on, event_id=event_id, kind=kind):
            return f"{on} approve the pack {kind} of {event_id}"
        case Run(on=on, what=what, hub=hub):
            return f"{on} run {what} of {hub}"
        case ReadDirectory(on=on):
            return f"{on} read another directory"

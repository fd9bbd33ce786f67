"""Why an event is refused: every reason at once, each with its field, its rule and its paragraph."""

from collections.abc import Sequence

from .record import record


@record
class Reason:
    """One reason for a refusal. `detail` names field and rule; never a person's value."""

    rule: str
    field: str
    detail: str
    source: str = ""


class Refused(Exception):
    """An event that may not be taken. Nothing of it is stored."""

    def __init__(self, reasons: Sequence[Reason]) -> None:
        self.reasons = tuple(reasons)
        super().__init__("; ".join(f"{r.field}: {r.detail}" for r in self.reasons))


class NotInProtocol(Refused):
    """The Protocol does not allow it: the gate (422 with `rule`)."""


class Inconsistent(Refused):
    """The event contradicts itself or the directory (422)."""


class Conflict(Refused):
    """The event contradicts what is already recorded (409)."""

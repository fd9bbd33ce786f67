"""What a case file owes, asked one duty at a time."""

from collections.abc import Iterable
from datetime import date

from correspondence.protocol.history.case_file import CaseFile
from correspondence.protocol.owed.duties import duties
from correspondence.protocol.owed.duty import AnyDutyName, Duty
from tests.build import (
    DECIDED_ON,
    hub,
)


def owed(held: CaseFile, name: AnyDutyName, today: date = DECIDED_ON) -> list[Duty]:
    """Every duty of that name."""
    return [duty for duty in duties(held, hub(), today) if duty.duty == name]


def people(found: Iterable[Duty]) -> list[str | None]:
    """Whose the duties are, in their order."""
    return [duty.person_id for duty in found]


def only(held: CaseFile, name: AnyDutyName, today: date = DECIDED_ON) -> Duty:
    """The one duty of that name."""
    (duty,) = owed(held, name, today)
    return duty

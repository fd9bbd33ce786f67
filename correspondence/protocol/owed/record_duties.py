"""What staff owe the register itself: a record that can no longer be read is put right (ours)."""

from datetime import date

from correspondence.protocol.days.clocks import in_working_days

from .duty import Duty, DutyName

WORKING_DAYS = 2


def unreadable_record(
    last_on: date, today: date, why: str, *, case_number: str | None = None, service_area: str | None = None
) -> Duty:
    """The duty to put right the record of a case or an area of which nothing else is known to be owed.

    It is due 2 working days after *last_on*, the day on which its last event was taken. *why*: what is wrong with it.
    """
    clock = in_working_days(last_on, WORKING_DAYS, "ours")
    return Duty(
        duty=DutyName.UNREADABLE_RECORD,
        case_number=case_number,
        service_area=service_area,
        due_on=clock.due_on,
        source=clock.source,
        why=f"{why}; {clock.why}, when its last event was taken",
        overdue=clock.due_on < today,
        provisional=clock.provisional,
        for_staff=True,
    )

"""A duty: something owed by a date, with its paragraph."""

from datetime import date
from enum import StrEnum
from typing import NewType, TypeAlias

from correspondence.protocol.days.clocks import Deadline
from correspondence.protocol.history.case_file import CaseFile
from correspondence.protocol.record import record


class DutyName(StrEnum):
    """The clocks of the Protocol and what only staff can do: each that code asks for by name."""

    FAMILY_LETTER = "family_letter"
    REVIEW = "review"
    UPDATE = "update"
    ALERT_REVIEW = "alert_review"
    EXTENSION_APPLICATION = "extension_application"
    ALLOCATION = "allocation"
    COMPLETION = "completion"
    COURT_LIST = "court_list"
    THANK_YOU = "thank_you"
    SAFE_ADDRESS = "safe_address"
    CALL_WITH_INTERPRETER = "call_with_interpreter"
    LETTER_VERSION = "letter_version"
    CORRECTING_LETTER = "correcting_letter"
    BROUGHT_FORWARD_LETTER = "brought_forward_letter"
    EXTENSION_LETTER = "extension_letter"
    FILING = "filing"
    EXTENSION_CHASE = "extension_chase"
    EXTENSION_ALARM = "extension_alarm"
    FILING_TIME_LETTER = "filing_time_letter"
    HUB_CLOSING_LETTER = "hub_closing_letter"
    OPERATION_REPORT = "operation_report"
    AREA_LETTERS = "area_letters"
    PROMISED_LETTER = "promised_letter"
    MEND_LETTER = "mend_letter"
    VACANT_POST = "vacant_post"
    UNREADABLE_RECORD = "unreadable_record"


LetterDuty = NewType("LetterDuty", str)
"""What a duty is called for which code asks nowhere: as the letter that ends it."""

AnyDutyName: TypeAlias = DutyName | LetterDuty
"""What a duty is called; `obligations.DUTY_NAMES` has every one."""


@record
class Duty:
    """Something owed by a date. `why` is the sum in words; `for_staff` marks what no letter can discharge.

    What is owed in no one case has no `case_number`: a court's list, whose `court` is named, or what is owed about a
    service area, which is named unless it is about all.
    """

    duty: AnyDutyName
    case_number: str | None
    court: str | None = None
    service_area: str | None = None
    person_id: str | None = None
    due_on: date
    source: str
    why: str
    overdue: bool = False
    provisional: bool = False
    for_staff: bool = False
    done_on: date | None = None


FOR_FAMILIES = frozenset({DutyName.FAMILY_LETTER, DutyName.UPDATE, DutyName.THANK_YOU})
"""The duties that a letter discharges; all others are for staff."""


def owed(
    case_file: CaseFile,
    name: AnyDutyName,
    by: Deadline,
    person_id: str | None = None,
    *,
    why: str | None = None,
    source: str | None = None,
    done_on: date | None = None,
) -> Duty:
    """The duty of that name in a case, due as a clock says; *why* and *source* in place of the clock's own."""
    return Duty(
        duty=name,
        case_number=case_file.case_number,
        person_id=person_id,
        due_on=by.due_on,
        source=source or by.source,
        why=why or by.why,
        provisional=by.provisional,
        for_staff=name not in FOR_FAMILIES,
        done_on=done_on,
    )


def owed_outside_a_case(
    name: DutyName,
    by: Deadline,
    today: date,
    *,
    why: str | None = None,
    court: str | None = None,
    service_area: str | None = None,
    for_staff: bool = True,
) -> Duty:
    """The duty of that name to a court or about a service area, or (neither) about all of them, as it reads *today*."""
    return Duty(
        duty=name,
        case_number=None,
        court=court,
        service_area=service_area,
        due_on=by.due_on,
        source=by.source,
        why=why or by.why,
        overdue=by.due_on < today,
        provisional=by.provisional,
        for_staff=for_staff,
    )

"""A letter that somebody read and sent back is mended by staff, who are told which (ours)."""

from collections.abc import Iterator
from datetime import date

from correspondence.protocol.days.calendar import in_words
from correspondence.protocol.days.clocks import in_working_days
from correspondence.protocol.history.case_file import CaseFile
from correspondence.protocol.letters import LetterRecord, Status

from .duty import Duty, DutyName
from .terms import COURT

WORKING_DAYS = 2


def mending_duties(case_file: CaseFile) -> Iterator[Duty]:
    """One duty a letter of the case that stands sent back."""
    for letter in case_file.letters:
        if letter.status is Status.SENT_BACK:
            person_id = None if letter.recipient.startswith(COURT) else letter.recipient
            yield mending(letter, case_number=case_file.case_number, person_id=person_id)


def mending(
    letter: LetterRecord,
    today: date | None = None,
    *,
    case_number: str | None = None,
    person_id: str | None = None,
    court: str | None = None,
    service_area: str | None = None,
) -> Duty:
    """The duty to mend a letter that was sent back, within 2 working days.

    It ends when the letter moves on: when it is written anew, approved after all or withdrawn. Why it was sent back
    stands in its history and not here, for that may name anybody. What the letter is owed for stays owed beside this.
    """
    clock = in_working_days(letter.status_on or letter.dated, WORKING_DAYS, "ours")
    return Duty(
        duty=DutyName.MEND_LETTER,
        case_number=case_number,
        court=court,
        service_area=service_area,
        person_id=person_id,
        due_on=clock.due_on,
        source=clock.source,
        why=f"{clock.why}, when the letter {letter.kind} of {in_words(letter.dated)} was sent back to be mended",
        overdue=today is not None and clock.due_on < today,
        provisional=clock.provisional,
        for_staff=True,
    )

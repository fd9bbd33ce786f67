"""A letter that was sent back is mended, and one withdrawn though it is owed written again, by staff (ours)."""

from collections.abc import Iterator
from datetime import date

from correspondence.protocol.addressees import is_court, person_of
from correspondence.protocol.days.calendar import in_words
from correspondence.protocol.days.clocks import in_working_days
from correspondence.protocol.history.case_file import CaseFile
from correspondence.protocol.history.readers import reachable, readers
from correspondence.protocol.letters import LetterRecord, Status

from .duty import Duty, DutyName
from .given import facts_told
from .obligations import OBLIGATIONS, THANK_YOU, UPDATE

WORKING_DAYS = 2
_BECAME = {
    Status.SENT_BACK: "was sent back to be mended",
    Status.WITHDRAWN: "was withdrawn, though it is still owed: the next event its reader may know of writes it again",
}


def mending_duties(case_file: CaseFile) -> Iterator[Duty]:
    """One duty a letter that stands sent back, or was withdrawn and is still owed with none in its place."""
    for letter in (*_sent_back(case_file), *_withdrawn_yet_owed(case_file)):
        yield mending(letter, case_number=case_file.case_number, person_id=person_of(letter.recipient))


def _sent_back(case_file: CaseFile) -> Iterator[LetterRecord]:
    return (letter for letter in case_file.letters if letter.status is Status.SENT_BACK)


def _withdrawn_yet_owed(case_file: CaseFile) -> Iterator[LetterRecord]:
    """The last letter of each that is owed and of which nothing is on its way or was sent.

    Whatever an event finds so it writes again: until the next one comes, nobody else would know. An update has a duty
    of its own, by which it is made.
    """
    for obligation in OBLIGATIONS.values():
        who = reachable(case_file) if obligation is THANK_YOU else readers(case_file)
        alive = {person.person_id for person in who}
        for event, ids in facts_told(case_file, obligation) if obligation is not UPDATE else ():
            for recipient in obligation.owed_to(event, case_file):
                letters = [x for x in case_file.letters if (x.kind, x.recipient) == (obligation.code, recipient)]
                theirs = [x for x in letters if x.given_by in ids]
                there = any(x.is_unsent or x.status is Status.SENT for x in theirs)
                is_gone = bool(theirs) and theirs[-1].status is Status.WITHDRAWN and not there
                if is_gone and (is_court(recipient) or recipient in alive):
                    yield theirs[-1]


def mending(
    letter: LetterRecord,
    today: date | None = None,
    *,
    case_number: str | None = None,
    person_id: str | None = None,
    court: str | None = None,
    service_area: str | None = None,
) -> Duty:
    """The duty to mend a letter that was sent back, or to have one written again that was withdrawn: 2 working days.

    It ends when the letter is written anew or approved after all, or is owed no longer. Why it was sent back stands in
    its history and not here, for that may name anybody. What the letter is owed for stays owed beside this.
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
        why=f"{clock.why}, when the letter {letter.kind} of {in_words(letter.dated)} {_BECAME[letter.status]}",
        overdue=today is not None and clock.due_on < today,
        provisional=clock.provisional,
        for_staff=True,
    )

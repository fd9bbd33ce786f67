"""What was promised to somebody who waited, and is still owed once the case has left its Hub (ours)."""

from collections.abc import Iterator
from datetime import date

from correspondence.protocol.days.calendar import in_words, is_provisional
from correspondence.protocol.days.clocks import Deadline, promised_in
from correspondence.protocol.directory import Hub
from correspondence.protocol.history.case_file import CaseFile
from correspondence.protocol.history.readers import readers
from correspondence.protocol.letters import LetterRecord, Status

from .duty import Duty, DutyName, owed
from .terms import TELL_WHEN_NEXT


def promised_duties(case_file: CaseFile, hub: Hub) -> Iterator[Duty]:
    """Each reader whom a letter promised another, from the day the case leaves its Hub until anybody writes to them.

    No letter of ours can keep that promise: one that spoke of waiting would be untrue, and who may be told what is for
    staff to say. Once an adviser is named, their letter is owed instead.
    """
    left_on = case_file.leaves_hub_on
    if left_on is None or case_file.allocation is not None:
        return
    for person in readers(case_file):
        told = _last_promise(case_file, person.person_id)
        if told is not None and not _has_heard_since(case_file, person.person_id, left_on):
            yield owed(case_file, DutyName.PROMISED_LETTER, _clock(told, hub), person.person_id)


def _clock(told: LetterRecord, hub: Hub) -> Deadline:
    why = f"promised in the letter of {in_words(told.dated)}, before the case left the Hub"
    due_on = promised_in(told, hub.update_aim_days)
    return Deadline(due_on=due_on, why=why, source="ours", provisional=is_provisional(due_on))


def _last_promise(case_file: CaseFile, person_id: str) -> LetterRecord | None:
    """The last letter that reached a person in this stay and said when they hear again."""
    here = {event.event_id for event in case_file.stay}
    sent = (x for x in case_file.sent_to(person_id, TELL_WHEN_NEXT) if x.given_by in here and x.status is Status.SENT)
    return max(sent, key=lambda letter: letter.dated, default=None)


def _has_heard_since(case_file: CaseFile, person_id: str, left_on: date) -> bool:
    """Whether a letter of another kind has reached them that was written since the case left its Hub."""
    theirs = (x for x in case_file.letters if x.recipient == person_id and x.status is Status.SENT)
    return any(x.dated >= left_on and x.kind not in TELL_WHEN_NEXT for x in theirs)

"""Whoever was sent a letter of an event that turned out wrong is told so (ours)."""

from collections.abc import Iterator

from correspondence.protocol.addressees import person_of
from correspondence.protocol.days import clocks
from correspondence.protocol.events import CaseEvent, Correction
from correspondence.protocol.history.case_file import CaseFile
from correspondence.protocol.history.readers import days_told
from correspondence.protocol.letters import LetterRecord, Status

from .duty import Duty, DutyName, owed
from .obligations import OBLIGATIONS


def correcting_duties(case_file: CaseFile) -> Iterator[Duty]:
    """One duty a recipient and an event corrected, by its last correction; done once a letter written since is sent.

    A court is nobody of the case: its duty names no person.
    """
    last = {e.replaces: e for e in case_file.stay if isinstance(e, Correction)}
    for replaced, correction in last.items():
        event = case_file.event(replaced)
        letters = tuple(x for x in case_file.letters if x.given_by == replaced)
        since = {*case_file.arrivals[case_file.arrivals.index(correction.event_id) :]}
        anew = tuple(x for x in letters if x.event_id in since)
        told = days_told(anew)
        for recipient, wrong in _reached(x for x in letters if x.event_id not in since).items():
            is_wrong = any(_is_to_be_put_right(x, anew, event, case_file) for x in wrong)
            if recipient not in case_file.dead and (recipient in told or is_wrong):
                clock, whose = clocks.correcting_letter(correction.occurred_on), person_of(recipient)
                yield owed(case_file, DutyName.CORRECTING_LETTER, clock, whose, done_on=told.get(recipient))


def _reached(letters: Iterator[LetterRecord]) -> dict[str, list[LetterRecord]]:
    """The letters that reached somebody, by whom they reached, in order."""
    reached: dict[str, list[LetterRecord]] = {}
    for letter in letters:
        if letter.sent_on is not None and letter.status is Status.SENT:
            reached.setdefault(letter.recipient, []).append(letter)
    return reached


def _is_to_be_put_right(
    sent: LetterRecord, anew: tuple[LetterRecord, ...], event: CaseEvent | None, case_file: CaseFile
) -> bool:
    """Whether its reader still has to hear that a letter was wrong.

    One that is no longer true of itself (the court has answered, say) is put right by what came since. Where a
    correction wrote none to a reader whom the letter is meant for, the one they have is right.
    """
    written = [x.status for x in anew if (x.kind, x.recipient) == (sent.kind, sent.recipient)]
    if any(status is not Status.WITHDRAWN for status in written):
        return True
    obligation = OBLIGATIONS[sent.kind]
    if event is None or not obligation.until(event, case_file):
        return False
    return bool(written) or sent.recipient not in obligation.owed_to(event, case_file)

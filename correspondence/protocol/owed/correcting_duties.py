"""Whoever was sent a letter of an event that turned out wrong is told so (ours)."""

from collections.abc import Iterable, Iterator
from datetime import date

from correspondence.protocol.addressees import person_of
from correspondence.protocol.days import clocks
from correspondence.protocol.events import CaseEvent, ContactMade, Correction
from correspondence.protocol.history.case_file import CaseFile
from correspondence.protocol.history.readers import days_told, living
from correspondence.protocol.letters import LetterRecord, Status

from .duty import Duty, DutyName, owed
from .obligations import OBLIGATIONS

_BY_STAFF = "no letter is meant for them that could put it right: staff tell them, and record that (`contact_made`)"


def correcting_duties(case_file: CaseFile) -> Iterator[Duty]:
    """One duty a reader and an event corrected, by its last correction; done once a letter written since is sent.

    Whom no letter is meant for by now is told by staff: a contact since then ends it. Who has left the case is owed
    nothing. A court is nobody of the case, and one reader wherever a case moved: its duty names no person.
    """
    alive = {p.person_id for p in living(case_file)}
    last = {e.replaces: e for e in case_file.stay if isinstance(e, Correction)}
    for replaced, correction in last.items():
        event, clock = case_file.event(replaced), clocks.correcting_letter(correction.occurred_on)
        letters = tuple(x for x in case_file.letters if x.given_by == replaced)
        since = {*case_file.arrivals[case_file.arrivals.index(correction.event_id) :]}
        anew = tuple(x for x in letters if x.event_id in since)
        told = {person_of(recipient): day for recipient, day in days_told(anew).items()}
        for whose, wrong in _reached(x for x in letters if x.event_id not in since).items():
            is_wrong = any(_is_to_be_put_right(x, anew, event, case_file) for x in wrong)
            if (whose is None or whose in alive) and (whose in told or is_wrong):
                by_staff = not any(_is_meant_for_them(x, event, case_file) for x in wrong)
                done_on = told.get(whose) or (_spoken_on(case_file, whose, correction) if by_staff else None)
                why = f"{clock.why}; {_BY_STAFF}" if by_staff and whose not in told else None
                yield owed(case_file, DutyName.CORRECTING_LETTER, clock, whose, why=why, done_on=done_on)


def _reached(letters: Iterable[LetterRecord]) -> dict[str | None, list[LetterRecord]]:
    """The letters that reached somebody, by whom they reached, in order; None: the court."""
    reached: dict[str | None, list[LetterRecord]] = {}
    for letter in letters:
        if letter.sent_on is not None and letter.status is Status.SENT:
            reached.setdefault(person_of(letter.recipient), []).append(letter)
    return reached


def _is_to_be_put_right(
    sent: LetterRecord, anew: tuple[LetterRecord, ...], event: CaseEvent | None, case_file: CaseFile
) -> bool:
    """Whether its reader still has to hear that a letter was wrong.

    One that is no longer true of itself (the court has answered, say) is put right by what came since. Where a
    correction wrote none to a reader whom the letter is meant for, the one they have is right.
    """
    it = (sent.kind, person_of(sent.recipient))
    written = [x.status for x in anew if (x.kind, person_of(x.recipient)) == it]
    if any(status is not Status.WITHDRAWN for status in written):
        return True
    if event is None or not OBLIGATIONS[sent.kind].until(event, case_file):
        return False
    return bool(written) or not _is_meant_for_them(sent, event, case_file)


def _is_meant_for_them(sent: LetterRecord, event: CaseEvent | None, case_file: CaseFile) -> bool:
    """Whether the event, as it should have been, gives its reader a letter of that kind."""
    owed_to = OBLIGATIONS[sent.kind].owed_to(event, case_file) if event is not None else ()
    return person_of(sent.recipient) in map(person_of, owed_to)


def _spoken_on(case_file: CaseFile, whose: str | None, correction: Correction) -> date | None:
    """The day on which somebody was spoken with, on the day of a correction or since, the first."""
    contacts = (e.occurred_on for e in case_file.of_type(ContactMade) if e.with_person == whose)
    return min((day for day in contacts if day >= correction.occurred_on), default=None)

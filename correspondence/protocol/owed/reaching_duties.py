"""Whom a letter cannot reach is reached by staff: they find a safe address, or call with an interpreter (ours)."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from correspondence.protocol.case.people import Person
from correspondence.protocol.days.clocks import Deadline, in_working_days
from correspondence.protocol.events import ContactMade
from correspondence.protocol.history.case_file import CaseFile
from correspondence.protocol.history.readers import came_back_on, lacking_route, living, reachable
from correspondence.protocol.letters import LetterRecord, Status
from correspondence.protocol.words.tags import Tag

from .duty import Duty, DutyName, owed

WORKING_DAYS = 2
IN_ENGLISH_ALONE, WITH_PANEL = "language_not_available", "english_with_panel"
"""The codes of a letter in English to a reader of another language, without a panel in it and with one."""
_ENGLISH = "en"
UNADDRESSED = frozenset(
    {
        *("no_safe_route", "address-is-empty", "no-fixed-abode-address", "filler-in-address", "no-postcode"),
        *("not-enough-address-lines", "too-many-address-lines", "address-line-too-long", "not-a-real-uk-postcode"),
        *("has-country-for-bfpo-address", "cant-send-international-letters", "invalid-address-line-1-or-2"),
        *("invalid-char-in-address", "address-cannot-be-printed"),
    }
)
"""The codes of what holds a letter for want of a way to its reader, or of an address that can be printed."""


def safe_addresses(case_file: CaseFile, found: Sequence[Duty]) -> Iterator[Duty]:
    """A safe way to each reader is found: 2 working days after a letter came back or was written that lacks one.

    While no letter waits for it, in time for the next of the letters *found* to be owed them; never later than that.
    """
    for person in living(case_file):
        on = came_back_on(case_file, person)
        lack = lacking_route(case_file, person) or _lacks_address(case_file, person)
        if lack and on is not None:
            clock = in_working_days(on, WORKING_DAYS, "ours")
            yield _safe_address(case_file, person, clock, f"{lack}; {clock.why}, when it came back")
        elif lack:
            yield from _before_the_letter(case_file, person, lack, found)


def _lacks_address(case_file: CaseFile, person: Person) -> str:
    """What the checks found wrong with where a letter that waits would go, in words; empty where they found nothing."""
    is_held = any(not UNADDRESSED.isdisjoint(x.codes) for x in _waiting(case_file, person))
    return "the address or route that is known leads nowhere, or cannot be printed" if is_held else ""


def _before_the_letter(case_file: CaseFile, person: Person, lack: str, found: Sequence[Duty]) -> Iterator[Duty]:
    """2 working days from the day of the first letter that waits, or with the first that is due, if that is sooner."""
    letters = [d for d in found if d.person_id == person.person_id and d.done_on is None]
    if letters and person in reachable(case_file):
        first = min(letters, key=lambda d: d.due_on)
        waiting = [x.dated for x in _waiting(case_file, person)]
        clock = in_working_days(min(waiting), WORKING_DAYS, "ours") if waiting else None
        if clock is None or first.due_on < clock.due_on:
            why = f"{lack}; the letter is due {first.why}"
            yield replace(first, duty=DutyName.SAFE_ADDRESS, why=why, source="ours", for_staff=True)
        else:
            why = f"{lack}; {clock.why}, when the letter was written that waits for it"
            yield _safe_address(case_file, person, clock, why)


def _safe_address(case_file: CaseFile, person: Person, clock: Deadline, why: str) -> Duty:
    return owed(case_file, DutyName.SAFE_ADDRESS, clock, person.person_id, why=why)


def _waiting(case_file: CaseFile, person: Person) -> list[LetterRecord]:
    return [x for x in case_file.letters if x.recipient == person.person_id and x.is_unsent]


def calls_with_interpreter(case_file: CaseFile) -> Iterator[Duty]:
    """Who was sent a letter in English and reads another language is told in it what it says: 2 working days later.

    Where there is no panel for them either they are told so from the letter's own day on, sent or not. A contact in
    their language or through an interpreter, on that day or later, ends it; a later letter wants one of its own.
    """
    for person in (each for each in living(case_file) if Tag.of(each.language).language != _ENGLISH):
        unread = sorted(_unread(case_file, person))
        calls = [e.occurred_on for e in case_file.of_type(ContactMade) if e.was_understood_by(person)]
        untold = [each for each in unread if not any(call >= each[0] for call in calls)]
        for day, because in untold[:1] or unread[:1]:
            clock = in_working_days(day, WORKING_DAYS, "ours")
            done_on = None if untold else min(call for call in calls if call >= day)
            name, why = DutyName.CALL_WITH_INTERPRETER, because.format(clock.why)
            yield owed(case_file, name, clock, person.person_id, why=why, done_on=done_on)


def _unread(case_file: CaseFile, person: Person) -> Iterator[tuple[date, str]]:
    """The day of each letter to somebody that is in a language which they do not read, with the words for `why`."""
    for letter in case_file.letters:
        if letter.recipient != person.person_id:
            continue
        sent_on = letter.sent_on if letter.status is Status.SENT else None
        if WITH_PANEL in letter.codes and sent_on is not None:
            yield sent_on, "a letter went to them in English, with a panel in their language; {}, when it was sent"
        elif IN_ENGLISH_ALONE in letter.codes and (letter.is_unsent or sent_on is not None):
            yield letter.dated, "no letter is written in their language, nor a panel; {}, the day of the one in English"

"""Whom a letter cannot reach is reached by staff: they find a safe address, or call with an interpreter (ours)."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from correspondence.protocol.case.people import Person
from correspondence.protocol.days.clocks import Deadline, in_working_days
from correspondence.protocol.events import ContactMade
from correspondence.protocol.history.case_file import CaseFile
from correspondence.protocol.history.readers import came_back_on, lacking_route, living, reachable
from correspondence.protocol.letters import LetterRecord

from .duty import Duty, DutyName, owed

WORKING_DAYS = 2
UNWRITTEN_LANGUAGE = "language_not_available"
"""The code of what holds a letter whose reader's language letters are not written in."""
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
    """Whose letter waits for want of their language is told in it what the letter says: 2 working days from its day.

    A contact in their own language or through an interpreter, on that day or later, ends it.
    """
    for person in living(case_file):
        unread = sorted(x.dated for x in _waiting(case_file, person) if UNWRITTEN_LANGUAGE in x.codes)
        calls = [e.occurred_on for e in case_file.of_type(ContactMade) if e.was_understood_by(person)]
        untold = [day for day in unread if not any(call >= day for call in calls)]
        for day in untold[:1] or unread[:1]:
            clock = in_working_days(day, WORKING_DAYS, "ours")
            why = f"no letter is written in their language; {clock.why}, the day of the one that waits"
            done_on = None if untold else min(call for call in calls if call >= day)
            name = DutyName.CALL_WITH_INTERPRETER
            yield owed(case_file, name, clock, person.person_id, why=why, done_on=done_on)

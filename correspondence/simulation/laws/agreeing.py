"""Law 4: a letter, its duty and the sum in its `why` have one day."""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from types import MappingProxyType
from typing import Any

from correspondence.simulation.seen import Broken, Seen, SeenLetter

from .facts import Facts, case_key, cases
from .letters import COURT, ON_FILE, is_on_its_way, sent_on
from .lists_owed import LISTS
from .printed_words import days_in, plain
from .working_days import WorkingDays, a_day, working_days

DUTY_OF: Mapping[str, str] = MappingProxyType(
    {
        "hub_letter": "family_letter",
        "brought_forward": "brought_forward_letter",
        "extension_sought": "extension_letter",
        "extension_decided": "extension_letter",
        "filing_time": "filing_time_letter",
        "hub_closing": "hub_closing_letter",
    }
)
"""The duty that a kind of letter of a case ends where it is not called as the letter is (`protocol.md` section 6)."""

_Sum = Callable[[WorkingDays, int, date], date]
_DAY = r"(?P<day>\w+ \d{1,2} \w+ \d{4})"
_SUMS: tuple[tuple[re.Pattern[str], _Sum], ...] = tuple(
    (re.compile(pattern.replace("DAY", _DAY)), made)
    for pattern, made in (
        (r"(?P<n>\d+) working days? before (?:the filing date, )?DAY", lambda work, n, day: work.before(day, n)),
        (r"(?P<n>\d+) working days? from DAY", lambda work, n, day: work.after(day, n)),
        (
            r"(?P<n>\d+) weeks? before (?:the [\w ]+, )?DAY",
            lambda work, n, day: work.until(day - timedelta(weeks=n)),
        ),
        (
            r"(?P<n>\d+) weeks? from (?:hub entry, )?DAY",
            lambda work, n, day: work.until(day + timedelta(weeks=n)),
        ),
        (r"(?P<n>\d+) days? from DAY", lambda work, n, day: work.until(day + timedelta(days=n))),
        (
            r"the day (?P<n>)(?:named at the last review|of the review|the court ordered|the court set), DAY",
            lambda work, n, day: work.until(day),
        ),
    )
)
"""The sums that `why` says in words, each with how it is worked out; the first that is found counts."""


def law_4(seen: Seen) -> Iterator[Broken]:
    """One obligation has one date: an unsent letter's is its duty's, and the words of `why` give it."""
    calendar, known = working_days(seen.directory), cases(seen)
    for duty in seen.duties:
        meant = day_in_words(str(duty["why"]), calendar)
        if meant is not None and meant != a_day(duty["due_on"]) and duty["duty"] != "review_record":
            says = f"the why of {duty['duty']} gives {meant}, and it is due on {duty['due_on']}"
            yield Broken(law=4, on=seen.today, subject=str(duty.get("case_number")), letter_id=None, says=says)
    for letter in seen.letters:
        facts = known.get(case_key(letter.subject))
        if is_on_its_way(letter) and letter.audience != ON_FILE:
            ends = _duties_of(letter, facts, seen) if facts else _of_the_court(letter, seen)
            due = {a_day(each["due_on"]) for each in ends}
            if due and letter.due_on not in due:
                days = " or ".join(sorted(map(str, due)))
                says = f"a {letter.kind} is due on {letter.due_on}, and its duty on {days}"
                yield Broken(law=4, on=seen.today, subject=letter.subject, letter_id=letter.letter_id, says=says)


def day_in_words(why: str, calendar: WorkingDays) -> date | None:
    """The day that the sum in *why* gives; None where it holds no sum that is known."""
    words = plain(why)
    for pattern, made in _SUMS:
        found = pattern.search(words)
        if found:
            (day,) = days_in(found["day"]) or (None,)
            return made(calendar, int(found["n"] or 0), day) if day else None
    return None


def _of_the_court(letter: SeenLetter, seen: Seen) -> list[Mapping[str, Any]]:
    """The duties that a court's list would end; none for what is of no Hub."""
    lists = [each for each in seen.duties if each["duty"] == "court_list" and letter.kind in LISTS]
    return [each for each in lists if letter.recipient == f"{COURT}{each.get('court')}"]


def _duties_of(letter: SeenLetter, facts: Facts, seen: Seen) -> list[Mapping[str, Any]]:
    """The open duties that this letter would end: that of its correction, where it puts right what was sent."""
    person = None if letter.recipient.startswith(COURT) else letter.recipient
    theirs = [
        each
        for each in seen.duties
        if each.get("done_on") is None
        and each.get("person_id") == person
        and case_key(str(each.get("case_number"))) == facts.number
    ]
    names = [DUTY_OF.get(letter.kind, letter.kind)]
    if _puts_right(letter, facts, seen.letters):
        names.insert(0, "correcting_letter")
    for name in names:
        if found := [each for each in theirs if each["duty"] == name]:
            return found
    return []


def _puts_right(letter: SeenLetter, facts: Facts, letters: tuple[SeenLetter, ...]) -> bool:
    """Whether its reader had one like it and a correction came: what was never told is not put right.

    Whatever had it written last: one that came back, or whose reader's details changed, puts right what it did.
    """
    same = (letter.kind, letter.recipient, letter.given_by)
    had = [x for x in letters if (x.kind, x.recipient, x.given_by) == same and sent_on(x)]
    return bool(had) and any(each.body["type"] == "correction" for each in facts.posted)

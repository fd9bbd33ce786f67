"""Law 2: whatever is owed has a letter or a duty, and nothing on its way is not owed."""

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from correspondence.simulation.seen import Broken, Seen, SeenLetter

from .areas_owed import area_faults
from .called import not_called
from .facts import Facts, case_key, cases
from .letters import COURT, FAMILY, ON_FILE, TELLS_WHEN_NEXT, is_on_its_way, of_case, sent_on
from .lists_owed import lists_missing, twice_on_its_way
from .owed import OwedLetter, duties_owed, letters_owed
from .working_days import WorkingDays, a_day, working_days

NAMES_WHAT_IS_MISSING = frozenset(
    {
        *("safe_address", "letter_version", "vacant_post", "unknown_delivery"),
        *("call_with_interpreter", "unreadable_record", "promised_letter", "mend_letter"),
    }
)
"""The duties of staff that say what a letter lacks (`protocol.md` section 6)."""
_WHILE_IT_WAITS = frozenset({"hub_letter", "filing_time", "update", "hub_closing"})
Duties = tuple[Mapping[str, Any], ...]


def law_2(seen: Seen) -> Iterator[Broken]:
    """Each case in turn; the sums are the laws' own."""
    calendar = working_days(seen.directory)
    for number, facts in cases(seen).items():
        letters, duties = of_case(seen.letters, number), _open_duties(seen, number)
        hub = (seen.directory.get("hubs") or {}).get(facts.hub) or {}
        lead = int(hub.get("allocation_lead_weeks") or 6)
        faults = (
            *((None, says) for says in _letters_missing(facts, letters, duties)),
            *((None, says) for says in _duties_missing(facts, duties, calendar, lead)),
            *((None, says) for says in _updates_missing(facts, letters, duties, calendar)),
            *_not_owed(facts, letters),
            *_not_mended(letters, duties),
            *not_called(facts, letters, duties),
        )
        for letter, says in faults:
            letter_id = letter.letter_id if letter else None
            yield Broken(law=2, on=seen.today, subject=number, letter_id=letter_id, says=says)
    for subject, says in lists_missing(seen, calendar):
        yield Broken(law=2, on=seen.today, subject=subject, letter_id=None, says=says)
    for subject, (letter_id, says) in area_faults(seen, calendar):
        yield Broken(law=2, on=seen.today, subject=subject, letter_id=letter_id, says=says)
    for letter in twice_on_its_way(seen):
        says = f"a {letter.kind} of {letter.dated} is on its way, and so is a newer one"
        yield Broken(law=2, on=seen.today, subject=letter.subject, letter_id=letter.letter_id, says=says)


def _open_duties(seen: Seen, number: str) -> Duties:
    every = (each for each in seen.duties if case_key(str(each.get("case_number") or "")) == number)
    return tuple(each for each in every if each.get("done_on") is None)


def _letters_missing(facts: Facts, letters: tuple[SeenLetter, ...], duties: Duties) -> Iterator[str]:
    for owed in letters_owed(facts):
        theirs = [x for x in letters if (x.kind, x.recipient) == (owed.kind, owed.recipient) and _gives(owed, x)]
        there = any(is_on_its_way(x) or x.status == "sent" for x in theirs)
        if not there and not _staff_know(owed.recipient, duties):
            ends = ", ".join(sorted(Counter(x.status for x in theirs))) or "never written"
            yield f"a {owed.kind} is owed, none is on its way or sent ({ends}), and no duty names what is missing"


def _gives(owed: OwedLetter, letter: SeenLetter) -> bool:
    return letter.given_by in owed.givers


def _staff_know(recipient: str, duties: Duties) -> bool:
    """Whether a duty says what is missing for that reader; of a court, for anybody."""
    person = None if recipient.startswith(COURT) else recipient
    return any(x["duty"] in NAMES_WHAT_IS_MISSING and x.get("person_id") in (person, None) for x in duties)


def _duties_missing(facts: Facts, duties: Duties, calendar: WorkingDays, lead_weeks: int) -> Iterator[str]:
    for owed in duties_owed(facts, calendar, lead_weeks):
        days = [a_day(x["due_on"]) for x in duties if x["duty"] == owed.duty]
        if owed.due_on not in days:
            found = ", ".join(map(str, days)) or "no day"
            yield f"{owed.duty} is due by {owed.due_on} as the laws count, and on {found} among the duties"


def _updates_missing(
    facts: Facts, letters: tuple[SeenLetter, ...], duties: Duties, calendar: WorkingDays
) -> Iterator[str]:
    """Each reader hears again six weeks at most from the last F1 to F3 sent to them (Protocol 3.2(v))."""
    here = {e["event_id"] for e in facts.stay}
    for reader in sorted(facts.readers()) if facts.waits else ():
        heard = [
            day
            for x in letters
            if x.recipient == reader and x.kind in TELLS_WHEN_NEXT and x.given_by in here and (day := sent_on(x))
        ]
        due = calendar.until(max(heard) + timedelta(weeks=6)) if heard else None
        days = {a_day(x["due_on"]) for x in duties if x["duty"] == "update" and x.get("person_id") == reader}
        if due and due not in days:
            found = ", ".join(map(str, sorted(filter(None, days)))) or "no day"
            yield f"an update is due by {due} as the laws count, and on {found} among the duties"


def _not_owed(facts: Facts, letters: tuple[SeenLetter, ...]) -> Iterator[tuple[SeenLetter, str]]:
    """Letters on their way that nobody is owed: the case has ended or left its Hub, the reader is gone, it went."""
    waiting = [x for x in letters if is_on_its_way(x) and x.audience != ON_FILE]
    went = {(x.kind, x.recipient, x.given_by): x.dated for x in letters if x.status == "sent"}
    corrections = [x for x in facts.posted if x.body["type"] == "correction"]
    put_right = {x.body["replaces"]: x.on for x in corrections}
    by_correction = {x.body["event_id"] for x in corrections}
    twice = Counter((x.kind, x.recipient, x.given_by) for x in waiting)
    for letter in waiting:
        key = (letter.kind, letter.recipient, letter.given_by)
        since = put_right.get(letter.given_by, date.min) >= went.get(key, date.max)
        puts_right = since or letter.event_id in by_correction
        for says, holds in (
            ("the case is closed", facts.closed),
            ("its reader has died", letter.recipient in facts.dead),
            ("its reader is not written to", _is_no_reader(letter, facts)),
            ("the case has left its Hub", letter.kind in _WHILE_IT_WAITS and facts.passed_back),
            ("the same was sent", key in went and not puts_right),
            ("another like it is on its way", twice[key] > 1),
        ):
            if holds:
                yield letter, f"a {letter.kind} is on its way, and is not owed: {says}"


def _not_mended(letters: tuple[SeenLetter, ...], duties: Duties) -> Iterator[tuple[SeenLetter, str]]:
    """A letter that was sent back is mended by somebody who is told to (`contract.md`)."""
    told = [x.get("person_id") for x in duties if x["duty"] == "mend_letter"]
    for letter in letters:
        person = None if letter.recipient.startswith(COURT) else letter.recipient
        if letter.status == "sent_back" and letter.audience != ON_FILE and person not in told:
            yield letter, f"a {letter.kind} was sent back, and nobody is told to mend it"


def _is_no_reader(letter: SeenLetter, facts: Facts) -> bool:
    """Whether whoever it is for has left the case, or is a child for whom no letter was chosen."""
    return letter.audience in FAMILY and letter.recipient not in facts.readers() | facts.dead

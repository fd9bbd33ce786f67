"""Law 3, in its first part: every day, count and "since" that a letter prints is what the register says."""

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from correspondence.simulation.seen import Broken, Seen, SeenLetter

from .case_days import days_known, state_on
from .facts import Facts, cases, happened_on, is_review
from .letters import of_case, went_on
from .printed_days import DAY, LABELLED, Stand, entered
from .printed_words import ENGLISH, days_in, days_with_a_wrong_weekday, in_english, plain
from .working_days import working_days

_SATURDAY = 5
_WEEKS = re.compile(r"been waiting for (\d+) weeks?|counts from \w+ \d{1,2} \w+ \d{4}, (\d+) weeks? ago")
_DAYS = rf"{DAY}(?:(?:, | and |, and ){DAY})*"
_WROTE = re.compile(rf"\bon (?P<days>{_DAYS}) we wrote\b")
_LOOKED = re.compile(
    rf"since our letter of (?P<since>{DAY}), (?:a supervisor has looked at your family.s case|we have checked) again "
    rf"on (?P<days>{_DAYS})"
)


class Law3:
    """What a letter prints is held against the register of its own day, once: when the letter is first seen.

    One that was taken back on the day that it was written, as what it rests on was, is read by nobody.
    """

    def __init__(self) -> None:
        self._read: set[str] = set()

    def __call__(self, seen: Seen) -> Iterator[Broken]:
        """Each letter of a case that prints what the register does not say."""
        calendar = working_days(seen.directory)
        for number, facts in cases(seen).items():
            letters = of_case(seen.letters, number)
            for letter in (x for x in letters if x.letter_id not in self._read and x.status != "withdrawn"):
                self._read.add(letter.letter_id)
                hub = (seen.directory.get("hubs") or {}).get(letter.hub) or {}
                then = state_on(facts, letter.dated)
                stand = Stand(letter=letter, then=then, letters=letters, calendar=calendar, hub=hub)
                for says in dict.fromkeys((*_untrue(stand), *_other_days(stand, facts))):
                    yield Broken(law=3, on=seen.today, subject=number, letter_id=letter.letter_id, says=says)


def _untrue(stand: Stand) -> Iterator[str]:
    kind = stand.letter.kind
    for document in in_english(stand.letter):
        text = plain(document.text)
        yield from _wrong_letters(stand, text)
        for what, pattern, right in LABELLED:
            for found in pattern.finditer(text):
                (said,) = days_in(found["day"]) or (None,)
                if said not in set(right(stand)):
                    yield f"a {kind} of {stand.letter.dated} says that {what} is {said}, and it is not"
        yield from _wrong_counts(stand, text)


def _wrong_letters(stand: Stand, text: str) -> Iterator[str]:
    """What a letter says that another of ours wrote, where none of that day went to its reader."""
    ours = {x.dated for x in stand.letters if x.recipient == stand.letter.recipient and went_on(x)}
    for found in _WROTE.finditer(text):
        for day in days_in(found["days"]) - ours:
            yield f"a {stand.letter.kind} of {stand.letter.dated} speaks of a letter of {day}, and none went"


def _wrong_counts(stand: Stand, text: str) -> Iterator[str]:
    letter = stand.letter
    for found in _WEEKS.finditer(text):
        said = int(found[1] or found[2])
        waited = {(letter.dated - day).days // 7 for day in entered(stand)}
        if said not in waited:
            yield f"a {letter.kind} of {letter.dated} counts {said} weeks, and they are {sorted(waited)}"
    for found in _LOOKED.finditer(text):
        named = days_in(found["days"])
        (since,) = days_in(found["since"]) or (None,)
        if since not in {x.dated for x in stand.letters if _reached_before(x, letter)}:
            yield f"a {letter.kind} counts from a letter of {since}, and none of that day reached its reader"
        elif named not in (looked := {_looked_on(facts, since) for facts in stand.then}):
            right = " or ".join(map(_listed, looked))
            yield f"a {letter.kind} names as reviews since {since} {_listed(named)}, not {right}"


def _looked_on(facts: Facts, since: date | None) -> frozenset[date]:
    """When a supervisor looked at the case after that day, not counting what answers somebody's information."""
    looked = (happened_on(e) for e in facts.events if is_review(e) and not e.get("answers"))
    return frozenset(day for day in looked if since is not None and since < day)


def _listed(days: Iterable[date]) -> str:
    return ", ".join(map(str, sorted(days))) or "none"


def _reached_before(earlier: SeenLetter, letter: SeenLetter) -> date | None:
    went = went_on(earlier) if earlier.recipient == letter.recipient else None
    return went if went is not None and went <= letter.dated and earlier is not letter else None


def _closed_soon(stand: Stand) -> set[date]:
    """The days from Monday to Friday on which nobody works, of the fortnight after a letter: a court is told them."""
    if not stand.letter.recipient.startswith("court:"):
        return set()
    fortnight = (stand.letter.dated + timedelta(days=ahead) for ahead in range(15))
    return {day for day in fortnight if day.weekday() < _SATURDAY and not stand.calendar.has(day)}


def _other_days(stand: Stand, facts: Facts) -> Iterator[str]:
    """Days that are none of the case's; and a translation that tells other days than its English."""
    letter = stand.letter
    known = days_known(facts.until(letter.dated), stand.letters, stand.calendar, stand.hub) | {letter.dated}
    known |= {stand.promised} | _closed_soon(stand)
    for document in letter.documents:
        for day in days_with_a_wrong_weekday(document.text):
            yield f"a {letter.kind} gives {day} the name of another day of the week"
        for day in days_in(document.text) - known:
            yield f"a {letter.kind} of {letter.dated} prints {day}, which is no day of its case"
    english = {day for each in in_english(letter) for day in days_in(each.text)}
    for document in letter.documents:
        if document.language != ENGLISH and in_english(letter) and days_in(document.text) != english:
            yield f"a {letter.kind} of {letter.dated} tells other days in {document.language} than in English"

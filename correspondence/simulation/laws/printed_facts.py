"""Law 3, in its first part: every day, count and "since" that a letter prints is what the register says."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from correspondence.simulation.seen import Broken, Seen, SeenLetter

from .case_days import days_known, state_on
from .facts import Facts, cases, happened_on, is_review
from .letters import TELLS_WHEN_NEXT, of_case, went_on
from .printed_words import ENGLISH, days_in, days_with_a_wrong_weekday, in_english, plain
from .way_out import LATER
from .working_days import WorkingDays, working_days


@dataclass(frozen=True, slots=True, kw_only=True)
class Stand:
    """How things stood for one letter. `then`: the case as it may have stood when the letter was written."""

    letter: SeenLetter
    then: tuple[Facts, ...]
    letters: tuple[SeenLetter, ...]
    calendar: WorkingDays
    hub: Mapping[str, Any]

    @property
    def promised(self) -> date:
        """The next update that a letter of this day promises: the working day on or before the Hub's aim."""
        aim = self.hub.get("update_aim_days") or 35
        return self.calendar.until(self.letter.dated + timedelta(days=aim))

    def days_of_work(self, field: str) -> Iterator[date]:
        """That day of the ordered work, as it stood."""
        for facts in self.then:
            if facts.work.get(field):
                yield date.fromisoformat(str(facts.work[field]))


def _four_weeks_before(stand: Stand) -> Iterator[date]:
    for filing in stand.days_of_work("filing_date"):
        yield stand.calendar.until(filing - timedelta(weeks=4))


def _ends(day: date, stand: Stand) -> tuple[date, date]:
    """The day on which so many weeks are over, and the last working day in them."""
    return day, stand.calendar.until(day)


def _twenty_weeks(stand: Stand) -> Iterator[date]:
    for facts in stand.then:
        if facts.entered_on:
            yield from _ends(facts.entered_on + timedelta(weeks=20), stand)


def _twenty_six_weeks(stand: Stand) -> Iterator[date]:
    for communicated in stand.days_of_work("communicated_on"):
        yield from _ends(communicated + timedelta(weeks=26), stand)


def _entered(stand: Stand) -> Iterator[date]:
    yield from (facts.entered_on for facts in stand.then if facts.entered_on)


def _promised(stand: Stand) -> Iterator[date]:
    """What it promises itself; a letter that repeats an earlier promise says that of a letter which went."""
    if stand.letter.kind in TELLS_WHEN_NEXT:
        yield stand.promised
        return
    for earlier in stand.letters:
        if earlier.recipient == stand.letter.recipient and earlier.kind in TELLS_WHEN_NEXT and went_on(earlier):
            yield from days_promised(earlier)


def _finished(stand: Stand) -> Iterator[date]:
    for facts in stand.then:
        yield from (stand.calendar.until(day + timedelta(weeks=6)) for day in _taken_in(facts))


def _taken_in(facts: Facts) -> Iterator[date]:
    yield from (happened_on(e) for e in facts.stay if e["type"] == "adviser_allocated")


def _taken(stand: Stand) -> Iterator[date]:
    for facts in stand.then:
        yield from _taken_in(facts)


def _told_us(stand: Stand) -> Iterator[date]:
    for facts in stand.then:
        told = facts.of_type("information_received")
        yield from (happened_on(e) for e in told if e.get("from_person") == stand.letter.recipient)


def _reviewed(stand: Stand) -> Iterator[date]:
    for facts in stand.then:
        yield from (happened_on(e) for e in facts.events if is_review(e))


def _wrote(stand: Stand) -> Iterator[date]:
    yield from (x.dated for x in stand.letters if x.recipient == stand.letter.recipient and went_on(x))


_DAY = r"\w+ \d{1,2} \w+ \d{4}"
PROMISE = re.compile(rf"\bwrite (?:to you )?again by (?P<day>{_DAY})")
_HEARING = ("the next hearing", lambda stand: stand.days_of_work("next_hearing_on"))
_FILING = ("the filing date", lambda stand: stand.days_of_work("filing_date"))
_APPLY = ("the last day to apply", _four_weeks_before)
_Right = Callable[[Stand], Iterable[date]]
_NAMED: tuple[tuple[str, tuple[str, _Right]], ...] = (
    (r"\bwrite (?:to you )?again by DAY", ("the next update", _promised)),
    (r"will still write to you by DAY", ("the next update", _promised)),
    (r"next hearing (?:that we know of )?is on DAY", _HEARING),
    (r"the next hearing is listed for DAY", _HEARING),
    (r"moved the next hearing\. it was on [\w ]+\. it is now on DAY", _HEARING),
    (r"court has (?:asked us to|decided that we must) finish by DAY", _FILING),
    (r"we must now finish by DAY", _FILING),
    (r"(?<!realistic )\bfiling date is (?:now )?DAY", _FILING),
    (r"day by which we must finish\. it was [\w ]+\. it is now DAY", _FILING),
    (r"we will ask the court by DAY", _APPLY),
    (r"apply (?:for more time|to the court) by DAY", _APPLY),
    (r"time in the hub counts from DAY", ("Hub entry", _entered)),
    (r"20 weeks: for this one, until DAY", ("the end of the 20 weeks", _twenty_weeks)),
    (r"26 weeks for a report under section 7 end on DAY", ("the end of the 26 weeks", _twenty_six_weeks)),
    (r"aim to finish this work by DAY", ("the day to finish by", _finished)),
    (r"has had the case since DAY", ("the day an adviser took the case", _taken)),
    (r"thank you for getting in touch on DAY", ("the day they told us", _told_us)),
    (r"on DAY, a qualified social worker looked at what you told us", ("the day of that review", _reviewed)),
    (r"at our last regular check, on DAY", ("the day of the last review", _reviewed)),
    (r"the last time was on DAY", ("the day of the last review", _reviewed)),
    (r"takes the place of the one dated DAY", ("the day of the letter that was wrong", _wrote)),
    (r"my letter of DAY had a mistake", ("the day of the letter that was wrong", _wrote)),
)
_LABELLED: tuple[tuple[str, re.Pattern[str], _Right], ...] = tuple(
    (what, re.compile(pattern.replace("DAY", f"(?P<day>{_DAY})")), right) for pattern, (what, right) in _NAMED
)
"""The days that a letter prints under a name, and what each was by the register."""
_WEEKS = re.compile(r"been waiting for (\d+) weeks?|counts from \w+ \d{1,2} \w+ \d{4}, (\d+) weeks? ago")
_LOOKED = re.compile(r"since we last wrote, a supervisor has looked at it (?:(again)|(\d+) times)")


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


def days_promised(letter: SeenLetter) -> frozenset[date]:
    """The days by which a letter says that its reader hears again."""
    texts = (plain(each.text) for each in in_english(letter))
    return frozenset(day for text in texts for found in PROMISE.finditer(text) for day in days_in(found["day"]))


def _untrue(stand: Stand) -> Iterator[str]:
    kind = stand.letter.kind
    for document in in_english(stand.letter):
        text = plain(document.text)
        for what, pattern, right in _LABELLED:
            for found in pattern.finditer(text):
                (said,) = days_in(found["day"]) or (None,)
                if said not in set(right(stand)):
                    yield f"a {kind} of {stand.letter.dated} says that {what} is {said}, and it is not"
        yield from _wrong_counts(stand, text)


def _wrong_counts(stand: Stand, text: str) -> Iterator[str]:
    letter = stand.letter
    for found in _WEEKS.finditer(text):
        said = int(found[1] or found[2])
        waited = {(letter.dated - day).days // 7 for day in _entered(stand)}
        if said not in waited:
            yield f"a {letter.kind} of {letter.dated} counts {said} weeks, and they are {sorted(waited)}"
    for found in _LOOKED.finditer(text):
        said = 1 if found[1] else int(found[2])
        last = max((on for x in stand.letters if (on := _reached_before(x, letter))), default=date.min)
        looked = {sum(last <= happened_on(e) for e in facts.events if is_review(e)) for facts in stand.then}
        looked |= {sum(last < happened_on(e) for e in facts.events if is_review(e)) for facts in stand.then}
        if said not in looked:
            says = f'a {letter.kind} counts {said} reviews "since we last wrote", and they are {sorted(looked)}'
            yield LATER + says


def _reached_before(earlier: SeenLetter, letter: SeenLetter) -> date | None:
    went = went_on(earlier) if earlier.recipient == letter.recipient else None
    return went if went is not None and went <= letter.dated and earlier is not letter else None


def _other_days(stand: Stand, facts: Facts) -> Iterator[str]:
    """Days that are none of the case's; and a translation that tells other days than its English."""
    letter = stand.letter
    known = days_known(facts.until(letter.dated), stand.letters, stand.calendar, stand.hub) | {letter.dated}
    known |= {stand.promised}
    for document in letter.documents:
        for day in days_with_a_wrong_weekday(document.text):
            yield f"a {letter.kind} gives {day} the name of another day of the week"
        for day in days_in(document.text) - known:
            yield f"a {letter.kind} of {letter.dated} prints {day}, which is no day of its case"
    english = {day for each in in_english(letter) for day in days_in(each.text)}
    for document in letter.documents:
        if document.language != ENGLISH and in_english(letter) and days_in(document.text) != english:
            yield f"a {letter.kind} of {letter.dated} tells other days in {document.language} than in English"

"""What each day that a letter prints under a name was, by the register of the letter's own day: written again here."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from correspondence.simulation.seen import SeenLetter

from .case_days import COMPLETION_WEEKS, HUB_WEEKS, SECTION_7, SECTION_7_WEEKS
from .facts import Facts, happened_on, is_review
from .letters import TELLS_WHEN_NEXT, UPDATE, went_on
from .printed_words import days_in, in_english, plain
from .working_days import WorkingDays, a_day


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


def entered(stand: Stand) -> Iterator[date]:
    """The day on which the case entered the Hub."""
    yield from (facts.entered_on for facts in stand.then if facts.entered_on)


def _promised(stand: Stand) -> Iterator[date]:
    """What it promises itself; a letter that repeats an earlier promise says that of a letter which went.

    An update moves the promise, and nothing else does: no letter that is written again before that day, and no update
    that puts one right.
    """
    letter = stand.letter
    theirs = [x for x in stand.letters if x.recipient == letter.recipient and x.kind in TELLS_WHEN_NEXT and went_on(x)]
    if letter.kind not in TELLS_WHEN_NEXT:
        yield from (day for earlier in theirs for day in days_promised(earlier))
        return
    if letter.kind == UPDATE:
        wrong = _told_last(letter, (x for x in theirs if x.kind == UPDATE and x.given_by == letter.given_by))
        if None in wrong:
            yield stand.promised
        if not any(wrong):
            return
    for before in _told_last(letter, theirs):
        yield from _puts_off_none(stand, days_promised(before) if before else frozenset())


def _told_last(letter: SeenLetter, theirs: Iterable[SeenLetter]) -> list[SeenLetter | None]:
    """What went last of *theirs* before a letter was written; None: nothing had.

    Several where it may be one or another: one that went on its very day, or that came back by now.
    """
    earlier = [(on, x) for x in theirs if x is not letter and (on := went_on(x)) and on <= letter.dated]
    found: list[SeenLetter | None] = []
    for on, each in sorted(earlier, key=lambda one: one[0], reverse=True):
        found.append(each)
        if on < letter.dated and each.status == "sent":
            return found
    return [*found, None]


def _puts_off_none(stand: Stand, promised: Iterable[date]) -> Iterator[date]:
    """The next update that a letter promises which may put off none of *promised* that lies ahead."""
    yield min([stand.promised, *(day for day in promised if day > stand.letter.dated)])


def _told_before(stand: Stand, pattern: re.Pattern[str]) -> Iterator[date]:
    """The days that letters which went told that reader in such words."""
    for earlier in stand.letters:
        if earlier.recipient == stand.letter.recipient and went_on(earlier):
            texts = (plain(each.text) for each in in_english(earlier))
            yield from (day for text in texts for found in pattern.finditer(text) for day in days_in(found["day"]))


def _was_promised(stand: Stand) -> Iterator[date]:
    yield from _told_before(stand, PROMISE)
    yield from _told_before(stand, STILL)


def _was_aimed(stand: Stand) -> Iterator[date]:
    yield from _told_before(stand, _AIM)


def _was_realistic(stand: Stand) -> Iterator[date]:
    yield from _told_before(stand, DONE)


def _was_to_be_done(stand: Stand) -> Iterator[date]:
    yield from _told_before(stand, DONE)
    yield from _told_before(stand, FINISHED)


def _was_likely(stand: Stand) -> Iterator[date]:
    yield from _told_before(stand, LIKELY)


def _guardian(stand: Stand) -> Iterator[date]:
    """The likely day for the guardian whom the court appointed last."""
    for facts in stand.then:
        appointed = facts.of_type_in_stay("guardian_appointed")[-1:]
        yield from (date.fromisoformat(str(e["expected_allocation_on"])) for e in appointed)


def _was_the_filing_date(stand: Stand) -> Iterator[date]:
    yield from _told_before(stand, _FINISH)


def _was_the_last_day(stand: Stand) -> Iterator[date]:
    yield from _told_before(stand, _ASK)


def _was_the_hearing(stand: Stand) -> Iterator[date]:
    yield from _told_before(stand, _HEARD)


def _allocated(stand: Stand) -> Iterator[date]:
    """The last days on which each limit lets the case be allocated, and what the court set (Protocol 3.2(ii), 5.1)."""
    lead = timedelta(weeks=stand.hub.get("allocation_lead_weeks") or COMPLETION_WEEKS)
    for facts in stand.then:
        limits = [*_our_limits(facts, lead), *(day - lead for day in stand.days_of_work("filing_date"))]
        yield from (stand.calendar.until(day) for day in limits)
        set_by_the_court = (a_day(e.get("allocate_by")) for e in facts.of_type_in_stay("court_challenged"))
        yield from (stand.calendar.until(day) for day in set_by_the_court if day)


def _realistic(stand: Stand) -> Iterator[date]:
    lead = timedelta(weeks=stand.hub.get("allocation_lead_weeks") or COMPLETION_WEEKS)
    for facts in stand.then:
        if limits := [*_our_limits(facts, lead)]:
            yield stand.calendar.until(min(limits) + lead)


def _our_limits(facts: Facts, lead: timedelta) -> Iterator[date]:
    """The end of the 20 weeks, and of section 7's 26 less the lead weeks, in calendar days."""
    if facts.entered_on:
        yield facts.entered_on + timedelta(weeks=HUB_WEEKS)
        communicated = a_day(facts.work.get("communicated_on"))
        if communicated and facts.work.get("type") in SECTION_7:
            yield communicated + timedelta(weeks=SECTION_7_WEEKS) - lead


def _asked_for(stand: Stand) -> Iterator[date]:
    for facts in stand.then:
        asked = (a_day(e.get("proposed_filing_date")) for e in facts.of_type_in_stay("extension_needed"))
        yield from (day for day in asked if day)


def _needed(stand: Stand) -> Iterator[date]:
    lead = timedelta(weeks=stand.hub.get("allocation_lead_weeks") or COMPLETION_WEEKS)
    yield from (stand.calendar.until(day - lead) for day in _asked_for(stand))


def _answered(stand: Stand) -> Iterator[date]:
    for facts in stand.then:
        yield from (date.fromisoformat(str(e["decided_on"])) for e in facts.of_type("extension_decided"))


def _requested(stand: Stand) -> Iterator[date]:
    for facts in stand.then:
        yield from (happened_on(e) for e in facts.of_type("representation_received"))


def _told_once(stand: Stand) -> Iterator[date]:
    """Whatever day a letter that went told that reader."""
    theirs = (x for x in stand.letters if x.recipient == stand.letter.recipient and went_on(x))
    yield from (day for x in theirs for document in in_english(x) for day in days_in(document.text))


def _closing(stand: Stand) -> Iterator[date]:
    yield from _told_before(stand, re.compile(rf"from (?P<day>{DAY}), there will be no hub"))


def _right(stand: Stand) -> Iterator[date]:
    """The days that may be put right, as they should have been told."""
    yield from (day for field in ("filing_date", "next_hearing_on") for day in stand.days_of_work(field))
    yield from _allocated(stand)
    yield from _four_weeks_before(stand)
    yield from _realistic(stand)
    yield from _guardian(stand)
    yield from _finished(stand)
    yield from _asked_for(stand)
    yield from entered(stand)
    for facts in stand.then:
        closing = (a_day(e.get("closes_on")) for e in facts.of_type_in_stay("hub_closing"))
        yield from (day for day in closing if day)


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


DAY = r"\w+ \d{1,2} \w+ \d{4}"
"""A day as letters write it in English."""
PROMISE = re.compile(rf"\bwrite (?:to you )?again by (?P<day>{DAY})")
STILL = re.compile(rf"will still write to you by (?P<day>{DAY})")
LIKELY = re.compile(rf"likely that we can tell you who that is by (?P<day>{DAY})")
DONE = re.compile(rf"\ba realistic day for us to finish is (?P<day>{DAY})")
FINISHED = re.compile(rf"\baim to finish this work by (?P<day>{DAY})")
_AIM = re.compile(rf"\baim to name an adviser by (?P<day>{DAY})")
_FINISH = re.compile(
    rf"(?:court has (?:asked us to|decided that we must) finish by|we must (?:now )?finish by) (?P<day>{DAY})"
)
_ASK = re.compile(rf"ask the court (?:for more time )?by (?P<day>{DAY})")
_HEARD = re.compile(rf"next hearing (?:that we know of )?is on (?P<day>{DAY})")
_HEARING = ("the next hearing", lambda stand: stand.days_of_work("next_hearing_on"))
_FILING = ("the filing date", lambda stand: stand.days_of_work("filing_date"))
_APPLY = ("the last day to apply", _four_weeks_before)
_Right = Callable[[Stand], Iterable[date]]
_NAMED: tuple[tuple[str, tuple[str, _Right]], ...] = (
    (r"\bwrite (?:to you )?again by DAY", ("the next update", _promised)),
    (r"will still write to you by DAY", ("the next update", _promised)),
    (r"next hearing (?:that we know of )?is on DAY", _HEARING),
    (r"the next hearing (?:is listed for )?DAY", _HEARING),
    (r"moved the next hearing\. it was on [\w ]+\. it is now on DAY", _HEARING),
    (r"court has (?:asked us to|decided that we must) finish by DAY", _FILING),
    (r"we must now finish by DAY", _FILING),
    (r"(?<!realistic )\bfiling date (?:is )?(?:now )?DAY", _FILING),
    (r"day by which we must finish\. it was [\w ]+\. it is now DAY", _FILING),
    (r"we will ask the court by DAY", _APPLY),
    (r"ask the court for more time by DAY", _APPLY),
    (r"we had asked for DAY", ("the day that was asked for", _asked_for)),
    (r"we wrote that we would ask the court by DAY", ("a last day to apply told before", _was_the_last_day)),
    (r"apply (?:for more time|to the court) by DAY", _APPLY),
    (r"time in the (?:allocation )?hub counts from DAY", ("Hub entry", entered)),
    (r"20 weeks: for this one, until DAY", ("the end of the 20 weeks", _twenty_weeks)),
    (r"to allocate: 20 weeks in the hub DAY", ("the end of the 20 weeks", _twenty_weeks)),
    (r"four weeks before filing DAY", _APPLY),
    (
        r"26 weeks for a report under section 7(?:, which)?(?: end on)? DAY",
        ("the end of the 26 weeks", _twenty_six_weeks),
    ),
    (r"aim to finish this work by DAY", ("the day to finish by", _finished)),
    (r"has had the case since DAY", ("the day an adviser took the case", _taken)),
    (r"thank you for getting in touch on DAY", ("the day they told us", _told_us)),
    (r"we aim to name an adviser by DAY", ("the aim for an adviser", _allocated)),
    (r"to finish by the day that we ask for, we need to name an adviser by DAY", ("the day to name one", _needed)),
    (r"a realistic day for us to finish is DAY", ("the realistic day", _realistic)),
    (r"on DAY, the family court decided", ("the day of the court's answer", _answered)),
    (r"looked at your request on DAY", ("the day of the request", _requested)),
    (r"the day (?:was|stays as it is:) DAY(?=, and it has passed|\. we will)", _FILING),
    (r"the court asked us to finish by DAY\. we have not", _FILING),
    (r"what you told us\. that was on DAY", ("the day of a review", _reviewed)),
    (r"we wrote that there would be no hub from DAY", ("a closing day told before", _closing)),
    (r"we wrote that [^.]*\. the right day is DAY", ("the right day", _right)),
    (r"we wrote DAY(?=\. the right day)", ("a day told before", _told_once)),
    (r"we wrote \w+ \d{1,2} \w+ \d{4}\. the right day is DAY", ("the right day", _right)),
    (r"on DAY, a qualified social worker looked at what you told us", ("the day of that review", _reviewed)),
    (r"at our last regular check, on DAY", ("the day of the last review", _reviewed)),
    (r"we would write to you by DAY", ("a day by which we were to write", _was_promised)),
    (r"would hear from us by DAY", ("a day by which we were to write", _was_promised)),
    (r"we aimed to name an adviser by DAY", ("an earlier aim for an adviser", _was_aimed)),
    (r"we wrote that the court wanted us to finish by DAY", ("a filing date told before", _was_the_filing_date)),
    (r"we wrote that the next hearing was on DAY", ("a hearing told before", _was_the_hearing)),
    (r"we wrote that we aimed to name an adviser by DAY", ("an earlier aim for an adviser", _was_aimed)),
    (r"likely that we can tell you who that is by DAY", ("the likely day for a guardian", _guardian)),
    (r"would most likely know by DAY who the guardian is", ("an earlier day for a guardian", _was_likely)),
    (r"a realistic day for us to finish was DAY", ("an earlier realistic day", _was_realistic)),
    (r"our work could be finished by DAY", ("a day by which we were to finish", _was_to_be_done)),
    (r"we wrote that we aimed to finish this work by DAY", ("a day by which we aimed to finish", _was_to_be_done)),
    (r"takes the place of the one dated DAY", ("the day of the letter that was wrong", _wrote)),
    (r"my letter of DAY had a mistake", ("the day of the letter that was wrong", _wrote)),
)
LABELLED: tuple[tuple[str, re.Pattern[str], _Right], ...] = tuple(
    (what, re.compile(pattern.replace("DAY", f"(?P<day>{DAY})")), right) for pattern, (what, right) in _NAMED
)
"""The days that a letter prints under a name, and what each was by the register."""


def days_promised(letter: SeenLetter) -> frozenset[date]:
    """The days by which a letter says that its reader hears again."""
    texts = (plain(each.text) for each in in_english(letter))
    return frozenset(day for text in texts for found in PROMISE.finditer(text) for day in days_in(found["day"]))

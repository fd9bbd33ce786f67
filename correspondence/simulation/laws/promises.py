"""Law 3, in its second part: a day that a reader was told, and that passed without its thing, is owned."""

import re
from collections.abc import Callable, Iterator
from datetime import date

from correspondence.simulation.seen import Broken, Seen, SeenLetter

from .facts import Facts, cases, happened_on
from .letters import FAMILY, of_case, went_on
from .printed_days import DAY, DONE, FINISHED, LIKELY, PROMISE
from .printed_words import days_in, in_english, plain

_ADVISER = re.compile(rf"\baim to name an adviser by (?P<day>{DAY})")
_AIMED = re.compile(rf"\baimed to name an adviser by (?P<day>{DAY})")
_LIKELY_BEFORE = re.compile(rf"would most likely know by (?P<day>{DAY}) who the guardian is")
_DONE_BEFORE = re.compile(rf"\b(?:a realistic day for us to finish was|aimed to finish this work by) (?P<day>{DAY})")
_SENT = frozenset({"sent", "returned"})


def missed_promises(seen: Seen) -> Iterator[Broken]:
    """The next letter to a reader, of whatever kind, names each day that was told and not kept (section 8)."""
    for number, facts in cases(seen).items():
        letters = of_case(seen.letters, number)
        for reader in sorted({x.recipient for x in letters if x.audience in FAMILY}):
            theirs = sorted((x for x in letters if x.recipient == reader), key=lambda x: (x.dated, x.letter_id))
            for letter in (x for x in theirs if x.status in _SENT):
                for what, day in _missed(letter, theirs, facts, seen.today):
                    following = _next_letter(max(day, went_on(letter) or day), theirs)
                    if following and day not in {d for each in following.documents for d in days_in(each.text)}:
                        says = f"a {following.kind} does not own that {what} by {day} did not come"
                        yield Broken(law=3, on=seen.today, subject=number, letter_id=following.letter_id, says=says)


def _missed(letter: SeenLetter, theirs: list[SeenLetter], facts: Facts, today: date) -> Iterator[tuple[str, date]]:
    """The days of one letter that passed without what was promised for them."""
    went = went_on(letter) or letter.dated
    for document in in_english(letter):
        text = plain(document.text)
        for day in _days(PROMISE, text):
            kept = any(went <= on <= day for x in theirs if x is not letter and (on := went_on(x)))
            if day < today and not kept:
                yield "our next letter", day
        for what, told, before, came in _AIMS:
            for day in _days(told, text):
                if day < today and not came(facts, letter, day) and not _said_to_be_another(day, before, theirs):
                    yield what, day


def _named(facts: Facts, letter: SeenLetter, day: date) -> bool:
    """Whether an adviser was named by that day, or the case ended, in the stay of which the letter speaks."""
    began = [on for e in facts.of_type("hub_allocation_decided") if (on := happened_on(e)) <= letter.dated]
    ends = facts.of_type("adviser_allocated", "case_closed")
    return any(max(began, default=letter.dated) <= happened_on(e) <= day for e in ends)


def _done(facts: Facts, letter: SeenLetter, day: date) -> bool:
    """Whether the work was filed by that day, the case ended, or the court gave another day for it (Protocol 5.2)."""
    ends = {
        *(date.fromisoformat(str(e["filed_on"])) for e in facts.of_type("report_filed")),
        *(happened_on(e) for e in facts.of_type("extension_decided") if e["granted"]),
        *(happened_on(e) for e in facts.of_type("case_closed")),
    }
    return any(letter.dated <= on <= day for on in ends)


_AIMS: tuple[tuple[str, re.Pattern[str], re.Pattern[str], Callable[[Facts, SeenLetter, date], bool]], ...] = (
    ("an adviser", _ADVISER, _AIMED, _named),
    ("a guardian", LIKELY, _LIKELY_BEFORE, _named),
    ("our work", DONE, _DONE_BEFORE, _done),
    ("our work", FINISHED, _DONE_BEFORE, _done),
)
"""What is to come by a day, how a letter says so and how that it is another, and whether it came by that day."""


def _said_to_be_another(day: date, told_before: re.Pattern[str], theirs: list[SeenLetter]) -> bool:
    """Whether a letter that went said before that day that it was the aim no more."""
    before = (x for x in theirs if x.status in _SENT and x.dated <= day)
    return any(day in _days(told_before, plain(document.text)) for x in before for document in in_english(x))


def _days(pattern: re.Pattern[str], text: str) -> frozenset[date]:
    return frozenset(day for found in pattern.finditer(text) for day in days_in(found["day"]))


def _next_letter(day: date, theirs: list[SeenLetter]) -> SeenLetter | None:
    """The first letter that was written after that day, and not taken back; one that nobody could sign has no words."""
    return next((x for x in theirs if x.dated > day and x.status != "withdrawn" and x.documents), None)

"""Law 7: the court and the family are told the same days."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from types import MappingProxyType

from correspondence.simulation.seen import Broken, Seen, SeenLetter

from .facts import cases
from .letters import is_copied, of_case
from .printed_words import days_in, in_english, plain

_DAY = r"(?P<day>\w+ \d{1,2} \w+ \d{4})"


def _meaning(*patterns: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern.replace("DAY", _DAY)) for pattern in patterns)


MEANINGS: Mapping[str, tuple[re.Pattern[str], ...]] = MappingProxyType(
    {
        "the day by which an adviser is to be named": _meaning(
            r"(?:adviser|case) is to be allocated by DAY",
            r"aim to name an adviser by DAY",
        ),
        "the day by which an adviser is needed for the day asked for": _meaning(
            r"to file by the date we ask for, the case must be allocated by DAY",
            r"to finish by the day that we ask for, we need to name an adviser by DAY",
        ),
        "the filing date": _meaning(
            r"(?<!realistic )\bfiling date (?:is )?(?:now )?DAY",
            r"court has (?:asked us to|decided that we must) finish by DAY",
            r"we must now finish by DAY",
        ),
        "the last day to ask for more time": _meaning(
            r"apply (?:for more time|to the court) by DAY",
            r"we will ask the court by DAY",
        ),
        "the day that we ask for": _meaning(
            r"extend the time for filing [\w ]+ to 4\.00pm on DAY",
            r"asking the court for more time, until DAY",
            r"asking the court to let us finish by DAY",
        ),
        "the next hearing": _meaning(
            r"the next hearing (?:is listed for )?DAY",
            r"next hearing (?:that we know of )?is on DAY",
        ),
        "a realistic day to file": _meaning(
            r"a realistic filing date (?:is )?DAY", r"a realistic day for us to finish is DAY"
        ),
        "the day on which a guardian is expected": _meaning(
            r"likely day by which we can allocate one is DAY", r"likely that we can tell you who that is by DAY"
        ),
    }
)
"""What a day may mean, and how a court's document or a family's letter says so. Both are read alike."""
_OF_AN_ADVISER = frozenset(
    {"the day by which an adviser is to be named", "the day on which a guardian is expected"},
)
_OF_THE_WAIT = _OF_AN_ADVISER | {"a realistic day to file"}
TOLD_TO_BOTH: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "hub_letter": _OF_THE_WAIT,
        "update": _OF_THE_WAIT,
        "hub_closing": _OF_THE_WAIT,
        "extension_sought": _OF_AN_ADVISER | {"the day by which an adviser is needed for the day asked for"},
        "extension_decided": _OF_AN_ADVISER,
    }
)
"""What stands in a family's own letters of a day, by their kinds, when it stands in a court's that is copied to them
(section 8)."""


def law_7(seen: Seen) -> Iterator[Broken]:
    """A day of one meaning is the same in a court's document that is copied and in an adult's letter of that day."""
    for number in cases(seen):
        letters = [x for x in of_case(seen.letters, number) if x.status != "withdrawn"]
        for court in (x for x in letters if is_copied(x)):
            for family in (x for x in letters if x.audience == "adult" and x.dated == court.dated):
                for says in _differences(court, family):
                    yield Broken(law=7, on=seen.today, subject=number, letter_id=family.letter_id, says=says)


def _differences(court: SeenLetter, family: SeenLetter) -> Iterator[str]:
    theirs, ours = days_told(court), days_told(family)
    for what in MEANINGS:
        told, heard = theirs[what], ours[what]
        if told and heard and told != heard:
            days = f"{', '.join(map(str, sorted(told)))} in a {court.kind}, {', '.join(map(str, sorted(heard)))}"
            yield f"{what} is {days} in a {family.kind} of {family.dated}"
        elif told and not heard and what in TOLD_TO_BOTH.get(family.kind, ()):
            yield f"a {court.kind} of {court.dated} gives {what}, and a {family.kind} of that day does not"


def days_told(letter: SeenLetter) -> Mapping[str, frozenset[date]]:
    """The days that a letter tells, by what they mean."""
    texts = [plain(each.text) for each in in_english(letter)]
    return {
        what: frozenset(
            day
            for pattern in patterns
            for text in texts
            for found in pattern.finditer(text)
            for day in days_in(found["day"])
        )
        for what, patterns in MEANINGS.items()
    }

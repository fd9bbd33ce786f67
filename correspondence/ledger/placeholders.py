"""The places in sentences where a letter puts a name, a day or a number, each with what stands there and an example."""

import re
from collections.abc import Iterable
from dataclasses import replace
from enum import StrEnum

from correspondence.protocol.record import record


class Holds(StrEnum):
    """What a place holds, as far as it matters to who has to review the sentence around it."""

    DAY = "day"
    CONTACT = "contact"
    OTHER = "other"


@record
class Placeholder:
    """A place in a sentence: what stands there in words, and an example of it, invented.

    `may_go`: a translation need not have it.
    """

    holds: Holds
    what: str
    example: str
    may_go: bool = False


def _day(what: str, example: str = "Thursday 24 December 2026") -> Placeholder:
    return Placeholder(holds=Holds.DAY, what=what, example=example)


def _contact(what: str, example: str) -> Placeholder:
    return Placeholder(holds=Holds.CONTACT, what=what, example=example)


def _other(what: str, example: str) -> Placeholder:
    return Placeholder(holds=Holds.OTHER, what=what, example=example)


PLACEHOLDERS = {
    "address": _contact("a postal address, in one line", "Example House, 1 Example Street, Chelmsford, CM1 1QH"),
    "adviser": _other("the name of a Family Court Adviser", "Alex Sample"),
    "asked": _day("the day that we had asked for"),
    "before": _day("what it was before: a day, or the name of the adviser until now", "Friday 5 February 2027"),
    "childline": _contact("the telephone number of Childline", "0800 1111"),
    "children": _other("the first names of the children, as a list", "Maya and Leo"),
    "contact": _contact("the name of whom to ask for", "Priya Sample"),
    "count": _other("how many", "3"),
    "cover": _contact("who answers when nobody else does", "national call centre, 0300 456 4000"),
    "day": _day("a day"),
    "days": _day("days, as a list", "Monday 7 December and Monday 21 December 2026"),
    "decided": _day("the day on which the court decided"),
    "email": _contact("an e-mail address", "hub@example.org"),
    "emergency": _contact("the number of the emergency services", "999"),
    "form": _other("the name of a form of the court", "C2"),
    "hours": _contact("when the telephone is answered", "Monday to Friday, 9am to 5pm"),
    "key": _contact("the keys to press", "55"),
    "last_day": _day("the last day to ask the court", "Friday 19 February 2027"),
    "letters": _day("the days of earlier letters, as a list"),
    "name": _other("the name of a child who reads, or of who signs", "Maya"),
    "now": _day("a day that is new"),
    "number": _contact("a telephone number", "0808 2000 247"),
    "page": _other("the number of this page", "1"),
    "pages": _other("how many pages there are", "3"),
    "phone": _contact("a telephone number", "01632 960000"),
    "programme": _other("the name of a course for parents", "Planning Together for Children"),
    "reader": replace(_other("the name of an adult who reads, without a title", "Zofia Sample"), may_go=True),
    "realistic": _day("a day by which we can finish"),
    "received": _day("the day on which something reached us"),
    "reference": _other("the reference of a letter", "4F7K-2291"),
    "reviewed": _day("the day on which a social worker looked"),
    "right": _day("the day that is right"),
    "said": _day("a day that was wrong", "Friday 5 February 2027"),
    "since": _day("the day of an earlier letter", "Monday 23 November 2026"),
    "supervisor": _other("the name of who signs", "Ruth Example"),
    "website": _contact("the address of a website", "www.cafcass.gov.uk"),
    "writer": _other("the name that children are told to call who writes", "Ruth"),
}
"""Every place that a template names, by its name."""

PLACE = re.compile(r"%\((\w+)\)s")


def placeholders_in(sentences: Iterable[str]) -> tuple[str, ...]:
    """The names of the places in *sentences*, in order, each once."""
    return tuple(dict.fromkeys(name for sentence in sentences for name in PLACE.findall(sentence)))

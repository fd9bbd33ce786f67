"""What came of a life, as a table: cases, letters, days late, refusals, laws that were broken."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from .laws import NOT_FAILING
from .laws.areas_owed import ALL_AREAS, AN_AREA
from .laws.letters import ON_FILE, went_on
from .living import Lived
from .seen import Broken, SeenLetter

_NUMBERS = re.compile(r"\d+")


def table(lived: Lived) -> tuple[str, ...]:
    """The lines of the table. The same life gives the same lines: nothing in them is of this machine or of today."""
    return (
        *_size(lived),
        "",
        *_letters(lived),
        "",
        *_met("duties", _of_duties(lived.seen.duties), lived.life.ends_on),
        "",
        *_met("papers of areas", _of_papers(lived.seen.letters), lived.life.ends_on),
        "",
        *_counted("refused by rule", lived.refused),
        "",
        *laws(lived.broken),
    )


def _size(lived: Lived) -> Iterator[str]:
    life, seen = lived.life, lived.seen
    cases = {each.body["case"]["case_number"] for each in seen.posted if each.taken and "case" in each.body}
    taken = sum(each.taken for each in seen.posted)
    yield f"{life.begins_on} to {life.ends_on}: {len(cases)} cases in {len(life.directory['hubs'])} Hubs"
    yield f"{len(life.actions)} actions; {taken} events taken, {len(seen.posted) - taken} refused"
    yield f"{len(seen.letters)} letters, {sum(len(x.documents) for x in seen.letters)} documents"


def _letters(lived: Lived) -> Iterator[str]:
    """Letters by their kinds and where they are."""
    found = Counter((x.kind, x.status) for x in lived.seen.letters)
    statuses = sorted({status for _, status in found})
    width = max((len(kind) for kind, _ in found), default=7)
    yield f"{'letters':{width}}  " + "  ".join(f"{status:>9}" for status in statuses)
    for kind in sorted({kind for kind, _ in found}):
        yield f"{kind:{width}}  " + "  ".join(f"{found[kind, status] or '':>9}" for status in statuses)


_Owed = tuple[str, date, date | None]
"""What was owed, by its name; by when; and when it was done, if it was."""


def _of_duties(duties: Iterable[Mapping[str, Any]]) -> Iterator[_Owed]:
    for each in duties:
        done_on = date.fromisoformat(each["done_on"]) if each["done_on"] else None
        yield each["duty"], date.fromisoformat(each["due_on"]), done_on


def _of_papers(letters: Iterable[SeenLetter]) -> Iterator[_Owed]:
    """Each paper and letter of a pack, which have one duty for all of an event's. What was withdrawn was not owed."""
    for letter in letters:
        is_paper = letter.subject.startswith((ALL_AREAS, AN_AREA)) and letter.audience != ON_FILE
        if is_paper and letter.due_on is not None and letter.status != "withdrawn":
            yield letter.kind, letter.due_on, went_on(letter)


def _met(title: str, owed: Iterable[_Owed], today: date) -> Iterator[str]:
    """What was owed: met by its day, met late and by how many days, and what is overdue."""
    met, late, days, overdue = (Counter[str]() for _ in range(4))
    for name, due_on, done_on in owed:
        if done_on is None:
            overdue[name] += due_on < today
        elif (over := (done_on - due_on).days) > 0:
            late[name] += 1
            days[name] += over
        else:
            met[name] += 1
    yield f"{title:28}  met in time  met late  days late  overdue"
    for name in sorted({*met, *late, *overdue}):
        yield f"{name:28}  {met[name]:11}  {late[name]:8}  {days[name]:9}  {overdue[name]:7}"


def _counted(title: str, counts: Mapping[str, int]) -> Iterator[str]:
    yield title
    yield from (f"  {count:5}  {name}" for name, count in sorted(counts.items(), key=lambda each: (-each[1], each[0])))


def in_earnest(broken: Iterable[Broken]) -> tuple[Broken, ...]:
    """What is broken, without what is counted until a later version keeps it."""
    return tuple(each for each in broken if not each.says.startswith(NOT_FAILING))


def laws(broken: Sequence[Broken]) -> Iterator[str]:
    """The laws that were broken: how often, how, and how each was first; then what is only counted."""
    failing = in_earnest(broken)
    yield from _each_first("laws broken" if failing else "no law broken", failing)
    counted = tuple(each for each in broken if each not in failing)
    if counted:
        yield from _each_first("counted, and kept by a later version", counted)


def _each_first(title: str, broken: Iterable[Broken]) -> Iterator[str]:
    """Alike are those that say the same but for the numbers in it."""
    alike: dict[tuple[int, str], list[Broken]] = {}
    for each in broken:
        alike.setdefault((each.law, _NUMBERS.sub("", each.says)), []).append(each)
    yield title
    for (number, _), every in sorted(alike.items(), key=lambda item: (item[0][0], -len(item[1]), item[0][1])):
        first = every[0]
        yield f"  law {number}: {len(every)} times; first on {first.on}, {first.subject}: {first.says}"

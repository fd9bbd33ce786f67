"""What came of a life, as a table: cases, letters, days late, refusals, laws that were broken."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from .living import Lived
from .seen import Broken


def table(lived: Lived) -> tuple[str, ...]:
    """The lines of the table. The same life gives the same lines: nothing in them is of this machine or of today."""
    return (
        *_size(lived),
        "",
        *_letters(lived),
        "",
        *_duties(lived.seen.duties, lived.life.ends_on),
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


def _duties(duties: Iterable[Mapping[str, Any]], today: date) -> Iterator[str]:
    """What was owed: met by its day, met late and by how many days, and what is overdue."""
    met, late, days, overdue = (Counter[str]() for _ in range(4))
    for duty in duties:
        name, due_on = duty["duty"], date.fromisoformat(duty["due_on"])
        if duty["done_on"] is None:
            overdue[name] += due_on < today
        elif (over := (date.fromisoformat(duty["done_on"]) - due_on).days) > 0:
            late[name] += 1
            days[name] += over
        else:
            met[name] += 1
    yield f"{'duties':24}  met in time  met late  days late  overdue"
    for name in sorted({*met, *late, *overdue}):
        yield f"{name:24}  {met[name]:11}  {late[name]:8}  {days[name]:9}  {overdue[name]:7}"


def _counted(title: str, counts: Mapping[str, int]) -> Iterator[str]:
    yield title
    yield from (f"  {count:5}  {name}" for name, count in sorted(counts.items(), key=lambda each: (-each[1], each[0])))


def laws(broken: Iterable[Broken]) -> Iterator[str]:
    """The laws that were broken: how often, and how each was first."""
    firsts: dict[int, Broken] = {}
    counts: Counter[int] = Counter()
    for each in broken:
        firsts.setdefault(each.law, each)
        counts[each.law] += 1
    yield "laws broken" if counts else "no law broken"
    for number in sorted(counts):
        first = firsts[number]
        yield f"  law {number}: {counts[number]} times; first on {first.on}, {first.subject}: {first.says}"

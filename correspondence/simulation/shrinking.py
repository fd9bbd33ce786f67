"""The smallest life that breaks the same law: cases are left out first, then single actions (delta debugging).

A smaller life need not be one that anybody would live: a letter is moved that was never written, and that is refused.
"""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TypeVar

from correspondence.making import Maker

from .actions import Action, ApprovePack, Life, Move, Post, ReadDirectory, Run
from .carrying_out import subject_of
from .living import Laws, live_again
from .seen import Broken, Law

Breaks = Callable[[Life], Iterable[Broken]]

_T = TypeVar("_T")
_NUMBERS = re.compile(r"\d+")


def is_same(one: Broken, other: Broken) -> bool:
    """Whether two laws that were broken are one and were broken alike, whenever that was and in whatever case."""
    return one.law == other.law and _NUMBERS.sub("", one.says) == _NUMBERS.sub("", other.says)


@dataclass(slots=True)
class Shrinking:
    """Looks for smaller lives that break a law as *broken* does, and lives *tries* of them at most.

    *breaks* lives one, and says how it broke any law.
    """

    broken: Broken
    breaks: Breaks
    tries: int

    def smallest(self, life: Life) -> Life:
        """The smallest life found; the life itself where none of its parts breaks the law."""
        whole = life.until(self.broken.on)
        alone = about(whole, self.broken.subject)
        begun = alone if self._breaks(alone) else whole
        if begun is whole and not self._breaks(whole):
            return life
        begun = self._of_fewer_kinds(begun)
        kept = fewest(begun.actions, lambda some: self._breaks(begun.doing(some)))
        return self._cut_short(begun.doing(kept))

    def _of_fewer_kinds(self, life: Life) -> Life:
        """The life without all runs, say, where those change nothing: one life lived in place of many."""
        for kind in (Run, ReadDirectory, ApprovePack, Move):
            less = life.doing(each for each in life.actions if not isinstance(each, kind))
            if less.actions != life.actions and self._breaks(less):
                life = less
        return life

    def _breaks(self, life: Life) -> bool:
        if self.tries <= 0:
            return False
        self.tries -= 1
        return self._first(life) is not None

    def _first(self, life: Life) -> Broken | None:
        """How a life breaks that law first."""
        return next((each for each in self.breaks(life) if is_same(each, self.broken)), None)

    def _cut_short(self, life: Life) -> Life:
        """The life as far as the day on which the law is broken."""
        first = self._first(life)
        return life.until(first.on) if first is not None else life


def of_this_law(broken: Broken, laws: Laws, maker: Maker | None = None) -> Breaks:
    """How lives are held to the law that was broken, and to no other; of a crash none needs to be asked."""

    def this_law() -> Mapping[int, Law]:
        return {number: law for number, law in laws().items() if number == broken.law}

    def breaks(life: Life) -> Iterable[Broken]:
        return live_again(life, this_law, maker, enough=lambda each: is_same(each, broken)).broken

    return breaks


def about(life: Life, subject: str) -> Life:
    """The part of a life that is of one case, or about one area."""
    return life.doing(_about(life, subject))


def _about(life: Life, subject: str) -> Iterator[Action]:
    """What was done in that case, or about that area, and what else it may rest on: directories, and its Hub's runs."""
    events = {each.body["event_id"]: each for each in life.actions if isinstance(each, Post)}
    mine = {event_id: each for event_id, each in events.items() if subject_of(dict(each.body)).key == subject}
    hubs = {each.body["hub"] for each in mine.values() if "hub" in each.body}
    areas = {life.directory["hubs"][hub]["service_area"] for hub in hubs & life.directory["hubs"].keys()}
    for action in life.actions:
        match action:
            case Post() if action.body["event_id"] in mine or _is_of(action, areas):
                yield action
            case Move(given_by=given_by) if given_by in mine or given_by.endswith(f"-{subject}"):
                yield action
            case ApprovePack(event_id=event_id) if event_id in mine:
                yield action
            case Run(hub=hub) if hub in hubs or subject.endswith(f":{hub}"):
                yield action
            case ReadDirectory():
                yield action


def _is_of(post: Post, areas: Collection[str]) -> bool:
    """Whether an event is of one of these areas, or of all; where there are none, whether it is of any."""
    return "case" not in post.body and (not areas or post.body.get("service_area") in (*areas, None))


def fewest(items: Sequence[_T], is_enough: Callable[[Sequence[_T]], bool]) -> tuple[_T, ...]:
    """As few of *items*, in their order, as are enough: without any one part of them they no longer are."""
    kept, parts = tuple(items), 2
    while len(kept) > 1:
        smaller = next((rest for rest in _without_a_part(kept, parts) if is_enough(rest)), None)
        if smaller is not None:
            kept, parts = smaller, max(2, parts - 1)
        elif parts >= len(kept):
            break
        else:
            parts = min(len(kept), 2 * parts)
    return kept


def _without_a_part(items: tuple[_T, ...], parts: int) -> Iterator[tuple[_T, ...]]:
    """*items* without their last part, without the last but one, and so on: what came last is the least needed."""
    size = -(-len(items) // parts)
    starts = range(0, len(items), size)
    for start in reversed(starts):
        yield tuple(islice(items, start)) + items[start + size :]

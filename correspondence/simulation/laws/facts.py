"""The facts of a case as they now stand: what was posted of it, folded by the laws themselves.

Bodies stay what was posted, JSON as it came: a field that the laws do not know changes nothing here.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from typing import Any, Generic, TypeVar

from correspondence.simulation.seen import Posted, Seen

from .working_days import a_day

Body = Mapping[str, Any]
T = TypeVar("T")

SUPERVISORS = frozenset({"practice_supervisor", "service_manager", "head_of_practice", "assistant_director"})
"""Who reviews a case: a Practice Supervisor, a Service Manager or above (Protocol 3.2(vi))."""
PARTIES = frozenset({"applicant", "respondent", "other_party"})
VERSIONS = frozenset({"younger", "older"})


def case_key(number: str) -> str:
    """A case's number in the one form by which it is known: upper case, without hyphens and blanks."""
    return re.sub(r"[\s-]", "", number).upper()


@dataclass(frozen=True, kw_only=True)
class Facts:
    """What is known of one case. `posted`: everything that was taken of it, in the order in which it came."""

    number: str
    posted: tuple[Posted, ...]

    @cached_property
    def events(self) -> tuple[Body, ...]:
        """The events, each as it should have been, in the order of their days."""
        right: dict[str, Body] = {}
        for each in self.posted:
            if each.body["type"] == "correction":
                right[each.body["replaces"]] = {**each.body["event"], "event_id": each.body["replaces"]}
        every = (right.get(each.body["event_id"], each.body) for each in self.posted)
        return tuple(sorted(every, key=happened_on))

    @cached_property
    def case(self) -> Body:
        """The case as the last of its events has it, with the people whose details changed since.

        Whose details changed on an earlier day, and were told later than that event, are known by now all the same.
        """
        last: Body = {}
        for event in self.events:
            told = event["case"]
            if event["type"] == "details_changed":
                told = {**told, "people": _changed(last.get("people") or told["people"], event)}
            last = told
        for event in self._told_late():
            last = {**last, "people": _changed(last["people"], event)}
        return last

    def _told_late(self) -> Iterator[Body]:
        """The changes of details that came after the event of the last day, in the order in which they came."""
        came = [each.body["event_id"] for each in self.posted]
        late = came[came.index(self.events[-1]["event_id"]) + 1 :] if came else ()
        changes = {e["event_id"]: e for e in self.of_type("details_changed")}
        yield from (changes[each] for each in late if each in changes)

    @cached_property
    def people(self) -> Mapping[str, Body]:
        """The people of the case, by their ids: what is known of each, whoever recorded it last and however."""
        return {each["person_id"]: known_of(each) for each in self.case.get("people", ())}

    @property
    def hub(self) -> str:
        """The key of the Hub that holds it."""
        return str(self.events[-1].get("hub", ""))

    @property
    def work(self) -> Body:
        """The ordered work."""
        return self.case.get("ordered_work") or {}

    @cached_property
    def stay(self) -> tuple[Body, ...]:
        """The events of its last stay in a Hub, from the decision on."""
        start, over = 0, True
        for place, event in enumerate(self.events):
            if over and event["type"] == "hub_allocation_decided":
                start, over = place, False
            elif ends_a_stay(event):
                over = True
            elif is_review(event) and event["outcome"] == "hold":
                over = self.events[start]["type"] != "hub_allocation_decided"
        return self.events[start:]

    @property
    def entered_on(self) -> date | None:
        """The day on which that stay began; None for a case that was never in a Hub."""
        first = self.stay[0]
        if first["type"] != "hub_allocation_decided":
            return None
        return a_day(first.get("entered_hub_on")) or happened_on(first)

    @property
    def passed_back(self) -> bool:
        """Whether it left the Hub to be allocated, and no later review holds it."""
        left = False
        for event in self.stay:
            left = ends_a_stay(event) or (left and not is_review(event))
        return left

    @property
    def closed(self) -> bool:
        """Whether it ended, and was not placed in a Hub again."""
        last = [e["type"] for e in self.events if e["type"] in ("case_closed", "hub_allocation_decided")][-1:]
        return last == ["case_closed"]

    @property
    def dead(self) -> frozenset[str]:
        """The ids of those who died."""
        return frozenset(str(e["person_id"]) for e in self.of_type("case_closed") if e.get("person_id"))

    @property
    def waits(self) -> bool:
        """Whether it is held in a Hub."""
        return self.entered_on is not None and not self.passed_back and not self.closed

    def of_type(self, *types: str) -> tuple[Body, ...]:
        """The events of those types, in the order of their days."""
        return tuple(e for e in self.events if e["type"] in types)

    def of_type_in_stay(self, kind: str) -> tuple[Body, ...]:
        """The events of that type since its last stay began."""
        return tuple(e for e in self.stay if e["type"] == kind)

    def event(self, event_id: str) -> Body | None:
        """The event of that id, as it should have been."""
        return next((e for e in self.events if e["event_id"] == event_id), None)

    def came_on(self, event_id: str) -> date | None:
        """The day on which an event was posted."""
        return next((each.on for each in self.posted if each.body["event_id"] == event_id), None)

    def until(self, day: date) -> "Facts":
        """What was known of the case at the end of *day*."""
        return Facts(number=self.number, posted=tuple(each for each in self.posted if each.on <= day))

    def readers(self) -> frozenset[str]:
        """Who is written to: each party, and each child with a version, alive (Protocol 3.2(iv), (v))."""
        return frozenset(key for key, person in self.people.items() if reads(person)) - self.dead

    def open_alerts(self) -> tuple[Body, ...]:
        """The information that nobody qualified has looked at since it came (Protocol 3.2(vii))."""
        order = {each.body["event_id"]: place for place, each in enumerate(self.posted)}
        waiting: list[Body] = []
        for event in self.events:
            if event["type"] == "information_received":
                waiting.append(event)
            elif is_review(event) or (event["type"] == "risk_increased" and by_supervisor(event)):
                waiting = [x for x in waiting if not _answers(event, x, order)]
        return tuple(waiting)


def known_of(record: Body) -> Body:
    """What a record says: where somebody says that there is nothing, that is as good as saying nothing.

    An officer leaves out what a run of ours, which tells a case again, says is empty.
    """
    said = {key: known_of(value) if isinstance(value, Mapping) else value for key, value in record.items()}
    return {key: value for key, value in said.items() if value is not None and value not in ("", {})}


def reads(person: Body) -> bool:
    """Whether somebody is written to: a party, or a child for whom a practitioner chose a letter."""
    return person["role"] in PARTIES or (person["role"] == "child" and person.get("letter_version") in VERSIONS)


def happened_on(event: Body) -> date:
    """The day on which it happened."""
    return date.fromisoformat(str(event["occurred_on"]))


def by_supervisor(event: Body) -> bool:
    """Whether somebody who may review a case recorded it."""
    return (event.get("recorded_by") or {}).get("role") in SUPERVISORS


def is_review(event: Body) -> bool:
    """Whether it is a review that counts (Protocol 3.2(vi))."""
    return bool(event["type"] == "review_recorded") and by_supervisor(event)


def ends_a_stay(event: Body) -> bool:
    """Whether the case leaves its Hub by it (Protocol 3.2(vii), 5.1, 5.2)."""
    kind = event["type"]
    return (
        kind in ("case_closed", "risk_increased", "adviser_allocated")
        or (kind == "court_challenged" and event["kind"] == "challenge")
        or (kind == "representation_received" and event.get("accepted_by_court") is True)
        or (is_review(event) and event["outcome"] == "allocate")
    )


def cases(seen: Seen) -> Mapping[str, Facts]:
    """Every case of which something was taken, by its number. The laws are asked of one `Seen` after another."""
    return _cases(Itself(seen))


class Itself(Generic[T]):
    """Something that is the same as itself alone, so that what is read of it is read once."""

    def __init__(self, it: T) -> None:
        self.it = it

    def __hash__(self) -> int:
        return id(self.it)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Itself) and other.it is self.it


@lru_cache(maxsize=2)  # of twins there are two
def _cases(itself: Itself[Seen]) -> Mapping[str, Facts]:
    seen = itself.it
    found: dict[str, list[Posted]] = {}
    for each in seen.posted:
        if each.taken and (number := _number(each.body)):
            found.setdefault(number, []).append(each)
    return {number: Facts(number=number, posted=_once(posted)) for number, posted in found.items()}


def _number(body: Body) -> str:
    number = (body.get("case") or {}).get("case_number") or body.get("case_number") or ""
    return case_key(str(number))


def _once(posted: Iterable[Posted]) -> tuple[Posted, ...]:
    """Each event by its first arrival: the same one posted again is no other."""
    first: dict[str, Posted] = {}
    for each in posted:
        first.setdefault(each.body["event_id"], each)
    return tuple(first.values())


def _changed(before: Iterable[Body], event: Body) -> tuple[Body, ...]:
    """The people after details changed: those named as they now stand, who left gone, all others as they were."""
    named = {each["person_id"]: each for each in event["people"]}
    stay = {each["person_id"] for each in event["case"]["people"]}
    stood = {each["person_id"]: each for each in before}
    kept = tuple(named.get(key, person) for key, person in stood.items() if key in stay)
    return (*kept, *(person for key, person in named.items() if key not in stood))


def _answers(look: Body, information: Body, order: Mapping[str, int]) -> bool:
    if look.get("answers"):
        return bool(look["answers"] == information["event_id"])
    return order[information["event_id"]] < order[look["event_id"]]

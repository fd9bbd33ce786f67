"""Twins: the same life lived twice, in which one hidden fact of one person differs, or one thing was never told us.

Whatever the others are sent must be the same in both (non-interference); the twin laws ask that.
"""

from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from .actions import Action, Life, Post
from .carrying_out import subject_of
from .living import Lived, live_again
from .seen import Broken, TwinLaw

Body = dict[str, Any]
TwinLaws = Mapping[int, TwinLaw]

_OTHERWISE: Mapping[str, Any] = {
    "address": {"line_1": "871 Other Row", "post_town": "Truro", "postcode": "TR1 2EY"},
    "phone": "07700 900001",
    "email": "somebody.else@example.org",
    "school": "Another Academy",
    "in_refuge": False,
}
"""What can be hidden of a person, and what it is in the other life."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hidden:
    """A fact that no other party may know: whose, and which."""

    subject: str
    person_id: str
    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Unheard:
    """An event of a case that no other party may hear of: what one of them told us, or that we spoke with them."""

    subject: str
    event_id: str


_OPEN = "may_be_known_by_others"
_UNHEARD = frozenset({"information_received", "contact_made"})
_NAMES_IT = ("event_id", "replaces", "answers")
"""Where an event's id stands in itself, in what puts it right, and in the look that somebody took because of it."""


def subjects(life: Life) -> tuple[str, ...]:
    """The cases of a life, in the order in which they came."""
    every = (subject_of(dict(each.body)).key for each in life.actions if isinstance(each, Post) and "case" in each.body)
    return tuple(dict.fromkeys(every))


def hidden_in(life: Life, subject: str) -> tuple[Hidden, ...]:
    """What is hidden in a case from its first event to its last, of people who are there from the first."""
    people = [*_people_of(life, subject)]
    return tuple(
        Hidden(subject=subject, person_id=person_id, what=what)
        for person_id in dict.fromkeys(str(each["person_id"]) for each in people)
        for what in _OTHERWISE
        if _is_hidden(what, [each for each in people if each["person_id"] == person_id])
    )


def _is_hidden(what: str, records: list[Body]) -> bool:
    """Whether a fact is in every record of a person and open in none.

    A refuge closes whatever was open, which the others may see; so it is hidden of whom they never knew anything.
    """
    if what == "in_refuge":
        return any(each.get(what) for each in records) and not any(each.get(_OPEN) for each in records)
    return all(each.get(what) and what not in each.get(_OPEN, ()) for each in records)


def kept_from_others(life: Life, subject: str) -> tuple[Hidden | Unheard, ...]:
    """All that twins of a case may differ in."""
    return (*hidden_in(life, subject), *unheard_in(life, subject))


def unheard_in(life: Life, subject: str) -> tuple[Unheard, ...]:
    """What was told us in a case, where neither that nor the look that it caused came with news of its family.

    What made somebody take the case out of its Hub is not among it: the others are told of that.
    """
    bodies = [dict(x.body) for x in life.actions if isinstance(x, Post) and subject_of(dict(x.body)).key == subject]
    bring_news = [body for before, body in pairwise(bodies) if body["case"] != before["case"]]
    lead_on = [body for body in bodies if body["type"] == "review_recorded" and body["outcome"] != "hold"]
    heard = {body.get(each) for body in (*bodies[:1], *bring_news, *lead_on) for each in _NAMES_IT}
    ids = dict.fromkeys(body["event_id"] for body in bodies if body["type"] in _UNHEARD)
    return tuple(Unheard(subject=subject, event_id=event_id) for event_id in ids if event_id not in heard)


def twin(life: Life, hidden: Hidden | Unheard) -> Life:
    """The same life, in which that one fact is another wherever it was recorded, or that event never was."""
    if isinstance(hidden, Unheard):
        return life.doing(action for action in life.actions if not _tells_of(action, hidden))
    return life.doing(_otherwise(action, hidden) for action in life.actions)


def broken_by(life: Life, hidden: Hidden | Unheard, laws: TwinLaws) -> tuple[Broken, ...]:
    """The twin laws that a life and its twin break."""
    return broken_beside(live_again(life, dict), hidden, laws)


def broken_beside(one: Lived, hidden: Hidden | Unheard, laws: TwinLaws) -> tuple[Broken, ...]:
    """The twin laws that what was lived breaks beside the twin of that life.

    An alert stops what staff would do (Protocol 3.2(vii)); where nobody told us of it they do no more than they did.
    """
    same = one.life.doing(one.taken) if isinstance(hidden, Unheard) else one.life
    other = live_again(twin(same, hidden), dict)
    return tuple(found for law in laws.values() for found in law(one.seen, other.seen))


def _tells_of(action: Action, unheard: Unheard) -> bool:
    """Whether an action is that event, puts it right, or is the look that somebody took because of it."""
    return isinstance(action, Post) and unheard.event_id in (action.body.get(each) for each in _NAMES_IT)


def _people_of(life: Life, subject: str) -> Iterator[Body]:
    for action in life.actions:
        if isinstance(action, Post) and subject_of(dict(action.body)).key == subject:
            yield from _people_in(dict(action.body))


def _people_in(body: Body) -> Iterator[Body]:
    """The people in an event, and in what a correction says that it should have been."""
    for each in (body, body.get("event") or {}):
        yield from (each.get("case") or {}).get("people") or ()
        yield from each.get("people") or ()


def _otherwise(action: Action, hidden: Hidden) -> Action:
    if not isinstance(action, Post) or subject_of(dict(action.body)).key != hidden.subject:
        return action
    body = deepcopy(dict(action.body))
    for person in _people_in(body):
        if person["person_id"] == hidden.person_id and person.get(hidden.what):
            person[hidden.what] = _OTHERWISE[hidden.what]
    return Post(on=action.on, body=body)

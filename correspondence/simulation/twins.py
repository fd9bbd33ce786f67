"""Twins: the same life lived twice, in which one hidden fact of one person differs.

Whatever the others are sent must be the same in both (non-interference); the twin laws ask that.
"""

from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from .actions import Action, Life, Post
from .carrying_out import subject_of
from .living import live_again
from .seen import Broken, TwinLaw

Body = dict[str, Any]
TwinLaws = Mapping[int, TwinLaw]

_OTHERWISE: Mapping[str, Any] = {
    "address": {"line_1": "871 Other Row", "post_town": "Truro", "postcode": "TR1 2EY"},
    "phone": "07700 900001",
    "email": "somebody.else@example.org",
    "school": "Another Academy",
}
"""What can be hidden of a person, and what it is in the other life."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hidden:
    """A fact that no other party may know: whose, and which."""

    subject: str
    person_id: str
    what: str


def subjects(life: Life) -> tuple[str, ...]:
    """The cases of a life, in the order in which they came."""
    every = (subject_of(dict(each.body)).key for each in life.actions if isinstance(each, Post) and "case" in each.body)
    return tuple(dict.fromkeys(every))


def hidden_in(life: Life, subject: str) -> tuple[Hidden, ...]:
    """What is hidden in a case from its first event to its last, of people who are there from the first."""
    known: dict[tuple[str, str], bool] = {}
    for person in _people_of(life, subject):
        for what in _OTHERWISE:
            is_hidden = bool(person.get(what)) and what not in person.get("may_be_known_by_others", ())
            key = (str(person["person_id"]), what)
            known[key] = is_hidden and known.get(key, True)
    return tuple(
        Hidden(subject=subject, person_id=person_id, what=what)
        for (person_id, what), is_hidden in known.items()
        if is_hidden
    )


def twin(life: Life, hidden: Hidden) -> Life:
    """The same life, in which that one fact is another wherever it was recorded."""
    return life.doing(_otherwise(action, hidden) for action in life.actions)


def broken_by(life: Life, hidden: Hidden, laws: TwinLaws) -> tuple[Broken, ...]:
    """The twin laws that a life and its twin break."""
    one, other = (live_again(each, dict).seen for each in (life, twin(life, hidden)))
    return tuple(found for law in laws.values() for found in law(one, other))


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

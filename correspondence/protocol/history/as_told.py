"""The events of a case with the case that each of them tells, whole.

An event gives the case as it now stands. One about people's details gives those it is about, and all others stay as
they were: whom the case had is told by the events before it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from correspondence.protocol.case.people import Person
from correspondence.protocol.events import AnyEvent, CorrectableEvent, Correction, DetailsChanged

_People = dict[str, Person]


def as_told(received: Sequence[AnyEvent]) -> tuple[AnyEvent, ...]:
    """*Received*, the events of a case in order of arrival, each with the whole case. It is safe to repeat."""
    told: list[AnyEvent] = []
    for event in received:
        told.append(_whole(event, told))
    return tuple(told)


def as_they_should_have_been(received: Sequence[AnyEvent]) -> tuple[AnyEvent, ...]:
    """The events in order of their day: corrections take the place of what they correct."""
    corrected: dict[str, CorrectableEvent] = {}
    for event in received:
        if isinstance(event, Correction):
            corrected[event.replaces] = replace(event.event, event_id=event.replaces)
    return tuple(sorted((corrected.get(e.event_id, e) for e in received), key=lambda e: e.occurred_on))


def people_by(told: Sequence[AnyEvent]) -> tuple[Person, ...]:
    """Whom a case has by all that was *told*: as the event of the last day has them, and what was learnt after it came.

    What was learnt on an earlier day and told late is known by now all the same.
    """
    if not told:
        return ()
    right = {e.event_id: e for e in as_they_should_have_been(told)}
    *_, last = right.values()
    came = [e.event_id for e in told]
    people = last.case.people
    for event_id in came[came.index(last.event_id) + 1 :]:
        event = right[event_id]
        people = event.case_after(people).people if isinstance(event, DetailsChanged) else people
    return people


def _whole(event: AnyEvent, before: Sequence[AnyEvent]) -> AnyEvent:
    """An event with the whole case, of the events *before* it."""
    if isinstance(event, DetailsChanged):
        return _completed(event, before)
    if isinstance(event, Correction) and isinstance(event.event, DetailsChanged):
        is_known = any(each.event_id == event.replaces for each in before)
        return _put_right(event, event.event, before) if is_known else event
    return event


def _completed(event: DetailsChanged, before: Sequence[AnyEvent]) -> DetailsChanged:
    return replace(event, case=event.case_after(people_by(before) or event.case.people))


def _put_right(correction: Correction, right: DetailsChanged, before: Sequence[AnyEvent]) -> Correction:
    """A correction of somebody's details, its own case put right too where nobody has told of them since.

    Its case may still have them as they were told wrongly, or as they were before that.
    """
    place = [e.event_id for e in before].index(correction.replaces)
    wrong = before[place]
    should, then = _completed(right, before[:place]), _by_id(people_by(before[:place]))
    now, mistaken, stands = _by_id(people_by(before)), _by_id(wrong.case.people), _by_id(should.case.people)
    its_own = _by_id(correction.case.people)
    for each in (p.person_id for e in (wrong, right) if isinstance(e, DetailsChanged) for p in e.people):
        is_last_word = now.get(each) == mistaken.get(each)
        if is_last_word and its_own.get(each) in (now.get(each), then.get(each)):
            its_own = _with(its_own, each, stands.get(each))
    return replace(correction, event=should, case=replace(correction.case, people=tuple(its_own.values())))


def _by_id(people: Iterable[Person]) -> _People:
    return {person.person_id: person for person in people}


def _with(people: _People, person_id: str, person: Person | None) -> _People:
    """Those *people* with somebody as *person*; without them where that is None."""
    if person is None:
        return {each: one for each, one in people.items() if each != person_id}
    return people | {person_id: person}

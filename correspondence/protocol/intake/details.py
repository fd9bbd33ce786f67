"""What staff are told of people's details that an event gives otherwise than they were learnt (ours)."""

from collections.abc import Iterator

from correspondence.protocol.case.people import is_told_as
from correspondence.protocol.days.calendar import in_words
from correspondence.protocol.events import AnyEvent, CorrectableEvent, DetailsChanged
from correspondence.protocol.history.case_file import CaseFile


def warnings(event: CorrectableEvent, before: CaseFile | None) -> Iterator[str]:
    """Who leaves, who is left as they stand, and what goes back to how it was. No warning holds a person's value."""
    if before is None:
        return
    if isinstance(event, DetailsChanged):
        yield from _of_details(event, before)
    else:
        yield from _gone_back(event, before)


def _of_details(event: DetailsChanged, before: CaseFile) -> Iterator[str]:
    named = {person.person_id for person in event.people}
    for place, told in enumerate(event.case.people):
        now = before.case.person(told.person_id)
        if told.person_id not in named and now is not None and not is_told_as(told, now):
            yield f"case.people.{place}: this person is left as they now stand, since people does not name them"
    for person in before.case.people:
        if event.case.person(person.person_id) is None:
            yield f"{person.person_id}: is no longer in the case: what waits for them is taken back"


def _gone_back(event: AnyEvent, before: CaseFile) -> Iterator[str]:
    """Whoever built the event on a case as it was before would have letters go to the old address."""
    learnt = {p.person_id: e for e in before.of_type(DetailsChanged) for p in e.people}
    for place, told in enumerate(event.case.people):
        now, last = before.case.person(told.person_id), learnt.get(told.person_id)
        if last is not None and now is not None and not is_told_as(told, now):
            day = in_words(last.occurred_on)
            yield f"case.people.{place}: not as details_changed of {day} has this person: what this event says is taken"

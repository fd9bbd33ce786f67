"""A case as an event found it: of the event's own day, what had arrived before it.

An event may be recorded late, and one that is corrected is judged by what came before it.
"""

from dataclasses import replace

from correspondence.protocol.case.people import Person, protected_as
from correspondence.protocol.events import AnyEvent, CorrectableEvent, ReviewRecorded
from correspondence.protocol.record import record

from .as_told import people_by
from .case_file import CaseFile


@record
class Found:
    """A case that an event comes to.

    `before`: all that is recorded so far. `stood`: how it stood when the event happened; None where nothing had
    happened. `replaces`: the event it corrects, whose place it takes.
    """

    event: CorrectableEvent
    before: CaseFile
    stood: CaseFile | None
    replaces: str | None = None

    @property
    def now(self) -> CaseFile | None:
        """How the case stands on the day it is recorded, for what is told on that day; corrected, as it stood."""
        return self.before if self.replaces is None else self.stood

    @property
    def people(self) -> tuple[Person, ...]:
        """Whom the case had when it came, with what protects them by now."""
        if self.replaces is None:
            return self.before.case.people
        then = people_by(self.before.received[: self.before.arrivals.index(self.replaces)])
        return tuple(map(self._protected, then))

    def forms_of(self, person_id: str) -> frozenset[Person]:
        """Somebody as each event had them before it came, with what protects them by now."""
        ever = (event.case.person(person_id) for event in self.before.received)
        return frozenset(self._protected(person) for person in ever if person is not None)

    def _protected(self, person: Person) -> Person:
        return protected_as(person, self.before.case.person(person.person_id) or person)

    @property
    def passed_back_by_review(self) -> bool:
        """Whether a review alone passed the case back."""
        return self.stood is not None and self.stood.leaves_hub_on is not None and left_for_good(self.stood) is None

    def last_of(self, *types: str) -> AnyEvent | None:
        """The last event of those types that it found."""
        return next((e for e in reversed(self.stood.events if self.stood else ()) if e.type in types), None)

    def next_of(self, *types: str) -> AnyEvent | None:
        """The first event of those types that came after the one it corrects."""
        if self.replaces is None:
            return None
        place = [e.event_id for e in self.before.events].index(self.replaces)
        return next((e for e in self.before.events[place + 1 :] if e.type in types), None)


def found_by(event: CorrectableEvent, before: CaseFile, replaces: str | None = None) -> Found:
    """The case as *event* finds it; *replaces*: the event it corrects."""
    return Found(event=event, before=before, stood=as_it_stood(before, event, replaces), replaces=replaces)


def as_it_stood(before: CaseFile | None, event: AnyEvent, replaces: str | None = None) -> CaseFile | None:
    """The case file as *event* found it: of its own day, what had arrived before it. None where nothing had happened.

    *replaces*: the event it corrects, whose place it takes.
    """
    if before is None:
        return None
    arrived = before.arrivals[: before.arrivals.index(replaces)] if replaces else before.arrivals
    day, others = event.occurred_on, (e for e in before.events if e.event_id != replaces)
    found = tuple(e for e in others if e.occurred_on < day or (e.occurred_on == day and e.event_id in arrived))
    return replace(before, events=found) if found else None


def left_for_good(stood: CaseFile) -> AnyEvent | None:
    """What took the case out of its Hub otherwise than by a review, which a later review may reverse; the last."""
    ways = [e for e in stood.stay if e.passes_back and not isinstance(e, ReviewRecorded)]
    return ways[-1] if ways else None

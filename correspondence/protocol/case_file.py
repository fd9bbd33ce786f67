"""The case file: the fold of a case's events and of what became of its letters.

Nothing here is stored. The register keeps the events as they came; this fold says how the case stands, which
protection each person has earned, and which values the case ever held.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import TypeVar

from .case import Case
from .events import (
    AnyEvent,
    CaseClosed,
    ClosingReason,
    CorrectableEvent,
    Correction,
    HubAllocationDecided,
    InformationReceived,
    ReviewOutcome,
    ReviewRecorded,
)
from .fields import record
from .letters import LetterRecord
from .people import Address, Detail, Name, Person, Representative

_E = TypeVar("_E", bound=AnyEvent)


@record
class Protection:
    """What guards one person. It only tightens: loosening it needs a recorded override."""

    may_be_known: frozenset[Detail]
    identity_withheld: bool
    in_refuge: bool

    def tightened_by(self, other: "Protection") -> "Protection":
        """The stronger of both, part by part."""
        return Protection(
            may_be_known=self.may_be_known & other.may_be_known,
            identity_withheld=self.identity_withheld or other.identity_withheld,
            in_refuge=self.in_refuge or other.in_refuge,
        )


@record
class HeldValues:
    """Every value the case ever held of one person: what was once given stays protected."""

    names: frozenset[Name] = frozenset()
    addresses: frozenset[Address] = frozenset()
    phones: frozenset[str] = frozenset()
    emails: frozenset[str] = frozenset()
    schools: frozenset[str] = frozenset()
    representatives: frozenset[Representative] = frozenset()

    def with_person(self, person: Person) -> "HeldValues":
        """These values and those of *person* as an event gives them."""
        return HeldValues(
            names=self.names | {person.name},
            addresses=self.addresses | _given(person.address),
            phones=self.phones | _given(person.phone),
            emails=self.emails | _given(person.email),
            schools=self.schools | _given(person.school),
            representatives=self.representatives | _given(person.representative),
        )


_V = TypeVar("_V")


def _given(value: _V | None) -> frozenset[_V]:
    return frozenset() if value is None else frozenset({value})


@record
class KeptProtection:
    """An event would have loosened a person's protection without an override: the stronger state was kept."""

    event_id: str
    person_id: str
    what: str


@record
class CaseFile:
    """How a case stands. `events` are in order of their day, each as it should have been.

    `arrivals`: their ids in the order in which they came.
    """

    case_number: str
    hub: str
    case: Case
    events: tuple[AnyEvent, ...]
    arrivals: tuple[str, ...]
    letters: tuple[LetterRecord, ...]
    held_values: dict[str, HeldValues]
    refuges: frozenset[Address]
    kept_protections: tuple[KeptProtection, ...]

    def of_type(self, kind: type[_E]) -> tuple[_E, ...]:
        """The events of one type, in order."""
        return tuple(e for e in self.events if isinstance(e, kind))

    def event(self, event_id: str) -> AnyEvent | None:
        """The event with that id, as it should have been; None when the case has none."""
        return next((e for e in self.events if e.event_id == event_id), None)

    @property
    def stay(self) -> tuple[AnyEvent, ...]:
        """The events of the present stay in the Hub, or of the last one, from its decision on; else every event.

        A second decision during a stay begins no new one, so that no clock starts again; one that follows a
        closing, or a review that allocated the case, does.
        """
        start, over = 0, True
        for place, event in enumerate(self.events):
            if over and isinstance(event, HubAllocationDecided):
                start, over = place, False
            elif isinstance(event, CaseClosed):
                over = True
            elif isinstance(event, ReviewRecorded):
                over = event.outcome is ReviewOutcome.ALLOCATE or not self._is_decision(start)
        return self.events[start:]

    def _is_decision(self, place: int) -> bool:
        return isinstance(self.events[place], HubAllocationDecided)

    @property
    def decision(self) -> HubAllocationDecided | None:
        """The decision that put the case in the Hub for its present stay, or its last one."""
        first = self.stay[0]
        return first if isinstance(first, HubAllocationDecided) else None

    @property
    def entered_hub_on(self) -> date | None:
        """The day the case entered the Hub, or None."""
        decision = self.decision
        return None if decision is None else decision.entered_hub_on or decision.occurred_on

    @property
    def closed_on(self) -> date | None:
        """The day the case ended, unless a later decision placed it in a Hub again."""
        closings = [i for i, e in enumerate(self.events) if isinstance(e, CaseClosed)]
        if not closings:
            return None
        reopened = any(isinstance(e, HubAllocationDecided) for e in self.events[closings[-1] + 1 :])
        return None if reopened else self.events[closings[-1]].occurred_on

    @property
    def dead(self) -> frozenset[str]:
        """The ids of those who died. A dead person is never written to or named."""
        deaths = [e for e in self.of_type(CaseClosed) if e.reason is ClosingReason.DEATH]
        return frozenset(e.person_id for e in deaths if e.person_id is not None)

    @property
    def open_alerts(self) -> tuple[InformationReceived, ...]:
        """Information that no review has answered yet.

        A review that names what it answers closes that one; a review that names nothing looked at the whole
        file and closes all that had come before it, both by its day and by its arrival: information that is
        recorded late was seen by no review recorded before it (Protocol 3.2(vii)).
        """
        waiting: list[InformationReceived] = []
        for event in self.events:
            if isinstance(event, InformationReceived):
                waiting.append(event)
            elif isinstance(event, ReviewRecorded):
                waiting = [w for w in waiting if not self._closes(event, w)]
        return tuple(waiting)

    def _closes(self, review: ReviewRecorded, alert: InformationReceived) -> bool:
        if review.answers is not None:
            return review.answers == alert.event_id
        return self.arrivals.index(alert.event_id) < self.arrivals.index(review.event_id)

    @property
    def leaves_hub_on(self) -> date | None:
        """The day a review passed the case back for allocation, unless a later review or decision holds it."""
        reviews = [e for e in self.stay if isinstance(e, ReviewRecorded)]
        last = reviews[-1] if reviews else None
        return last.occurred_on if last and last.outcome is ReviewOutcome.ALLOCATE else None

    @property
    def is_in_hub(self) -> bool:
        """Whether the case waits in a Hub: placed there, neither passed back for allocation nor closed."""
        return self.decision is not None and self.leaves_hub_on is None and self.closed_on is None

    def sent_to(self, person_id: str, kinds: Iterable[str]) -> tuple[LetterRecord, ...]:
        """The letters of those kinds that were sent to that person, oldest first."""
        wanted = frozenset(kinds)
        sent = [x for x in self.letters if x.person_id == person_id and x.kind in wanted and x.sent_on]
        return tuple(sorted(sent, key=lambda x: x.sent_on or x.dated))


def fold(received: Sequence[AnyEvent], letters: Sequence[LetterRecord] = ()) -> CaseFile:
    """The case file of *received*: the events of one case in the order in which they came, at least one.

    Corrections take the place of what they correct. Protection is folded in order of arrival over everything
    that was ever received, corrected events included, so that no value escapes by being corrected.
    """
    events = _as_they_should_have_been(received)
    latest = events[-1]
    protections, kept = _fold_protection(received)
    people = tuple(_protected(p, protections[p.person_id]) for p in latest.case.people)
    return CaseFile(
        case_number=latest.case.case_number,
        hub=latest.hub,
        case=replace(latest.case, people=people),
        events=events,
        arrivals=tuple(e.event_id for e in received),
        letters=tuple(letters),
        held_values=_all_values(received),
        refuges=_refuges(received),
        kept_protections=kept,
    )


def _as_they_should_have_been(received: Sequence[AnyEvent]) -> tuple[AnyEvent, ...]:
    corrected: dict[str, CorrectableEvent] = {}
    for event in received:
        if isinstance(event, Correction):
            corrected[event.replaces] = replace(event.event, event_id=event.replaces)
    return tuple(sorted((corrected.get(e.event_id, e) for e in received), key=lambda e: e.occurred_on))


def _cases_seen(received: Sequence[AnyEvent]) -> Iterable[tuple[str, Case, bool]]:
    """Every case as every event gave it, in order of arrival, and whether an override came with it.

    The override that a corrected event repeats was given for that event, not for what stands today: only the
    correction's own loosens.
    """
    for event in received:
        overridden = event.override is not None
        if isinstance(event, Correction):
            yield event.event_id, event.event.case, overridden
        yield event.event_id, event.case, overridden


def _fold_protection(
    received: Sequence[AnyEvent],
) -> tuple[dict[str, Protection], tuple[KeptProtection, ...]]:
    state: dict[str, Protection] = {}
    kept: list[KeptProtection] = []
    for event_id, case, overridden in _cases_seen(received):
        for person in case.people:
            asked = Protection(
                may_be_known=person.may_be_known_by_others,
                identity_withheld=person.identity_withheld,
                in_refuge=person.in_refuge,
            )
            before = state.get(person.person_id, asked)
            state[person.person_id] = asked if overridden else before.tightened_by(asked)
            kept += _loosened(event_id, person.person_id, state[person.person_id], asked)
    return state, tuple(dict.fromkeys(kept))


def _loosened(event_id: str, person_id: str, held: Protection, asked: Protection) -> list[KeptProtection]:
    what = [str(detail) for detail in sorted(asked.may_be_known - held.may_be_known)]
    if held.identity_withheld and not asked.identity_withheld:
        what.append("identity_withheld")
    if held.in_refuge and not asked.in_refuge:
        what.append("in_refuge")
    return [KeptProtection(event_id=event_id, person_id=person_id, what=w) for w in what]


def _protected(person: Person, protection: Protection) -> Person:
    return replace(
        person,
        may_be_known_by_others=protection.may_be_known,
        identity_withheld=protection.identity_withheld,
        in_refuge=protection.in_refuge,
    )


def _refuges(received: Sequence[AnyEvent]) -> frozenset[Address]:
    """Every address the case ever gave for somebody who was in a refuge then: it stays one when they leave."""
    people = (person for _, case, _ in _cases_seen(received) for person in case.people)
    return frozenset(person.address for person in people if person.in_refuge and person.address is not None)


def _all_values(received: Sequence[AnyEvent]) -> dict[str, HeldValues]:
    values: dict[str, HeldValues] = {}
    for _, case, _ in _cases_seen(received):
        for person in case.people:
            values[person.person_id] = values.get(person.person_id, HeldValues()).with_person(person)
    return values

"""The case file: the fold of a case's events and of what became of its letters.

Nothing here is stored. The register keeps the events as they came; this fold says how the case stands, which
protection each person has earned, and which values the case ever held.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from itertools import takewhile
from typing import TypeGuard, TypeVar

from correspondence.protocol.case.case import Case, OrderedWork
from correspondence.protocol.case.people import Address, Guarded, Person
from correspondence.protocol.events import (
    AdviserAllocated,
    AnyEvent,
    CaseClosed,
    ClosingReason,
    Correction,
    DetailsChanged,
    HubAllocationDecided,
    InformationReceived,
    ReportFiled,
    ReviewRecorded,
    RiskIncreased,
)
from correspondence.protocol.letters import LetterRecord, Status
from correspondence.protocol.record import record

from .as_told import as_they_should_have_been, as_told, people_by
from .held_values import HeldValues, values_held
from .protections import Guards, guards_after

_E = TypeVar("_E", bound=AnyEvent)


@record
class CaseFile:
    """How a case stands. `events` are in order of their day, each as it should have been.

    `case_number`: the form by which the case is known. `received`: the events in the order in which they came, each
    with the whole case. `anothers`: by person, what they now hold that was protected for somebody else before they came
    to it.
    """

    case_number: str
    hub: str
    case: Case
    events: tuple[AnyEvent, ...]
    received: tuple[AnyEvent, ...]
    letters: tuple[LetterRecord, ...]
    held_values: dict[str, HeldValues]
    refuges: frozenset[Address]
    anothers: frozenset[tuple[str, Guarded]]

    @property
    def arrivals(self) -> tuple[str, ...]:
        """The ids of the events in the order in which they came."""
        return tuple(e.event_id for e in self.received)

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
        closing, or whatever passed the case back for allocation, does.
        """
        start, over = 0, True
        for place, event in enumerate(self.events):
            if over and isinstance(event, HubAllocationDecided):
                start, over = place, False
            elif isinstance(event, CaseClosed) or event.passes_back:
                over = True
            elif is_review(event):
                over = not self._is_decision(start)
        return self.events[start:]

    def _is_decision(self, place: int) -> bool:
        return isinstance(self.events[place], HubAllocationDecided)

    def told_before(self, event: AnyEvent) -> tuple[str, ...]:
        """The ids of the events of the present stay that told the same fact before *event*, in the order they came.

        A retry, two officers, a second import: of one day, or of any where it holds until another of its type comes.
        """
        came = self.arrivals.index
        mine = sorted((e for e in self.stay if type(e) is type(event)), key=lambda e: came(e.event_id))
        before = [e for e in mine if came(e.event_id) < came(event.event_id)]
        if event.holds_until_another:
            same = [*takewhile(lambda e: e.own == event.own, reversed(before))][::-1]
        else:
            same = [e for e in before if (e.occurred_on, e.own) == (event.occurred_on, event.own)]
        return tuple(e.event_id for e in same)

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

    def people_when(self, event_id: str) -> tuple[Person, ...]:
        """Whom the case had, and how, once that event had come; nobody where it has none of that id."""
        arrived = self.arrivals
        return people_by(self.received[: arrived.index(event_id) + 1]) if event_id in arrived else ()

    def joined_on(self, person_id: str) -> date | None:
        """The day on which staff learnt that somebody joined the case, the last time they did; None: with the case."""
        before: AnyEvent | None = None
        joined: str | None = None
        for event in self.received:
            is_new = before is not None and before.case.person(person_id) is None
            if is_new and isinstance(event, DetailsChanged) and event.case.person(person_id) is not None:
                joined = event.event_id
            before = event
        event_as_is = self.event(joined) if joined else None
        return event_as_is.occurred_on if event_as_is else None

    @property
    def open_alerts(self) -> tuple[InformationReceived, ...]:
        """Information that no review has answered yet.

        A review that names what it answers closes that one; a review that names nothing looked at the whole
        file and closes all that had come before it, both by its day and by its arrival: information that is
        recorded late was seen by no review recorded before it (Protocol 3.2(vii)). A supervisor who records that the
        risk has increased has looked at the whole file too. Nobody else's look ends an alert.
        """
        waiting: list[InformationReceived] = []
        for event in self.events:
            if isinstance(event, InformationReceived):
                waiting.append(event)
            elif _looks_at_file(event):
                waiting = [w for w in waiting if not self._closes(event, w)]
        return tuple(waiting)

    def looked_at_on(self, alert: InformationReceived) -> date | None:
        """The day of the look that ended an alert of the file; None while it waits for one (Protocol 3.2(vii))."""
        later = self.events[1 + [e.event_id for e in self.events].index(alert.event_id) :]
        return next((e.occurred_on for e in later if _looks_at_file(e) and self._closes(e, alert)), None)

    def _closes(self, review: ReviewRecorded | RiskIncreased, alert: InformationReceived) -> bool:
        if isinstance(review, ReviewRecorded) and review.answers is not None:
            return review.answers == alert.event_id
        return self.arrivals.index(alert.event_id) < self.arrivals.index(review.event_id)

    @property
    def passed_back_by(self) -> AnyEvent | None:
        """What last passed the case back for allocation, unless a later review holds it."""
        by: AnyEvent | None = None
        for event in self.stay:
            if event.passes_back:
                by = event
            elif is_review(event):
                by = None
        return by

    @property
    def leaves_hub_on(self) -> date | None:
        """The day the case was passed back for allocation, unless a later review holds it."""
        by = self.passed_back_by
        return by.occurred_on if by is not None else None

    @property
    def allocation(self) -> AdviserAllocated | None:
        """The last time a named adviser took the case during this stay or after it, or None."""
        return next((e for e in reversed(self.stay) if isinstance(e, AdviserAllocated)), None)

    @property
    def taken_on(self) -> date | None:
        """The day an adviser first took the case during this stay: a re-allocation starts nothing again."""
        return next((e.occurred_on for e in self.stay if isinstance(e, AdviserAllocated)), None)

    @property
    def filed_on(self) -> date | None:
        """The day the ordered work that the case has was filed, or None."""
        return self.filed_on_of(self.case.ordered_work)

    def filed_on_of(self, work: OrderedWork) -> date | None:
        """The day that work was filed, or None."""
        filed = (e.filed_on for e in self.of_type(ReportFiled) if e.work_type is work.type)
        return max((day for day in filed if day >= work.ordered_on), default=None)

    @property
    def is_in_hub(self) -> bool:
        """Whether the case waits in a Hub: placed there, neither passed back for allocation nor closed."""
        return self.decision is not None and self.leaves_hub_on is None and self.closed_on is None

    def corrections_since(self, sent: LetterRecord, until: str | None = None) -> tuple[Correction, ...]:
        """The corrections of what gave a letter that came after what made us write it, and not after the event *until*.

        None: whenever they came.
        """
        came = self.arrivals
        if sent.event_id not in came or until not in (None, *came):
            return ()
        between = self.received[1 + came.index(sent.event_id) : None if until is None else 1 + came.index(until)]
        return tuple(e for e in between if isinstance(e, Correction) and e.replaces == sent.given_by)

    def put_right(
        self, kind: str, given_by: str, recipient: str, made_by: str
    ) -> tuple[LetterRecord | None, tuple[Correction, ...]]:
        """The letter, already sent, that one written on *made_by* puts right, and the corrections that came since.

        None of either where no correction came between.
        """
        earlier = {*takewhile(lambda event_id: event_id != made_by, self.arrivals)}
        reached = (x for x in self.sent_to(recipient, (kind,)) if x.status is Status.SENT)
        told = [x for x in reached if x.given_by == given_by and x.event_id in earlier]
        corrections = self.corrections_since(told[-1], until=made_by) if told else ()
        return (told[-1], corrections) if corrections else (None, ())

    def sent_to(self, recipient: str, kinds: Iterable[str]) -> tuple[LetterRecord, ...]:
        """The letters of those kinds that were sent to that recipient, oldest first."""
        wanted = frozenset(kinds)
        sent = [x for x in self.letters if x.recipient == recipient and x.kind in wanted and x.sent_on]
        return tuple(sorted(sent, key=lambda x: x.sent_on or x.dated))


def is_review(event: AnyEvent) -> TypeGuard[ReviewRecorded]:
    """Whether an event is a review: one that a supervisor recorded (Protocol 3.2(vi), (vii)).

    What anybody else records as a review stays on the file and changes nothing: it answers no information, restarts
    no clock, and neither holds the case nor passes it back.
    """
    return isinstance(event, ReviewRecorded) and event.is_by_supervisor


def _looks_at_file(event: AnyEvent) -> TypeGuard[ReviewRecorded | RiskIncreased]:
    """Whether a supervisor who recorded an event has looked at the file."""
    return is_review(event) or (isinstance(event, RiskIncreased) and event.is_by_supervisor)


def fold(received: Sequence[AnyEvent], letters: Sequence[LetterRecord] = ()) -> CaseFile:
    """The case file of *received*: the events of one case in the order in which they came, at least one.

    Corrections take the place of what they correct. Protection is folded in order of arrival over everything
    that was ever received, corrected events included, so that no value escapes by being corrected.
    """
    told = as_told(received)
    events, guards = as_they_should_have_been(told), guards_after(told)
    latest = events[-1]
    case = replace(latest.case, people=people_by(told))
    return CaseFile(
        case_number=case.identity,
        hub=latest.hub,
        case=replace(case, people=tuple(_guarded(person, case, guards) for person in case.people)),
        events=events,
        received=told,
        letters=tuple(letters),
        held_values=values_held(told),
        refuges=guards.refuges,
        anothers=frozenset((p.person_id, what) for p in case.people for what in guards.anothers_of(p.person_id)),
    )


def fold_after(before: CaseFile | None, event: AnyEvent) -> CaseFile:
    """The case file once *event* has come too; of a case nobody has heard of *before*, that of the event alone."""
    return fold([event]) if before is None else fold([*before.received, event], before.letters)


def _guarded(person: Person, case: Case, guards: Guards) -> Person:
    """The person as *case* gives them, with the protection that guards them by now."""
    held = guards.of(case, person)
    return replace(
        person,
        may_be_known_by_others=held.may_be_known,
        identity_withheld=held.identity_withheld,
        in_refuge=held.in_refuge,
    )

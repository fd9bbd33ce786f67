"""Events of a service area in any order, on a service whose documents cost nothing to write.

One register serves every sequence, each about an area of its own. What is asked of a step stands in `AreaStory.tell`.
"""

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from enum import StrEnum
from functools import cache, cached_property
from typing import Any

import pytest

from correspondence import area_files
from correspondence.pack_approval import ApprovalWanted
from correspondence.protocol.areas.events import AnyAreaEvent, AnyNationalEvent
from correspondence.protocol.directory import Directory
from correspondence.protocol.letters import Audience, Status
from correspondence.protocol.refusals import Refused
from correspondence.protocol.subject import EVERY_AREA, area_of
from correspondence.reading import read_kept_area_event
from correspondence.service import Outcome, Service
from correspondence.storage import NewEvent, Register, StatusChange, StoredLetter, UnlawfulMove
from tests import area, build

from .sequences import MOVES, Between, Step, written_at_no_cost

CORRECTION = "area_correction"
TYPES = (*build.types_in(AnyAreaEvent), *build.types_in(AnyNationalEvent), CORRECTION)
"""Every type of event that is of no case."""

_SAID_OTHERWISE: build.Changes = {
    "event.measures.leavers.value": 77,
    "event.reasons": "It was seen otherwise.",
    "event.time_and_place": "2pm, elsewhere",
    "event.data_reviewed": "Demand has fallen.",
    "event.opening_on": "2027-01-27",
    "event.actions.0.what": "Something else.",
    "event.findings": "They had not.",
    "event.areas.0.pressure": "Another.",
}
"""What a correction says otherwise of an event that has it."""
VARIANTS: dict[str, tuple[build.Changes, ...]] = {
    "liaison_meeting_called": ({}, {"purpose": "recovery", "invites_local_authorities": False}),
    "checkpoint_held": ({}, {"advises_opening": False}),
    "activation_declined": ({}, {"occurred_on": "2027-01-08"}),
    "deactivation_decided": ({}, {"is_deactivated": False, "closes_on": None}),
    CORRECTION: ({}, _SAID_OTHERWISE, {"event.recorded_by.name": "E. Sample"}),
}
"""What an event of a type may be besides the one of `area`: where it leads elsewhere."""


def every_step() -> tuple[Step, ...]:
    """One step for each type of event and each way it may be."""
    return tuple(Step(kind, changes) for kind in TYPES for changes in VARIANTS.get(kind, ({},)))


@contextmanager
def kept_at_no_cost() -> Iterator[None]:
    """Documents without words, and what was read once is not read again."""
    with written_at_no_cost(), pytest.MonkeyPatch.context() as patch:
        patch.setattr(area_files, "read_kept_area_event", cache(read_kept_area_event))
        yield


class Moved(StrEnum):
    """On which days an event of a story comes: those of `area`, or others that are as many days apart."""

    NOT = "on its own days"
    AFTER = "whole weeks later, once the last has come"
    A_DAY = "a day later, when no Board meets"


def _days_moved(value: Any, by: timedelta) -> Any:
    """A value of JSON in which every day is another."""
    if isinstance(value, dict):
        return {name: _days_moved(part, by) for name, part in value.items()}
    if isinstance(value, list):
        return [_days_moved(part, by) for part in value]
    try:
        return (date.fromisoformat(value) + by).isoformat() if isinstance(value, str) else value
    except ValueError:
        return value


@dataclass
class AreaStory:
    """An area to which the steps of a sequence happen, each as `moved` says."""

    register: Register
    area_key: str
    between: Between
    moved: Moved = Moved.NOT
    taken: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    today: date = date(2026, 1, 5)

    @cached_property
    def service(self) -> Service:
        """The service for which there is no area but this one, with the Hub of Essex and few to be told of it."""
        world = build.directory()
        essex, hub = world.service_areas["essex"], world.hubs["essex"]
        few = replace(essex, local_authorities=essex.local_authorities[:1], wider_communication=())
        hubs = {"essex": replace(hub, service_area=self.area_key, courts=hub.courts[:1])}
        return Service(self.register, replace(world, hubs=hubs, service_areas={self.area_key: few}))

    @property
    def directory(self) -> Directory:
        """Its directory."""
        return self.service.directory

    @property
    def key(self) -> str:
        """By what the register knows the area."""
        return area_of(self.area_key).key

    @property
    def letters(self) -> dict[str, StoredLetter]:
        """The documents of the area, and those about every area that this story gave, by their ids."""
        every = [*self.register.letters_of_case(self.key)]
        every += [x for each in self._national for x in self.register.letters_of_event(each)]
        return {x.letter_id: x for x in every}

    @property
    def events(self) -> list[str]:
        """The ids of all that was recorded, in the order in which it came."""
        return [x.event_id for x in self.register.history(self.key)] + self._national

    @property
    def _national(self) -> list[str]:
        """The ids of what it recorded that is about every area."""
        every = self.register.history(EVERY_AREA.key)
        return [x.event_id for x in every if x.event_id.startswith(f"{self.area_key}-")]

    def begin(self, kinds: Sequence[str]) -> None:
        """Let events of those types have come before, on their own days, without the documents that they gave."""
        for number, kind in enumerate(kinds):
            body = self._own(area.body(kind), f"before-{number}")
            on = date.fromisoformat(body["occurred_on"])
            new = NewEvent(
                event_id=body["event_id"],
                subject=area_of(self.area_key),
                type=kind,
                occurred_on=on,
                taken_on=on,
                hub=self.key,
                body=json.dumps(body).encode(),
                case_is_open=False,
                key_name=None,
            )
            self.register.keep(new, [], expected_events=number)
            self.today = max(self.today, on)

    def tell(self, steps: Sequence[Step]) -> None:
        """Let *steps* happen. Each is recorded whole or refused with a rule and no trace; no document is ever lost."""
        for number, step in enumerate(steps):
            self._happen(step, number)
        self._all_can_be_looked_at()

    def _happen(self, step: Step, number: int) -> None:
        raw = self._body(step, number)
        self.today = max(self.today, date.fromisoformat(json.loads(raw)["occurred_on"]))
        before, events = self.letters, self.events
        try:
            outcome = self.service.take(raw, self.today)
        except Refused as refused:
            assert all(reason.rule and reason.detail for reason in refused.reasons)
            assert (self.letters, self.events) == (before, events)
            self.refused.append(step.type)
            return
        self.taken.append(step.type)
        assert {*self.events} == {*events, outcome.event_id}
        assert self.service.take(raw, self.today).letters == outcome.letters
        self._nothing_is_lost(before, self.letters)
        self._is_made_again(outcome)
        self._move_on(outcome)
        assert all(duty.why for duty in self.service.duties(self.today))

    def _nothing_is_lost(self, before: dict[str, StoredLetter], after: dict[str, StoredLetter]) -> None:
        assert before.keys() <= after.keys()
        for letter_id, was in before.items():
            assert was.as_record.is_unsent or after[letter_id].status == was.status
        unsent = [x for x in after.values() if x.as_record.is_unsent and x.audience is not Audience.FILE]
        assert len(unsent) == len({(x.given_by, x.kind, x.recipient) for x in unsent})

    def _is_made_again(self, outcome: Outcome) -> None:
        """What was kept of an event is what it gives when it is read again, and none of it is held."""
        again = self.service.areas.letters.as_they_were(outcome.letters)
        assert {x: again[x].content for x in again} == {x.letter_id: x.content for x in outcome.letters}
        assert all(letter.status is not Status.HELD for letter in outcome.letters)

    def _all_can_be_looked_at(self) -> None:
        """Every pack, and all that is owed, on any day to come."""
        for event_id in dict.fromkeys(x.given_by for x in self.letters.values()):
            assert all(pack.manifest.sha256 for pack in self.service.packs.of_event(event_id))
        assert all(duty.why for duty in self.service.duties(self.today + timedelta(days=400), "essex"))

    def _move_on(self, outcome: Outcome) -> None:
        """What staff do with what an event gave: with the first documents of each kind, and with a pack as a whole."""
        if self.between in (Between.APPROVE, Between.SEND, Between.RETURN):
            self._approve_packs(outcome)
        kinds = {x.kind: x for x in reversed(outcome.letters)}
        for letter in kinds.values():
            self._move(letter)

    def _approve_packs(self, outcome: Outcome) -> None:
        for event_id in dict.fromkeys(x.given_by for x in outcome.letters):
            for pack in self.service.packs.of_event(event_id):
                codes = tuple({f.code for letter in pack.letters for f in letter.findings})
                wanted = ApprovalWanted(
                    pack_sha256=pack.manifest.sha256, by="C. Example", on=self.today, acknowledges=codes
                )
                try:
                    self.service.packs.approve(event_id, pack.kind, wanted)
                except Refused as refused:
                    assert refused.reasons

    def _move(self, letter: StoredLetter) -> None:
        for status in MOVES[self.between]:
            route, codes = letter.route if status is Status.SENT else None, tuple(f.code for f in letter.findings)
            change = StatusChange(status=status, by="R. Sample", on=self.today, route=route, acknowledges=codes)
            with suppress(UnlawfulMove, Refused):  # it was approved with its pack, or stays on file
                self.service.move_on(letter.letter_id, change)

    def _body(self, step: Step, number: int) -> bytes:
        if step.type == CORRECTION:
            return json.dumps(self._correcting(step, number)).encode()
        body = build.changed(area.body(step.type), step.changes)
        return json.dumps(self._own(_days_moved(body, self._moved_by(body)), str(number))).encode()

    def _moved_by(self, body: build.Body) -> timedelta:
        match self.moved:
            case Moved.NOT:
                return timedelta(0)
            case Moved.A_DAY:
                return timedelta(days=1)
            case Moved.AFTER:
                behind = (self.today - date.fromisoformat(body["occurred_on"])).days
                return timedelta(weeks=max(0, -(-behind // 7)))

    def _own(self, body: build.Body, number: str) -> build.Body:
        """The event as one of this story."""
        own: build.Body = {"event_id": f"{self.area_key}-{number}"}
        if "service_area" in body:
            own["service_area"] = self.area_key
        if "areas" in body:
            own["areas"] = [body["areas"][0] | {"service_area": self.area_key}]
        return body | own

    def _correcting(self, step: Step, number: int) -> build.Body:
        """A correction, today, of the event before: what the step changes of it, if it has that, or else its days."""
        history = self.register.history(self.key)
        wrong = json.loads(self.register.body(history[-1].event_id) or b"") if history else area.body(area.HISTORY[0])
        wrong = wrong.get("event", wrong)
        earlier = {Moved.NOT: 0, Moved.A_DAY: 1, Moved.AFTER: 7}[self.moved]
        body = {
            "type": CORRECTION,
            "occurred_on": self.today.isoformat(),
            "recorded_by": wrong["recorded_by"],
            "service_area": self.area_key,
            "replaces": wrong["event_id"] if history else "nothing",
            "reason": "It was entered wrongly.",
            "event": _days_moved(wrong, -timedelta(days=0 if step.changes else earlier)),
        }
        has = {path: value for path, value in step.changes.items() if path.split(".")[1] in wrong}
        return build.changed(self._own(body, str(number)), has)

"""Events of a case in any order, on a service whose letters cost nothing to write.

One register serves every sequence, each about a case of its own. What is asked of each step stands in `Story.tell`.
"""

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

import pytest

from correspondence import rendering
from correspondence.catalogue.kind import DocumentForm, Part
from correspondence.catalogue.letter import Letter
from correspondence.catalogue.registry import CATALOGUE
from correspondence.documents import Document, Text
from correspondence.protocol.addressees import person_of
from correspondence.protocol.events import AnyEvent
from correspondence.protocol.letters import Audience, Status
from correspondence.protocol.owed.duty import DutyName
from correspondence.protocol.owed.obligations import OBLIGATIONS
from correspondence.protocol.refusals import Refused
from correspondence.service import Service
from correspondence.storage import NotAcknowledged, StatusChange, StoredLetter, UnlawfulMove
from tests import build

from .conftest import small_family

BEGINS_ON = date(2026, 11, 19)


def types_of_event() -> tuple[str, ...]:
    """Every type that the registry of events has."""
    return build.types_in(AnyEvent)


def _joined() -> build.Body:
    """A grandmother, who lives with nobody of the case."""
    alone = {"person_id": "p3", "role": "other_party", "name": {"given": "Halina", "family": "Wiśniewska"}}
    return build.changed(small_family()[0], alone)


def _left() -> list[build.Body]:
    """The mother and the child, who leave."""
    return small_family()[1:]


VARIANTS: dict[str, tuple[build.Changes, ...]] = {
    "details_changed": ({}, {"people": [_joined()]}, {"case.people": small_family()[:1], "people": _left()}),
    "contact_made": ({}, {"how": "phone", "with_person": "p1"}),
    "court_challenged": ({}, {"kind": "clarification", "allocate_by": None}),
    "review_recorded": ({}, {"outcome": "allocate"}, {"recorded_by.role": "business_services_officer"}),
    "representation_received": ({}, {"accepted_by_court": True}, {"accepted_by_court": False}),
    "extension_needed": ({}, {"exceptional_reason": "The adviser fell ill.", "approved_by": "H. Sample"}),
    "extension_decided": ({}, {"granted": False, "filing_date": None}),
    "information_received": ({}, {"from_person": None}),
    "risk_increased": ({"may_be_told": ["p1", "p2"]},),
    "case_closed": ({}, {"reason": "death", "person_id": "p2"}),
}
"""What an event of a type may be besides the one of `build`: where it leads elsewhere."""


ENDED_BY_A_LETTER = {DutyName.CORRECTING_LETTER, DutyName.THANK_YOU} | {
    each.duty for each in OBLIGATIONS.values() if each.is_given
}
WHAT_A_LETTER_LACKS = {DutyName.LETTER_VERSION}
"""The duties of staff that say why a reader has no letter: there is nobody yet whom it could be to."""


@dataclass(frozen=True, slots=True)
class Step:
    """An event of a story, before it has a day, an id and a case."""

    type: str
    changes: build.Changes = field(default_factory=dict)

    def __str__(self) -> str:
        return "-".join([self.type, *(str(value)[:24] for value in self.changes.values())])


def every_step() -> tuple[Step, ...]:
    """One step for each type of event and each way it may be."""
    return tuple(Step(kind, changes) for kind in types_of_event() for changes in VARIANTS.get(kind, ({},)))


class Between(StrEnum):
    """What staff do with the letters after each event."""

    NOTHING = "nothing"
    APPROVE = "approve"
    SEND = "send"
    RETURN = "return"
    WITHDRAW = "withdraw"


MOVES = {
    Between.NOTHING: (),
    Between.APPROVE: (Status.APPROVED,),
    Between.SEND: (Status.APPROVED, Status.SENT),
    Between.RETURN: (Status.APPROVED, Status.SENT, Status.RETURNED),
    Between.WITHDRAW: (Status.WITHDRAWN,),
}


def _compose(_letter: Letter, language: str, part: Part) -> Text:
    return Text(title="A letter", language=language, direction="ltr", html="", blocks=(), sentences=(), part=part.name)


def _render(
    text: Text, letter: Letter, form: DocumentForm, *, large_print: bool = False, copy_to: str | None = None
) -> Document:
    return Document(
        form=DocumentForm.TXT,
        language=text.language,
        large_print=large_print,
        content=f"{letter.letter_id}.{form}".encode(),
        copy_to=copy_to,
        part=text.part,
    )


@contextmanager
def written_at_no_cost() -> Iterator[None]:
    """Letters without words, each a file: whom they are to, what holds them and what becomes of them stays real."""
    parts = [part for kind in CATALOGUE.values() for part in kind.parts]
    forms = [part.forms for part in parts]
    try:
        for part in parts:
            object.__setattr__(part, "forms", (DocumentForm.TXT,))
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(rendering, "compose", _compose)
            patch.setattr(rendering, "render", _render)
            yield
    finally:
        for part, before in zip(parts, forms, strict=True):
            object.__setattr__(part, "forms", before)


@dataclass(slots=True)
class Story:
    """A case to which the steps of a sequence happen, a day apart."""

    service: Service
    case_number: str
    between: Between
    taken: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)

    def tell(self, steps: Sequence[Step]) -> None:
        """Let *steps* happen. Each is recorded whole or refused with a rule and no trace; no letter is ever lost."""
        for number, step in enumerate(steps):
            self._happen(step, number)

    @property
    def letters(self) -> dict[str, StoredLetter]:
        """The letters of the case by their ids."""
        return {x.letter_id: x for x in self.service.register.letters_of_case(self.case_number)}

    def _happen(self, step: Step, number: int) -> None:
        raw, today = self._body(step, number), BEGINS_ON + timedelta(days=number)
        before, events = self.letters, self.service.register.history(self.case_number)
        try:
            outcome = self.service.take(raw, today)
        except Refused as refused:
            assert all(reason.rule and reason.detail for reason in refused.reasons)
            assert self.letters == before
            assert self.service.register.history(self.case_number) == events
            self.refused.append(step.type)
            return
        self.taken.append(step.type)
        assert [x.event_id for x in self.service.register.history(self.case_number)][-1] == outcome.event_id
        assert self.service.take(raw, today).letters == outcome.letters
        self._nothing_is_lost(before)
        self._nothing_is_held_by_its_words()
        self._letters_and_duties_meet(today)
        self._move_on(today)

    def _nothing_is_lost(self, before: dict[str, StoredLetter]) -> None:
        after = self.letters
        assert before.keys() <= after.keys()
        for letter_id, was in before.items():
            assert was.as_record.is_unsent or after[letter_id].status == was.status
        unsent = [(x.given_by, x.kind, x.recipient) for x in after.values() if x.as_record.is_unsent]
        assert len(unsent) == len({*unsent})

    def _nothing_is_held_by_its_words(self) -> None:
        codes = {f.code for letter in self.letters.values() for f in letter.findings}
        assert {code for code in codes if code.startswith(("wording.", "rendering.", "check_failed."))} == set()

    def _letters_and_duties_meet(self, today: date) -> None:
        """What a letter can end has one on its way, or staff owe what it lacks; what is on its way is owed, by its day.

        An update is begun by its event, and so is an application that nobody has asked for.
        """
        owed = {
            (d.duty, d.person_id, d.due_on) for d in self.service.duties_of(self.case_number, today) if not d.done_on
        }
        on_its_way = [x for x in self.letters.values() if x.as_record.is_unsent and x.audience is not Audience.FILE]
        for letter in on_its_way:
            person_id = person_of(letter.recipient)
            names = (OBLIGATIONS[letter.kind].duty, DutyName.CORRECTING_LETTER)
            assert owed & {(name, person_id, letter.due_on) for name in names}, (letter.kind, letter.recipient)
        written = {
            (name, person_of(x.recipient))
            for x in on_its_way
            for name in (OBLIGATIONS[x.kind].duty, DutyName.CORRECTING_LETTER)
        }
        written |= {(OBLIGATIONS[x.kind].duty, person_of(x.recipient)) for x in self._missed_by_staff(today)}
        lacking = {person_id for duty, person_id, _ in owed if duty in WHAT_A_LETTER_LACKS}
        for duty, person_id, _ in owed:
            if duty in ENDED_BY_A_LETTER:
                assert (duty, person_id) in written or person_id in lacking, (duty, person_id)

    def _missed_by_staff(self, today: date) -> list[StoredLetter]:
        """The letters that were withdrawn by hand, and that a duty of staff names until they are written again."""
        duties = self.service.duties_of(self.case_number, today)
        named = {(d.person_id, d.why) for d in duties if d.duty is DutyName.MEND_LETTER and not d.done_on}
        return [
            letter
            for letter in self.letters.values()
            if letter.status is Status.WITHDRAWN
            and any(who == person_of(letter.recipient) and f" {letter.kind} " in why for who, why in named)
        ]

    def _move_on(self, today: date) -> None:
        for letter in self.letters.values():
            for status in MOVES[self.between]:
                change = StatusChange(
                    status=status,
                    by="R. Sample",
                    on=today,
                    route=letter.route if status is Status.SENT else None,
                    acknowledges=tuple(f.code for f in letter.findings),
                )
                try:
                    self.service.move_on(letter.letter_id, change)
                except (UnlawfulMove, NotAcknowledged):
                    break  # it is held, was sent, or stays on file

    def _body(self, step: Step, number: int) -> bytes:
        body = self._correcting(number) if step.type == "correction" else build.body(step.type)
        own: dict[str, Any] = {
            "event_id": f"{self.case_number}-{number}",
            "occurred_on": (BEGINS_ON + timedelta(days=number)).isoformat(),
            "case.people": small_family(),
            "case.case_number": self.case_number,
        }
        return json.dumps(build.changed(build.changed(body, own), step.changes)).encode()

    def _correcting(self, number: int) -> build.Body:
        """A correction of the event before, which should have been on the day before its own."""
        body = build.written(build.correction(build.decision()))
        received = self.service.register.received(self.case_number)
        wrong = json.loads(received[-1]) if received else build.body("hub_allocation_decided")
        wrong = wrong.get("event", wrong)
        replaces = wrong["event_id"] if received else "nothing"
        return body | {"replaces": replaces, "event": wrong}

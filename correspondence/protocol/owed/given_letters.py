"""The letters that an event of a case gives, as duties know them: which one, to whom, and by when.

One row of the table is one letter and one event. What such a letter says, and how, stands in the catalogue.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from typing import Any, TypeAlias

from correspondence.protocol.days import clocks
from correspondence.protocol.days.clocks import Deadline
from correspondence.protocol.events import (
    AdviserAllocated,
    CaseEvent,
    CourtChallenged,
    ExtensionDecided,
    ExtensionNeeded,
    GuardianAppointed,
    HubAllocationDecided,
    HubClosing,
    InformationReceived,
    RepresentationReceived,
    ReviewRecorded,
    RiskIncreased,
    UpdateDue,
)
from correspondence.protocol.history.case_file import CaseFile, is_review
from correspondence.protocol.history.more_time import is_pending
from correspondence.protocol.history.readers import days_told, readers
from correspondence.protocol.record import record

from .duty import Duty, DutyName, owed

COURT = "court:"
"""How the recipient of a letter to a court begins; the court's key follows."""

_Addressees: TypeAlias = Callable[[Any, CaseFile], tuple[str, ...]]
_Holds: TypeAlias = Callable[[Any, CaseFile], bool]


def _family(_event: CaseEvent, case_file: CaseFile) -> tuple[str, ...]:
    return tuple(p.person_id for p in case_file.case.people)


def _who_may_be_told(event: RiskIncreased, _case_file: CaseFile) -> tuple[str, ...]:
    return event.may_be_told


def _who_asked(event: RepresentationReceived, _case_file: CaseFile) -> tuple[str, ...]:
    return (event.from_person,)


def _whose_update(event: UpdateDue, case_file: CaseFile) -> tuple[str, ...]:
    return _family(event, case_file) if event.only is None else event.only


def _who_is_thanked(event: ReviewRecorded, case_file: CaseFile) -> tuple[str, ...]:
    information = case_file.event(event.answers) if event.answers and is_review(event) else None
    told = information.from_person if isinstance(information, InformationReceived) else None
    return (told,) if told else ()


def _the_court(_event: CaseEvent, case_file: CaseFile) -> tuple[str, ...]:
    return (COURT + case_file.case.court,)


def _always(_event: CaseEvent, _case_file: CaseFile) -> bool:
    return True


def _while_in_hub(_event: CaseEvent, case_file: CaseFile) -> bool:
    return case_file.leaves_hub_on is None


def _until(kind: type[CaseEvent]) -> _Holds:
    """Whether no event of that type has come since."""

    def holds(event: CaseEvent, case_file: CaseFile) -> bool:
        ids = [e.event_id for e in case_file.events]
        return not any(isinstance(e, kind) for e in case_file.events[ids.index(event.event_id) + 1 :])

    return holds


def _last_while_in_hub(event: HubClosing, case_file: CaseFile) -> bool:
    """Whether the case still waits, and no other closing day has been recorded since."""
    return _while_in_hub(event, case_file) and _until(HubClosing)(event, case_file)


@record
class GivenLetter:
    """A kind of letter, the event that gives it and the duty that it discharges. `to`: its recipients.

    `holds`: whether it is still true, and so still owed to whom it has not reached. `once_a_stay`: a later event of
    the same type writes it anew and starts no clock again.
    """

    given_by: type[CaseEvent]
    duty: DutyName
    kind: str
    clock: Callable[[date], Deadline]
    to: _Addressees
    holds: _Holds = _always
    once_a_stay: bool = False


GIVEN_LETTERS = (
    GivenLetter(
        given_by=HubAllocationDecided,
        duty=DutyName.FILING_TIME_LETTER,
        kind="filing_time",
        clock=clocks.filing_time_letter,
        to=_the_court,
        holds=_while_in_hub,
        once_a_stay=True,
    ),
    GivenLetter(
        given_by=AdviserAllocated,
        duty=DutyName.ADVISER_LETTER,
        kind="adviser_letter",
        clock=clocks.adviser_letter,
        to=_family,
        holds=_until(AdviserAllocated),
    ),
    GivenLetter(
        given_by=RiskIncreased,
        duty=DutyName.BROUGHT_FORWARD_LETTER,
        kind="brought_forward",
        clock=clocks.brought_forward,
        to=_who_may_be_told,
        holds=_until(AdviserAllocated),
    ),
    GivenLetter(
        given_by=RiskIncreased,
        duty=DutyName.RISK_NOTICE,
        kind="risk_notice",
        clock=clocks.risk_notice,
        to=_the_court,
    ),
    GivenLetter(
        given_by=ExtensionNeeded,
        duty=DutyName.EXTENSION_LETTER,
        kind="extension_sought",
        clock=clocks.extension_sought,
        to=_family,
        holds=is_pending,
    ),
    GivenLetter(
        given_by=ExtensionDecided,
        duty=DutyName.EXTENSION_LETTER,
        kind="extension_decided",
        clock=clocks.extension_decided,
        to=_family,
        holds=_until(ExtensionDecided),
    ),
    GivenLetter(
        given_by=RepresentationReceived,
        duty=DutyName.REPLY,
        kind="reply",
        clock=clocks.reply,
        to=_who_asked,
    ),
    GivenLetter(
        given_by=GuardianAppointed,
        duty=DutyName.GUARDIAN_TIMEFRAME,
        kind="guardian_timeframe",
        clock=clocks.guardian_timeframe,
        to=_the_court,
        holds=_until(AdviserAllocated),
    ),
    GivenLetter(
        given_by=CourtChallenged,
        duty=DutyName.ANSWER_TO_COURT,
        kind="answer_to_court",
        clock=clocks.answer_to_court,
        to=_the_court,
    ),
    GivenLetter(
        given_by=HubClosing,
        duty=DutyName.HUB_CLOSING_LETTER,
        kind="hub_closing",
        clock=clocks.hub_closing_letter,
        to=_family,
        holds=_last_while_in_hub,
    ),
)
"""Every letter that an event gives of itself, but for the family's first, the update and the thank-you."""

_OWED_OTHERWISE: dict[str, tuple[_Addressees, _Holds]] = {
    "hub_letter": (_family, _while_in_hub),
    "update": (_whose_update, _while_in_hub),
    "thank_you": (_who_is_thanked, _always),
    "extension_application": (_the_court, is_pending),
}
"""The letters whose duties have clocks of their own: to whom, and whether they are still true."""


def still_says(kind: str, event: CaseEvent, case_file: CaseFile) -> bool:
    """Whether a letter of that kind, given by that event, would still be true: nothing since has taken its place."""
    return _row(kind)[1](event, case_file)


def is_meant_for(kind: str, event: CaseEvent, case_file: CaseFile, recipient: str) -> bool:
    """Whether the event, as it should have been, gives that recipient the letter of that kind."""
    return recipient in _row(kind)[0](event, case_file)


def _row(kind: str) -> tuple[_Addressees, _Holds]:
    found = next(((row.to, row.holds) for row in GIVEN_LETTERS if row.kind == kind), None)
    return found or _OWED_OTHERWISE[kind]


@record
class Given:
    """One letter that an event of the present stay gives one recipient. `done_on`: the day it reached them."""

    letter: GivenLetter
    recipient: str
    by: Deadline
    done_on: date | None


def letters_given(case_file: CaseFile) -> Iterator[Given]:
    """The letters of the present stay for whomever they are meant: done, or still to be sent.

    Whether that person may be written to is not asked here.
    """
    for letter in GIVEN_LETTERS:
        givers = [e for e in case_file.stay if isinstance(e, letter.given_by)]
        if letter.once_a_stay and givers:
            yield from _given(case_file, letter, givers[0], frozenset(e.event_id for e in givers))
        else:
            for event in givers:
                yield from _given(case_file, letter, event, frozenset({event.event_id}))


def _given(case_file: CaseFile, letter: GivenLetter, event: CaseEvent, givers: frozenset[str]) -> Iterator[Given]:
    """One letter of one event to each of its recipients; *givers*: the ids of the events that write it."""
    reached = days_told(x for x in case_file.letters if x.kind == letter.kind and x.given_by in givers)
    court = min((day for who, day in reached.items() if who.startswith(COURT)), default=None)
    by, holds = letter.clock(event.occurred_on), letter.holds(event, case_file)
    for recipient in letter.to(event, case_file):
        # A court is one reader, even where the case has moved to another since.
        done_on = court if recipient.startswith(COURT) else reached.get(recipient)
        if done_on is not None or holds:
            yield Given(letter=letter, recipient=recipient, by=by, done_on=done_on)


def given_duties(case_file: CaseFile) -> Iterator[Duty]:
    """One duty a letter and recipient: the court, or a person who is owed letters. A letter discharges each.

    Whoever a child's version is not decided for is owed none yet.
    """
    alive = {p.person_id for p in readers(case_file)}
    for given in letters_given(case_file):
        to_court = given.recipient.startswith(COURT)
        if to_court or given.recipient in alive:
            person_id = None if to_court else given.recipient
            duty = owed(case_file, given.letter.duty, given.by, person_id, done_on=given.done_on)
            yield replace(duty, for_staff=False)

"""What the Protocol makes of an event of a case: a letter that is owed to somebody, by a day.

Each is declared once. Its duty, the day by which its letter is due, the words of the table of letters and whether a
letter that waits is still true come from that. What the letter says, and how, stands in the catalogue.
"""

from collections.abc import Callable, Mapping
from datetime import date
from types import MappingProxyType
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
from correspondence.protocol.history.readers import days_reached
from correspondence.protocol.record import record

from .duty import DutyName

COURT = "court:"
"""How the recipient of a letter to a court begins; the court's key follows."""

TELL_WHEN_NEXT = ("hub_letter", "update")
"""F1 to F3: the kinds that say how the wait goes on, and start the clock of the next update (Protocol 3.2(v))."""

_By: TypeAlias = Callable[[Any, CaseFile, str], Deadline]
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


def _from_its_day(clock: Callable[[date], Deadline]) -> _By:
    """A clock that the day of the event starts."""
    return lambda event, _case_file, _recipient: clock(event.occurred_on)


def _from_what_they_last_heard(event: UpdateDue, case_file: CaseFile, recipient: str) -> Deadline:
    """The clock that the last letter to reach that person started, or, where none has, the event."""
    heard = days_reached(case_file, recipient, TELL_WHEN_NEXT)
    return clocks.update(heard[-1] if heard else event.occurred_on)


def _before_the_filing_date(event: ExtensionNeeded, _case_file: CaseFile, _recipient: str) -> Deadline:
    """The clock that runs backwards from the filing date. Raises `LookupError` for a request without one."""
    filing = event.case.ordered_work.filing_date
    if filing is None:
        raise LookupError("a request for more time is of work with a filing date")
    return clocks.extension_application(filing)


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
class Obligation:
    """A letter that the Protocol makes of an event: owed to whom, by when, for as long as it holds. Declared once.

    `code`: of the kind of letter that ends it, and of its templates. `duty`: what it is called among the duties.
    `source`: the paragraph that orders the letter. `by`: the deadline for one recipient, by the event and the case;
    `within`: the same in words. `until`: whether it still holds, and so is owed to whom it has not reached.
    `once_a_stay`: a later event of the same type writes it anew and starts no clock again. `is_given`: the event makes
    its duty; else that has a module of its own.
    """

    code: str
    duty: DutyName
    source: str
    arises_on: type[CaseEvent]
    owed_to: _Addressees
    by: _By
    within: str
    until: _Holds = _always
    once_a_stay: bool = False
    is_given: bool = True

    def due(self, event: CaseEvent, case_file: CaseFile, recipient: str) -> Deadline:
        """By when *recipient* is owed the letter that *event* gives: the day of its duty and no other."""
        return self.by(self._first(event, case_file), case_file, recipient)

    def _first(self, event: CaseEvent, case_file: CaseFile) -> CaseEvent:
        """The event that started the clock: of one that comes once a stay, the first."""
        stay = tuple(e for e in case_file.stay if isinstance(e, self.arises_on))
        is_again = self.once_a_stay and event.event_id in {e.event_id for e in stay}
        return stay[0] if is_again else event


HUB_LETTER = Obligation(
    code="hub_letter",
    duty=DutyName.FAMILY_LETTER,
    source="3.2(iv)",
    arises_on=HubAllocationDecided,
    owed_to=_family,
    by=_from_its_day(clocks.family_letter),
    within="5 working days from the decision",
    until=_while_in_hub,
    once_a_stay=True,
)
UPDATE = Obligation(
    code="update",
    duty=DutyName.UPDATE,
    source="3.2(v)",
    arises_on=UpdateDue,
    owed_to=_whose_update,
    by=_from_what_they_last_heard,
    within="6 weeks from the last F1, F2 or F3 sent",
    until=_while_in_hub,
    is_given=False,
)
ADVISER_LETTER = Obligation(
    code="adviser_letter",
    duty=DutyName.ADVISER_LETTER,
    source="3.2(v)",
    arises_on=AdviserAllocated,
    owed_to=_family,
    by=_from_its_day(clocks.adviser_letter),
    within="5 working days from allocation (ours)",
    until=_until(AdviserAllocated),
)
BROUGHT_FORWARD = Obligation(
    code="brought_forward",
    duty=DutyName.BROUGHT_FORWARD_LETTER,
    source="5.1 (risk)",
    arises_on=RiskIncreased,
    owed_to=_who_may_be_told,
    by=_from_its_day(clocks.brought_forward),
    within="1 working day from the decision (ours)",
    until=_until(AdviserAllocated),
)
EXTENSION_APPLICATION = Obligation(
    code="extension_application",
    duty=DutyName.EXTENSION_APPLICATION,
    source="3.2(iii)",
    arises_on=ExtensionNeeded,
    owed_to=_the_court,
    by=_before_the_filing_date,
    within="4 weeks before the filing date",
    until=is_pending,
    is_given=False,
)
EXTENSION_SOUGHT = Obligation(
    code="extension_sought",
    duty=DutyName.EXTENSION_LETTER,
    source="3.1(k)",
    arises_on=ExtensionNeeded,
    owed_to=_family,
    by=_from_its_day(clocks.extension_sought),
    within="1 working day, with the application (ours)",
    until=is_pending,
)
EXTENSION_DECIDED = Obligation(
    code="extension_decided",
    duty=DutyName.EXTENSION_LETTER,
    source="3.1(k)",
    arises_on=ExtensionDecided,
    owed_to=_family,
    by=_from_its_day(clocks.extension_decided),
    within="5 working days from the day it is recorded (ours)",
    until=_until(ExtensionDecided),
)
THANK_YOU = Obligation(
    code="thank_you",
    duty=DutyName.THANK_YOU,
    source="3.2(vii)",
    arises_on=ReviewRecorded,
    owed_to=_who_is_thanked,
    by=_from_its_day(clocks.thank_you),
    within="5 working days from the review (ours)",
    is_given=False,
)
REPLY = Obligation(
    code="reply",
    duty=DutyName.REPLY,
    source="3.1(l)",
    arises_on=RepresentationReceived,
    owed_to=_who_asked,
    by=_from_its_day(clocks.reply),
    within="5 working days from the request (ours)",
)
RISK_NOTICE = Obligation(
    code="risk_notice",
    duty=DutyName.RISK_NOTICE,
    source="Annex B 3 families (risk)",
    arises_on=RiskIncreased,
    owed_to=_the_court,
    by=_from_its_day(clocks.risk_notice),
    within="1 working day from the decision (ours)",
)
GUARDIAN_TIMEFRAME = Obligation(
    code="guardian_timeframe",
    duty=DutyName.GUARDIAN_TIMEFRAME,
    source="5.2 (16.4)",
    arises_on=GuardianAppointed,
    owed_to=_the_court,
    by=_from_its_day(clocks.guardian_timeframe),
    within="5 working days from the notice of the appointment (ours)",
    until=_until(AdviserAllocated),
)
ANSWER_TO_COURT = Obligation(
    code="answer_to_court",
    duty=DutyName.ANSWER_TO_COURT,
    source="5.2",
    arises_on=CourtChallenged,
    owed_to=_the_court,
    by=_from_its_day(clocks.answer_to_court),
    within="2 working days from its receipt (ours)",
)
FILING_TIME = Obligation(
    code="filing_time",
    duty=DutyName.FILING_TIME_LETTER,
    source="Annex B 3 (order accepted)",
    arises_on=HubAllocationDecided,
    owed_to=_the_court,
    by=_from_its_day(clocks.filing_time_letter),
    within="5 working days from the decision, with the family's letters (ours)",
    until=_while_in_hub,
    once_a_stay=True,
)
HUB_CLOSING = Obligation(
    code="hub_closing",
    duty=DutyName.HUB_CLOSING_LETTER,
    source="6.2 (decision)",
    arises_on=HubClosing,
    owed_to=_family,
    by=_from_its_day(clocks.hub_closing_letter),
    within="5 working days from the day it is recorded (ours)",
    until=_last_while_in_hub,
)

OBLIGATIONS: Mapping[str, Obligation] = MappingProxyType(
    {
        each.code: each
        for each in (
            *(HUB_LETTER, UPDATE, ADVISER_LETTER, BROUGHT_FORWARD),
            *(EXTENSION_APPLICATION, EXTENSION_SOUGHT, EXTENSION_DECIDED),
            *(THANK_YOU, REPLY, RISK_NOTICE, GUARDIAN_TIMEFRAME, ANSWER_TO_COURT, FILING_TIME, HUB_CLOSING),
        )
    }
)
"""Every letter that an event of a case makes us owe, by the code of its kind."""

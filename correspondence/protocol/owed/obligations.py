"""What the Protocol makes of an event of a case: a letter that is owed to somebody, by a day.

Each is declared once. Its duty, the day by which its letter is due, the words of the table of letters and whether a
letter that waits is still true come from that. What the letter says, and how, stands in the catalogue.
"""

from collections.abc import Mapping
from types import MappingProxyType

from correspondence.protocol.days import clocks
from correspondence.protocol.days.clocks import Deadline
from correspondence.protocol.events import (
    AdviserAllocated,
    AnyEvent,
    CourtChallenged,
    ExtensionDecided,
    ExtensionNeeded,
    GuardianAppointed,
    HubAllocationDecided,
    HubClosing,
    RepresentationReceived,
    ReviewRecorded,
    RiskIncreased,
    UpdateDue,
)
from correspondence.protocol.history.case_file import CaseFile
from correspondence.protocol.history.more_time import is_pending
from correspondence.protocol.record import record

from .duty import AnyDutyName, DutyName, LetterDuty
from .terms import (
    By,
    Holds,
    OwedTo,
    always,
    before_the_filing_date,
    family,
    from_its_day,
    from_what_they_last_heard,
    last_while_in_hub,
    the_court,
    the_file,
    until_next,
    while_in_hub,
    while_nobody_has_it,
    who_asked,
    who_is_thanked,
    who_may_be_told,
    whose_update,
)


@record
class Obligation:
    """A letter that the Protocol makes of an event: owed to whom, by when, for as long as it holds. Declared once.

    `code`: of the kind of letter that ends it, and of its templates. `called`: the name of its duty where code asks for
    it by name; else it is called as the letter is. `source`: the paragraph that orders the letter; "ours" where none
    does. `by`: the deadline for one recipient, by the event and the case; `within`: the same in words. `until`: whether
    it still holds, and so is owed to whom it has not reached. `once_a_stay`: a later event of the same type writes it
    anew and starts no clock again. `is_given`: the event makes its duty; else that has a module of its own.
    """

    code: str
    called: DutyName | None = None
    source: str = "ours"
    arises_on: type[AnyEvent]
    owed_to: OwedTo
    by: By
    within: str
    until: Holds = always
    once_a_stay: bool = False
    is_given: bool = True

    @property
    def duty(self) -> AnyDutyName:
        """What it is called among the duties."""
        return self.called or LetterDuty(self.code)

    @property
    def is_of_waiting(self) -> bool:
        """Whether its letter speaks of waiting, so that it is untrue once the case has left the Hub."""
        return self.until in (while_in_hub, last_while_in_hub)

    def due(self, event: AnyEvent, case_file: CaseFile, recipient: str, made_by: str | None = None) -> Deadline:
        """By when *recipient* is owed the letter that *event* gives: the day of its duty and no other.

        *made_by*: the event that has it written, where that may be another: a letter that puts right one that was sent
        is owed by the day of the correction.
        """
        _, corrections = case_file.put_right(self.code, event.event_id, recipient, made_by or event.event_id)
        if corrections:
            return clocks.correcting_letter(corrections[-1].occurred_on)
        return self.by(self._first(event, case_file), case_file, recipient)

    def _first(self, event: AnyEvent, case_file: CaseFile) -> AnyEvent:
        """The event that started the clock: the first that told the fact; of one that comes once a stay, the first."""
        stay = {e.event_id: e for e in case_file.stay if isinstance(e, self.arises_on)}
        if event.event_id not in stay:
            return event
        told = case_file.told_before(stay[event.event_id])
        return next(iter(stay.values())) if self.once_a_stay else stay[told[0]] if told else event


HUB_LETTER = Obligation(
    code="hub_letter",
    called=DutyName.FAMILY_LETTER,
    source="3.2(iv)",
    arises_on=HubAllocationDecided,
    owed_to=family,
    by=from_its_day(clocks.family_letter),
    within="5 working days from the decision",
    until=while_in_hub,
    once_a_stay=True,
)
UPDATE = Obligation(
    code="update",
    called=DutyName.UPDATE,
    source="3.2(v)",
    arises_on=UpdateDue,
    owed_to=whose_update,
    by=from_what_they_last_heard,
    within="6 weeks from the last F1, F2 or F3 sent",
    until=while_in_hub,
    is_given=False,
)
ADVISER_LETTER = Obligation(
    code="adviser_letter",
    source="3.2(v)",
    arises_on=AdviserAllocated,
    owed_to=family,
    by=from_its_day(clocks.adviser_letter),
    within="5 working days from allocation (ours)",
    until=until_next(AdviserAllocated),
)
BROUGHT_FORWARD = Obligation(
    code="brought_forward",
    called=DutyName.BROUGHT_FORWARD_LETTER,
    source="5.1 (risk)",
    arises_on=RiskIncreased,
    owed_to=who_may_be_told,
    by=from_its_day(clocks.brought_forward),
    within="1 working day from the decision (ours)",
    until=while_nobody_has_it,
)
EXTENSION_APPLICATION = Obligation(
    code="extension_application",
    called=DutyName.EXTENSION_APPLICATION,
    source="3.2(iii)",
    arises_on=ExtensionNeeded,
    owed_to=the_court,
    by=before_the_filing_date,
    within="4 weeks before the filing date",
    until=is_pending,
    is_given=False,
)
EXTENSION_SOUGHT = Obligation(
    code="extension_sought",
    called=DutyName.EXTENSION_LETTER,
    source="3.1(k)",
    arises_on=ExtensionNeeded,
    owed_to=family,
    by=from_its_day(clocks.extension_sought),
    within="1 working day, with the application (ours)",
    until=is_pending,
)
EXTENSION_DECIDED = Obligation(
    code="extension_decided",
    called=DutyName.EXTENSION_LETTER,
    source="3.1(k)",
    arises_on=ExtensionDecided,
    owed_to=family,
    by=from_its_day(clocks.extension_decided),
    within="5 working days from the day it is recorded (ours)",
    until=until_next(ExtensionDecided),
)
THANK_YOU = Obligation(
    code="thank_you",
    called=DutyName.THANK_YOU,
    source="3.2(vii)",
    arises_on=ReviewRecorded,
    owed_to=who_is_thanked,
    by=from_its_day(clocks.thank_you),
    within="5 working days from the review (ours)",
    is_given=False,
)
REPLY = Obligation(
    code="reply",
    source="3.1(l)",
    arises_on=RepresentationReceived,
    owed_to=who_asked,
    by=from_its_day(clocks.reply),
    within="5 working days from the request (ours)",
)
RISK_NOTICE = Obligation(
    code="risk_notice",
    source="Annex B 3 families (risk)",
    arises_on=RiskIncreased,
    owed_to=the_court,
    by=from_its_day(clocks.risk_notice),
    within="1 working day from the decision (ours)",
)
GUARDIAN_TIMEFRAME = Obligation(
    code="guardian_timeframe",
    source="5.2 (16.4)",
    arises_on=GuardianAppointed,
    owed_to=the_court,
    by=from_its_day(clocks.guardian_timeframe),
    within="5 working days from the notice of the appointment (ours)",
    until=until_next(GuardianAppointed, AdviserAllocated),
)
ANSWER_TO_COURT = Obligation(
    code="answer_to_court",
    source="5.2",
    arises_on=CourtChallenged,
    owed_to=the_court,
    by=from_its_day(clocks.answer_to_court),
    within="2 working days from its receipt (ours)",
)
FILING_TIME = Obligation(
    code="filing_time",
    called=DutyName.FILING_TIME_LETTER,
    source="Annex B 3 (order accepted)",
    arises_on=HubAllocationDecided,
    owed_to=the_court,
    by=from_its_day(clocks.filing_time_letter),
    within="5 working days from the decision, with the family's letters (ours)",
    until=while_in_hub,
    once_a_stay=True,
)
HUB_CLOSING = Obligation(
    code="hub_closing",
    called=DutyName.HUB_CLOSING_LETTER,
    source="6.2 (decision)",
    arises_on=HubClosing,
    owed_to=family,
    by=from_its_day(clocks.hub_closing_letter),
    within="5 working days from the day it is recorded (ours)",
    until=last_while_in_hub,
)
REVIEW_RECORD = Obligation(
    code="review_record",
    called=DutyName.REVIEW,
    source="3.2(vi)",
    arises_on=ReviewRecorded,
    owed_to=the_file,
    by=from_its_day(clocks.review_record),
    within="the day of the review (ours)",
    is_given=False,
)

OBLIGATIONS: Mapping[str, Obligation] = MappingProxyType(
    {each.code: each for each in tuple(globals().values()) if isinstance(each, Obligation)}
)
"""Every letter that an event of a case makes us owe, by the code of its kind: all that this module declares."""

DUTY_NAMES: Mapping[str, AnyDutyName] = MappingProxyType(
    {str(name): name for name in (*DutyName, *(each.duty for each in OBLIGATIONS.values()))}
)
"""What a duty may be called, in the order in which duties of one day are told."""

"""Ordered work cannot be filed in time, and the court is asked for more (Protocol 3.2(iii), 2.4)."""

from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Literal

from correspondence.protocol.days.calendar import COUNTABLE_FROM, COUNTABLE_UNTIL, add_working_days
from correspondence.protocol.fields import ReasonIfAny, StatedReason
from correspondence.protocol.name_types import NamePart
from correspondence.protocol.record import record
from correspondence.protocol.refusals import Reason
from correspondence.protocol.rules import broken

from .event import CaseEvent
from .extension_decided import ExtensionDecided

if TYPE_CHECKING:
    from correspondence.protocol.directory import Hub
    from correspondence.protocol.history.found import Found


class ReasonCode(StrEnum):
    """Why more time is needed, as a family is told it. The court's own reason is never theirs to read."""

    NO_ADVISER_AVAILABLE = "no_adviser_available"
    FURTHER_ENQUIRIES = "further_enquiries"
    LATE_INFORMATION = "late_information"
    ILLNESS_OR_ABSENCE = "illness_or_absence"


class HearingEffect(StrEnum):
    """What is asked for the hearing that a later report may come too late for."""

    STAND = "stand"
    RELIST = "relist"
    VACATE = "vacate"


_MOVED = frozenset({HearingEffect.RELIST, HearingEffect.VACATE})
CLEAR_WORKING_DAYS = 10
"""A report that comes fewer working days before a hearing than these touches it: what is asked must be said (ours)."""


def touches(proposed: date, hearing: date) -> bool:
    """Whether a report filed on *proposed* comes fewer than ten working days before *hearing*, or after it (ours)."""
    return add_working_days(proposed, CLEAR_WORKING_DAYS) > hearing


@record
class ExtensionNeeded(CaseEvent):
    """Ordered work cannot be filed in time (Protocol 3.2(iii), 2.4). `reason` is for the court alone."""

    paragraph = "3.2(iii)"

    type: Literal["extension_needed"]
    proposed_filing_date: date
    reason: StatedReason
    reason_code: ReasonCode
    hearing_effect: HearingEffect | None = None
    hearing_wanted: bool
    agreed_by: NamePart
    exceptional_reason: ReasonIfAny = None
    approved_by: NamePart | None = None

    @property
    def hearing_ahead(self) -> date | None:
        """The next hearing as the request found it, or None where none lay ahead."""
        hearing = self.case.ordered_work.next_hearing_on
        return hearing if hearing is not None and hearing >= self.occurred_on else None

    def faults(self, hub: "Hub | None") -> Iterator[Reason]:
        """There is a filing date to put off, and the court is told what that does to the hearing."""
        filing = self.case.ordered_work.filing_date
        yield from broken(
            (
                filing is None,
                "filing_date_missing",
                "case.ordered_work.filing_date",
                "there is no filing date to extend",
            ),
            (
                filing is not None and self.proposed_filing_date <= filing,
                "proposed_not_after_filing_date",
                "proposed_filing_date",
                f"the date asked for must be after the filing date, {filing}",
            ),
            source="3.2(iii)",
        )
        yield from self._hearing_faults()

    def _hearing_faults(self) -> Iterator[Reason]:
        """The court is told what a later report does to the hearing, and asked what is wanted (ours)."""
        hearing, effect, proposed = self.hearing_ahead, self.hearing_effect, self.proposed_filing_date
        countable = COUNTABLE_FROM <= proposed <= COUNTABLE_UNTIL
        return broken(
            (
                hearing is not None and effect is None and countable and touches(proposed, hearing),
                "hearing_effect_missing",
                "hearing_effect",
                f"the date asked for leaves fewer than {CLEAR_WORKING_DAYS} working days before the hearing, {hearing}:"
                " what is asked for it must be said",
            ),
            (
                hearing is None and effect in _MOVED,
                "hearing_unknown",
                "hearing_effect",
                f"no hearing is known that could be moved, on or after {self.occurred_on}",
            ),
            source="ours",
        )

    def faults_in(self, found: "Found") -> Iterator[Reason]:
        """A request that the court has answered was made by then, and of work that is filed none is made."""
        following = found.next_of("extension_needed", "extension_decided")
        day = following.decided_on if isinstance(following, ExtensionDecided) else self.occurred_on
        detail = f"the court answered this request on {day}: it was made by then"
        yield from broken((self.occurred_on > day, "made_after_answer", "occurred_on", detail), source="5.2")
        filed_on = found.stood.filed_on_of(self.case.ordered_work) if found.stood else None
        detail = f"this work was filed on {filed_on}: there is nothing to put off"
        yield from broken((filed_on is not None, "work_filed", "type", detail), source=self.paragraph)

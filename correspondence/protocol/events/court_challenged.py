"""The court disputes that a case can wait, or asks about it (Protocol 2.5, 2.7, 5.2)."""

from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Literal

from correspondence.protocol.fields import FreeText
from correspondence.protocol.record import record
from correspondence.protocol.refusals import Reason
from correspondence.protocol.rules import broken

from .event import CaseEvent
from .waiting import in_hub

if TYPE_CHECKING:
    from correspondence.protocol.directory import Hub
    from correspondence.protocol.history.found import Found


class Challenger(StrEnum):
    """Who disputes the decision to hold a case, or asks about it. Only the court's word is taken here."""

    COURT = "court"
    JUDGE = "judge"
    MAGISTRATES = "magistrates"
    LEGAL_ADVISER = "legal_adviser"
    PARTY = "party"
    REPRESENTATIVE = "representative"


THE_COURT = frozenset({Challenger.COURT, Challenger.JUDGE, Challenger.MAGISTRATES, Challenger.LEGAL_ADVISER})


class ChallengeKind(StrEnum):
    """Whether the court disputes the decision, or asks for it to be made clear."""

    CHALLENGE = "challenge"
    CLARIFICATION = "clarification"


@record
class CourtChallenged(CaseEvent):
    """The court disputes that the case can wait, or asks about it (Protocol 2.5, 2.7, 5.2).

    A challenge prevails: the case leaves the Hub. `allocate_by`: the day the court set, if it set one.
    """

    paragraph = "5.2"

    type: Literal["court_challenged"]
    made_by: Challenger
    kind: ChallengeKind
    direction: FreeText | None = None
    allocate_by: date | None = None

    @property
    def passes_back(self) -> bool:
        """A challenge prevails; a question changes nothing."""
        return self.kind is ChallengeKind.CHALLENGE

    def faults(self, hub: "Hub | None") -> Iterator[Reason]:
        """The court disputes or asks; a party's way is to ask the court (Protocol 3.1(l), 5.2)."""
        yield from broken(
            (
                self.made_by not in THE_COURT,
                "not_the_court",
                "made_by",
                "only the court challenges or asks for clarification; a party's request is a representation_received",
            ),
            source="3.1(l), 5.2",
        )
        yield from broken(
            (
                self.allocate_by is not None and self.allocate_by < self.occurred_on,
                "allocate_by_before_event",
                "allocate_by",
                f"the day to allocate by cannot lie before the day of this event, {self.occurred_on}",
            ),
            source=self.paragraph,
        )

    def faults_in(self, found: "Found") -> Iterator[Reason]:
        """A decision that still stands is disputed; a question is always taken."""
        if self.kind is not ChallengeKind.CHALLENGE:
            return iter(())
        return in_hub(self, found.stood, "no decision to hold it is left to dispute; a clarification is taken")

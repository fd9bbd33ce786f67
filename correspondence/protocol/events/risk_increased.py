"""The risk has increased, and the case is passed back for allocation (Protocol 5.1, Annex B)."""

from typing import Literal

from correspondence.protocol.fields import FreeText, People, PersonId, record

from .event import SUPERVISORS, CaseEvent


@record
class RiskIncreased(CaseEvent):
    """The risk has increased: the case is passed back for allocation (Protocol 5.1, Annex B).

    `summary` is for the court alone. `may_be_told`: who may safely be told that the case is brought forward; absent,
    nobody.
    """

    type: Literal["risk_increased"]
    summary: FreeText
    referral_made: bool
    may_be_told: People[PersonId] = ()

    @property
    def is_by_supervisor(self) -> bool:
        """Whether it stands for the review that an alert calls for."""
        return self.recorded_by.role in SUPERVISORS

"""A party asks for the case to be allocated (Protocol 3.1(l), Annex B 3(c))."""

from typing import Literal

from correspondence.protocol.fields import PersonId, record

from .event import SUPERVISORS, CaseEvent


@record
class RepresentationReceived(CaseEvent):
    """A party asks for the case to be allocated (Protocol 3.1(l), Annex B 3(c)).

    `accepted_by_court`: whether the court agreed that it should be; null while it has not said.
    """

    type: Literal["representation_received"]
    from_person: PersonId
    accepted_by_court: bool | None

    @property
    def is_by_supervisor(self) -> bool:
        """Whether a letter may say that a qualified supervisor looked at it."""
        return self.recorded_by.role in SUPERVISORS

"""A party asks for the case to be allocated (Protocol 3.1(l), Annex B 3(c))."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal

from correspondence.protocol.fields import PersonId
from correspondence.protocol.record import record
from correspondence.protocol.refusals import Reason
from correspondence.protocol.rules import broken

from .event import NOBODY, CaseEvent

if TYPE_CHECKING:
    from correspondence.protocol.directory import Hub
    from correspondence.protocol.history.case_file import CaseFile


@record
class RepresentationReceived(CaseEvent):
    """A party asks for the case to be allocated (Protocol 3.1(l), Annex B 3(c)).

    `accepted_by_court`: whether the court agreed that it should be; null while it has not said.
    """

    paragraph = "Annex B 3(c)"

    type: Literal["representation_received"]
    from_person: PersonId
    accepted_by_court: bool | None

    @property
    def passes_back(self) -> bool:
        """Where the court agreed that it should be allocated."""
        return self.accepted_by_court is True

    def is_known_to(self, person_id: str, case_file: "CaseFile") -> bool:
        """Whoever asks knows; so does everybody where the case leaves its Hub for it."""
        return person_id == self.from_person or self.passes_back

    def faults(self, hub: "Hub | None") -> Iterator[Reason]:
        """Parties ask; a carer or a child is none (Protocol 3.1(l))."""
        person = self.case.person(self.from_person)
        outsider = person is not None and not person.is_party
        return broken(
            (person is None, "person_unknown", "from_person", NOBODY),
            (outsider, "not_a_party", "from_person", "only a party asks for allocation"),
            source="3.1(l)",
        )

"""The risk has increased, and the case is passed back for allocation (Protocol 5.1, Annex B)."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal

from correspondence.protocol.fields import FreeText, People, PersonId
from correspondence.protocol.record import record
from correspondence.protocol.refusals import Reason
from correspondence.protocol.rules import broken

from .event import NOBODY, CaseEvent
from .waiting import in_hub

if TYPE_CHECKING:
    from correspondence.protocol.directory import Hub
    from correspondence.protocol.history.found import Found


@record
class RiskIncreased(CaseEvent):
    """The risk has increased: the case is passed back for allocation (Protocol 5.1, Annex B).

    `summary` is for the court alone. `may_be_told`: who may safely be told that the case is brought forward; absent,
    nobody.
    """

    paragraph = "5.1 (risk)"

    type: Literal["risk_increased"]
    summary: FreeText
    referral_made: bool
    may_be_told: People[PersonId] = ()

    @property
    def passes_back(self) -> bool:
        """The case waits no longer."""
        return True

    def faults(self, hub: "Hub | None") -> Iterator[Reason]:
        """Who may safely be told is a party or a child of the case, named once (Protocol 5.1)."""
        for place, each in enumerate(self.may_be_told):
            person, field = self.case.person(each), f"may_be_told.{place}"
            outsider = person is not None and not (person.is_party or person.is_child)
            again = self.may_be_told.index(each) < place
            yield from broken(
                (person is None, "person_unknown", field, NOBODY),
                (outsider, "not_of_the_family", field, "names neither a party nor a child: only they are written to"),
                (again, "may_be_told_repeated", field, "names a person a second time"),
                source=self.paragraph,
            )

    def faults_in(self, found: "Found") -> Iterator[Reason]:
        """A case is passed back once; the risk that a review found is still to be told (Protocol 3.2(vii))."""
        if found.passed_back_by_review:
            return iter(())
        return in_hub(self, found.stood, "there is no Hub to pass it back from")

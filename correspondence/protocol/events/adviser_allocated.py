"""A named Family Court Adviser takes the case (Protocol 3.2(ii), 5.1)."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal

from correspondence.protocol.fields import Email, Phone
from correspondence.protocol.name_types import NamePart
from correspondence.protocol.record import record
from correspondence.protocol.refusals import Reason

from .event import CaseEvent
from .waiting import placed

if TYPE_CHECKING:
    from correspondence.protocol.history.found import Found


@record
class Adviser:
    """The Family Court Adviser who takes a case."""

    name: NamePart
    phone: Phone
    email: Email


@record
class AdviserAllocated(CaseEvent):
    """A named Family Court Adviser takes the case, which leaves the Hub (Protocol 3.2(ii), 5.1)."""

    paragraph = "3.2(ii)"
    holds_until_another = True

    type: Literal["adviser_allocated"]
    adviser: Adviser

    @property
    def passes_back(self) -> bool:
        """The case waits no longer."""
        return True

    def faults_in(self, found: "Found") -> Iterator[Reason]:
        """An adviser takes a case from a Hub."""
        return placed(self, found.stood)

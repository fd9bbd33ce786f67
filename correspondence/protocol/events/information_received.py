"""Information or an alert arrived (Protocol 3.2(vii))."""

from collections.abc import Iterator
from enum import StrEnum
from typing import TYPE_CHECKING, Literal

from correspondence.protocol.fields import PersonId
from correspondence.protocol.record import record
from correspondence.protocol.refusals import Reason

from .event import CaseEvent

if TYPE_CHECKING:
    from correspondence.protocol.directory import Hub
    from correspondence.protocol.history.case_file import CaseFile


class ReplyRoute(StrEnum):
    """How an informant wants the answer. `none`: no answer is wanted or safe."""

    POST = "post"
    EMAIL = "email"
    PHONE = "phone"
    NONE = "none"


@record
class InformationReceived(CaseEvent):
    """Information or an alert arrived (Protocol 3.2(vii)). `from_person` is null when it came from outside."""

    paragraph = "3.2(vii)"

    type: Literal["information_received"]
    from_person: PersonId | None
    urgent: bool
    reply_route: ReplyRoute

    def is_known_to(self, person_id: str, case_file: "CaseFile") -> bool:
        """Whoever gave it knows; of information from outside nobody does."""
        return person_id == self.from_person

    def faults(self, hub: "Hub | None") -> Iterator[Reason]:
        """Who gave it is of the case, where it came from somebody of it."""
        return self.strangers(("from_person", self.from_person))

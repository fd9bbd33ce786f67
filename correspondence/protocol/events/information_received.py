"""Information or an alert arrived (Protocol 3.2(vii))."""

from enum import StrEnum
from typing import Literal

from correspondence.protocol.fields import PersonId, record

from .event import CaseEvent


class ReplyRoute(StrEnum):
    """How an informant wants the answer. `none`: no answer is wanted or safe."""

    POST = "post"
    EMAIL = "email"
    PHONE = "phone"
    NONE = "none"


@record
class InformationReceived(CaseEvent):
    """Information or an alert arrived (Protocol 3.2(vii)). `from_person` is null when it came from outside."""

    type: Literal["information_received"]
    from_person: PersonId | None
    urgent: bool
    reply_route: ReplyRoute

"""A named Family Court Adviser takes the case (Protocol 3.2(ii), 5.1)."""

from typing import Literal

from correspondence.protocol.fields import Email, Phone, record
from correspondence.protocol.name_types import NamePart

from .event import CaseEvent


@record
class Adviser:
    """The Family Court Adviser who takes a case."""

    name: NamePart
    phone: Phone
    email: Email


@record
class AdviserAllocated(CaseEvent):
    """A named Family Court Adviser takes the case, which leaves the Hub (Protocol 3.2(ii), 5.1)."""

    type: Literal["adviser_allocated"]
    adviser: Adviser

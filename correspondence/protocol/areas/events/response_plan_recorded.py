"""The local response plan as it stands (Protocol 4.3, 4.5)."""

from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from typing import Literal

from correspondence.protocol.directory import Directory
from correspondence.protocol.fields import FreeText, Several
from correspondence.protocol.name_types import Who
from correspondence.protocol.record import record
from correspondence.protocol.refusals import Reason
from correspondence.protocol.rules import broken

from .beside import by_day_of_event
from .event import AreaEvent


class ResponseKind(StrEnum):
    """Where a measure of a local response plan comes from (Protocol 4.3)."""

    WAYS_OF_WORKING = "ways_of_working"
    CASE_LIST_REVIEW = "case_list_review"
    LOCAL = "local"


@record
class ResponseMeasure:
    """Something an area does against saturation: what, who does it, by when, and when it was done."""

    kind: ResponseKind
    what: FreeText
    who: Who
    by_on: date
    done_on: date | None = None


@record
class ResponsePlanRecorded(AreaEvent):
    """The local response plan as it stands, before a Challenge Meeting and after it. A14 (Protocol 4.3, 4.5)."""

    posts = ("assistant_director", "designated_family_judges", "covid_19_board")

    type: Literal["response_plan_recorded"]
    actions: Several[ResponseMeasure]

    def faults(self, directory: Directory) -> Iterator[Reason]:
        """A plan has something to do, and what was done was done by now."""
        done = ((place, each.done_on) for place, each in enumerate(self.actions) if each.done_on is not None)
        return broken(
            *(by_day_of_event(f"actions.{place}.done_on", on, self.occurred_on) for place, on in done),
            (not self.actions, "no_actions", "actions", "a response plan has at least one action"),
        )

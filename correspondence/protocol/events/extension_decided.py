"""The court answers a request for more time (Protocol 5.2)."""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Literal

from correspondence.protocol.record import record
from correspondence.protocol.refusals import Reason
from correspondence.protocol.rules import broken

from .event import CaseEvent

if TYPE_CHECKING:
    from correspondence.protocol.directory import Hub
    from correspondence.protocol.history.found import Found

_FILING_DATE = "case.ordered_work.filing_date"


@record
class ExtensionDecided(CaseEvent):
    """The court's answer. `filing_date`: the date it granted, which may be another than the one asked for."""

    paragraph = "3.2(iii)"

    type: Literal["extension_decided"]
    granted: bool
    filing_date: date | None = None
    decided_on: date

    def faults(self, hub: "Hub | None") -> Iterator[Reason]:
        """The date that the court leaves is the one the case now has (Protocol 5.2)."""
        now, granted = self.case.ordered_work.filing_date, self.granted
        other = self.filing_date is not None and self.filing_date != now
        return broken(
            (
                granted and self.filing_date is None,
                "filing_date_missing",
                "filing_date",
                "a request that was granted has the date the court set",
            ),
            (granted and other, "granted_date_not_kept", _FILING_DATE, "must be the date that the court granted"),
            (
                not granted and other,
                "refused_with_another_date",
                "filing_date",
                "a request that was refused leaves the filing date that the case has, or names none",
            ),
            (
                self.decided_on > self.occurred_on,
                "decided_after_event",
                "decided_on",
                f"the court cannot have decided after the day of this event, {self.occurred_on}",
            ),
            source="5.2",
        )

    def faults_in(self, found: "Found") -> Iterator[Reason]:
        """The court answers a request that waits, and either sets a later date or leaves the one that stood."""
        asked = found.last_of("extension_needed", "extension_decided")
        if asked is None or asked.type != "extension_needed":
            detail = "no request for more time waits for an answer in this case"
            yield Reason(rule="nothing_to_decide", field="type", detail=detail, source="5.2")
            return
        old, now = asked.case.ordered_work.filing_date, self.case.ordered_work.filing_date
        set_on = self.filing_date if self.granted else None
        yield from broken(
            (
                self.decided_on < asked.occurred_on,
                "decided_before_request",
                "decided_on",
                f"the court cannot have decided before the request was made, on {asked.occurred_on}",
            ),
            (
                set_on is not None and old is not None and set_on <= old,
                "granted_date_not_later",
                "filing_date",
                f"the date granted must be after the filing date that stood, {old}",
            ),
            (
                not self.granted and now != old,
                "refused_date_not_kept",
                _FILING_DATE,
                f"a request that was refused leaves the filing date that stood, {old}",
            ),
            source="5.2",
        )

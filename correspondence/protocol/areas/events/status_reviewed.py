"""The four-weekly look at an open Hub (Protocol 4.7, 5.4, 6.1, 6.2)."""

from collections.abc import Iterator
from dataclasses import asdict
from typing import Literal

from correspondence.protocol.directory import Directory
from correspondence.protocol.fields import FreeText, Several
from correspondence.protocol.record import record
from correspondence.protocol.refusals import Reason
from correspondence.protocol.rules import broken

from .event import MeasuredAreaEvent


@record
class Assurance:
    """What the Director of Operations can say of a Hub, and in words where it is not so (Protocol 6.2).

    Each point: whether that standard was kept for every case since the last statement. `has_required_staff`: a
    supervisor or manager, and a Business Services Officer. `exceptions`: the reasons, one at least for each point that
    was not kept, in their order; others may follow.
    """

    takes_only_lower_priority: bool  # 3.2(i)
    allocates_within_20_weeks: bool  # 3.2(ii)
    asks_extensions_4_weeks_before: bool  # 3.2(iii)
    files_section_7_within_26_weeks: bool  # 3.2(iii)
    writes_within_5_working_days: bool  # 3.2(iv)
    updates_every_6_weeks: bool  # 3.2(v)
    reviews_every_2_weeks: bool  # 3.2(vi)
    reviews_alerts_within_1_working_day: bool  # 3.2(vii)
    completes_within_6_weeks: bool  # 5.1
    has_required_staff: bool  # 5.1
    lists_sent_to_courts: bool  # Annex B 3
    exceptions: Several[FreeText] = ()

    @property
    def not_kept(self) -> int:
        """How many of the standards were not kept."""
        return sum(point is False for point in asdict(self).values())


@record
class StatusReviewed(MeasuredAreaEvent):
    """The four-weekly look at an open Hub. A9, the report with its assurance (Protocol 4.7, 5.4, 6.1, 6.2)."""

    posts = ("assistant_director", "director_of_operations", "covid_19_board")
    needs_open_hub = True

    type: Literal["status_reviewed"]
    impact_of_measures: FreeText
    progress_to_deactivation: FreeText
    assurance: Assurance

    def faults(self, directory: Directory) -> Iterator[Reason]:
        """What was not kept is explained, each point by itself."""
        unexplained = len(self.assurance.exceptions) < self.assurance.not_kept
        detail = "each point that was not kept is explained in words of its own"
        return broken((unexplained, "exception_unexplained", "assurance.exceptions", detail))

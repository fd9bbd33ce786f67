"""By when ordered work is filed while no answer of the court has set or kept a day (Protocol 3.2(iii), Annex B 3)."""

from correspondence.protocol.case.case import SECTION_7_WORK, OrderedWork

from . import clocks
from .calendar import in_words
from .clocks import Deadline, rolled


def filing_limit(work: OrderedWork) -> Deadline | None:
    """The day that the court ordered; for section 7 work 26 weeks from its coming to Cafcass, where those end sooner.

    None for other work that has no day.
    """
    ordered = work.filing_date
    days = [rolled(ordered, f"the day the court ordered, {in_words(ordered)}", "Annex B 3")] if ordered else []
    if work.type in SECTION_7_WORK:
        days.append(clocks.section_7_filing(work.communicated_on))
    return min(days, key=lambda each: each.due_on, default=None)

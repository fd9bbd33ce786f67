"""By when an adviser and the finished work can be expected: the same days for the court and the family (section 8)."""

from dataclasses import replace
from datetime import date

from correspondence.catalogue.occasions.case import Occasion
from correspondence.catalogue.reader import Reader
from correspondence.protocol.case.case import WorkType
from correspondence.protocol.days import clocks
from correspondence.protocol.events import GuardianAppointed
from correspondence.protocol.history.case_file import CaseFile
from correspondence.protocol.history.filing_times import filing_times
from correspondence.protocol.letters import Told
from correspondence.protocol.record import record

from .changes import last_day_told
from .days_ahead import still_ahead
from .next_update import adviser_of
from .versions import to_adults


@record
class Aims:
    """What a family is told of the days to come, each None where no such day lies ahead.

    `allocation_by`: we aim to name an adviser by then; `allocation_by_before`: the aim that they were told, while it
    lies ahead and is another now, and so of the others. `realistic_on`: the work can be filed by then, where the
    court's own day cannot be kept or it has set none. `guardian_by`: the likely day by which a guardian whom the court
    appointed is named; where that is the work, it takes the place of the aim.
    """

    allocation_by: date | None
    allocation_by_before: date | None
    realistic_on: date | None
    realistic_on_before: date | None
    guardian_by: date | None
    guardian_by_before: date | None

    @property
    def have_changed(self) -> bool:
        """Whether one of those that they were told is another now."""
        return any((self.allocation_by_before, self.realistic_on_before, self.guardian_by_before))


def aims_of(occasion: Occasion, reader: Reader) -> Aims:
    """What that reader is told of the days to come (Protocol 3.2(ii), (iii), 5.1, 5.2)."""
    case_file, today = occasion.case_file, occasion.today
    times = filing_times(case_file, occasion.hub.allocation_lead_weeks, today)
    guardian_by = _guardian_by(case_file, today)
    is_the_guardians = guardian_by is not None and case_file.case.ordered_work.type is WorkType.RULE_16_4
    aim = times.allocate_by if times and not is_the_guardians else None
    realistic_on = times.realistic_on if times and not times.can_keep else None
    return Aims(
        allocation_by=aim,
        allocation_by_before=told_otherwise(occasion, reader, Told.ADVISER, aim),
        realistic_on=realistic_on,
        realistic_on_before=told_otherwise(occasion, reader, Told.REALISTIC, realistic_on),
        guardian_by=guardian_by,
        guardian_by_before=told_otherwise(occasion, reader, Told.GUARDIAN, guardian_by),
    )


def aims_told(occasion: Occasion, reader: Reader) -> Aims | None:
    """What an adult is told of them beside the court's own day to finish, while nobody has the case.

    A child is told of no day for an adviser.
    """
    if adviser_of(occasion.case_file) is not None:
        return None
    return to_adults(replace(aims_of(occasion, reader), realistic_on=None), reader)


def needed_by(occasion: Occasion, asked_for: date) -> date | None:
    """The last day to allocate a case whose work is to be filed by the day *asked_for*, while it lies ahead.

    None once an adviser has had the case, or where it never was in a Hub.
    """
    case_file = occasion.case_file
    if case_file.entered_hub_on is None or case_file.allocation is not None:
        return None
    return still_ahead(clocks.latest_allocation(asked_for, occasion.hub.allocation_lead_weeks), occasion.today)


def told_otherwise(occasion: Occasion, reader: Reader, what: Told, now: date | None) -> date | None:
    """The day of that sort that the reader was last told, while it lies ahead and is another *now*."""
    told = last_day_told(occasion.case_file, reader.key, what)
    return told if told is not None and told >= occasion.today and told != now else None


def _guardian_by(case_file: CaseFile, today: date) -> date | None:
    appointed = [e for e in case_file.stay if isinstance(e, GuardianAppointed)]
    return still_ahead(appointed[-1].expected_allocation_on, today) if appointed else None

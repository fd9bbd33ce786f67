"""What the days are of that a letter tells somebody in the family, or a court, by the fields of what it says."""

from collections.abc import Iterable, Mapping
from datetime import date
from types import MappingProxyType

from correspondence.protocol.letters import DaysTold, Told

FIELDS: Mapping[str, Told] = MappingProxyType(
    {
        "facts.next_update_on": Told.NEXT_LETTER,
        "facts.aims.allocation_by": Told.ADVISER,
        "facts.aims.guardian_by": Told.GUARDIAN,
        "facts.aims.realistic_on": Told.REALISTIC,
        "facts.filing_date": Told.FILING,
        "facts.extension_by": Told.APPLYING,
        "facts.completion_by": Told.FINISHING,
        "facts.hearing_on": Told.HEARING,
        "facts.closes_on": Told.CLOSING,
        "facts.proposed_on": Told.ASKED,
        "facts.times.allocate_by": Told.ADVISER,
        "facts.allocate_by": Told.ADVISER,
        "facts.allocation_by": Told.ADVISER,
        "facts.times.realistic_on": Told.REALISTIC,
        "facts.expected_on": Told.GUARDIAN,
        "facts.times.apply_by": Told.APPLYING,
        "facts.apply_by": Told.APPLYING,
        "facts.last_day": Told.APPLYING,
        "facts.hearing.on": Told.HEARING,
        "facts.entered_hub_on": Told.ENTERED,
        "facts.waiting.entered_on": Told.ENTERED,
        "facts.aims.allocation_by_before": Told.ADVISER_BEFORE,
        "facts.aims.guardian_by_before": Told.GUARDIAN_BEFORE,
        "facts.aims.realistic_on_before": Told.REALISTIC_BEFORE,
        "facts.realistic_on_before": Told.REALISTIC_BEFORE,
        "facts.hearing_on_before": Told.HEARING_BEFORE,
        "facts.changes.hearing_on_before": Told.HEARING_BEFORE,
        "wrong.filing.right": Told.FILING,
        "wrong.hearing.right": Told.HEARING,
        "wrong.asked.right": Told.ASKED,
        "wrong.applying.right": Told.APPLYING,
        "wrong.adviser.said": Told.ADVISER_BEFORE,
        "wrong.guardian.said": Told.GUARDIAN_BEFORE,
        "wrong.realistic.said": Told.REALISTIC_BEFORE,
        "wrong.finishing.said": Told.REALISTIC_BEFORE,
        "owned.letters_by": Told.MISSED_LETTER,
        "owned.advisers_by": Told.MISSED_ADVISER,
        "owned.guardians_by": Told.MISSED_GUARDIAN,
        "owned.applying_by": Told.MISSED_APPLYING,
        "owned.finishing_by": Told.MISSED_FINISHING,
    }
)
"""The fields whose days hold us to something, or are somebody's to remember; any other tells what has been."""


def days_told(printed: Iterable[tuple[str, date]]) -> DaysTold:
    """The days that were *printed* of the fields of a view, each once."""
    return tuple(dict.fromkeys((FIELDS[field], day) for field, day in printed if field in FIELDS))

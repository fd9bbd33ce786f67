"""What a version of a letter does not tell is blank in its facts: they hold what its reader reads, and no more.

Letters are compared by them: whether one that was sent was wrong, and whether one on its way would say the same still.
"""

from dataclasses import replace
from datetime import date
from typing import TypeVar

from correspondence.catalogue.reader import Reader
from correspondence.protocol.case.case import WorkType
from correspondence.protocol.events import Adviser
from correspondence.protocol.letters import Audience

_T = TypeVar("_T")


def to_adults(value: _T, reader: Reader) -> _T | None:
    """What adults alone are told."""
    return value if reader.audience is Audience.ADULT else None


def where_changed(now: date | None, before: date | None, reader: Reader) -> date | None:
    """The day that holds *now*, which a child is told where it has changed alone. *before*: None where it has not."""
    return now if reader.audience is Audience.ADULT or before is not None else None


def of_those(work: WorkType, told_apart: frozenset[WorkType]) -> WorkType:
    """The work as a version tells it: every sort that it does not tell apart reads as a report under section 7."""
    return work if work in told_apart else WorkType.SECTION_7_REPORT


def adviser_to(reader: Reader, adviser: Adviser) -> Adviser:
    """An adviser as a reader is told of them: a younger child is told the name and the telephone alone."""
    return adviser if reader.audience is not Audience.YOUNGER else replace(adviser, email="")

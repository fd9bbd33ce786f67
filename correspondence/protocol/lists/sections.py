"""The sections in which a court's list shows its cases: by what has become of each since the last list (Annex B)."""

from collections.abc import Iterable
from enum import StrEnum

from correspondence.protocol.record import record

from .rows import ListRow


class Section(StrEnum):
    """What has become of a case, in the order in which a list tells it.

    `new`: the court sees it for the first time; in a Hub's first list, that it waits there. `leaving`: an adviser is to
    take it. `held`: it goes on waiting. `gone`: it has left since the last list.
    """

    NEW = "new"
    LEAVING = "leaving"
    HELD = "held"
    GONE = "gone"


@record
class ListSection:
    """The cases of one section as they follow each other in the list; `first`: the number of the first in it."""

    name: Section
    first: int
    rows: tuple[ListRow, ...]


def section_of(row: ListRow, *, opening: bool) -> Section:
    """The section of a row. Every case of the first list, `opening`, is new: there those that are leaving stand apart.

    A new case that is leaving as well stands among the new ones, and its standing says the rest.
    """
    if row.left is not None:
        return Section.GONE
    if row.first_listed and not (opening and row.is_leaving):
        return Section.NEW
    return Section.LEAVING if row.is_leaving else Section.HELD


def in_sections(rows: Iterable[ListRow], *, opening: bool) -> tuple[ListSection, ...]:
    """The sections that have any of *rows*, which keep their order in each and are numbered through them all."""
    kept, found, first = tuple(rows), [], 1
    for name in Section:
        here = tuple(row for row in kept if section_of(row, opening=opening) is name)
        if here:
            found.append(ListSection(name=name, first=first, rows=here))
            first += len(here)
    return tuple(found)

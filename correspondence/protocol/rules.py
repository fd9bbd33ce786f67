"""Rules as rows of a table: whether one is broken, its name, the field it speaks of, and what it asks."""

from collections.abc import Iterator
from typing import TypeAlias

from .refusals import Reason

Row: TypeAlias = tuple[bool, str, str, str]
"""Whether the rule is broken; rule; field; detail."""


def broken(*rows: Row, source: str = "") -> Iterator[Reason]:
    """A reason for each row whose rule is broken, in their order; *source* is the paragraph they all rest on."""
    return (Reason(rule=rule, field=field, detail=d, source=source) for is_broken, rule, field, d in rows if is_broken)

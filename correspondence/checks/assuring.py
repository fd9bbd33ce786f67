"""Whether a statement of assurance says what the register contradicts (Protocol 4.7, 6.2; section 8)."""

from collections.abc import Callable, Collection
from datetime import date

from correspondence.catalogue.boards.operation_report import OperationReportFacts
from correspondence.catalogue.letter import Letter
from correspondence.documents import Finding, in_order

from .codes import Code, finding


def examine(letter: Letter, not_kept: Callable[[date, date], Collection[str]]) -> tuple[Finding, ...]:
    """`register_disagrees`, to acknowledge, for each standard that a report calls kept, and that was not.

    *not_kept*: the standards that the register contradicts, for the time after a day, until another with that.
    """
    facts = letter.view.facts
    if not isinstance(facts, OperationReportFacts):
        return ()
    broken = not_kept(facts.since, facts.reviewed_on)
    return in_order(
        finding(Code.REGISTER_DISAGREES, each.name) for each in facts.standards if each.is_kept and each.name in broken
    )

"""A Hub that closes: what a family is told of it, by when, and what may not be said of it (Protocol 6.2; ours).

No paragraph names the families who still wait. That they are told, and lose nothing by it, is ours.
"""

from collections.abc import Iterator
from datetime import date

from .area_events import DeactivationDecided, HubOpened
from .area_file import AreaFile
from .case_file import CaseFile
from .clocks import Deadline, in_working_days
from .directory import Hub
from .events import HubClosing
from .refusals import Reason
from .rules import broken

HUB_CLOSING_WORKING_DAYS = 5
DECISION = "6.2 (decision)"


def hub_closing_letter(recorded_on: date) -> Deadline:
    """Who still waits hears that the Hub closes within 5 working days of the day on which that was recorded.

    (The decision: Protocol 6.2. The letter and its five days: ours, those of the family letter.)
    """
    return in_working_days(recorded_on, HUB_CLOSING_WORKING_DAYS, DECISION)


def decision_to_close(area_file: AreaFile) -> DeactivationDecided | None:
    """The Board's decision by which the area's Hub closes; None where it is to stay open, or has opened since."""
    changes = [e for e in area_file.events if isinstance(e, HubOpened | DeactivationDecided)]
    last = changes[-1] if changes else None
    return last if isinstance(last, DeactivationDecided) and last.closes_on is not None else None


def own_faults(closing: HubClosing, hub: Hub | None) -> Iterator[Reason]:
    """What contradicts itself, or the directory's own closing day of the Hub, where it has one."""
    closed_on = hub.closed_on if hub else None
    return broken(
        (
            closing.closes_on < closing.occurred_on,
            "closes_before_event",
            "closes_on",
            f"the first day without the Hub cannot lie before the day of this event, {closing.occurred_on}",
        ),
        (
            closed_on is not None and closing.closes_on != closed_on,
            "other_closing_day",
            "closes_on",
            f"the directory has another first day without the Hub, {closed_on}",
        ),
        source=DECISION,
    )


def told_already(closing: HubClosing, stood: CaseFile | None) -> Iterator[Reason]:
    """A family is told of one closing day once; of another day anew (ours)."""
    said = [e.closes_on for e in stood.stay if isinstance(e, HubClosing)] if stood else []
    again = said[-1:] == [closing.closes_on]
    detail = f"that the Hub closes on {closing.closes_on} is recorded for this case already"
    return broken((again, "closing_recorded", "closes_on", detail), source=DECISION)

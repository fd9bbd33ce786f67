"""A Hub that closes: by when a family is told of it, and the decision that closes it (Protocol 6.2; ours).

No paragraph names the families who still wait. That they are told, and lose nothing by it, is ours.
"""

from datetime import date

from correspondence.protocol.areas.area_file import AreaFile
from correspondence.protocol.areas.events import DeactivationDecided, HubOpened

from .clocks import Deadline, in_working_days
from .events import HubClosing

HUB_CLOSING_WORKING_DAYS = 5


def hub_closing_letter(recorded_on: date) -> Deadline:
    """Who still waits hears that the Hub closes within 5 working days of the day on which that was recorded.

    (The decision: Protocol 6.2. The letter and its five days: ours, those of the family letter.)
    """
    return in_working_days(recorded_on, HUB_CLOSING_WORKING_DAYS, HubClosing.paragraph)


def decision_to_close(area_file: AreaFile) -> DeactivationDecided | None:
    """The Board's decision by which the area's Hub closes; None where it is to stay open, or has opened since."""
    changes = [e for e in area_file.events if isinstance(e, HubOpened | DeactivationDecided)]
    last = changes[-1] if changes else None
    return last if isinstance(last, DeactivationDecided) and last.closes_on is not None else None

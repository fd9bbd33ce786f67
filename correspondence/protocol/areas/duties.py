"""What is owed of a service area whose Hub is open: the report to the Board, every four weeks (Protocol 6.1)."""

from datetime import date

from correspondence.protocol.directory import Hub
from correspondence.protocol.letters import Status
from correspondence.protocol.owed.duty import Duty, DutyName

from .area_file import AreaFile
from .events import HubOpened, StatusReviewed
from .report_clocks import next_report

OPERATION_REPORT = "operation_report"


def operation_report(service_area: str, hubs: tuple[Hub, ...], area_file: AreaFile | None, today: date) -> Duty | None:
    """The next report on the Hub of an area; None while none of *hubs*, which are the area's, is open.

    It is due 4 weeks from the last review of this opening whose report was sent, else from the opening.
    """
    opened = [hub.open_from for hub in hubs if hub.is_open_on(today)]
    if not opened:
        return None
    opened_on = _opened_on(area_file) or min(opened)
    clock = next_report(max([opened_on, *_reported_on(area_file, opened_on)]))
    return Duty(
        duty=DutyName.OPERATION_REPORT,
        case_number=None,
        service_area=service_area,
        due_on=clock.due_on,
        source=clock.source,
        why=clock.why,
        overdue=clock.due_on < today,
        provisional=clock.provisional,
        for_staff=True,
    )


def _opened_on(area_file: AreaFile | None) -> date | None:
    """The day on which the area's Hub last opened, where an event says so."""
    return max((e.occurred_on for e in area_file.of_type(HubOpened)), default=None) if area_file else None


def _reported_on(area_file: AreaFile | None, opened_on: date) -> tuple[date, ...]:
    """The days of this opening's reviews whose report was sent."""
    if area_file is None:
        return ()
    sent = {x.given_by for x in area_file.letters if x.kind == OPERATION_REPORT and x.status is Status.SENT}
    reviews = (e for e in area_file.of_type(StatusReviewed) if e.event_id in sent)
    return tuple(e.occurred_on for e in reviews if e.occurred_on >= opened_on)

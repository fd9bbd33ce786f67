"""What is owed about a service area: the documents that its events give, and of an open Hub the next report (6.1)."""

from collections.abc import Iterator
from datetime import date

from correspondence.protocol.directory import Hub
from correspondence.protocol.letters import LetterRecord, Status
from correspondence.protocol.owed.duty import Duty, DutyName, owed_outside_a_case

from .area_file import AreaFile, NationalFile
from .events import AnyAreaOrNationalEvent, HubOpened, StatusReviewed
from .obligations import AREA_OBLIGATIONS, AreaObligation
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
    return owed_outside_a_case(DutyName.OPERATION_REPORT, clock, today, service_area=service_area)


def area_letters_owed(
    service_area: str | None, file: AreaFile | NationalFile, today: date, *, has_report: bool = True
) -> Iterator[Duty]:
    """What each event gave that has not reached everybody whom it was written to; None: about every area.

    It is due when its letters are. One that came back or was withdrawn is named while its reader still needs it. A
    report that has not gone is named by the duty of the next, where there is one (`has_report`): not once its Hub has
    closed.
    """
    for event in file.events:
        for obligation in AREA_OBLIGATIONS.values():
            if isinstance(event, obligation.arises_on) and not (obligation.has_its_own and has_report):
                unreached = _unreached(event, obligation, file, today)
                if unreached:
                    yield _letters_owed(service_area, event, obligation, unreached, today)


def _unreached(
    event: AnyAreaOrNationalEvent, obligation: AreaObligation, file: AreaFile | NationalFile, today: date
) -> tuple[LetterRecord, ...]:
    """The last letter to each reader whom none of them reached, of those who are still to have it."""
    later = file.after(event)
    if obligation.is_overtaken(event, later):
        return ()
    last = {x.recipient: x for x in file.letters if (x.kind, x.given_by) == (obligation.code, event.event_id)}
    serves = obligation.still_serves(event, later, today)
    return tuple(x for x in last.values() if x.is_unsent or (serves and x.status is not Status.SENT))


def _letters_owed(
    service_area: str | None,
    event: AnyAreaOrNationalEvent,
    obligation: AreaObligation,
    unreached: tuple[LetterRecord, ...],
    today: date,
) -> Duty:
    clock = obligation.due(event)
    lost = sum(not x.is_unsent for x in unreached)
    again = (
        f"; {lost} came back or were withdrawn, and the next event of the area, or a correction of this one, writes "
        "them again"
    )
    too_late = "; its day has passed, so that it can only be withdrawn, or this event corrected if that day was moved"
    so = too_late if obligation.is_past(event, today) else again if lost else ""
    why = f"{clock.why}: {obligation.code}, {len(unreached)} not sent{so}"
    return owed_outside_a_case(DutyName.AREA_LETTERS, clock, today, why=why, service_area=service_area)


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

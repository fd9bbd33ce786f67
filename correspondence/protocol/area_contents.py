"""What an area event, or a national one, may not say because it contradicts itself or the directory."""

from collections.abc import Iterator
from datetime import date
from math import inf

from .area_events import (
    AreaEvent,
    BriefingArranged,
    ChallengeMeetingAgreed,
    DeactivationDecided,
    HubOpened,
    LiaisonMeetingCalled,
    LiaisonMeetingHeld,
    MeasuredAreaEvent,
    OpeningDeferred,
    ResponsePlanRecorded,
    ReviewChallengeMeetingHeld,
    ReviewChallengeMeetingRequested,
    StatusReviewed,
)
from .countable_days import day_faults
from .directory import Directory
from .measures import Measures, NumberMeasure
from .national_events import AnyAreaOrNationalEvent, MonthlyPressureReviewed, ProtocolReviewed
from .posts import post_faults
from .refusals import Reason
from .rules import Row, broken


def faults_in_itself(event: AnyAreaOrNationalEvent, directory: Directory) -> tuple[Reason, ...]:
    """Every fault that shows without the area's history."""
    unknown_areas = tuple(_area_faults(event, directory))
    return (
        *unknown_areas,
        *day_faults(event),
        *broken(*_past_rows(event), *_coming_rows(event)),
        *_measure_faults(event),
        *broken(*_content_rows(event, directory)),
        *(() if unknown_areas else post_faults(event, directory)),
    )


def _areas_of(event: AnyAreaOrNationalEvent) -> tuple[tuple[str, str], ...]:
    """The service areas of an event, each with its field."""
    if isinstance(event, MonthlyPressureReviewed):
        return tuple((f"areas.{place}.service_area", each.service_area) for place, each in enumerate(event.areas))
    return (("service_area", event.service_area),) if isinstance(event, AreaEvent) else ()


def _area_faults(event: AnyAreaOrNationalEvent, directory: Directory) -> Iterator[Reason]:
    areas = _areas_of(event)
    keys = [key for _, key in areas]
    for place, (field, key) in enumerate(areas):
        yield from broken(
            (
                key not in directory.service_areas,
                "service_area_unknown",
                field,
                "no such service area in the directory",
            ),
            (keys.index(key) < place, "service_area_repeated", field, "a service area is given once"),
        )
    if isinstance(event, MonthlyPressureReviewed):
        missing = len(directory.service_areas.keys() - set(keys))
        detail = f"every service area of the directory is summed up: {missing} missing"
        yield from broken((missing > 0, "service_area_missing", "areas", detail), source="5.5")


def _by_day_of_event(field: str, on: date, event_on: date) -> Row:
    return on > event_on, "day_after_event", field, f"at the latest on the day of this event, {event_on}"


def _from_day_of_event(field: str, on: date | None, event_on: date) -> Row:
    too_early = on is not None and on < event_on
    return too_early, "day_before_event", field, f"on the day of this event, {event_on}, or later"


def _after_day(field: str, on: date | None, other_on: date) -> Row:
    return on is not None and on <= other_on, "day_not_after", field, f"after {other_on}"


def _past_rows(event: AnyAreaOrNationalEvent) -> tuple[Row, ...]:
    """What must already have been on the day of the event."""
    today = event.occurred_on
    match event:
        case ChallengeMeetingAgreed() | ReviewChallengeMeetingRequested():
            return (_by_day_of_event("judges_met_on", event.judges_met_on, today),)
        case ResponsePlanRecorded():
            done = ((place, each.done_on) for place, each in enumerate(event.actions) if each.done_on is not None)
            return tuple(_by_day_of_event(f"actions.{place}.done_on", on, today) for place, on in done)
        case OpeningDeferred():
            return (_after_day("occurred_on", today, event.checkpoint_on),)
        case DeactivationDecided(review_challenge_meeting_on=on):
            return (_by_day_of_event("review_challenge_meeting_on", on, today),)
        case ProtocolReviewed():
            return (_by_day_of_event("first_hub_opened_on", event.first_hub_opened_on, today),)
        case _:
            return ()


def _coming_rows(event: AnyAreaOrNationalEvent) -> tuple[Row, ...]:
    """What must still be to come on the day of the event."""
    today = event.occurred_on
    match event:
        case LiaisonMeetingCalled():
            return (_from_day_of_event("meeting_on", event.meeting_on, today),)
        case LiaisonMeetingHeld():
            return (_after_day("next_meeting_on", event.next_meeting_on, today),)
        case OpeningDeferred():
            return (_after_day("next_checkpoint_on", event.next_checkpoint_on, today),)
        case BriefingArranged(briefing_on=on):
            return _from_day_of_event("briefing_on", on, today), _after_day("opening_on", event.opening_on, on)
        case ReviewChallengeMeetingHeld():
            return (_after_day("board_on", event.board_on, today),)
        case DeactivationDecided():
            return (_from_day_of_event("closes_on", event.closes_on, today),)
        case _:
            return ()


def _measures_of(event: AnyAreaOrNationalEvent) -> tuple[tuple[str, Measures], ...]:
    """The measures of an event, each set with the field it stands under."""
    if isinstance(event, MonthlyPressureReviewed):
        return tuple((f"areas.{place}.measures", each.measures) for place, each in enumerate(event.areas))
    return (("measures", event.measures),) if isinstance(event, MeasuredAreaEvent) else ()


def _measure_faults(event: AnyAreaOrNationalEvent) -> Iterator[Reason]:
    parts = ((f"{at}.{name}", measure) for at, every in _measures_of(event) for name, measure in every.each())
    for field, measure in parts:
        detail = f"measured after the day of this event, {event.occurred_on}"
        yield from broken((measure.as_at > event.occurred_on, "measured_after_event", f"{field}.as_at", detail))
        if isinstance(measure, NumberMeasure):
            yield from broken(*_number_rows(field, measure))


def _number_rows(field: str, measure: NumberMeasure) -> tuple[Row, ...]:
    """A number is finite and not below 0; a percentage is 100 at most."""
    most = 100.0 if field.endswith("_percent") else inf
    values = (("value", measure.value), ("previous", measure.previous))
    detail = "a percentage lies between 0 and 100" if most == 100 else "a measure is a number from 0 up"
    return tuple(
        (not (0 <= number <= most and number < inf), "measure_out_of_range", f"{field}.{part}", detail)
        for part, number in values
        if number is not None
    )


def _content_rows(event: AnyAreaOrNationalEvent, directory: Directory) -> tuple[Row, ...]:
    match event:
        case ResponsePlanRecorded():
            return ((not event.actions, "no_actions", "actions", "a response plan has at least one action"),)
        case LiaisonMeetingHeld():
            one_only = (event.next_meeting_on is None) is not (event.next_time_and_place is None)
            detail = "the next meeting has a day and a time and place, or neither"
            return (
                (not event.attendees, "no_attendees", "attendees", "somebody was there"),
                (one_only, "next_meeting_in_part", "next_time_and_place", detail),
            )
        case StatusReviewed():
            unexplained = not event.assurance.is_full and not event.assurance.exceptions
            detail = "a point that was not kept is explained in words"
            return ((unexplained, "exception_unexplained", "assurance.exceptions", detail),)
        case DeactivationDecided():
            return _closing_rows(event, directory)
        case HubOpened():
            return _hub_rows(event, directory)
        case _:
            return ()


def _closing_rows(event: DeactivationDecided, directory: Directory) -> tuple[Row, ...]:
    """A closing day is given exactly where the Hub closes, and it is the directory's, where that has one already."""
    mismatch = event.is_deactivated is not (event.closes_on is not None)
    hubs = (hub for hub in directory.hubs.values() if hub.service_area == event.service_area)
    known = {hub.closed_on for hub in hubs if hub.is_open_on(event.occurred_on) and hub.closed_on is not None}
    other = event.closes_on is not None and bool(known - {event.closes_on})
    return (
        (mismatch, "closing_day_mismatch", "closes_on", "a closing day is given where the Hub closes"),
        (other, "other_closing_day", "closes_on", "the directory has another first day without a Hub of this area"),
    )


def _hub_rows(event: HubOpened, directory: Directory) -> tuple[Row, ...]:
    hub = directory.hubs.get(event.hub)
    closed = hub is not None and not hub.is_open_on(event.occurred_on)
    return (
        (hub is None, "hub_unknown", "hub", "no such Hub in the directory"),
        (
            hub is not None and hub.service_area != event.service_area,
            "hub_of_other_area",
            "hub",
            "the Hub is another service area's",
        ),
        (closed, "hub_closed_in_directory", "hub", "the directory has this Hub closed on the day of this event"),
    )

"""Area events and area files for tests: the example and a whole story around it, with single fields changed.

An event is read from JSON as a caller would send it. `HISTORY` is the way of one area to a Hub and back: weekly
Boards, Christmas in between.
"""

import json
from collections.abc import Mapping
from copy import deepcopy
from datetime import date
from functools import cache
from typing import Annotated, TypeVar

from pydantic import TypeAdapter

from correspondence.catalogue.letter import Letter
from correspondence.catalogue.occasions.area import AreaOccasion
from correspondence.catalogue.reconcile_area import area_letters
from correspondence.protocol.areas.area_file import AreaFile, fold
from correspondence.protocol.areas.events import (
    AnyAreaEvent,
    AnyAreaOrNationalEvent,
    AnyNationalEvent,
    AreaCorrection,
    NationalEvent,
    RecordedOfArea,
)
from correspondence.protocol.directory import Directory
from correspondence.protocol.fields import BY_TYPE
from correspondence.protocol.letters import LetterRecord
from correspondence.reading import read_incoming
from tests.build import Body, Changes, changed, example

_E = TypeVar("_E", bound=AnyAreaOrNationalEvent)


def measures(as_at: str) -> Body:
    """The measures of the example, as they stood on another day."""
    every: Body = example("activation_decided")["measures"]
    return {name: {**measure, "as_at": as_at} for name, measure in every.items()}


ACTION: Body = {
    "kind": "case_list_review",
    "what": "Look again at every case on duty that only waits for a hearing.",
    "who": "Service Manager (sample)",
    "by_on": "2026-12-11",
    "done_on": None,
}

_OWN: dict[str, Body] = {
    "liaison_meeting_called": {  # Monday
        "occurred_on": "2026-10-12",
        "measures": measures("2026-10-09"),
        "purpose": "early_warning",
        "meeting_on": "2026-10-19",
        "time_and_place": "10am, the Family Court at Chelmsford",
        "invites_local_authorities": True,
    },
    "liaison_meeting_held": {  # Monday
        "occurred_on": "2026-10-19",
        "purpose": "early_warning",
        "attendees": ["The Designated Family Judge at Chelmsford", "Assistant Director (sample)"],
        "apologies": [],
        "data_reviewed": "Demand has risen for two quarters.",
        "measures_taken": ["Overtime was offered."],
        "measures_discussed": ["Shorter lists of directions."],
        "views_on_next_4_to_6_weeks": "A small effect is likely.",
        "task_and_finish_group": ["Head of Practice (sample)"],
        "next_steps": ["The Board looks at the data on 30 October."],
        "liaison_arrangements": "Every second Monday.",
        "next_meeting_on": "2026-11-02",
        "next_time_and_place": "10am, by video",
        "note_by": "Business Services Officer (sample)",
    },
    "challenge_meeting_agreed": {  # Friday
        "occurred_on": "2026-10-30",
        "measures": measures("2026-10-23"),
        "judges_met_on": "2026-10-19",
        "challenge_meeting_on": "2026-11-20",
        "is_between_monthly_summaries": True,
    },
    "response_plan_recorded": {"occurred_on": "2026-11-12", "actions": [ACTION]},  # Thursday
    "challenge_meeting_held": {  # Friday
        "occurred_on": "2026-11-20",
        "measures": measures("2026-11-20"),
        "board_on": "2026-11-27",
        "measures_taken": ["Overtime was offered."],
        "measures_planned": [ACTION],
        "potential": "They will not do in time.",
        "alternatives": ["Agency staff: none are to be had."],
        "recommends_activation": True,
        "reasons": "Allocation takes six weeks.",
    },
    "checkpoint_held": {  # Tuesday
        "occurred_on": "2027-01-05",
        "measures": measures("2026-12-31"),
        "activated_on": "2026-11-27",
        "board_on": "2027-01-08",
        "opening_on": "2027-01-26",
        "measures_tested": ["Overtime", "Shorter lists of directions"],
        "has_improved_significantly": False,
        "advises_opening": True,
        "reasons": "Allocation takes seven weeks.",
    },
    "opening_confirmed": {  # Friday
        "occurred_on": "2027-01-08",
        "checkpoint_on": "2027-01-05",
        "opening_on": "2027-01-26",
    },
    "briefing_arranged": {  # Monday
        "occurred_on": "2027-01-11",
        "briefing_on": "2027-01-20",
        "time_and_place": "1pm, by video",
        "opening_on": "2027-01-26",
    },
    "hub_opened": {"occurred_on": "2027-01-26", "hub": "essex"},  # Tuesday
    "status_reviewed": {  # Tuesday
        "occurred_on": "2027-02-23",
        "measures": measures("2027-02-19"),
        "impact_of_measures": "Lists are shorter.",
        "progress_to_deactivation": "None yet.",
        "assurance": {
            "takes_only_lower_priority": True,
            "allocates_within_20_weeks": True,
            "asks_extensions_4_weeks_before": True,
            "files_section_7_within_26_weeks": True,
            "writes_within_5_working_days": True,
            "updates_every_6_weeks": True,
            "reviews_every_2_weeks": True,
            "reviews_alerts_within_1_working_day": True,
            "completes_within_6_weeks": True,
            "has_required_staff": True,
            "lists_sent_to_courts": True,
        },
    },
    "review_challenge_meeting_requested": {  # Monday
        "occurred_on": "2027-06-07",
        "measures": measures("2027-06-04"),
        "judges_met_on": "2027-06-03",
        "judiciary_views": "The judges would welcome it.",
        "reasons": "Two months below the threshold.",
    },
    "review_challenge_meeting_held": {  # Tuesday
        "occurred_on": "2027-06-15",
        "measures": measures("2027-06-11"),
        "board_on": "2027-06-18",
        "judiciary_views": "The judges would welcome it.",
        "recommends_deactivation": True,
        "reasons": "It looks sustainable.",
    },
    "deactivation_decided": {  # Friday
        "occurred_on": "2027-06-18",
        "measures": measures("2027-06-11"),
        "review_challenge_meeting_on": "2027-06-15",
        "is_deactivated": True,
        "closes_on": "2027-07-16",
        "judiciary_views": "The judges would welcome it.",
        "reasons": "It looks sustainable.",
    },
    "activation_declined": {"occurred_on": "2026-11-27", "reasons": "The measures have begun to work."},  # Friday
    "opening_deferred": {  # Friday
        "occurred_on": "2027-01-08",
        "checkpoint_on": "2027-01-05",
        "next_checkpoint_on": "2027-02-09",
        "reasons": "Demand fell in December.",
    },
    "monthly_pressure_reviewed": {  # Monday
        "occurred_on": "2026-11-30",
        "areas": [
            {
                "service_area": "essex",
                "measures": measures("2026-11-27"),
                "pressure": "Saturated.",
                "recommends_challenge_meeting": False,
            },
            {
                "service_area": "kent",
                "measures": measures("2026-11-27"),
                "pressure": "Within capacity.",
                "recommends_challenge_meeting": False,
            },
        ],
    },
    "protocol_reviewed": {  # Monday
        "occurred_on": "2027-04-26",
        "period": "three_months",
        "first_hub_opened_on": "2027-01-26",
        "findings": "Courts had their lists in time.",
        "learning": ["Brief legal advisers early."],
    },
}
"""The fields that are each type's own, and one valid value for each. `activation_decided` is the example."""

_NATIONAL = frozenset({"monthly_pressure_reviewed", "protocol_reviewed"})
TYPES = ("activation_decided", *_OWN)

HISTORY = (
    *("liaison_meeting_called", "liaison_meeting_held", "challenge_meeting_agreed", "response_plan_recorded"),
    *("challenge_meeting_held", "activation_decided", "checkpoint_held", "opening_confirmed", "briefing_arranged"),
    *("hub_opened", "status_reviewed", "review_challenge_meeting_requested", "review_challenge_meeting_held"),
    "deactivation_decided",
)
"""The types of one area's events on its way to a Hub and back, in the order of their days."""


def body(kind: str, changes: Changes | None = None) -> Body:
    """The JSON of an event of that type about the example's area, under its type and `-1` as its id."""
    if kind == "activation_decided":
        return changed(example(kind), {"event_id": f"{kind}-1", **(changes or {})})
    envelope = {"event_id": f"{kind}-1", "type": kind, "recorded_by": example("activation_decided")["recorded_by"]}
    place = {} if kind in _NATIONAL else {"service_area": "essex"}
    return changed({**envelope, **place, **deepcopy(_OWN[kind])}, changes or {})


@cache
def adapter() -> TypeAdapter[AnyAreaOrNationalEvent]:
    """What reads an event that is of no case."""
    return TypeAdapter(Annotated[AnyAreaOrNationalEvent, BY_TYPE])


def read(event: Body) -> AnyAreaOrNationalEvent:
    """The event that this JSON is, read as strictly as the service reads."""
    return adapter().validate_json(json.dumps(event), strict=True)


def area_event(kind: str, changes: Changes | None = None) -> AnyAreaEvent:
    """An area event of that type."""
    found = read(body(kind, changes))
    assert not isinstance(found, NationalEvent)
    return found


def national_event(kind: str, changes: Changes | None = None) -> AnyNationalEvent:
    """A national event of that type."""
    found = read(body(kind, changes))
    assert isinstance(found, NationalEvent)
    return found


def correction_body(of: str, changes: Changes, on: str, event_id: str = "correction-1") -> Body:
    """The JSON of a correction, on a day, of the story's event of that type: what is changed is what it should be."""
    return {
        "event_id": event_id,
        "type": "area_correction",
        "occurred_on": on,
        "recorded_by": example("activation_decided")["recorded_by"],
        "service_area": "essex",
        "replaces": f"{of}-1",
        "reason": "It was entered wrongly.",
        "event": body(of, changes),
    }


def correction(of: str, changes: Changes, on: str) -> AreaCorrection:
    """A correction of the story's event of that type."""
    found = read_incoming(json.dumps(correction_body(of, changes, on)).encode())
    assert isinstance(found, AreaCorrection)
    return found


def read_as(kind: type[_E], event: AnyAreaOrNationalEvent) -> _E:
    """The event, which is of that class."""
    assert isinstance(event, kind)
    return event


def area_file(*received: RecordedOfArea, letters: tuple[LetterRecord, ...] = ()) -> AreaFile:
    """The area file of these events, in the order of their arrival."""
    return fold(received, letters)


def history(until: str) -> tuple[AnyAreaEvent, ...]:
    """The events of the whole story up to the one of that type, itself among them."""
    return tuple(area_event(kind) for kind in HISTORY[: HISTORY.index(until) + 1])


_INSTEAD_OF = {"activation_declined": "activation_decided", "opening_deferred": "opening_confirmed"}
PLACED = frozenset({*HISTORY, *_INSTEAD_OF})
"""The types that have a place in the story, or come in place of one that has; any other may come at any time."""


def types_before(kind: str) -> tuple[str, ...]:
    """The types of what comes before the event of that type in the story, or in place of which it comes."""
    return HISTORY[: HISTORY.index(_INSTEAD_OF.get(kind, kind))]


def earlier(kind: str) -> AreaFile | None:
    """The area file of what comes before the event of that type in the story."""
    before = types_before(kind)
    return area_file(*history(before[-1])) if before else None


def given(
    event: AnyAreaOrNationalEvent, files: Mapping[str, AreaFile], directory: Directory, today: date
) -> tuple[Letter, ...]:
    """Every document that an event gives on a day; *files*: how each area stands, the event taken in."""
    return area_letters(
        AreaOccasion(event=event, made_by=event.event_id, files=files, directory=directory, today=today)
    )

"""What happens to a service area: the way to a Hub and back, month by month, as those decide who meet about it.

Each event is known by its day, counted from the Monday on which a life begins, as a plan of meetings is. What is
refused, since nobody holds a post on that day say, is recorded some days late, and all that follows it then.
"""

import json
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cache
from random import Random
from typing import Any

from correspondence.protocol.days.calendar import is_working_day
from correspondence.shipped import EXAMPLES

from .actions import Action, Post, ReadDirectory, Run
from .families import of_chance
from .world import CLOSES, OPENS, role_of

Body = dict[str, Any]

OPENING = 106
"""On which day of a life a Hub opens, where one does: the longest way to it begins on the first."""
_EVERY = ""
"""Where what is planned for all areas at once stands among the plans of each."""
_VACANT = "vacant_post"
_CORRECTION = "area_correction"
_CLOSING_DAYS = 32
"""From the request of a Review Challenge Meeting to the first day without the Hub."""
_STANDARDS = (
    *("takes_only_lower_priority", "allocates_within_20_weeks", "asks_extensions_4_weeks_before"),
    *("files_section_7_within_26_weeks", "writes_within_5_working_days", "updates_every_6_weeks"),
    *("reviews_every_2_weeks", "reviews_alerts_within_1_working_day", "completes_within_6_weeks"),
    *("has_required_staff", "lists_sent_to_courts"),
)


@cache
def _example() -> Body:
    body: Body = json.loads((EXAMPLES / "activation_decided.json").read_text("utf-8"))
    return body


@dataclass(slots=True)
class Boards:
    """Those who meet about the areas of a directory, over the days of a life. `plans`: what they will do, by area."""

    rng: Random
    directory: Body
    begins_on: date
    ends_on: date
    plans: dict[str, deque[Action]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for place, area in enumerate(self.directory["service_areas"]):
            every = [*self._of_area(area, role_of(place))]
            self.plans[area] = deque(sorted(self._with_mistakes(every), key=lambda action: action.on))
        self.plans[_EVERY] = deque(self._months())

    def day(self, today: date, refused: Callable[[], str]) -> Iterator[Action]:
        """What they do today, each in its turn. *refused* says by which rule the last was, if it was."""
        for plan in self.plans.values():
            while plan and plan[0].on <= today:
                action = replace(plan[0], on=today)
                yield action
                if isinstance(action, Post) and refused() == _VACANT:
                    break  # until somebody holds the post; and with it waits what follows
                plan.popleft()

    def _with_mistakes(self, planned: Iterable[Action]) -> Iterator[Action]:
        """The same, and that some of it was recorded wrongly, or twice."""
        for action in planned:
            yield action
            if isinstance(action, Post) and of_chance(self.rng, 20):
                yield self._correction(action)
            if isinstance(action, Post) and of_chance(self.rng, 4):
                yield action

    def _correction(self, wrong: Post) -> Post:
        """What an event should have said: another figure, or other words."""
        right = deepcopy(dict(wrong.body))
        words = [name for name, value in right.items() if isinstance(value, str) and value.endswith(".")]
        if "measures" in right:
            right["measures"]["leavers"]["value"] += 1
        elif words:
            right[words[0]] += " It was said again."
        on = wrong.on + timedelta(days=self.rng.randrange(1, 9))
        own = {"replaces": right["event_id"], "reason": "A figure was wrong.", "event": right}
        envelope = {name: right[name] for name in ("recorded_by", "service_area")}
        event_id = f"{right['event_id']}-put-right"
        body = {"event_id": event_id, "type": _CORRECTION, "occurred_on": on.isoformat(), **envelope, **own}
        return Post(on=on, body=body)

    def _months(self) -> Iterator[Post]:
        """Every four weeks all areas are looked at (Protocol 4.2, 5.4, 5.5)."""
        for day in range(24, (self.ends_on - self.begins_on).days, 28):
            areas = [self._pressure(area, day) for area in self.directory["service_areas"]]
            body = {
                "event_id": f"monthly-{day}",
                "type": "monthly_pressure_reviewed",
                "occurred_on": self._day(day),
                "recorded_by": _example()["recorded_by"],
                "areas": areas,
            }
            yield Post(on=self._on(day), body=body)

    def _pressure(self, area: str, day: int) -> Body:
        told = {"pressure": "Steady.", "recommends_challenge_meeting": of_chance(self.rng, 10)}
        return {"service_area": area, "measures": self._measures(day), **told}

    def _of_area(self, area: str, role: str) -> Iterator[Action]:
        if role == OPENS:
            yield from self._opening(area)
            return
        weeks = (self.ends_on - self.begins_on).days // 7
        for week in range(3, weeks, 4):
            yield self._post(area, "status_reviewed", 7 * week + 1, **self._standing())
        if role == CLOSES:
            yield from self._closing(area, 7 * (weeks * 2 // 5))

    def _standing(self) -> Body:
        kept: Body = {each: not of_chance(self.rng, 8) for each in _STANDARDS}
        kept["exceptions"] = ["There was too much to do that week."] * [*kept.values()].count(False)
        return {"impact_of_measures": "Lists are shorter.", "progress_to_deactivation": "Some.", "assurance": kept}

    def _closing(self, area: str, asked: int) -> Iterator[Action]:
        """The Board decides that a Hub closes; the service learns of it some days later, and its families then."""
        views = {"judiciary_views": "The judges would welcome it.", "reasons": "It looks sustainable."}
        while not is_working_day(self._on(asked + 11)):
            asked += 7  # the Board meets on a Friday that is no holiday (Protocol 4.6)
        met, board, closes = self._day(asked - 4), self._day(asked + 11), self._day(asked + _CLOSING_DAYS)
        yield self._post(area, "review_challenge_meeting_requested", asked, judges_met_on=met, **views)
        recommends = {"board_on": board, "recommends_deactivation": True}
        yield self._post(area, "review_challenge_meeting_held", asked + 8, **recommends, **views)
        decides: Body = {
            "review_challenge_meeting_on": self._day(asked + 8),
            "is_deactivated": True,
            "closes_on": closes,
        }
        yield self._post(area, "deactivation_decided", asked + 11, **decides, **views)
        told = asked + 11 + self.rng.randrange(3, 6)
        yield ReadDirectory(on=self._on(told), directory=self._with(area, closed_on=closes))
        yield Run(on=self._on(told), what="hub_closing", hub=area)

    def _opening(self, area: str) -> Iterator[Action]:
        """The whole way to a Hub, at whose end the Board may find that it can wait."""
        opening = self._day(OPENING)
        yield self._post(
            area,
            "liaison_meeting_called",
            0,
            purpose="early_warning",
            meeting_on=self._day(7),
            time_and_place="10am, by video",
            invites_local_authorities=True,
        )
        yield self._post(area, "liaison_meeting_held", 7, **_NOTE, next_meeting_on=self._day(21))
        yield self._post(
            area,
            "challenge_meeting_agreed",
            18,
            judges_met_on=self._day(7),
            challenge_meeting_on=self._day(39),
            is_between_monthly_summaries=True,
        )
        yield self._post(area, "response_plan_recorded", 31, actions=[self._measure()])
        yield self._post(
            area,
            "challenge_meeting_held",
            39,
            board_on=self._day(46),
            measures_taken=["Overtime was offered."],
            measures_planned=[self._measure()],
            potential="They will not do in time.",
            alternatives=["Agency staff: none are to be had."],
            recommends_activation=True,
            reasons="Allocation takes six weeks.",
        )
        own = {key: value for key, value in _example().items() if key not in _ENVELOPE}
        yield self._post(
            area, "activation_decided", 46, **_moved(own, self._on(46) - date.fromisoformat(_example()["occurred_on"]))
        )
        yield self._post(
            area,
            "checkpoint_held",
            85,
            activated_on=self._day(46),
            board_on=self._day(88),
            opening_on=opening,
            measures_tested=["Overtime"],
            has_improved_significantly=False,
            advises_opening=True,
            reasons="Allocation takes seven weeks.",
        )
        if of_chance(self.rng, 20):
            yield self._post(
                area,
                "opening_deferred",
                88,
                checkpoint_on=self._day(85),
                next_checkpoint_on=self._day(120),
                reasons="Demand fell in December.",
            )
            return
        yield self._post(area, "opening_confirmed", 88, checkpoint_on=self._day(85), opening_on=opening)
        yield self._post(
            area,
            "briefing_arranged",
            91,
            briefing_on=self._day(100),
            time_and_place="1pm, by video",
            opening_on=opening,
        )
        yield self._post(area, "hub_opened", OPENING, hub=area)

    def _post(self, area: str, kind: str, day: int, **own: Any) -> Post:
        """An event of an area; with its measures, as they stood some days before, where it rests on them."""
        body = {
            "event_id": f"{kind}-{area}-{day}",
            "type": kind,
            "occurred_on": self._day(day),
            "recorded_by": _example()["recorded_by"],
            "service_area": area,
            **({"measures": self._measures(day)} if kind in _MEASURED else {}),
            **own,
        }
        return Post(on=self._on(day), body=body)

    def _measures(self, day: int) -> Body:
        as_at = self._day(day - 3)
        return {name: {**measure, "as_at": as_at} for name, measure in _example()["measures"].items()}

    def _measure(self) -> Body:
        return {
            "kind": "case_list_review",
            "what": "Look again at every case on duty that only waits for a hearing.",
            "who": "Service Manager (sample)",
            "by_on": self._day(60),
            "done_on": None,
        }

    def _with(self, hub: str, **changes: Any) -> Body:
        """The directory, in which something of a Hub is otherwise from now on."""
        self.directory = deepcopy(self.directory)
        self.directory["hubs"][hub] |= changes
        return self.directory

    def _on(self, day: int) -> date:
        return self.begins_on + timedelta(days=day)

    def _day(self, day: int) -> str:
        return self._on(day).isoformat()


_MEASURED = frozenset(
    {
        *("liaison_meeting_called", "challenge_meeting_agreed", "challenge_meeting_held", "checkpoint_held"),
        *("status_reviewed", "review_challenge_meeting_requested", "review_challenge_meeting_held"),
        "deactivation_decided",
    }
)
_ENVELOPE = frozenset({"event_id", "type", "occurred_on", "recorded_by", "service_area"})
_NOTE: Mapping[str, Any] = {
    "purpose": "early_warning",
    "attendees": ["The Designated Family Judge"],
    "apologies": [],
    "data_reviewed": "Demand has risen for two quarters.",
    "measures_taken": ["Overtime was offered."],
    "measures_discussed": ["Shorter lists of directions."],
    "views_on_next_4_to_6_weeks": "A small effect is likely.",
    "task_and_finish_group": ["Head of Practice (sample)"],
    "next_steps": ["The Board looks at the data."],
    "liaison_arrangements": "Every second Monday.",
    "next_time_and_place": "10am, by video",
    "note_by": "Business Services Officer (sample)",
}


def _moved(value: Any, by: timedelta) -> Any:
    """A value of JSON in which every day is as much later."""
    if isinstance(value, dict):
        return {name: _moved(part, by) for name, part in value.items()}
    if isinstance(value, list):
        return [_moved(part, by) for part in value]
    try:
        return (date.fromisoformat(value) + by).isoformat() if isinstance(value, str) else value
    except ValueError:
        return value

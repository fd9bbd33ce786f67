"""The activation timetable: from the Board that agrees a Challenge Meeting to the open Hub (Protocol 4.2 to 4.6).

What is asked here are least spans, the opposite of a clock's limit: one that ends on a day that is no working day is
met by the next working day. Only what is planned backwards, from a later day that is known, moves back.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from enum import StrEnum
from typing import TypeAlias

from correspondence.protocol.record import record
from correspondence.protocol.refusals import Reason
from correspondence.protocol.rules import broken

from .calendar import ONE_DAY, in_words, is_working_day, working_day_on_or_after, working_day_on_or_before

SHORTEST_CONSULTATION, LONGEST_CONSULTATION = timedelta(weeks=2), timedelta(weeks=3)
ACTIVATION = timedelta(weeks=5)
CHECKPOINT_TO_OPENING = timedelta(weeks=3)
TWO_FULL_WEEKS = timedelta(days=17)
"""From the Friday of the Board, over two full weeks, to the Monday after them."""

SHORTEST_LIKELY, LONGEST_LIKELY = timedelta(weeks=10), timedelta(weeks=12)
_WEEK = timedelta(weeks=1)
_FRIDAY = 4


class Step(StrEnum):
    """The steps to an open Hub, in their order."""

    BOARD_AGREES_MEETING = "board_agrees_meeting"
    CHALLENGE_MEETING = "challenge_meeting"
    BOARD_ACTIVATES = "board_activates"
    CHECKPOINT = "checkpoint"
    BOARD_CONFIRMS = "board_confirms"
    OPENING = "opening"


STEPS = tuple(Step)
BOARD_STEPS = frozenset({Step.BOARD_AGREES_MEETING, Step.BOARD_ACTIVATES, Step.BOARD_CONFIRMS})
Days: TypeAlias = Mapping[Step, date]
_SOURCES = dict(zip(STEPS, ("4.2", "4.2", "4.5", "4.5", "4.6", "4.6"), strict=True))


@record
class Boards:
    """When the Covid-19 Board meets: each Friday that is a working day, save those `not_on` names (Protocol 4.6)."""

    not_on: frozenset[date] = frozenset()

    def meets_on(self, day: date) -> bool:
        """Whether the Board meets on *day*."""
        return day.weekday() == _FRIDAY and is_working_day(day) and day not in self.not_on

    def on_or_after(self, day: date) -> date:
        """The first day from *day* on, itself among them, on which the Board meets."""
        friday = _friday_on_or_after(day)
        while not self.meets_on(friday):
            friday += _WEEK
        return friday

    def on_or_before(self, day: date) -> date:
        """The last day up to *day*, itself among them, on which the Board meets."""
        friday = _friday_on_or_after(day - _WEEK + ONE_DAY)
        while not self.meets_on(friday):
            friday -= _WEEK
        return friday


EVERY_FRIDAY = Boards()


def _friday_on_or_after(day: date) -> date:
    return day + timedelta(days=(_FRIDAY - day.weekday()) % 7)


@record
class PlannedStep:
    """One step of a timetable. `known`: its day was given; else it is planned, and `why` is the sum in words."""

    step: Step
    on: date
    known: bool = False
    why: str
    source: str


@record
class Timetable:
    """The six steps to an open Hub, in their order."""

    steps: tuple[PlannedStep, ...]

    def step(self, step: Step) -> PlannedStep:
        """That step, with the reason for its day."""
        return self.steps[STEPS.index(step)]

    def on(self, step: Step) -> date:
        """The day of that step."""
        return self.step(step).on

    def days_between(self, first: Step, last: Step) -> int:
        """The days from one step to another."""
        return (self.on(last) - self.on(first)).days

    def weeks_between(self, first: Step, last: Step) -> tuple[int, int]:
        """The full weeks from one step to a later one, and the days that are over."""
        return divmod(self.days_between(first, last), 7)

    @property
    def is_of_likely_length(self) -> bool:
        """Whether the final decision falls 10 to 12 weeks after the first, as is likely and no more (Protocol 4.6)."""
        span = self.on(Step.BOARD_CONFIRMS) - self.on(Step.BOARD_AGREES_MEETING)
        return SHORTEST_LIKELY <= span <= LONGEST_LIKELY


def plan(known: Days, boards: Boards = EVERY_FRIDAY) -> Timetable:
    """The timetable with the days in *known*: after them the earliest days that will do, before them the latest.

    A Board is the next one after its meeting, where the meeting is known; a Checkpoint goes with the Board or the
    opening after it, where one is. *known* is kept as it is: the whole has a fault only where *known* has one. Days
    lie between the calendar's `COUNTABLE_FROM` and `COUNTABLE_UNTIL`. Raises ValueError where nothing is known.
    (Protocol 4.2 to 4.6; planning backwards is ours.)
    """
    if not known:
        raise ValueError("a timetable is planned from one day at least")
    found = {s: PlannedStep(step=s, on=on, known=True, why="given", source=_SOURCES[s]) for s, on in known.items()}
    while len(found) < len(STEPS):
        find = next(find for step, needed, find in _WAYS if step not in found and needed <= found.keys())
        planned = find({step: each.on for step, each in found.items()}, boards)
        found[planned.step] = planned
    return Timetable(steps=tuple(found[step] for step in STEPS))


def faults(known: Days, boards: Boards = EVERY_FRIDAY) -> tuple[Reason, ...]:
    """Every rule of the timetable that *known* breaks, under the name of the step, with the paragraph and a day to do.

    Each day is held against those before it as they are given, and where one between is not, against the earliest
    it could have been. Days as for `plan`. (Protocol 4.2, 4.5, 4.6.)
    """
    given = [step for step in STEPS if step in known]
    return tuple(
        reason
        for place, step in enumerate(given)
        for reason in _faults_of(step, known[step], {each: known[each] for each in given[:place]}, boards)
    )


def _faults_of(step: Step, on: date, before: Days, boards: Boards) -> Iterator[Reason]:
    earliest = plan(before, boards).step(step) if before else None
    first = max(on, earliest.on) if earliest else on
    if earliest is not None:
        detail = f"{in_words(earliest.on)} at the earliest: {earliest.why}"
        yield from broken((on < earliest.on, f"{step}_too_early", step, detail), source=earliest.source)
    if step in BOARD_STEPS:
        yield from board_faults(step, on, first, boards)
    else:
        yield from working_day_faults(step, on, first, _SOURCES[step])
    if step is Step.CHALLENGE_MEETING:
        yield from _consultation_faults(on, before.get(Step.BOARD_AGREES_MEETING), boards)


def board_faults(field: str, on: date, first: date, boards: Boards = EVERY_FRIDAY) -> Iterator[Reason]:
    """Why no Board decides on *on*; *first* is the earliest day that everything else allows (Protocol 4.6)."""
    do = f"{in_words(boards.on_or_after(first))} would do"
    is_friday = on.weekday() == _FRIDAY
    return broken(
        (not is_friday, "board_not_on_friday", field, f"the Board meets on a Friday: {do}"),
        (is_friday and not boards.meets_on(on), "no_board_that_day", field, f"no Board meets on that Friday: {do}"),
        source="4.6",
    )


def working_day_faults(field: str, on: date, first: date, source: str = "ours") -> Iterator[Reason]:
    """Why nothing is held on *on*, no working day; *first*: the earliest that *source* and the rest allow (ours)."""
    detail = f"this is no working day: {in_words(working_day_on_or_after(first))} would do"
    return broken((not is_working_day(on), "not_a_working_day", field, detail), source=source)


def _consultation_faults(on: date, agreed_on: date | None, boards: Boards) -> Iterator[Reason]:
    """A Challenge Meeting is 3 weeks at most after the Board that agreed it, whichever that was (Protocol 4.2)."""
    step = Step.CHALLENGE_MEETING
    if agreed_on is None:
        detail = "no Board meets 2 to 3 weeks before this day, so none can have agreed it"
        yield from broken((not _can_be_agreed(on, boards), "no_board_to_agree", step, detail), source="4.2")
        return
    last = agreed_on + LONGEST_CONSULTATION
    detail = f"{in_words(working_day_on_or_before(last))} at the latest: 3 weeks from {in_words(agreed_on)}"
    yield from broken((on > last, f"{step}_too_late", step, detail), source="4.2")


def _can_be_agreed(challenge_meeting_on: date, boards: Boards) -> bool:
    """Whether a Board meets 2 to 3 weeks before that Challenge Meeting."""
    last_board_on = boards.on_or_before(challenge_meeting_on - SHORTEST_CONSULTATION)
    return last_board_on >= challenge_meeting_on - LONGEST_CONSULTATION


def _moved_on(step: Step, limit: date, why: str, source: str) -> PlannedStep:
    on = working_day_on_or_after(limit)
    moved = "" if on == limit else ", moved on to the next working day"
    return PlannedStep(step=step, on=on, why=why + moved, source=source)


def _moved_back(step: Step, limit: date, why: str, source: str) -> PlannedStep:
    on = working_day_on_or_before(limit)
    moved = "" if on == limit else ", moved back to the last working day before"
    return PlannedStep(step=step, on=on, why=why + moved, source=source)


def _next_board(step: Step, meeting_on: date, boards: Boards, source: str) -> PlannedStep:
    on = boards.on_or_after(meeting_on + ONE_DAY)
    return PlannedStep(step=step, on=on, why=f"the first Board after {in_words(meeting_on)}", source=source)


def _last_board(step: Step, limit: date, why: str, boards: Boards, source: str) -> PlannedStep:
    return PlannedStep(step=step, on=boards.on_or_before(limit), why=f"the last Board at least {why}", source=source)


def _agreement_before_meeting(days: Days, boards: Boards) -> PlannedStep:
    meeting_on = days[Step.CHALLENGE_MEETING]
    why = f"2 weeks before {in_words(meeting_on)}"
    return _last_board(Step.BOARD_AGREES_MEETING, meeting_on - SHORTEST_CONSULTATION, why, boards, "4.2")


def _meeting_after_agreement(days: Days, _: Boards) -> PlannedStep:
    agreed_on = days[Step.BOARD_AGREES_MEETING]
    why = f"2 weeks from {in_words(agreed_on)}"
    return _moved_on(Step.CHALLENGE_MEETING, agreed_on + SHORTEST_CONSULTATION, why, "4.2")


def _meeting_before_activation(days: Days, boards: Boards) -> PlannedStep:
    activated_on = days[Step.BOARD_ACTIVATES]
    on = working_day_on_or_before(activated_on - ONE_DAY)
    while not _can_be_agreed(on, boards):
        on = working_day_on_or_before(on - ONE_DAY)
    why = f"the last working day before {in_words(activated_on)} that a Board can have agreed"
    return PlannedStep(step=Step.CHALLENGE_MEETING, on=on, why=why, source="4.5")


def _activation_after_meeting(days: Days, boards: Boards) -> PlannedStep:
    return _next_board(Step.BOARD_ACTIVATES, days[Step.CHALLENGE_MEETING], boards, "4.5")


def _activation_before_checkpoint(days: Days, boards: Boards) -> PlannedStep:
    checkpoint_on = days[Step.CHECKPOINT]
    why = f"5 weeks before {in_words(checkpoint_on)}"
    return _last_board(Step.BOARD_ACTIVATES, checkpoint_on - ACTIVATION, why, boards, "4.5")


def _checkpoint_after_activation(days: Days, _: Boards) -> PlannedStep:
    activated_on = days[Step.BOARD_ACTIVATES]
    return _moved_on(Step.CHECKPOINT, activated_on + ACTIVATION, f"5 weeks from {in_words(activated_on)}", "4.5")


def _checkpoint_before_confirmation(days: Days, boards: Boards) -> PlannedStep:
    """The last day that leaves 3 weeks to the opening, or to the earliest one that the Board's own day allows."""
    confirmed_on = days[Step.BOARD_CONFIRMS]
    opening_on = days.get(Step.OPENING, confirmed_on + TWO_FULL_WEEKS)
    limit, why = opening_on - CHECKPOINT_TO_OPENING, f"3 weeks before {in_words(opening_on)}"
    if limit >= confirmed_on:
        limit, why = confirmed_on - ONE_DAY, f"the day before the Board of {in_words(confirmed_on)}"
    latest = _moved_back(Step.CHECKPOINT, limit, why, "4.6")
    if Step.BOARD_ACTIVATES not in days:
        return latest
    return max(latest, _checkpoint_after_activation(days, boards), key=lambda each: each.on)


def _confirmation_after_checkpoint(days: Days, boards: Boards) -> PlannedStep:
    return _next_board(Step.BOARD_CONFIRMS, days[Step.CHECKPOINT], boards, "4.6")


def _confirmation_before_opening(days: Days, boards: Boards) -> PlannedStep:
    opening_on = days[Step.OPENING]
    why = f"2 full weeks before {in_words(opening_on)}"
    return _last_board(Step.BOARD_CONFIRMS, opening_on - TWO_FULL_WEEKS, why, boards, "4.6")


def _opening(days: Days, _: Boards) -> PlannedStep:
    confirmed_on, checkpoint_on = days[Step.BOARD_CONFIRMS], days[Step.CHECKPOINT]
    after_board, after_checkpoint = confirmed_on + TWO_FULL_WEEKS, checkpoint_on + CHECKPOINT_TO_OPENING
    if after_checkpoint > after_board:
        return _moved_on(Step.OPENING, after_checkpoint, f"3 weeks from {in_words(checkpoint_on)}", "4.6")
    return _moved_on(Step.OPENING, after_board, f"2 full weeks after {in_words(confirmed_on)}", "4.6")


_WAYS: tuple[tuple[Step, frozenset[Step], Callable[[Days, Boards], PlannedStep]], ...] = (
    (Step.CHALLENGE_MEETING, frozenset({Step.BOARD_AGREES_MEETING}), _meeting_after_agreement),
    (Step.BOARD_ACTIVATES, frozenset({Step.CHALLENGE_MEETING}), _activation_after_meeting),
    (Step.BOARD_CONFIRMS, frozenset({Step.CHECKPOINT}), _confirmation_after_checkpoint),
    (Step.BOARD_CONFIRMS, frozenset({Step.OPENING}), _confirmation_before_opening),
    (Step.CHECKPOINT, frozenset({Step.BOARD_CONFIRMS}), _checkpoint_before_confirmation),
    (Step.BOARD_ACTIVATES, frozenset({Step.CHECKPOINT}), _activation_before_checkpoint),
    (Step.CHALLENGE_MEETING, frozenset({Step.BOARD_ACTIVATES}), _meeting_before_activation),
    (Step.BOARD_AGREES_MEETING, frozenset({Step.CHALLENGE_MEETING}), _agreement_before_meeting),
    (Step.CHECKPOINT, frozenset({Step.BOARD_ACTIVATES}), _checkpoint_after_activation),
    (Step.OPENING, frozenset({Step.BOARD_CONFIRMS, Step.CHECKPOINT}), _opening),
)
"""How a step is found from those that are known. The first way that applies is taken."""

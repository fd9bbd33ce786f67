from collections.abc import Mapping
from datetime import date

import pytest

from correspondence.protocol.days.calendar import in_words
from correspondence.protocol.days.timetable import (
    EVERY_FRIDAY,
    STEPS,
    Boards,
    Step,
    Timetable,
    faults,
    plan,
)
from tests.build import day

AGREED, MEETING, ACTIVATED = Step.BOARD_AGREES_MEETING, Step.CHALLENGE_MEETING, Step.BOARD_ACTIVATES
CHECKPOINT, CONFIRMED, OPENING = Step.CHECKPOINT, Step.BOARD_CONFIRMS, Step.OPENING

EXAMPLE = {
    MEETING: day("Fri 20 Nov 2026"),
    ACTIVATED: day("Fri 27 Nov 2026"),
    CHECKPOINT: day("Tue 5 Jan 2027"),
    CONFIRMED: day("Fri 8 Jan 2027"),
    OPENING: day("Tue 26 Jan 2027"),
}
"""The days of `examples/activation_decided.json`."""


def on_days(timetable: Timetable) -> dict[Step, date]:
    return {step: timetable.on(step) for step in STEPS}


def rules(known: Mapping[Step, date], boards: Boards = EVERY_FRIDAY) -> list[tuple[str, str]]:
    return [(fault.rule, fault.field) for fault in faults(known, boards)]


@pytest.mark.parametrize(
    ("known", "expected"),
    [
        (  # the row of the findings: weekly Boards from the day the Protocol was to be released
            {AGREED: "Fri 16 Jul 2021"},
            "Fri 16 Jul 2021, Fri 30 Jul 2021, Fri 6 Aug 2021, Fri 10 Sep 2021, Fri 17 Sep 2021, Mon 4 Oct 2021",
        ),
        (  # over Christmas: no Board on Friday 25 December or Friday 1 January
            {AGREED: "Fri 23 Oct 2026"},
            "Fri 23 Oct 2026, Fri 6 Nov 2026, Fri 13 Nov 2026, Fri 18 Dec 2026, Fri 8 Jan 2027, Mon 25 Jan 2027",
        ),
        (  # five weeks end on Friday 1 January, and the first working day is Monday
            {ACTIVATED: "Fri 27 Nov 2026"},
            "Fri 6 Nov 2026, Thu 26 Nov 2026, Fri 27 Nov 2026, Mon 4 Jan 2027, Fri 8 Jan 2027, Mon 25 Jan 2027",
        ),
        (  # over Easter: Good Friday is 26 March, Easter Monday 29 March
            {ACTIVATED: "Fri 19 Feb 2027"},
            "Fri 29 Jan 2027, Thu 18 Feb 2027, Fri 19 Feb 2027, Tue 30 Mar 2027, Fri 2 Apr 2027, Tue 20 Apr 2027",
        ),
        (  # backwards from the opening alone
            {OPENING: "Tue 26 Jan 2027"},
            "Fri 6 Nov 2026, Thu 26 Nov 2026, Fri 27 Nov 2026, Tue 5 Jan 2027, Fri 8 Jan 2027, Tue 26 Jan 2027",
        ),
        (  # backwards and forwards from the Checkpoint alone
            {CHECKPOINT: "Tue 5 Jan 2027"},
            "Fri 6 Nov 2026, Thu 26 Nov 2026, Fri 27 Nov 2026, Tue 5 Jan 2027, Fri 8 Jan 2027, Tue 26 Jan 2027",
        ),
        (  # the Monday of the Board's week is the last day that leaves three weeks to the earliest opening
            {CONFIRMED: "Fri 17 Sep 2021"},
            "Fri 16 Jul 2021, Thu 5 Aug 2021, Fri 6 Aug 2021, Mon 13 Sep 2021, Fri 17 Sep 2021, Mon 4 Oct 2021",
        ),
        (  # an opening late in the week: the Checkpoint still comes before its Board
            {OPENING: "Fri 8 Oct 2021"},
            "Fri 16 Jul 2021, Thu 5 Aug 2021, Fri 6 Aug 2021, Thu 16 Sep 2021, Fri 17 Sep 2021, Fri 8 Oct 2021",
        ),
        (  # between the first day and a late opening, what is tied to neither stays with its neighbour
            {AGREED: "Fri 16 Jul 2021", OPENING: "Mon 1 Nov 2021"},
            "Fri 16 Jul 2021, Fri 30 Jul 2021, Fri 6 Aug 2021, Mon 11 Oct 2021, Fri 15 Oct 2021, Mon 1 Nov 2021",
        ),
        (  # the Monday of that week is too soon after the activation: the Checkpoint moves on, and the opening with it
            {ACTIVATED: "Fri 19 Feb 2027", CONFIRMED: "Fri 2 Apr 2027"},
            "Fri 29 Jan 2027, Thu 18 Feb 2027, Fri 19 Feb 2027, Tue 30 Mar 2027, Fri 2 Apr 2027, Tue 20 Apr 2027",
        ),
        (  # 2 to 3 weeks before Thursday 8 May lies Good Friday alone: no Board can have agreed that day
            {ACTIVATED: "Fri 9 May 2025"},
            "Fri 11 Apr 2025, Fri 2 May 2025, Fri 9 May 2025, Fri 13 Jun 2025, Fri 20 Jun 2025, Mon 7 Jul 2025",
        ),
    ],
)
def test_a_timetable_is_planned_from_whatever_is_known(known: dict[Step, str], expected: str) -> None:
    planned = plan({step: day(words) for step, words in known.items()})
    assert [in_words(on) for on in on_days(planned).values()] == [in_words(day(x)) for x in expected.split(", ")]


def test_the_example_is_accepted_and_opens_on_the_earliest_day_its_checkpoint_allows() -> None:
    assert faults(EXAMPLE) == ()
    without_opening = {step: on for step, on in EXAMPLE.items() if step is not OPENING}
    opening = plan(without_opening).step(OPENING)
    assert (opening.on, opening.why) == (day("Tue 26 Jan 2027"), "3 weeks from Tuesday 5 January 2027")
    day_before = EXAMPLE | {OPENING: day("Mon 25 Jan 2027")}
    assert rules(day_before) == [("opening_too_early", "opening")]


def test_each_planned_day_has_its_sum_in_words_and_its_paragraph() -> None:
    planned = plan({AGREED: day("Fri 23 Oct 2026"), ACTIVATED: day("Fri 27 Nov 2026")})
    assert [(each.known, each.why, each.source) for each in planned.steps] == [
        (True, "given", "4.2"),
        (False, "2 weeks from Friday 23 October 2026", "4.2"),
        (True, "given", "4.5"),
        (False, "5 weeks from Friday 27 November 2026, moved on to the next working day", "4.5"),
        (False, "the first Board after Monday 4 January 2027", "4.6"),
        (False, "2 full weeks after Friday 8 January 2027", "4.6"),
    ]


def test_a_day_planned_backwards_says_so() -> None:
    planned = plan({OPENING: day("Tue 20 Apr 2027")})
    assert [(in_words(each.on), each.why) for each in planned.steps] == [
        ("Friday 29 January 2027", "the last Board at least 2 weeks before Thursday 18 February 2027"),
        (
            "Thursday 18 February 2027",
            "the last working day before Friday 19 February 2027 that a Board can have agreed",
        ),
        ("Friday 19 February 2027", "the last Board at least 5 weeks before Tuesday 30 March 2027"),
        ("Tuesday 30 March 2027", "3 weeks before Tuesday 20 April 2027"),
        ("Friday 2 April 2027", "the last Board at least 2 full weeks before Tuesday 20 April 2027"),
        ("Tuesday 20 April 2027", "given"),
    ]
    late_in_the_week = plan({OPENING: day("Fri 8 Oct 2021")})
    assert late_in_the_week.step(CHECKPOINT).why == "the day before the Board of Friday 17 September 2021"
    over_may_day = plan({OPENING: day("Mon 24 May 2021")})
    assert over_may_day.on(CHECKPOINT) == day("Fri 30 Apr 2021")
    assert over_may_day.step(CHECKPOINT).why.endswith("moved back to the last working day before")


def test_nothing_known_is_nothing_to_plan_from() -> None:
    with pytest.raises(ValueError, match="one day at least"):
        plan({})
    assert faults({}) == ()


@pytest.mark.parametrize(
    ("known", "decision", "opening", "is_likely"),
    [
        ({AGREED: "Fri 16 Jul 2021"}, (9, 0), (11, 3), False),
        ({AGREED: "Fri 23 Oct 2026"}, (11, 0), (13, 3), True),
        ({AGREED: "Fri 16 Jul 2021", CHECKPOINT: "Mon 20 Sep 2021"}, (10, 0), (12, 3), True),
        ({AGREED: "Fri 16 Jul 2021", CHECKPOINT: "Mon 11 Oct 2021"}, (13, 0), (15, 3), False),
    ],
)
def test_a_timetable_says_how_long_it_takes(
    known: dict[Step, str], decision: tuple[int, int], opening: tuple[int, int], is_likely: bool
) -> None:
    planned = plan({step: day(words) for step, words in known.items()})
    assert planned.weeks_between(AGREED, CONFIRMED) == decision
    assert planned.weeks_between(AGREED, OPENING) == opening
    assert planned.days_between(AGREED, OPENING) == opening[0] * 7 + opening[1]
    assert planned.is_of_likely_length is is_likely


@pytest.mark.parametrize(
    ("changes", "rule", "detail", "source"),
    [
        (
            {CHECKPOINT: "Thu 31 Dec 2026"},  # 34 days
            "checkpoint_too_early",
            "Monday 4 January 2027 at the earliest: 5 weeks from Friday 27 November 2026, "
            "moved on to the next working day",
            "4.5",
        ),
        (
            {ACTIVATED: "Thu 26 Nov 2026"},
            "board_not_on_friday",
            "the Board meets on a Friday: Friday 27 November 2026 would do",
            "4.6",
        ),
        (
            {ACTIVATED: "Fri 20 Nov 2026"},
            "board_activates_too_early",
            "Friday 27 November 2026 at the earliest: the first Board after Friday 20 November 2026",
            "4.5",
        ),
        (
            {CONFIRMED: "Fri 1 Jan 2027"},
            "no_board_that_day",
            "no Board meets on that Friday: Friday 8 January 2027 would do",
            "4.6",
        ),
        (
            {CHECKPOINT: "Fri 8 Jan 2027"},
            "board_confirms_too_early",
            "Friday 15 January 2027 at the earliest: the first Board after Friday 8 January 2027",
            "4.6",
        ),
        (
            {OPENING: "Mon 25 Jan 2027"},
            "opening_too_early",
            "Tuesday 26 January 2027 at the earliest: 3 weeks from Tuesday 5 January 2027",
            "4.6",
        ),
        (
            {CHECKPOINT: "Mon 4 Jan 2027", OPENING: "Fri 22 Jan 2027"},
            "opening_too_early",
            "Monday 25 January 2027 at the earliest: 2 full weeks after Friday 8 January 2027",
            "4.6",
        ),
        (
            {OPENING: "Mon 29 Mar 2027"},  # Easter Monday
            "not_a_working_day",
            "this is no working day: Tuesday 30 March 2027 would do",
            "4.6",
        ),
        (
            {CHECKPOINT: "Sat 2 Jan 2027"},  # 36 days, but a Saturday
            "not_a_working_day",
            "this is no working day: Monday 4 January 2027 would do",
            "4.5",
        ),
        (
            {AGREED: "Fri 13 Nov 2026"},
            "challenge_meeting_too_early",
            "Friday 27 November 2026 at the earliest: 2 weeks from Friday 13 November 2026",
            "4.2",
        ),
        (
            {AGREED: "Fri 23 Oct 2026"},
            "challenge_meeting_too_late",
            "Friday 13 November 2026 at the latest: 3 weeks from Friday 23 October 2026",
            "4.2",
        ),
    ],
)
def test_a_day_that_breaks_a_minimum_is_refused_with_the_day_that_would_do(
    changes: dict[Step, str], rule: str, detail: str, source: str
) -> None:
    found = faults(EXAMPLE | {step: day(words) for step, words in changes.items()})
    assert (rule, detail, source) in [(fault.rule, fault.detail, fault.source) for fault in found]


@pytest.mark.parametrize(
    ("step", "earliest", "day_before"),
    [
        (MEETING, "Fri 30 Jul 2021", "Thu 29 Jul 2021"),
        (ACTIVATED, "Fri 6 Aug 2021", "Fri 30 Jul 2021"),
        (CHECKPOINT, "Fri 10 Sep 2021", "Thu 9 Sep 2021"),
        (CONFIRMED, "Fri 17 Sep 2021", "Fri 10 Sep 2021"),
        (OPENING, "Mon 4 Oct 2021", "Fri 1 Oct 2021"),
    ],
)
def test_a_day_is_held_against_the_earliest_that_the_unknown_ones_before_it_allow(
    step: Step, earliest: str, day_before: str
) -> None:
    agreed = {AGREED: day("Fri 16 Jul 2021")}
    assert faults(agreed | {step: day(earliest)}) == ()
    assert f"{step}_too_early" in {rule for rule, _ in rules(agreed | {step: day(day_before)})}


@pytest.mark.parametrize("step", STEPS[1:])
def test_a_step_on_the_day_of_the_one_before_it_is_out_of_order(step: Step) -> None:
    before = STEPS[STEPS.index(step) - 1]
    together = {before: day("Fri 10 Sep 2021"), step: day("Fri 10 Sep 2021")}
    assert rules(together) == [(f"{step}_too_early", step)]


def test_a_challenge_meeting_that_no_board_can_have_agreed_is_refused() -> None:
    """Two to three weeks before Thursday 23 April 2026 the only Friday is Good Friday."""
    assert rules({MEETING: day("Thu 23 Apr 2026")}) == [("no_board_to_agree", "challenge_meeting")]
    assert faults({MEETING: day("Fri 24 Apr 2026")}) == ()


def test_a_board_that_does_not_meet_is_passed_over() -> None:
    summer = Boards(not_on=frozenset({day("Fri 6 Aug 2021"), day("Fri 17 Sep 2021")}))
    planned = plan({AGREED: day("Fri 16 Jul 2021")}, summer)
    assert planned.on(ACTIVATED) == day("Fri 13 Aug 2021")
    assert planned.on(CONFIRMED) == day("Fri 24 Sep 2021")
    assert rules({ACTIVATED: day("Fri 6 Aug 2021")}, summer) == [("no_board_that_day", "board_activates")]
    assert summer.on_or_before(day("Thu 12 Aug 2021")) == day("Fri 30 Jul 2021")

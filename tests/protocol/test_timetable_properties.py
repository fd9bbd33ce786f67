from collections.abc import Mapping
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from correspondence.protocol.days.calendar import is_working_day, working_day_on_or_after
from correspondence.protocol.days.timetable import (
    BOARD_STEPS,
    EVERY_FRIDAY,
    STEPS,
    Boards,
    Step,
    Timetable,
    faults,
    plan,
)

AGREED, MEETING = Step.BOARD_AGREES_MEETING, Step.CHALLENGE_MEETING
CHECKPOINT, CONFIRMED, OPENING = Step.CHECKPOINT, Step.BOARD_CONFIRMS, Step.OPENING

days = st.dates(date(2000, 1, 1), date(2085, 12, 31))
fridays_off = st.frozensets(st.integers(0, 30), max_size=12)


def on_days(timetable: Timetable) -> dict[Step, date]:
    return {step: timetable.on(step) for step in STEPS}


def rules(known: Mapping[Step, date]) -> list[tuple[str, str]]:
    return [(fault.rule, fault.field) for fault in faults(known)]


def boards_with(gaps: frozenset[int], near: date) -> Boards:
    """Boards that do not meet on some of the thirty Fridays before and after a day."""
    friday = EVERY_FRIDAY.on_or_before(near) - timedelta(weeks=15)
    return Boards(not_on=frozenset(friday + timedelta(weeks=gap) for gap in gaps))


@given(step=st.sampled_from(STEPS), on=days, gaps=fridays_off)
def test_a_timetable_planned_from_one_good_day_has_no_fault_and_plans_itself_again(
    step: Step, on: date, gaps: frozenset[int]
) -> None:
    boards = boards_with(gaps, on)
    known = {step: on}
    planned = plan(known, boards)
    assert planned.on(step) == on
    if not faults(known, boards):
        assert faults(on_days(planned), boards) == ()
    assert on_days(plan(on_days(planned), boards)) == on_days(planned)
    assert all(boards.meets_on(planned.on(each)) for each in BOARD_STEPS - {step})
    assert all(is_working_day(each.on) for each in planned.steps if not each.known)


@given(agreed=days, slack=st.lists(st.integers(0, 40), min_size=6, max_size=6), kept=st.sets(st.sampled_from(STEPS)))
def test_any_part_of_a_lawful_timetable_is_planned_into_a_lawful_one(
    agreed: date, slack: list[int], kept: set[Step]
) -> None:
    """A timetable with time to spare at every step, of which only some days are told."""
    known = {AGREED: EVERY_FRIDAY.on_or_after(agreed)}
    for step, spare in zip(STEPS[1:], slack, strict=False):
        earliest = plan(known).on(step)
        later = earliest + timedelta(days=spare)
        late = EVERY_FRIDAY.on_or_after(later) if step in BOARD_STEPS else later
        known[step] = late if is_working_day(late) and step is not MEETING else earliest
    assert faults(known) == ()
    part = {step: on for step, on in known.items() if step in kept} or known
    assert faults(part) == ()
    planned = plan(part)
    assert faults(on_days(planned)) == ()
    assert {step: planned.on(step) for step in part} == part


@given(agreed=days, later=st.integers(0, 60))
def test_a_later_agreement_never_opens_a_hub_sooner(agreed: date, later: int) -> None:
    first, second = (EVERY_FRIDAY.on_or_after(each) for each in (agreed, agreed + timedelta(days=later)))
    assert plan({AGREED: first}).on(OPENING) <= plan({AGREED: second}).on(OPENING)


@given(opening=days)
def test_no_later_day_would_do_for_what_is_planned_backwards_from_an_opening(opening: date) -> None:
    planned = on_days(plan({OPENING: opening}))
    late = {
        CHECKPOINT: working_day_on_or_after(planned[CHECKPOINT] + timedelta(days=1)),
        CONFIRMED: EVERY_FRIDAY.on_or_after(planned[CONFIRMED] + timedelta(days=1)),
    }
    for step, on in late.items():
        assert {rule for rule, _ in rules(planned | {step: on})} & {"opening_too_early", "board_confirms_too_early"}


@given(known=st.dictionaries(st.sampled_from((AGREED, OPENING)), days, min_size=1, max_size=1))
def test_a_planned_timetable_keeps_every_span_of_the_protocol(known: dict[Step, date]) -> None:
    """Counted day by day, without the module's own rules."""
    lawful = {step: EVERY_FRIDAY.on_or_after(on) if step is AGREED else on for step, on in known.items()}
    agreed, meeting, activated, checkpoint, confirmed, opening = on_days(plan(lawful)).values()
    assert {each.isoweekday() for each in (agreed, activated, confirmed)} == {5}
    assert 14 <= (meeting - agreed).days <= 21
    assert (activated - meeting).days > 0
    assert (checkpoint - activated).days >= 35
    assert (confirmed - checkpoint).days > 0
    assert (opening - confirmed).days >= 17
    assert (opening - checkpoint).days >= 21


@given(known=st.dictionaries(st.sampled_from(STEPS), days))
def test_any_days_at_all_are_judged_and_planned_around(known: dict[Step, date]) -> None:
    found = rules(known)
    assert {field for _, field in found} <= set(known)
    if known:
        planned = plan(known)
        assert {step: planned.on(step) for step in known} == known
        assert bool(found) == bool(faults(on_days(planned)))

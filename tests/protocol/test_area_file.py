import pytest

from correspondence.protocol.areas.events import ActivationDecided, ChallengeMeetingHeld, HubOpened
from correspondence.protocol.areas.stage import Stage
from correspondence.protocol.days.timetable import STEPS, Boards, Step
from correspondence.protocol.letters import LetterRecord, Status
from tests.area import HISTORY, area_event, area_file, history
from tests.build import day

AFTER: dict[str, Stage] = {
    "liaison_meeting_called": Stage.NORMAL,
    "liaison_meeting_held": Stage.NORMAL,
    "challenge_meeting_agreed": Stage.CHALLENGE_MEETING_AGREED,
    "response_plan_recorded": Stage.CHALLENGE_MEETING_AGREED,
    "challenge_meeting_held": Stage.CHALLENGE_MEETING_AGREED,
    "activation_decided": Stage.ACTIVATION_DECIDED,
    "checkpoint_held": Stage.CHECKPOINT_HELD,
    "opening_confirmed": Stage.OPENING_CONFIRMED,
    "briefing_arranged": Stage.OPENING_CONFIRMED,
    "hub_opened": Stage.OPEN,
    "status_reviewed": Stage.OPEN,
    "review_challenge_meeting_requested": Stage.OPEN,
    "review_challenge_meeting_held": Stage.OPEN,
    "deactivation_decided": Stage.DEACTIVATED,
}

TOLD: tuple[tuple[str, str, Status, str | None], ...] = (
    ("hmcts", "activation_decided-1", Status.SENT, "Mon 30 Nov 2026"),
    ("hmcts", "opening_confirmed-1", Status.SENT, "Mon 11 Jan 2027"),
    ("ofsted", "activation_decided-1", Status.RETURNED, "Mon 30 Nov 2026"),
    ("adcs", "activation_decided-1", Status.APPROVED, None),
    ("adcs", "opening_confirmed-1", Status.SENT, "Mon 11 Jan 2027"),
)


def letter(recipient: str, given_by: str, status: Status, sent: str | None) -> LetterRecord:
    return LetterRecord(
        letter_id=f"{given_by}-{recipient}",
        kind="national_notification",
        event_id=given_by,
        given_by=given_by,
        recipient=recipient,
        status=status,
        dated=day("Fri 27 Nov 2026"),
        sent_on=day(sent) if sent else None,
    )


@pytest.mark.parametrize("kind", HISTORY)
def test_each_step_brings_the_area_to_its_stage(kind: str) -> None:
    assert area_file(*history(kind)).stage is AFTER[kind]


def test_a_declined_activation_brings_the_area_back_to_normal() -> None:
    assert area_file(*history("challenge_meeting_held"), area_event("activation_declined")).stage is Stage.NORMAL


def test_a_deferred_opening_is_a_stage_of_its_own() -> None:
    assert area_file(*history("checkpoint_held"), area_event("opening_deferred")).stage is Stage.DEFERRED


def test_a_hub_that_is_kept_stays_open() -> None:
    kept = area_event("deactivation_decided", {"is_deactivated": False, "closes_on": None})
    held = area_file(*history("review_challenge_meeting_held"), kept)
    assert held.stage is Stage.OPEN
    assert held.is_hub_open_on(day("Fri 17 Sep 2027"))


def test_events_are_in_the_order_of_their_days_whatever_arrived_first() -> None:
    checkpoint, activation = area_event("checkpoint_held"), area_event("activation_decided")
    held = area_file(checkpoint, activation)
    assert held.events == (activation, checkpoint)
    assert held.stage is Stage.CHECKPOINT_HELD
    assert held.event("activation_decided-1") == activation
    assert held.event("nothing-1") is None
    assert held.of_type(ActivationDecided) == (activation,)


def test_the_timetable_stands_as_the_last_event_states_it() -> None:
    held = area_file(*history("challenge_meeting_agreed")).timetable()
    assert held is not None
    assert [(each.step, each.known) for each in held.steps] == [(step, step in STEPS[:2]) for step in STEPS]
    assert held.on(Step.BOARD_ACTIVATES) == day("Fri 27 Nov 2026")
    assert held.on(Step.OPENING) == day("Mon 25 Jan 2027")

    activated = area_file(*history("activation_decided")).timetable()
    assert activated is not None
    assert all(each.known for each in activated.steps)
    assert activated.on(Step.OPENING) == day("Tue 26 Jan 2027")
    assert activated.weeks_between(Step.BOARD_AGREES_MEETING, Step.OPENING) == (12, 4)
    assert activated.is_of_likely_length


def test_a_deferral_opens_the_days_after_the_checkpoint_again() -> None:
    held = area_file(*history("checkpoint_held"), area_event("opening_deferred")).timetable()
    assert held is not None
    assert [each.step for each in held.steps if not each.known] == [Step.BOARD_CONFIRMS, Step.OPENING]
    assert held.on(Step.CHECKPOINT) == day("Tue 9 Feb 2027")
    assert held.on(Step.BOARD_CONFIRMS) == day("Fri 12 Feb 2027")
    assert held.on(Step.OPENING) == day("Tue 2 Mar 2027")


def test_a_timetable_passes_over_the_boards_that_do_not_meet() -> None:
    boards = Boards(not_on=frozenset({day("Fri 27 Nov 2026")}))
    held = area_file(*history("challenge_meeting_agreed")).timetable(boards)
    assert held is not None
    assert held.on(Step.BOARD_ACTIVATES) == day("Fri 4 Dec 2026")


def test_an_area_without_a_step_has_no_timetable() -> None:
    assert area_file(*history("liaison_meeting_held")).timetable() is None


def test_a_round_ends_with_the_decision_that_gives_up_or_declines_a_hub() -> None:
    again = area_event("liaison_meeting_called", {"event_id": "again", "occurred_on": "2027-09-06"})
    whole = history("deactivation_decided")
    held = area_file(*whole, again)
    assert held.round_until(whole[-1]) == whole
    assert held.round_until(again) == (again,)
    assert (held.timetable(), held.last_on(HubOpened)) == (None, None)
    assert area_file(*whole[:-1]).last_on(HubOpened) == day("Tue 26 Jan 2027")


@pytest.mark.parametrize("kind", ["activation_declined", "deactivation_decided"])
def test_nothing_of_a_round_that_is_over_stands(kind: str) -> None:
    held = area_file(*history("challenge_meeting_held"), area_event(kind))
    assert (held.timetable(), held.stated, held.last_on(ChallengeMeetingHeld)) == (None, {}, None)


@pytest.mark.parametrize(
    ("on", "is_open"),
    [
        ("Mon 25 Jan 2027", False),
        ("Tue 26 Jan 2027", True),
        ("Thu 15 Jul 2027", True),
        ("Fri 16 Jul 2027", False),
        ("Mon 3 Jan 2028", False),
    ],
)
def test_a_hub_is_open_from_its_opening_up_to_the_day_before_it_closes(on: str, is_open: bool) -> None:
    assert area_file(*history("deactivation_decided")).is_hub_open_on(day(on)) is is_open


def test_a_hub_whose_closing_alone_is_recorded_was_open_before() -> None:
    held = area_file(area_event("deactivation_decided"))
    assert held.is_hub_open_on(day("Thu 15 Jul 2027")) is True
    assert held.is_hub_open_on(day("Fri 16 Jul 2027")) is False


def test_a_hub_that_no_event_speaks_of_is_the_directorys_to_know() -> None:
    assert area_file(*history("opening_confirmed")).is_hub_open_on(day("Tue 26 Jan 2027")) is None


def test_those_told_are_those_whom_a_letter_of_the_round_reached_by_then() -> None:
    letters = tuple(letter(*row) for row in TOLD)
    held = area_file(*history("deactivation_decided"), letters=letters)
    activation, confirmation = (held.event(f"{kind}-1") for kind in ("activation_decided", "opening_confirmed"))
    assert activation is not None
    assert confirmation is not None
    assert held.told(["national_notification"], activation) == {"hmcts": day("Mon 30 Nov 2026")}
    assert held.told(["national_notification"], confirmation) == {
        "hmcts": day("Mon 30 Nov 2026"),
        "adcs": day("Mon 11 Jan 2027"),
    }
    assert held.told(["national_notification"], held.events[-1]) == held.told(["national_notification"], confirmation)
    assert held.told(["local_notification"], confirmation) == {}


def test_those_told_in_an_earlier_round_are_not_told_of_this_one() -> None:
    again = area_event("challenge_meeting_agreed", {"event_id": "again", "occurred_on": "2027-09-03"})
    held = area_file(*history("deactivation_decided"), again, letters=tuple(letter(*row) for row in TOLD))
    assert held.told(["national_notification"], again) == {}

"""What was recorded of an area and was wrong: put right in its place, unless what came after would no longer follow."""

from dataclasses import replace

import pytest

from correspondence.protocol.areas import correction_rules
from correspondence.protocol.areas.events import ActivationDecided, AreaCorrection, ChallengeMeetingAgreed
from correspondence.protocol.areas.stage import Stage
from correspondence.protocol.days.timetable import Step
from tests.area import area_file, correction, history
from tests.build import Changes, day, directory


def found(until: str, event: AreaCorrection) -> set[tuple[str, str]]:
    """Rule and field of every reason against a correction, the story having come so far."""
    before = area_file(*history(until))
    reasons = correction_rules.faults(event, before, directory())
    reasons = reasons or correction_rules.gate(event, before, directory())
    return {(reason.rule, reason.field) for reason in reasons}


def test_a_corrected_event_stands_in_its_own_place_under_its_own_id() -> None:
    event = correction("challenge_meeting_agreed", {"challenge_meeting_on": "2026-11-19"}, "2026-11-04")
    file = area_file(*history("challenge_meeting_agreed"), event)
    assert [each.type for each in file.events] == [
        "liaison_meeting_called",
        "liaison_meeting_held",
        "challenge_meeting_agreed",
    ]
    agreed = file.events[-1]
    assert isinstance(agreed, ChallengeMeetingAgreed)
    assert (agreed.event_id, agreed.challenge_meeting_on) == ("challenge_meeting_agreed-1", day("Thu 19 Nov 2026"))
    assert file.stated[Step.CHALLENGE_MEETING] == day("Thu 19 Nov 2026")
    assert file.stage is Stage.CHALLENGE_MEETING_AGREED


def test_of_two_corrections_of_one_event_the_last_counts() -> None:
    first = correction("challenge_meeting_agreed", {"challenge_meeting_on": "2026-11-19"}, "2026-11-04")
    second = correction("challenge_meeting_agreed", {"challenge_meeting_on": "2026-11-18"}, "2026-11-05")
    file = area_file(*history("challenge_meeting_agreed"), first, second)
    assert file.stated[Step.CHALLENGE_MEETING] == day("Wed 18 Nov 2026")


def test_an_event_corrected_to_another_day_takes_its_place_by_that_day() -> None:
    event = correction("response_plan_recorded", {"occurred_on": "2026-10-26"}, "2026-11-16")
    file = area_file(*history("response_plan_recorded"), event)
    assert [each.type for each in file.events][-2:] == ["response_plan_recorded", "challenge_meeting_agreed"]


ALLOWED: list[tuple[str, str, Changes, str]] = [
    ("challenge_meeting_agreed", "challenge_meeting_agreed", {"challenge_meeting_on": "2026-11-19"}, "2026-11-04"),
    (
        "activation_decided",
        "activation_decided",
        {"checkpoint_on": "2027-01-06", "opening_on": "2027-01-27"},
        "2026-12-01",
    ),
    ("activation_decided", "activation_decided", {"measures.leavers.value": 7}, "2026-12-01"),
    ("deactivation_decided", "activation_decided", {"measures.leavers.value": 7}, "2027-07-01"),
]


@pytest.mark.parametrize(("until", "of", "changes", "on"), ALLOWED)
def test_what_still_follows_may_be_corrected(until: str, of: str, changes: Changes, on: str) -> None:
    assert found(until, correction(of, changes, on)) == set()


REFUSED: list[tuple[str, str, Changes, str, tuple[str, str]]] = [
    ("activation_decided", "checkpoint_held", {}, "2027-01-06", ("replaces_unknown", "replaces")),
    ("activation_decided", "activation_decided", {}, "2026-11-26", ("occurred_after_correction", "event.occurred_on")),
    (
        "activation_decided",
        "activation_decided",
        {"checkpoint_on": "2026-12-31"},
        "2026-12-01",
        ("checkpoint_too_early", "event.checkpoint_on"),
    ),
    (
        "activation_decided",
        "activation_decided",
        {"challenge_meeting_on": "2026-11-19"},
        "2026-12-01",
        ("other_day_recorded", "event.challenge_meeting_on"),
    ),
    (
        "checkpoint_held",
        "activation_decided",
        {"occurred_on": "2026-12-04"},
        "2027-01-06",
        ("other_day_recorded", "event"),
    ),
    ("hub_opened", "opening_confirmed", {"opening_on": "2027-01-27"}, "2027-02-01", ("other_day_recorded", "event")),
]
"""The last two would leave a later step naming another day."""


@pytest.mark.parametrize(("until", "of", "changes", "on", "reason"), REFUSED)
def test_what_would_break_a_rule_or_a_later_step_is_refused(
    until: str, of: str, changes: Changes, on: str, reason: tuple[str, str]
) -> None:
    assert reason in found(until, correction(of, changes, on))


def test_a_later_step_is_named_by_its_type_and_day() -> None:
    event = correction("opening_confirmed", {"opening_on": "2027-01-27"}, "2027-02-01")
    reasons = correction_rules.faults(event, area_file(*history("hub_opened")), directory())
    assert any("then the hub_opened of 2027-01-26 would not be right" in reason.detail for reason in reasons)


def test_what_replaces_is_of_the_same_type() -> None:
    event = replace(correction("challenge_meeting_agreed", {}, "2026-12-01"), replaces="activation_decided-1")
    assert ("other_type", "event.type") in found("activation_decided", event)


def test_what_replaces_is_of_the_same_service_area() -> None:
    event = correction("activation_decided", {"service_area": "kent"}, "2026-12-01")
    assert ("other_area", "event.service_area") in found("activation_decided", event)


def test_a_correction_is_itself_never_corrected() -> None:
    first = correction("activation_decided", {"measures.leavers.value": 7}, "2026-12-01")
    before = area_file(*history("activation_decided"), first)
    again = replace(correction("activation_decided", {}, "2026-12-02"), replaces=first.event_id)
    reasons = correction_rules.faults(again, before, directory())
    assert [reason.rule for reason in reasons] == ["replaces_unknown"]
    assert isinstance(before.events[-1], ActivationDecided)

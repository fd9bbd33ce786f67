from dataclasses import replace

import pytest

from correspondence.protocol.areas.contents import faults_in_itself
from correspondence.protocol.areas.events import AnyAreaOrNationalEvent
from correspondence.protocol.directory import Directory
from tests.area import area_event, body, measures, national_event, read
from tests.build import Changes, directory

NUMBER = "measures.leavers."
PERCENT = "measures.audits_good_or_better_percent."

CONTRADICTIONS: list[tuple[str, Changes, str, str]] = [
    ("activation_decided", {"service_area": "atlantis"}, "service_area_unknown", "service_area"),
    ("activation_decided", {"occurred_on": "1991-10-11"}, "day_out_of_range", "occurred_on"),
    ("activation_decided", {"opening_on": "2100-01-01"}, "day_out_of_range", "opening_on"),
    ("activation_decided", {NUMBER + "as_at": "0001-01-01"}, "day_out_of_range", NUMBER + "as_at"),
    ("activation_decided", {NUMBER + "as_at": "2026-11-28"}, "measured_after_event", NUMBER + "as_at"),
    ("activation_decided", {NUMBER + "value": -1}, "measure_out_of_range", NUMBER + "value"),
    ("activation_decided", {NUMBER + "value": float("inf")}, "measure_out_of_range", NUMBER + "value"),
    ("activation_decided", {NUMBER + "value": float("nan")}, "measure_out_of_range", NUMBER + "value"),
    ("activation_decided", {NUMBER + "previous": -0.5}, "measure_out_of_range", NUMBER + "previous"),
    ("activation_decided", {PERCENT + "value": 100.5}, "measure_out_of_range", PERCENT + "value"),
    ("challenge_meeting_agreed", {"judges_met_on": "2026-10-31"}, "day_after_event", "judges_met_on"),
    ("response_plan_recorded", {"actions": []}, "no_actions", "actions"),
    ("response_plan_recorded", {"actions.0.done_on": "2026-11-13"}, "day_after_event", "actions.0.done_on"),
    ("response_plan_recorded", {"actions.0.by_on": "2100-01-01"}, "day_out_of_range", "actions.0.by_on"),
    ("liaison_meeting_called", {"meeting_on": "2026-10-09"}, "day_before_event", "meeting_on"),
    ("liaison_meeting_held", {"next_meeting_on": "2026-10-19"}, "day_not_after", "next_meeting_on"),
    ("liaison_meeting_held", {"next_meeting_on": None}, "next_meeting_in_part", "next_time_and_place"),
    ("liaison_meeting_held", {"next_time_and_place": None}, "next_meeting_in_part", "next_time_and_place"),
    ("liaison_meeting_held", {"attendees": []}, "no_attendees", "attendees"),
    ("opening_deferred", {"checkpoint_on": "2027-01-08"}, "day_not_after", "occurred_on"),
    ("opening_deferred", {"next_checkpoint_on": "2027-01-08"}, "day_not_after", "next_checkpoint_on"),
    ("briefing_arranged", {"briefing_on": "2027-01-08"}, "day_before_event", "briefing_on"),
    ("briefing_arranged", {"briefing_on": "2027-01-26"}, "day_not_after", "opening_on"),
    ("hub_opened", {"hub": "atlantis"}, "hub_unknown", "hub"),
    ("hub_opened", {"occurred_on": "2019-01-08"}, "hub_closed_in_directory", "hub"),
    ("status_reviewed", {"assurance.updates_every_6_weeks": False}, "exception_unexplained", "assurance.exceptions"),
    (
        "status_reviewed",
        {
            "assurance.updates_every_6_weeks": False,
            "assurance.reviews_every_2_weeks": False,
            "assurance.exceptions": ["An officer was ill."],
        },
        "exception_unexplained",
        "assurance.exceptions",
    ),
    ("review_challenge_meeting_requested", {"judges_met_on": "2027-06-08"}, "day_after_event", "judges_met_on"),
    ("review_challenge_meeting_held", {"board_on": "2027-06-15"}, "day_not_after", "board_on"),
    (
        "deactivation_decided",
        {"review_challenge_meeting_on": "2027-06-19"},
        "day_after_event",
        "review_challenge_meeting_on",
    ),
    ("deactivation_decided", {"closes_on": "2027-06-17"}, "day_before_event", "closes_on"),
    ("deactivation_decided", {"closes_on": None}, "closing_day_mismatch", "closes_on"),
    ("deactivation_decided", {"is_deactivated": False}, "closing_day_mismatch", "closes_on"),
    ("monthly_pressure_reviewed", {"areas": []}, "service_area_missing", "areas"),
    (
        "monthly_pressure_reviewed",
        {"areas.0.service_area": "atlantis"},
        "service_area_unknown",
        "areas.0.service_area",
    ),
    (
        "monthly_pressure_reviewed",
        {"areas.0.measures": measures("2026-12-01")},
        "measured_after_event",
        "areas.0.measures.starters.as_at",
    ),
    ("protocol_reviewed", {"first_hub_opened_on": "2027-04-27"}, "day_after_event", "first_hub_opened_on"),
]


def found(event: AnyAreaOrNationalEvent, held: Directory | None = None) -> set[tuple[str, str]]:
    return {(each.rule, each.field) for each in faults_in_itself(event, held or directory())}


@pytest.mark.parametrize(("kind", "changes", "rule", "field"), CONTRADICTIONS)
def test_an_event_that_contradicts_itself_or_the_directory_is_refused(
    kind: str, changes: Changes, rule: str, field: str
) -> None:
    assert (rule, field) in found(read(body(kind, changes)))


def test_an_exception_in_words_explains_a_standard_that_was_not_kept() -> None:
    changes: Changes = {"assurance.lists_sent_to_courts": False, "assurance.exceptions": ["One list was a day late."]}
    assert found(area_event("status_reviewed", changes)) == set()


def test_a_service_area_is_summed_up_once() -> None:
    essex, kent = body("monthly_pressure_reviewed")["areas"]
    event = national_event("monthly_pressure_reviewed", {"areas": [essex, kent, essex]})
    assert found(event) == {("service_area_repeated", "areas.2.service_area")}


def test_a_hub_of_another_area_cannot_open_in_this_one() -> None:
    here = directory()
    moved = replace(here, hubs={"essex": replace(here.hubs["essex"], service_area="london")})
    assert found(area_event("hub_opened"), moved) == {("hub_of_other_area", "hub")}

"""A report on a Hub that says more than the register bears out is stopped for a look (Protocol 4.7, 6.2, section 8)."""

import json
from datetime import timedelta

import pytest

from correspondence.checks import Code
from correspondence.protocol.letters import Status
from correspondence.service import Service
from correspondence.storage import NotAcknowledged, StatusChange, StoredLetter
from tests import area, build
from tests.build import Changes
from tests.service.conftest import post

NOT_KEPT = ("lists_sent_to_courts", "reviews_every_2_weeks", "writes_within_5_working_days")
REVIEWED_ON = build.day("Tue 23 Feb 2027")


def report(service: Service, changes: Changes | None = None) -> StoredLetter:
    """The report that a review of the area gives, of whose one case nothing became since it was placed."""
    post(service, "hub_allocation_decided")
    (letter,) = service.take(json.dumps(area.body("status_reviewed", changes)).encode()).letters
    return letter


def named(letter: StoredLetter) -> tuple[str, ...]:
    """The standards that are named for being otherwise in the register."""
    return tuple(each.where for each in letter.findings if each.code == Code.REGISTER_DISAGREES)


def test_each_standard_that_the_register_contradicts_is_named(service: Service) -> None:
    letter = report(service)
    assert named(letter) == NOT_KEPT
    assert letter.status is Status.DRAFT


def test_a_standard_that_the_report_says_was_not_kept_is_named_no_more(service: Service) -> None:
    said: dict[str, object] = {f"assurance.{each}": False for each in NOT_KEPT[:2]}
    letter = report(service, {**said, "assurance.exceptions": ["An officer was ill.", "So was the supervisor."]})
    assert named(letter) == NOT_KEPT[2:]


def test_a_hub_of_another_area_is_none_of_it(service: Service) -> None:
    assert "reviews_every_2_weeks" not in named(report(service, {"service_area": "kent"}))


def test_whoever_approves_it_has_to_have_seen_that(service: Service) -> None:
    letter = report(service)
    others = tuple({each.code for each in letter.findings} - {Code.REGISTER_DISAGREES.value})
    change = StatusChange(status=Status.APPROVED, by="R. Sample", on=REVIEWED_ON, acknowledges=others)
    with pytest.raises(NotAcknowledged):
        service.move_on(letter.letter_id, change)
    every = tuple(each.code for each in letter.findings)
    seen = StatusChange(status=Status.APPROVED, by="R. Sample", on=REVIEWED_ON, acknowledges=every)
    assert service.move_on(letter.letter_id, seen).status is Status.APPROVED


def test_it_is_asked_again_of_the_register_on_the_day_that_the_report_goes(service: Service) -> None:
    """A review that was recorded late, of a day in time, is no less a review."""
    letter = report(service)
    due = build.DECIDED_ON
    for number in range(1, 8):
        due += timedelta(days=14)
        if due < REVIEWED_ON:
            post(service, "review_recorded", {"event_id": f"review-{number}", "occurred_on": due.isoformat()})
    every = tuple(each.code for each in letter.findings)
    change = StatusChange(status=Status.APPROVED, by="R. Sample", on=REVIEWED_ON, acknowledges=every)
    assert "reviews_every_2_weeks" not in named(service.move_on(letter.letter_id, change))

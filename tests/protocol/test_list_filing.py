"""What a court's list says of filing dates: which are lost, what was asked of the court, and what is (Annex B)."""

from dataclasses import replace
from datetime import date

import pytest

from correspondence.protocol.letters import Status
from correspondence.protocol.lists.court_lists import Action, Application
from tests import build
from tests.listed import FAR, MADE_ON, Later, case, days, lodged, row


def application(*events: Later, sent: bool = True) -> Application:
    letters = [
        lodged(1, place, MADE_ON) for place, (kind, _) in enumerate(events) if kind == "extension_needed" and sent
    ]
    return row(case(1, *events, changes=FAR, sent=letters)).application


NEEDED: Later = ("extension_needed", {"occurred_on": "2026-11-26", "proposed_filing_date": "2027-08-02"})


def decided(granted: bool) -> Later:
    granted_on = "2027-08-02" if granted else None
    own = {"occurred_on": "2026-11-30", "decided_on": "2026-11-27", "granted": granted, "filing_date": granted_on}
    return ("extension_decided", own)


def test_an_application_is_with_the_court_once_it_was_sent_and_not_before() -> None:
    assert application() is Application.NONE
    assert application(NEEDED, sent=False) is Application.PREPARED
    assert application(NEEDED) is Application.LODGED
    assert application(NEEDED, decided(True)) is Application.GRANTED
    assert application(NEEDED, decided(False)) is Application.REFUSED
    again: Later = ("extension_needed", {"occurred_on": "2026-12-01", "proposed_filing_date": "2027-09-06"})
    assert application(NEEDED, decided(True), again) is Application.LODGED


def test_an_application_that_came_back_is_not_with_the_court() -> None:
    returned = replace(lodged(1, 0, MADE_ON), status=Status.RETURNED)
    assert row(case(1, NEEDED, changes=FAR, sent=[returned])).application is Application.PREPARED


@pytest.mark.parametrize(
    ("changes", "action", "apply_by"),
    [
        (FAR, Action.NONE, None),
        (days("2027-01-12"), Action.NONE, None),  # six weeks from Tue 1 Dec 2026
        (days("2027-01-11"), Action.CONSIDER_FILING_DATE, "2026-12-14"),
        (days("2026-12-21"), Action.CONSIDER_FILING_DATE, "2026-11-23"),  # the last day has passed
        (days(None), Action.TELL_US_OF_FILING_DATE, None),
        (days("2027-06-14", None), Action.TELL_US_OF_HEARING, None),
        (days("2027-06-14", "2026-11-30"), Action.TELL_US_OF_HEARING, None),  # past
        (days("2027-06-14", "2026-12-01"), Action.NONE, None),  # today
        (days(None, None), Action.TELL_US_OF_FILING_DATE, None),
    ],
)
def test_one_thing_is_asked_of_the_court_the_most_pressing(
    changes: build.Body, action: Action, apply_by: str | None
) -> None:
    found = row(case(1, changes=changes))
    assert found.action is action
    assert found.apply_by == (date.fromisoformat(apply_by) if apply_by else None)


def test_an_application_with_the_court_is_all_that_is_asked_for_its_case() -> None:
    found = row(case(1, NEEDED, changes=days("2026-12-21", None), sent=[lodged(1, 0, MADE_ON)]))
    assert (found.action, found.apply_by) == (Action.DECIDE_APPLICATION, None)


def test_nothing_more_is_asked_about_a_filing_date_that_the_court_refused_to_move() -> None:
    found = row(case(1, NEEDED, decided(False), changes=days("2026-12-21"), sent=[lodged(1, 0, MADE_ON)]))
    assert (found.action, found.apply_by) == (Action.NONE, None)

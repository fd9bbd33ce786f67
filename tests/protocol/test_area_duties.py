"""The Board is owed a report on an open Hub every four weeks, and only a report that was sent counts."""

from dataclasses import replace
from datetime import date

import pytest

from correspondence.protocol.areas.area_file import AreaFile
from correspondence.protocol.areas.duties import area_letters_owed, operation_report
from correspondence.protocol.directory import Hub
from correspondence.protocol.letters import LetterRecord, Status
from tests.area import area_event, area_file, history
from tests.build import day, directory
from tests.notified import record

OPENED = day("Tue 26 Jan 2027")


def hub(closed_on: date | None = None) -> Hub:
    return replace(directory().hubs["essex"], open_from=OPENED, closed_on=closed_on)


def report(status: Status, of: str = "status_reviewed-1") -> LetterRecord:
    sent_on = day("Thu 25 Feb 2027") if status is Status.SENT else None
    return record("operation_report", of, "office:national.covid_19_board", status, sent_on)


def due(file: AreaFile | None, on: str = "Mon 1 Mar 2027", *hubs: Hub) -> str | None:
    found = operation_report("essex", hubs or (hub(),), file, day(on))
    return found.due_on.isoformat() if found else None


def test_the_first_report_is_due_four_weeks_from_the_opening() -> None:
    assert due(area_file(*history("hub_opened"))) == "2027-02-23"  # a Tuesday
    assert due(None) == "2027-02-23"  # as the directory has it, where no event says so


@pytest.mark.parametrize(
    ("status", "due_on"), [(Status.DRAFT, "2027-02-23"), (Status.SENT, "2027-03-23"), (Status.WITHDRAWN, "2027-02-23")]
)
def test_a_review_counts_once_its_report_was_sent(status: Status, due_on: str) -> None:
    file = area_file(*history("status_reviewed"), letters=(report(status),))  # reviewed on Tuesday 23 February
    assert due(file) == due_on


def test_a_day_that_is_none_for_work_is_met_by_the_one_before() -> None:
    easter = area_event("status_reviewed", {"occurred_on": "2027-03-01"})  # four weeks on: Easter Monday
    file = area_file(*history("hub_opened"), easter, letters=(report(Status.SENT),))
    assert due(file, "Tue 2 Mar 2027") == "2027-03-25"  # the Thursday before Good Friday


def test_a_report_of_an_earlier_opening_does_not_count_for_this_one() -> None:
    again = area_event("hub_opened", {"event_id": "hub_opened-2", "occurred_on": "2027-09-06"})
    file = area_file(*history("status_reviewed"), again, letters=(report(Status.SENT),))
    assert due(file, "Tue 7 Sep 2027") == "2027-10-04"


def test_nothing_is_owed_while_no_hub_of_the_area_is_open() -> None:
    assert due(None, "Mon 25 Jan 2027") is None
    assert due(None, "Mon 1 Mar 2027", hub(closed_on=day("Mon 1 Mar 2027"))) is None


def test_a_report_that_is_late_says_so() -> None:
    found = operation_report("essex", (hub(),), None, day("Wed 24 Feb 2027"))
    assert found is not None
    assert (found.overdue, found.service_area, found.case_number, found.source) == (True, "essex", None, "6.1")
    assert found.why == "4 weeks from Tuesday 26 January 2027"


@pytest.mark.parametrize("status", [Status.DRAFT, Status.RETURNED, Status.SENT])
def test_the_last_report_on_a_hub_that_has_closed_is_owed_until_it_is_sent(status: Status) -> None:
    file = area_file(*history("status_reviewed"), letters=(report(status),))
    found = area_letters_owed("essex", file, day("Mon 2 Aug 2027"), has_report=False)
    owed = [x.due_on.isoformat() for x in found if "operation_report, 1 not sent" in x.why]
    assert owed == ([] if status is Status.SENT else ["2027-03-02"])  # 5 working days from Tuesday 23 February
    assert [*area_letters_owed("essex", file, day("Mon 1 Mar 2027"))] == []  # that of the next report names it

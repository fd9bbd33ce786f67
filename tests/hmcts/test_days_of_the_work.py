"""Filing date and next hearing: the decision file's, else what HMCTS's orders and hearings say."""

import pytest

from tests.build import Body, Changes
from tests.hmcts.feeds import order, rules, small

LISTED = {"hearingStatus": "LISTED"}

WORK: list[tuple[Changes, Changes, dict[str, str]]] = [
    ({"orderCollection": [order("2027-03-01")]}, {}, {"filing_date": "2027-03-01"}),
    ({"orderCollection": [{"caseOrder": {"originalFilingDate": "2027-03-01"}}]}, {}, {"filing_date": "2027-03-01"}),
    ({"orderCollection": [order("2026-10-01")]}, {}, {}),
    ({"orderCollection": [order("2027-03-01", None, ["16.4 report"])]}, {}, {}),
    ({"orderCollection": [order("2027-03-01", None, ["section7Report"])]}, {}, {"filing_date": "2027-03-01"}),
    ({"orderCollection": [order("2027-03-01"), order("2027-03-01")]}, {}, {"filing_date": "2027-03-01"}),
    (
        {"orderCollection": [order("2027-03-01", "2026-11-06"), order("2027-02-01", "2026-11-07T09:00:00")]},
        {},
        {"filing_date": "2027-02-01"},
    ),
    (
        {"orderCollection": [order("2027-03-01")]},
        {"ordered_work.filing_date": "2027-04-01"},
        {"filing_date": "2027-04-01"},
    ),
    (
        {
            "hearingData": {
                "caseHearings": [{**LISTED, "hearingDaySchedule": [{"hearingStartDateTime": "2026-11-19T09:00:00"}]}]
            }
        },
        {},
        {},
    ),
    (
        {
            "hearingData": {
                "caseHearings": [{**LISTED, "hearingDaySchedule": [{"hearingStartDateTime": "2027-06-30T23:30:00Z"}]}]
            }
        },
        {},
        {"next_hearing_on": "2027-07-01"},
    ),
]


@pytest.mark.parametrize(("feed", "decision", "days"), WORK)
def test_the_days_of_the_work_are_the_decisions_and_else_the_feeds(
    feed: Changes, decision: Changes, days: dict[str, str]
) -> None:
    work = small(feed, decision).events[0]["case"]["ordered_work"]
    assert {name: work[name] for name in ("filing_date", "next_hearing_on") if name in work} == days


def test_a_day_of_the_decision_file_that_the_feed_contradicts_is_listed() -> None:
    hearing = {"caseHearings": [{**LISTED, "hearingDaySchedule": [{"hearingStartDateTime": "2027-04-20T09:00:00"}]}]}
    imported = small(
        {"orderCollection": [order("2027-03-01")], "hearingData": hearing},
        {"ordered_work.filing_date": "2027-04-01", "ordered_work.next_hearing_on": "2027-04-21"},
    )
    assert rules(imported) == {("orderCollection", "filing_date_differs"), ("hearingData", "next_hearing_differs")}


@pytest.mark.parametrize("status", ["CANCELLED", "ADJOURNED", "COMPLETED", "VACATED", "HEARING_REQUESTED", "", None])
def test_only_a_listed_hearing_is_one_to_come_and_every_other_is_noted(status: str | None) -> None:
    def hearing(day: str, status: str | None) -> Body:
        return {"hearingStatus": status, "hearingDaySchedule": [{"hearingStartDateTime": f"{day}T10:00:00"}]}

    both = {"caseHearings": [hearing("2027-01-12", status), hearing("2027-02-16", "LISTED")]}
    imported = small({"hearingData": both})
    assert imported.events[0]["case"]["ordered_work"]["next_hearing_on"] == "2027-02-16"
    assert ("hearingData.caseHearings[0]", "hearing_not_listed") in rules(imported)
    assert ("hearingData.caseHearings[1]", "hearing_not_listed") not in rules(imported)


def test_a_hearing_that_is_over_is_not_noted() -> None:
    over = {"hearingStatus": "COMPLETED", "hearingDaySchedule": [{"hearingStartDateTime": "2026-10-29T10:00:00"}]}
    assert rules(small({"hearingData": {"caseHearings": [over]}})) == set()

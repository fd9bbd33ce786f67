"""The sections of a court's list, and the days that tell a list officer what the filing date means (Annex B)."""

from datetime import date, timedelta

import pytest

from correspondence.protocol.case.case import WorkType
from correspondence.protocol.history.filing_times import filing_times
from correspondence.protocol.lists.court_lists import Application, CourtListMade, Standing
from correspondence.protocol.lists.sections import Section, in_sections
from tests import build
from tests.listed import FAR, MADE_ON, Later, case, days, lodged, make, number, row

NEXT = MADE_ON + timedelta(weeks=1)
SOON = days("2027-02-08")
BACK: Later = ("review_recorded", {"occurred_on": "2026-12-03", "outcome": "allocate"})
CLOSED: Later = ("case_closed", {"occurred_on": "2026-12-04"})
NEEDED: Later = ("extension_needed", {"occurred_on": "2026-11-26", "proposed_filing_date": "2027-08-02"})


def sections(made: CourtListMade) -> dict[Section, list[str]]:
    found = in_sections(made.rows, opening=made.opening)
    return {section.name: [each.case_number for each in section.rows] for section in found}


def test_the_first_list_sets_apart_those_that_are_leaving_at_once() -> None:
    made = make(case(1, changes=FAR), case(2, changes=days("2027-01-04")))
    assert sections(made) == {Section.NEW: [number(1)], Section.LEAVING: [number(2)]}


def test_each_case_stands_in_the_section_of_what_has_become_of_it() -> None:
    far = [case(i, changes=FAR) for i in (1, 2, 3)]
    first = make(*far)
    now = [case(1, changes=FAR), case(2, BACK, changes=FAR), case(3, CLOSED, changes=FAR)]
    new = [case(4, changes=FAR), case(5, changes=SOON)]
    made = make(*now, *new, last=first, on=NEXT)
    assert sections(made) == {
        Section.NEW: [number(5), number(4)],
        Section.LEAVING: [number(2)],
        Section.HELD: [number(1)],
        Section.GONE: [number(3)],
    }


def test_rows_are_numbered_through_all_sections() -> None:
    first = make(case(1, changes=FAR), case(2, changes=FAR))
    made = make(case(1, changes=FAR), case(2, BACK, changes=FAR), case(4, changes=FAR), last=first, on=NEXT)
    found = in_sections(made.rows, opening=False)
    assert [(each.name, each.first) for each in found] == [(Section.NEW, 1), (Section.LEAVING, 2), (Section.HELD, 3)]


@pytest.mark.parametrize("filing", ["2026-12-21", "2027-01-11", None])
def test_the_realistic_day_is_that_of_the_filing_time_letter(filing: str | None) -> None:
    """20 weeks in the Hub, or 26 of section 7 less six: the earlier is Wed 3 Mar 2027, and six weeks on the work."""
    held = case(1, changes=days(filing))
    found = row(held)
    assert found.ordered_work is WorkType.SECTION_7_REPORT
    assert found.realistic_on == build.day("Wed 14 Apr 2027")
    times = filing_times(held, build.hub().allocation_lead_weeks, MADE_ON)
    assert times is not None
    assert found.realistic_on == times.realistic_on


def test_no_realistic_day_is_given_where_the_courts_own_can_be_kept() -> None:
    assert row(case(1, changes=FAR)).realistic_on is None


def test_none_is_given_where_an_adviser_is_to_take_the_case_now() -> None:
    back: Later = ("risk_increased", {"occurred_on": "2026-11-30"})
    assert row(case(1, back, changes=days("2026-12-21"))).realistic_on is None


def test_once_the_court_has_been_asked_the_day_that_it_was_asked_for_is_given_instead() -> None:
    lost = days("2026-12-21")
    prepared = row(case(1, NEEDED, changes=lost))
    assert (prepared.application, prepared.sought_on) == (Application.PREPARED, None)
    assert prepared.realistic_on is not None
    asked = row(case(1, NEEDED, changes=lost, sent=[lodged(1, 0, MADE_ON)]))
    assert (asked.realistic_on, asked.sought_on) == (None, build.day("Mon 2 Aug 2027"))
    refusal = {"occurred_on": "2026-11-30", "decided_on": "2026-11-27", "granted": False, "filing_date": None}
    refused = row(case(1, NEEDED, ("extension_decided", refusal), changes=lost, sent=[lodged(1, 0, MADE_ON)]))
    assert (refused.realistic_on, refused.sought_on) == (None, None)


@pytest.mark.parametrize(
    ("filing", "hearing", "first"),
    [
        ("2027-06-14", "2027-06-15", False),
        ("2027-06-14", "2027-06-14", True),
        ("2027-06-14", "2027-06-01", True),
        ("2026-12-21", "2027-01-08", True),  # not by then: a realistic day is Wed 14 Apr 2027
        ("2026-12-21", "2027-04-15", False),
        (None, "2027-04-14", True),
        ("2027-06-14", None, False),
    ],
)
def test_a_hearing_that_comes_before_the_work_can_be_filed_is_flagged(
    filing: str | None, hearing: str | None, first: bool
) -> None:
    assert row(case(1, changes=days(filing, hearing))).hearing_first is first


def test_a_hearing_before_the_day_that_the_court_was_asked_for_is_flagged() -> None:
    asked = days("2026-12-21", "2027-06-01")
    assert not row(case(1, changes=asked)).hearing_first
    assert row(case(1, NEEDED, changes=asked, sent=[lodged(1, 0, MADE_ON)])).hearing_first


def test_a_case_that_has_gone_tells_no_day_to_come_of_ours() -> None:
    lost = days("2026-12-21", "2027-01-08")
    first = make(case(1, changes=lost))
    assert first.rows[0].realistic_on
    for now in ([case(1, CLOSED, changes=lost)], []):
        (gone,) = make(*now, last=first, on=NEXT).rows
        assert gone.standing is Standing.GONE
        assert (gone.realistic_on, gone.sought_on, gone.hearing_first) == (None, None, False)
        assert gone.hearing_on == date(2027, 1, 8)

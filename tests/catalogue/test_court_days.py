"""C5 and C7: what the court is told of its dates, and what it means for them."""

import pytest

from correspondence.catalogue.court.filing_time import FILING_TIME
from correspondence.catalogue.court.guardian_timeframe import GUARDIAN_TIMEFRAME
from correspondence.protocol.events import AnyEvent
from tests import build
from tests.build import Changes, day

from .court_letters import filing, guardian, of_filing, one, words, written

WORK = "case.ordered_work."


@pytest.mark.parametrize(
    ("hearing", "filed", "sentences"),
    [
        ("2027-02-04", "2027-02-04", ("Thursday 4 February 2027 before the likely day",)),
        ("2027-02-05", "2027-02-05", ("Friday 5 February 2027 on the likely day",)),
        ("2027-02-08", "2027-02-08", ("Monday 8 February 2027 after the likely day",)),
        ("2026-12-10", None, ("We know of no hearing ahead. We know of no filing date ahead.",)),
    ],
)
def test_the_likely_day_for_a_guardian_is_held_against_the_courts_dates(
    hearing: str, filed: str | None, sentences: tuple[str, ...]
) -> None:
    text = words(guardian({WORK + "next_hearing_on": hearing, WORK + "filing_date": filed}))
    for sentence in sentences:
        assert sentence in text


def test_a_likely_day_that_has_come_is_not_promised_again() -> None:
    text = words(guardian(today=day("Fri 5 Feb 2027")))
    assert "has come without an allocation" in text
    assert "What it means for the court’s dates" not in text


def test_nothing_is_said_of_a_likely_day_once_an_adviser_has_the_case() -> None:
    received: list[AnyEvent] = [build.decision(), build.guardian_appointed(), build.adviser_allocated()]
    again = build.correction(build.guardian_appointed(), {"occurred_on": "2027-01-29"})
    assert written(GUARDIAN_TIMEFRAME, *received, again) is None
    assert written(GUARDIAN_TIMEFRAME, *received[:2], again) is not None


def test_the_alternatives_are_given_and_none_is_recommended() -> None:
    text = words(guardian())
    for course in ("keep the appointment and wait", "(NYAS)", "look again at the priority", "can be narrowed"):
        assert course in text
    assert "We recommend none of them above another." in text


@pytest.mark.parametrize(
    ("changes", "today", "sentences"),
    [
        ({}, None, ("We expect to keep the court’s filing date.", "apply for more time by Friday 19 February 2027")),
        (
            {WORK + "filing_date": "2026-12-23"},
            None,
            (
                "We cannot keep the court’s filing date.",
                "A realistic filing date Monday 10 May 2027",
                "by Wednesday 25 November 2026",
            ),
        ),
        (
            {WORK + "filing_date": "2026-12-11"},
            None,
            ("We cannot keep the court’s filing date.", "was Friday 13 November 2026. When we apply, we will say why"),
        ),
        ({WORK + "filing_date": None}, None, ("has set no filing date.", "A realistic filing date Monday 10 May")),
        ({WORK + "filing_date": None}, "Tue 6 Apr 2027", ("We cannot yet offer a realistic date",)),
        (
            {},
            "Mon 22 Mar 2027",
            ("filing date has passed.", "filing date Friday 19 March 2027", "A realistic filing date Monday 10 May"),
        ),
    ],
    ids=["kept", "not kept", "too late to apply", "no date", "no date and no time", "passed"],
)
def test_the_court_is_told_openly_whether_its_date_can_be_kept(
    changes: Changes, today: str | None, sentences: tuple[str, ...]
) -> None:
    text = words(filing(changes, day(today) if today else None))
    for sentence in sentences:
        assert sentence in text


@pytest.mark.parametrize(
    ("hearing", "sentence"),
    [
        ("2027-03-20", "We expect to file before the next hearing."),
        ("2027-03-19", "We expect to file on the day of the next hearing."),
        ("2027-03-18", "We expect to file after the next hearing."),
        ("2026-11-18", "We know of no hearing ahead."),
        (None, "We know of no hearing ahead."),
    ],
)
def test_the_court_is_told_what_it_means_for_the_next_hearing(hearing: str | None, sentence: str) -> None:
    assert sentence in words(filing({WORK + "next_hearing_on": hearing}))


def test_the_court_is_told_how_the_family_is_to_be_told_and_not_that_it_was() -> None:
    text = words(filing())
    assert "Each party is to have a letter by Thursday 26 November 2026" in text
    assert "Each child for whom a letter has been decided on is to have one too" in text
    without = {"case.people.2.letter_version": "none", "case.people.3.letter_version": build.REMOVED}
    assert "Each child for whom" not in words(filing(without))
    assert not of_filing(filing(without)).child_letters
    late = words(filing(today=day("Fri 27 Nov 2026")))
    assert "The letters were due by Thursday 26 November 2026" in late
    for said in (text, late):
        assert not any(done in said for done in ("was told", "were told", "has been told", "have been told"))


def test_a_second_decision_during_a_stay_counts_from_the_first() -> None:
    again = build.decision({"event_id": "decision-2", "occurred_on": "2026-12-01"})
    facts = of_filing(one(FILING_TIME, build.decision(), again))
    assert (facts.entered_hub_on, facts.decided_on) == (day("Thu 19 Nov 2026"), day("Thu 19 Nov 2026"))


def test_a_court_is_told_by_name_of_the_bank_holidays_of_the_fortnight_ahead() -> None:
    """Boxing Day of 2026 is a Saturday: nobody answers on the Monday."""
    christmas, boxing = "Closed on Friday 25 December 2026: Christmas Day.", "Monday 28 December 2026: Boxing Day"
    for today, said in ((day("Fri 11 Dec 2026"), 1), (day("Mon 14 Dec 2026"), 2), (day("Thu 10 Dec 2026"), 0)):
        text = words(guardian(today=today))
        assert [sentence in text for sentence in (christmas, boxing)] == [said > 0, said > 1], today


def test_a_last_day_to_apply_that_a_bank_holiday_moved_says_which() -> None:
    """Four weeks before 22 January 2027 is Christmas Day."""
    moved = words(filing({WORK + "filing_date": "2027-01-22"}))
    assert "Four weeks before the filing date is Christmas Day, so we apply before it." in moved
    assert "apply for more time by Thursday 24 December 2026" in moved
    assert "so we apply before it" not in words(filing())

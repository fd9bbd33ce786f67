"""A7: who hears that a Hub opens, opens later or does not open, by when, and with what (Protocol 4.6, Annex B 3)."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given as hypothesis_given
from hypothesis import strategies as st

from correspondence.catalogue.notifications.deferral import DeferralFacts
from correspondence.catalogue.notifications.final_confirmation import FinalConfirmationFacts
from correspondence.protocol.areas import notice_clocks
from correspondence.protocol.days.calendar import is_working_day
from correspondence.protocol.days.timetable import Step
from correspondence.protocol.directory import Directory
from correspondence.protocol.letters import Status
from correspondence.protocol.refusals import Inconsistent
from tests import build
from tests.area import area_event, history
from tests.build import day
from tests.notified import (
    ACTIVATED,
    LOCAL,
    NATIONAL,
    PACKS,
    TOLD_OF_ACTIVATION,
    decision,
    given,
    letters,
    occasion,
    recipients,
    record,
    to,
    told,
    words,
)


def directory_with(changes: dict[str, Any]) -> Directory:
    """The sample directory with single fields of the Essex area changed."""
    known = build.directory()
    area = replace(known.service_areas["essex"], **changes)
    return replace(known, service_areas={**known.service_areas, "essex": area})


def test_a_court_is_shown_its_notice_and_when_its_first_list_comes() -> None:
    court = to(letters("opening_confirmed", "final_confirmation_local"), "courts")
    facts = court.view.facts
    assert isinstance(facts, FinalConfirmationFacts)
    assert (facts.notice_days, facts.least_notice_days) == (18, 14)
    assert facts.first_list_by == day("Fri 29 Jan 2027")
    said = words(court)
    assert "This letter is the court’s notice: 18 days, of at least 14 that are due." in said
    assert "By Friday 29 January 2027, the end of the first working week" in said
    assert "Priya Sample, Business Services Officer: 01632 960000, essex.hub@example.org" in said


def test_the_notice_is_counted_from_the_day_of_the_letter() -> None:
    received = decision("opening_confirmed")
    for today, days in (("Tue 12 Jan 2027", 14), ("Mon 25 Jan 2027", 1), ("Wed 27 Jan 2027", 0)):
        court = to(given(occasion(received, today=day(today)), "final_confirmation_local"), "courts")
        facts = court.view.facts
        assert isinstance(facts, FinalConfirmationFacts)
        assert facts.notice_days == days


def test_a_court_is_given_the_hub_that_serves_it_and_others_every_hub_of_the_area() -> None:
    known = build.directory()
    essex = known.hubs["essex"]
    second = replace(essex, name="Norwich Allocation Hub", courts=("norwich",))
    elsewhere = replace(second, service_area="london", name="London Allocation Hub")
    directory = replace(
        known,
        hubs={"essex": essex, "norwich": second, "london": elsewhere},
        courts={**known.courts, "norwich": replace(known.courts["chelmsford"], name="the Family Court at Norwich")},
    )
    on = occasion(decision("opening_confirmed"), directory=directory)
    called = {}
    for letter in given(on, "final_confirmation_local"):
        facts = letter.view.facts
        assert isinstance(facts, FinalConfirmationFacts)
        called[letter.recipient] = [contact.hub for contact in facts.contacts]
    assert called["office:court.chelmsford"] == ["Essex Allocation Hub"]
    assert called["office:court.norwich"] == ["Norwich Allocation Hub"]
    assert called["office:essex.local_authorities.essex-county-council"] == [
        "Essex Allocation Hub",
        "Norwich Allocation Hub",
    ]


def test_nobody_is_told_of_an_opening_whose_hub_the_directory_does_not_have() -> None:
    known = build.directory()
    closed = replace(known.hubs["essex"], closed_on=day("Mon 4 Jan 2027"))
    on = occasion(decision("opening_confirmed"), directory=replace(known, hubs={"essex": closed}))
    with pytest.raises(Inconsistent) as refused:
        given(on, "final_confirmation_national")
    assert [(r.rule, r.field) for r in refused.value.reasons] == [("no_hub_to_open", "directory.hubs")]


@pytest.mark.parametrize("kind", ["opening_deferred", "activation_declined"])
def test_a_deferral_and_a_refusal_reach_exactly_those_who_were_told_before(kind: str) -> None:
    codes = {"opening_deferred": ("deferral_national", "deferral_local")}.get(
        kind, ("not_activated_national", "not_activated_local")
    )
    reached = (NATIONAL[1], NATIONAL[5], LOCAL[0], LOCAL[4], LOCAL[6])
    sent = (
        *told("national_notification", ACTIVATED, reached[:2]),
        *told("local_notification", ACTIVATED, reached[2:]),
        record("national_notification", ACTIVATED, NATIONAL[2], Status.APPROVED, None),
        record("national_notification", ACTIVATED, NATIONAL[3], Status.RETURNED, day("Mon 30 Nov 2026")),
        *told("national_notification", "activation-of-an-earlier-round", [NATIONAL[4]]),
    )
    assert tuple(x for code in codes for x in recipients(letters(kind, code, sent))) == reached


@pytest.mark.parametrize(("kind", "national", "local"), PACKS[2:4])
def test_where_nobody_was_told_before_nobody_is_told(kind: str, national: str, local: str) -> None:
    assert letters(kind, national, ()) == letters(kind, local, ()) == ()


def test_whoever_was_told_of_a_confirmed_opening_hears_that_it_is_deferred() -> None:
    received = (*history("opening_confirmed"), area_event("opening_deferred", {"occurred_on": "2027-01-15"}))
    sent = told("final_confirmation_national", "opening_confirmed-1", NATIONAL[:1], "Mon 11 Jan 2027")
    assert recipients(given(occasion(received, sent), "deferral_national")) == NATIONAL[:1]


def test_whoever_had_any_letter_of_the_round_hears_that_no_hub_opens() -> None:
    """Of a Challenge Meeting too; the Covid-19 Board, which decided, is not told what it decided."""
    outside = ("office:national.president_of_the_family_division", "office:national.national_recovery_group")
    sent = (
        *told("pending_risk_notice", "challenge_meeting_agreed-1", outside, "Mon 2 Nov 2026"),
        *told("challenge_report", "challenge_meeting_held-1", ["office:national.covid_19_board"]),
        *told("liaison_agenda", "liaison_meeting_called-1", [LOCAL[0], "file:essex"], "Tue 13 Oct 2026"),
    )
    on = occasion((*history("challenge_meeting_held"), area_event("activation_declined")), sent)
    assert recipients(given(on, "not_activated_national")) == outside
    assert recipients(given(on, "not_activated_local")) == LOCAL[:1]


def test_one_told_before_who_is_no_longer_in_the_directory_refuses_the_event_and_is_named() -> None:
    fewer = directory_with({"local_authorities": build.directory().service_areas["essex"].local_authorities[:2]})
    on = occasion(decision("opening_deferred"), TOLD_OF_ACTIVATION, directory=fewer)
    with pytest.raises(Inconsistent) as refused:
        given(on, "deferral_local")
    assert [(r.rule, r.field) for r in refused.value.reasons] == [
        ("told_before_and_gone", "directory.essex.local_authorities.thurrock-council")
    ]
    assert recipients(given(on, "deferral_national")) == NATIONAL


def test_no_more_of_the_directory_has_to_be_filled_than_was_written_to() -> None:
    sent = told("liaison_agenda", "liaison_meeting_called-1", [LOCAL[0]])
    bare = directory_with({"adcs_region": None, "local_authorities": (), "family_division_liaison_judge": None})
    on = occasion((*history("challenge_meeting_held"), area_event("activation_declined")), sent, directory=bare)
    assert recipients(given(on, "not_activated_local")) == LOCAL[:1]


def test_a_deferral_names_the_day_that_was_told_before_and_the_new_ones() -> None:
    for changes, opening in (({}, "Tue 2 Mar 2027"), ({"opening_on": "2027-03-08"}, "Mon 8 Mar 2027")):
        on = occasion(decision("opening_deferred", changes), TOLD_OF_ACTIVATION)
        for letter in (*given(on, "deferral_national"), *given(on, "deferral_local")):
            facts = letter.view.facts
            assert isinstance(facts, DeferralFacts)
            assert facts.was_to_open_on == day("Tue 26 Jan 2027")
            assert [(stop.step, stop.on) for stop in facts.stops] == [
                (Step.CHECKPOINT, day("Tue 9 Feb 2027")),
                (Step.BOARD_CONFIRMS, day("Fri 12 Feb 2027")),
                (Step.OPENING, day(opening)),
            ]


@pytest.mark.parametrize(("kind", "national", "local"), PACKS[2:])
def test_reasons_in_somebodys_own_words_have_to_be_read_before_they_go(kind: str, national: str, local: str) -> None:
    assert all(letter.free_text for code in (national, local) for letter in letters(kind, code))


@pytest.mark.parametrize(
    ("decided", "opening", "due", "why"),
    [
        ("Fri 8 Jan 2027", "Mon 25 Jan 2027", "Mon 11 Jan 2027", "2 weeks before the opening, Monday 25 January 2027"),
        ("Fri 8 Jan 2027", "Mon 8 Feb 2027", "Fri 15 Jan 2027", "5 working days from Friday 8 January 2027"),
        ("Fri 9 Apr 2021", "Tue 4 May 2021", "Fri 16 Apr 2021", "5 working days from Friday 9 April 2021"),
        (
            "Fri 20 Aug 2021",
            "Tue 7 Sep 2021",
            "Tue 24 Aug 2021",
            "2 weeks before the opening, Tuesday 7 September 2021",
        ),
        (
            "Fri 29 Mar 2024",
            "Mon 15 Apr 2024",
            "Thu 28 Mar 2024",
            "2 weeks before the opening, Monday 15 April 2024, moved back to the last working day before",
        ),
    ],
)
def test_an_opening_is_told_two_weeks_before_and_within_five_working_days(
    decided: str, opening: str, due: str, why: str
) -> None:
    """The last row is of a Good Friday, on which no Board meets: the sum itself rolls back, and never on."""
    clock = notice_clocks.opening_notice(day(decided), day(opening))
    assert (clock.due_on, clock.why) == (day(due), why)


@hypothesis_given(st.dates(date(2000, 1, 1), date(2090, 1, 1)), st.integers(17, 120))
def test_courts_always_have_two_weeks_and_nobody_hears_after_them(decided_on: date, days: int) -> None:
    opening_on = decided_on + timedelta(days=days)
    clock = notice_clocks.opening_notice(decided_on, opening_on)
    assert is_working_day(clock.due_on)
    assert clock.due_on <= opening_on - timedelta(weeks=2)
    assert clock.due_on <= notice_clocks.board_decision(decided_on, "4.6 (letters)").due_on

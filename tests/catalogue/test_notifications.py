"""Who is told what the Board decided about a Hub, by when, and with which days and figures (Protocol 4.5, 4.6)."""

from dataclasses import replace
from datetime import date

import pytest

from correspondence import rendering
from correspondence.catalogue.facts.figures import figure_of, figure_tables
from correspondence.catalogue.facts.figures_served import FIGURES
from correspondence.catalogue.facts.notices import Standing
from correspondence.catalogue.kind import Post
from correspondence.catalogue.notifications.local_notification import LocalNotificationFacts
from correspondence.catalogue.notifications.national_notification import NationalNotificationFacts
from correspondence.catalogue.registry import AREA_KINDS
from correspondence.catalogue.told import OF_THE_OPENING_LOCALLY, OF_THE_OPENING_NATIONALLY
from correspondence.documents import Table
from correspondence.protocol.areas.events import ActivationDecided, OpeningConfirmed
from correspondence.protocol.areas.measures import Measures, NumberMeasure
from correspondence.protocol.areas.offices import NATIONAL as NATIONAL_OFFICES
from correspondence.protocol.days.timetable import Step
from tests import build
from tests.area import area_event, history, read_as
from tests.build import day
from tests.notified import (
    ACTIVATED,
    LOCAL,
    NATIONAL,
    PACKS,
    decision,
    given,
    letters,
    occasion,
    recipients,
    to,
    view,
    words,
)


@pytest.mark.parametrize(("kind", "national", "local"), PACKS)
def test_each_decision_is_told_nationally_and_locally_to_everybody_once(kind: str, national: str, local: str) -> None:
    assert recipients(letters(kind, national)) == NATIONAL
    assert recipients(letters(kind, local)) == LOCAL


@pytest.mark.parametrize(("kind", "national", "local"), PACKS)
def test_each_letter_says_who_answers_for_whoever_signs_it_where_the_directory_says(
    kind: str, national: str, local: str
) -> None:
    known = build.directory()
    assert known.national is not None
    for code, contact in ((national, known.national.contact), (local, known.service_areas["essex"].contact)):
        assert contact is not None
        said = f"To answer, or to ask about this: {contact.name}, {contact.phone}, {contact.email}"
        assert all(said in words(letter) for letter in letters(kind, code))


def test_an_area_that_names_nobody_to_answer_writes_without() -> None:
    known = build.directory()
    areas = {key: replace(area, contact=None) for key, area in known.service_areas.items()}
    without = replace(known, service_areas=areas)
    told = given(occasion(decision("activation_decided"), directory=without), "local_notification")
    assert told
    assert not any("To answer, or to ask" in words(letter) for letter in told)


@pytest.mark.parametrize("told", [OF_THE_OPENING_NATIONALLY, OF_THE_OPENING_LOCALLY])
def test_who_was_told_of_an_opening_had_a_letter_of_the_activation_or_of_its_confirmation(
    told: tuple[str, ...],
) -> None:
    by = {Post.CHIEF_EXECUTIVE: OF_THE_OPENING_NATIONALLY, Post.ASSISTANT_DIRECTOR: OF_THE_OPENING_LOCALLY}
    telling = (kind for kind in AREA_KINDS.values() if kind.sent_on in (ActivationDecided, OpeningConfirmed))
    assert {kind.code for kind in telling if by[kind.signed_by] == told} == set(told)


@pytest.mark.parametrize(("kind", "national", "local"), PACKS)
def test_the_chief_executive_signs_nationally_and_the_assistant_director_locally(
    kind: str, national: str, local: str
) -> None:
    assert {view(x).signed_by for x in letters(kind, national)} == {"Charlie Example"}
    assert {view(x).signed_by for x in letters(kind, local)} == {"Alex Example"}


@pytest.mark.parametrize(("kind", "national", "local"), [*PACKS[:2], PACKS[4]])
def test_every_reader_of_an_activation_an_opening_or_a_closing_is_told_in_sentences_of_their_own(
    kind: str, national: str, local: str
) -> None:
    """Three Directors of Children's Services are one sort of reader, and have the same."""
    for code in (national, local):
        found = {view(x).key: rendering.compose(x, "en").sentences for x in letters(kind, code)}
        assert len(set(found.values())) == len(found)


def test_every_national_office_has_figures_of_its_own_choice() -> None:
    assert set(FIGURES) == set(NATIONAL_OFFICES)
    for letter in letters("activation_decided", "national_notification"):
        facts = letter.view.facts
        assert isinstance(facts, NationalNotificationFacts)
        printed = {figure.measure for table in facts.figures for figure in table.figures}
        assert printed == set(FIGURES[view(letter).key])


@pytest.mark.parametrize("code", ["national_notification", "local_notification"])
def test_a_figure_is_printed_with_its_day_its_source_and_the_one_before(code: str) -> None:
    for letter in letters("activation_decided", code):
        table = [x for x in rendering.compose(letter, "en").blocks if isinstance(x, Table)][-1]
        assert table.caption == "Figures of Friday 20 November 2026 (source: Cafcass management information, sample)"
        assert table.header == ("Measure", "Now", "Before")
        assert ("Days until an adviser takes a case, on average", "41", "29") in table.rows


def test_a_figure_keeps_every_digit_and_a_missing_one_stays_missing() -> None:
    measure = NumberMeasure(value=1214.5, as_at=date(2026, 11, 20), source="sample", previous=None)
    assert (figure_of("leavers", measure).now, figure_of("leavers", measure).before) == ("1,214.5", None)
    assert figure_of("leavers", replace(measure, value=38.0)).now == "38"
    assert figure_of("leavers", replace(measure, value=100)).now == "100"
    assert figure_of("leavers", replace(measure, value=0.25)).now == "0.25"


def test_figures_of_two_days_or_sources_stand_in_two_tables() -> None:
    (activation,) = (e for e in history("activation_decided") if e.event_id == ACTIVATED)
    measures: Measures = activation.measures  # type: ignore[union-attr]  # an activation has them
    changed = replace(measures, starters=replace(measures.starters, as_at=day("Mon 16 Nov 2026")))
    tables = figure_tables(changed, ("leavers", "starters", "budget_forecast"))
    assert [(table.as_at, [x.measure for x in table.figures]) for table in tables] == [
        (day("Fri 20 Nov 2026"), ["leavers", "budget_forecast"]),
        (day("Mon 16 Nov 2026"), ["starters"]),
    ]


@pytest.mark.parametrize("code", ["national_notification", "local_notification"])
def test_an_activation_is_told_with_its_timetable_and_only_the_opening_is_unsettled(code: str) -> None:
    for letter in letters("activation_decided", code):
        facts = letter.view.facts
        assert isinstance(facts, NationalNotificationFacts | LocalNotificationFacts)
        assert [(stop.step, stop.on, stop.standing) for stop in facts.stops] == [
            (Step.CHALLENGE_MEETING, day("Fri 20 Nov 2026"), Standing.DONE),
            (Step.BOARD_ACTIVATES, day("Fri 27 Nov 2026"), Standing.DONE),
            (Step.CHECKPOINT, day("Tue 5 Jan 2027"), Standing.PLANNED),
            (Step.BOARD_CONFIRMS, day("Fri 8 Jan 2027"), Standing.PLANNED),
            (Step.OPENING, day("Tue 26 Jan 2027"), Standing.UNSETTLED),
        ]


def test_a_letter_tells_the_timetable_of_its_own_event_whatever_came_later() -> None:
    received = history("hub_opened")
    activation = next(e for e in received if e.event_id == ACTIVATED)
    on = replace(occasion(received), event=activation, made_by=ACTIVATED, today=activation.occurred_on)
    assert [x.view.facts for x in given(on, "national_notification")] == [
        x.view.facts for x in letters("activation_decided", "national_notification")
    ]


@pytest.mark.parametrize(
    ("today", "answer_by"),
    [("Mon 4 Jan 2027", "Tue 5 Jan 2027"), ("Tue 5 Jan 2027", None), ("Wed 6 Jan 2027", None)],
)
def test_an_answer_is_asked_for_only_by_a_day_that_is_still_to_come(today: str, answer_by: str | None) -> None:
    for code in ("national_notification", "local_notification"):
        for letter in given(occasion(decision("activation_decided"), today=day(today)), code):
            facts = letter.view.facts
            assert isinstance(facts, NationalNotificationFacts | LocalNotificationFacts)
            assert facts.answer_by == (day(answer_by) if answer_by else None)
            assert ("Please answer by" in words(letter)) is (answer_by is not None)


@pytest.mark.parametrize(
    ("today", "name"),
    [("Wed 7 Sep 2022", "Her Majesty’s"), ("Thu 8 Sep 2022", "His Majesty’s")],
)
def test_the_courts_service_has_the_name_of_the_letters_day(today: str, name: str) -> None:
    on = occasion(decision("activation_decided"), today=day(today))
    president = to(given(on, "national_notification"), "president_of_the_family_division")
    judge = to(given(on, "local_notification"), "designated_family_judges")
    for letter in (president, judge):
        assert f"{name} Courts and Tribunals Service" in words(letter)


@pytest.mark.parametrize("key", ["local_authorities", "courts", "designated_family_judges", "adcs_region"])
def test_every_local_reader_hears_how_existing_work_is_treated(key: str) -> None:
    """Protocol 5.6, with the activation and with the confirmation."""
    for kind, code in (
        ("activation_decided", "local_notification"),
        ("opening_confirmed", "final_confirmation_local"),
    ):
        assert "an adviser or a children’s guardian keeps them" in words(to(letters(kind, code), key))


@pytest.mark.parametrize(
    ("kind", "national", "local", "due"),
    [
        (*PACKS[0], "Fri 4 Dec 2026"),
        (*PACKS[1], "Tue 12 Jan 2027"),
        (*PACKS[2], "Fri 15 Jan 2027"),
        (*PACKS[3], "Fri 15 Jan 2027"),
        (*PACKS[4], "Fri 25 Jun 2027"),
    ],
)
def test_letters_of_a_decision_are_due_together(kind: str, national: str, local: str, due: str) -> None:
    assert {x.due.due_on for code in (national, local) for x in letters(kind, code)} == {day(due)}


def test_an_activation_of_other_days_gives_other_days() -> None:
    """The letters have no day of their own."""
    activation = read_as(
        type(area_event("activation_decided")),
        area_event("activation_decided", {"checkpoint_on": "2027-01-12", "board_on": "2027-01-15"}),
    )
    on = occasion((*history("challenge_meeting_held"), activation))
    for letter in given(on, "national_notification"):
        said = words(letter)
        assert "Friday 15 January 2027" in said
        assert "8 January" not in said

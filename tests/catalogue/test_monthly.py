"""Once a month the Board is asked first and told how every area stands; others hear what is theirs to know."""

from datetime import date

import pytest

from correspondence import rendering
from correspondence.catalogue.facts.area_standing import FIGURES
from correspondence.documents import DocumentForm, Severity, Table
from correspondence.writing import write_to_office
from tests.area import area_event, area_file, history, measures
from tests.build import day
from tests.monthly import (
    AREAS,
    HUBS,
    STATUS,
    UPDATE,
    area,
    directory,
    every_area,
    given,
    occasion,
    update,
)
from tests.notified import recipients, view, words

BOARD, PRESIDENT = "office:national.cafcass_board", "office:national.president_of_the_family_division"


def test_each_paper_goes_to_those_whom_the_protocol_names_signed_by_whom_it_names() -> None:
    on = occasion(every_area())
    found = {code: (recipients(given(on, code)), view(given(on, code)[0]).signed_by) for code in (UPDATE, STATUS, HUBS)}
    assert found == {
        UPDATE: (("office:national.covid_19_board",), "Dana Example"),
        STATUS: ((BOARD, "office:national.national_recovery_group"), "Charlie Example"),
        HUBS: ((BOARD, PRESIDENT, "office:national.ministry_of_justice"), "Charlie Example"),
    }


@pytest.mark.parametrize(("code", "source"), [(UPDATE, "4.2"), (STATUS, "5.5 (summary)"), (HUBS, "6.1 (CE)")])
def test_each_paper_is_due_five_working_days_after_the_review(code: str, source: str) -> None:
    for letter in given(occasion(every_area(), today="Wed 2 Dec 2026"), code):
        assert (letter.due.due_on, letter.due.source) == (day("Mon 7 Dec 2026"), source)


def test_the_board_reads_first_what_it_is_asked_to_decide() -> None:
    (asked,) = given(occasion(every_area(recommended=("area_07", "area_03"))), UPDATE)
    said = words(asked)
    places = [said.index(part) for part in ("What the Board is asked", "Service area 03", "Service area 07", "Essex")]
    assert places == sorted(places)
    assert "I recommend no first Challenge Meeting" not in said


def test_a_month_without_a_recommendation_says_so() -> None:
    (asked,) = given(occasion(every_area()), UPDATE)
    assert "Nothing this month: I recommend no first Challenge Meeting." in words(asked)
    assert "Meeting recommended" not in words(asked)


def test_areas_that_recommend_stand_first_then_open_hubs_then_those_on_the_way_each_by_name() -> None:
    agreed = {"service_area": "area_05", "occurred_on": "2026-11-06", "event_id": "a5"}
    files = (area_file(area_event("challenge_meeting_agreed", agreed)),)
    on = occasion(every_area(recommended=("area_19",)), files, of=directory("Mon 2 Mar 2026"))
    names = [row.area for row in update(on).rows]
    assert [name.split(",")[0] for name in names[:4]] == [
        "Service area 19",
        "Essex",
        "Service area 05",
        "Service area 02",
    ]
    assert names[3:] == sorted(names[3:])
    assert update(on).in_words[0].area.startswith("Essex")  # what is recommended has its words above


@pytest.mark.parametrize("code", [STATUS, HUBS])
def test_what_is_only_recommended_changes_nothing_that_leaves_the_board(code: str) -> None:
    known = occasion(every_area(recommended=("essex", "area_11")), of=directory("Mon 2 Mar 2026"))
    unknown = occasion(every_area(), of=directory("Mon 2 Mar 2026"))
    assert [x.content for x in given(known, code)] == [x.content for x in given(unknown, code)]


def test_those_outside_are_told_of_open_hubs_and_of_nothing_that_may_lead_to_another() -> None:
    """Of the other areas, and of what the Board has yet to decide about this one, they read no trace."""
    open_now = directory("Mon 2 Mar 2026")
    plain = occasion(every_area(), of=open_now)
    agreed = {"occurred_on": "2026-11-06", "challenge_meeting_on": "2026-11-27", "judges_met_on": "2026-11-02"}
    elsewhere = area_event("challenge_meeting_agreed", agreed | {"service_area": "area_05", "event_id": "a5"})
    files = (area_file(area_event("challenge_meeting_agreed", agreed)), area_file(elsewhere))
    busy = {"cases_held_on_duty": {**measures("2026-11-27")["cases_held_on_duty"], "value": 999}}
    areas = [area(key, pressure="Untenable.", **({} if key == "essex" else busy)) for key in AREAS]
    assert [x.content for x in given(occasion(areas, files, of=open_now), HUBS)] == [
        x.content for x in given(plain, HUBS)
    ]
    assert "Challenge Meeting agreed." in words(given(occasion(areas, files, of=open_now), STATUS)[0])


def test_a_month_without_an_open_hub_is_reported_as_that_to_everybody() -> None:
    for letter in given(occasion(every_area()), HUBS):
        assert "no Allocation Hub was open in any of Cafcass’s 19 service areas" in words(letter)


def test_a_recommendation_says_when_the_judges_were_last_met_or_that_it_is_not_on_record() -> None:
    met = update(occasion(every_area(recommended=("essex",)), (area_file(*history("liaison_meeting_held")),)))
    assert [each.judges_met_on for each in met.recommended] == [day("Mon 19 Oct 2026")]
    (unmet,) = given(occasion(every_area(recommended=("essex",))), UPDATE)
    assert "No liaison meeting with the local judges is on record." in words(unmet)


def test_every_measure_of_a_recommended_area_stands_beside_the_others_three_to_a_table() -> None:
    on = occasion(every_area(recommended=AREAS[:4]))
    assert [len(table.areas) for table in update(on).evidence] == [3, 1]
    assert [row.measure for row in update(on).evidence[0].rows] == list(measures("2026-11-27"))
    assert [part.measure for part in update(on).rows[0].parts] == list(FIGURES)
    tables = [x for x in rendering.compose(given(on, UPDATE)[0], "en").blocks if isinstance(x, Table)]
    assert [len(table.rows) for table in tables] == [11, 11, 19]


def test_a_figure_is_printed_with_the_one_before_in_brackets() -> None:
    missing = {**measures("2026-11-27")["advisers_over_25_cases_percent"], "value": 33.5, "previous": None}
    same = {**measures("2026-11-27")["average_days_to_allocation"], "previous": 41}
    areas = [area("essex", advisers_over_25_cases_percent=missing, average_days_to_allocation=same)]
    (table,) = [x for x in rendering.compose(given(occasion(areas), STATUS)[0], "en").blocks if isinstance(x, Table)]
    assert table.rows[0][2:] == (
        "214 (198)",
        "132 (97)",
        "41 (41)",
        "33.5% (–)",
    )


@pytest.mark.parametrize(("today", "printed"), [("Tue 29 Dec 2026", True), ("Wed 30 Dec 2026", False)])
def test_the_day_of_the_next_review_is_promised_while_it_lies_ahead(today: str, printed: bool) -> None:
    for code in (UPDATE, STATUS, HUBS):
        for letter in given(occasion(every_area(), today=today), code):
            assert ("The next monthly review is due by Wednesday 30 December 2026." in words(letter)) is printed


def test_each_reader_of_one_paper_is_spoken_to_in_sentences_of_their_own() -> None:
    for of in (directory(), directory("Mon 2 Mar 2026")):
        for code in (STATUS, HUBS):
            found = [rendering.compose(x, "en").sentences for x in given(occasion(every_area(), of=of), code)]
            assert len(set(found)) == len(found)


def test_somebodys_own_words_are_read_before_a_paper_that_prints_them_is_approved() -> None:
    on = occasion(every_area())
    assert {code: {x.free_text for x in given(on, code)} for code in (UPDATE, STATUS, HUBS)} == {
        UPDATE: {True},
        STATUS: {True},
        HUBS: {False},
    }


@pytest.mark.parametrize(("code", "pages"), [(UPDATE, 3), (STATUS, 3)])
def test_nineteen_areas_have_a_row_each_on_few_pages_and_nothing_is_held(code: str, pages: int) -> None:
    written = write_to_office(given(occasion(every_area(), of=directory("Mon 2 Mar 2026")), code)[0])
    assert [found for found in written.findings if found.severity is Severity.BLOCKING] == []
    (pdf,) = [x for x in written.documents if x.form is DocumentForm.PDF]
    assert (pdf.pages or 0) <= pages
    (table,) = [x for x in rendering.compose(written.letter, "en").blocks if isinstance(x, Table)]
    assert len(table.rows) == 19


def test_the_letter_is_dated_the_day_it_is_written_and_tells_of_the_day_of_the_review() -> None:
    (letter,) = given(occasion(every_area(), today="Wed 2 Dec 2026"), UPDATE)
    assert letter.dated == date(2026, 12, 2)
    assert "Pressure in every area: Monday 30 November 2026" in words(letter)

"""The Board has a recommendation with all that it rests on, and says what either decision means (Protocol 4.4, 4.6)."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from correspondence import rendering
from correspondence.catalogue.boards.challenge_meeting_report import ChallengeMeetingFacts
from correspondence.catalogue.boards.checkpoint_advice import CheckpointFacts
from correspondence.catalogue.facts.compared_figures import compared
from correspondence.catalogue.facts.planned_measures import Progress
from correspondence.catalogue.facts.way_ahead import Sureness
from correspondence.catalogue.letter import Letter
from correspondence.documents import Table
from correspondence.protocol.areas.events import ActivationDecided, AnyAreaEvent
from correspondence.protocol.days.timetable import Step
from tests.area import ACTION, area_event, body, history, read_as
from tests.build import Changes, day
from tests.notified import given, occasion, view, words

REPORT, ADVICE = "challenge_meeting_report", "checkpoint_advice"
MEETING, CHECKPOINT = "challenge_meeting_held", "checkpoint_held"
SOURCE = "Cafcass management information, sample"
NEVER_EARLIER = {f"measures.{name}.previous": None for name in body(MEETING)["measures"]}


def paper(received: Sequence[AnyAreaEvent], today: str | None = None) -> Letter:
    """The one paper that the last of *received* gives the Board."""
    code = REPORT if received[-1].type == MEETING else ADVICE
    (letter,) = given(occasion(received, today=day(today) if today else None), code)
    return letter


def alone(kind: str, changes: Changes | None = None) -> Letter:
    """The paper on an event with nothing recorded before it."""
    return paper((area_event(kind, changes),))


def report(letter: Letter) -> ChallengeMeetingFacts:
    assert isinstance(letter.view.facts, ChallengeMeetingFacts)
    return letter.view.facts


def advice(letter: Letter) -> CheckpointFacts:
    assert isinstance(letter.view.facts, CheckpointFacts)
    return letter.view.facts


def tables(letter: Letter) -> tuple[Table, ...]:
    return tuple(block for block in rendering.compose(letter, "en").blocks if isinstance(block, Table))


def captions(letter: Letter) -> list[str]:
    return [table.caption for table in tables(letter)]


@pytest.mark.parametrize(
    ("kind", "post", "signed_by"),
    [
        (MEETING, "Assistant Director, Cafcass Essex, Suffolk and Norfolk", "Alex Example"),
        (CHECKPOINT, "Director of Operations, Cafcass", "Dana Example"),
    ],
)
def test_each_paper_goes_to_the_covid_19_board_alone_under_its_own_signature(
    kind: str, post: str, signed_by: str
) -> None:
    letter = alone(kind)
    assert (letter.recipient, view(letter).key) == ("office:national.covid_19_board", "covid_19_board")
    assert view(letter).signed_by == signed_by
    assert f"{signed_by} {post}" in words(letter)


def test_the_assistant_director_signs_for_the_local_management_team() -> None:
    assert "for the local management team" in words(alone(MEETING))
    assert "local management team" not in words(alone(CHECKPOINT))


@pytest.mark.parametrize(
    ("kind", "held", "board", "due", "source"),
    [
        (MEETING, "Fri 20 Nov 2026", "Fri 27 Nov 2026", "Tue 24 Nov 2026", "4.4"),
        (MEETING, "Thu 26 Nov 2026", "Fri 27 Nov 2026", "Thu 26 Nov 2026", "4.4"),
        (CHECKPOINT, "Tue 5 Jan 2027", "Fri 8 Jan 2027", "Tue 5 Jan 2027", "4.6"),
        (CHECKPOINT, "Mon 21 Dec 2026", "Fri 8 Jan 2027", "Tue 5 Jan 2027", "4.6"),
    ],
)
def test_a_paper_is_due_three_working_days_before_its_board(
    kind: str, held: str, board: str, due: str, source: str
) -> None:
    days = {"occurred_on": day(held).isoformat(), "board_on": day(board).isoformat()}
    as_at = {f"measures.{name}.as_at": day(held).isoformat() for name in body(kind)["measures"]}
    letter = alone(kind, {**days, **as_at})
    assert (letter.due.due_on, letter.due.source) == (day(due), source)


@pytest.mark.parametrize("kind", [MEETING, CHECKPOINT])
def test_whoever_approves_a_paper_acknowledges_its_free_words(kind: str) -> None:
    assert alone(kind).free_text


REPORT_IN_ORDER = (
    *("What the Board is asked to decide", "To activate prioritisation.", "Allocation takes six weeks."),
    *("The figures", "Overtime was offered.", "Look again at", "They will not do", "Agency staff: none"),
)
ADVICE_IN_ORDER = (
    *("What the Board is asked to decide", "To confirm the opening.", "Allocation takes seven weeks."),
    *("Shorter lists of directions", "The figures", "If the Board confirms", "If the Board defers"),
)


@pytest.mark.parametrize(
    ("kind", "changes", "order"),
    [
        (MEETING, {}, REPORT_IN_ORDER),
        (CHECKPOINT, {}, ADVICE_IN_ORDER),
        (
            CHECKPOINT,
            {"advises_opening": False},
            ("To defer the opening.", "The figures", "If the Board defers", "If the Board confirms"),
        ),
    ],
)
def test_what_is_recommended_stands_first_then_its_reasons_then_what_they_rest_on(
    kind: str, changes: Changes, order: tuple[str, ...]
) -> None:
    said = words(alone(kind, changes))
    places = [said.index(each) for each in order]
    assert places == sorted(places)


@pytest.mark.parametrize("kind", [MEETING, CHECKPOINT])
def test_every_measure_is_given_now_and_before_with_its_change_its_day_and_its_source(kind: str) -> None:
    letter = alone(kind)
    figures = next(table for table in tables(letter) if table.caption.startswith("Figures of"))
    as_at = "Friday 20 November 2026" if kind == MEETING else "Thursday 31 December 2026"
    assert figures.caption == f"Figures of {as_at} (source: {SOURCE})"
    assert figures.header == ("Measure", "Now", "Before", "Change")
    assert figures.rows == (
        ("New children’s cases, average of the last 4 weeks", "214", "198", "up by 16"),
        ("New children’s cases, average of the last 6 months", "171", "165", "up by 6"),
        ("Children’s cases waiting for an adviser", "132", "97", "up by 35"),
        ("Days until an adviser takes a case, on average", "41", "29", "up by 12"),
        ("Advisers with more than 25 cases", "38%", "31%", "up by 7 points"),
        ("Service Managers’ capacity to oversee practice", "stretched", "stretched", "no change"),
        ("Practice Supervisors’ capacity to supervise", "exceeded", "stretched", "tighter"),
        ("Staff leaving", "7", "4", "up by 3"),
        ("Staff starting", "2", "3", "down by 1"),
        ("Case files judged good or better in audits", "71%", "76%", "down by 5 points"),
    )
    assert f"Budget forecast on {as_at} (source: {SOURCE}): “on budget”. Before: “on budget”." in words(letter)


@pytest.mark.parametrize("kind", [MEETING, CHECKPOINT])
def test_a_measure_without_one_before_it_is_compared_with_nothing(kind: str) -> None:
    letter = alone(kind, NEVER_EARLIER)
    figures = next(table for table in tables(letter) if table.caption.startswith("Figures of"))
    assert {row[2:] for row in figures.rows} == {("not known", "not known")}
    said = words(letter)
    assert "There are no earlier figures to compare these with." in said
    assert "Pressure is higher" not in said
    assert "Before: “" not in said


def test_figures_of_another_day_or_source_stand_in_a_table_of_their_own_and_a_lone_forecast_in_none() -> None:
    changes = {
        "measures.starters.as_at": "2026-11-16",
        "measures.leavers.source": "Another return",
        "measures.budget_forecast.as_at": "2026-11-02",
    }
    letter = alone(MEETING, changes)
    assert [x for x in captions(letter) if x.startswith("Figures of")] == [
        f"Figures of Friday 20 November 2026 (source: {SOURCE})",
        "Figures of Friday 20 November 2026 (source: Another return)",
        f"Figures of Monday 16 November 2026 (source: {SOURCE})",
    ]
    assert f"Budget forecast on Monday 2 November 2026 (source: {SOURCE})" in words(letter)


def test_measures_compared_with_earlier_ones_forget_the_figure_before_them() -> None:
    activation = read_as(ActivationDecided, area_event("activation_decided"))
    worse = replace(
        activation.measures, leavers=replace(activation.measures.leavers, value=9, as_at=day("Fri 18 Dec 2026"))
    )
    found = {
        part.measure: (part.now, part.before) for table in compared(worse, activation.measures) for part in table.parts
    }
    assert found["leavers"] == ("9", "7")
    assert found["starters"] == ("2", "2")
    assert [(table.as_at, table.then_as_at) for table in compared(worse, activation.measures)] == [
        (day("Fri 20 Nov 2026"), day("Fri 20 Nov 2026")),
        (day("Fri 18 Dec 2026"), day("Fri 20 Nov 2026")),
    ]


@pytest.mark.parametrize("before", [(), history("response_plan_recorded")], ids=["alone", "after the round so far"])
def test_a_recommended_activation_shows_the_way_planned_from_the_board(before: tuple[AnyAreaEvent, ...]) -> None:
    letter = paper((*before, area_event(MEETING)))
    assert [(step.step, step.on, step.sureness) for step in report(letter).steps] == [
        (Step.CHALLENGE_MEETING, day("Fri 20 Nov 2026"), Sureness.DONE),
        (Step.BOARD_ACTIVATES, day("Fri 27 Nov 2026"), Sureness.SET),
        (Step.CHECKPOINT, day("Mon 4 Jan 2027"), Sureness.UNDECIDED),
        (Step.BOARD_CONFIRMS, day("Fri 8 Jan 2027"), Sureness.UNDECIDED),
        (Step.OPENING, day("Mon 25 Jan 2027"), Sureness.UNDECIDED),
    ]
    assert tables(letter)[-1].rows[1] == ("Friday 27 November 2026", "The Board decides whether to activate", "set")


def test_a_report_against_activation_shows_no_way_to_a_hub() -> None:
    letter = alone(MEETING, {"recommends_activation": False})
    assert report(letter).steps == ()
    assert "The timetable" not in captions(letter)
    said = words(letter)
    assert "Not to activate prioritisation. " in said
    assert "To activate prioritisation. " not in said
    assert "2027" not in said
    assert "No Hub opens, and children’s cases go on being allocated as now." in said


def test_planned_measures_stand_as_they_are_on_the_day_of_the_report_overdue_ones_first() -> None:
    planned = [
        {**ACTION, "what": "To do."},
        {**ACTION, "what": "Done late.", "by_on": "2026-11-06", "done_on": "2026-11-09"},
        {**ACTION, "what": "Overdue.", "by_on": "2026-11-20"},
    ]
    held = area_event(MEETING, {"measures_planned": planned})
    on_the_day, after = report(paper((held,))), report(paper((held,), "Mon 23 Nov 2026"))
    assert [(" ".join(x.what), x.progress) for x in on_the_day.planned] == [
        ("Overdue.", Progress.TO_DO),
        ("To do.", Progress.TO_DO),
        ("Done late.", Progress.DONE),
    ]
    assert [x.progress for x in after.planned] == [Progress.OVERDUE, Progress.TO_DO, Progress.DONE]
    rows = next(
        table for table in tables(paper((held,), "Mon 23 Nov 2026")) if table.caption.startswith("The measures")
    )
    assert [row[4].replace("\u00a0", " ") for row in rows.rows] == ["OVERDUE", "to do", "done 9 Nov 2026, late"]


def test_the_judges_meetings_of_the_round_are_named_each_day_once() -> None:
    another = area_event(
        "liaison_meeting_held",
        {"event_id": "second", "occurred_on": "2026-11-09", "next_meeting_on": None, "next_time_and_place": None},
    )
    received = sorted((*history(MEETING), another), key=lambda event: event.occurred_on)
    letter = paper(received)
    assert report(letter).judges_met_on == (day("Mon 19 Oct 2026"), day("Mon 9 Nov 2026"))
    assert "No meeting with the area’s judges is recorded" not in words(letter)


def test_the_judges_meetings_of_an_earlier_round_are_not_those_of_this_one() -> None:
    first = (*history("challenge_meeting_agreed"), area_event("activation_declined", {"occurred_on": "2026-11-06"}))
    letter = paper((*first, area_event(MEETING)))
    assert report(letter).judges_met_on == ()
    assert "No meeting with the area’s judges is recorded here." in words(letter)


@pytest.mark.parametrize(
    ("changes", "is_told"),
    [
        ({}, False),
        ({"measures_taken": []}, True),
        ({"alternatives": []}, True),
        ({"measures_taken": [], "recommends_activation": False}, False),
    ],
)
def test_the_board_is_told_where_a_recommended_activation_does_not_show_that_all_else_is_exhausted(
    changes: Changes, is_told: bool
) -> None:
    assert ("The Board should ask about this first" in words(alone(MEETING, changes))) is is_told


@pytest.mark.parametrize("improved", [True, False])
@pytest.mark.parametrize("opens", [True, False])
def test_the_advice_does_not_follow_from_the_improvement_nor_hide_it(improved: bool, opens: bool) -> None:
    said = words(alone(CHECKPOINT, {"has_improved_significantly": improved, "advises_opening": opens}))
    assert ("To confirm the opening." in said, "To defer the opening." in said) == (opens, not opens)
    assert ("I found a significant improvement since" in said) is improved
    assert ("I found no significant improvement since" in said) is not improved
    assert ("why I advise to open all the same" in said) is (opens and improved)
    assert ("why I advise to defer all the same" in said) is (not opens and not improved)


def test_an_advice_is_measured_against_the_activation_that_is_recorded() -> None:
    changes = {"measures.average_days_to_allocation.value": 48, "measures.average_days_to_allocation.previous": 44}
    letter = paper((*history("activation_decided"), area_event(CHECKPOINT, changes)))
    figures = tables(letter)[0]
    assert figures.caption == (
        f"Figures of Thursday 31 December 2026, beside those of Friday 20 November 2026 (source: {SOURCE})"
    )
    assert figures.header == ("Measure", "Now", "At activation", "Change")
    assert figures.rows[3] == ("Days until an adviser takes a case, on average", "48", "41", "up by 7")
    assert (advice(letter).pressure.more, advice(letter).pressure.same) == (1, 9)


def test_both_decisions_are_explained_with_their_days() -> None:
    letter = alone(CHECKPOINT)
    said = words(letter)
    assert "The Hub opens on Tuesday 26 January 2027, 18 days after the Board and 21 days after the Checkpoint." in said
    assert "By Tuesday 12 January 2027 national and local partners have the final confirmation" in said
    assert "The Hub does not open on Tuesday 26 January 2027." in said
    assert tables(letter)[-1].rows == (
        ("Friday 27 November 2026", "The Board decides to activate", "done"),
        ("Tuesday 5 January 2027", "Checkpoint Challenge Meeting", "done"),
        ("Friday 8 January 2027", "The Board decides whether the Hub opens", "planned"),
        ("Tuesday 26 January 2027", "The Hub opens", "if confirmed"),
    )


def test_where_no_measure_was_tested_the_board_is_not_told_how_an_opening_would_go() -> None:
    letter = alone(CHECKPOINT, {"advises_opening": False, "measures_tested": []})
    said = words(letter)
    assert "No measure is recorded as tested, so the Board could not confirm the opening now." in said
    assert "If the Board confirms the opening" not in said
    assert "The timetable" not in captions(letter)
    assert "If the Board defers the opening" in said


def test_a_second_checkpoint_says_when_the_board_deferred_the_opening() -> None:
    days = {"occurred_on": "2027-02-09", "board_on": "2027-02-12", "opening_on": "2027-03-02"}
    second = area_event(CHECKPOINT, {"event_id": "second", **days})
    letter = paper((*history(CHECKPOINT), area_event("opening_deferred"), second))
    assert advice(letter).deferred_on == day("Fri 8 Jan 2027")
    assert "The Board last deferred this opening on Friday 8 January 2027." in words(letter)
    assert [stop.on for stop in advice(letter).stops] == [
        day("Fri 27 Nov 2026"),
        day("Tue 9 Feb 2027"),
        day("Fri 12 Feb 2027"),
        day("Tue 2 Mar 2027"),
    ]
    assert "deferred" not in words(paper(history(CHECKPOINT))).replace("or the opening is deferred", "").replace(
        "hears that it is deferred", ""
    )


@pytest.mark.parametrize(("kind", "code"), [(MEETING, REPORT), (CHECKPOINT, ADVICE)])
def test_a_paper_says_what_was_known_on_its_day_whatever_came_later(kind: str, code: str) -> None:
    received = history("hub_opened")
    event = next(each for each in received if each.type == kind)
    later = replace(occasion(received), event=event, made_by=event.event_id, today=event.occurred_on)
    assert [x.view.facts for x in given(later, code)] == [paper(history(kind)).view.facts]
